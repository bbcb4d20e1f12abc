"""A hundred thousand waits: what their worker holds in memory."""

from __future__ import annotations

import json

from bench.context import Context
from bench.figures import GEUSE, at_most
from bench.processes import resident_mib, until
from bench.simulator import simulator
from bench.workers import ask, resting_worker


def polling(context: Context) -> None:
    """A worker that watches a hundred thousand instances, which boot for an hour.

    They live on a simulator without token buckets, made by boto3, a thousand a call; each is watched by a wait of its
    own. Measured is the most that the worker held from its start until it has looked at all of them.
    """
    waits = context.settings.scaled(100_000, 20_000)
    now: list[float] = []

    def geuse() -> float:
        scenario = {
            "boot_time": "2h",
            "checks_time": "1h",
            # 65,531 addresses each.
            "subnets": [{"zone": "us-east-1a", "name": name, "vpc": name} for name in ("one", "two")],
        }
        with context.folder() as folder, simulator(context, scenario) as here:
            ids = context.processes.run(
                [*context.peers.script("make_instances"), "--count", str(waits)], more=here.environment
            ).split()
            database = folder / "queue.db"
            more = here.environment | {"GEUSE_DATABASE": str(database)}
            lines = "".join(
                json.dumps({"kind": "wait", "spec": {"instance_id": each.decode(), "timeout": 36_000}}) + "\n"
                for each in ids
            )
            context.processes.run([context.geuse, "enqueue", "-"], more=more, input=lines.encode())
            with resting_worker(context, database, here.environment) as pid:
                parked = "SELECT count(*) FROM jobs WHERE state = 'polling'"
                until(
                    lambda: ask(database, parked)[0][0] == waits, f"{waits:,} waits are parked", patience=900, every=0.5
                )
                looks = waits // 100
                until(
                    lambda: here.calls().get("DescribeInstanceStatus", 0) >= looks,
                    "all are looked at",
                    patience=600,
                    every=0.5,
                )
                now.append(resident_mib(pid))
                return resident_mib(pid, "VmHWM")

    figure = context.compare(
        "polling-memory",
        f"resident memory of a worker with {waits:,} polling jobs, the most seen",
        "MiB",
        {GEUSE: geuse},
        goals=[at_most(200)],
        rounds=1,
        command="geuse worker",
    )
    figure.detail = {"resident_at_the_end_mib": now}
    context.add(figure)
