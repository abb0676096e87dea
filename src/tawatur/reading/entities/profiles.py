# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From clustered mentions to the records of the contract: kind, name, country, sector, what the lexicon knows."""

from collections import Counter
from collections.abc import Sequence

from tawatur.model import Entity, Mention
from tawatur.model.records import EntityKind
from tawatur.reading.entities.described import Described
from tawatur.reading.entities.lexical import PART, Entry
from tawatur.reading.parties import Entities

KINDS: dict[str, EntityKind] = {
    "NAM": "person", "ORG": "organisation", "STA": "state", "GRP": "group", "DES": "role",
}  # fmt: skip
# The label under which a party's fullest name is looked for, best first.
NAMING = {
    "person": ("NAM", "DES"),
    "state": ("STA", "ORG"),
    "organisation": ("ORG", "STA", "GRP"),
    "group": ("GRP", "ORG"),
    "role": ("DES",),
}


def kind_of(mentions: Sequence[Described]) -> EntityKind:
    """Return a party's kind: a named one is a person, else what most of its mentions are, the earlier of equals."""
    if any(m.label == "NAM" for m in mentions):
        return "person"
    counts = Counter(m.label for m in mentions)
    for mention in mentions:
        if mention.entry is not None and mention.label in ("ORG", "STA"):
            counts["STA" if mention.entry.table == "countries" else "ORG"] += 1
    return KINDS[max(counts, key=lambda label: counts[label])]


def build(text: str, mentions: Sequence[Described], numbers: Sequence[int]) -> Entities:
    """Return the entities of a document.

    Args:
        text: The document's text.
        mentions: Mentions by start, the longer first where they begin together.
        numbers: Number of the party of each.
    """
    parties: dict[int, list[Described]] = {}
    for mention, number in zip(mentions, numbers, strict=True):
        parties.setdefault(number, []).append(mention)
    ids = {number: f"n{i}" for i, number in enumerate(parties, 1)}
    entities = tuple(_entity(ids[number], own) for number, own in parties.items())
    records = tuple(
        Mention(m.start, m.end, text[m.start : m.end], ids[number]) for m, number in zip(mentions, numbers, strict=True)
    )
    return Entities(entities, records)


def _entity(id: str, mentions: Sequence[Described]) -> Entity:
    kind = kind_of(mentions)
    entry = next((m.entry for m in mentions if m.entry is not None), None)
    country = "" if entry is None else entry.country
    country = country or next((m.country for m in mentions if m.country), "")
    return Entity(
        id=id,
        name=_name(kind, mentions),
        kind=kind,
        name_en=(entry.name_en or None) if entry is not None else None,
        country=country.partition(PART)[0] or None,
        sector=_sector(mentions, entry),
        known=None if entry is None else f"entities/{entry.table}",
    )


def _name(kind: str, mentions: Sequence[Described]) -> str:
    """Return a party's name: a state's usual one, else its fullest form."""
    states = Counter(m.state for m in mentions if m.state)
    if kind == "state" and states:
        return max(states, key=lambda name: states[name])
    for label in NAMING[kind]:
        forms = [m.name for m in mentions if m.label == label]
        if forms:
            return max(forms, key=len)
    return mentions[0].name


def _sector(mentions: Sequence[Described], entry: Entry | None) -> str | None:
    if entry is not None and entry.sector:
        return entry.sector
    return next((m.sector for m in mentions if m.sector), None)
