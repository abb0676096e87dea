# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What profiles that name a party alike have in common, and which of these namings are alike.

Likenesses are worked out once and kept, so that a new naming reaches only what is alike to it, step by step. Numbers
are those of namings unless said otherwise.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, exists, func, insert, select

from tawatur.casefile import pending, schema
from tawatur.casefile.records import StoredForm, StoredNaming
from tawatur.casefile.sql import Transaction, insert_new, pieces
from tawatur.model import codec
from tawatur.model.joined import PartyForm

_N, _NK, _LN, _L = schema.namings, schema.naming_keys, schema.last_names, schema.likes
_P, _F, _E, _EP = schema.profiles, schema.forms, schema.entities, schema.entity_profiles


def _numbers(tx: Transaction, hashes: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in pieces(hashes):
        rows = tx.connection.execute(select(_N.c.hash, _N.c.id).where(_N.c.hash.in_(piece)))
        found.update((row.hash, row.id) for row in rows)
    return found


def put(tx: Transaction, forms: Iterable[StoredForm]) -> dict[str, int]:
    """Store the namings of forms; to what new ones are alike is pending.

    Returns:
        Their numbers by hash.
    """
    wanted: dict[str, StoredNaming] = {form.naming.hash: form.naming for form in forms if form.naming is not None}
    held = _numbers(tx, wanted)
    new = [wanted[hash] for hash in wanted if hash not in held]
    if new:
        tx.connection.execute(insert(_N), [{"hash": naming.hash} for naming in new])
        made = _numbers(tx, (naming.hash for naming in new))
        keys = [{"key": key, "naming_id": made[naming.hash]} for naming in new for key in naming.keys]
        insert_new(tx, _NK, keys)
        last = [
            {"name": name, "naming_id": made[naming.hash], "lone": naming.lone}
            for naming in new
            for name in naming.last_names
        ]
        insert_new(tx, _LN, last)
        pending.note(tx, "likes", sorted(map(str, made.values())))
        held |= made
    return held


def meeting(tx: Transaction, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the pairs of one of these and another that share a key, each once, in order."""
    mine, theirs = _NK.alias("mine"), _NK.alias("theirs")
    found: set[tuple[int, int]] = set()
    for piece in pieces(numbers):
        statement = (
            select(mine.c.naming_id, theirs.c.naming_id)
            .join(theirs, theirs.c.key == mine.c.key)
            .where(mine.c.naming_id.in_(piece), theirs.c.naming_id != mine.c.naming_id)
        )
        found.update((min(a, b), max(a, b)) for a, b in tx.connection.execute(statement))
    return sorted(found)


def shown(tx: Transaction, numbers: Iterable[int]) -> dict[int, PartyForm]:
    """Return for each naming one of its forms; to any other it is as alike as all of them."""
    found: dict[int, PartyForm] = {}
    for piece in pieces(numbers):
        first = select(func.min(_P.c.id)).where(_P.c.naming_id.in_(piece)).group_by(_P.c.naming_id)
        for row in tx.connection.execute(select(_P.c.naming_id, _P.c.body).where(_P.c.id.in_(first))):
            found[row.naming_id] = codec.loads(PartyForm, row.body)
    return found


def put_likes(tx: Transaction, pairs: Iterable[tuple[int, int]]) -> None:
    """Store that namings are alike enough, the lower number of each pair first."""
    insert_new(tx, _L, [{"left_id": a, "right_id": b} for a, b in pairs])


def joined(tx: Transaction, numbers: Iterable[int], bound: Iterable[tuple[int, int]] = ()) -> set[int]:
    """Return these and all that likeness joins to them, step by step.

    Args:
        tx: An open transaction.
        numbers: Where to begin.
        bound: Other pairs that join.
    """
    beside: dict[int, set[int]] = {}
    for a, b in bound:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    known = set(numbers)
    edge = sorted(known)
    while edge:
        new: set[int] = set()
        for piece in pieces(edge):
            for near, far in ((_L.c.left_id, _L.c.right_id), (_L.c.right_id, _L.c.left_id)):
                new.update(tx.connection.execute(select(far).where(near.in_(piece))).scalars())
            new.update(other for number in piece for other in beside.get(number, ()))
        edge = sorted(new - known)
        known |= new
    return known


def likes_among(tx: Transaction, numbers: Iterable[int]) -> list[tuple[str, str]]:
    """Return the hashes of the pairs among these that are alike, all of which have to be given that likeness joins."""
    hashes: dict[int, str] = {}
    pairs: list[tuple[int, int]] = []
    for piece in pieces(sorted(numbers)):
        hashes |= {row.id: row.hash for row in tx.connection.execute(select(_N).where(_N.c.id.in_(piece)))}
        pairs += [(a, b) for a, b in tx.connection.execute(select(_L).where(_L.c.left_id.in_(piece)))]
    return [(hashes[a], hashes[b]) for a, b in pairs]


def last_names(tx: Transaction, numbers: Iterable[int]) -> list[str]:
    """Return the last names that these bear or are, in order."""
    found: set[str] = set()
    for piece in pieces(numbers):
        found.update(tx.connection.execute(select(_LN.c.name).where(_LN.c.naming_id.in_(piece))).scalars())
    return sorted(found)


def lone(tx: Transaction, names: Iterable[str]) -> set[int]:
    """Return the numbers of those that are one of these names and nothing more."""
    found: set[int] = set()
    for piece in pieces(names):
        statement = select(_LN.c.naming_id).where(_LN.c.name.in_(piece), _LN.c.lone)
        found.update(tx.connection.execute(statement).scalars())
    return found


def bearers(tx: Transaction, names: Iterable[str], besides: set[int]) -> dict[str, dict[str, str | None]]:
    """Return by last name the entities that bear it, each with its country.

    Args:
        tx: An open transaction.
        names: Last names.
        besides: Namings that are left out.
    """
    found: dict[str, dict[str, str | None]] = {}
    for piece in pieces(names):
        statement = (
            select(_LN.c.name, _LN.c.naming_id, _E.c.id, _E.c.country)
            .join(_P, _P.c.naming_id == _LN.c.naming_id)
            .join(_EP, _EP.c.profile_id == _P.c.id)
            .join(_E, _E.c.id == _EP.c.canonical_id)
            .where(_LN.c.name.in_(piece), _LN.c.lone.is_(False))
            .distinct()
        )
        for name, number, id, country in tx.connection.execute(statement):
            if number not in besides:
                found.setdefault(name, {})[id] = country
    return found


def of_profiles(tx: Transaction, profiles: Iterable[int]) -> dict[int, int]:
    """Return the naming of each of these profiles that has one, by the profile's number."""
    found: dict[int, int] = {}
    for piece in pieces(profiles):
        statement = select(_P.c.id, _P.c.naming_id).where(_P.c.id.in_(piece), _P.c.naming_id.is_not(None))
        found.update((row.id, row.naming_id) for row in tx.connection.execute(statement))
    return found


def profiles_of(tx: Transaction, numbers: Iterable[int]) -> list[int]:
    """Return the numbers of the profiles of these namings, in order."""
    found: list[int] = []
    for piece in pieces(sorted(numbers)):
        found += tx.connection.execute(select(_P.c.id).where(_P.c.naming_id.in_(piece))).scalars()
    return sorted(found)


def of_entities(tx: Transaction, ids: Iterable[str]) -> set[int]:
    """Return the namings of these entities."""
    found: set[int] = set()
    for piece in pieces(sorted(ids)):
        statement = (
            select(_P.c.naming_id)
            .join(_EP, _EP.c.profile_id == _P.c.id)
            .where(_EP.c.canonical_id.in_(piece), _P.c.naming_id.is_not(None))
        )
        found.update(tx.connection.execute(statement).scalars())
    return found


def drop_unused(tx: Transaction, profiles: Sequence[int]) -> None:
    """Take away those of these profiles that no report uses, and the namings that are left without any."""
    touched = set(of_profiles(tx, profiles).values())
    used = exists().where(_F.c.profile_id == _P.c.id)
    held = exists().where(_P.c.naming_id == _N.c.id)
    for piece in pieces(profiles):
        tx.connection.execute(delete(_P).where(_P.c.id.in_(piece), ~used))
    for piece in pieces(sorted(touched)):
        tx.connection.execute(delete(_N).where(_N.c.id.in_(piece), ~held))
