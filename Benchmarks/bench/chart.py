"""The results as one picture: bars of geuse beside its references, a panel a unit, then how cost grows."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from bench.svg import Drawing
from bench.table import number

Record = dict[str, Any]
Points = list[tuple[float, float]]

WIDTH = 960.0
LEFT = 300.0
RIGHT = 110.0
BAR = 13.0
MINE = "#0969da"
REFERENCE = "#8c959f"
OTHER = "#c9d1d9"
GOAL = "#cf222e"
FAINT = "#eaeef2"
QUIET = "#57606a"
# Beyond this span the small ones would not be seen.
LOG_FROM = 20.0
SERIES = [MINE, "#bc4c00", "#57606a", "#1a7f37", "#8250df", "#9a6700", "#cf222e", "#1b7c83", "#bf3989"]


def scale(low: float, high: float, length: float, logarithmic: bool) -> Callable[[float], float]:
    """Where a value stands on an axis, from 0 to its length."""
    if logarithmic:
        bottom, top = math.log10(low), math.log10(high)
        span = (top - bottom) or 1.0
        return lambda value: (math.log10(max(value, low)) - bottom) / span * length
    span = (high - low) or 1.0
    return lambda value: (value - low) / span * length


def bars_of(record: Record) -> list[tuple[str, float, str]]:
    """Name, value and colour: geuse first, then its reference, then the others."""
    found = []
    if record["value"] is not None:
        found.append(("geuse", record["value"], MINE))
    if record["reference_value"] is not None:
        found.append((record["reference"], record["reference_value"], REFERENCE))
    return found + [(name, other["value"], OTHER) for name, other in record["others"].items()]


def value_goal(record: Record) -> float | None:
    """The limit that the value itself has to keep, where there is one."""
    for part in (record["goal"] or "").split(" and "):
        if match := re.fullmatch(r"[<>]= ([\d,.]+)", part):
            return float(match[1].replace(",", ""))
    return None


def render(records: list[Record], subtitle: str) -> str:
    drawing = Drawing(WIDTH)
    drawing.text(24, 36, "geuse beside its references", size=20, bold=True)
    drawing.text(24, 56, subtitle, size=11, colour=QUIET)
    x = 24.0
    for words, colour in (("geuse", MINE), ("its reference", REFERENCE), ("others", OTHER), ("goal", GOAL)):
        drawing.bar(x, 68, 12, 10, colour)
        drawing.text(x + 17, 77, words, size=11)
        x += 110
    y = 108.0
    units: dict[str, list[Record]] = {}
    for record in records:
        units.setdefault(record["unit"], []).append(record)
    for unit, group in units.items():
        group = [record for record in group if bars_of(record)]
        if group:
            y = _panel(drawing, y, unit, group) + 28
    y = _curves(drawing, y, records)
    drawing.height = y
    return drawing.render()


def _panel(drawing: Drawing, y: float, unit: str, group: list[Record]) -> float:
    """All figures of one unit, on one axis."""
    values = [value for record in group for _, value, _ in bars_of(record)]
    values += [goal for record in group if (goal := value_goal(record)) is not None]
    positive = [value for value in values if value > 0] or [1.0]
    high = max(positive) * 1.02
    logarithmic = max(positive) / min(positive) > LOG_FROM
    low = 10 ** math.floor(math.log10(min(positive)) - 0.01) if logarithmic else 0.0
    place = scale(low, high, WIDTH - LEFT - RIGHT, logarithmic)

    drawing.text(24, y, unit + (", logarithmic" if logarithmic else ""), size=14, bold=True)
    y += 12
    drawing.line([(24, y), (WIDTH - 24, y)], FAINT)
    y += 18
    for record in group:
        drawing.text(24, y, record["title"], size=12, bold=True)
        if record["goal"]:
            missed = record["met"] is False
            words = f"goal {record['goal']}: " + {True: "met", False: "missed", None: "not measured"}[record["met"]]
            drawing.text(WIDTH - 24, y, words, size=11, colour=GOAL if missed else QUIET, anchor="end")
        y += 7
        bars = bars_of(record)
        goal = value_goal(record)
        for name, value, colour in bars:
            width = place(value) if value > 0 else 0
            drawing.text(LEFT - 8, y + BAR - 3, name, size=11, anchor="end", colour=QUIET)
            drawing.bar(LEFT, y, width, BAR - 2, colour, f"{name}: {number(value)} {unit}")
            if goal is not None and goal > 0:
                x = LEFT + place(goal)
                drawing.line([(x, y - 2), (x, y + BAR)], GOAL, width=1.5)
            drawing.text(LEFT + max(width, 1) + 6, y + BAR - 3, number(value), size=11, rim=True)
            y += BAR + 2
        y += 18
    return y


def growth(records: list[Record], pattern: str) -> dict[str, Points]:
    """Series by contender from figures whose names end in what they grow by.

    Names with something in parentheses are those of less work than was asked for; they belong on no curve.
    """
    series: dict[str, Points] = {}
    for record in records:
        if match := re.fullmatch(pattern, record["figure"]):
            for name, value, _ in bars_of(record):
                if "(" in name:
                    continue
                series.setdefault(name, []).append((float(match[1]), value))
    return {name: sorted(points) for name, points in series.items() if len(points) > 1}


def _curves(drawing: Drawing, y: float, records: list[Record]) -> float:
    charts = [
        ("EC2 calls by launches", growth(records, r"ec2-calls-(\d+)")),
        ("seconds by launches", growth(records, r"ec2-seconds-(\d+)")),
        ("cycles/s at FULL by processes", growth(records, r"cycles-full-(\d+)")),
    ]
    charts = [(title, series) for title, series in charts if series]
    if not charts:
        return y
    names = list(dict.fromkeys(name for _, series in charts for name in series))
    # geuse has its colour everywhere.
    names.sort(key=lambda name: name != "geuse")
    colours = {name: SERIES[index % len(SERIES)] for index, name in enumerate(names)}
    drawing.text(24, y, "how it grows, both axes logarithmic", size=14, bold=True)
    y += 14
    width = (WIDTH - 48) / 3
    for index, (title, series) in enumerate(charts):
        _curve(drawing, 24 + index * width, y, width, 240, title, series, colours)
    y += 270
    for index, name in enumerate(names):
        x = 24 + (index % 3) * width
        drawing.line([(x, y - 4), (x + 18, y - 4)], colours[name], width=2)
        drawing.text(x + 24, y, name, size=11)
        if index % 3 == 2:
            y += 18
    return y + 28


def _curve(
    drawing: Drawing,
    x: float,
    y: float,
    width: float,
    height: float,
    title: str,
    series: dict[str, Points],
    colours: dict[str, str],
) -> None:
    left, top, right, bottom = x + 46, y + 30, x + width - 24, y + height
    steps = sorted({at for points in series.values() for at, _ in points})
    values = [value for points in series.values() for _, value in points if value > 0]
    low = 10 ** math.floor(math.log10(min(values)))
    high = 10 ** math.ceil(math.log10(max(values)) + 1e-9)
    across = scale(steps[0], steps[-1], right - left, True)
    up = scale(low, high, bottom - top, True)
    drawing.text(left, y + 16, title, size=12, bold=True)
    power = low
    while power <= high * 1.001:
        at = bottom - up(power)
        drawing.line([(left, at), (right, at)], FAINT)
        drawing.text(left - 6, at + 4, f"{power:,.10g}", size=10, colour=QUIET, anchor="end")
        power *= 10
    for step in steps:
        drawing.text(left + across(step), bottom + 15, f"{step:,.0f}", size=10, colour=QUIET, anchor="middle")
    for name, points in series.items():
        shown = [(at, value) for at, value in points if value > 0]
        places = [(left + across(at), bottom - up(value)) for at, value in shown]
        drawing.line(places, colours[name], width=2.5 if name == "geuse" else 1.5)
        for (at, value), place in zip(shown, places, strict=True):
            drawing.dot(*place, colours[name], f"{name}: {number(value)} at {at:,.0f}")
