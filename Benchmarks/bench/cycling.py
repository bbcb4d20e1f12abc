"""Claims and finishes in some processes at once, by geuse and by its references."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.context import Context
from bench.figures import GEUSE
from bench.processes import Words, soon
from bench.templates import Templates

GRDB = "GRDB loop"
BARE = "bare C"
BARE_GEUSE = "bare C, geuse's tables"
BARE_SQLITE = "bare C, SQLite's own busy handler"
HUEY = "huey"
SIMPLEBROKER = "simplebroker"

Answers = list[dict[str, Any]]
# More than is taken in a run, at a speed that no figure has shown yet.
MOST_A_SECOND = 120_000


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
