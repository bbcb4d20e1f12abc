"""The disk's speed: cycles by processes, how fairly they are shared, what a long history or a long line costs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench.context import Context
from bench.cycling import BARE, BARE_GEUSE, BARE_SQLITE, GRDB, HUEY, SIMPLEBROKER, Cycling
from bench.figures import GEUSE, Figure, at_least, at_most, ratio_at_least
from bench.templates import Templates


def _cycles(context: Context, templates: Templates, processes: int, durability: str) -> Cycling:
    cycling = Cycling(context, templates, processes, durability)
    contenders: dict[str, Callable[[], float]] = {
        GEUSE: cycling.geuse,
        GRDB: cycling.grdb,
        BARE_GEUSE: partial(cycling.bare, BARE_GEUSE, "geuse"),
        BARE: cycling.bare,
    }
    if processes in (1, 4):
        contenders[HUEY] = partial(cycling.peer, HUEY, "huey_peer")
        contenders[SIMPLEBROKER] = partial(cycling.peer, SIMPLEBROKER, "simplebroker_peer")
    if processes == 8:
        contenders[BARE_SQLITE] = partial(cycling.bare, BARE_SQLITE, "lean", "sqlite")
    goals = {
        (4, "full"): [at_least(35_000), ratio_at_least(0.8)],
        (4, "normal"): [at_least(50_000)],
    }
    plural = "process" if processes == 1 else "processes"
    figure = context.compare(
        f"cycles-{durability}-{processes}",
        f"cycles at {durability.upper()}, {processes} {plural}, batches of {context.settings.batch}",
        "cycles/s",
        contenders,
        reference=GRDB,
        goals=goals.get((processes, durability)),
        command=f"StoreBenchmark cycle --batch {context.settings.batch} --durability {durability} x {processes}",
    )
    figure.detail = cycling.detail()
    context.add(figure)
    return cycling


def cycles(context: Context) -> None:
    """Cycles at FULL by processes, at NORMAL, and how eight processes share them."""
    with context.folder() as folder:
        templates = Templates(context, folder)
        for processes in (1, 2, 4, 8):
            cycling = _cycles(context, templates, processes, "full")
            if processes == 8:
                _fairness(context, cycling)
        _cycles(context, templates, 4, "normal")


def _fairness(context: Context, cycling: Cycling) -> None:
    """Read from the runs of eight processes."""
    names = (BARE, BARE_GEUSE, BARE_SQLITE)
    command = f"StoreBenchmark cycle --batch {context.settings.batch} --durability full x 8"
    context.add(
        Figure(
            "least-share-8",
            "least share of 8 processes, of a fair one",
            "share",
            cycling.shares(GEUSE),
            [at_least(0.8)],
            BARE_SQLITE,
            {name: cycling.shares(name) for name in names},
            command,
        )
    )
    context.add(
        Figure(
            "claim-p999-8",
            "claim p99.9 of 8 processes, the worst one's",
            "ms",
            cycling.worst(GEUSE, "p999_ms"),
            [at_most(100)],
            BARE_SQLITE,
            {name: cycling.worst(name, "p999_ms") for name in names},
            command,
        )
    )
    context.add(
        Figure(
            "busy-errors-8",
            "busy errors that 8 processes saw",
            "errors",
            cycling.worst(GEUSE, "busy_errors"),
            [at_most(0)],
            None,
            {},
            command,
        )
    )


def slowdown(context: Context) -> None:
    """What a million finished jobs, or a million ready ones, cost those who claim."""
    many = context.settings.scaled(1_000_000, 300_000)
    with context.folder() as folder:
        templates = Templates(context, folder)
        cycling = Cycling(context, templates, 4, "full")
        few = min(cycling.ready, 250_000)
        for name, title, ready, finished in (
            ("slowdown-finished", f"slow-down with {many:,} finished jobs", few, many),
            ("slowdown-ready", f"slow-down with {many:,} ready jobs, against {few:,}", many, 0),
        ):
            figure = context.compare(
                name,
                title,
                "%",
                {
                    GEUSE: partial(cycling.geuse, ready, finished),
                    "with few": partial(cycling.geuse, few),
                },
                # Single runs differ by more than the goal allows.
                reference="with few",
                rounds=max(3, context.settings.rounds),
                command=f"StoreBenchmark cycle --batch {context.settings.batch} x 4, FULL",
            )
            few_runs = figure.references["with few"]
            figure.detail = {"cycles_per_second": figure.runs, "cycles_per_second_with_few": few_runs}
            # What is told is by how much it is slower, round by round; the reference has done its part.
            figure.runs = [(1 - mine / other) * 100 for mine, other in zip(figure.runs, few_runs, strict=False)]
            figure.references, figure.reference = {}, None
            figure.goals = [at_most(10)]
            context.add(figure)
