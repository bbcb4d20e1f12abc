#!/usr/bin/env python3
"""Checks that IAM policies allow what was really called.

  check-policies.py POLICY CALL-LOG...

CALL-LOG holds JSON lines with "service" and "action", as `geuse simulator --call-log FILE` writes them. Ends with 1 and
names every action that no statement of the policy allows, or that one denies. Actions of the policy that no call used
are noted, which is no error: a rehearsal need not make every call.

Only actions are compared, since a call log holds no tags: resources and conditions are for a reader to judge. With
--read-only, launches and other changes that were only asked about by DryRun, as `geuse doctor` does, are left out.
"""

import argparse
import fnmatch
import json
import sys

# AWS answers these whatever a policy says, or judges them by the policy of a role or of another identity.
# Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Security Token Service".
NEEDS_NO_PERMISSION = {"sts:GetCallerIdentity", "sts:AssumeRoleWithWebIdentity"}
# What IAM asks for while it judges a call: geuse's launches carry tags, and some of them a role.
ASKED_ALONG = {"ec2:RunInstances": "ec2:CreateTags"}
MAY_BE_ASKED_ALONG = {"ec2:RunInstances": "iam:PassRole"}
STATEMENT_KEYS = {"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"}


class Wrong(Exception):
    """What is wrong with an input, in words."""


def as_list(value):
    return value if isinstance(value, list) else [value]


def read_policy(path):
    """The policy's statements.

    Raises Wrong where it is no policy: IAM would refuse it, or it would mean something else than it seems to.
    """
    try:
        with open(path, encoding="utf-8") as file:
            policy = json.load(file, object_pairs_hook=without_doubles)
    except (OSError, ValueError) as error:
        raise Wrong(f"{path}: {error}") from error
    if not isinstance(policy, dict) or policy.get("Version") != "2012-10-17":
        raise Wrong(f"{path}: 'Version' has to be 2012-10-17")
    statements = as_list(policy.get("Statement", []))
    if not statements:
        raise Wrong(f"{path}: there is no statement")
    sids = set()
    for number, statement in enumerate(statements, 1):
        name = statement.get("Sid", f"statement {number}") if isinstance(statement, dict) else f"statement {number}"
        problem = statement_problem(statement)
        if name in sids:
            problem = "its Sid stands twice"
        if problem:
            raise Wrong(f"{path}: {name}: {problem}")
        sids.add(name)
    return statements


def without_doubles(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"the key '{key}' stands twice in one object")
    return dict(pairs)


def statement_problem(statement):
    if not isinstance(statement, dict):
        return "it is no object"
    if unknown := set(statement) - STATEMENT_KEYS:
        return f"it has unknown keys: {', '.join(sorted(unknown))}"
    if statement.get("Effect") not in ("Allow", "Deny"):
        return "'Effect' has to be Allow or Deny"
    if "NotAction" in statement or "NotResource" in statement:
        return "NotAction and NotResource are not understood here: name what is meant"
    if not statement.get("Action") or not statement.get("Resource"):
        return "'Action' and 'Resource' have to be there"
    for action in as_list(statement["Action"]):
        if not isinstance(action, str) or action.count(":") != 1 and action != "*":
            return f"'{action}' is no action"
    return None


def covers(statement, action):
    """Whether it speaks of this action; IAM takes no notice of case."""
    return any(fnmatch.fnmatchcase(action.lower(), pattern.lower()) for pattern in as_list(statement["Action"]))


def is_question(call):
    """Whether it changed nothing and would have, had it not been a DryRun."""
    return call.get("code") == "DryRunOperation" and not call["action"].startswith(("Describe", "Get"))


def read_calls(paths, read_only):
    """How often each action was called."""
    calls = {}
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                lines = list(file)
        except (OSError, ValueError) as error:
            raise Wrong(f"{path}: {error}") from error
        for number, line in enumerate(lines, 1):
            try:
                call = json.loads(line)
                action = f"{call['service']}:{call['action']}"
            except (ValueError, KeyError, TypeError) as error:
                raise Wrong(f"{path}:{number}: no call: {error}") from error
            if read_only and is_question(call):
                continue
            calls[action] = calls.get(action, 0) + 1
    if not calls:
        raise Wrong(f"{', '.join(paths)}: there is no call")
    for call, along in ASKED_ALONG.items():
        if call in calls:
            calls.setdefault(along, calls[call])
    return calls


def judge(statements, calls):
    """What is not allowed, in words, and which patterns of the policy no call used."""
    allowing = [statement for statement in statements if statement["Effect"] == "Allow"]
    # One with a condition denies some calls, and which it does not say here.
    denying = [
        statement for statement in statements if statement["Effect"] == "Deny" and "Condition" not in statement
    ]
    problems = []
    for action in sorted(calls):
        if action in NEEDS_NO_PERMISSION:
            continue
        count = f"{calls[action]} call{'' if calls[action] == 1 else 's'}"
        if not any(covers(statement, action) for statement in allowing):
            problems.append(f"{action}: no statement allows it ({count})")
        elif any(covers(statement, action) for statement in denying):
            problems.append(f"{action}: a statement denies it ({count})")
    used = {action.lower() for action in calls}
    used |= {along.lower() for call, along in MAY_BE_ASKED_ALONG.items() if call in calls}
    patterns = {pattern for statement in allowing for pattern in as_list(statement["Action"])}
    unused = sorted(pattern for pattern in patterns if not fnmatch.filter(used, pattern.lower()))
    return problems, unused


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n", 1)[0], epilog=__doc__.split("\n\n", 2)[2],
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("policy")
    parser.add_argument("calls", nargs="*", metavar="call-log", help="without one the policy's form alone is checked")
    parser.add_argument(
        "--read-only", action="store_true", help="leave out changes that were only asked about by DryRun")
    arguments = parser.parse_args()
    try:
        statements = read_policy(arguments.policy)
        if not arguments.calls:
            print(f"{arguments.policy}: {len(statements)} statements, well formed")
            return 0
        calls = read_calls(arguments.calls, arguments.read_only)
    except Wrong as wrong:
        print(f"check-policies: {wrong}", file=sys.stderr)
        return 1
    problems, unused = judge(statements, calls)
    for problem in problems:
        print(f"{arguments.policy}: {problem}", file=sys.stderr)
    for pattern in unused:
        print(f"{arguments.policy}: note: no call used {pattern}")
    if not problems:
        print(f"{arguments.policy}: allows all {len(calls)} actions that were called")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
