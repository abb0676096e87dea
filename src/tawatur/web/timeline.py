# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The bar of time over a list of incidents: how many there are in each day, month or year."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "month", "year"]
MOST_BARS = 62
LAST_YEAR = 9990  # the calendar ends at 9999
WIDTH, HEIGHT = 720, 64
WIDEST = 40.0  # of one bar


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time with its number, and its place in a drawing of `WIDTH` by `HEIGHT`."""

    since: str
    until: str
    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars, earliest first, and what each stands for."""

    bars: tuple[Bar, ...]
    unit: Unit


def _parsed(days: Mapping[str, int]) -> dict[datetime.date, int]:
    found: dict[datetime.date, int] = {}
    for text, number in days.items():
        try:
            day = datetime.date.fromisoformat(text[:10])
        except ValueError:
            continue
        if day.year > LAST_YEAR:
            continue
        found[day] = found.get(day, 0) + number
    return found


def _start(day: datetime.date, unit: Unit) -> datetime.date:
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _next(day: datetime.date, unit: Unit) -> datetime.date:
    if unit == "day":
        return day + datetime.timedelta(1)
    if unit == "month":
        return (day.replace(day=28) + datetime.timedelta(4)).replace(day=1)
    return day.replace(year=day.year + 1)


def _stretch(first: datetime.date, last: datetime.date) -> Unit:
    if (last - first).days < MOST_BARS:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < MOST_BARS else "year"


def _limits(found: dict[datetime.date, int]) -> tuple[datetime.date, datetime.date]:
    """The time that the bar shows: without the few far days, years off, that misread dates make."""
    ordered = [day for day in sorted(found) for _ in range(found[day])]
    cut = len(ordered) // 50
    return ordered[cut], ordered[len(ordered) - 1 - cut]


def timeline(days: Mapping[str, int], *, mirrored: bool) -> Timeline | None:
    """Return the bars for numbers by day; None where there are fewer than two stretches.

    Args:
        days: ISO days with numbers.
        mirrored: Right to left.
    """
    found = _parsed(days)
    if not found:
        return None
    first, last = _limits(found)
    unit = _stretch(first, last)
    starts: list[datetime.date] = []
    day = _start(first, unit)
    while day <= last and len(starts) < 2 * MOST_BARS:
        starts.append(day)
        day = _next(day, unit)
    if len(starts) < 2:
        return None
    numbers = dict.fromkeys(starts, 0)
    for at, number in found.items():
        if _start(at, unit) in numbers:
            numbers[_start(at, unit)] += number
    most, step = max(numbers.values()), WIDTH / len(starts)
    bars, wide = [], min(step * 0.8, WIDEST)
    for n, (start, number) in enumerate(numbers.items()):
        height = max(3.0, (HEIGHT - 4) * number / most) if number else 0.0
        x = WIDTH - (n + 1) * step if mirrored else n * step
        until = _next(start, unit) - datetime.timedelta(1)
        label = start.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]
        bars.append(
            Bar(start.isoformat(), until.isoformat(), label, number, round(x + (step - wide) / 2, 2),
                round(HEIGHT - height, 2), round(wide, 2), round(height, 2))
        )  # fmt: skip
    return Timeline(tuple(bars), unit)
