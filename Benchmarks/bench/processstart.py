"""geuse as a program: how long one command takes, how large it is."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from pathlib import Path

from bench.context import Context
from bench.figures import GEUSE, Figure, at_most
from bench.processes import Failed, Missing, Words

RUNS = 30


def launch_process(context: Context) -> None:
    """`geuse launch` on a queue that is there, beside what others need to start at all."""
    with context.folder() as folder:
        database = folder / "queue.db"
        context.empty_queue(database)

        def timed(words: Words) -> float:
            # Not through Processes: what it does between fork and exec keeps Python from the quick way to start a
            # program, and that would be milliseconds.
            start = time.monotonic()
            ended = subprocess.run(
                [str(word) for word in words],
                env=context.processes.environment,
                cwd=context.work,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=60,
                check=False,
            )
            took = (time.monotonic() - start) * 1000
            if ended.returncode != 0:
                raise Failed(f"{words[0]} ended with {ended.returncode}: {ended.stderr[:300]!r}")
            return took

        def median(words: Words) -> float:
            timed(words)
            return statistics.median(timed(words) for _ in range(RUNS))

        def aws() -> float:
            program = shutil.which("aws")
            if program is None:
                raise Missing("the AWS CLI is not installed")
            return median([program, "--version"])

        context.add(
            context.compare(
                "launch-process",
                f"geuse launch as a process, warm, median of {RUNS}",
                "ms",
                {
                    GEUSE: lambda: median([context.geuse, "launch", "--database", database]),
                    "aws --version": aws,
                    "python -c 'import boto3'": lambda: median([context.peers.python, "-c", "import boto3"]),
                    "true": lambda: median(["true"]),
                },
                reference="aws --version" if shutil.which("aws") else "python -c 'import boto3'",
                goals=[at_most(15)],
                command="geuse launch",
            )
        )


def size(context: Context) -> None:
    """The release's size, stripped once more in case it was not."""
    figure = Figure(
        "binary-size", "stripped static release binary", "MB", [], [at_most(60)], command="strip .build/release/geuse"
    )
    try:
        with context.folder() as folder:
            copy = folder / "geuse"
            shutil.copyfile(context.geuse, copy)
            context.processes.run(["strip", copy])
            figure.runs = [copy.stat().st_size / 1e6]
            figure.detail = {"as_built_mb": Path(context.geuse).stat().st_size / 1e6}
    except (Missing, Failed) as error:
        figure.notes.append(str(error))
    context.say(f"  {figure.name}: {figure.value}")
    context.add(figure)
