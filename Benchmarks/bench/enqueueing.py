"""Enqueueing: one job a transaction, and many at once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.context import Context
from bench.cycling import BARE, BARE_GEUSE, GRDB, HUEY, SIMPLEBROKER
from bench.figures import GEUSE, at_least, ratio_at_least
from bench.processes import Words

# Of bulk enqueues: jobs a transaction.
BATCH = "10000"


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
                [
                    *[context.peers.bare, "fill", "--schema", schema, "--database", database],
                    *["--ready", str(jobs), "--batch", BATCH],
                ]
            )
        return float(answer["jobs"] / answer["seconds"])

    def api(command: str) -> float:
        with context.folder() as folder:
            answer = context.processes.json(
                [context.driver, command, "--database", folder / "queue.db", "--ready", str(jobs), "--batch", BATCH]
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
            command=f"StoreBenchmark fill --ready {jobs} --batch {BATCH}",
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
