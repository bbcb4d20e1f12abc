"""What launches cost at EC2: calls and time for N launches, each with a wait and a tag job."""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from dataclasses import dataclass, field
from typing import Any

from bench.context import Context
from bench.figures import GEUSE, Figure, Goal, at_most
from bench.processes import Failed, Missing, Words, parse
from bench.simulator import AWS_LIKE, Simulator, simulator
from bench.workers import ask

WORKERS = 8
NAIVE = "boto3, a script's way"
CAREFUL = "boto3, one launch a call, batched looks"


@dataclass
class Run:
    """What one contender needed."""

    calls: int
    seconds: float
    detail: dict[str, Any] = field(default_factory=dict)


def _judge(here: Simulator, seconds: float, count: int, tagged: int, more: dict[str, Any]) -> Run:
    calls = here.calls()
    state = here.state()
    detail: dict[str, Any] = {
        "by_action": dict(sorted(calls.items())),
        "throttled": here.throttled(),
        "launched": state["counts"]["launched"],
        "doubles": len(state["doubles"]),
        "tagged": tagged,
        "wanted": count,
    }
    return Run(calls.total(), seconds, detail | more)


def _lines(count: int) -> bytes:
    """Launches, a wait behind each, a tag job behind each wait."""
    jobs: list[dict[str, Any]] = []
    for number in range(count):
        jobs += [
            {"kind": "launch", "unique_key": f"launch-{number}", "spec": {"instance_types": ["t3.medium"]}},
            {"kind": "wait", "unique_key": f"wait-{number}", "after": f"launch-{number}"},
            {"kind": "tag", "after": f"wait-{number}", "spec": {"tags": {"batch": "bench"}}},
        ]
    return "".join(json.dumps(job) + "\n" for job in jobs).encode()


def _geuse(context: Context, count: int) -> Run:
    """Workers that are there already; the clock runs from the start of enqueueing until every job is final."""
    lines = _lines(count)
    with context.folder() as folder, simulator(context, AWS_LIKE) as here:
        database = folder / "queue.db"
        more = here.environment | {"GEUSE_DATABASE": str(database)}
        context.empty_queue(database)
        before = ask(database, "SELECT count(*) FROM jobs")[0][0]
        worker: Words = [context.geuse, "worker"]
        with context.processes.running(*[worker] * WORKERS, more=more) as workers:
            joined = 0
            while joined < WORKERS:
                time.sleep(0.1)
                joined = ask(database, "SELECT count(*) FROM workers")[0][0]
                if any(each.poll() is not None for each in workers):
                    raise Failed("a worker ended as it began")
            start = time.monotonic()
            context.processes.run([context.geuse, "enqueue", "-"], more=more, input=lines)
            left = 1
            while left:
                time.sleep(0.2)
                left = ask(
                    database, "SELECT count(*) FROM jobs WHERE state NOT IN ('succeeded', 'failed', 'cancelled')"
                )[0][0]
                if time.monotonic() - start > 600 + 3 * count:
                    raise Failed(f"{left} jobs are not final after {600 + 3 * count} s")
            seconds = time.monotonic() - start
        states = dict(ask(database, "SELECT kind || ' ' || state, count(*) FROM jobs WHERE id > ? GROUP BY 1", before))
        return _judge(here, seconds, count, states.get("tag succeeded", 0), {"jobs": states})


def _at_once(context: Context, scripts: dict[str, str], count: int, notes: list[str]) -> dict[str, Run]:
    """References beside one another, each on a simulator of its own: nearly all of their time is waiting."""
    runs: dict[str, Run] = {}

    def lost(name: str, error: Exception) -> None:
        notes.append(f"{name}: {error}")
        context.say(f"    {name}: {error}")

    with contextlib.ExitStack() as stack:
        going: dict[str, tuple[Simulator, subprocess.Popen[bytes], float]] = {}
        for name, script in scripts.items():
            try:
                # Asked for first: an environment that has to be installed is not this figure's time.
                words = [*context.peers.script(script), "--count", str(count)]
                here = stack.enter_context(simulator(context, AWS_LIKE))
            except (Missing, Failed) as error:
                lost(name, error)
                continue
            child = context.processes.start(words, more=here.environment, stdout=-1, stderr=-1)
            stack.callback(context.processes.stop, child)
            going[name] = here, child, time.monotonic()
        while going:
            time.sleep(0.1)
            for name, (here, child, start) in list(going.items()):
                if child.poll() is None and time.monotonic() - start < 7200:
                    continue
                del going[name]
                seconds = time.monotonic() - start
                try:
                    said = parse(context.processes.output(child, timeout=1), child.args)  # type: ignore[arg-type]
                except Failed as error:
                    lost(name, error)
                    continue
                runs[name] = _judge(here, seconds, count, said["done"].get("tagged", 0), {"errors": said["errors"]})
                context.say(f"    {name}: {runs[name].calls} calls, {seconds:.1f} s, {runs[name].detail}")
    return runs


def ec2(context: Context) -> None:
    """Calls and wall time by the number of launches."""
    for count in context.settings.launches:
        _measure(context, count)


def _measure(context: Context, count: int) -> None:
    context.say(f"  ec2: {count} launches, each with a wait and a tag job")
    notes: list[str] = []
    scripts = {NAIVE: "boto3_naive", CAREFUL: "boto3_careful"}
    if count >= 1000 and context.settings.quick or count > 1000:
        scripts = {}
        notes.append("references left out: they need ten minutes and more")
    references = _at_once(context, scripts, count, notes)
    # Boots and buckets decide, and they are the same every time; only the figures with a goal are repeated.
    rounds = context.settings.rounds if count == 1000 else 1
    mine: list[Run] = []
    for _ in range(rounds):
        try:
            mine.append(_geuse(context, count))
            context.say(f"    {GEUSE}: {mine[-1].calls} calls, {mine[-1].seconds:.1f} s {mine[-1].detail}")
        except (Missing, Failed) as error:
            notes.append(f"{GEUSE}: {error}")
            context.say(f"    {GEUSE}: {error}")
            break
    goals: dict[str, list[Goal]] = {"calls": [], "seconds": []}
    if count == 1000:
        goals = {"calls": [at_most(60)], "seconds": [at_most(120)]}
    command = f"geuse worker x {WORKERS}; geuse enqueue - < {count} launches, waits and tags"
    detail = {GEUSE: [run.detail for run in mine]} | {name: run.detail for name, run in references.items()}
    notes += _complaints({GEUSE: mine} | {name: [run] for name, run in references.items()}, count)
    for what, unit, title in (
        ("calls", "calls", f"EC2 calls for {count:,} launch + wait + tag, {WORKERS} workers"),
        ("seconds", "s", f"wall time for {count:,} launch + wait + tag, {WORKERS} workers"),
    ):
        context.add(
            Figure(
                f"ec2-{what}-{count}",
                title,
                unit,
                [float(getattr(run, what)) for run in mine],
                goals[what],
                CAREFUL if CAREFUL in references else None,
                {_named(name, run): [float(getattr(run, what))] for name, run in references.items()},
                command,
                detail,
                list(notes),
            )
        )
    throttled = [float(run.detail["throttled"]) for run in mine]
    context.add(
        Figure(
            f"ec2-throttled-{count}",
            f"RequestLimitExceeded in {count:,} launch + wait + tag",
            "answers",
            throttled,
            [at_most(0)],
            CAREFUL if CAREFUL in references else None,
            {_named(name, run): [float(run.detail["throttled"])] for name, run in references.items()},
            command,
        )
    )


def _named(name: str, run: Run) -> str:
    """Who has launched less than was asked for is not to look cheap; the reference proper launches all."""
    launched, wanted = run.detail["launched"], run.detail["wanted"]
    return name if launched == wanted or name == CAREFUL else f"{name} ({launched:,} of {wanted:,} launched)"


def _complaints(runs: dict[str, list[Run]], count: int) -> list[str]:
    """Who has not done what was asked: its calls and seconds are those of less work.

    Of geuse that must never be, nor may anyone launch twice.
    """
    found = []
    for name, of_one in runs.items():
        for run in of_one:
            detail = run.detail
            if detail["doubles"] or detail["launched"] != count or detail["tagged"] != count:
                found.append(
                    f"{name}: of {count:,} wanted {detail['launched']:,} launched, {detail['tagged']:,} tagged,"
                    f" {detail['doubles']} doubles"
                )
    return found
