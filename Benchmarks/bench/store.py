"""The disk's speed: cycles, enqueueing, what a long history or a long line costs, and fairness."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.context import Context, settle
from bench.figures import GEUSE, Figure, at_least, at_most, ratio_at_least
from bench.processes import Words, soon

GRDB = "GRDB loop"
BARE = "bare C"
BARE_GEUSE = "bare C, geuse's tables"
BARE_SQLITE = "bare C, SQLite's own busy handler"
HUEY = "huey"
SIMPLEBROKER = "simplebroker"

Answers = list[dict[str, Any]]
# More than is taken in a run, at a speed that no figure has shown yet.
MOST_A_SECOND = 120_000


class Templates:
    """Databases that are filled once and copied for every run."""

    def __init__(self, context: Context, folder: Path) -> None:
        self.context = context
        self.folder = folder

    def _make(self, name: str, fill: Callable[[Path], object]) -> Path:
        database = self.folder / f"{name}.db"
        if not database.exists():
            fill(database)
            settle(database)
            # What is written back later would be written during the measurement.
            os.sync()
        return database

    def geuse(self, ready: int, finished: int = 0) -> Path:
        words: list[str | Path] = [self.context.driver, "fill", "--ready", str(ready), "--finished", str(finished)]
        return self._make(
            f"geuse-{ready}-{finished}", lambda path: self.context.processes.json([*words, "--database", path])
        )

    def grdb(self, ready: int) -> Path:
        words: list[str | Path] = [self.context.driver, "grdb-fill", "--ready", str(ready)]
        return self._make(f"grdb-{ready}", lambda path: self.context.processes.json([*words, "--database", path]))

    def bare(self, ready: int, finished: int = 0, schema: str = "lean") -> Path:
        def fill(path: Path) -> None:
            if schema == "geuse":
                self.context.empty_queue(path)
            self.context.processes.json(
                [
                    self.context.peers.bare,
                    "fill",
                    "--database",
                    path,
                    "--schema",
                    schema,
                    "--ready",
                    str(ready),
                    "--finished",
                    str(finished),
                ]
            )

        return self._make(f"bare-{schema}-{ready}-{finished}", fill)

    def peer(self, script: str, ready: int) -> Path:
        words = [*self.context.peers.script(script), "fill", "--ready", str(ready), "--durability", "normal"]
        return self._make(f"{script}-{ready}", lambda path: self.context.processes.json([*words, "--database", path]))


class Cycling:
    """Runs cycles in some processes at once, on a fresh copy, and keeps what each run said."""

    def __init__(self, context: Context, templates: Templates, processes: int, durability: str) -> None:
        self.context = context
        self.templates = templates
        self.processes = processes
        self.durability = durability
        self.answers: dict[str, list[Answers]] = {}
        self.ready = int(MOST_A_SECOND * context.settings.seconds)

    def run(
        self, name: str, template: Callable[[], Path], words: Callable[[], Words], *, loading: float = 0.4
    ) -> float:
        settings = self.context.settings
        source = template()
        with self.context.folder() as folder:
            database = self.context.copy(source, folder)
            command: list[str | Path] = [
                *words(),
                "--database",
                database,
                "--seconds",
                str(settings.seconds),
                "--durability",
                self.durability,
                "--start-at",
                soon(loading),
            ]
            answers = self.context.processes.together([command] * self.processes)
        self.answers.setdefault(name, []).append(answers)
        return float(sum(each["cycles"] for each in answers) / max(each["seconds"] for each in answers))

    def batch(self) -> list[str]:
        return ["--batch", str(self.context.settings.batch)]

    def geuse(self, ready: int | None = None, finished: int = 0) -> float:
        return self.run(
            GEUSE,
            lambda: self.templates.geuse(ready or self.ready, finished),
            lambda: [self.context.driver, "cycle", *self.batch()],
        )

    def grdb(self) -> float:
        return self.run(
            GRDB, lambda: self.templates.grdb(self.ready), lambda: [self.context.driver, "grdb-cycle", *self.batch()]
        )

    def bare(self, name: str = BARE, schema: str = "lean", busy: str = "fair") -> float:
        return self.run(
            name,
            lambda: self.templates.bare(self.ready, schema=schema),
            lambda: [self.context.peers.bare, "cycle", "--schema", schema, "--busy", busy, *self.batch()],
        )

    def peer(self, name: str, script: str) -> float:
        # They take some thousands a second.
        ready = int(12_000 * self.context.settings.seconds)
        return self.run(
            name,
            lambda: self.templates.peer(script, ready),
            lambda: [*self.context.peers.script(script), "cycle"],
            # Python reads its modules first.
            loading=1.5,
        )

    def shares(self, name: str) -> list[float]:
        """A run's least share: the cycles of its unluckiest process over a fair part."""
        found = []
        for answers in self.answers.get(name, []):
            total = sum(each["cycles"] for each in answers)
            found.append(min(each["cycles"] for each in answers) * len(answers) / total if total else 0.0)
        return found

    def worst(self, name: str, key: str) -> list[float]:
        return [float(max(each[key] for each in answers)) for answers in self.answers.get(name, [])]

    def detail(self) -> dict[str, Any]:
        return {
            name: {
                "least_share": self.shares(name),
                "claim_p50_ms": self.worst(name, "p50_ms"),
                "claim_p999_ms": self.worst(name, "p999_ms"),
                "claim_max_ms": self.worst(name, "max_ms"),
                "busy_errors": self.worst(name, "busy_errors"),
            }
            for name in self.answers
        }


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


def enqueue(context: Context) -> None:
    """One job a transaction, one process, at FULL."""
    seconds = str(context.settings.seconds)

    def run(words: Callable[[], Words], prepare: Callable[[Path], object] | None = None) -> float:
        with context.folder() as folder:
            database = folder / "queue.db"
            if prepare is not None:
                prepare(database)
            answer = context.processes.json(
                [*words(), "--database", database, "--seconds", seconds, "--durability", "full"]
            )
        return float(answer["jobs"] / answer["seconds"])

    peers = context.peers
    context.add(
        context.compare(
            "enqueue-single",
            "single enqueue at FULL, one job a transaction",
            "jobs/s",
            {
                GEUSE: lambda: run(lambda: [context.driver, "enqueue"]),
                BARE: lambda: run(lambda: [peers.bare, "enqueue"]),
                GRDB: lambda: run(lambda: [context.driver, "grdb-enqueue"]),
                BARE_GEUSE: lambda: run(lambda: [peers.bare, "enqueue", "--schema", "geuse"], context.empty_queue),
                HUEY: lambda: run(lambda: [*peers.script("huey_peer"), "enqueue"]),
                SIMPLEBROKER: lambda: run(lambda: [*peers.script("simplebroker_peer"), "enqueue"]),
            },
            reference=BARE,
            goals=[ratio_at_least(0.8)],
            command="StoreBenchmark enqueue --durability full",
        )
    )


def bulk(context: Context) -> None:
    """Many jobs at once: by the store's API, by geuse launch, by geuse enqueue."""
    jobs = context.settings.scaled(100_000, 50_000)
    lines = "".join(
        json.dumps({"kind": "launch", "spec": {"name": f"bulk-{number % 100}"}}) + "\n" for number in range(jobs)
    ).encode()

    def bare(schema: str) -> float:
        with context.folder() as folder:
            database = folder / "queue.db"
            if schema == "geuse":
                context.empty_queue(database)
            answer = context.processes.json(
                [context.peers.bare, "fill", "--schema", schema, "--database", database, "--ready", str(jobs)]
            )
        return float(answer["jobs"] / answer["seconds"])

    def api(command: str) -> float:
        with context.folder() as folder:
            answer = context.processes.json(
                [context.driver, command, "--database", folder / "queue.db", "--ready", str(jobs)]
            )
        return float(answer["jobs"] / answer["seconds"])

    def process(words: list[str], input: bytes | None) -> float:
        with context.folder() as folder:
            start = time.monotonic()
            context.processes.run([context.geuse, *words, "--database", folder / "queue.db"], input=input)
            return jobs / (time.monotonic() - start)

    references: dict[str, Callable[[], float]] = {
        BARE_GEUSE: partial(bare, "geuse"),
        BARE: partial(bare, "lean"),
    }
    shown = f"{jobs:,}"
    context.add(
        context.compare(
            "enqueue-bulk",
            f"bulk enqueue of {shown} jobs by the store's API",
            "jobs/s",
            {GEUSE: partial(api, "fill"), **references, GRDB: partial(api, "grdb-fill")},
            reference=BARE,
            goals=[at_least(100_000)],
            command=f"StoreBenchmark fill --ready {jobs}",
        )
    )
    context.add(
        context.compare(
            "enqueue-bulk-launch",
            f"geuse launch --count {jobs}, as a process, ids printed",
            "jobs/s",
            {GEUSE: lambda: process(["launch", "--count", str(jobs)], None), **references},
            reference=BARE,
            command=f"geuse launch --count {jobs}",
        )
    )
    context.add(
        context.compare(
            "enqueue-bulk-lines",
            f"geuse enqueue of {shown} lines, as a process, ids printed",
            "jobs/s",
            {GEUSE: lambda: process(["enqueue", "-"], lines), **references},
            reference=BARE,
            command=f"geuse enqueue - < {jobs} lines",
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
