# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is not to be named: the rule of DESIGN.md §9, by what the reports and the lexicon say of a person.

A person stays named who is known to the lexicon's table of political persons, or who holds an office in a public
sector and is nowhere the victim of an assault. Everyone else is private. A word of the table `export/protected`
(witness, child, captive, relative, …) in what a report calls somebody makes them private whatever else holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tawatur.export.material import Material, Told
from tawatur.joining.positions import by_form
from tawatur.lexicon import Lexicon
from tawatur.model.joined import CanonicalEntity
from tawatur.model.records import Entity
from tawatur.text.normalize import fold

Redact = Literal["private", "persons", "none"]
_VIOLENT = "ASSAULT"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as all chosen reports speak of them; `id` is canonical, or report key and id within the reading."""

    id: str
    names: tuple[str, ...]
    called: tuple[str, ...]  # all that reports call them, descriptions too
    offices: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    known: bool = False
    victim: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the lexicon says: words that protect, and sectors in which an office is public."""

    protected: frozenset[tuple[str, ...]]
    public: frozenset[str]


def _compile(lexicon: Lexicon) -> Known:
    words = lexicon.table("export/protected").columns("word")
    sectors = lexicon.table("export/sectors").columns("sector", "public")
    return Known(
        frozenset(tuple(fold(word).split()) for (word,) in words),
        frozenset(s for s, public in sectors if public == "yes"),
    )


def known(lexicon: Lexicon) -> Known:
    """Return what the lexicon says, compiled once."""
    return lexicon.compiled("export.people", _compile)


def _says(text: str, rule: Known) -> bool:
    words = [w for w in fold(text).split() if w]
    bare = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words]
    return any(
        tuple(said[n : n + size]) in rule.protected
        for said in (words, bare)
        for size in (1, 2, 3)
        for n in range(len(said) - size + 1)
    )


def is_private(person: Person, rule: Known) -> bool:
    """Return whether a person is not to be named."""
    if any(_says(text, rule) for text in (*person.called, *person.offices)):
        return True
    if person.known:
        return False
    in_office = bool(person.offices and person.sectors) and all(sector in rule.public for sector in person.sectors)
    return person.victim or not in_office


@dataclass(frozen=True, slots=True)
class _Form:
    """A person of one report: what it calls them, and whether it tells of them as a victim."""

    entity: Entity
    texts: tuple[str, ...]
    victim: bool


def _forms(told: Told, canonical: Mapping[tuple[str, str], CanonicalEntity]) -> Iterator[_Form]:
    """Yield the persons that a report names."""
    persons = [
        e
        for e in told.reading.entities
        if e.kind == "person" or ((one := canonical.get((told.key, e.id))) is not None and one.kind == "person")
    ]
    texts: dict[str, list[str]] = {e.id: [] for e in persons}
    for mention in told.reading.mentions:
        if mention.entity in texts:
            texts[mention.entity].append(mention.text)
    victims = {r for e in told.reading.events if e.type == _VIOLENT for r in e.recipients}
    for entity in persons:
        yield _Form(entity, tuple(texts[entity.id]), entity.id in victims)


def _of_forms(id: str, held: Sequence[_Form], entity: CanonicalEntity | None) -> Person:
    forms = [form.entity for form in held]
    texts = {text for form in held for text in form.texts}
    named = {e.name for e in forms} | ({entity.name, *entity.names} if entity else set())
    latin = {e.name_en for e in forms if e.name_en} | ({entity.name_en} if entity and entity.name_en else set())
    sectors = {e.sector for e in forms if e.sector and e.sector != "UNK"}
    if entity and entity.sector and entity.sector != "UNK":
        sectors.add(entity.sector)
    return Person(
        id,
        tuple(sorted(named | latin)),
        tuple(sorted(texts | named)),
        entity.offices if entity else (),
        tuple(sorted(sectors)),
        known=any(e.known is not None for e in forms),
        victim=any(form.victim for form in held),
    )


def persons(material: Material) -> Iterator[Person]:
    """Yield the persons that the chosen reports name, in the order of their ids."""
    canonical = by_form(material.entities)
    held: dict[str, list[_Form]] = {}
    whose: dict[str, CanonicalEntity | None] = {}
    for told in material.told:
        for form in _forms(told, canonical):
            one = canonical.get((told.key, form.entity.id))
            id = one.id if one else f"{told.key}:{form.entity.id}"
            held.setdefault(id, []).append(form)
            whose[id] = one
    for id in sorted(held):
        yield _of_forms(id, held[id], whose[id])
