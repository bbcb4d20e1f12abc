#!/usr/bin/env python3
"""Checks what the files of deploy/ say of one another; run by scripts/check-deploy.sh.

  check-deploy.py policies     the restricted policy is the worker's, for one deployment
  check-deploy.py compose      the compose file has the services, and each sees no more than it should

Ends with 1 and says what is not so.
"""

import json
import sys


def policy(name):
    with open(f"deploy/iam/{name}-policy.json", encoding="utf-8") as file:
        return json.load(file)["Statement"]


def shapes(statements):
    return [(statement["Action"], statement["Resource"]) for statement in statements]


def check_policies():
    """The restricted one allows no more actions, and names a deployment wherever the other asks for our mark."""
    worker, restricted = policy("worker"), policy("worker-restricted")
    if shapes(worker) != shapes(restricted):
        yield "worker-restricted-policy.json: its actions and resources are not those of worker-policy.json"
        return
    for before, after in zip(worker, restricted):
        conditions = after.get("Condition", {}).get("StringEquals", {})
        for kind in ("RequestTag", "ResourceTag"):
            is_marked = f"aws:{kind}/geusemaker:managed" in json.dumps(before)
            if is_marked and f"aws:{kind}/geusemaker:deployment" not in conditions:
                yield f"worker-restricted-policy.json: {after['Sid']} asks for no {kind} geusemaker:deployment"


def check_compose():
    import yaml  # pylint: disable=import-outside-toplevel # not everybody has it

    with open("deploy/compose.yaml", encoding="utf-8") as file:
        compose = yaml.safe_load(file)
    services = compose["services"]
    if set(services) != {"simulator", "worker-1", "worker-2", "producer"}:
        yield f"compose.yaml: its services are {', '.join(sorted(services))}"
    for name, service in services.items():
        if not service.get("read_only"):
            yield f"compose.yaml: {name} can write to its image"
        if service["build"]["dockerfile"] != "deploy/Dockerfile":
            yield f"compose.yaml: {name} is built from {service['build']['dockerfile']}"
        if name == "simulator":
            continue
        # One volume; and the simulator's loopback, for it listens nowhere else.
        if [volume.split(":")[0] for volume in service["volumes"]] != list(compose["volumes"]):
            yield f"compose.yaml: {name} has other volumes than {', '.join(compose['volumes'])}"
        if service["network_mode"] != "service:simulator":
            yield f"compose.yaml: {name} does not share the simulator's network"


CHECKS = {"policies": check_policies, "compose": check_compose}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    problems = list(CHECKS[sys.argv[1]]())
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
