"""The results as a table for people."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def number(value: float | None) -> str:
    if value is None:
        return "-"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"


def verdict(record: Record) -> str:
    """A goal that was missed is called missed."""
    if record["goal"] is None:
        return ""
    return {True: "met", False: "MISSED", None: "not measured"}[record["met"]]


def rows(records: list[Record]) -> list[list[str]]:
    found = [["figure", "value", "unit", "reference", "its value", "ratio", "goal", ""]]
    for record in records:
        found.append(
            [
                record["title"],
                number(record["value"]),
                record["unit"],
                record["reference"] or "",
                number(record["reference_value"]) if record["reference"] else "",
                number(record["ratio"]) if record["ratio"] is not None else "",
                record["goal"] or "",
                verdict(record),
            ]
        )
        for name, other in record["others"].items():
            ratio = record["value"] / other["value"] if record["value"] is not None and other["value"] else None
            found.append(["", "", "", name, number(other["value"]), number(ratio) if ratio is not None else "", "", ""])
    return found


def text(records: list[Record]) -> str:
    """In columns, for a terminal."""
    lines = rows(records)
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    right = {1, 4, 5}
    shown = []
    for line in lines:
        cells = (
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        shown.append("  ".join(cells).rstrip())
    notes = [f"  {record['figure']}: {note}" for record in records for note in record["notes"]]
    return "\n".join(shown + (["", "notes:"] + notes if notes else []))


def markdown(records: list[Record]) -> str:
    """The same for documents, without the lesser references."""
    lines = [line for line in rows(records) if line[0]]
    head, *body = lines
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *body])
