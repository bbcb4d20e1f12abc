"""What every benchmark is handed: settings, processes, peers, a folder for its files, and where figures go."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import figures
from bench.figures import GEUSE, Figure, Goal, Measure, Results
from bench.peers import Peers
from bench.processes import Missing, Processes, Words
from bench.settings import Settings


@dataclass
class Context:
    settings: Settings
    work: Path
    processes: Processes
    peers: Peers
    results: Results
    say: Callable[[str], None]

    @property
    def geuse(self) -> Path:
        if not self.settings.geuse.exists():
            raise Missing(f"{self.settings.geuse} is not built (make release)")
        return self.settings.geuse

    @property
    def driver(self) -> Path:
        if not self.settings.driver.exists():
            raise Missing(f"{self.settings.driver} is not built (make bench builds it)")
        return self.settings.driver

    @contextlib.contextmanager
    def folder(self) -> Iterator[Path]:
        """A folder for the files of one run, gone behind it."""
        path = Path(tempfile.mkdtemp(dir=self.work))
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def copy(self, database: Path, folder: Path) -> Path:
        """A fresh copy of a filled database, on the disk before anything is measured."""
        target = folder / "queue.db"
        shutil.copyfile(database, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())
        return target

    def compare(
        self,
        name: str,
        title: str,
        unit: str,
        contenders: Mapping[str, Measure],
        *,
        reference: str | None = None,
        goals: list[Goal] | None = None,
        rounds: int | None = None,
        command: str = "",
    ) -> Figure:
        """Measures geuse and its references in turn; the figure still has to be added."""
        self.say(f"  {name}: {title}")
        notes: list[str] = []
        runs = figures.interleaved(contenders, rounds or self.settings.rounds, notes, self.say)
        mine = runs.pop(GEUSE, [])
        return Figure(
            name, title, unit, mine, goals or [], reference=reference, references=runs, command=command, notes=notes
        )

    def add(self, figure: Figure) -> Figure:
        self.results.add(figure)
        return figure

    def empty_queue(self, database: Path) -> None:
        """A queue that geuse made, with one spec of terminate in it and nothing to do."""
        more = {"GEUSE_DATABASE": str(database)}
        run = self.processes.run
        launch = run([self.geuse, "launch", "--run-at", "+5d"], more=more).split()[0].decode()
        run([self.geuse, "cancel", launch], more=more)
        line = f'{{"kind": "terminate", "after": {launch}}}\n'.encode()
        terminate = run([self.geuse, "enqueue", "-"], more=more, input=line).split()[0].decode()
        run([self.geuse, "cancel", terminate], more=more)


def settle(database: Path) -> None:
    """Brings all of a database into its one file, so that a copy of that file is a copy of it."""
    with contextlib.closing(sqlite3.connect(database, timeout=30)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def shown(words: Words) -> str:
    """A command as it is quoted in the results: without this machine's folders."""
    return " ".join(Path(str(word)).name if str(word).startswith("/") else str(word) for word in words)
