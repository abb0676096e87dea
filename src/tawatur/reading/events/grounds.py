# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parts that the grammar of an event's own word settles, whatever the judges think of those who stand around it.

Where a noun's genitive did it («هجوم التنظيم»), no party of another clause did. A verb in the first person («أيدنا») is
the act of whoever is speaking.
"""

from collections.abc import Sequence

from tawatur.reading.clauses import NONE
from tawatur.reading.events.context import Context
from tawatur.reading.events.roles import Asked, Part
from tawatur.reading.events.valency import part as place_of

GENITIVE, FIRST = "gen", "1"


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
