# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is counted among the dead and injured of an attack is who was hit, and did not do it.

«قُتل سبعة جنود» and «قَتل سبعة جنود» look alike without vowels; the count decides. The soldiers of «قتل سبعة جنود في
هجوم» are tied to another verb than the attack; the count ties them to it. Bare people («خمسة أشخاص») are no party.
"""

from collections.abc import Sequence
from dataclasses import replace

from tawatur.lexicon import Lexicon
from tawatur.model import Event, Role
from tawatur.reading.clauses import NONE
from tawatur.reading.events.context import Context, Party
from tawatur.reading.events.roles import RoleName
from tawatur.reading.events.tolls import Toll
from tawatur.text.normalize import fold

ATTACK = "ASSAULT"
RECIPIENT: RoleName = "recipient"
HIT = ("group", "role", "person")  # kinds of parties that are counted by heads
WAY = "counted among the dead or injured"


def compile_faceless(lexicon: Lexicon) -> frozenset[str]:
    """Return the nouns, folded, that count people without saying who they are."""
    return frozenset(fold(lemma) for (lemma,) in lexicon.table("events/faceless").columns("lemma"))


def _is_faceless(context: Context, party: Party, faceless: frozenset[str]) -> bool:
    """Whether a mention ends with a noun that says nothing of who people are: «خمسة أشخاص»."""
    return context.lemmas[party.last - 1] in faceless


def _counted(context: Context, tolls: Sequence[Toll]) -> list[Party]:
    """Return the mentions around a number of dead or injured, of those inside one another the longest."""
    found = [
        party
        for party in context.parties
        if any(party.mention.start <= toll.start and toll.end <= party.mention.end for toll in tolls)
    ]
    numbers = {party.number for party in found}
    return [party for party in found if context.around[party.number] not in numbers]


def settle(event: Event, tolls: Sequence[Toll], context: Context, faceless: frozenset[str]) -> Event:
    """Return an event whose dead and injured are its recipients.

    Args:
        event: The event.
        tolls: Its dead and injured.
        context: The document.
        faceless: Nouns that count people without saying who they are.
    """
    if event.type == ATTACK:
        event = _without(event, context, faceless)
    counted = _counted(context, tolls) if tolls else []
    ids = {party.entity.id for party in counted}
    new = _named(event, counted, context, faceless) if event.type == ATTACK and not event.recipients else {}
    turned = [actor for actor in event.actors if actor in ids]
    if not turned and not new:
        return event
    added = tuple(Role(RECIPIENT, p.entity.id, p.mention.start, p.mention.end, path=WAY) for p in new.values())
    return replace(
        event,
        actors=tuple(a for a in event.actors if a not in ids),
        recipients=tuple(dict.fromkeys((*event.recipients, *turned, *new))),
        roles=(*(replace(r, role=RECIPIENT) if r.entity in ids else r for r in event.roles), *added),
    )


def _named(event: Event, counted: Sequence[Party], context: Context, faceless: frozenset[str]) -> dict[str, Party]:
    """Return who of those counted in an attack's sentence may be called its victims."""
    tokens = context.document.tokens
    here = next((token.sentence for token in tokens if token.end >= event.end), NONE)
    return {
        party.entity.id: party
        for party in reversed(counted)
        if tokens[party.first].sentence == here
        and party.entity.kind in HIT
        and party.entity.id not in event.actors
        and not _is_faceless(context, party, faceless)
    }


def _without(event: Event, context: Context, faceless: frozenset[str]) -> Event:
    """Return an attack without the recipients of whom nothing is said but their number."""
    known = {p.entity.id for p in context.parties if not _is_faceless(context, p, faceless)}
    kept = tuple(r for r in event.recipients if r in known)
    if len(kept) == len(event.recipients):
        return event
    roles = tuple(r for r in event.roles if r.role != RECIPIENT or r.entity in known)
    return replace(event, recipients=kept, roles=roles)
