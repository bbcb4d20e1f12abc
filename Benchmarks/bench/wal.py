"""How large the write-ahead log gets under full load beside somebody who reads all the time."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from bench.context import Context
from bench.cycling import BARE_GEUSE
from bench.figures import GEUSE, at_most
from bench.processes import Failed, Words, soon
from bench.templates import Templates

# A reading transaction that walks through every job; the next begins where it ends.
READER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=30)
while True:
    try:
        connection.execute("SELECT count(*), sum(length(result)) FROM jobs").fetchone()
    except sqlite3.OperationalError:
        pass
"""


def wal(context: Context) -> None:
    """Four writers and a reader for a minute."""
    seconds = context.settings.scaled(60, 10)
    ready = seconds * 50_000
    largest: dict[str, list[float]] = {}
    notes: list[str] = []

    def run(name: str, template: Path, words: Words) -> float:
        with context.folder() as folder:
            database = context.copy(template, folder)
            log = Path(f"{database}-wal")
            command: list[str | Path] = [
                *words,
                "--database",
                database,
                "--seconds",
                str(seconds),
                "--batch",
                str(context.settings.batch),
                "--durability",
                "full",
                "--start-at",
                soon(),
            ]
            most = last = 0
            began = time.monotonic()
            with (
                context.processes.running(*[command] * 4) as writers,
                context.processes.running([sys.executable, "-c", READER, database]),
            ):
                # While all of them write: the last one out would tidy up.
                while all(writer.poll() is None for writer in writers):
                    if log.exists():
                        last = log.stat().st_size
                        most = max(most, last)
                    time.sleep(0.02)
                loaded = time.monotonic() - began
                for writer in writers:
                    if writer.wait(60) != 0:
                        raise Failed(f"a writer ended with {writer.returncode}")
            # One that found nothing ready any more ends early.
            if loaded < seconds * 0.9:
                notes.append(f"{name}: the {ready:,} jobs were done after {loaded:.1f} s")
            largest.setdefault(name, []).append(most / 2**20)
            return last / 2**20

    with context.folder() as folder:
        templates = Templates(context, folder)
        figure = context.compare(
            "wal-size",
            f"WAL after {seconds} s of full load, 4 writers and a reader",
            "MiB",
            {
                GEUSE: lambda: run(GEUSE, templates.geuse(ready), [context.driver, "cycle"]),
                BARE_GEUSE: lambda: run(
                    BARE_GEUSE,
                    templates.bare(ready, schema="geuse"),
                    [context.peers.bare, "cycle", "--schema", "geuse"],
                ),
            },
            # A minute says more than three short runs.
            reference=BARE_GEUSE,
            goals=[at_most(64)],
            rounds=1,
            command=f"StoreBenchmark cycle --seconds {seconds} --batch {context.settings.batch} x 4, FULL",
        )
    figure.detail = {"largest_mib": largest}
    figure.notes += notes
    if GEUSE in largest:
        figure.notes.append(f"largest seen: {max(largest[GEUSE]):.1f} MiB")
    context.add(figure)
