# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the pages of the workbench ask for: filtered and cut into pages by the database, never read whole."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from tawatur.casefile import parties, schema
from tawatur.casefile.records import IncidentRow, ReportRow, unpacked
from tawatur.casefile.reports import REPORT_COLUMNS, report_row
from tawatur.casefile.sql import Transaction, pieces
from tawatur.model import Event

_R, _I, _E = schema.reports, schema.incidents, schema.entities


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents are wanted; None wants all.

    Args:
        type: Of this PLOVER type.
        country: In this country, ISO 3166-1 alpha-3.
        place: With this in the place's name.
        site: At the place of exactly this name.
        spot: At these coordinates, latitude and longitude, exactly.
        words: With this in the title.
        since: From this day on.
        until: Until this day.
        entity: Told by reports that name this canonical entity.
        outlet: Told by this outlet.
        least: Told by at least so many reports.
        chains: With at least so many independent chains, by the low count.
        grade: Whose credibility is this one or better, 1 to 6.
        denied: Whether somebody says that it did not happen.
        reviewed: Whether an analyst decided something on a report that tells it.
    """

    type: str | None = None
    country: str | None = None
    place: str | None = None
    site: str | None = None
    spot: tuple[float, float] | None = None
    words: str | None = None
    since: str | None = None
    until: str | None = None
    entity: str | None = None
    outlet: str | None = None
    least: int = 1
    chains: int = 0
    grade: int | None = None
    denied: bool | None = None
    reviewed: bool | None = None


def _told_by(reports: Any) -> ColumnElement[bool]:
    told, held = schema.incident_tellings, schema.tellings
    ids = select(told.c.incident_id).join(held, held.c.id == told.c.telling_id).where(held.c.report_id.in_(reports))
    return _I.c.id.in_(ids)


def _decided() -> ColumnElement[bool]:
    taken_back = select(schema.decisions.c.undoes).where(schema.decisions.c.undoes.is_not(None))
    anchored = (
        select(_R.c.id)
        .join(schema.anchors, schema.anchors.c.report == _R.c.key)
        .where(schema.anchors.c.decision_id.not_in(taken_back))
    )
    return _told_by(anchored)


def _conditions(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    found = [_I.c.reports >= wanted.least, _I.c.low >= wanted.chains]
    found += [_I.c[name] == value for name in ("type", "country") if (value := getattr(wanted, name)) is not None]
    if wanted.site is not None:
        found.append(_I.c.place == wanted.site)
    if wanted.spot is not None:
        found.append(and_(_I.c.lat == wanted.spot[0], _I.c.lon == wanted.spot[1]))
    for column, part in ((_I.c.place, wanted.place), (_I.c.title, wanted.words)):
        if part is not None:
            found.append(column.contains(part, autoescape=True))
    if wanted.since is not None:
        found.append(_I.c.day >= wanted.since)
    if wanted.until is not None:
        found.append(_I.c.day <= wanted.until)
    if wanted.entity is not None:
        found.append(_told_by(parties.naming(wanted.entity)))
    if wanted.outlet is not None:
        found.append(_told_by(select(_R.c.id).where(_R.c.outlet == wanted.outlet)))
    if wanted.grade is not None:
        found.append(_I.c.credibility <= wanted.grade)
    if wanted.denied is not None:
        found.append(_I.c.denied.is_(wanted.denied))
    if wanted.reviewed is not None:
        found.append(_decided() if wanted.reviewed else ~_decided())
    return found


def _columns(row: type, table: Any) -> list[Any]:
    return [table.c[f.name] for f in fields(row)]


ORDERS = {
    "outlets": (_I.c.outlets.desc(), _I.c.reports.desc(), _I.c.id),
    "chains": (_I.c.low.desc(), _I.c.high.desc(), _I.c.reports.desc(), _I.c.id),
    "newest": (_I.c.day.desc().nulls_last(), _I.c.reports.desc(), _I.c.id),
    "oldest": (_I.c.day.asc().nulls_last(), _I.c.reports.desc(), _I.c.id),
}


def incidents(
    tx: Transaction, wanted: IncidentFilter, *, order: str = "outlets", offset: int = 0, limit: int = 50
) -> tuple[tuple[IncidentRow, ...], int]:
    """Return one page of incidents, and how many there are in all.

    Args:
        tx: An open transaction.
        wanted: Which.
        order: A name in `ORDERS`.
        offset: How many to pass over.
        limit: At most so many.
    """
    where = and_(*_conditions(wanted))
    total = int(tx.connection.execute(select(func.count()).select_from(_I).where(where)).scalar_one())
    statement = select(*_columns(IncidentRow, _I)).where(where).order_by(*ORDERS[order]).offset(offset).limit(limit)
    return tuple(IncidentRow(*row) for row in tx.connection.execute(statement)), total


def incident_ids(tx: Transaction, wanted: IncidentFilter) -> tuple[str, ...]:
    """Return the ids of all incidents that are wanted, in order."""
    statement = select(_I.c.id).where(and_(*_conditions(wanted))).order_by(_I.c.id)
    return tuple(tx.connection.execute(statement).scalars())


def days(tx: Transaction, wanted: IncidentFilter) -> dict[str, int]:
    """Return how many incidents there are on each day, in order; those without a day are left out."""
    where = and_(*_conditions(wanted), _I.c.day.is_not(None))
    statement = select(_I.c.day, func.count()).where(where).group_by(_I.c.day).order_by(_I.c.day)
    return {day: int(number) for day, number in tx.connection.execute(statement)}


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place with its incidents; `place` is None where only the country is told, both where nothing is."""

    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    incidents: int


def places(tx: Transaction, wanted: IncidentFilter) -> tuple[PlaceCount, ...]:
    """Return the places of incidents with how many each has, those with most first."""
    columns = (_I.c.place, _I.c.country, _I.c.lat, _I.c.lon)
    statement = select(*columns, func.count()).where(and_(*_conditions(wanted))).group_by(*columns)
    ordered = statement.order_by(func.count().desc(), *columns)
    return tuple(PlaceCount(*row) for row in tx.connection.execute(ordered))


def facets(tx: Transaction) -> tuple[dict[str, int], dict[str, int]]:
    """Return the types and the countries of all incidents, each with how many it has, most first."""
    found = []
    for column in (_I.c.type, _I.c.country):
        statement = select(column, func.count()).where(column.is_not(None)).group_by(column)
        rows = tx.connection.execute(statement.order_by(func.count().desc(), column))
        found.append({value: int(number) for value, number in rows})
    return found[0], found[1]


def incident_rows(tx: Transaction, ids: Iterable[str]) -> tuple[IncidentRow, ...]:
    """Return these incidents as a list shows them, those that most reports tell first."""
    found = []
    for piece in pieces(ids):
        rows = tx.connection.execute(select(*_columns(IncidentRow, _I)).where(_I.c.id.in_(piece)))
        found += [IncidentRow(*row) for row in rows]
    return tuple(sorted(found, key=lambda i: (-i.reports, i.id)))


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event of a reading, and the incident that it belongs to; as the reader made it, before corrections."""

    report: str
    incident: str
    event: Event


def told_events(tx: Transaction, incidents: Iterable[str], *, most: int) -> tuple[ToldEvent, ...]:
    """Return the events that make up these incidents.

    Args:
        tx: An open transaction.
        incidents: Ids, in order of interest.
        most: From at most so many reports.
    """
    told, held = schema.incident_tellings, schema.tellings
    place: dict[tuple[str, str], str] = {}
    wanted = list(dict.fromkeys(incidents))
    rank = {id: n for n, id in enumerate(wanted)}
    for piece in pieces(wanted):
        statement = (
            select(told.c.incident_id, _R.c.key, held.c.body)
            .join(held, held.c.id == told.c.telling_id)
            .join(_R, _R.c.id == held.c.report_id)
            .where(told.c.incident_id.in_(piece))
        )
        rows = sorted(tx.connection.execute(statement), key=lambda row: (rank[row.incident_id], row.key))
        place.update(((row.key, e), row.incident_id) for row in rows for e in json.loads(row.body)["events"])
    found = []
    for piece in pieces(list(dict.fromkeys(key for key, _ in place))[:most], 50):
        statement = select(_R.c.key, schema.readings.c.body).join(
            schema.readings, schema.readings.c.report_id == _R.c.id
        )
        for row in tx.connection.execute(statement.where(_R.c.key.in_(piece))):
            mine = [e for e in unpacked(row.body).events if (row.key, e.id) in place]
            found += [ToldEvent(row.key, place[row.key, e.id], e) for e in mine]
    return tuple(found)


def published(tx: Transaction, keys: Iterable[str]) -> dict[str, str | None]:
    """Return when these reports were published, by key."""
    found: dict[str, str | None] = {}
    for piece in pieces(keys):
        rows = tx.connection.execute(select(_R.c.key, _R.c.published).where(_R.c.key.in_(piece)))
        found.update((row.key, row.published) for row in rows)
    return found


def report_rows(tx: Transaction, keys: Iterable[str]) -> dict[str, ReportRow]:
    """Return reports as a list shows them, by key."""
    found: dict[str, ReportRow] = {}
    joined = select(*REPORT_COLUMNS).outerjoin_from(_R, schema.readings, schema.readings.c.report_id == _R.c.id)
    for piece in pieces(keys):
        rows = map(report_row, tx.connection.execute(joined.where(_R.c.key.in_(piece))))
        found.update((row.key, row) for row in rows)
    return found


def reports(
    tx: Transaction, *, outlet: str | None = None, offset: int = 0, limit: int = 50
) -> tuple[tuple[ReportRow, ...], int]:
    """Return one page of reports, the newest first, and how many there are in all."""
    where = [] if outlet is None else [_R.c.outlet == outlet]
    total = int(tx.connection.execute(select(func.count()).select_from(_R).where(*where)).scalar_one())
    statement = (
        select(*REPORT_COLUMNS)
        .outerjoin_from(_R, schema.readings, schema.readings.c.report_id == _R.c.id)
        .where(*where)
        .order_by(_R.c.published.desc().nulls_last(), _R.c.key)
        .offset(offset)
        .limit(limit)
    )
    return tuple(report_row(row) for row in tx.connection.execute(statement)), total


@dataclass(frozen=True, slots=True)
class Copying:
    """How many reports of `copier` share their wording with `origin`; undirected where the direction is unknown."""

    origin: str
    copier: str
    reports: int
    directed: bool


def copying_between(tx: Transaction) -> tuple[Copying, ...]:
    """Return which outlets print the wording of which others, those that do it most first."""
    left, right = _R.alias("left_r"), _R.alias("right_r")
    statement = (
        select(left.c.key, left.c.outlet, right.c.outlet, schema.copies.c.body)
        .join(left, left.c.id == schema.copies.c.left_id)
        .join(right, right.c.id == schema.copies.c.right_id)
        .where(schema.copies.c.kind.in_(("whole", "partial")))
    )
    found: Counter[tuple[str, str, bool]] = Counter()
    for key, one, other, body in tx.connection.execute(statement):
        if one == other:
            continue
        origin = json.loads(body).get("origin")
        if origin is None:
            first, second = sorted((one or "", other or ""))
        else:
            first, second = (one or "", other or "") if origin == key else (other or "", one or "")
        found[first, second, origin is not None] += 1
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Copying(first, second, number, directed) for (first, second, directed), number in ordered)


def without(wanted: IncidentFilter, *names: str) -> IncidentFilter:
    """Return a filter that no longer asks for some fields."""
    blank = {f.name: f.default for f in fields(IncidentFilter)}
    changed: dict[str, Any] = {name: blank[name] for name in names}
    return replace(wanted, **changed)
