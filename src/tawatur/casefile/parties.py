# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parties as reports name them, and the canonical entities made of them.

Most reports name parties in ways that others used before. Each way is kept once, as a *profile* (a form without its
report), and entities are made of profiles: what has to be compared grows with the number of names, not of reports, and
a report that brings no new name changes nothing. A role («وزير الخارجية») means its holder of that day, so its profile
counts day by day; a form that the analyst spoke of stands for itself (`entity_forms`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, or_, select

from tawatur.casefile import pending, schema
from tawatur.casefile.records import EntityRow, StoredForm
from tawatur.casefile.sql import Transaction, ids_of, insert_new, pieces, replace_rows
from tawatur.model import codec
from tawatur.model.joined import CanonicalEntity, PartyForm

Spot = tuple[str, str]  # report key, id of the party within its reading

_P, _K, _F, _E = schema.profiles, schema.profile_keys, schema.forms, schema.entities
_EP, _EF, _R = schema.entity_profiles, schema.entity_forms, schema.reports
_DATED = "office:"  # profiles with such a key mean somebody by the day
_PROFILE = "#"  # begins the report of a form that stands for a profile


def _profile_ids(tx: Transaction, hashes: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in pieces(hashes):
        found.update(
            (row.hash, row.id) for row in tx.connection.execute(select(_P.c.hash, _P.c.id).where(_P.c.hash.in_(piece)))
        )
    return found


def drop_forms(tx: Transaction, report_id: int) -> None:
    """Take a report's forms away; the entities they were in are pending."""
    gone = tx.connection.execute(select(_F.c.profile_id).where(_F.c.report_id == report_id)).scalars().all()
    tx.connection.execute(delete(_F).where(_F.c.report_id == report_id))
    tx.connection.execute(delete(_EF).where(_EF.c.report_id == report_id))
    pending.note(tx, "parties", sorted(map(str, gone)))


def put_forms(tx: Transaction, report_id: int, forms: Sequence[StoredForm]) -> None:
    """Store the forms of a report that has none; who those are that nobody named before is pending.

    Args:
        tx: A writing transaction.
        report_id: The report.
        forms: Its parties.
    """
    if not forms:
        return
    profiles = {form.hash: form for form in forms}
    ids = _profile_ids(tx, profiles)
    new = [hash for hash in profiles if hash not in ids]
    if new:
        insert_new(tx, _P, [{"hash": hash, "body": profiles[hash].body} for hash in new])
        ids |= _profile_ids(tx, new)
        keys = [{"key": key, "profile_id": ids[hash]} for hash in new for key in profiles[hash].keys]
        insert_new(tx, _K, keys)
    rows = [{"report_id": report_id, "entity": form.entity, "profile_id": ids[form.hash]} for form in forms]
    tx.connection.execute(insert(_F), rows)
    dated = [h for h, form in profiles.items() if any(key.startswith(_DATED) for key in form.keys)]
    pending.note(tx, "parties", sorted({str(ids[hash]) for hash in (*new, *dated)}))


def every_profile(tx: Transaction) -> list[int]:
    """Return the numbers of all profiles."""
    return list(tx.connection.execute(select(_P.c.id).order_by(_P.c.id)).scalars())


def connected(tx: Transaction, numbers: Iterable[int]) -> list[int]:
    """Return these profiles and all that common keys join to them, step by step, in order."""
    there: set[int] = set()
    for piece in pieces(sorted(set(numbers))):
        there.update(tx.connection.execute(select(_P.c.id).where(_P.c.id.in_(piece))).scalars())
    known, edge, asked = set(there), sorted(there), set[str]()
    while edge:
        keys: set[str] = set()
        for piece in pieces(edge):
            keys.update(tx.connection.execute(select(_K.c.key).where(_K.c.profile_id.in_(piece)).distinct()).scalars())
        new: set[int] = set()
        for part in pieces(sorted(keys - asked)):
            new.update(tx.connection.execute(select(_K.c.profile_id).where(_K.c.key.in_(part))).scalars())
        asked |= keys
        edge = sorted(new - known)
        known |= new
    return sorted(known)


def representatives(tx: Transaction, numbers: Sequence[int], judged: Iterable[Spot]) -> list[PartyForm]:
    """Return forms that stand for these profiles, one for each day where that matters, and those the analyst spoke of.

    Args:
        tx: An open transaction.
        numbers: Profiles; one that no report uses any more is left out.
        judged: Forms that stand for themselves, by report key and id in the reading.
    """
    spots = set(judged)
    spoken_of = set(profiles_of_reports(tx, sorted({key for key, _ in spots})))
    out: list[PartyForm] = []
    for piece in pieces(numbers):
        office = select(_K.c.profile_id).where(_K.c.profile_id.in_(piece), _K.c.key.startswith(_DATED))
        dated = set(tx.connection.execute(office).scalars())
        bodies = {
            row.id: codec.loads(PartyForm, row.body)
            for row in tx.connection.execute(select(_P.c.id, _P.c.body).where(_P.c.id.in_(piece)))
        }
        one_by_one = dated | (spoken_of & set(piece))
        used = select(_F.c.profile_id).where(_F.c.profile_id.in_([n for n in piece if n not in one_by_one])).distinct()
        out += [replace(bodies[n], report=f"{_PROFILE}{n}") for n in tx.connection.execute(used).scalars()]
        days: set[tuple[int, str]] = set()
        single = select(_F.c.profile_id, _R.c.key, _F.c.entity, _R.c.published).join(_R, _R.c.id == _F.c.report_id)
        for n, key, entity, published in tx.connection.execute(single.where(_F.c.profile_id.in_(sorted(one_by_one)))):
            if (key, entity) in spots:
                out.append(replace(bodies[n], report=key, entity=entity, published=published))
            else:
                days.add((n, published or "" if n in dated else ""))
        out += [
            replace(bodies[n], report=f"{_PROFILE}{n}", entity=day, published=day or None) for n, day in sorted(days)
        ]
    return out


def _mapping(tx: Transaction, numbers: Sequence[int]) -> dict[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = {}
    for piece in pieces(numbers):
        rows = tx.connection.execute(select(_EP).where(_EP.c.profile_id.in_(piece)))
        found.update(((row.profile_id, row.day), row.canonical_id) for row in rows)
    return found


def _keys_of(tx: Transaction, numbers: Sequence[int]) -> list[str]:
    return list(tx.connection.execute(select(_R.c.key).where(_R.c.id.in_(numbers))).scalars())


def _own_forms(tx: Transaction, numbers: Sequence[int]) -> dict[str, set[int]]:
    """Entities of the forms with these profiles that stand for themselves, with their reports."""
    found: dict[str, set[int]] = {}
    for piece in pieces(numbers):
        rows = tx.connection.execute(
            select(_EF.c.canonical_id, _EF.c.report_id)
            .join(_F, and_(_F.c.report_id == _EF.c.report_id, _F.c.entity == _EF.c.entity))
            .where(_F.c.profile_id.in_(piece))
        )
        for id, report in rows:
            found.setdefault(id, set()).add(report)
    return found


def put_entities(tx: Transaction, numbers: Sequence[int], found: Iterable[CanonicalEntity]) -> list[str]:
    """Store the entities made of these profiles in place of those that hold them.

    Args:
        tx: A writing transaction.
        numbers: Profiles that common keys join, all of them.
        found: The entities; their forms are those that `representatives` gave.
    Returns:
        The reports that name somebody who is somebody else now.
    """
    before, alone = _mapping(tx, numbers), _own_forms(tx, numbers)
    old = {*before.values(), *alone}
    entities = tuple(found)
    kept = {entity.id for entity in entities}
    for gone in pieces(sorted(old)):
        tx.connection.execute(delete(_EP).where(_EP.c.canonical_id.in_(gone)))
        tx.connection.execute(delete(_EF).where(_EF.c.canonical_id.in_(gone)))
    for gone in pieces(sorted(old - kept)):
        tx.connection.execute(delete(_E).where(_E.c.id.in_(gone)))
    rows = [
        {"id": e.id, "name": e.name, "kind": e.kind, "country": e.country, "body": codec.dumps(replace(e, forms=()))}
        for e in entities
    ]
    replace_rows(tx, _E, rows)
    after: dict[tuple[int, str], str] = {}
    own: list[tuple[str, str, str]] = []
    for e in entities:
        for report, entity in e.forms:
            if report.startswith(_PROFILE):
                after[int(report[1:]), entity] = e.id
            else:
                own.append((report, entity, e.id))
    days = [{"profile_id": n, "day": day, "canonical_id": id} for (n, day), id in sorted(after.items())]
    replace_rows(tx, _EP, days)
    ids = ids_of(tx, {report for report, _, _ in own})
    replace_rows(tx, _EF, [{"report_id": ids[r], "entity": e, "canonical_id": id} for r, e, id in own if r in ids])
    changed = reports_of_profiles(tx, {n for (n, day), id in before.items() if after.get((n, day)) != id})
    spoken_of = set[int]().union(*alone.values())
    once = (key for piece in pieces(spoken_of) for key in _keys_of(tx, piece))
    return sorted({*changed, *once, *ids})


def _named(*columns: Any) -> Select[Any]:
    """Forms with the entity that each is: the analyst's word first, else its profile's on its day."""
    by_profile = and_(
        _EP.c.profile_id == _F.c.profile_id, or_(_EP.c.day == "", _EP.c.day == func.coalesce(_R.c.published, ""))
    )
    return (
        select(*columns)
        .select_from(_F)
        .join(_R, _R.c.id == _F.c.report_id)
        .outerjoin(_EF, and_(_EF.c.report_id == _F.c.report_id, _EF.c.entity == _F.c.entity))
        .outerjoin(_EP, by_profile)
    )


_WHO = func.coalesce(_EF.c.canonical_id, _EP.c.canonical_id)


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


def _of_entity(id: str, *columns: Any) -> Select[Any]:
    return _named(*columns).where(
        or_(_EF.c.canonical_id == id, and_(_EF.c.canonical_id.is_(None), _EP.c.canonical_id == id))
    )


def forms_of(tx: Transaction, id: str) -> list[Spot]:
    """Return the forms of an entity: report key and id within its reading, in order."""
    return sorted({(row.key, row.entity) for row in tx.connection.execute(_of_entity(id, _R.c.key, _F.c.entity))})


def named_forms(tx: Transaction, id: str) -> dict[Spot, tuple[str, ...]]:
    """Return the forms of an entity with the names that each has in its report."""
    statement = _of_entity(id, _R.c.key, _F.c.entity, _P.c.body).join(_P, _P.c.id == _F.c.profile_id)
    rows = tx.connection.execute(statement)
    return {(row.key, row.entity): codec.loads(PartyForm, row.body).names for row in rows}


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
        statement = select(_F.c.profile_id).join(
            _EF, and_(_EF.c.report_id == _F.c.report_id, _EF.c.entity == _F.c.entity)
        )
        found.update(tx.connection.execute(statement.where(_EF.c.canonical_id.in_(piece))).scalars())
    return sorted(found)


def reports_of_profiles(tx: Transaction, numbers: Iterable[int]) -> list[str]:
    """Return the keys of the reports that use these profiles."""
    found: set[str] = set()
    for piece in pieces(sorted(numbers)):
        statement = select(_R.c.key).join(_F, _F.c.report_id == _R.c.id).where(_F.c.profile_id.in_(piece))
        found.update(tx.connection.execute(statement).scalars())
    return sorted(found)


def keys_or_none(tx: Transaction, name: str) -> tuple[str, ...]:
    """Return the keys of the reports that go by a key or own id, none where it is no report's."""
    statement = select(_R.c.key).where(or_(_R.c.key == name, _R.c.own_id == name))
    return tuple(tx.connection.execute(statement).scalars())


def naming(id: str) -> Select[Any]:
    """Return the statement that selects the numbers of the reports that name an entity."""
    return _of_entity(id, _F.c.report_id)


def entities(
    tx: Transaction, *, name: str | None = None, kind: str | None = None, offset: int = 0, limit: int | None = None
) -> tuple[EntityRow, ...]:
    """Return canonical entities, those in most reports first.

    Args:
        tx: An open transaction.
        name: Only those with this in a name.
        kind: Only of this kind.
        offset: How many to pass over.
        limit: At most so many.
    """
    counted = _named(_WHO.label("who"), func.count(_R.c.id.distinct()).label("reports")).group_by(_WHO).subquery()
    statement = select(_E.c.id, _E.c.name, _E.c.kind, _E.c.country, counted.c.reports).join(
        counted, counted.c.who == _E.c.id
    )
    if kind is not None:
        statement = statement.where(_E.c.kind == kind)
    if name is not None:
        statement = statement.where(
            or_(_E.c.name.contains(name, autoescape=True), _E.c.body.contains(name, autoescape=True))
        )
    statement = statement.order_by(counted.c.reports.desc(), _E.c.id).offset(offset).limit(limit)
    return tuple(EntityRow(*row) for row in tx.connection.execute(statement))
