#!/usr/bin/env python3
"""Writes Fixtures/shell-vectors.json: how Python's shlex, and so the AWS CLI, splits command lines into words."""

import json
import pathlib
import shlex

LINES = [
    "", "   ", "a", "a b", "  a\t b\n", "a 'b c' d", 'a "b c" d', "a'b'c", 'a"b"c', "''", '""', "a '' b", "'a\\b'",
    '"a\\b"', '"a\\"b"', '"a\\\\b"', "a\\ b", "a\\\\b", "a\\'b", "\\a", "'a\"b'", '"a\'b"', "a 'b", 'a "b', "a\\",
    '"a\\', "a#b", "# a", "a; b | c && d > e", "$HOME `x` $(y)", "~/bin/x", "*.sh", "a\\\nb", '"a\\\nb"', "ä 'ö ü'",
    "/opt/x --token 'a b' --json '{\"a\": 1}'", '"C:\\Program Files\\x.exe" y', "a=b c='d e'", "'a''b'", "a\rb", "a\r\nb",
    '"\\$x"', "a \\\" b",
]


def words(line):
    try:
        return shlex.split(line)
    except ValueError:
        return None


if __name__ == "__main__":
    target = pathlib.Path(__file__).parent / "Fixtures" / "shell-vectors.json"
    target.write_text(json.dumps([dict(line=line, words=words(line)) for line in LINES], indent=1) + "\n")
    print(f"{target.name}: {len(LINES)} lines")
