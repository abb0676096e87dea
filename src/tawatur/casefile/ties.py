# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Standing relations between parties as reports state them: the network of a case, or around one party, on a day.

An end is the id of a canonical entity, or `=` and the name in the report where no entity is made of it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, case, delete, func, insert, or_, select, union

from tawatur.casefile import schema
from tawatur.casefile.parties import published_on
from tawatur.casefile.records import StoredTie
from tawatur.casefile.sql import Transaction
from tawatur.model.ontology import SYMMETRIC_RELATIONS

_T, _R = schema.ties, schema.reports


def drop_ties(tx: Transaction, report_id: int) -> None:
    """Take a report's relations away."""
    tx.connection.execute(delete(_T).where(_T.c.report_id == report_id))


def put_ties(tx: Transaction, report_id: int, ties: Sequence[StoredTie]) -> None:
    """Store the relations of a report that has none."""
    if ties:
        tx.connection.execute(insert(_T), [asdict(tie) | {"report_id": report_id} for tie in ties])


def ties_of(tx: Transaction, report_id: int) -> list[StoredTie]:
    """Return the relations of a report as they are stored, in order."""
    columns = [_T.c[field.name] for field in fields(StoredTie)]
    rows = tx.connection.execute(select(*columns).where(_T.c.report_id == report_id).order_by(_T.c.number))
    return [StoredTie(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two parties, over all reports that state it; days are of publication, None where unknown.

    Those of `SYMMETRIC_RELATIONS` stand once for both directions.
    """

    source: str
    target: str
    type: str
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of a relation: by whom, in which report, in which words; `says` is None for the outlet itself."""

    report: str
    number: int
    type: str
    source: str
    target: str
    source_name: str
    target_name: str
    says: str | None
    wording: str


def _reports_that_may_name(party: str) -> CompoundSelect[Any]:
    """The numbers of all reports that name a party, found by indexes, and of some where the analyst says otherwise."""
    forms, own, profile = schema.forms, schema.entity_forms, schema.entity_profiles
    by_profile = select(forms.c.report_id).join(profile, profile.c.profile_id == forms.c.profile_id)
    return union(
        by_profile.where(profile.c.canonical_id == party), select(own.c.report_id).where(own.c.canonical_id == party)
    )


class _Ends:
    """The relations of a case, each end with who it is: the analyst's word first, else its name's on that day."""

    def __init__(self) -> None:
        self.joined: Any = _T.join(_R, _R.c.id == _T.c.report_id)
        self.source = self._end(_T.c.source, _T.c.source_name)
        self.target = self._end(_T.c.target, _T.c.target_name)

    def _end(self, entity: ColumnElement[str], name: ColumnElement[str]) -> ColumnElement[str]:
        forms, own, profile = schema.forms.alias(), schema.entity_forms.alias(), schema.entity_profiles.alias()
        day = or_(profile.c.day == "", profile.c.day == func.coalesce(published_on, ""))
        self.joined = (
            self.joined.outerjoin(forms, and_(forms.c.report_id == _T.c.report_id, forms.c.entity == entity))
            .outerjoin(own, and_(own.c.report_id == _T.c.report_id, own.c.entity == entity))
            .outerjoin(profile, and_(profile.c.profile_id == forms.c.profile_id, day))
        )
        known = case((own.c.report_id.is_not(None), own.c.canonical_id), else_=profile.c.canonical_id)
        return func.coalesce(known, "=" + name)

    def select(self, *columns: Any, party: str | None, until: str | None) -> Select[Any]:
        """Relations between two different parties, of one party where it is given, stated until a day."""
        found = select(*columns).select_from(self.joined).where(self.source != self.target)
        if party is not None:
            found = found.where(_T.c.report_id.in_(_reports_that_may_name(party)))
            found = found.where(or_(self.source == party, self.target == party))
        if until is not None:
            found = found.where(or_(_R.c.published.is_(None), published_on <= until))
        return found


def _merged(tie: Tie, other: Tie | None) -> Tie:
    if other is None:
        return tie
    firsts, lasts = ([d for d in days if d] for days in ((tie.first, other.first), (tie.last, other.last)))
    first, last = min(firsts, default=None), max(lasts, default=None)
    return Tie(tie.source, tie.target, tie.type, first, last, tie.reports + other.reports)


def ties(
    tx: Transaction, *, party: str | None = None, until: str | None = None, types: Sequence[str] = ()
) -> tuple[Tie, ...]:
    """Return the relations that reports state, those that most state first.

    Args:
        tx: An open transaction.
        party: Only of this canonical entity.
        until: Only as stated in reports until this day, and in those without a day.
        types: Only of these types; of all where none is named.
    """
    ends = _Ends()
    columns = (func.min(published_on), func.max(published_on), func.count(_T.c.report_id.distinct()))
    statement = ends.select(ends.source, ends.target, _T.c.type, *columns, party=party, until=until)
    if types:
        statement = statement.where(_T.c.type.in_(types))
    found: dict[tuple[str, str, str], Tie] = {}
    for row in tx.connection.execute(statement.group_by(ends.source, ends.target, _T.c.type)):
        source, target, type, first, last, number = row
        if type in SYMMETRIC_RELATIONS:
            source, target = sorted((source, target))
        key = (source, target, type)
        found[key] = _merged(Tie(*key, first, last, number), found.get(key))
    return tuple(sorted(found.values(), key=lambda t: (-t.reports, t.source, t.target, t.type)))


def stated(
    tx: Transaction,
    *,
    party: str | None = None,
    tie: tuple[str, str, str] | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> tuple[Stated, ...]:
    """Return who states relations, the earliest first.

    Args:
        tx: An open transaction.
        party: Only of this canonical entity.
        tie: Only this one: source, target and type.
        until: Only in reports until this day, and in those without a day.
        limit: At most so many.
    """
    ends = _Ends()
    wording = func.substr(_R.c.text, _T.c.start + 1, _T.c.end - _T.c.start)
    statement = ends.select(
        _R.c.key, _T.c.number, _T.c.type, ends.source, ends.target, _T.c.source_name, _T.c.target_name, _T.c.says,
        wording, party=party, until=until,
    )  # fmt: skip
    if tie is not None:
        source, target, type = tie
        this = and_(ends.source == source, ends.target == target)
        if type in SYMMETRIC_RELATIONS:
            this = or_(this, and_(ends.source == target, ends.target == source))
        statement = statement.where(_T.c.type == type, this)
    ordered = statement.order_by(_R.c.published.asc().nulls_last(), _R.c.key, _T.c.number).limit(limit)
    return tuple(Stated(*row) for row in tx.connection.execute(ordered))
