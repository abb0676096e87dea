# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is known about each token before events are judged: parties, times, places and claims by token."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Entity, Mention, Place, Timex
from tawatur.reading.clauses import NONE, Structure, parse
from tawatur.reading.parties import Entities
from tawatur.text.document import Document
from tawatur.text.normalize import fold


@dataclass(frozen=True, slots=True)
class Party:
    """One mention by tokens `[first, last)`."""

    number: int
    first: int
    last: int
    mention: Mention
    entity: Entity


@dataclass(frozen=True, slots=True)
class Context:
    """A document with everything found in it, looked up by token number; -1 where there is nothing."""

    document: Document
    structure: Structure
    entities: Entities
    timexes: tuple[Timex, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    parties: tuple[Party, ...]
    party_of: tuple[int, ...]
    timex_of: tuple[int, ...]
    place_of: tuple[int, ...]
    claim_of: tuple[int, ...]
    cue_of: tuple[int, ...]
    lemmas: tuple[str, ...]
    anchors: dict[int, str]  # tokens that may be anchors, with their lemma


@cache
def folded(lemma: str) -> str:
    """Return a lemma as tables are compared; lemmas are few, so each is folded once."""
    return fold(lemma)


class _Offsets:
    """From code points to tokens."""

    def __init__(self, document: Document) -> None:
        self.starts = [t.start for t in document.tokens]
        self.ends = [t.end for t in document.tokens]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens `[first, last)` that share a character with `[start, end)`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def _cover(size: int, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Number of the span over each token; of several the shortest."""
    out = [NONE] * size
    order = sorted(range(len(spans)), key=lambda i: (spans[i][0] - spans[i][1], i))
    for number in order:
        first, last = spans[number]
        for token in range(max(first, 0), min(last, size)):
            out[token] = number
    return tuple(out)


def build(
    document: Document,
    entities: Entities,
    timexes: Sequence[Timex],
    places: Sequence[Place],
    claims: Sequence[Claim],
    lexicon: Lexicon,
) -> Context:
    """Return the context of a document's tokens."""
    size, offsets = len(document.tokens), _Offsets(document)
    parties: list[Party] = []
    for mention in entities.mentions:
        first, last = offsets.tokens(mention.start, mention.end)
        if first < last:
            parties.append(Party(len(parties), first, last, mention, entities.entity(mention.entity)))
    contents = [offsets.tokens(c.content.start, c.content.end) if c.content else (0, 0) for c in claims]
    return Context(
        document=document,
        structure=parse(document, lexicon, {t for p in parties for t in range(p.first, p.last)}),
        entities=entities,
        timexes=tuple(timexes),
        places=tuple(places),
        claims=tuple(claims),
        parties=tuple(parties),
        party_of=_cover(size, [(p.first, p.last) for p in parties]),
        timex_of=_cover(size, [offsets.tokens(t.start, t.end) for t in timexes]),
        place_of=_cover(size, [offsets.tokens(p.start, p.end) for p in places]),
        claim_of=_cover(size, contents),
        cue_of=_cover(size, [offsets.tokens(c.cue.start, c.cue.end) for c in claims]),
        lemmas=tuple(folded(t.analysis.lemma) if t.kind == "word" else t.kind for t in document.tokens),
        anchors={},
    )
