# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The plot of conflict and cooperation between two parties: cooperation upward, conflict downward, changes of level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from tawatur.model.joined import Tension, TensionPoint

HEIGHT, TOP, SIDE, BELOW = 240, 24, 46, 30  # of the plot, and what stands around it for figures and dates
ROOMY, WIDEST, NARROWEST = 860, 46.0, 4.0  # width that bars are given, and the limits of one bar
DATES = 120  # pixels that a date needs


@dataclass(frozen=True, slots=True)
class Bar:
    """One day or week: its stretch on the x axis and the heights of both sums, in pixels."""

    point: TensionPoint
    x: float
    width: float
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its size in pixels; `zero` is the y of no tension, `level` the means between changes."""

    width: float
    height: float
    zero: float
    bars: tuple[Bar, ...]
    level: str
    changes: tuple[tuple[float, str], ...]  # x and the day
    dates: tuple[tuple[float, str], ...]
    figures: tuple[tuple[float, float], ...]  # y and the score there
    axis: float  # x of the axis of figures
    sideways: int  # on which side of it figures stand: -1 left, 1 right


def _steps(most: float) -> list[float]:
    """Round figures from zero up, the last of them not below the most that is shown."""
    size = 1.0
    while most / size > 4:
        size *= 2.5 if str(size).lstrip("0.")[0] == "2" else 2
    return [n * size for n in range(int(-(-most // size)) + 1)]


def _level(tension: Tension, bars: Sequence[Bar], step: float, *, mirrored: bool) -> Iterator[tuple[float, float]]:
    """The corners of the line that shows the mean of both sums from one change to the next: x, and the score."""
    starts = [0, *(n for n, bar in enumerate(bars) if bar.point.start in tension.changes), len(bars)]
    for first, after in pairwise(starts):
        held = bars[first:after]
        mean = fmean(bar.point.cooperation + bar.point.conflict for bar in held)
        ends = held[0].x, held[-1].x
        yield (ends[0] + step * 0.9 if mirrored else ends[0] - step * 0.1), mean
        yield (ends[1] - step * 0.1 if mirrored else ends[1] + step * 0.9), mean


def tension_plot(tension: Tension, *, mirrored: bool) -> Plot | None:
    """Return the plot; None where nothing is to be shown.

    Args:
        tension: Its points in order.
        mirrored: Time goes from right to left.
    """
    points = tension.points
    if not points:
        return None
    step = min(max(ROOMY / len(points), NARROWEST), WIDEST)
    wide = max(step * len(points), DATES)
    figures = _steps(max(max(p.cooperation, -p.conflict) for p in points) or 1.0)
    scale = (HEIGHT / 2) / figures[-1]
    zero = TOP + HEIGHT / 2

    def x_of(n: int) -> float:
        return round(wide - (n + 1) * step if mirrored else SIDE + n * step, 1)

    bars = tuple(
        Bar(p, x_of(n), round(step * 0.8, 1), round(p.cooperation * scale, 1), round(-p.conflict * scale, 1))
        for n, p in enumerate(points)
    )
    at = {p.start: n for n, p in enumerate(points)}
    middle = step * 0.4
    line = " ".join(
        f"{x:.1f},{zero - value * scale:.1f}" for x, value in _level(tension, bars, step, mirrored=mirrored)
    )
    every = max(1, round(DATES / step))
    last = len(points) - every // 2
    dates = tuple((bars[n].x + middle, points[n].start) for n in range(0, max(last, 1), every))
    shown = tuple((round(zero - sign * f * scale, 1), sign * f) for f in figures for sign in ((1, -1) if f else (1,)))
    edges = tuple((x_of(at[day]) + (step if mirrored else -step * 0.1), day) for day in tension.changes if day in at)
    return Plot(
        wide + SIDE, HEIGHT + TOP + BELOW, zero, bars, line, edges, dates, shown, wide if mirrored else SIDE,
        1 if mirrored else -1,
    )  # fmt: skip
