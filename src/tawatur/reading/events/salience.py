# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which of a report's parties act or are acted upon at all: what a judge of that sees of a party.

Many phrases look like parties and do nothing: «المساعدة», «موقع سياحي», the state in an adjective, the body in a title.
Their words, how often and where they are named say so before any event is looked at.
"""

from tawatur.reading.clauses import NONE
from tawatur.reading.events.context import Context, Party, governs
from tawatur.reading.events.features import bucket

NEAR = 3  # mentions of a party that are looked at


def _mention(context: Context, party: Party) -> list[str]:
    tokens, lemmas = context.document.tokens, context.lemmas
    first, last = tokens[party.first].analysis, party.last - 1
    number = context.structure.phrase_of[party.first]
    clause = context.structure.clauses[context.structure.clause_of[party.first]]
    heads = number != NONE and context.structure.phrases[number].first == party.first
    outer = context.around[party.number]
    other = outer != NONE and context.parties[outer].entity.id != party.entity.id
    return [
        f"h={lemmas[party.first]}",
        f"l={lemmas[last]}",
        f"b={lemmas[party.first - 1] if party.first else '^'}",
        f"size={min(party.last - party.first, 5)}",
        f"form={first.pos}{first.number}{first.definite}",
        f"prep={governs(context, party.first)}",
        f"heads={heads}",
        f"in={context.parties[outer].entity.kind if other else ''}",
        f"after={clause.predicate != NONE and clause.predicate < party.first}",
        f"place={context.place_of[party.first] != NONE}",
    ]


def features(context: Context, mentions: list[Party]) -> list[str]:
    """Return what is seen of a party: its kind and place in the report, and its first mentions.

    Args:
        context: The document.
        mentions: All mentions of the party, in order.
    """
    first = mentions[0]
    entity, tokens = first.entity, context.document.tokens
    out = [
        f"kind={entity.kind}",
        f"n={bucket(len(mentions), (2, 3, 5, 8))}",
        f"speaks={entity.id in context.speakers}",
        f"sentence={bucket(tokens[first.first].sentence, (1, 2, 4, 8))}",
        f"at={bucket(first.number, (1, 2, 4, 8, 16))}",
        f"sentences={bucket(len({tokens[m.first].sentence for m in mentions}), (2, 3, 5))}",
    ]
    seen = dict.fromkeys(feature for mention in mentions[:NEAR] for feature in _mention(context, mention))
    out += seen
    out += [f"{entity.kind}&{feature}" for feature in (*out[1:6], *seen)]
    return out


def by_entity(context: Context) -> dict[str, list[Party]]:
    """Return the mentions of each entity, in order."""
    found: dict[str, list[Party]] = {}
    for party in context.parties:
        found.setdefault(party.entity.id, []).append(party)
    return found
