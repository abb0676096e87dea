# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parties that stand inside another's mention, or in what is said of it beside, and so have no part of their own.

«رئيس لجنة الصليب» holds two parties, of whom one acts: the man; in «مقاتلات التحالف» it is the alliance that does. Who
is named in a relative clause about a party («التحالف الذي تقوده السعودية») is named for its sake alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from tawatur.lexicon import Lexicon
from tawatur.reading.clauses import NONE, prefix
from tawatur.reading.events.context import Context, Party, governs, outermost
from tawatur.reading.events.roles import Asked, Part, RoleName
from tawatur.text.normalize import fold

PEOPLE, ROLE, STATE = ("person", "role", "group"), "role", "state"
OF = "من"


def compile_members(lexicon: Lexicon) -> frozenset[str]:
    """Return the nouns, folded, of a body's people and things whose part in an act is the body's."""
    return frozenset(fold(lemma) for (lemma,) in lexicon.table("events/members").columns("lemma"))


def _outer(context: Context, party: Party) -> Party | None:
    """Return the next longer mention of another party around a mention."""
    number = context.around[party.number]
    while number != NONE and context.parties[number].entity.id == party.entity.id:
        number = context.around[number]
    return None if number == NONE else context.parties[number]


def _hides(context: Context, outer: Party, inner: Party, anchor: int, members: frozenset[str]) -> bool:
    """Whether a mention is no party beside the one inside it: «عناصر الحركة», «28 من مسلحي الحركة», «متهما الحركة»."""
    if outer.first <= anchor < inner.first:
        return True  # the event's own word, taken for a party's head
    if outer.entity.kind == ROLE and inner.first == outer.first + 1 and outer.first in context.anchors:
        return True  # another's: «بدأت مهاجمة الحركة»
    return any(
        _stands_for(context, at, inner.first) for at in range(outer.first, inner.first) if context.lemmas[at] in members
    )


def _stands_for(context: Context, at: int, body: int) -> bool:
    """Whether a body's people or things stand for it: all in its genitive, several under «من» («عناصر من الحركة»)."""
    tokens = context.document.tokens
    between = [t.word.norm for t in tokens[at + 1 : body] if t.analysis.pos == "prep" or prefix(t)]
    own = governs(context, body)
    several = tokens[at].analysis.number == "p"
    return not between and not own if not several else all(word == OF for word in between) and own in ("", OF)


def _described(context: Context, party: Party, members: frozenset[str]) -> Party | None:
    """Return the party of which a clause or an adjective right behind it tells by naming another.

    «التحالف الذي تقوده السعودية», «تحالف تقوده السعودية», «الحركة المدعومة من إيران».
    """
    tokens, first = context.document.tokens, context.parties[context.chains[party.number][0]].first
    at = first - 1
    if at > 0 and not prefix(tokens[first]) and tokens[at].analysis.pos == "verb" and tokens[at].analysis.enclitic:
        marker = context.structure.markers[at - 1]
        at -= 1 if marker is None else 2
    else:
        at -= 0 if prefix(tokens[first]) else 1
        if at < 0 or not governs(context, first) or tokens[at].analysis.pos != "adj":
            return None
        own = outermost(context, at)
        if own != NONE and context.lemmas[context.parties[own].first] not in members:
            return None  # «أشاد الوزير الألماني بالحكومة»
        at -= own == NONE
    number = outermost(context, at) if at >= 0 else NONE
    ends = number != NONE and context.parties[number].last == at + 1
    return context.parties[number] if ends else None


def settle(context: Context, asked: Asked, parts: Sequence[Part], members: frozenset[str]) -> list[Part]:
    """Return the parts of an event, of a party and those inside its mention only one.

    Args:
        context: The document.
        asked: The event.
        parts: Its parts.
        members: Nouns that stand for the body behind them.
    """
    roles = {part.link.party.entity.id: part.role for part in parts}
    acting = set(roles)
    owners: dict[str, RoleName] = {}
    dropped: set[str] = set()
    for part in parts:
        inner = part.link.party
        outer = _outer(context, inner)
        while outer is not None:
            if outer.entity.id in acting:
                hides = _hides(context, outer, inner, asked.candidate.token, members)
                dropped.add(outer.entity.id if hides else inner.entity.id)
            outer = _outer(context, outer)
        about = _described(context, inner, members)
        if about is not None and about.entity.id in acting and not about.last <= asked.candidate.token < inner.first:
            stands = context.lemmas[about.first] in members  # «مواقع تابعة للحركة»
            dropped.add(about.entity.id if stands else inner.entity.id)
            if stands:
                owners[inner.entity.id] = roles[about.entity.id]
    kept = [
        replace(part, role=owners.get(part.link.party.entity.id, part.role))
        for part in parts
        if part.link.party.entity.id not in dropped
    ]
    return [_whole(context, asked, part, acting, members) for part in kept]


def _whole(context: Context, asked: Asked, part: Part, acting: set[str], members: frozenset[str]) -> Part:
    """Return a part of a body as that of the man or the people in whose mention alone it stands."""
    inner = part.link.party
    outer = _outer(context, inner)
    if outer is None or outer.entity.id in acting or outer.entity.kind not in PEOPLE or inner.entity.kind == STATE:
        return part
    link = next((link for link in asked.links if link.party.number == outer.number), None)
    hides = _hides(context, outer, inner, asked.candidate.token, members)
    return part if link is None or hides else replace(part, link=link)
