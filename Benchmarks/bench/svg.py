"""The few shapes that a chart needs, as SVG text."""

from __future__ import annotations

import html

FONT = "font-family='system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif'"


class Drawing:
    """Shapes in the order in which they are drawn; a white ground, so that it reads in dark pages as well."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self.shapes: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        colour: str = "#24292f",
        anchor: str = "start",
        bold: bool = False,
        rim: bool = False,
    ) -> None:
        """With a rim it can be read across a line."""
        weight = " font-weight='600'" if bold else ""
        place = f"<text x='{x:.1f}' y='{y:.1f}' font-size='{size:g}' text-anchor='{anchor}'{weight}"
        words = html.escape(words)
        if rim:
            # Twice, as not every program that shows SVG knows paint-order.
            self.shapes.append(f"{place} fill='#ffffff' stroke='#ffffff' stroke-width='3'>{words}</text>")
        self.shapes.append(f"{place} fill='{colour}'>{words}</text>")

    def bar(self, x: float, y: float, width: float, height: float, colour: str, title: str = "") -> None:
        self.shapes.append(
            f"<rect x='{x:.1f}' y='{y:.1f}' width='{max(width, 1):.1f}' height='{height:.1f}' rx='2' fill='{colour}'>"
            f"<title>{html.escape(title)}</title></rect>"
        )

    def line(self, points: list[tuple[float, float]], colour: str, *, width: float = 1, dashes: str = "") -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f" stroke-dasharray='{dashes}'" if dashes else ""
        self.shapes.append(
            f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{width:g}'{dashed}/>"
        )

    def dot(self, x: float, y: float, colour: str, title: str) -> None:
        self.shapes.append(
            f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3.5' fill='{colour}'><title>{html.escape(title)}</title></circle>"
        )

    def render(self) -> str:
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' width='{self.width:g}' height='{self.height:g}'"
            f" viewBox='0 0 {self.width:g} {self.height:g}' {FONT}>\n"
            f"<rect width='100%' height='100%' fill='#ffffff'/>\n" + "\n".join(self.shapes) + "\n</svg>\n"
        )
