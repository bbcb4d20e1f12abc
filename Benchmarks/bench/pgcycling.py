"""Cycles on a server: by geuse, by pgbench with the same statements, by other queues."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.cluster import Cluster, program
from bench.peers import SOURCES
from bench.processes import Failed, Words, soon

PGBENCH = "pgbench, the same transaction"
PGQUEUER = "pgqueuer"
PROCRASTINATE = "procrastinate"
SQLITE = "geuse on SQLite, FULL"

# More than is taken in a run.
MOST_A_SECOND = 60_000


class ServerCycling:
    """Runs cycles in some processes at once, each run on a fresh copy of a filled database."""

    def __init__(self, cluster: Cluster, processes: int, batch: int, seconds: float | None = None) -> None:
        self.cluster = cluster
        self.context = cluster.context
        self.processes = processes
        self.batch = batch
        self.seconds = seconds or self.context.settings.seconds
        self.ready = int(MOST_A_SECOND * self.seconds)
        self.answers: dict[str, list[list[dict[str, Any]]]] = {}

    def together(self, name: str, words: Words, url: str, loading: float) -> float:
        command: list[str | Path] = [*words, "--database", url, "--seconds", str(self.seconds), "--start-at"]
        answers = self.context.processes.together([[*command, soon(loading)]] * self.processes)
        self.answers.setdefault(name, []).append(answers)
        return float(sum(each["cycles"] for each in answers) / max(each["seconds"] for each in answers))

    def geuse(
        self,
        ready: int | None = None,
        finished: int = 0,
        *,
        beside: Callable[[str], contextlib.AbstractContextManager[object]] = contextlib.nullcontext,
        name: str = "geuse",
    ) -> float:
        """
        - Parameter beside: what goes on meanwhile on the database of that URL.
        """
        with self.cluster.copy(self.cluster.geuse(ready or self.ready, finished)) as database:
            url = self.cluster.named(database)
            with beside(url):
                words: Words = [self.context.driver, "cycle", "--batch", str(self.batch)]
                # They connect, and one of them finds out what the schema is.
                return self.together(name, words, url, 1.0)

    def pgbench(self) -> float:
        """What it finished, over its time."""
        seconds = max(1, round(self.seconds))
        with self.cluster.copy(self.cluster.geuse(self.ready)) as database:
            words: list[str | Path] = [
                *[program("pgbench"), "-n", "-M", "prepared", "-f", SOURCES / "cycle.pgbench.sql"],
                *["-D", f"batch={self.batch}", "-D", "ids={}", "-D", "tokens={}", "-T", str(seconds)],
                *["-c", str(self.processes), "-j", str(self.processes), self.cluster.named(database)],
            ]
            said = self.context.processes.run(words).decode()
            done = int(self.cluster.sql("SELECT count(*) FROM geuse.jobs WHERE state = 'succeeded'", database))
        # Its own end is later than it was told, by the transactions that were under way.
        transactions = value_of(said, "number of transactions actually processed: ")
        return done / (transactions / value_of(said, "tps = "))

    def peer(self, name: str, script: str) -> float:
        ready = int(12_000 * self.seconds)
        with self.cluster.copy(self.cluster.peer(script, ready)) as database:
            words: Words = [*self.context.peers.script(script), "cycle"]
            return self.together(name, words, self.cluster.named(database), 2.0)

    def detail(self) -> dict[str, Any]:
        return {
            "claim_p50_ms": [max(float(each["p50_ms"]) for each in run) for run in self.answers.get("geuse", [])],
            "claim_p99_ms": [max(float(each["p99_ms"]) for each in run) for run in self.answers.get("geuse", [])],
            "errors": [sum(float(each["busy_errors"]) for each in run) for run in self.answers.get("geuse", [])],
        }


def value_of(said: str, label: str) -> float:
    """A number that pgbench prints behind its label."""
    for line in said.splitlines():
        if line.startswith(label):
            return float(line.removeprefix(label).split()[0].partition("/")[0])
    raise Failed(f"pgbench did not say '{label.strip()}'")


@contextlib.contextmanager
def old_snapshot(cluster: Cluster, url: str) -> Iterator[None]:
    """A transaction that has read and stays open."""
    child = cluster.context.processes.start([program("psql"), "-Xqd", url], stdin=-1)
    assert child.stdin is not None
    child.stdin.write(b"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM geuse.specs;\n")
    child.stdin.flush()
    try:
        held = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND backend_xmin IS NOT NULL"
        give_up = time.monotonic() + 10
        while cluster.sql(held) == "0":
            if time.monotonic() > give_up:
                raise Failed("the old snapshot was not taken")
            time.sleep(0.05)
        yield
        if child.poll() is not None:
            raise Failed("the old snapshot did not last")
    finally:
        cluster.context.processes.stop(child)
