# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Mentions laid over tokens: who stands before, after, within and around a word."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tawatur.model import Entity, Mention
from tawatur.reading.parties import Entities
from tawatur.text.document import Document
from tawatur.text.normalize import fold
from tawatur.text.words import Token

NEAR = 5  # tokens between a word and a party it governs
STOPS = frozenset(".؟!؛")
NAMED = frozenset(["organisation", "state"])  # kinds whose names are looked for inside other phrases
PERSONS = frozenset(["person"])
LONGEST = 6  # words of such a name
EARLIER = 60  # tokens between a pronoun and what it may stand for


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with its tokens `[first, last)` and its entity."""

    mention: Mention
    entity: Entity
    first: int
    last: int


class Scene:
    """A document's mentions by token."""

    def __init__(self, document: Document, parties: Entities, places: frozenset[str]) -> None:
        self.document, self.parties = document, parties
        self.places = places  # folded prepositions of place
        self._only_places: dict[str, bool] = {}
        self._sentences: dict[str, set[int]] = {}
        self.counts = Counter(m.entity for m in parties.mentions)
        self.tokens = document.tokens
        starts = [t.start for t in document.tokens]
        self.placed: list[Placed] = []
        for mention in parties.mentions:
            first = max(0, bisect_right(starts, mention.start) - 1)
            last = max(first + 1, bisect_left(starts, mention.end))
            if first < len(starts):
                self.placed.append(Placed(mention, parties.entity(mention.entity), first, last))
        self.placed.sort(key=lambda p: (p.first, -p.last))
        self._firsts = [p.first for p in self.placed]
        self._names: dict[tuple[str, ...], Entity] = {}
        for p in sorted(self.placed, key=lambda p: -self.counts[p.entity.id]):
            words = tuple(self.words(p.first, p.last).values())
            if p.entity.kind in NAMED | PERSONS and 0 < len(words) <= LONGEST:
                self._names.setdefault(words, p.entity)
        for entity in parties.entities:
            surname = tuple(bare(word) for word in fold(entity.name).split()[1:][-1:])
            if entity.kind in PERSONS and surname:
                self._names.setdefault(surname, entity)

    def words(self, first: int, last: int) -> dict[int, str]:
        """Return the words between two tokens by token, without clitics and articles, signs left out."""
        tokens = self.tokens
        return {
            i: bare(tokens[i].analysis.stem or tokens[i].word.norm)
            for i in range(first, last)
            if tokens[i].kind != "punct"
        }

    def named(self, first: int, last: int, kinds: frozenset[str] = NAMED) -> Iterator[tuple[int, Entity]]:
        """Yield the bodies whose names stand between two tokens though they are no mention there, longest first."""
        words = list(self.words(first, last).items())
        at = 0
        while at < len(words):
            for length in range(min(LONGEST, len(words) - at), 0, -1):
                entity = self._names.get(tuple(word for _, word in words[at : at + length]))
                if entity is not None and entity.kind in kinds:
                    yield words[at][0], entity
                    at += length - 1
                    break
            at += 1

    def standing(self, from_: Entity, to: Entity) -> tuple[str, ...]:
        """Return features of how much the report makes of two parties: a coder notes ties of those that matter."""
        one, other = (f"{e.kind}:{min(self.counts[e.id], 4)}" for e in (from_, to))
        known = f"{from_.known is not None}:{to.known is not None}"
        order = "first" if self.parties.entities and self.parties.entities[0].id in (from_.id, to.id) else "later"
        features = (f"from:{one}", f"to:{other}", f"both:{one}>{other}", f"known:{known}", f"order:{order}")
        return (*features, f"place:{self._only_place(to)}")

    def _only_place(self, entity: Entity) -> bool:
        """Whether every mention of a party follows a preposition of place: a state where things only happen."""
        found = self._only_places.get(entity.id)
        if found is None:
            found = all(self.is_placed(p.first) for p in self.placed if p.entity.id == entity.id)
            self._only_places[entity.id] = found
        return found

    def sentences(self, entity: str) -> set[int]:
        """Return the numbers of the sentences that name a party."""
        if not self._sentences:
            for place in self.placed:
                self._sentences.setdefault(place.entity.id, set()).add(self.tokens[place.first].sentence)
        return self._sentences.get(entity, set())

    def is_placed(self, first: int) -> bool:
        """Whether a preposition of place stands before a token or on it."""
        own = self.tokens[first].analysis.proclitics
        before = self.tokens[first - 1].analysis if first else None
        return "ب" in own or (before is not None and before.pos == "prep" and fold(before.lemma) in self.places)

    def starting(self, index: int) -> list[Placed]:
        """Return the mentions that start at a token, longest first."""
        low, high = bisect_left(self._firsts, index), bisect_right(self._firsts, index)
        return self.placed[low:high]

    def around(self, index: int) -> list[Placed]:
        """Return the mentions that hold a token but do not start at it, shortest first."""
        low = bisect_left(self._firsts, index - 24)
        high = bisect_left(self._firsts, index)
        return sorted((p for p in self.placed[low:high] if p.last > index), key=lambda p: p.last - p.first)

    def inside(self, placed: Placed) -> list[Placed]:
        """Return the mentions of other entities within a mention, in order, longest first where they begin together."""
        low, high = bisect_left(self._firsts, placed.first), bisect_left(self._firsts, placed.last)
        return [p for p in self.placed[low:high] if p.last <= placed.last and p.entity.id != placed.entity.id]

    def is_inside(self, placed: Placed) -> bool:
        """Whether a mention lies within one of another entity."""
        low, high = bisect_left(self._firsts, placed.first - 24), bisect_right(self._firsts, placed.first)
        return any(
            p.last >= placed.last and p.last - p.first > placed.last - placed.first and p.entity.id != placed.entity.id
            for p in self.placed[low:high]
        )

    def _walk_back(self, index: int) -> Iterator[int]:
        sentence = self.tokens[index].sentence
        for i in range(index - 1, max(-1, index - 13), -1):
            if self.tokens[i].sentence != sentence or self.tokens[i].text in STOPS:
                return
            yield i

    def before(self, index: int, reach: int) -> list[Placed]:
        """Return mentions that end before a token in its sentence, nearest first, at most `reach` of them.

        Of nested mentions that end together the longest stands for all.
        """
        found: list[Placed] = []
        low = bisect_left(self._firsts, index - 24)
        ending: dict[int, Placed] = {}
        for p in self.placed[low : bisect_left(self._firsts, index)]:
            if p.last <= index and (p.last not in ending or p.first < ending[p.last].first):
                ending[p.last] = p
        for i in self._walk_back(index):
            placed = ending.get(i + 1)
            if placed is not None and not any(f.first <= placed.first and placed.last <= f.last for f in found):
                found.append(placed)
                if len(found) == reach:
                    break
        return found

    def earlier(self, index: int, kinds: frozenset[str], reach: int) -> list[Placed]:
        """Return the nearest mentions of some kinds before a token, of different parties, from other sentences too."""
        found: dict[str, Placed] = {}
        for at in range(bisect_left(self._firsts, index) - 1, -1, -1):
            place = self.placed[at]
            if index - place.first > EARLIER or len(found) == reach:
                break
            if place.last <= index and place.entity.kind in kinds:
                found.setdefault(place.entity.id, place)
        return list(found.values())

    def after(self, index: int, *, within: int = NEAR) -> Placed | None:
        """Return the first mention that starts after a token, in its sentence and at most `within` tokens on."""
        sentence = self.tokens[index].sentence
        for i in range(index + 1, min(len(self.tokens), index + 1 + within)):
            if self.tokens[i].sentence != sentence or self.tokens[i].text in STOPS:
                return None
            starting = self.starting(i)
            if starting:
                return starting[0]
        return None

    def marked(self, index: int, preposition: str, *, within: int = NEAR) -> Placed | None:
        """Return the mention that a preposition after a token marks, the preposition written apart or onto the word."""
        sentence = self.tokens[index].sentence
        for i in range(index + 1, min(len(self.tokens), index + 1 + within)):
            token = self.tokens[i]
            if token.sentence != sentence or token.text in STOPS:
                return None
            if token.analysis.lemma == preposition and token.analysis.pos == "prep":
                return self.after(i, within=3) or self._unmarked(i + 1)
            starting = self.starting(i)
            if starting and (
                preposition in token.analysis.proclitics
                or (token.word.norm[:1] == preposition and starting[0].mention.start > token.start)
            ):
                return starting[0]
        return None

    def _unmarked(self, first: int) -> Placed | None:
        """Return the party whose name stands at a token within another phrase: «تحالف مع الوردي» taken for a body."""
        for at, entity in self.named(first, min(first + LONGEST, len(self.tokens)), NAMED | PERSONS):
            token = self.tokens[at]
            mention = Mention(token.start, token.end, token.text, entity.id)
            return Placed(mention, entity, at, at + 1) if at == first else None
        return None

    def coordinated(self, placed: Placed) -> list[Placed]:
        """Return the mentions joined to one by «و» or a comma, itself first."""
        found = [placed]
        while len(found) < 5:
            at = found[-1].last
            while at < len(self.tokens) and self.tokens[at].text in ("،", ",", '"', "»", ")"):
                at += 1
            if at >= len(self.tokens) or "و" not in self.tokens[at].analysis.proclitics:
                break
            starting = self.starting(at)
            if not starting or starting[0].entity.kind != placed.entity.kind:
                break
            found.append(starting[0])
        return found


def words_between(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Return how many words stand between two token positions."""
    low, high = min(first, last), max(first, last)
    return sum(tokens[i].kind != "punct" for i in range(low, high))


def bare(norm: str) -> str:
    """Return a folded adjective or noun without its article."""
    return norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm
