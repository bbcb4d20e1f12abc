"""procrastinate over psycopg: a task that does nothing, thirty at once as its how-to for asynchronous tasks has it."""

from __future__ import annotations

import asyncio
import os

from async_peer import run
from procrastinate import App, PsycopgConnector
from python_peer import arguments

CONCURRENCY = 30


class Procrastinate:
    def __init__(self, app: App) -> None:
        self.app = app
        self.done = 0

        @app.task(name="nothing")
        async def nothing() -> None:
            self.done += 1

        self.nothing = nothing

    async def install(self) -> None:
        found = await self.app.connector.execute_query_one_async("SELECT to_regclass('procrastinate_jobs') AS found")
        if found["found"] is None:
            await self.app.schema_manager.apply_schema_async()

    async def put(self) -> None:
        await self.nothing.defer_async()

    async def put_many(self, count: int) -> None:
        await self.nothing.batch_defer_async(*[{} for _ in range(count)])

    async def work(self) -> None:
        await self.app.run_worker_async(concurrency=CONCURRENCY, install_signal_handlers=False)


async def main() -> None:
    app = App(connector=PsycopgConnector(conninfo=arguments().database, max_size=CONCURRENCY))
    async with app.open_async():
        await run(Procrastinate(app))
        os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
