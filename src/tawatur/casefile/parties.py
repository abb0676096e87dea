# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parties as reports name them, and the canonical entities made of them.

Most reports name parties in ways that others used before. Each way is kept once, as a *profile* (a form without its
report), and entities are made of profiles: what has to be compared grows with the number of names, not of reports, and
a report that brings no new name changes nothing. Profiles that name a party alike share a naming, see `namings`. A role
(«وزير الخارجية») means its holder of that day, and who is called by an office holds it that day, so their profiles
count day by day (`profile_days`); a form that the analyst spoke of stands for itself (`entity_forms`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    Subquery,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
)

from tawatur.casefile import namings, pending, schema
from tawatur.casefile.records import EntityRow, StoredForm
from tawatur.casefile.sql import Transaction, ids_of, insert_new, pieces, replace_rows
from tawatur.model import codec
from tawatur.model.joined import CanonicalEntity, PartyForm

Spot = tuple[str, str]  # report key, id of the party within its reading
Day = tuple[int, str]  # number of a profile, and the day on which it counts; "" where that does not matter

_P, _PO, _PD, _F, _E = schema.profiles, schema.profile_offices, schema.profile_days, schema.forms, schema.entities
_EP, _EF, _R = schema.entity_profiles, schema.entity_forms, schema.reports
_PROFILE = "#"  # begins the report of a form that stands for a profile
published_on = func.substr(_R.c.published, 1, 10)  # the day alone: some reports state the time, too
_ON = func.coalesce(published_on, "")
_IS_OWN = and_(_EF.c.report_id == _F.c.report_id, _EF.c.entity == _F.c.entity)  # forms that stand for themselves


@dataclass(frozen=True, slots=True)
class Mapped:
    """Who is who: the entity of each profile on its day, and of each form that stands for itself, None if nobody."""

    days: dict[Day, str]
    own: dict[Spot, str | None]

    @property
    def ids(self) -> set[str]:
        """The entities."""
        return {id for id in (*self.days.values(), *self.own.values()) if id is not None}


def day_of(spot: Spot) -> Day | None:
    """Return the profile and day that a form of `representatives` stands for, None for one that stands for itself."""
    return (int(spot[0].removeprefix(_PROFILE)), spot[1]) if spot[0].startswith(_PROFILE) else None


def _profile_ids(tx: Transaction, hashes: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in pieces(hashes):
        found.update(
            (row.hash, row.id) for row in tx.connection.execute(select(_P.c.hash, _P.c.id).where(_P.c.hash.in_(piece)))
        )
    return found


def drop_forms(tx: Transaction, report_id: int) -> None:
    """Take a report's forms away; the entities they were in are pending."""
    gone = sorted(tx.connection.execute(select(_F.c.profile_id).where(_F.c.report_id == report_id)).scalars())
    tx.connection.execute(delete(_F).where(_F.c.report_id == report_id))
    tx.connection.execute(delete(_EF).where(_EF.c.report_id == report_id))
    for piece in pieces(gone):
        tx.connection.execute(delete(_PD).where(_PD.c.profile_id.in_(piece)))
        dated = select(_PO.c.profile_id).where(_PO.c.profile_id.in_(piece))
        days = (
            select(_F.c.profile_id, _ON)
            .join(_R, _R.c.id == _F.c.report_id)
            .where(_F.c.profile_id.in_(dated))
            .distinct()
        )
        tx.connection.execute(insert(_PD).from_select(["profile_id", "day"], days))
    pending.note(tx, "parties", map(str, gone))


def put_forms(tx: Transaction, report_id: int, published: str | None, forms: Sequence[StoredForm]) -> None:
    """Store the forms of a report that has none; who those are that nobody named so before, or that day, is pending.

    Args:
        tx: A writing transaction.
        report_id: The report.
        published: Its publication date, or date and time.
        forms: Its parties.
    """
    if not forms:
        return
    profiles = {form.hash: form for form in forms}
    ids = _profile_ids(tx, profiles)
    new = [form for hash, form in profiles.items() if hash not in ids]
    if new:
        held = namings.put(tx, new)
        named = [None if form.naming is None else held[form.naming.hash] for form in new]
        rows = [{"hash": f.hash, "body": f.body, "naming_id": n} for f, n in zip(new, named, strict=True)]
        tx.connection.execute(insert(_P), rows)
        ids |= _profile_ids(tx, (form.hash for form in new))
        insert_new(tx, _PO, [{"office": o, "profile_id": ids[form.hash]} for form in new for o in form.offices])
    rows = [{"report_id": report_id, "entity": form.entity, "profile_id": ids[form.hash]} for form in forms]
    tx.connection.execute(insert(_F), rows)
    dated = {ids[form.hash] for form in forms if form.offices}
    day = (published or "")[:10]
    known = select(_PD.c.profile_id).where(_PD.c.profile_id.in_(sorted(dated)), _PD.c.day == day)
    first = sorted(dated - set(tx.connection.execute(known).scalars())) if dated else []
    insert_new(tx, _PD, [{"profile_id": number, "day": day} for number in first])
    # Of a name of which an analyst spoke, the others that bear it may not be there yet.
    beside = set(ids.values()) & {number for _, number, _ in _own(tx)}
    pending.note(tx, "parties", sorted({str(n) for n in (*(ids[form.hash] for form in new), *first, *beside)}))


def named(tx: Transaction, report_id: int) -> dict[str, str]:
    """Return the hash of the profile of each party of a report, by its id in the reading."""
    statement = select(_F.c.entity, _P.c.hash).join(_P, _P.c.id == _F.c.profile_id).where(_F.c.report_id == report_id)
    return {row.entity: row.hash for row in tx.connection.execute(statement)}


def offices(tx: Transaction, numbers: Iterable[int]) -> set[str]:
    """Return the offices that these profiles call a party by."""
    found: set[str] = set()
    for piece in pieces(sorted(numbers)):
        found.update(tx.connection.execute(select(_PO.c.office).where(_PO.c.profile_id.in_(piece))).scalars())
    return found


def roles(tx: Transaction, offices: Iterable[str]) -> set[int]:
    """Return the profiles that name one of these offices and no person."""
    called: set[int] = set()  # two steps: in one, SQLite tries every office with every nameless profile there is
    for piece in pieces(sorted(offices)):
        called.update(tx.connection.execute(select(_PO.c.profile_id).where(_PO.c.office.in_(piece))).scalars())
    found: set[int] = set()
    for numbers in pieces(sorted(called)):
        nameless = select(_P.c.id).where(_P.c.id.in_(numbers), _P.c.naming_id.is_(None))
        found.update(tx.connection.execute(nameless).scalars())
    return found


def said(tx: Transaction, offices: Iterable[str], besides: set[int]) -> list[tuple[str, str, str | None]]:
    """Return who is said to hold these offices: office, entity, day.

    Args:
        tx: An open transaction.
        offices: Offices.
        besides: Profiles that are left out.
    """
    found: list[tuple[str, str, str | None]] = []
    for piece in pieces(sorted(offices)):
        statement = (
            select(_PO.c.office, _EP.c.canonical_id, _EP.c.day, _PO.c.profile_id)
            .join(_EP, _EP.c.profile_id == _PO.c.profile_id)
            .join(_P, _P.c.id == _PO.c.profile_id)
            .where(_PO.c.office.in_(piece), _P.c.naming_id.is_not(None))
        )
        rows = tx.connection.execute(statement)
        found += [(office, id, day or None) for office, id, day, number in rows if number not in besides]
    return found


def _bodies(tx: Transaction, numbers: Sequence[int]) -> dict[int, PartyForm]:
    rows = tx.connection.execute(select(_P.c.id, _P.c.body).where(_P.c.id.in_(numbers)))
    return {row.id: codec.loads(PartyForm, row.body) for row in rows}


def _spoken_of(tx: Transaction, numbers: Sequence[int], spots: set[Spot]) -> list[PartyForm]:
    """Forms of profiles of which the analyst spoke: those meant as they are, one for each day of the others."""
    bodies = _bodies(tx, numbers)
    dated = set(tx.connection.execute(select(_PO.c.profile_id).where(_PO.c.profile_id.in_(numbers))).scalars())
    out: list[PartyForm] = []
    days: set[Day] = set()
    used = select(_F.c.profile_id, _R.c.key, _F.c.entity, _R.c.published).join(_R, _R.c.id == _F.c.report_id)
    for n, key, entity, published in tx.connection.execute(used.where(_F.c.profile_id.in_(numbers))):
        if (key, entity) in spots:
            out.append(replace(bodies[n], report=key, entity=entity, published=published))
        else:
            days.add((n, (published or "")[:10] if n in dated else ""))
    return out + [_standing(bodies[n], n, day) for n, day in sorted(days)]


def _standing(body: PartyForm, number: int, day: str) -> PartyForm:
    return replace(body, report=f"{_PROFILE}{number}", entity=day, published=day or None)


def representatives(tx: Transaction, numbers: Iterable[int], judged: Iterable[Spot]) -> list[PartyForm]:
    """Return forms that stand for these profiles, one for each day where that matters, and those the analyst spoke of.

    Args:
        tx: An open transaction.
        numbers: Profiles; one that no report uses any more is left out.
        judged: Forms that stand for themselves, by report key and id in the reading.
    """
    spots = set(judged)
    spoken_of = set(places(tx, spots).values())
    wanted = set(numbers)
    out: list[PartyForm] = []
    for piece in pieces(sorted(wanted & spoken_of)):
        out += _spoken_of(tx, piece, spots)
    for piece in pieces(sorted(wanted - spoken_of)):
        bodies = _bodies(tx, piece)
        named = select(_F.c.profile_id).where(_F.c.profile_id.in_(piece)).distinct()
        used = set(tx.connection.execute(named).scalars())
        days = tx.connection.execute(select(_PD).where(_PD.c.profile_id.in_(piece)).order_by(*_PD.c)).all()
        out += [_standing(bodies[row.profile_id], row.profile_id, row.day) for row in days]
        out += [_standing(bodies[n], n, "") for n in sorted(used - {row.profile_id for row in days})]
    return out


def mapped(tx: Transaction, numbers: Iterable[int], spots: Iterable[Spot]) -> Mapped:
    """Return who is who as it stands now.

    Args:
        tx: An open transaction.
        numbers: Profiles.
        spots: Forms that stand for themselves, beside those that stand so now.
    """
    days: dict[Day, str] = {}
    wanted, places = set(numbers), set(spots)
    for piece in pieces(sorted(wanted)):
        rows = tx.connection.execute(select(_EP).where(_EP.c.profile_id.in_(piece)))
        days.update(((row.profile_id, row.day), row.canonical_id) for row in rows)
    return Mapped(days, {spot: id for spot, number, id in _own(tx) if number in wanted or spot in places})


def _own(tx: Transaction) -> list[tuple[Spot, int, str | None]]:
    """All forms that stand for themselves, as many as an analyst spoke of: profile and entity."""
    statement = (
        select(_R.c.key, _EF.c.entity, _F.c.profile_id, _EF.c.canonical_id)
        .select_from(_EF)
        .join(_R, _R.c.id == _EF.c.report_id)
        .join(_F, _IS_OWN)
    )
    return [((key, entity), number, id) for key, entity, number, id in tx.connection.execute(statement)]


def _drop_mapped(tx: Transaction, gone: Mapped) -> None:
    by_day: dict[str, list[int]] = {}
    for number, day in sorted(gone.days):
        by_day.setdefault(day, []).append(number)
    for day, numbers in by_day.items():
        for piece in pieces(numbers):
            tx.connection.execute(delete(_EP).where(_EP.c.day == day, _EP.c.profile_id.in_(piece)))
    ids = ids_of(tx, {key for key, _ in gone.own})
    for key, entity in sorted(gone.own):
        tx.connection.execute(delete(_EF).where(_EF.c.report_id == ids[key], _EF.c.entity == entity))


def put_entities(tx: Transaction, before: Mapped, found: Iterable[CanonicalEntity], own: Iterable[Spot]) -> list[str]:
    """Store entities in place of who was who before.

    Args:
        tx: A writing transaction.
        before: What no longer holds; every entity named in it is among the found ones, or is gone.
        found: The entities; their forms are those that `representatives` gave.
        own: Forms that stand for themselves, whether they are of an entity or not.
    Returns:
        The reports that name somebody who is somebody else now.
    """
    entities = tuple(found)
    _drop_mapped(tx, before)
    kept = {entity.id for entity in entities}
    for gone in pieces(sorted(before.ids - kept)):
        tx.connection.execute(delete(_E).where(_E.c.id.in_(gone)))
    rows = [
        {"id": e.id, "name": e.name, "kind": e.kind, "country": e.country, "body": codec.dumps(replace(e, forms=()))}
        for e in entities
    ]
    replace_rows(tx, _E, rows)
    after = Mapped({}, dict.fromkeys(own))
    for e in entities:
        for spot in e.forms:
            day = day_of(spot)
            if day is None:
                after.own[spot] = e.id
            else:
                after.days[day] = e.id
    held = [{"profile_id": n, "day": day, "canonical_id": id} for (n, day), id in sorted(after.days.items())]
    replace_rows(tx, _EP, held)
    ids = ids_of(tx, {key for key, _ in after.own})
    alone = [{"report_id": ids[key], "entity": e, "canonical_id": id} for (key, e), id in sorted(after.own.items())]
    replace_rows(tx, _EF, alone)
    moved = {day for day in {*before.days, *after.days} if before.days.get(day) != after.days.get(day)}
    own_moved = {spot for spot in {*before.own, *after.own} if before.own.get(spot) != after.own.get(spot)}
    return sorted({*_reports_on(tx, moved), *(key for key, _ in own_moved)})


def _reports_on(tx: Transaction, days: Iterable[Day]) -> set[str]:
    """The keys of the reports that use these profiles, on their days."""
    by_day: dict[str, list[int]] = {}
    for number, day in sorted(days):
        by_day.setdefault(day, []).append(number)
    found: set[str] = set()
    for day, numbers in by_day.items():
        for piece in pieces(numbers):
            statement = select(_R.c.key).join(_F, _F.c.report_id == _R.c.id).where(_F.c.profile_id.in_(piece))
            if day:
                statement = statement.where(published_on == day)
            found.update(tx.connection.execute(statement).scalars())
    return found


def _named(*columns: Any) -> Select[Any]:
    """Forms with the entity that each is: the analyst's word first, else its profile's on its day."""
    by_profile = and_(_EP.c.profile_id == _F.c.profile_id, or_(_EP.c.day == "", _EP.c.day == _ON))
    return (
        select(*columns)
        .select_from(_F)
        .join(_R, _R.c.id == _F.c.report_id)
        .outerjoin(_EF, _IS_OWN)
        .outerjoin(_EP, by_profile)
    )


_WHO = case((_EF.c.report_id.is_not(None), _EF.c.canonical_id), else_=_EP.c.canonical_id)


def canonical_of(tx: Transaction, keys: Iterable[str]) -> tuple[CanonicalEntity, ...]:
    """Return the canonical entities that these reports name, by id, with their forms there alone."""
    forms: dict[str, list[Spot]] = {}
    for piece in pieces(keys):
        for key, entity, who in tx.connection.execute(_named(_R.c.key, _F.c.entity, _WHO).where(_R.c.key.in_(piece))):
            if who is not None:
                forms.setdefault(who, []).append((key, entity))
    found = canonicals(tx, forms)
    return tuple(replace(found[id], forms=tuple(sorted(set(forms[id])))) for id in sorted(found))


def canonicals(tx: Transaction, ids: Iterable[str]) -> dict[str, CanonicalEntity]:
    """Return entities by id, without their forms."""
    found: dict[str, CanonicalEntity] = {}
    for piece in pieces(sorted(ids)):
        for row in tx.connection.execute(select(_E.c.id, _E.c.body).where(_E.c.id.in_(piece))):
            found[row.id] = codec.loads(CanonicalEntity, row.body)
    return found


def canonical(tx: Transaction, id: str) -> CanonicalEntity | None:
    """Return an entity by its id, without its forms; None where there is none."""
    return canonicals(tx, [id]).get(id)


def canonical_ids(tx: Transaction, start: str | None = None) -> tuple[str, ...]:
    """Return the ids of all entities, or of those that begin with some letters."""
    statement = select(_E.c.id).order_by(_E.c.id)
    if start is not None:
        statement = statement.where(_E.c.id.startswith(start, autoescape=True))
    return tuple(tx.connection.execute(statement).scalars())


def _of_entity(id: str, *columns: Any) -> CompoundSelect[Any]:
    """The forms of an entity, by the indexes on entities: through `_named` every form there is would be looked at."""
    by_profile = (
        select(*columns)
        .select_from(_EP)
        .join(_F, _F.c.profile_id == _EP.c.profile_id)
        .join(_R, _R.c.id == _F.c.report_id)
        .where(_EP.c.canonical_id == id, or_(_EP.c.day == "", _EP.c.day == _ON), ~exists().where(_IS_OWN))
    )
    own = select(*columns).select_from(_EF).join(_F, _IS_OWN).join(_R, _R.c.id == _F.c.report_id)
    return union_all(by_profile, own.where(_EF.c.canonical_id == id))


def forms_of(tx: Transaction, id: str) -> list[Spot]:
    """Return the forms of an entity: report key and id within its reading, in order."""
    return sorted({(row.key, row.entity) for row in tx.connection.execute(_of_entity(id, _R.c.key, _F.c.entity))})


def named_forms(tx: Transaction, id: str) -> dict[Spot, tuple[str, ...]]:
    """Return the forms of an entity with the names that each has in its report."""
    rows = tx.connection.execute(_of_entity(id, _R.c.key, _F.c.entity, _F.c.profile_id)).all()
    names: dict[int, tuple[str, ...]] = {}
    for piece in pieces(sorted({row.profile_id for row in rows})):
        names.update((number, body.names) for number, body in _bodies(tx, piece).items())
    return {(row.key, row.entity): names[row.profile_id] for row in rows}


def profiles_of_reports(tx: Transaction, keys: Iterable[str]) -> list[int]:
    """Return the numbers of the profiles that these reports use."""
    found: set[int] = set()
    for piece in pieces(ids_of(tx, keys).values()):
        found.update(tx.connection.execute(select(_F.c.profile_id).where(_F.c.report_id.in_(piece))).scalars())
    return sorted(found)


def neighbours(tx: Transaction, ids: Iterable[str]) -> list[int]:
    """Return the numbers of the profiles of these entities."""
    found: set[int] = set()
    for piece in pieces(sorted(ids)):
        found.update(tx.connection.execute(select(_EP.c.profile_id).where(_EP.c.canonical_id.in_(piece))).scalars())
        statement = select(_F.c.profile_id).join(_EF, _IS_OWN)
        found.update(tx.connection.execute(statement.where(_EF.c.canonical_id.in_(piece))).scalars())
    return sorted(found)


def places(tx: Transaction, spots: Iterable[Spot]) -> dict[Spot, int]:
    """Return the profile of each of these forms that is there."""
    wanted = set(spots)
    found: dict[Spot, int] = {}
    for piece in pieces(sorted({key for key, _ in wanted})):
        statement = select(_R.c.key, _F.c.entity, _F.c.profile_id).join(_R, _R.c.id == _F.c.report_id)
        rows = tx.connection.execute(statement.where(_R.c.key.in_(piece)))
        found.update(((key, entity), number) for key, entity, number in rows if (key, entity) in wanted)
    return found


def surroundings(tx: Transaction, numbers: Sequence[int]) -> set[int]:
    """Return the profiles on which these may bear: by likeness, as lone names, by offices.

    Args:
        tx: An open transaction.
        numbers: Profiles.
    """
    held = namings.joined(tx, namings.of_profiles(tx, numbers).values())
    held |= namings.lone(tx, namings.last_names(tx, sorted(held)))
    near = set(namings.profiles_of(tx, held))
    return near | roles(tx, offices(tx, {*near, *numbers}))


def keys_or_none(tx: Transaction, name: str) -> tuple[str, ...]:
    """Return the keys of the reports that go by a key or own id, none where it is no report's."""
    statement = select(_R.c.key).where(or_(_R.c.key == name, _R.c.own_id == name))
    return tuple(tx.connection.execute(statement).scalars())


def naming(id: str) -> CompoundSelect[Any]:
    """Return the statement that selects the numbers of the reports that name an entity."""
    return _of_entity(id, _F.c.report_id)


def called(tx: Transaction, name: str) -> frozenset[str]:
    """Return the ids of the canonical entities that have this in a name."""
    holds = or_(_E.c.name.contains(name, autoescape=True), _E.c.body.contains(name, autoescape=True))
    return frozenset(tx.connection.execute(select(_E.c.id).where(holds)).scalars())


def _counted(tx: Transaction) -> Subquery:
    """In how many reports each entity is named; through `_named` each form would be held against each day."""
    days = select(_EP.c.profile_id).where(_EP.c.day != "").distinct().subquery()
    undated = select(_EP.c.canonical_id.label("who"), _F.c.report_id).join(_F, _F.c.profile_id == _EP.c.profile_id)
    dated = (
        select(_EP.c.canonical_id, _F.c.report_id)
        .select_from(days)
        .join(_F, _F.c.profile_id == days.c.profile_id)
        .join(_R, _R.c.id == _F.c.report_id)
        .join(_EP, and_(_EP.c.profile_id == _F.c.profile_id, _EP.c.day == _ON, _EP.c.day != ""))
    )
    by_profile = [undated.where(_EP.c.day == ""), dated]
    if tx.connection.execute(select(_EF.c.report_id).limit(1)).first() is not None:
        by_profile = [statement.where(~exists().where(_IS_OWN)) for statement in by_profile]
    own = select(_EF.c.canonical_id, _EF.c.report_id).where(_EF.c.canonical_id.is_not(None))
    named = union_all(*by_profile, own).subquery()
    reports = func.count(named.c.report_id.distinct()).label("reports")
    return select(named.c.who, reports).group_by(named.c.who).subquery()


def entities(
    tx: Transaction, *, name: str | None = None, kind: str | None = None, limit: int | None = None
) -> tuple[EntityRow, ...]:
    """Return canonical entities, those in most reports first.

    Args:
        tx: An open transaction.
        name: Only those with this in a name.
        kind: Only of this kind.
        limit: At most so many.
    """
    counted = _counted(tx)
    statement = select(_E.c.id, _E.c.name, _E.c.kind, _E.c.country, counted.c.reports).join(
        counted, counted.c.who == _E.c.id
    )
    if kind is not None:
        statement = statement.where(_E.c.kind == kind)
    statement = statement.order_by(counted.c.reports.desc(), _E.c.id)
    if name is None:
        return tuple(EntityRow(*row) for row in tx.connection.execute(statement.limit(limit)))
    wanted = called(tx, name)
    found = (EntityRow(*row) for row in tx.connection.execute(statement))
    return tuple(islice((row for row in found if row.id in wanted), limit))
