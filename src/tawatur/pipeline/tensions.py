# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tension between the parties of a case: whose incidents are enough for a series, and the series of two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tawatur.casefile import Transaction, acts, parties
from tawatur.joining import tension
from tawatur.lexicon import Lexicon
from tawatur.model import codec
from tawatur.model.errors import DecisionError, MissingExtraError
from tawatur.model.joined import Interaction, Tension
from tawatur.pipeline.changes import entity


@dataclass(frozen=True, slots=True)
class Found:
    """The tension between two parties.

    Args:
        tension: Its points, and where its level changed.
        unlooked: Why changes were not looked for: `few` incidents, or no `extra` installed; None where they were.
    """

    tension: Tension
    unlooked: Literal["few", "extra"] | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as JSON data; `changes` is null where they were not looked for."""
        told: dict[str, Any] = codec.encode(self.tension)
        return told if self.unlooked is None else told | {"changes": None}


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


def between(
    done: Sequence[Interaction], left: str, right: str, unit: tension.Unit, lexicon: Lexicon | None = None
) -> Found:
    """Return the tension between two parties, with changes of level where there are incidents enough for them.

    Args:
        done: What the two did to each other.
        left: Id or name of one party.
        right: Of the other.
        unit: Length of a point.
        lexicon: Tables with the scores; the built-in ones if None.
    """
    is_enough = len({one.incident for one in done}) >= tension.ENOUGH
    try:
        found = tension.series(done, left, right, unit, lexicon, with_changes=is_enough)
    except MissingExtraError:
        return Found(tension.series(done, left, right, unit, lexicon, with_changes=False), "extra")
    return Found(found, None if is_enough else "few")


def series(tx: Transaction, left: str, right: str, unit: tension.Unit) -> tuple[Found, str, str]:
    """Return the tension between two entities, see `between`, and their names.

    Args:
        tx: An open transaction.
        left: Id of an entity, or the beginning of one.
        right: The other.
        unit: Length of a point.
    Raises:
        UnknownIdError: There is no such entity; the nearest are named.
        DecisionError: The two are one.
    """
    one, other = entity(tx, left), entity(tx, right)
    if one.id == other.id:
        raise DecisionError("tension is between two parties; name two different ones")
    found = between(acts.between(tx, one.id, other.id), one.id, other.id, unit)
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
