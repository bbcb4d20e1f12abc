"""Real workers: jobs of no work, waking up, resting, and a hundred thousand waits."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.context import Context, settle
from bench.figures import GEUSE, Figure, at_most
from bench.processes import Failed, Missing, Words, cpu_seconds, resident_mib, until
from bench.simulator import simulator
from bench.store import BARE_GEUSE, Cycling, Templates


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
        lines = b'{"kind": "terminate", "after": 1}\n' * jobs
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


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[round(share * (len(values) - 1))]


def wake_up(context: Context) -> None:
    """From a commit in one process until another has the row."""
    count = context.settings.scaled(500, 150)
    pause = "7"
    p99: dict[str, list[float]] = {}

    def record(name: str, waits: list[float]) -> float:
        p99.setdefault(name, []).append(quantile(waits, 0.99))
        return statistics.median(waits)

    def driver() -> float:
        with context.folder() as folder:
            # A socket's path is short, and the folder of this run may be deep: the driver knows where it puts its own.
            words: Words = ["--database", folder / "queue.db", "--count", str(count)]
            context.processes.json([context.driver, "fill", "--ready", "0", "--database", folder / "queue.db"])
            waiter = context.processes.start([context.driver, "wait-for-hint", *words], stdout=-1, stderr=-1)
            try:
                time.sleep(0.5)
                sent = context.processes.json([context.driver, "enqueue-timed", *words, "--pause-ms", pause])
                said = json.loads(context.processes.output(waiter, timeout=60) or b"{}")
            except ValueError as error:
                raise Failed("wait-for-hint printed no JSON") from error
            finally:
                context.processes.stop(waiter)
        answer = said if "p50_ms" in said else sent
        if "p50_ms" not in answer:
            raise Failed("the driver printed no p50_ms")
        p99.setdefault(GEUSE, []).append(float(answer["p99_ms"]))
        return float(answer["p50_ms"])

    def bare(name: str, poll_ms: int) -> float:
        with context.folder() as folder:
            # Relative, as the whole path may be too long for a socket.
            database, socket = folder / "q.db", f"{folder.relative_to(context.work)}/s"
            how = ["--poll-ms", str(poll_ms)] if poll_ms else ["--socket", socket]
            there = [] if poll_ms else ["--socket", socket]
            rounds = count if not poll_ms else min(count, 100)
            waiter = context.processes.start(
                [context.peers.bare, "wake-wait", "--database", database, "--count", str(rounds), *how],
                stdout=-1,
                stderr=-1,
            )
            try:
                time.sleep(0.3)
                sent = context.processes.json(
                    [
                        context.peers.bare,
                        "wake-send",
                        "--database",
                        database,
                        "--count",
                        str(rounds),
                        "--pause-ms",
                        "37" if poll_ms else pause,
                        *there,
                    ]
                )
                seen = json.loads(context.processes.output(waiter, timeout=90))["seen"]
            finally:
                context.processes.stop(waiter)
        if len(seen) != rounds:
            raise Failed(f"{len(seen)} of {rounds} rows were seen")
        # A reader may have a row before the writer's COMMIT has returned.
        return record(name, [max(0.0, at - then) for at, then in zip(seen, sent["committed"], strict=True)])

    datagram, polling = "bare C, a datagram", "bare C, a poll every 100 ms"
    figure = context.compare(
        "wake-up-p50",
        "wake-up across processes, p50",
        "ms",
        {GEUSE: driver, datagram: lambda: bare(datagram, 0), polling: lambda: bare(polling, 100)},
        reference=polling,
        goals=[at_most(1)],
        command=f"StoreBenchmark wait-for-hint, enqueue-timed --count {count}",
    )
    context.add(figure)
    context.add(
        Figure(
            "wake-up-p99",
            "wake-up across processes, p99",
            "ms",
            p99.pop(GEUSE, []),
            [at_most(5)],
            polling,
            p99,
            figure.command,
            notes=list(figure.notes),
        )
    )
    _wake_worker(context)


def _wake_worker(context: Context) -> None:
    """The same through a real worker and `geuse enqueue`, by the times on record: whole milliseconds."""
    rounds = context.settings.scaled(100, 30)
    waits: list[float] = []

    def geuse() -> float:
        with context.folder() as folder:
            database = folder / "queue.db"
            more = idle_queue(context, database)
            with resting_worker(context, database):
                for _ in range(rounds):
                    time.sleep(0.05)
                    context.processes.run(
                        [context.geuse, "enqueue", "-"], more=more, input=b'{"kind": "terminate", "after": 1}\n'
                    )
                ended = "SELECT count(*) FROM jobs WHERE state = 'succeeded'"
                until(lambda: ask(database, ended)[0][0] == rounds, "all jobs end", patience=60)
            found = ask(
                database,
                "SELECT attempts.started_at - created_at FROM attempts JOIN jobs ON jobs.id = job"
                " WHERE outcome = 'succeeded'",
            )
        waits[:] = [float(wait) for (wait,) in found]
        return statistics.median(waits)

    figure = context.compare(
        "wake-up-worker",
        "from geuse enqueue's transaction to the claim of an idle worker, p50",
        "ms",
        {GEUSE: geuse},
        rounds=1,
        command="geuse worker; geuse enqueue -",
    )
    if waits:
        figure.detail = {"p99_ms": quantile(waits, 0.99), "max_ms": max(waits)}
    context.add(figure)


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


def polling(context: Context) -> None:
    """A worker that watches a hundred thousand instances, which boot for an hour.

    They live on a simulator without token buckets, made by boto3, a thousand a call; each is watched by a wait of its
    own. Measured is the most that the worker held from its start until it has looked at all of them.
    """
    waits = context.settings.scaled(100_000, 20_000)
    now: list[float] = []

    def geuse() -> float:
        scenario = {"boot_time": "2h", "checks_time": "1h"}
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
