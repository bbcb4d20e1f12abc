"""What the Python peers on PostgreSQL share: the flags of the others, and one JSON object on stdout."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Protocol

from python_peer import arguments

# Of what is enqueued at once: jobs a call.
PART = 1_000


class AsyncPeer(Protocol):
    """A queue as its own documentation says it is used."""

    done: int

    async def install(self) -> None:
        """Makes its tables where there are none."""

    async def put(self) -> None:
        """Enqueues one job, committed when this returns."""

    async def put_many(self, count: int) -> None:
        """Enqueues jobs in one call."""

    async def work(self) -> None:
        """Works on jobs until it is cancelled, and counts those that are done."""


async def run(peer: AsyncPeer) -> None:
    """Carries out one command and prints what came of it."""
    options = arguments()
    if options.command == "fill":
        await peer.install()
    await asyncio.sleep(max(0.0, options.start_at / 1000 - time.time()))
    start = time.monotonic()
    if options.command == "fill":
        for first in range(0, options.ready, PART):
            await peer.put_many(min(PART, options.ready - first))
        print(json.dumps({"jobs": options.ready, "seconds": time.monotonic() - start}))
    elif options.command == "enqueue":
        count = 0
        while time.monotonic() - start < options.seconds:
            await peer.put()
            count += 1
        print(json.dumps({"jobs": count, "seconds": time.monotonic() - start}))
    else:
        work = asyncio.create_task(peer.work())
        # How long it takes to start is not what is measured.
        while not peer.done and not work.done():
            await asyncio.sleep(0.01)
        before, start = peer.done, time.monotonic()
        await asyncio.wait([work], timeout=options.seconds)
        print(json.dumps({"cycles": peer.done - before, "seconds": time.monotonic() - start}), flush=True)
        if work.done():
            work.result()
        work.cancel()
        # How they end, and what they still write then, is nobody's concern.
        await asyncio.wait([work], timeout=5)
