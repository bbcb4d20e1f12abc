"""The store on PostgreSQL: cycles by processes, claimed once each, and beside what makes a server slow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench.cluster import Cluster, cluster
from bench.context import Context
from bench.cycling import Cycling
from bench.figures import GEUSE, Goal, at_least, at_most, ratio_at_least
from bench.pgcycling import PGBENCH, PGQUEUER, PROCRASTINATE, SQLITE, ServerCycling, old_snapshot
from bench.processes import Failed, soon
from bench.templates import Templates


def cycles(context: Context) -> None:
    """Cycles by processes, and with small batches."""
    with cluster(context) as server:
        batch = context.settings.batch
        _cycles(server, 1, batch)
        _cycles(server, 4, batch, [at_least(25_000), ratio_at_least(0.6)])
        _cycles(server, 16, batch)
        _cycles(server, 4, 10, small=True)


def _cycles(
    server: Cluster, processes: int, batch: int, goals: list[Goal] | None = None, *, small: bool = False
) -> None:
    context = server.context
    cycling = ServerCycling(server, processes, batch)
    contenders: dict[str, Callable[[], float]] = {GEUSE: cycling.geuse, PGBENCH: cycling.pgbench}
    with context.folder() as folder:
        if processes == 4 and not small:
            contenders[SQLITE] = Cycling(context, Templates(context, folder), 4, "full").geuse
            contenders[PGQUEUER] = partial(cycling.peer, PGQUEUER, "pgqueuer_peer")
            contenders[PROCRASTINATE] = partial(cycling.peer, PROCRASTINATE, "procrastinate_peer")
        plural = "process" if processes == 1 else "processes"
        figure = context.compare(
            f"postgres-cycles-{processes}" + (f"-batch-{batch}" if small else ""),
            f"cycles on PostgreSQL, {processes} {plural}, batches of {batch}",
            "cycles/s",
            contenders,
            reference=PGBENCH,
            goals=goals,
            command=f"StoreBenchmark cycle --database postgres://… --batch {batch} x {processes}",
        )
    figure.detail = cycling.detail()
    context.add(figure)


def doubles(context: Context) -> None:
    """Sixteen processes empty one queue; whatever was claimed twice, or not finished, is counted."""
    jobs = context.settings.scaled(200_000, 100_000)
    seconds: list[float] = []

    def empty(server: Cluster) -> float:
        with server.copy(server.geuse(jobs)) as database:
            words = [context.driver, "cycle", "--batch", "100", "--seconds", "600"]
            command = [*words, "--database", server.named(database), "--start-at", soon(1.5)]
            answers = context.processes.together([command] * 16)
            seconds.append(max(float(each["seconds"]) for each in answers))
            said = sum(int(each["cycles"]) for each in answers)
            finished, attempts, later = server.sql(
                "SELECT (SELECT count(*) FROM geuse.jobs WHERE state = 'succeeded'), count(*),"
                " count(*) FILTER (WHERE number > 1) FROM geuse.attempts",
                database,
            ).split("|")
        if not int(finished) == said == jobs:
            raise Failed(f"{finished} of {jobs} jobs are finished, {said} by what the processes say")
        return float(max(int(attempts) - jobs, int(later)))

    with cluster(context) as server:
        figure = context.compare(
            "postgres-doubles-16",
            f"of {jobs:,} jobs, claimed twice by 16 processes on PostgreSQL",
            "jobs",
            {GEUSE: partial(empty, server)},
            goals=[at_most(0)],
            command="StoreBenchmark cycle --batch 100 x 16",
        )
    figure.detail = {"seconds": seconds}
    context.add(figure)


def slowdown(context: Context) -> None:
    """What an old snapshot costs, which keeps every dead row and index entry, and what a long history does."""
    long = context.settings.scaled(60, 20)
    many = context.settings.scaled(1_000_000, 300_000)
    with cluster(context) as server:
        aging = ServerCycling(server, 4, context.settings.batch, float(long))
        few = ServerCycling(server, 4, context.settings.batch)
        # A minute's cycles, at a speed that such a machine has: what is left over would only be filled for nothing.
        ready = 30_000 * long
        _slower(
            context,
            "snapshot",
            f"slow-down beside an old snapshot on PostgreSQL, over {long} s",
            partial(aging.geuse, ready, beside=partial(old_snapshot, server)),
            partial(aging.geuse, ready),
        )
        _slower(
            context,
            "finished",
            f"slow-down with {many:,} finished jobs on PostgreSQL",
            partial(few.geuse, few.ready, many),
            partial(few.geuse, few.ready),
        )


def _slower(context: Context, name: str, title: str, mine: Callable[[], float], other: Callable[[], float]) -> None:
    """Round by round, as single runs differ by more than the goal allows."""
    figure = context.compare(
        f"postgres-slowdown-{name}",
        title,
        "%",
        {GEUSE: mine, "without": other},
        reference="without",
        rounds=max(3, context.settings.rounds) if not context.settings.quick else 2,
        command=f"StoreBenchmark cycle --batch {context.settings.batch} x 4",
    )
    without = figure.references["without"]
    figure.detail = {"cycles_per_second": figure.runs, "cycles_per_second_without": without}
    figure.runs = [(1 - run / rival) * 100 for run, rival in zip(figure.runs, without, strict=False)]
    figure.references, figure.reference, figure.goals = {}, None, [at_most(10)]
    context.add(figure)
