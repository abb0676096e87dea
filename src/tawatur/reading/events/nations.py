# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The state whose adjective an event's noun bears: in «الغارات الإسرائيلية» it is Israel that bombs.

An adjective is no mention, so that no tie leads to it; but the report mostly names the state somewhere. Where it does
not, the adjective is the only mention of who acts (`complete`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from tawatur.lexicon import Lexicon
from tawatur.lexicon.tables import values
from tawatur.model import Entity, Event, Mention, Role
from tawatur.reading.clauses import NONE, is_joined
from tawatur.reading.events.context import Context
from tawatur.reading.events.links import Link
from tawatur.reading.events.roles import Asked, Part, RoleName
from tawatur.reading.parties import Entities, new_id
from tawatur.text.document import Document
from tawatur.text.normalize import fold

GENITIVE, STATE = "gen", "state"
ACTOR: RoleName = "actor"
ARTICLE = fold("ال")
NOUNS = frozenset({"noun", "adj"})
# Types of which the noun's adjective says who acts; in «المحادثات السورية» others talk too.
ACTS = frozenset(
    {"ACCUSE", "AID", "ASSAULT", "COERCE", "MOBILIZE", "REJECT", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"}
)
ADJECTIVES = 3  # tokens behind a noun among which its adjectives stand


def compile_nations(lexicon: Lexicon) -> dict[str, str]:
    """Return the codes of countries by their adjectives, folded: «إسرائيلي», «إسرائيلية»."""
    columns = ("demonym_ms", "demonym_fs")
    rows = lexicon.table("entities/countries").records()
    return {fold(form): row["iso3"] for row in rows for column in columns for form in values(row[column])}


def settle(context: Context, asked: Asked, parts: Sequence[Part], known: Mapping[str, str]) -> list[Part]:
    """Return the parts of an event's noun; whose adjective it bears did it, unless the word's own places say who.

    The state of «الغارات الإسرائيلية» acts only where the report names it somewhere.
    """
    at = asked.candidate.token
    analysis = asked.candidate.analysis
    found = context.valencies.get(at)
    acts = GENITIVE in asked.candidate.frame(asked.type).actor and asked.candidate.light == NONE
    if analysis.pos == "verb" or analysis.enclitic or not acts or found is None:
        return list(parts)
    token = _nation(context.document, {i for i in _beyond(at) if _is_party(context, i)}, at, known)
    code = known[_bare(context.document, token)] if token != NONE else ""
    actors = [part for part in parts if part.role == ACTOR]
    if any(context.chains[part.link.party.number][0] in found.places for part in actors):
        return list(parts)
    others = [part for part in parts if part.role != ACTOR]
    taken = {part.link.party.entity.id for part in others}
    near = [
        party
        for party in context.parties
        if token != NONE
        and party.entity.kind == STATE
        and party.entity.country == code
        and party.entity.id not in taken
        and not party.first <= token < party.last  # «دعم مالي»
    ]
    if not near:
        return list(parts) if token == NONE else [part for part in parts if part in others or _may_be(part, code)]
    party = min(near, key=lambda p: (abs(p.first - at), p.first))
    return [Part(ACTOR, Link(party, ("nation",), ()), 1.0), *others]


def _may_be(part: Part, code: str) -> bool:
    """Whether a party is not another country's: «بدعم من ضربات روسية» are not those of the Syrian army."""
    return part.link.party.entity.country in (None, code)


def complete(
    document: Document, parties: Entities, events: Sequence[Event], lexicon: Lexicon
) -> tuple[Entities, tuple[Event, ...]]:
    """Return parties and events with the states that only the adjective of an event's noun names («غارة إسرائيلية»).

    Args:
        document: Analysed text.
        parties: Its parties.
        events: Its events.
        lexicon: Tables to read with.
    """
    known = lexicon.compiled("events.nations", compile_nations)
    begins = [token.start for token in document.tokens]
    held = {
        token
        for mention in parties.mentions
        for token in range(bisect_right(begins, mention.start) - 1, bisect_left(begins, mention.end))
    }
    named = {e.country for e in parties.entities if e.kind == STATE}
    added: dict[str, Entity] = {}
    mentions = list(parties.mentions)
    out = []
    for event in events:
        at = bisect_right(begins, event.start) - 1
        analysis = document.tokens[at].analysis
        acts = event.type in ACTS and not event.actors and analysis.pos in NOUNS and not analysis.enclitic
        token = _nation(document, held, at, known) if acts else NONE
        code = known[_bare(document, token)] if token != NONE else ""
        if token == NONE or code in named:
            out.append(event)
            continue
        if code not in added:
            added[code] = _state(code, new_id([*parties.entities, *added.values()]), lexicon)
        start, end = document.tokens[token].start, document.tokens[token].end
        mentions.append(Mention(start, end, document.text[start:end], added[code].id))
        role = Role(ACTOR, added[code].id, start, end, path="adjective")
        out.append(replace(event, actors=(added[code].id,), roles=(role, *event.roles)))
    if not added:
        return parties, tuple(events)
    ordered = sorted(dict.fromkeys(mentions), key=lambda m: (m.start, -m.end))
    return Entities((*parties.entities, *added.values()), tuple(ordered)), tuple(out)


def _state(code: str, id: str, lexicon: Lexicon) -> Entity:
    rows = lexicon.table("entities/countries").records()
    row = next(row for row in rows if row["iso3"] == code)
    return Entity(id, row["name"], "state", row["name_en"], code, row["sector"] or None, "entities/countries")


def _bare(document: Document, token: int) -> str:
    return document.tokens[token].word.norm.removeprefix(ARTICLE)


def _beyond(at: int) -> range:
    return range(at + 1, at + 1 + ADJECTIVES)


def _is_party(context: Context, token: int) -> bool:
    return token < len(context.party_of) and context.party_of[token] != NONE


def _nation(document: Document, held: Container[int], at: int, known: Mapping[str, str]) -> int:
    """Return the token of a country's adjective among those of a noun, -1 for none; those held are parties'."""
    definite = document.tokens[at].analysis.definite
    for token in document.tokens[at + 1 : at + 1 + ADJECTIVES]:
        if token.kind != "word" or is_joined(token):
            return NONE
        if _bare(document, token.index) in known:
            return token.index
        described = token.analysis.pos == "adj" or (definite and token.word.norm.startswith(ARTICLE))
        if not described or token.index in held:
            return NONE
    return NONE
