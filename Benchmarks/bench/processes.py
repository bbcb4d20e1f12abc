"""Child processes that never outlive the run, and what /proc says of them."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Words = Sequence[str | Path]


class Missing(Exception):
    """Something that a measurement needs is not there; the run goes on without it."""


class Failed(Exception):
    """A program did not do what it was asked."""


def clean_environment(home: Path) -> dict[str, str]:
    """Nothing of the caller's AWS or geuse settings may reach a measurement, least of all a way to a real account; nor may
    a way to a server of theirs."""
    forgotten = ("AWS_", "GEUSE_", "BROKER_", "PG")
    proxies = {"http_proxy", "https_proxy", "all_proxy"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "PG_BINDIR" or not name.startswith(forgotten) and name.lower() not in proxies
    }
    return kept | {
        "AWS_CONFIG_FILE": str(home / "no-aws-config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(home / "no-aws-credentials"),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "GEUSESIMULATOR",
        "AWS_SECRET_ACCESS_KEY": "geuse-simulator-secret-that-opens-nothing",
        # A port where nothing listens: what needs an endpoint is told a better one.
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    }


def _die_with_parent() -> None:
    """Linux only; elsewhere the cleaning up at the end has to do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Processes:
    """Starts programs, and ends those that still run."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self.folder = folder
        self.living: list[subprocess.Popen[bytes]] = []

    def start(
        self,
        words: Words,
        *,
        more: dict[str, str] | None = None,
        stdout: Any = subprocess.DEVNULL,
        stderr: Any = subprocess.DEVNULL,
        stdin: Any = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        try:
            child = subprocess.Popen(
                [str(word) for word in words],
                env=self.environment | (more or {}),
                cwd=self.folder,
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                preexec_fn=_die_with_parent,
            )
        except FileNotFoundError as error:
            raise Missing(f"{words[0]} is not there") from error
        self.living = [each for each in self.living if each.poll() is None] + [child]
        return child

    def run(
        self,
        words: Words,
        *,
        more: dict[str, str] | None = None,
        input: bytes | None = None,
        timeout: float = 1800,
        accepted: tuple[int, ...] = (0,),
    ) -> bytes:
        """What a program prints; Failed with its last words where it ends otherwise than it should."""
        stdin = subprocess.PIPE if input is not None else subprocess.DEVNULL
        child = self.start(words, more=more, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=stdin)
        return self.output(child, input=input, timeout=timeout, accepted=accepted)

    def output(
        self,
        child: subprocess.Popen[bytes],
        *,
        input: bytes | None = None,
        timeout: float = 1800,
        accepted: tuple[int, ...] = (0,),
    ) -> bytes:
        try:
            out, err = child.communicate(input, timeout=timeout)
        except subprocess.TimeoutExpired as error:
            self.stop(child)
            raise Failed(f"{Path(str(child.args[0])).name} took more than {timeout:.0f} s") from error  # type: ignore[index]
        if child.returncode not in accepted:
            last = (err or b"").decode(errors="replace").strip().splitlines()[-1:] or ["without a word"]
            program, *rest = [str(word) for word in child.args[:3]]  # type: ignore[index]
            # Results are kept and quoted: where it lies is this machine's own.
            words = " ".join([Path(program).name, *rest])
            raise Failed(f"{words} ended with {child.returncode}: {last[0][:300]}")
        return out or b""

    def json(self, words: Words, **more: Any) -> dict[str, Any]:
        """The one JSON object that a benchmark program prints."""
        return parse(self.run(words, **more), words)

    def together(self, commands: list[Words], *, more: dict[str, str] | None = None) -> list[dict[str, Any]]:
        """The objects of programs that run at the same time."""
        children = [self.start(words, more=more, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for words in commands]
        try:
            return [parse(self.output(child), words) for child, words in zip(children, commands, strict=True)]
        finally:
            self.stop(*children)

    def stop(self, *children: subprocess.Popen[bytes], patience: float = 10) -> None:
        """Asks them to end, then makes them."""
        for child in children:
            if child.poll() is None:
                child.terminate()
        give_up = time.monotonic() + patience
        for child in children:
            try:
                child.wait(max(0.0, give_up - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            for pipe in (child.stdin, child.stdout, child.stderr):
                if pipe is not None:
                    pipe.close()

    @contextlib.contextmanager
    def running(self, *commands: Words, more: dict[str, str] | None = None) -> Iterator[list[subprocess.Popen[bytes]]]:
        """Programs that run while the block does."""
        children = [self.start(words, more=more) for words in commands]
        try:
            yield children
        finally:
            self.stop(*children)

    def close(self) -> None:
        self.stop(*self.living)


def parse(text: bytes, words: Words) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError as error:
        raise Failed(f"{Path(str(words[0])).name} printed no JSON: {text[:200]!r}") from error
    if not isinstance(answer, dict):
        raise Failed(f"{Path(str(words[0])).name} printed no object")
    return answer


def cpu_seconds(pid: int) -> float:
    """Processor time of a process so far, in user and system mode."""
    # The name, in parentheses, may hold spaces.
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(pid: int, name: str = "VmRSS") -> float:
    """Resident memory now, or with VmHWM the most so far."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    raise Failed(f"/proc says nothing of {name} of process {pid}")


def until(condition: Callable[[], bool], what: str, *, patience: float, every: float = 0.1) -> None:
    """Waits for something that another process does."""
    give_up = time.monotonic() + patience
    while not condition():
        if time.monotonic() > give_up:
            raise Failed(f"{what}: not within {patience:.0f} s")
        time.sleep(every)


def soon(seconds: float = 0.4) -> str:
    """A start for processes that are to begin at the same moment, in milliseconds since 1970."""
    return str(int((time.time() + seconds) * 1000))
