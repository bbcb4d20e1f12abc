"""pgqueuer over asyncpg: a task that does nothing, in batches of ten as its documentation has it by default."""

from __future__ import annotations

import asyncio
import os

import asyncpg
from async_peer import run
from pgqueuer.db import AsyncpgPoolDriver
from pgqueuer.models import Job
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries
from python_peer import arguments


class PgQueuer:
    def __init__(self, driver: AsyncpgPoolDriver) -> None:
        self.queries = Queries(driver)
        self.done = 0

    async def install(self) -> None:
        if not await self.queries.schema_is_installed():
            await self.queries.install()

    async def put(self) -> None:
        await self.queries.enqueue("nothing", None)

    async def put_many(self, count: int) -> None:
        await self.queries.enqueue(["nothing"] * count, [None] * count, [0] * count)

    async def work(self) -> None:
        manager = QueueManager(self.queries)

        @manager.entrypoint("nothing")
        async def nothing(job: Job) -> None:
            self.done += 1

        await manager.run()


async def main() -> None:
    async with asyncpg.create_pool(arguments().database, min_size=2, max_size=4) as pool:
        await run(PgQueuer(AsyncpgPoolDriver(pool)))
        # Its pool would wait for connections that a cancelled worker holds.
        os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
