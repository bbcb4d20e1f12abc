"""Databases that are filled once and copied for every run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bench.context import Context, settle


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
