#!/usr/bin/env python3
"""Measures geuse beside its references. `make bench` builds what this needs; README.md says what each figure means."""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench import chart, cluster, cycles, ec2, enqueueing, pgcommits, polling, postgres, processstart  # noqa: E402
from bench import table, wakeup, wal, workers  # noqa: E402
from bench.context import Context  # noqa: E402
from bench.figures import Results  # noqa: E402
from bench.machine import describe, filesystem  # noqa: E402
from bench.peers import Peers  # noqa: E402
from bench.processes import Failed, Missing, Processes, clean_environment  # noqa: E402
from bench.settings import BENCHMARKS, CHECKOUT, Settings  # noqa: E402

# Of the folder for a run's databases; its process id follows.
WORK = "bench-work-"


@dataclass(frozen=True)
class Benchmark:
    name: str
    run: Callable[[Context], None]
    # How the names of its figures begin.
    figures: tuple[str, ...]

    def is_meant(self, only: list[str]) -> bool:
        return not only or any(
            self.name == wanted
            or self.name.startswith(f"{wanted}-")
            or any(wanted.startswith(prefix) for prefix in self.figures)
            for wanted in only
        )


ALL = [
    Benchmark("cycles", cycles.cycles, ("cycles-full", "cycles-normal", "least-share", "claim-p999", "busy-errors")),
    Benchmark("workers", workers.cycles, ("cycles-workers",)),
    Benchmark("enqueue", enqueueing.enqueue, ("enqueue-single",)),
    Benchmark("bulk", enqueueing.bulk, ("enqueue-bulk",)),
    Benchmark("slowdown", cycles.slowdown, ("slowdown",)),
    Benchmark("wake-up", wakeup.wake_up, ("wake-up",)),
    Benchmark("idle", workers.idle, ("idle",)),
    Benchmark("launch-process", processstart.launch_process, ("launch-process",)),
    Benchmark("size", processstart.size, ("binary-size",)),
    Benchmark("wal", wal.wal, ("wal-size",)),
    Benchmark("polling", polling.polling, ("polling-memory",)),
    Benchmark("ec2", ec2.ec2, ("ec2",)),
    Benchmark("postgres-cycles", postgres.cycles, ("postgres-cycles",)),
    Benchmark("postgres-doubles", postgres.doubles, ("postgres-doubles",)),
    Benchmark("postgres-slowdown", postgres.slowdown, ("postgres-slowdown",)),
    Benchmark("postgres-wake-up", pgcommits.wake_up, ("postgres-wake-up",)),
    Benchmark("postgres-enqueue", pgcommits.enqueue, ("postgres-enqueue",)),
]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short run each instead of medians of three")
    parser.add_argument("--long", action="store_true", help="with 5,000 launches too: another 2,000 seconds")
    parser.add_argument("--launches", type=int, action="append", metavar="N", help="default: 10, 100, 1000; repeatable")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a benchmark or figure; repeatable")
    parser.add_argument("--list", action="store_true", help="show the names and stop")
    parser.add_argument("--rounds", type=int, help="runs of each (default: 3; 1 with --quick)")
    parser.add_argument("--seconds", type=float, help="length of a run (default: 5; 2 with --quick)")
    parser.add_argument("--batch", type=int, default=100, help="jobs a claim, for geuse and the loops (default: 100)")
    parser.add_argument("--geuse", type=Path, default=CHECKOUT / ".build/release/geuse")
    parser.add_argument("--driver", type=Path, default=CHECKOUT / ".build/release/StoreBenchmark")
    parser.add_argument("--work", type=Path, default=CHECKOUT / ".build", help="where databases are made: a real disk")
    parser.add_argument("--results", type=Path, default=BENCHMARKS / "results")
    return parser.parse_args()


def say(words: str) -> None:
    print(words, flush=True)


def forget_dead(folder: Path) -> None:
    """Removes what a run left behind that was killed."""
    for left in folder.glob(f"{WORK}*"):
        owner = left.name.removeprefix(WORK).partition("-")[0]
        try:
            os.kill(int(owner), 0)
        except (ProcessLookupError, ValueError):
            cluster.stop(Processes(clean_environment(left), folder), left)
            shutil.rmtree(left, ignore_errors=True)
        except PermissionError:
            pass


def end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main() -> int:
    options = arguments()
    if options.list:
        for benchmark in ALL:
            say(f"{benchmark.name:<18}{', '.join(benchmark.figures)}")
        return 0
    chosen = [benchmark for benchmark in ALL if benchmark.is_meant(options.only)]
    if not chosen:
        print(f"run.py: no benchmark is called {' or '.join(options.only)} (--list shows them)", file=sys.stderr)
        return 64
    settings = Settings(
        quick=options.quick,
        rounds=options.rounds or (1 if options.quick else 3),
        seconds=options.seconds or (2.0 if options.quick else 5.0),
        batch=options.batch,
        geuse=options.geuse.resolve(),
        driver=options.driver.resolve(),
        launches=tuple(options.launches or (10, 100, 1000)) + ((5000,) if options.long else ()),
    )
    # So that the cleaning up below happens.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)

    options.work.mkdir(parents=True, exist_ok=True)
    forget_dead(options.work)
    work = Path(tempfile.mkdtemp(prefix=f"{WORK}{os.getpid()}-", dir=options.work)).resolve()
    processes = Processes(clean_environment(work), work)
    now = datetime.datetime.now(datetime.UTC)
    path = options.results.resolve() / f"{now:%Y%m%dT%H%M%SZ}.jsonl"
    results = Results(path, describe(work), f"{now:%Y-%m-%dT%H:%M:%SZ}")
    context = Context(settings, work, processes, Peers(), results, say)
    say(f"on {results.machine}")
    if filesystem(work) in ("tmpfs", "ramfs"):
        say(f"{work.parent} is in memory: figures at FULL say nothing there (--work names another folder)")
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        say("others are busy on this machine: ratios of single runs will be far apart")
    started = time.monotonic()
    broken = False
    try:
        for benchmark in chosen:
            say(f"{benchmark.name}, {time.monotonic() - started:.0f} s after the start")
            try:
                benchmark.run(context)
            except (Missing, Failed) as error:
                broken = True
                say(f"  {benchmark.name} was not measured: {error}")
            processes.close()
    except KeyboardInterrupt:
        broken = True
        say("broken off")
    finally:
        processes.close()
        shutil.rmtree(work, ignore_errors=True)
        show(results, time.monotonic() - started)
    return 1 if broken or any(record["value"] is None for record in results.records) else 0


def show(results: Results, seconds: float) -> None:
    """The table, and the picture beside the lines."""
    if not results.records:
        return
    subtitle = f"{results.date}, {results.machine}"
    picture = results.path.with_suffix(".svg")
    picture.write_text(chart.render(results.records, subtitle))
    results.path.with_suffix(".md").write_text(f"{subtitle}\n\n{table.markdown(results.records)}\n")
    say(f"\n{table.text(results.records)}\n")
    missed = sum(record["met"] is False for record in results.records)
    goals = sum(record["goal"] is not None for record in results.records)
    met = sum(record["met"] is True for record in results.records)
    say(f"{goals} goals: {met} met, {missed} missed, {goals - met - missed} not measured; {seconds:.0f} s")
    say(f"{results.path}\n{picture}")


if __name__ == "__main__":
    sys.exit(main())
