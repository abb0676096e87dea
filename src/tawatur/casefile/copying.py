# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who may have copied whom, who did, and the families that makes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, delete, func, insert, or_, select, true

from tawatur.casefile import schema
from tawatur.casefile.sql import Transaction, ids_of, insert_new, pieces
from tawatur.model import codec
from tawatur.model.joined import Copy, Family

_R, _C, _F, _FR = schema.reports, schema.copies, schema.families, schema.family_reports


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as copies are judged by; `printed` holds as JSON what was worked out from its credits."""

    key: str
    text: str
    outlet: str | None
    published: str | None
    title: str | None
    printed: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two reports that share keys of wording: how many, if one outlet printed both, and how many the poorer holds."""

    left: str
    right: str
    shared: int
    same_outlet: bool
    fewer: int


def candidates(tx: Transaction, keys: Iterable[str]) -> tuple[Candidate, ...]:
    """Return the pairs of one of these reports and an earlier stored one that share a key of wording, in order.

    Every pair is found from the side of the report that was stored later; all that were stored before have to be
    indexed, see `indexing.put_waiting`.
    """
    mine, theirs, other = schema.shingles, schema.shingle_index, _R.alias("other")
    held, also = schema.readings.alias("held"), schema.readings.alias("also")
    found: list[Candidate] = []
    for piece in pieces(keys, 100):
        met = (
            select(mine.c.report_id.label("a"), theirs.c.report_id.label("b"), func.count().label("shared"))
            .select_from(mine)
            .join(theirs, theirs.c.key == mine.c.key)
            .where(mine.c.report_id.in_(sorted(ids_of(tx, piece).values())), theirs.c.report_id < mine.c.report_id)
            .group_by(mine.c.report_id, theirs.c.report_id)
            .subquery()
        )
        statement = (
            select(_R.c.key, other.c.key, met.c.shared, _R.c.outlet, other.c.outlet, held.c.shingles, also.c.shingles)
            .select_from(met)
            .join(_R, _R.c.id == met.c.a)
            .join(other, other.c.id == met.c.b)
            .join(held, held.c.report_id == met.c.a)
            .join(also, also.c.report_id == met.c.b)
        )
        for a, b, shared, outlet, printed_by, left, right in tx.connection.execute(statement):
            found.append(Candidate(a, b, shared, outlet is not None and outlet == printed_by, min(left, right)))
    return tuple(sorted(found, key=lambda c: (c.left, c.right)))


def sheets(tx: Transaction, keys: Iterable[str]) -> dict[str, Sheet]:
    """Return reports as copies are judged by."""
    found: dict[str, Sheet] = {}
    for piece in pieces(keys):
        statement = (
            select(_R.c.key, _R.c.text, _R.c.outlet, _R.c.published, _R.c.title, schema.readings.c.printed)
            .join(schema.readings, schema.readings.c.report_id == _R.c.id)
            .where(_R.c.key.in_(piece))
        )
        found.update((row.key, Sheet(*row)) for row in tx.connection.execute(statement))
    return found


def put_copies(tx: Transaction, keys: Sequence[str], found: Iterable[Copy]) -> None:
    """Store what these reports share with earlier stored ones, in place of what is there.

    Args:
        tx: A writing transaction.
        keys: The reports that were compared with all `candidates`.
        found: What they share; reports that are gone meanwhile are passed over.
    """
    copies = tuple(found)
    mine = sorted(ids_of(tx, keys).values())
    for piece in pieces(mine):
        later = or_(
            and_(_C.c.left_id.in_(piece), _C.c.left_id > _C.c.right_id),
            and_(_C.c.right_id.in_(piece), _C.c.right_id > _C.c.left_id),
        )
        tx.connection.execute(delete(_C).where(later))
    ids = ids_of(tx, dict.fromkeys(k for c in copies for k in (c.left, c.right)))
    rows = [
        {"left_id": ids[c.left], "right_id": ids[c.right], "kind": c.kind, "body": codec.dumps(c)}
        for c in copies
        if c.left in ids and c.right in ids
    ]
    insert_new(tx, _C, rows)


def partners(tx: Transaction, report_id: int, *, only_later: bool = False) -> list[str]:
    """Return the keys of the reports that share wording with one; only those stored after it, if asked."""
    joined = or_(
        and_(_C.c.left_id == report_id, _R.c.id == _C.c.right_id),
        and_(_C.c.right_id == report_id, _R.c.id == _C.c.left_id),
    )
    statement = select(_R.c.key).join(_C, joined)
    if only_later:
        statement = statement.where(_R.c.id > report_id)
    return sorted(tx.connection.execute(statement).scalars())


def connected(tx: Transaction, keys: Iterable[str], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return these reports and all that copies of these kinds join to them, in order.

    Args:
        tx: An open transaction.
        keys: Where to begin.
        kinds: Kinds of copies that join.
    """
    ids = set(ids_of(tx, keys).values())
    edge = sorted(ids)
    while edge:
        new: set[int] = set()
        for piece in pieces(edge):
            for near, far in ((_C.c.left_id, _C.c.right_id), (_C.c.right_id, _C.c.left_id)):
                new.update(tx.connection.execute(select(far).where(near.in_(piece), _C.c.kind.in_(kinds))).scalars())
        edge = sorted(new - ids)
        ids |= new
    found: list[str] = []
    for piece in pieces(sorted(ids)):
        found += tx.connection.execute(select(_R.c.key).where(_R.c.id.in_(piece))).scalars()
    return tuple(sorted(found))


def family_mates(tx: Transaction, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the reports that share a family with any of these, as families stand now."""
    mates, mine = _FR.alias("mates"), _FR.alias("mine")
    found: set[str] = set()
    for piece in pieces(ids_of(tx, keys).values()):
        statement = (
            select(_R.c.key)
            .join(mates, mates.c.report_id == _R.c.id)
            .join(mine, mine.c.family_id == mates.c.family_id)
            .where(mine.c.report_id.in_(piece))
        )
        found.update(tx.connection.execute(statement).scalars())
    return tuple(sorted(found))


def copies_among(tx: Transaction, keys: Iterable[str], kinds: tuple[str, ...] | None = None) -> tuple[Copy, ...]:
    """Return the copies that have one of these reports on the left, in order.

    Args:
        tx: An open transaction.
        keys: Of reports.
        kinds: Kinds of copies; all if None.
    """
    found: list[str] = []
    wanted = true() if kinds is None else _C.c.kind.in_(kinds)
    for piece in pieces(sorted(ids_of(tx, keys).values())):
        rows = tx.connection.execute(select(_C.c.body).where(_C.c.left_id.in_(piece), wanted))
        found += rows.scalars()
    return tuple(sorted((codec.loads(Copy, body) for body in found), key=lambda c: (c.left, c.right)))


def copies_of(tx: Transaction, key: str) -> tuple[Copy, ...]:
    """Return all that a report shares with others, in order."""
    number = ids_of(tx, [key]).get(key)
    statement = select(_C.c.body).where(or_(_C.c.left_id == number, _C.c.right_id == number))
    found = (codec.loads(Copy, body) for body in tx.connection.execute(statement).scalars())
    return tuple(sorted(found, key=lambda c: (c.left, c.right)))


def later_of(tx: Transaction, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return which report of each pair was stored later; pairs of which one is not there are left out."""
    wanted = list(pairs)
    ids = ids_of(tx, sorted({key for pair in wanted for key in pair}))
    return {pair: max(pair, key=lambda key: ids[key]) for pair in wanted if ids.keys() >= set(pair)}


def proposals(tx: Transaction) -> list[tuple[str, str]]:
    """Return the pairs of reports that may be translations of one story and are no copies, in order."""
    left, right = _R.alias("left"), _R.alias("right")
    pair = select(left.c.key, right.c.key, left.c.id, right.c.id)
    shared = pair.join(_C, _C.c.left_id == left.c.id).join(right, right.c.id == _C.c.right_id)
    links, one, other = schema.links, schema.tellings.alias("one"), schema.tellings.alias("other")
    linked = (
        pair.select_from(links)
        .join(one, one.c.id == links.c.left_id)
        .join(other, other.c.id == links.c.right_id)
        .join(left, left.c.id == one.c.report_id)
        .join(right, right.c.id == other.c.report_id)
        .where(links.c.translated)
    )
    found = {frozenset(row[:2]): row for row in tx.connection.execute(linked)}
    copied: set[frozenset[str]] = set()
    for piece in pieces(sorted(found, key=sorted)):
        numbers = [number for keys in piece for number in found[keys][2:]]
        counted = _C.c.kind.in_(("whole", "partial"))
        rows = tx.connection.execute(shared.where(counted, _C.c.left_id.in_(numbers)))
        copied.update(frozenset(row[:2]) for row in rows)
    plain = {frozenset(row[:2]) for row in tx.connection.execute(shared.where(_C.c.kind == "translation"))}
    chosen = (sorted(keys) for keys in (plain | found.keys()) - copied)
    return sorted((keys[0], keys[1]) for keys in chosen)


def put_families(tx: Transaction, keys: Sequence[str], families: Sequence[Family]) -> None:
    """Store the families of these reports in place of those they are in.

    Args:
        tx: A writing transaction.
        keys: Reports that copies join, all of them.
        families: Made of them.
    """
    ids = ids_of(tx, keys)
    for piece in pieces(ids.values()):
        old = select(_FR.c.family_id).where(_FR.c.report_id.in_(piece))
        tx.connection.execute(delete(_F).where(_F.c.id.in_(old)))
    if families:
        rows = [{"id": f.id, "origin": f.origin, "body": codec.dumps(f)} for f in families]
        tx.connection.execute(insert(_F), rows)
        members = [{"family_id": f.id, "report_id": ids[key]} for f in families for key in f.reports]
        tx.connection.execute(insert(_FR), members)


def families_of(tx: Transaction, keys: Iterable[str] | None = None) -> tuple[Family, ...]:
    """Return the families of these reports, or all, in the order of their ids."""
    if keys is None:
        bodies = list(tx.connection.execute(select(_F.c.body)).scalars())
    else:
        bodies = []
        for piece in pieces(ids_of(tx, keys).values()):
            mine = select(_FR.c.family_id).where(_FR.c.report_id.in_(piece))
            bodies += tx.connection.execute(select(_F.c.body).where(_F.c.id.in_(mine))).scalars()
    found = {f.id: f for f in (codec.loads(Family, body) for body in bodies)}
    return tuple(found[id] for id in sorted(found))


def credits(sheet: Sheet) -> tuple[tuple[str, ...], bool]:
    """Return whom a report credits, and whether it is translated, from its stored form."""
    held = json.loads(sheet.printed)
    return tuple(held["agencies"]), bool(held["translated"])
