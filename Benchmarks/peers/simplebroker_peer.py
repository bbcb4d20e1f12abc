"""simplebroker with acknowledgement: move a message to a queue of what is in hand, then delete it there.

Its plain read deletes as it reads: a crash in between loses the message. Moving is what its documentation advises.
"""

from __future__ import annotations

import os

from python_peer import arguments, run
from simplebroker import Queue, resolve_config


class Broker:
    def __init__(self, database: str, durability: str) -> None:
        config = resolve_config(override={"BROKER_SYNC_MODE": durability.upper()})
        self.waiting = Queue("waiting", db_path=database, persistent=True, config=config)
        self.in_hand = Queue(f"in_hand_{os.getpid()}", db_path=database, persistent=True, config=config)

    def put(self) -> None:
        self.waiting.write("{}")

    def put_many(self, count: int) -> None:
        for _ in range(count):
            self.waiting.write("{}")

    def cycle(self) -> bool:
        moved = self.waiting.move_one(self.in_hand.name, with_timestamps=True)
        if moved is None:
            return False
        _, message_id = moved
        return self.in_hand.delete(message_id=message_id)


if __name__ == "__main__":
    options = arguments()
    run(Broker(options.database, options.durability), options)
