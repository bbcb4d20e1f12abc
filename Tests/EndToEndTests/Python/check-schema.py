"""Holds the JSON values on standard input, one a line, against the schema sys.argv[1].

Prints what is wrong with them, and every mutation of them that the schema lets pass: a member left out that it says is
required, a strange member, a member of another type.
"""

import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)

errors = []
passed = []
mutations = 0


def mutations_of(value):
    for name in schema["required"]:
        yield f"{name} left out", {key: value[key] for key in value if key != name}
    yield "a strange member", {**value, "strange": 1}
    for name in value:
        yield f"{name} of another type", {**value, name: [[value[name]]]}
    for name in ("spec", "result"):
        if isinstance(value.get(name), dict):
            yield f"a strange member of {name}", {**value, name: {**value[name], "strange": 1}}


for number, line in enumerate(sys.stdin, 1):
    value = json.loads(line)
    for error in validator.iter_errors(value):
        errors.append(f"{number}: {error.json_path}: {error.message}")
    for what, mutated in mutations_of(value):
        mutations += 1
        if validator.is_valid(mutated):
            passed.append(f"{number}: {what}")

print(json.dumps({"errors": errors, "passed": passed, "mutations": mutations}))
