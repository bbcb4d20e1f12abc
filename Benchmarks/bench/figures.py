"""A figure: medians of interleaved runs, a reference, a goal, and whether it was met."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from bench.processes import Failed, Missing

Measure = Callable[[], float]


@dataclass(frozen=True)
class Goal:
    """A bound on a figure's value or on its ratio to the reference."""

    of: Literal["value", "ratio"]
    sign: Literal[">=", "<="]
    limit: float

    def met(self, value: float | None, ratio: float | None) -> bool | None:
        """None where it cannot be told."""
        found = value if self.of == "value" else ratio
        if found is None:
            return None
        return found >= self.limit if self.sign == ">=" else found <= self.limit

    def __str__(self) -> str:
        subject = "" if self.of == "value" else "ratio "
        return f"{subject}{self.sign} {self.limit:,.10g}"


def at_least(limit: float) -> Goal:
    return Goal("value", ">=", limit)


def at_most(limit: float) -> Goal:
    return Goal("value", "<=", limit)


def ratio_at_least(limit: float) -> Goal:
    return Goal("ratio", ">=", limit)


@dataclass
class Figure:
    """One line of the results."""

    name: str
    title: str
    unit: str
    runs: list[float]
    goals: list[Goal] = field(default_factory=list)
    reference: str | None = None
    # By the reference's name, this one first; the others stand beside it in the chart.
    references: dict[str, list[float]] = field(default_factory=dict)
    command: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def value(self) -> float | None:
        return statistics.median(self.runs) if self.runs else None

    def reference_median(self, name: str | None) -> float | None:
        runs = self.references.get(name or "", [])
        return statistics.median(runs) if runs else None

    @property
    def ratio(self) -> float | None:
        value, reference = self.value, self.reference_median(self.reference)
        return value / reference if value is not None and reference else None

    @property
    def met(self) -> bool | None:
        """None where there is no goal, or where nothing tells whether all of them are met."""
        answers = [goal.met(self.value, self.ratio) for goal in self.goals]
        if False in answers:
            return False
        return None if None in answers or not answers else True

    def record(self, machine: str, date: str) -> dict[str, Any]:
        """What is written to the file, one JSON object a line."""
        others = {
            name: {"value": rounded(statistics.median(runs)), "runs": [rounded(run) for run in runs]}
            for name, runs in self.references.items()
            if name != self.reference and runs
        }
        return {
            "figure": self.name,
            "title": self.title,
            "unit": self.unit,
            "value": rounded(self.value),
            "reference": self.reference,
            "reference_value": rounded(self.reference_median(self.reference)),
            "ratio": rounded(self.ratio),
            "goal": " and ".join(str(goal) for goal in self.goals) or None,
            "met": self.met,
            "runs": [rounded(run) for run in self.runs],
            "reference_runs": [rounded(run) for run in self.references.get(self.reference or "", [])],
            "others": others,
            "detail": self.detail,
            "notes": self.notes,
            "command": self.command,
            "machine": machine,
            # Others' work shows here; ours is in it, too.
            "load": rounded(os.getloadavg()[0]),
            "date": date,
        }


def rounded(value: float | None) -> float | None:
    """Five digits: more would be noise."""
    return None if value is None else float(f"{value:.5g}")


GEUSE = "geuse"


def interleaved(
    contenders: Mapping[str, Measure], rounds: int, notes: list[str], say: Callable[[str], None]
) -> dict[str, list[float]]:
    """Runs each in turn, round after round, so that what others do to the machine meets all of them.

    One that is missing or fails is noted and left out from then on.
    """
    runs: dict[str, list[float]] = {name: [] for name in contenders}
    lost: set[str] = set()
    for _ in range(rounds):
        for name, measure in contenders.items():
            if name in lost:
                continue
            began = time.monotonic()
            try:
                value = measure()
            except (Missing, Failed) as error:
                lost.add(name)
                notes.append(f"{name}: {error}")
                say(f"    {name}: {error}")
                continue
            runs[name].append(value)
            say(f"    {name}: {value:,.6g} ({time.monotonic() - began:.1f} s)")
    return runs


class Results:
    """The file of a run; a line is there as soon as its figure is known."""

    def __init__(self, path: Path, machine: str, date: str) -> None:
        self.path = path
        self.machine = machine
        self.date = date
        self.records: list[dict[str, Any]] = []

    def add(self, figure: Figure) -> dict[str, Any]:
        record = figure.record(self.machine, self.date)
        self.records.append(record)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a") as file:
            file.write(json.dumps(record) + "\n")
        return record
