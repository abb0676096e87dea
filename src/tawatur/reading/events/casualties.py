# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of dead and injured: find each toll a report states, and give it to its attack.

A toll belongs to the attack of its sentence; told alone, to the attack told last before it. Of several tolls of one
attack the largest counts: the others are mostly parts of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tawatur.lexicon import Lexicon
from tawatur.model import Count
from tawatur.reading.clauses import NONE, is_joined
from tawatur.reading.events.context import Context
from tawatur.text.normalize import fold
from tawatur.text.numbers import Number, find_numbers
from tawatur.text.words import Token

AFTER, BEFORE, TOUCH, SUM, OVER = 5, 4, 3, 26, 10  # tokens in which a number, or «على», is looked for
TAKEN = 8  # tokens before «حياة» or «أرواح» in which the verb that takes them stands
WITH = 3  # tokens after «أودى» in which «ب» stands
STOPS = frozenset("،,؛;:.!؟?(")
MOST = 1_000_000  # no attack of the news kills more; a larger number is something else
NOUN = 3  # tokens that a counted noun takes at most
ON, AND, BY, OF = "علي", "و", "ب", "من"
COUNTED = ("self", "pair", "many")
DUAL = ("ين", "ان")
Effect = Literal["deaths", "injured"]
Found = tuple[int | None, int | None, int, int]


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
        self.effects: dict[tuple[str, str], tuple[Effect, str]] = {}
        self.by_use: dict[str, set[tuple[str, str]]] = {use: set() for use in ("sum", "try", "person", "unit", "take")}
        for lemma, pos, effect, use in lexicon.table("events/casualties").columns("lemma", "pos", "effect", "use"):
            key = fold(lemma), pos
            if effect:
                self.effects[key] = ("deaths" if effect == "deaths" else "injured"), use
                if use == "with":
                    self.by_use["take"].add(key)  # «أودى بخمسة» and «أودى بحياة خمسة»
            else:
                self.by_use[use].add(key)


class _Finder:
    """Looks for the number beside each casualty word of a document."""

    def __init__(self, context: Context, words: Words, numbers: Sequence[Number]) -> None:
        self.context, self.words = context, words
        self.tokens, self.lemmas = context.document.tokens, context.lemmas
        self.covered = {t: n for n in numbers if self._counts_people(n) for t in range(n.outer_first, n.outer_last)}

    def key(self, at: int) -> tuple[str, str]:
        """Return folded lemma and part of speech of a token."""
        return self.lemmas[at], self.tokens[at].analysis.pos

    def _counts_people(self, number: Number) -> bool:
        if number.ordinal or number.percent or not isinstance(number.low, int) or number.low > MOST:
            return False
        if self.context.timex_of[number.first_token] != NONE:
            return False
        after = number.outer_last
        return after >= len(self.tokens) or self.key(after) not in self.words.by_use["unit"]

    def _counted(self, at: int) -> Found | None:
        """Return 1 or 2 for a bare singular or dual noun that counts people."""
        token, key = self.tokens[at], self.key(at)
        counted = self.words.effects.get(key)
        if key not in self.words.by_use["person"] and (counted is None or counted[1] not in COUNTED):
            return None
        analysis = token.analysis
        one = {"s": 1, "d": 2}.get(analysis.number)
        if counted is not None and counted[1] == "pair" and analysis.stem.endswith(DUAL):
            one = 2
        if one is None or "ال" in analysis.proclitics or analysis.enclitic:
            return None
        return one, one, token.start, token.end

    def _named(self, at: int) -> Found | None:
        """Return 1 where the mention of one person begins at a token."""
        number = self.context.party_of[at]
        if number == NONE:
            return None
        party = self.context.parties[number]
        if party.entity.kind not in ("person", "role") or self.tokens[party.first].analysis.number in ("p", "d"):
            return None
        return 1, 1, party.mention.start, party.mention.end

    def after(self, at: int, last: int, named: bool) -> Found | None:
        """Return the count that follows a word."""
        for token in range(at + 1, min(last, at + 1 + AFTER)):
            item = self.tokens[token]
            if token in self.covered:
                return self._summed(self.covered[token], last)
            if item.text in STOPS or (self._leads_away(item) and not self._points_back(item)):
                return None
            found = self._counted(token)
            if found is not None:
                return self._object(token, last) or self._together(found, token, last)
            found = self._named(token) if named else None
            if found is not None:
                return self._object(token, last) or found
        return None

    def _object(self, at: int, last: int) -> Found | None:
        """The number of those whom one person killed: «قتل مسلح ثلاثة جنود» tells of three."""
        for token in range(at + 1, min(last, at + 1 + NOUN)):
            item = self.tokens[token]
            if token in self.covered:
                return None if is_joined(item) or self.tokens[token - 1].text == AND else _bounds(self.covered[token])
            if item.text in STOPS or is_joined(item) or self._leads_away(item):
                return None
        return None

    def _together(self, found: Found, at: int, last: int) -> Found:
        """Add the people that «و» joins to a counted noun: «ضابط ومجند» are two, «ضابط وثلاثة جنود» four."""
        low, high, start, end = found
        token = at + 1
        while token < last and is_joined(self.tokens[token]):
            number = self.covered.get(token)
            if number is None and self.key(token) not in self.words.by_use["person"]:
                break
            more = self._counted(token) if number is None else _bounds(number)
            if more is None or more[0] is None or low is None or high is None:
                break
            low, high, end = low + more[0], None if more[1] is None else high + more[1], more[3]
            token = token + 1 if number is None else number.outer_last
        return low, high, start, end

    def _summed(self, number: Number, last: int) -> Found:
        """Add the numbers that «و» joins to a number of people: «15 شرطيا و3 عمال» are eighteen."""
        low, high, start, end = _bounds(number)
        at = number.outer_last
        while low is not None and low == high:
            more = self._next(at, last)
            if more is None or not isinstance(more.low, int) or more.low != more.high:
                break
            low, at, end = low + more.low, more.outer_last, more.end
            high = low
        return low, high, start, end

    def _next(self, at: int, last: int) -> Number | None:
        """The number that «و» joins behind a counted noun; none where another casualty word takes it."""
        for token in range(at, min(last, at + 1 + NOUN)):
            item = self.tokens[token]
            if token > at and token in self.covered:
                number = self.covered[token]
                joined = is_joined(item) or self.tokens[token - 1].text == AND
                ahead = range(number.outer_last, min(last, number.outer_last + 2))
                taken = any(self.key(t) in self.words.effects and not is_joined(self.tokens[t]) for t in ahead)
                return number if joined and not taken and number.outer_last < last else None
            if item.text in STOPS or self.key(token) in self.words.effects or self._leads_away(item):
                return None
        return None

    def _leads_away(self, item: Token) -> bool:
        marker = self.context.structure.markers[item.index]
        if marker is not None and marker.kind in ("prep", "opens-relative", "opens-complement"):
            return True
        return item.kind == "word" and item.analysis.pos in ("verb", "prep")

    def _points_back(self, item: Token) -> bool:
        """Whether a word is a preposition with a pronoun, which stands where it likes: «قتل فيه جنديان»."""
        return item.analysis.pos == "prep" and bool(item.analysis.enclitic)

    def fallen(self, at: int, last: int) -> Found | None:
        """Return how many people fell; none of things, and none where another word says what became of them."""
        for token in range(at + 1, min(last, at + 1 + AFTER)):
            item = self.tokens[token]
            number = self.covered.get(token)
            end = token + 1 if number is None else number.outer_last
            ahead = range(end, min(last, end + AFTER))
            if any(self.key(t) in self.words.effects for t in (token, *ahead)):
                return None
            if number is not None:
                follows = end < last and (self.key(end) in self.words.by_use["person"] or self.tokens[end].text == OF)
                return self._summed(number, last) if follows else None
            if item.text in STOPS or (self._leads_away(item) and not self._points_back(item)):
                return None
            found = self._counted(token)
            if found is not None:
                return self._together(found, token, last)
        return None

    def taken(self, at: int, last: int) -> Found | None:
        """Return the count after «ب»: «أودى بخمسة جنود»."""
        for token in range(at + 1, min(last, at + 1 + WITH)):
            item = self.tokens[token]
            if item.text in STOPS:
                return None
            if BY in item.analysis.proclitics:
                if token in self.covered:
                    return self._summed(self.covered[token], last)
                return self._counted(token)
        return None

    def before(self, at: int, first: int, reach: int) -> Found | None:
        """Return the count that stands before a word."""
        for token in range(at - 1, max(first, at - reach) - 1, -1):
            if token in self.covered:
                return _bounds(self.covered[token])
            if self.tokens[token].text in STOPS or self._leads_away(self.tokens[token]):
                return None
        return None

    def total(self, at: int, last: int) -> Found | None:
        """Return the number that «عدد القتلى» comes to, some words on."""
        for token in range(at + 1, min(last, at + 1 + SUM)):
            if token in self.covered:
                return _bounds(self.covered[token])
        return None

    def on(self, at: int, last: int) -> Found | None:
        """Return the count after «على», for «القضاء على»."""
        for token in range(at + 1, min(last, at + 2 + OVER)):
            if self.tokens[token].word.norm == ON:
                return self.after(token, last, named=True)
        return None

    def _mixed(self, at: int, first: int, last: int) -> bool:
        """Whether one number counts dead and injured: «مقتل وإصابة عشرين», «بين قتيل وجريح»."""
        effect, _ = self.words.effects[self.key(at)]

        def is_other(other: int) -> bool:
            return other < last and self.words.effects.get(self.key(other), (effect, ""))[0] != effect

        if is_joined(self.tokens[at]) and at > first:
            beside = at - 1
        elif at + 1 < last and is_joined(self.tokens[at + 1]):
            beside = at + 1
        else:
            return False
        return is_other(beside)

    def count(self, token: Token, use: str) -> Found | None:
        """Return the count that belongs to a casualty word."""
        at, sentence = token.index, self.context.document.sentences[token.sentence]
        first, last = sentence.first, sentence.last
        before = range(max(first, at - 2), at)
        if any(self.key(t) in self.words.by_use["try"] for t in before) or self._mixed(at, first, last):
            return None
        if use == "on":
            return self.on(at, last)
        if use == "fall":
            return self.fallen(at, last)
        if use == "with":
            return self.taken(at, last)
        if use == "life":
            taken = any(self.key(t) in self.words.by_use["take"] for t in range(max(first, at - TAKEN), at))
            return self.after(at, last, named=False) if taken else None
        if use in COUNTED:
            if any(self.key(t) in self.words.by_use["sum"] for t in before):
                return self.total(at, last)
            alone = None if use == "many" else self._counted(at)
            return self.before(at, first, TOUCH) or alone or self.after(at, last, named=False)
        if token.analysis.pos != "verb":
            return self.after(at, last, named=True)
        if at + 1 in self.covered:
            return _bounds(self.covered[at + 1])
        passive = token.analysis.voice == "p"
        found = self.before(at, first, BEFORE) or self.after(at, last, named=passive)
        if found is not None or self.after(at, last, named=True) is None:
            return found
        return 1, 1, token.start, token.end  # who of the two beside it was killed is not told by their places


def _bounds(number: Number) -> Found:
    low = number.low if isinstance(number.low, int) else None
    high = number.high if isinstance(number.high, int) else None
    return low, high, number.start, number.end


def tolls(context: Context, lexicon: Lexicon) -> list[Toll]:
    """Return the tolls a document states, in order.

    Args:
        context: The document.
        lexicon: Tables; `events/casualties` is used.
    """
    words = lexicon.compiled("events.casualties", Words)
    lemmas = context.lemmas
    triggers = [
        t for t in context.document.tokens if t.kind == "word" and (lemmas[t.index], t.analysis.pos) in words.effects
    ]
    if not triggers:
        return []
    finder = _Finder(context, words, find_numbers(context.document.tokens, lexicon))
    out = []
    for token in triggers:
        effect, use = words.effects[lemmas[token.index], token.analysis.pos]
        found = finder.count(token, use)
        if found is not None:
            out.append(Toll(effect, *found, token.index, token.sentence))
    return out


def merge(found: Sequence[Toll], effect: Effect) -> Count | None:
    """Return the largest toll of an event; of equal ones the first."""
    mine = [t for t in found if t.effect == effect]
    if not mine:
        return None
    top = max(mine, key=lambda t: (t.low or 0, -t.token))
    return Count(top.low, top.high, top.start, top.end)


def share(found: Sequence[Toll], events: Sequence[tuple[int, int, str]], deadly: frozenset[int]) -> list[list[Toll]]:
    """Give each toll to one event.

    Args:
        found: Tolls of the document.
        events: Anchor token, sentence and type of each event, in text order.
        deadly: Anchors that say themselves that people died; they take no other toll where there is another attack.
    Returns:
        The tolls of each event, in the events' order.
    """
    out: list[list[Toll]] = [[] for _ in events]
    attacks = [i for i, (_, _, type_) in enumerate(events) if type_ == "ASSAULT"]
    for toll in found:
        own = [i for i in attacks if events[i][0] == toll.token]
        here = own or [i for i in attacks if events[i][1] == toll.sentence]
        here = [i for i in here if events[i][0] not in deadly or events[i][0] == toll.token] or here
        if here:
            chosen = min(here, key=lambda i: (events[i][0] > toll.token, abs(events[i][0] - toll.token), i))
        else:
            earlier = [i for i in attacks if events[i][1] < toll.sentence]
            if not earlier:
                continue
            chosen = earlier[-1]
        out[chosen].append(toll)
    return out
