"""Waking up: from a commit in one process until another has the row."""

from __future__ import annotations

import json
import statistics
import time

from bench.context import Context
from bench.figures import GEUSE, Figure, at_most
from bench.processes import Failed, Words, until
from bench.workers import ask, idle_queue, resting_worker


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
            context.empty_queue(folder / "queue.db")
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
