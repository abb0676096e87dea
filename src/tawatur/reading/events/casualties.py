# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of dead and injured: find each toll a report states, and give it to its attack.

A toll belongs to the attack of its sentence; told alone, to the attack told last before it. Tolls of one attack
that contradict one another become a range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tawatur.lexicon import Lexicon
from tawatur.model import Count
from tawatur.text.document import Document
from tawatur.text.normalize import fold
from tawatur.text.numbers import Number, find_numbers
from tawatur.text.words import Token

AFTER, BEFORE, TOUCH = 5, 5, 3  # tokens in which a number is looked for
STOPS = frozenset("،,؛;:.!؟?")
MOST = 1_000_000  # no attack of the news kills more; a larger number is something else
Effect = Literal["deaths", "injured"]


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people killed or injured, as one passage states it."""

    effect: Effect
    low: int | None
    high: int | None
    start: int
    end: int
    token: int
    sentence: int


class Words:
    """The table of casualty words, by folded lemma and part of speech."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.effects: dict[tuple[str, str], tuple[Effect, bool]] = {}
        self.people: set[tuple[str, str]] = set()
        for lemma, pos, effect, use in lexicon.table("events/casualties").columns("lemma", "pos", "effect", "use"):
            key = fold(lemma), pos
            if use == "person":
                self.people.add(key)
            else:
                self.effects[key] = ("deaths" if effect == "deaths" else "injured"), use == "self"


def _counted(token: Token, words: Words, folded: str) -> int | None:
    """Return 1 or 2 for a bare singular or dual noun that counts people."""
    analysis = token.analysis
    key = folded, analysis.pos
    if key not in words.people and not words.effects.get(key, ("", False))[1]:
        return None
    if "ال" in analysis.proclitics or analysis.enclitic:
        return None
    return {"s": 1, "d": 2}.get(analysis.number)


class _Finder:
    """Looks for the number beside each casualty word of a document."""

    def __init__(self, document: Document, lemmas: Sequence[str], words: Words, numbers: Sequence[Number]) -> None:
        self.document, self.lemmas, self.words = document, lemmas, words
        self.number_at = {
            n.first_token: n
            for n in numbers
            if not n.ordinal and not n.percent and isinstance(n.low, int) and n.low <= MOST
        }
        self.covered = {t: n for n in self.number_at.values() for t in range(n.outer_first, n.outer_last)}

    def _is_people(self, number: Number, last: int) -> bool:
        """Whether what follows a number is no unit of time, money or length: a person word, or the end of it."""
        at = number.outer_last
        if at >= last:
            return True
        token = self.document.tokens[at]
        key = self.lemmas[at], token.analysis.pos
        return token.kind != "word" or key in self.words.people or key in self.words.effects or token.analysis.pos != "noun"

    def after(self, at: int, last: int) -> tuple[int | None, int | None, int, int] | None:
        """Return the count that follows a word."""
        for token in range(at + 1, min(last, at + 1 + AFTER)):
            item = self.document.tokens[token]
            number = self.covered.get(token)
            if number is not None:
                return _bounds(number)
            if item.text in STOPS:
                return None
            one = _counted(item, self.words, self.lemmas[token])
            if one is not None:
                return one, one, item.start, item.end
            if item.kind == "word" and item.analysis.pos == "verb":
                return None
        return None

    def before(self, at: int, first: int, reach: int) -> tuple[int | None, int | None, int, int] | None:
        """Return the count that stands before a word."""
        for token in range(at - 1, max(first, at - reach) - 1, -1):
            item = self.document.tokens[token]
            number = self.covered.get(token)
            if number is not None:
                return _bounds(number)
            if item.text in STOPS or (item.kind == "word" and item.analysis.pos in ("verb", "prep")):
                return None
        return None


def _bounds(number: Number) -> tuple[int | None, int | None, int, int]:
    low = number.low if isinstance(number.low, int) else None
    high = number.high if isinstance(number.high, int) else None
    return low, high, number.start, number.end


def tolls(document: Document, lemmas: Sequence[str], lexicon: Lexicon) -> list[Toll]:
    """Return the tolls a document states, in order.

    Args:
        document: Analysed text.
        lemmas: Folded lemma of each token.
        lexicon: Tables; `events/casualties` is used.
    """
    words = lexicon.compiled("events.casualties", Words)
    triggers = [
        t for t in document.tokens if t.kind == "word" and (lemmas[t.index], t.analysis.pos) in words.effects
    ]
    if not triggers:
        return []
    finder = _Finder(document, lemmas, words, find_numbers(document.tokens, lexicon))
    out = []
    for token in triggers:
        effect, counted = words.effects[lemmas[token.index], token.analysis.pos]
        sentence = document.sentences[token.sentence]
        at = token.index
        if counted:
            found = finder.before(at, sentence.first, TOUCH)
            if found is None:
                one = _counted(token, words, lemmas[at])
                found = (one, one, token.start, token.end) if one is not None else finder.after(at, sentence.last)
        else:
            found = finder.after(at, sentence.last)
            if found is None and token.analysis.pos == "verb":
                found = finder.before(at, sentence.first, BEFORE)
        if found is not None:
            out.append(Toll(effect, *found, at, token.sentence))
    return out


def merge(found: Sequence[Toll], effect: Effect) -> Count | None:
    """Return one count for the tolls of an event; contradicting ones give the range."""
    mine = [t for t in found if t.effect == effect]
    if not mine:
        return None
    lows = [t.low for t in mine if t.low is not None]
    low = min(lows) if lows else None
    high = None if any(t.high is None for t in mine) else max(t.high for t in mine if t.high is not None)
    return Count(low, high, mine[0].start, mine[0].end)


def share(found: Sequence[Toll], events: Sequence[tuple[int, int, str]]) -> list[list[Toll]]:
    """Give each toll to one event.

    Args:
        found: Tolls of the document.
        events: Anchor token, sentence and type of each event, in text order.
    Returns:
        The tolls of each event, in the events' order.
    """
    out: list[list[Toll]] = [[] for _ in events]
    attacks = [i for i, (_, _, type_) in enumerate(events) if type_ == "ASSAULT"]
    for toll in found:
        here = [i for i in attacks if events[i][1] == toll.sentence]
        if here:
            chosen = min(here, key=lambda i: (abs(events[i][0] - toll.token), i))
        else:
            earlier = [i for i in attacks if events[i][1] < toll.sentence]
            if not earlier:
                continue
            chosen = earlier[-1]
        out[chosen].append(toll)
    return out
