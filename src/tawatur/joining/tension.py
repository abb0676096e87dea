# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Conflict and cooperation between two entities over time, and when it changed.

Every incident counts once, however many reports tell it, with the score of its PLOVER type and mode. A change is a
change of level of the score as a whole, found by `ruptures` (PELT, least squares, on a scale that tames single
extreme days); its penalty follows from the noise of the series alone, so that no pair needs tuning by hand.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Literal

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.errors import MissingExtraError
from tawatur.model.joined import Incident, Interaction, Tension, TensionPoint

ENOUGH = 12  # events of a pair from which its tension is worth a series
PENALTY = 8.0  # per change, in log(points) times the variance of the noise; see benchmarks/tension.py
SHORTEST = 3  # points between two changes
_NORMAL = 1.4826  # from the median absolute deviation to the standard deviation of a normal distribution
Unit = Literal["day", "week"]
Scores = dict[tuple[str, str], float]


def _scores(lexicon: Lexicon) -> Scores:
    return {(t, m): float(s) for t, m, s in lexicon.table("joining/scores").columns("type", "mode", "score")}


def score(type: str, mode: str | None = None, lexicon: Lexicon | None = None) -> float:
    """Return how cooperative (above zero) or hostile (below) an event is; 0 for an unknown type.

    Args:
        type: PLOVER event type.
        mode: Its mode; one without a score of its own takes the type's.
        lexicon: Tables to use; the built-in ones if None.
    """
    known = (lexicon or default_lexicon()).compiled("joining.scores", _scores)
    return known.get((type, mode or ""), known.get((type, ""), 0.0))


def interactions(incident: Incident) -> tuple[Interaction, ...]:
    """Return what an incident says that one party did to another, by its positions on `who` and `whom`.

    Args:
        incident: An incident with its positions; one without a day gives none.
    """
    if incident.days is None:
        return ()
    sides = {
        side: sorted({p.answer for p in incident.positions if p.question == side and p.independence.low > 0})
        for side in ("who", "whom")
    }
    return tuple(
        Interaction(incident.days[0], actor, recipient, incident.type, incident.mode, incident.id)
        for actor in sides["who"]
        for recipient in sides["whom"]
        if actor != recipient
    )


def pairs(done: Iterable[Interaction], *, enough: int = ENOUGH) -> tuple[tuple[str, str], ...]:
    """Return the pairs of entities with enough events between them, in either direction, in order.

    Args:
        done: Interactions.
        enough: Incidents that a pair must share.
    """
    met: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for one in done:
        left, right = sorted((one.actor, one.recipient))
        met[left, right].add((one.incident, one.day, one.type))
    return tuple(sorted(pair for pair, found in met.items() if len(found) >= enough))


def _start(day: date, unit: Unit) -> date:
    return day if unit == "day" else day - timedelta(days=day.weekday())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _points(done: Sequence[Interaction], unit: Unit, value: Callable[[Interaction], float]) -> list[TensionPoint]:
    sums: dict[date, list[float]] = defaultdict(list)
    for one in done:
        day = _day(one.day)
        if day is not None:
            sums[_start(day, unit)].append(value(one))
    if not sums:
        return []
    step = timedelta(days=1 if unit == "day" else 7)
    out, at = [], min(sums)
    while at <= max(sums):
        values = sums.get(at, [])
        up, down = (round(math.fsum(v for v in values if (v > 0) is sign), 3) for sign in (True, False))
        out.append(TensionPoint(at.isoformat(), len(values), up, down))
        at += step
    return out


def series(
    done: Iterable[Interaction],
    left: str,
    right: str,
    unit: Unit = "week",
    lexicon: Lexicon | None = None,
    *,
    with_changes: bool = True,
) -> Tension:
    """Return the tension between two entities, with empty days or weeks as points of nothing.

    Args:
        done: Interactions of any entities; one incident counts once for each type, whatever the direction.
        left: One entity.
        right: The other.
        unit: Length of a point.
        lexicon: Tables to use; the built-in ones if None.
        with_changes: Whether to look for changes, which needs the extra `tension`.
    Raises:
        MissingExtraError: Changes are asked for and `ruptures` is not installed.
    """
    mine = {
        (one.incident or f"{one.day}/{one.actor}/{one.mode}", one.day, one.type): one
        for one in sorted(done, key=lambda i: (i.day, i.incident, i.type, i.actor, i.recipient, i.mode or ""))
        if {one.actor, one.recipient} == {left, right}
    }
    points = _points(list(mine.values()), unit, lambda one: score(one.type, one.mode, lexicon))
    found = changes([p.cooperation + p.conflict for p in points]) if with_changes else ()
    first, second = sorted((left, right))
    return Tension(first, second, unit, tuple(points), tuple(points[n].start for n in found))


def _tamed(value: float) -> float:
    return math.copysign(math.log1p(abs(value)), value)


def _noise(values: Sequence[float]) -> float:
    """Variance of the noise, from the differences of neighbours, which a change of level hardly touches."""
    steps = [b - a for a, b in itertools.pairwise(values)]
    deviation = _NORMAL * median(abs(step) for step in steps) / math.sqrt(2)
    spread = math.fsum(step * step for step in steps) / (2 * len(steps))
    return deviation * deviation or spread


def changes(values: Sequence[float]) -> tuple[int, ...]:
    """Return the indices at which a series begins a new level.

    Args:
        values: Scores of days or weeks in a row.
    Raises:
        MissingExtraError: `ruptures` is not installed.
    """
    if len(values) < 2 * SHORTEST or len(set(values)) == 1:
        return ()
    try:
        import numpy as np
        import ruptures
    except ImportError as exc:
        raise MissingExtraError("ruptures", "tension") from exc
    tamed = [_tamed(value) for value in values]
    noise = _noise(tamed)
    if noise == 0:
        return ()
    signal = np.array(tamed, dtype=float).reshape(-1, 1)
    search = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST).fit(signal)  # least squares, by PELT, in C
    found = search.predict(pen=PENALTY * math.log(len(values)) * noise)
    return tuple(int(n) for n in found[:-1])
