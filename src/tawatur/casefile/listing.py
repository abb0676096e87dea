# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What lists show: reports, incidents, entities, outlets, the case in figures, and the nearest of unknown ids."""

from dataclasses import fields
from difflib import SequenceMatcher
from heapq import nlargest
from typing import Any

from sqlalchemy import Table, func, or_, select

from tawatur.casefile import pending, schema
from tawatur.casefile.records import IncidentRow, ReportRow, Status
from tawatur.casefile.reports import REPORT_COLUMNS, report_row
from tawatur.casefile.search import matching, parse
from tawatur.casefile.sql import Transaction
from tawatur.lexicon import Lexicon
from tawatur.model.errors import UnknownIdError

NEAREST = 3
_R = schema.reports


def _listed(row: type, table: Table) -> Any:
    return select(*(table.c[f.name] for f in fields(row)))


def search(tx: Transaction, query: str, lexicon: Lexicon, *, limit: int | None = None) -> tuple[ReportRow, ...]:
    """Return the reports that hold what is asked for, the newest first.

    Args:
        tx: An open transaction.
        query: See the module `search`.
        lexicon: Its word tables cut off the clitics.
        limit: At most so many.
    """
    terms = parse(query, lexicon)
    if all(t.excluded for t in terms):
        return ()
    ids, values = matching(tx, terms)
    statement = (
        select(*REPORT_COLUMNS)
        .outerjoin_from(_R, schema.readings, schema.readings.c.report_id == _R.c.id)
        .where(_R.c.id.in_(ids))
        .order_by(_R.c.published.desc().nulls_last(), _R.c.key)
        .limit(limit)
    )
    return tuple(report_row(row) for row in tx.connection.execute(statement, values))


def reports(tx: Transaction, *, limit: int | None = None) -> tuple[ReportRow, ...]:
    """Return the reports, the newest first."""
    statement = (
        select(*REPORT_COLUMNS)
        .outerjoin_from(_R, schema.readings, schema.readings.c.report_id == _R.c.id)
        .order_by(_R.c.published.desc().nulls_last(), _R.c.key)
        .limit(limit)
    )
    return tuple(report_row(row) for row in tx.connection.execute(statement))


def incidents(
    tx: Transaction,
    *,
    type: str | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    least: int = 1,
    limit: int | None = None,
) -> tuple[IncidentRow, ...]:
    """Return incidents, those that most outlets report first.

    Args:
        tx: An open transaction.
        type: Only of this PLOVER type.
        country: Only in this country, ISO 3166-1 alpha-3.
        since: Only from this day on.
        until: Only until this day.
        least: Only what at least so many reports tell.
        limit: At most so many.
    """
    table = schema.incidents
    statement = _listed(IncidentRow, table).where(table.c.reports >= least)
    for column, value in (("type", type), ("country", country)):
        if value is not None:
            statement = statement.where(table.c[column] == value)
    if since is not None:
        statement = statement.where(table.c.day >= since)
    if until is not None:
        statement = statement.where(table.c.day <= until)
    statement = statement.order_by(table.c.outlets.desc(), table.c.reports.desc(), table.c.id).limit(limit)
    return tuple(IncidentRow(*row) for row in tx.connection.execute(statement))


def status(tx: Transaction) -> Status:
    """Return the case in figures."""

    def count(table: Table) -> int:
        return int(tx.connection.execute(select(func.count()).select_from(table)).scalar_one())

    outlets = tx.connection.execute(select(func.count(func.distinct(_R.c.outlet)))).scalar_one()
    read = schema.readings
    readers = tx.connection.execute(
        select(read.c.reader, read.c.version, read.c.lexicon, func.count())
        .group_by(read.c.reader, read.c.version, read.c.lexicon)
        .order_by(func.count().desc(), read.c.reader, read.c.version, read.c.lexicon)
    )
    return Status(
        reports=count(_R),
        outlets=int(outlets),
        readings=count(read),
        entities=count(schema.entities),
        incidents=count(schema.incidents),
        families=count(schema.families),
        decisions=count(schema.decisions),
        unsettled=count(schema.unsettled),
        failures=count(schema.failures),
        pending=pending.count(tx),
        erased=count(schema.tombstones),
        readers=tuple(f"{r[0]} {r[1]} (lexicon {r[2]}): {r[3]}" for r in readers),
    )


def nearest(id: str, ids: list[str]) -> tuple[str, ...]:
    """Return the ids that look most like a given one, the likest first."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(id)

    def likeness(other: str) -> float:
        matcher.set_seq1(other)
        return matcher.ratio() if matcher.real_quick_ratio() >= 0.4 and matcher.quick_ratio() >= 0.4 else 0.0

    scored = nlargest(NEAREST, ((likeness(other), other) for other in ids))
    return tuple(other for score, other in scored if score >= 0.4)


def report_keys(tx: Transaction, id: str) -> tuple[str, ...]:
    """Return the keys of the reports that an id means: a key, its beginning, a report's own id, or an address.

    Raises:
        UnknownIdError: None is called so; the nearest are named.
    """
    exact = or_(_R.c.key == id, _R.c.own_id == id, _R.c.url == id)
    found = tuple(tx.connection.execute(select(_R.c.key).where(exact).order_by(_R.c.id)).scalars())
    if not found and len(id) >= 6:
        starts = select(_R.c.key).where(_R.c.key.startswith(id, autoescape=True)).limit(2)
        found = tuple(tx.connection.execute(starts).scalars())
    if len(found) >= 1:
        return found
    ids = [i for row in tx.connection.execute(select(_R.c.key, _R.c.own_id)) for i in row]
    raise UnknownIdError("report", id, nearest(id, ids))
