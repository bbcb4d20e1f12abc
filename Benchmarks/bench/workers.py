"""Real workers: jobs of no work, and resting."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.context import Context, settle
from bench.cycling import BARE_GEUSE, Cycling
from bench.figures import GEUSE, Figure, at_most
from bench.processes import Failed, Missing, Words, cpu_seconds, resident_mib, until
from bench.simulator import simulator
from bench.templates import Templates


def ask(database: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """A short read beside the workers."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        return connection.execute(sql, values).fetchall()


def idle_queue(context: Context, database: Path) -> dict[str, str]:
    """A queue with a cancelled launch as its first job: terminations behind it succeed without a call."""
    context.empty_queue(database)
    return {"GEUSE_DATABASE": str(database)}


def cycles(context: Context) -> None:
    """Jobs of no work through `geuse worker`, default settings, from the first claim to the last finish."""
    jobs = context.settings.scaled(200_000, 50_000)
    details: list[dict[str, Any]] = []

    def fill(path: Path) -> None:
        more = idle_queue(context, path)
        # As many as one transaction takes.
        for start in range(0, jobs, 100_000):
            lines = b'{"kind": "terminate", "after": 1}\n' * min(jobs - start, 100_000)
            context.processes.run([context.geuse, "enqueue", "-"], more=more, input=lines)
        settle(path)

    def geuse(template: Path, workers: int) -> float:
        if not template.exists():
            fill(template)
        with context.folder() as folder:
            database = context.copy(template, folder)
            start = time.monotonic()
            children = [
                context.processes.start([context.geuse, "worker", "--until-idle", "--database", database])
                for _ in range(workers)
            ]
            try:
                for child in children:
                    if child.wait(900) != 0:
                        raise Failed(f"a worker ended with {child.returncode}")
            finally:
                context.processes.stop(*children)
            wall = time.monotonic() - start
            ((first, last, done),) = ask(
                database, "SELECT min(started_at), max(finished_at), count(*) FROM attempts WHERE outcome = 'succeeded'"
            )
            by_worker = [count for _, count in ask(database, "SELECT worker, count(*) FROM attempts GROUP BY worker")]
        if done != jobs:
            raise Failed(f"{done} of {jobs} jobs succeeded")
        least = min(by_worker) * workers / jobs if len(by_worker) == workers else 0.0
        details.append({"with_start_and_end": round(jobs / wall), "least_share": round(least, 3)})
        return float(jobs / ((last - first) / 1000))

    with context.folder() as folder:
        cycling = Cycling(context, Templates(context, folder), 4, "full")
        figure = context.compare(
            "cycles-workers-4",
            f"{jobs:,} jobs of no work through 4 geuse workers at FULL",
            "cycles/s",
            {
                GEUSE: lambda: geuse(folder / "workers.db", 4),
                BARE_GEUSE: lambda: cycling.bare(BARE_GEUSE, "geuse"),
            },
            reference=BARE_GEUSE,
            command="geuse worker --until-idle x 4",
        )
    figure.detail = {"runs": details}
    context.add(figure)


@contextlib.contextmanager
def resting_worker(context: Context, database: Path, more: dict[str, str] | None = None) -> Iterator[int]:
    """A worker that has joined the queue; yields its process id."""
    with context.processes.running([context.geuse, "worker", "--database", database], more=more) as [child]:
        until(
            lambda: bool(ask(database, "SELECT 1 FROM workers WHERE process_id = ?", child.pid)),
            "a worker joins",
            patience=30,
        )
        yield child.pid
        if child.poll() is not None:
            raise Failed(f"the worker ended with {child.returncode}")


def idle(context: Context) -> None:
    """What a worker without anything to do costs."""
    seconds = context.settings.scaled(30, 10)
    memory: list[float] = []

    def share(pid: int) -> float:
        before, start = cpu_seconds(pid), time.monotonic()
        time.sleep(seconds)
        return (cpu_seconds(pid) - before) / (time.monotonic() - start) * 100

    def geuse() -> float:
        with context.folder() as folder:
            database = folder / "queue.db"
            idle_queue(context, database)
            with simulator(context) as here, resting_worker(context, database, here.environment) as pid:
                time.sleep(3)
                used = share(pid)
                memory.append(resident_mib(pid))
                return used

    def poll() -> float:
        with context.folder() as folder:
            words: Words = [
                context.peers.bare,
                "wake-wait",
                "--database",
                folder / "q.db",
                "--count",
                "1",
                "--poll-ms",
                "100",
            ]
            with context.processes.running(words) as [child]:
                time.sleep(0.5)
                return share(child.pid)

    figure = context.compare(
        "idle-cpu",
        f"processor of an idle worker over {seconds} s",
        "%",
        {GEUSE: geuse, "bare C, a poll every 100 ms": poll},
        reference="bare C, a poll every 100 ms",
        goals=[at_most(0.5)],
        command="geuse worker",
    )
    context.add(figure)
    boto3: dict[str, list[float]] = {}
    with contextlib.suppress(Missing, Failed):
        boto3["python -c 'import boto3'"] = [_boto3_memory(context)]
    context.add(
        Figure(
            "idle-memory",
            "resident memory of an idle worker",
            "MiB",
            memory,
            [at_most(40)],
            next(iter(boto3), None),
            boto3,
            "geuse worker",
            notes=list(figure.notes),
        )
    )


def _boto3_memory(context: Context) -> float:
    """What a client of EC2 holds that has done nothing yet."""
    program = "import boto3, time; boto3.client('ec2'); print('ready', flush=True); time.sleep(60)"
    child = context.processes.start([context.peers.python, "-c", program], stdout=-1)
    try:
        assert child.stdout is not None
        child.stdout.readline()
        return resident_mib(child.pid)
    finally:
        context.processes.stop(child)
