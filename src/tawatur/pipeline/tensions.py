# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tension between the parties of a case: whose incidents are enough for a series, and the series of two."""

from dataclasses import dataclass

from tawatur.casefile import Transaction, acts, parties
from tawatur.joining import tension
from tawatur.model.errors import DecisionError
from tawatur.model.joined import Tension
from tawatur.pipeline.changes import entity


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two parties with enough incidents between them."""

    left: str
    left_name: str
    right: str
    right_name: str
    incidents: int


@dataclass(frozen=True, slots=True)
class PointRow:
    """What two parties did to each other in a day or week; `change` where a new level begins."""

    start: str
    events: int
    cooperation: float
    conflict: float
    score: float
    change: bool


def pairs(tx: Transaction, *, enough: int = tension.ENOUGH) -> tuple[PairRow, ...]:
    """Return the pairs of canonical entities with enough incidents between them, those with most first.

    Args:
        tx: An open transaction.
        enough: Incidents that a pair must share.
    """
    done = acts.every(tx)
    counts: dict[tuple[str, str], set[str]] = {}
    for one in done:
        left, right = sorted((one.actor, one.recipient))
        counts.setdefault((left, right), set()).add(one.incident)
    found = tension.pairs(done, enough=enough)
    known = parties.canonicals(tx, {id for pair in found for id in pair})
    rows = [
        PairRow(a, known[a].name, b, known[b].name, len(counts[a, b])) for a, b in found if a in known and b in known
    ]
    return tuple(sorted(rows, key=lambda row: (-row.incidents, row.left, row.right)))


def series(tx: Transaction, left: str, right: str, unit: tension.Unit) -> tuple[Tension, str, str]:
    """Return the tension between two entities, with changes where there is enough for them, and their names.

    Args:
        tx: An open transaction.
        left: Id of an entity, or the beginning of one.
        right: The other.
        unit: Length of a point.
    Raises:
        UnknownIdError: There is no such entity; the nearest are named.
        DecisionError: The two are one.
        MissingExtraError: `ruptures` is not installed.
    """
    one, other = entity(tx, left), entity(tx, right)
    if one.id == other.id:
        raise DecisionError("tension is between two parties; name two different ones")
    done = acts.between(tx, one.id, other.id)
    is_enough = bool({(min(one.id, other.id), max(one.id, other.id))} & set(tension.pairs(done)))
    found = tension.series(done, one.id, other.id, unit, with_changes=is_enough)
    first, second = sorted((one, other), key=lambda e: e.id)
    return found, first.name, second.name


def rows(found: Tension) -> tuple[PointRow, ...]:
    """Return a series as a table shows it."""
    return tuple(
        PointRow(
            p.start, p.events, p.cooperation, p.conflict, round(p.cooperation + p.conflict, 3), p.start in found.changes
        )
        for p in found.points
    )
