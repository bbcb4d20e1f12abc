"""huey on SQLite: dequeue and execute a task that does nothing.

It deletes the task as it takes it: a crash in between loses it. So it does less than geuse does a cycle.
"""

from __future__ import annotations

import sqlite3

from huey import SqliteHuey
from huey.storage import SqliteStorage
from python_peer import arguments, run


class Normal(SqliteStorage):
    """huey knows FULL and OFF; this is what lies between."""

    def _create_connection(self) -> sqlite3.Connection:
        connection = super()._create_connection()
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


class Huey:
    def __init__(self, database: str, durability: str) -> None:
        more = {"storage_class": Normal} if durability == "normal" else {"fsync": True}
        # Its default of 5 s gives up under four processes; who waits longer is measured, not who fails.
        self.huey = SqliteHuey("bench", filename=database, timeout=30, **more)

        @self.huey.task()
        def nothing() -> None:
            pass

        self.nothing = nothing

    def put(self) -> None:
        self.nothing()

    def put_many(self, count: int) -> None:
        data = [self.huey.serialize_task(self.nothing.s()) for _ in range(count)]
        with self.huey.storage.db(commit=True) as cursor:
            cursor.executemany(
                "INSERT INTO task (queue, data, priority) VALUES (?, ?, 0)",
                [(self.huey.storage.name, sqlite3.Binary(each)) for each in data],
            )

    def cycle(self) -> bool:
        task = self.huey.dequeue()
        if task is None:
            return False
        self.huey.execute(task)
        return True


if __name__ == "__main__":
    options = arguments()
    run(Huey(options.database, options.durability), options)
