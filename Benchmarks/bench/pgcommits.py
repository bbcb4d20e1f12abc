"""One commit on PostgreSQL: how soon another process has what came with it, how many a second can be had."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial

from bench.cluster import Cluster, cluster, program
from bench.context import Context
from bench.figures import GEUSE, Figure, at_most
from bench.peers import SOURCES
from bench.pgcycling import PGQUEUER, PROCRASTINATE, value_of
from bench.processes import Failed, Words


def wake_up(context: Context) -> None:
    """From before the transaction of one process until another has claimed the job."""
    count = context.settings.scaled(500, 150)
    p99: list[float] = []

    def geuse(server: Cluster) -> float:
        # With its schema already: two that find none would both make it.
        with server.copy(server.geuse(0)) as database:
            words: Words = ["--database", server.named(database), "--count", str(count)]
            waiter = context.processes.start([context.driver, "wait-for-hint", *words], stdout=-1, stderr=-1)
            try:
                assert waiter.stderr is not None
                # Its only word there, once it listens.
                waiter.stderr.readline()
                context.processes.json([context.driver, "enqueue-timed", *words, "--pause-ms", "20"])
                said = json.loads(context.processes.output(waiter, timeout=60))
            except ValueError as error:
                raise Failed("wait-for-hint printed no JSON") from error
            finally:
                context.processes.stop(waiter)
        p99.append(float(said["p99_ms"]))
        return float(said["p50_ms"])

    def commit(server: Cluster) -> float:
        """The disk's share of it."""
        time.sleep(0.2)
        return 1000 / single_inserts(server, 1)

    with cluster(context) as server:
        figure = context.compare(
            "postgres-wake-up-p50",
            "wake-up across processes on PostgreSQL, p50",
            "ms",
            {GEUSE: partial(geuse, server), "pgbench, an INSERT's commit": partial(commit, server)},
            reference="pgbench, an INSERT's commit",
            command=f"StoreBenchmark wait-for-hint, enqueue-timed --count {count} --database postgres://…",
        )
    context.add(figure)
    context.add(
        Figure(
            "postgres-wake-up-p99",
            "wake-up across processes on PostgreSQL, p99",
            "ms",
            p99,
            [at_most(10)],
            command=figure.command,
            notes=list(figure.notes),
        )
    )


def single_inserts(server: Cluster, seconds: int) -> float:
    """Jobs a second by the INSERT alone, one a transaction, one connection."""
    with server.copy(server.geuse(1)) as database:
        script = SOURCES / "enqueue.pgbench.sql"
        words: Words = [program("pgbench"), "-n", "-M", "prepared", "-f", script, "-T", str(seconds)]
        return value_of(server.context.processes.run([*words, server.named(database)]).decode(), "tps = ")


def enqueue(context: Context) -> None:
    """One job a transaction, one process; and many at once."""
    seconds = max(1, round(context.settings.seconds))
    jobs = context.settings.scaled(100_000, 50_000)

    def rate(words: Words, server: Cluster, template: str) -> float:
        with server.copy(template) as database:
            answer = context.processes.json([*words, "--database", server.named(database)])
        return float(answer["jobs"] / answer["seconds"])

    def peer(server: Cluster, script: str, *words: str) -> Callable[[], float]:
        return lambda: rate([*context.peers.script(script), *words], server, server.peer(script))

    with cluster(context) as server:
        single = ["enqueue", "--seconds", str(seconds)]
        context.add(
            context.compare(
                "postgres-enqueue-single",
                "single enqueue on PostgreSQL, one job a transaction",
                "jobs/s",
                {
                    GEUSE: lambda: rate([context.driver, *single], server, server.geuse(0)),
                    "pgbench, an INSERT": partial(single_inserts, server, seconds),
                    PROCRASTINATE: peer(server, "procrastinate_peer", *single),
                    PGQUEUER: peer(server, "pgqueuer_peer", *single),
                },
                reference="pgbench, an INSERT",
                command="StoreBenchmark enqueue --database postgres://…",
            )
        )
        bulk = ["fill", "--ready", str(jobs)]
        context.add(
            context.compare(
                "postgres-enqueue-bulk",
                f"bulk enqueue of {jobs:,} jobs on PostgreSQL by the store's API",
                "jobs/s",
                {
                    GEUSE: lambda: rate([context.driver, *bulk, "--batch", "10000"], server, server.geuse(0)),
                    PROCRASTINATE: peer(server, "procrastinate_peer", *bulk),
                    PGQUEUER: peer(server, "pgqueuer_peer", *bulk),
                },
                reference=PGQUEUER,
                command=f"StoreBenchmark fill --ready {jobs} --batch 10000 --database postgres://…",
            )
        )
