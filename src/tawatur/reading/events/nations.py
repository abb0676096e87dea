# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The state whose adjective an event's noun bears: in «الغارات الإسرائيلية» it is Israel that bombs.

An adjective is no mention, so that no tie leads to it; but the report mostly names the state somewhere.
"""

from collections.abc import Mapping, Sequence

from tawatur.lexicon import Lexicon
from tawatur.lexicon.tables import values
from tawatur.reading.clauses import NONE, is_joined
from tawatur.reading.events.context import Context
from tawatur.reading.events.links import Link
from tawatur.reading.events.roles import Asked, Part, RoleName
from tawatur.text.normalize import fold

GENITIVE, STATE = "gen", "state"
ACTOR: RoleName = "actor"
ARTICLE = fold("ال")
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
    token = _nation(context, at, known)
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
        and party.entity.country == known[_bare(context, token)]
        and party.entity.id not in taken
        and not party.first <= token < party.last  # «دعم مالي»
    ]
    if not near:
        return list(parts)
    party = min(near, key=lambda p: (abs(p.first - at), p.first))
    return [Part(ACTOR, Link(party, ("nation",), ()), 1.0), *others]


def _bare(context: Context, token: int) -> str:
    return context.document.tokens[token].word.norm.removeprefix(ARTICLE)


def _nation(context: Context, at: int, known: Mapping[str, str]) -> int:
    """Return the token of a country's adjective among those of a noun, -1 for none."""
    definite = context.document.tokens[at].analysis.definite
    for token in context.document.tokens[at + 1 : at + 1 + ADJECTIVES]:
        if token.kind != "word" or is_joined(token):
            return NONE
        if _bare(context, token.index) in known:
            return token.index
        described = token.analysis.pos == "adj" or (definite and token.word.norm.startswith(ARTICLE))
        if not described or context.party_of[token.index] != NONE:
            return NONE
    return NONE
