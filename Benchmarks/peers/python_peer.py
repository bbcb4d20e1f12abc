"""What the Python peers share: the flags of bare.c, processes that start together, one JSON object on stdout."""

from __future__ import annotations

import argparse
import json
import time
from typing import Protocol


class Peer(Protocol):
    """A queue as its own documentation says it is used."""

    def put(self) -> None:
        """Enqueues one job, committed when this returns."""

    def put_many(self, count: int) -> None:
        """Enqueues jobs as fast as the peer can; not measured."""

    def cycle(self) -> bool:
        """Takes one job and acknowledges it; false when there is none."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["fill", "cycle", "enqueue"])
    parser.add_argument("--database", required=True)
    parser.add_argument("--durability", choices=["full", "normal"], default="full")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--ready", type=int, default=0)
    parser.add_argument("--start-at", type=int, default=0, help="milliseconds since 1970")
    return parser.parse_args()


def run(peer: Peer, options: argparse.Namespace) -> None:
    """Carries out one command and prints what came of it."""
    time.sleep(max(0.0, options.start_at / 1000 - time.time()))
    start = time.monotonic()
    if options.command == "fill":
        peer.put_many(options.ready)
        print(json.dumps({"jobs": options.ready, "seconds": time.monotonic() - start}))
        return
    count = 0
    waits: list[float] = []
    errors = 0
    while (before := time.monotonic()) - start < options.seconds:
        if options.command == "enqueue":
            peer.put()
        else:
            try:
                if not peer.cycle():
                    break
            except Exception as error:  # Whatever class the peer wraps SQLite's in.
                if "locked" not in str(error) and "busy" not in str(error):
                    raise
                errors += 1
                continue
            waits.append((time.monotonic() - before) * 1000)
        count += 1
    seconds = time.monotonic() - start
    if options.command == "enqueue":
        print(json.dumps({"jobs": count, "seconds": seconds}))
        return
    waits.sort()

    def at(share: float) -> float:
        return waits[round(share * (len(waits) - 1))] if waits else 0.0

    print(
        json.dumps(
            {
                "cycles": count,
                "seconds": seconds,
                "claims": count,
                "p50_ms": at(0.5),
                "p99_ms": at(0.99),
                "p999_ms": at(0.999),
                "max_ms": at(1),
                "busy_errors": errors,
            }
        )
    )
