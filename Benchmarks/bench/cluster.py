"""A PostgreSQL server of a benchmark's own, with databases that are filled once and copied for every run."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.context import Context
from bench.processes import Failed, Missing, Processes, Words
from bench.settings import CHECKOUT

SCRIPT = CHECKOUT / "scripts/postgres.sh"
FOLDER = "postgres"
# For all contenders. No checkpoint falls into a run, as there is one before each.
SERVER = {"shared_buffers": "1GB", "max_wal_size": "8GB", "checkpoint_timeout": "30min"}


class Cluster:
    """Durable, as PostgreSQL comes: fsync and synchronous_commit are on."""

    def __init__(self, context: Context, url: str) -> None:
        self.context = context
        self.url = url
        self.made: set[str] = set()
        self.count = 0

    def named(self, database: str) -> str:
        return f"{self.url.rpartition('/')[0]}/{database}"

    def sql(self, statement: str, database: str = "postgres") -> str:
        """What psql prints: a row a line, columns apart by |."""
        words = [program("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self.named(database), "-c", statement]
        return self.context.processes.run(words).decode().strip()

    def template(self, name: str, fill: Callable[[str], object]) -> str:
        """The name of a database that `fill` has filled, vacuumed and analysed; made when it is first asked for."""
        if name not in self.made:
            self.sql(f'CREATE DATABASE "{name}"')
            fill(self.named(name))
            self.sql("VACUUM (ANALYZE, FREEZE)", name)
            self.made.add(name)
        return name

    @contextlib.contextmanager
    def copy(self, template: str = "template1") -> Iterator[str]:
        """The name of a copy that is gone behind the block; all of it is on the disk when the block begins."""
        self.count += 1
        name = f"run{self.count}"
        how = " STRATEGY file_copy" if int(self.sql("SHOW server_version_num")) >= 150_000 else ""
        self.sql(f'CREATE DATABASE {name} TEMPLATE "{template}"{how}')
        self.sql("CHECKPOINT")
        try:
            yield name
        finally:
            self.sql(f"DROP DATABASE {name} WITH (FORCE)")

    def geuse(self, ready: int, finished: int = 0) -> str:
        words: Words = ["fill", "--ready", str(ready), "--finished", str(finished), "--batch", "10000", "--database"]
        return self.template(
            f"geuse-{ready}-{finished}",
            lambda url: self.context.processes.json([self.context.driver, *words, url]),
        )

    def peer(self, script: str, ready: int = 0) -> str:
        words: Words = [*self.context.peers.script(script), "fill", "--ready", str(ready), "--database"]
        return self.template(f"{script}-{ready}", lambda url: self.context.processes.json([*words, url]))


@contextlib.contextmanager
def cluster(context: Context) -> Iterator[Cluster]:
    """Runs while the block does; Missing where there is no server, or where the driver knows none."""
    if b"libpq" not in context.processes.run(["ldd", context.driver]):
        raise Missing("StoreBenchmark is built without PostgreSQL (--traits Postgres)")
    # The server runs as another user, who has to get there.
    context.work.chmod(0o711)
    folder = context.work / FOLDER
    try:
        try:
            url = context.processes.run([SCRIPT, "start", folder], timeout=120).decode().strip()
        except Failed as error:
            raise Missing(f"no PostgreSQL server: {error}") from error
        made = Cluster(context, url)
        for name, value in SERVER.items():
            made.sql(f"ALTER SYSTEM SET {name} = '{value}'")
        context.processes.run([SCRIPT, "restart", folder], timeout=120)
        yield made
    finally:
        stop(context.processes, context.work)
        shutil.rmtree(folder, ignore_errors=True)


def stop(processes: Processes, work: Path) -> None:
    """Stops the server of a run, this one or one that was killed; nothing where none runs."""
    if (work / FOLDER).exists():
        with contextlib.suppress(Failed):
            processes.run([SCRIPT, "stop", work / FOLDER, "immediate"], timeout=120)


def program(name: str) -> str:
    """Debian keeps most of a server's programs where PATH does not lead; the newest is taken."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    found = next((str(each / name) for each in folders if (each / name).exists()), None) or shutil.which(name)
    if found is None:
        raise Missing(f"{name} is not installed")
    return found
