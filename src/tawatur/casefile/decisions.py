# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The analyst's decisions: recorded once, never changed; taken back only by another decision.

Only erasing a report takes anything away from them, see `erasing`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Row, delete, func, insert, select

from tawatur.casefile import audit, schema
from tawatur.casefile.clock import now
from tawatur.casefile.records import DecisionRow
from tawatur.casefile.sql import Transaction, pieces, replace_rows
from tawatur.model import codec
from tawatur.model.decisions import Anchor, Decision, Recorded
from tawatur.model.errors import DecisionError, UnknownIdError

_D, _A = schema.decisions, schema.anchors


def record(tx: Transaction, decision: Decision) -> int:
    """Record a decision and return its number.

    Raises:
        UnknownIdError: It undoes one that is not there.
        DecisionError: What it undoes is undone already.
    """
    if decision.undoes is not None:
        undone = get(tx, decision.undoes)
        if undone.undone:
            raise DecisionError("decision %(number)s is undone already", number=str(decision.undoes))
    body = codec.dumps(replace(decision, anchors=()))
    values = {"kind": decision.kind, "author": tx.author, "made": now(), "undoes": decision.undoes, "body": body}
    made = tx.connection.execute(insert(_D).values(values)).inserted_primary_key
    number = 0 if made is None else int(made[0])
    rows = [
        {"decision_id": number, "position": n} | {name: getattr(a, name) for name in Anchor.__slots__}
        for n, a in enumerate(decision.anchors)
    ]
    if rows:
        tx.connection.execute(insert(_A), rows)
    audit.record(tx, decision.kind, str(number), **({} if decision.undoes is None else {"undoes": decision.undoes}))
    return number


def _decoded(tx: Transaction, rows: Sequence[Row[Any]]) -> Iterator[tuple[Row[Any], Decision]]:
    """Yield rows of decisions with what they hold."""
    anchors: dict[int, list[Anchor]] = {}
    for piece in pieces(row.id for row in rows):
        held = select(_A).where(_A.c.decision_id.in_(piece)).order_by(_A.c.decision_id, _A.c.position)
        for a in tx.connection.execute(held):
            anchors.setdefault(a.decision_id, []).append(Anchor(*(getattr(a, name) for name in Anchor.__slots__)))
    for row in rows:
        yield row, replace(codec.loads(Decision, row.body), anchors=tuple(anchors.get(row.id, ())))


def _is_undone(tx: Transaction, number: int) -> bool:
    undoings = tx.connection.execute(select(_D.c.id).where(_D.c.undoes == number)).scalars().all()
    return any(not _is_undone(tx, undoing) for undoing in undoings)


def _found(tx: Transaction, number: int) -> Recorded | None:
    """One decision, None where there is none of that number."""
    rows = tx.connection.execute(select(_D).where(_D.c.id == number)).all()
    why = select(schema.unsettled.c.reason).where(schema.unsettled.c.decision_id == number)
    for row, decision in _decoded(tx, rows):
        again = tx.connection.execute(why).scalar_one_or_none()
        return Recorded(row.id, row.author, row.made, decision, _is_undone(tx, number), again)
    return None


def every(tx: Transaction) -> tuple[Recorded, ...]:
    """Return all decisions, oldest first, undone ones and undoings too."""
    again = {row.decision_id: row.reason for row in tx.connection.execute(select(schema.unsettled))}
    rows = tx.connection.execute(select(_D).order_by(_D.c.id)).all()
    undone: set[int] = set()
    for row in reversed(rows):  # an undoing can be undone: the later one decides
        if row.undoes is not None and row.id not in undone:
            undone.add(row.undoes)
    return tuple(
        Recorded(row.id, row.author, row.made, decision, row.id in undone, again.get(row.id))
        for row, decision in _decoded(tx, rows)
    )


def on_reports(tx: Transaction, keys: Iterable[str]) -> dict[str, tuple[Recorded, ...]]:
    """Return the decisions in force that have their first anchor on these reports, oldest first, by report key."""
    wanted = set(keys)
    numbers: set[int] = set()
    for piece in pieces(sorted(wanted)):
        numbers.update(tx.connection.execute(select(_A.c.decision_id).where(_A.c.report.in_(piece))).scalars())
    if not numbers:
        return {}
    found: dict[str, list[Recorded]] = {}
    for r in in_force(tx):
        if r.id in numbers and r.decision.anchors[0].report in wanted:
            found.setdefault(r.decision.anchors[0].report, []).append(r)
    return {key: tuple(recorded) for key, recorded in found.items()}


def in_force(tx: Transaction) -> tuple[Recorded, ...]:
    """Return the decisions that hold: not undone, not undoings; oldest first."""
    return tuple(r for r in every(tx) if not r.undone and r.decision.kind != "undo")


def get(tx: Transaction, number: int) -> Recorded:
    """Return one decision.

    Raises:
        UnknownIdError: There is none of that number.
    """
    found = _found(tx, number)
    if found is None:
        ids = map(str, tx.connection.execute(select(_D.c.id)).scalars())
        raise UnknownIdError("decision", str(number), tuple(get_close_matches(str(number), list(ids), cutoff=0.0)))
    return found


def newest(tx: Transaction) -> int:
    """Return the number of the last decision, 0 where there is none."""
    return int(tx.connection.execute(select(func.max(_D.c.id))).scalar_one() or 0)


def _touches(one: Decision, other: Decision) -> bool:
    """Return whether two decisions are about the same: a place, a whole report or a source."""
    if one.subject is not None and (one.kind, one.subject) == (other.kind, other.subject):
        return True
    return any(
        a.report == b.report
        and (a.start is None or b.end is None or a.start < b.end)
        and (b.start is None or a.end is None or b.start < a.end)
        for a in one.anchors
        for b in other.anchors
    )


def clash(tx: Transaction, decision: Decision, seen: int) -> Recorded | None:
    """Return the last decision of somebody else on what a decision is about that its maker has not seen, if any.

    Args:
        tx: The transaction that is to record it.
        decision: What is to be decided.
        seen: Number of the newest decision that its maker has seen.
    """
    unseen = select(_D).where(_D.c.id > seen, _D.c.author != tx.author).order_by(_D.c.id.desc())
    rows = tx.connection.execute(unseen).all()
    if not rows:
        return None

    def root(of: Decision) -> Decision:
        while of.undoes is not None and (undone := _found(tx, of.undoes)) is not None:
            of = undone.decision
        return of

    mine = root(decision)
    other = next((row for row, theirs in _decoded(tx, rows) if _touches(root(theirs), mine)), None)
    return None if other is None else _found(tx, other.id)


def set_unsettled(tx: Transaction, numbers: Iterable[int], reasons: dict[int, str]) -> None:
    """Say which of these decisions have to be made again, and why; the others hold.

    Args:
        tx: A writing transaction.
        numbers: The decisions that were looked at.
        reasons: Why, for those that do not hold.
    """
    table = schema.unsettled
    for piece in pieces(numbers):
        tx.connection.execute(delete(table).where(table.c.decision_id.in_(piece)))
    replace_rows(tx, table, [{"decision_id": n, "reason": reason} for n, reason in sorted(reasons.items())])


def rows(tx: Transaction, *, again: bool = False) -> tuple[DecisionRow, ...]:
    """Return the decisions as a list shows them.

    Args:
        tx: An open transaction.
        again: Only those in force that have to be made again.
    """

    def state(r: Recorded) -> str:
        return "undone" if r.undone else f"decide again: {r.again}" if r.again else "holds"

    listed = []
    for r in every(tx):
        if again and (r.undone or r.again is None):
            continue
        d = r.decision
        subject = d.subject or ", ".join(f"{a.field} {a.before or ''}".strip() for a in d.anchors)
        subject = f"decision {d.undoes}" if d.undoes is not None else subject
        value = d.value or ", ".join(d.values)
        listed.append(DecisionRow(r.id, d.kind, r.author, r.made, subject, value, d.note, state(r)))
    return tuple(listed)
