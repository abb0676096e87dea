# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Draw confidence against the share right, in an SVG that needs no library and reads in light and dark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

SIDE, GAP, LEFT, TOP, BOTTOM = 220, 46, 52, 52, 50  # of the panels, in user units
_STYLE = """
  text { font: 11px system-ui, sans-serif; fill: #24292f }
  .title { font-size: 13px; font-weight: 600 }
  .small { font-size: 9px }
  .frame, .grid { fill: none; stroke: #8c959f; stroke-width: 1 }
  .grid { stroke-opacity: .35 }
  .even { stroke: #57606a; stroke-dasharray: 4 3; fill: none }
  .bar { stroke: #0550ae; stroke-width: 1.5 }
  .point { fill: #0550ae }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .even { stroke: #9ea7b3 }
    .bar { stroke: #79c0ff }
    .point { fill: #79c0ff }
  }
"""


@dataclass(frozen=True, slots=True)
class Point:
    """A tenth: mean confidence, share right with its interval, and of how many."""

    confidence: float
    share: float
    low: float
    high: float
    all: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One kind of record."""

    title: str
    note: str
    points: tuple[Point, ...]


def _text(x: float, y: float, said: str, *, kind: str = "", anchor: str = "middle") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{escape(said)}</text>'


def _axes(left: float, *, first: bool) -> Iterator[str]:
    for fifth in range(6):
        at = fifth / 5
        x, y = left + at * SIDE, TOP + (1 - at) * SIDE
        if 0 < fifth < 5:
            yield f'<path class="grid" d="M{x:.1f} {TOP}v{SIDE}M{left:.1f} {y:.1f}h{SIDE}"/>'
        yield _text(x, TOP + SIDE + 15, f"{at:.1f}")
        if first:
            yield _text(left - 7, y + 4, f"{at:.1f}", anchor="end")
    yield f'<rect class="frame" x="{left:.1f}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>'
    yield f'<path class="even" d="M{left:.1f} {TOP + SIDE}l{SIDE} -{SIDE}"/>'


def _point(point: Point, left: float) -> Iterator[str]:
    x = left + point.confidence * SIDE
    y, top, bottom = (TOP + (1 - value) * SIDE for value in (point.share, point.high, point.low))
    yield f'<path class="bar" d="M{x:.1f} {top:.1f}V{bottom:.1f}"/>'
    yield f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="3.5">'
    yield f"<title>confidence {point.confidence:.2f}: {point.share:.2f} right of {point.all:,}</title></circle>"
    below = bottom + 11 <= TOP + SIDE - 2
    yield _text(x, bottom + 11 if below else top - 4, f"{point.all:,}", kind="small")


def draw(panels: Sequence[Panel]) -> str:
    """Return the plot; every number in it is also a text that can be read out or copied."""
    width = LEFT + len(panels) * SIDE + (len(panels) - 1) * GAP + 16
    height = TOP + SIDE + BOTTOM
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="title about">',
        '<title id="title">Confidence and the share that is right</title>',
        '<desc id="about">For each kind of record: the share right of the items of each tenth of confidence, with 95 % '
        "intervals and the number of items. On the dashed line confidence is what it says.</desc>",
        f"<style>{_STYLE}</style>",
    ]
    for number, panel in enumerate(panels):
        left = LEFT + number * (SIDE + GAP)
        lines.append(_text(left, TOP - 26, panel.title, kind="title", anchor="start"))
        lines.append(_text(left, TOP - 10, panel.note, anchor="start"))
        lines += _axes(left, first=number == 0)
        for point in panel.points:
            lines += _point(point, left)
        lines.append(_text(left + SIDE / 2, TOP + SIDE + 36, "confidence"))
    middle = TOP + SIDE / 2
    lines.append(f'<g transform="rotate(-90 14 {middle})">{_text(14, middle, "share right")}</g>')
    return "\n".join([*lines, "</svg>"]) + "\n"
