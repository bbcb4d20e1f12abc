"""What both boto3 programmes share: a client for the simulator, a count of errors, one JSON object on stdout."""

from __future__ import annotations

import argparse
import collections
import json
import threading
from typing import Any

import boto3
from botocore.config import Config


def count_argument() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, required=True)
    return parser.parse_args().count


def client(threads: int) -> Any:
    """A client in retry mode standard: three attempts a call, as boto3's documentation advises."""
    return boto3.client("ec2", config=Config(retries={"mode": "standard"}, max_pool_connections=threads))


def newest_image(ec2: Any) -> str:
    """The newest Amazon Linux 2023: one call, which geuse makes as well."""
    answer = ec2.describe_images(
        Owners=["amazon"], Filters=[{"Name": "name", "Values": ["al2023-ami-2023.*-kernel-6.1-x86_64"]}]
    )
    return str(max(answer["Images"], key=lambda image: image["CreationDate"])["ImageId"])


class Outcome:
    """How many were launched, checked and tagged, and by what the others failed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.done = collections.Counter[str]()
        self.errors = collections.Counter[str]()

    def count(self, what: str, times: int = 1) -> None:
        with self.lock:
            self.done[what] += times

    def failed(self, step: str, error: Exception) -> None:
        answer = getattr(error, "response", None) or getattr(error, "last_response", None) or {}
        code = answer.get("Error", {}).get("Code") if isinstance(answer, dict) else None
        with self.lock:
            self.errors[f"{step}: {code or type(error).__name__}"] += 1

    def show(self) -> None:
        print(json.dumps({"done": dict(self.done), "errors": dict(self.errors)}))
