# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""One speaker is one party: the office that opens his phrase and the name that closes it, and «المصدر ذاته».

«قال رئيس المجلس في محافظة الوادي، الشيخ سالم الكرخي، إن …»: places, ranks and commas between the two keep what joins
offices to names beside them (`relations.apposed`) from seeing it; that one man speaks the claim knows. It also knows
whom «وأضاف نفس المصدر» takes up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Mention
from tawatur.reading.nameless import nameless
from tawatur.reading.parties import Entities
from tawatur.text.document import Document

SINGLE = 1
ROLE, PERSON, GROUP = "role", "person", "group"
CLOSING = 1  # code points of a mark behind the name that may still be the phrase's
SAME = 4  # code points of «نفس» or «ذات» before the party that a phrase takes up
OPENING = 2  # code points before the office: an article's or a preposition's letters


def join(
    document: Document, parties: Entities, claims: Sequence[Claim], lexicon: Lexicon
) -> tuple[Entities, tuple[Claim, ...]]:
    """Return parties and claims with each office joined to who holds it by the phrase of a claim's source.

    So is a party that only a phrase such as «نفس المصدر» is taken for to who speaks.

    Args:
        document: Analysed text.
        parties: The report's parties.
        claims: Its claims.
        lexicon: Tables to read with.
    """
    holders: dict[str, str] = {}
    for claim in claims:
        found = _holder(parties, claim)
        if found is not None and not _is_nameless(document, found[0], lexicon):
            holders.setdefault(found[0].entity, found[1].entity)
        again = _again(parties, claim)
        if again is not None:
            taken_for, speaker = again
            holders.setdefault(taken_for, holders.get(speaker, speaker))
    if not holders:
        return parties, tuple(claims)
    mentions = tuple(replace(m, entity=holders.get(m.entity, m.entity)) for m in parties.mentions)
    left = Entities(tuple(e for e in parties.entities if e.id not in holders), mentions)
    return left, tuple(_renamed(claim, holders) for claim in claims)


def _is_nameless(document: Document, office: Mention, lexicon: Lexicon) -> bool:
    """Whether an office is of somebody whom nobody names: «مستشار للرئيس السوري | سالم» is not Salim."""
    begins = [token.start for token in document.tokens]
    first = bisect_right(begins, office.start) - 1
    return nameless(lexicon).holds(document.tokens, first, max(bisect_left(begins, office.end), first + 1))


def _holder(parties: Entities, claim: Claim) -> tuple[Mention, Mention] | None:
    """Return the office and its holder's name that the phrase of a claim's source holds; None for others."""
    start, end = claim.source.start, claim.source.end
    if claim.anonymous or claim.count != SINGLE or start is None or end is None:
        return None
    outer: list[Mention] = []
    for mention in parties.mentions_in(max(0, start - OPENING), end + CLOSING):
        if not outer or mention.start >= outer[-1].end:
            outer.append(mention)
    men = [m for m in outer if parties.entity(m.entity).kind in (ROLE, PERSON, GROUP)]
    if len(men) != 2 or men[0].start > start + OPENING or men[1].end < end - CLOSING:
        return None
    office, name = (parties.entity(m.entity) for m in men)
    own = set(name.name.split()) & set(men[1].text.split())
    return (men[0], men[1]) if (office.kind, name.kind) == (ROLE, PERSON) and own else None


def _again(parties: Entities, claim: Claim) -> tuple[str, str] | None:
    """Return the party that a claim's phrase is taken for, first told of there («نفس المصدر»), and who speaks."""
    start, end, speaker = claim.source.start, claim.source.end, claim.source.entity
    if start is None or end is None or speaker is None:
        return None
    around = [m for m in parties.mentions_in(max(0, start - OPENING), end) if m.end == end and m.start <= start + SAME]
    mention = around[0] if around else None
    if mention is None or mention.entity == speaker or any(m.entity == speaker for m in around):
        return None
    told = {m.entity for m in parties.mentions_in(0, mention.start)}
    return (mention.entity, speaker) if speaker in told and mention.entity not in told else None


def _renamed(claim: Claim, holders: dict[str, str]) -> Claim:
    source = replace(claim.source, entity=holders.get(claim.source.entity or "", claim.source.entity))
    via = tuple(replace(v, entity=holders.get(v.entity or "", v.entity)) for v in claim.via)
    return replace(claim, source=source, via=via)
