#!/usr/bin/env python3
"""Checks what the files of deploy/ say of one another; run by scripts/check-deploy.sh.

  check-deploy.py policies     the restricted policy is the worker's, for one deployment
  check-deploy.py compose      the compose file has the services, and each sees no more than it should
  check-deploy.py postgres     the same of the one with PostgreSQL, whose passwords are in files alone

Ends with 1 and says what is not so.
"""

import json
import pathlib
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


def check_postgres():
    import yaml  # pylint: disable=import-outside-toplevel # not everybody has it

    with open("deploy/postgres/compose.yaml", encoding="utf-8") as file:
        compose = yaml.safe_load(file)
    services = compose["services"]
    # Whose passwords each may read.
    secrets = {
        "postgres": ["postgres"],
        "migrate": ["postgres", "owner", "worker", "producer"],
        "worker-1": ["worker"],
        "worker-2": ["worker"],
        "simulator": [],
        "simulated-worker-1": ["worker"],
        "simulated-worker-2": ["worker"],
        "producer": ["producer"],
    }
    if set(services) != set(secrets):
        yield f"postgres/compose.yaml: its services are {', '.join(sorted(services))}"
        return
    for name, service in services.items():
        if service.get("secrets", []) != secrets[name]:
            yield f"postgres/compose.yaml: {name} has the secrets {', '.join(service.get('secrets', []))}"
        if "ports" in service:
            yield f"postgres/compose.yaml: {name} can be reached from outside"
        if name == "postgres":
            continue
        if not service.get("read_only"):
            yield f"postgres/compose.yaml: {name} can write to its image"
        if service["build"]["args"] != {"TRAITS": "Postgres"}:
            yield f"postgres/compose.yaml: {name} is built without PostgreSQL"
        url = service.get("environment", {}).get("GEUSE_DATABASE", "")
        if ":" in url.removeprefix("postgres://"):
            yield f"postgres/compose.yaml: {name} has a password or a port in its URL"
        for volume in service.get("volumes", []):
            source = pathlib.Path("deploy/postgres", volume.split(":")[0])
            if not source.is_file() or not volume.endswith(":ro"):
                yield f"postgres/compose.yaml: {name} is given {volume}, which is to be a file, to be read alone"
        if "worker" in name and service["depends_on"]["migrate"]["condition"] != "service_completed_successfully":
            yield f"postgres/compose.yaml: {name} does not wait for the queue to be made"
    if services["simulator"]["profiles"] != services["simulated-worker-1"]["profiles"]:
        yield "postgres/compose.yaml: the simulator comes without workers"


CHECKS = {"policies": check_policies, "compose": check_compose, "postgres": check_postgres}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    problems = list(CHECKS[sys.argv[1]]())
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
