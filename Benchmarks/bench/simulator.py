"""A fresh `geuse simulator` for every run."""

from __future__ import annotations

import contextlib
import json
import subprocess
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.context import Context
from bench.processes import Failed, until

# As DESIGN and the issue have it: AWS's token buckets, and times as on EC2.
AWS_LIKE = {"throttling": True, "boot_time": "20s", "checks_time": "60s"}


@dataclass
class Simulator:
    environment: dict[str, str]
    call_log: Path

    def records(self) -> list[dict[str, Any]]:
        """Every call so far; the last line may still be on its way."""
        if not self.call_log.exists():
            return []
        whole = self.call_log.read_bytes().rpartition(b"\n")[0]
        return [json.loads(line) for line in whole.splitlines()]

    def calls(self) -> Counter[str]:
        """Calls to EC2 by action; STS and SSM have limits of their own."""
        return Counter(each["action"] for each in self.records() if each.get("service") == "ec2")

    def throttled(self) -> int:
        return sum(each.get("code") == "RequestLimitExceeded" for each in self.records())

    def state(self) -> dict[str, Any]:
        url = self.environment["AWS_ENDPOINT_URL"] + "/_simulator/state"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(url, timeout=60) as answer:
            found = json.load(answer)
        assert isinstance(found, dict)
        return found


def _variables(text: str) -> dict[str, str]:
    lines = (line.removeprefix("export ") for line in text.splitlines())
    return dict(line.split("=", 1) for line in lines if "=" in line)


@contextlib.contextmanager
def simulator(context: Context, scenario: dict[str, Any] | None = None) -> Iterator[Simulator]:
    """Serves on a free port while the block runs."""
    with context.folder() as folder:
        (folder / "scenario.json").write_text(json.dumps(scenario or {}))
        log, said = folder / "calls.jsonl", folder / "environment"
        with said.open("wb") as out:
            child = context.processes.start(
                [context.geuse, "simulator", "--port", "0", "--scenario", folder / "scenario.json", "--call-log", log],
                stdout=out,
                stderr=subprocess.DEVNULL,
            )
        try:
            # The last variable ends what it prints once it listens.
            until(
                lambda: "AWS_REGION=" in said.read_text() or child.poll() is not None,
                "the simulator serves",
                patience=30,
                every=0.05,
            )
            if child.poll() is not None:
                raise Failed(f"the simulator ended with {child.returncode}")
            yield Simulator(_variables(said.read_text()), log)
        finally:
            context.processes.stop(child)
