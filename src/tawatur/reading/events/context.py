# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is known about each token before events are judged: parties, times, places and claims by token."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Entity, Mention, Place, Timex
from tawatur.reading.clauses import NONE, Structure, parse
from tawatur.reading.parties import Entities
from tawatur.text.document import Document
from tawatur.text.normalize import folded

COMMAS = ("،", ",")
REACH = 100  # tokens to either side beyond which nothing belongs to an anchor, however long its sentence
BACK = 600  # tokens back in which parties and times are still looked for


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
    chains: tuple[tuple[int, int], ...]  # of each party: first of the coordinated ones it ends, how many before it
    asides: frozenset[int]  # phrases between commas that only explain
    starts: tuple[int, ...]  # first token of each party
    dates: tuple[tuple[int, int], ...]  # first token and number of each time expression


def reach(at: int, first: int, last: int) -> range:
    """Return the tokens of `[first, last)` within reach of a token: work per anchor must not grow with the text."""
    return range(max(first, at - REACH), min(last, at + REACH + 1))


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


def _chains(document: Document, structure: Structure, parties: Sequence[Party]) -> tuple[tuple[int, int], ...]:
    """Return for each party the first of its list and its place in it.

    A list is parties joined by «و» or by commas before a last «و»; an apposition without a comma, such as a title
    before a name, counts as its party's own place.
    """
    tokens, size = document.tokens, len(parties)
    links = [""] * size  # how a party is tied to the one before it
    for number in range(1, size):
        before, party = parties[number - 1], parties[number]
        between = [t.word.norm for t in tokens[before.last : party.first]]
        if before.last > party.first or before.entity.id == party.entity.id:
            continue
        if (tokens[party.first].analysis.proclitics[:1] == ("و",) and between in ([], ["،"], [","])) or between in (
            ["و"],
            ["،", "و"],
        ):
            links[number] = "و"
        elif between in (["،"], [","]):
            links[number] = "،"
        elif not between and structure.phrase_of[before.first] == structure.phrase_of[party.first] != NONE:
            links[number] = "="
    closed = False  # whether an «و» follows in the list
    for number in range(size - 1, 0, -1):
        if links[number] == "و":
            closed = True
        elif links[number] == "،" and not closed:
            links[number] = ""
        elif not links[number]:
            closed = False
    out: list[tuple[int, int]] = []
    for number, link in enumerate(links):
        first, place = out[-1] if link else (number, 0)
        out.append((first, place + (link not in ("", "="))))
    return tuple(out)


def _asides(document: Document, structure: Structure) -> frozenset[int]:
    """Return the bare phrases that stand alone between two commas."""
    tokens = document.tokens
    return frozenset(
        p.index
        for p in structure.phrases
        if not p.prep
        and not p.joined
        and p.first > 0
        and p.last < len(tokens)
        and tokens[p.first - 1].text in COMMAS
        and tokens[p.last].text in COMMAS
    )


def _dates(timex_of: Sequence[int]) -> tuple[tuple[int, int], ...]:
    firsts: dict[int, int] = {}
    for token, number in enumerate(timex_of):
        if number != NONE:
            firsts.setdefault(number, token)
    return tuple((token, number) for number, token in firsts.items())


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
    structure = parse(document, lexicon, {t for p in parties for t in range(p.first, p.last)})
    timex_of = _cover(size, [offsets.tokens(t.start, t.end) for t in timexes])
    return Context(
        document=document,
        structure=structure,
        entities=entities,
        timexes=tuple(timexes),
        places=tuple(places),
        claims=tuple(claims),
        parties=tuple(parties),
        party_of=_cover(size, [(p.first, p.last) for p in parties]),
        timex_of=timex_of,
        place_of=_cover(size, [offsets.tokens(p.start, p.end) for p in places]),
        claim_of=_cover(size, contents),
        cue_of=_cover(size, [offsets.tokens(c.cue.start, c.cue.end) for c in claims]),
        lemmas=tuple(folded(t.analysis.lemma) if t.kind == "word" else t.kind for t in document.tokens),
        anchors={},
        chains=_chains(document, structure, parties),
        asides=_asides(document, structure),
        starts=tuple(p.first for p in parties),
        dates=_dates(timex_of),
    )
