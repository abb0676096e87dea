# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parts that the grammar of an event's own word settles, whatever the judges think of those who stand around it.

Where a noun's genitive did it («هجوم التنظيم»), no party of another clause did. A verb in the first person («أيدنا») is
the act of whoever is speaking.
"""

from collections.abc import Sequence
from dataclasses import replace

from tawatur.reading.clauses import NONE
from tawatur.reading.events.context import AGENT, Context, governs, relative
from tawatur.reading.events.features import governor
from tawatur.reading.events.roles import Asked, Part
from tawatur.reading.events.valency import part as place_of

GENITIVE, BETWEEN, FIRST = "gen", "بين", "1"
ATTACK, CAUSES = "ASSAULT", ("because", "after")  # senses of the prepositions over what others suffer from


def by_noun(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event's noun; whose genitive did it has no actor but those in its places."""
    candidate = asked.candidate
    found = context.valencies.get(candidate.token)
    if candidate.analysis.pos == "verb" or found is None:
        return list(parts)
    chief = next((party for party, place in found.places.items() if place == GENITIVE), NONE)
    if chief == NONE or place_of(candidate.frame(asked.type), candidate, GENITIVE) != "a":
        return list(parts)
    actors = [context.chains[part.link.party.number][0] for part in parts if part.role == "actor"]
    if chief not in actors:
        return list(parts)
    return [part for part in parts if part.role != "actor" or context.chains[part.link.party.number][0] in found.places]


def by_relative(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event's noun; what its relative clause says somebody did with it is nobody else's act.

    In «الاتهامات التي يروجها الحزب باطلة, قالت الجماعة» the group accuses nobody.
    """
    clause = None if asked.candidate.analysis.pos == "verb" else relative(context, asked.candidate.token)
    if clause is None or clause.predicate == NONE or not context.document.tokens[clause.predicate].analysis.enclitic:
        return list(parts)
    within = [p for p in parts if p.role == "actor" and clause.first <= p.link.party.first < clause.last]
    return [part for part in parts if part.role != "actor" or part in within] if within else list(parts)


def by_agent(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event, whoever stands after it under «من قبل» and its like an actor."""
    candidate = asked.candidate
    if AGENT not in candidate.frame(asked.type).actor:
        return list(parts)
    return [
        replace(part, role="actor")
        if part.link.party.first > candidate.token and governs(context, part.link.party.first) == AGENT
        else part
        for part in parts
    ]


def by_cause(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an attack, no actor of it who is named before «جراء» or «بعد» in its clause."""
    candidate = asked.candidate
    noun = candidate.analysis.pos != "verb" and not candidate.analysis.enclitic and candidate.light == NONE
    mutual = BETWEEN in candidate.frame(asked.type).actor  # «بعد اشتباكات»: who is named before fought in them
    if asked.type != ATTACK or not noun or mutual or not _after(context, candidate.token):
        return list(parts)
    mine = context.structure.clause_of[candidate.token]
    return [
        part
        for part in parts
        if part.role != "actor"
        or part.link.party.first > candidate.token
        or context.structure.clause_of[part.link.party.first] != mine
    ]


def _after(context: Context, token: int) -> bool:
    """Whether a noun stands under «جراء» or «بعد», or under what does and names nobody: «بعد يومين من الهجوم»."""
    if governor(context, token)[1] in CAUSES:
        return True
    phrases, number = context.structure.phrases, context.structure.phrase_of[token]
    if number in (NONE, 0) or phrases[number].first != token or not phrases[number].prep:
        return False
    before = phrases[number - 1]
    close = token - before.last <= 1
    names = any(context.party_of[at] != NONE for at in range(before.first, before.last))
    return close and before.sense in CAUSES and not names


def by_person(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event, of a verb in the first person no actor but the one who speaks."""
    analysis = asked.candidate.analysis
    claim = context.claim_of[asked.candidate.token]
    spoken_by = analysis.pos == "verb" and analysis.person == FIRST and claim != NONE
    if not spoken_by or not context.structure.quoted[asked.candidate.token]:  # outside, «تعاونا» is «the two …»
        return list(parts)
    speaker = context.claims[claim].source.entity
    out = [part for part in parts if part.role != "actor" or part.link.party.entity.id == speaker]
    spoken = next((link for link in asked.links if link.party.entity.id == speaker), None)
    if spoken is not None and not any(part.role == "actor" for part in out):
        out = [Part("actor", spoken, 1.0), *(p for p in out if p.link.party.entity.id != speaker)]
    return out


def settle(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event with all that its own word settles."""
    for step in (by_noun, by_relative, by_agent, by_cause, by_person):
        parts = step(context, asked, parts)
    return list(parts)
