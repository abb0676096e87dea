# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of dead and injured: find each toll a report states, and give it to its attack.

A toll belongs to the attack of its sentence; told alone, to the attack that its sentence names again, or else to the
one told last before it. Tolls of one sentence that «و» joins are added; of several others of one attack the largest
counts: the others are mostly parts of it. What is planned, denied or thought of has no toll.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tawatur.lexicon import Lexicon
from tawatur.model import Count, Event
from tawatur.reading.clauses import NONE, is_joined
from tawatur.reading.events.context import Context, reach
from tawatur.text.normalize import fold
from tawatur.text.numbers import Number, find_numbers
from tawatur.text.words import Token

AFTER, BEFORE, TOUCH, SUM, OVER = 5, 4, 3, 26, 10  # tokens in which a number, or «على», is looked for
TAKEN = 8  # tokens before «حياة» or «أرواح» in which the verb that takes them stands
WITH = 3  # tokens after «أودى» in which «ب» stands
STOPS = frozenset("،,؛;:.!؟?(")
MOST = 1_000_000  # no attack of the news kills more; a larger number is something else
NOUN = 3  # tokens that a counted noun takes at most
ON, AND, BY, OF, FOR, TOGETHER = "علي", "و", "ب", "من", "ل", "مع"
MILD = ("abduct", "destroy")
COUNTED = ("self", "pair", "many")
DUAL = ("ين", "ان")
MEANT = {"ه": 1, "ها": 1, "هما": 2}  # how many a pronoun means: «مقتله», «حتفهما»
BEHIND = 8  # tokens before a verb in which «عدد» stands: «عدد المدنيين الذين قتلوا»
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
    joined: bool = False  # «و» stands before its word, a noun
    bound: bool = False  # only a pronoun says who: of no other event


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
        if after >= len(self.tokens) or self.context.timex_of[after] != NONE:
            return True  # «ارتفع إلى 5 اليوم» counts no days
        return self.key(after) not in self.words.by_use["unit"]

    def _counted(self, at: int, joined: bool = False) -> Found | None:
        """Return 1 or 2 for a bare singular or dual noun that counts people; a joined one may be someone's."""
        token, key = self.tokens[at], self.key(at)
        counted = self.words.effects.get(key)
        if key not in self.words.by_use["person"] and (counted is None or counted[1] not in COUNTED):
            return None
        analysis = token.analysis
        one = {"s": 1, "d": 2}.get(analysis.number)
        if counted is not None and counted[1] == "pair" and analysis.stem.endswith(DUAL):
            one = 2
        if one is None or "ال" in analysis.proclitics or (analysis.enclitic and not (joined and one == 1)):
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
            more = self._counted(token, joined=True) if number is None else _bounds(number)
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
        return self._with_one((low, high, start, end), at, last)

    def _with_one(self, found: Found, at: int, last: int) -> Found:
        """Add one or two whom «و» joins behind a counted noun: «ستة جنود وضابط», «صحفيان وسائقهما»."""
        low, high, start, _ = found
        for token in range(at, min(last, at + 1 + NOUN)):
            item = self.tokens[token]
            if is_joined(item):
                more = self._counted(token, joined=True) if self.key(token) in self.words.by_use["person"] else None
                if more is None or more[0] is None or low is None:
                    return found
                return low + more[0], None if high is None else high + more[0], start, more[3]
            if item.text in STOPS or self.key(item.index) in self.words.effects or self._leads_away(item):
                return found
        return found

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
            if self.tokens[token].word.norm == OF and token - 1 in self.covered:
                return _bounds(self.covered[token - 1])  # «ثلاثة من الجنود قتلوا»
            if self.tokens[token].text in STOPS or self._leads_away(self.tokens[token]):
                return None
        return None

    def total(self, at: int, last: int) -> Found | None:
        """Return the number that «عدد القتلى» comes to, some words on."""
        for token in range(at + 1, min(last, at + 1 + SUM)):
            if token in self.covered:
                return _bounds(self.covered[token])
        return None

    def on(self, at: int, first: int, last: int) -> Found | None:
        """Return the count after «على», for «القضاء على»; without it, who passed away: «قضى ثلاثة جنود».

        «القضاء الألماني» is a court, «للقضاء على» an aim.
        """
        trigger = self.tokens[at]
        if trigger.analysis.pos != "verb" and (FOR in trigger.analysis.proclitics or self._is_described(at, last)):
            return None
        for token in range(at + 1, min(last, at + 2 + OVER)):
            if self.tokens[token].word.norm == ON:
                return self.after(token, last, named=True)
            if self.lemmas[token] == ON and self.tokens[token].analysis.enclitic:
                light = at > first and self.tokens[at - 1].analysis.pos == "verb"  # «12 إرهابيا تم القضاء عليهم»
                return self.before(at - light, first, BEFORE)
        return None if trigger.analysis.pos != "verb" else self.before(at, first, BEFORE) or self.fallen(at, last)

    def _is_described(self, at: int, last: int) -> bool:
        """Whether an adjective with ال stands behind a noun with ال."""
        if at + 1 >= last:
            return False
        following = self.tokens[at + 1].analysis
        return following.pos == "adj" and following.definite and self.tokens[at].analysis.definite

    def meant(self, at: int, last: int) -> Found | None:
        """Return how many the pronoun of a word means, with those who fell together with them: «مقتله مع ثلاثة»."""
        token = self.tokens[at]
        said = MEANT.get(token.analysis.enclitic)
        if said is None:
            return None
        more = self._beside(at, last) if said == 1 else None
        if more is None:
            return said, said, token.start, token.end
        low, high, _, end = more
        return None if low is None else low + 1, None if high is None else high + 1, token.start, end

    def _beside(self, at: int, last: int) -> Found | None:
        """Return the count after a «مع» that follows a word."""
        if at + 2 >= last or self.tokens[at + 1].word.norm != TOGETHER:
            return None
        if at + 2 in self.covered:
            return _bounds(self.covered[at + 2])
        return self._counted(at + 2)

    def summed_up(self, at: int, first: int, last: int) -> Found | None:
        """Return the number of «عدد المدنيين الذين قتلوا … إلى 22» or «إلى 23 عدد …»."""
        for token in range(at - 1, max(first, at - BEHIND) - 1, -1):
            if self.key(token) in self.words.by_use["sum"]:
                return self.before(token, first, TOUCH) or self.total(token, last)
            if self.tokens[token].text in STOPS:
                return None
        return None

    def _mixed(self, at: int, first: int, last: int) -> bool:
        """Whether one number counts dead and injured: «مقتل وإصابة عشرين», «بين قتيل وجريح»."""
        effect, _ = self.words.effects[self.key(at)]
        is_verb = self.tokens[at].analysis.pos == "verb"
        if at - 1 in self.covered or (is_verb and self.before(at, first, BEFORE) is not None):
            return False  # it has its own number: «51 قتيلا وأصاب عشرين»

        def is_other(other: int) -> bool:
            if other >= last or (self.tokens[other].analysis.pos == "verb") != is_verb:
                return False
            return self.words.effects.get(self.key(other), (effect, ""))[0] != effect

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
            return self.on(at, first, last)
        if use == "fall":
            return self.fallen(at, last)
        if use == "with":
            return self.taken(at, last)
        if use == "life":
            taken = any(self.key(t) in self.words.by_use["take"] for t in range(max(first, at - TAKEN), at))
            return (self.after(at, last, named=False) or self.meant(at, last)) if taken else None
        if use in COUNTED:
            if any(self.key(t) in self.words.by_use["sum"] for t in before):
                return self.total(at, last)
            alone = None if use == "many" else self._counted(at)
            return self.before(at, first, TOUCH) or alone or self.after(at, last, named=False)
        if token.analysis.enclitic:
            counted = None if token.analysis.pos == "verb" else self.after(at, last, named=False)
            return counted or self.summed_up(at, first, last) or self.meant(at, last)
        if token.analysis.pos != "verb":
            return self.after(at, last, named=True)
        if at + 1 in self.covered:
            return _bounds(self.covered[at + 1])
        passive = token.analysis.voice == "p"
        found = self.before(at, first, BEFORE) or self.summed_up(at, first, last) or self.after(at, last, named=passive)
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
            pronoun = bool(token.analysis.enclitic) and found[2] == token.start
            joined = use in ("of", "on") and token.analysis.pos != "verb" and is_joined(token)
            out.append(Toll(effect, *found, token.index, token.sentence, joined, pronoun))
    return out


def _added(one: Toll, other: Toll) -> Toll:
    """Two tolls as one that counts both."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return replace(one, low=low, high=high, end=other.end)


def _chained(found: Sequence[Toll]) -> list[Toll]:
    """Add the tolls that «و» joins to one before: «مقتل خمسة جنود ومقتل أربعة مدنيين» tells of nine."""
    out: list[Toll] = []
    for toll in found:
        if toll.joined and toll.low != 1 and out and out[-1].sentence == toll.sentence and toll.start > out[-1].end:
            out[-1] = _added(out[-1], toll)
        else:
            out.append(toll)
    return out


def merge(found: Sequence[Toll], effect: Effect) -> Count | None:
    """Return the largest toll of an event; of equal ones the first."""
    mine = _chained([t for t in found if t.effect == effect])
    if not mine:
        return None
    top = max(mine, key=lambda t: (t.low or 0, -t.token))
    return Count(top.low, top.high, top.start, top.end)


def told_again(context: Context, found: Sequence[Toll], events: Sequence[tuple[int, int, str]]) -> list[int]:
    """Return for each toll the attack told before that its sentence names again («أسفر الهجوم عن …»), -1 for none.

    Args:
        context: The document.
        found: Tolls of the document.
        events: Anchor token, sentence and type of each event, in text order.
    """
    tokens, lemmas = context.document.tokens, context.lemmas
    by_lemma: dict[str, int] = {}
    for number, (at, _, type_) in enumerate(events):
        if type_ == "ASSAULT" and tokens[at].analysis.pos != "verb":
            by_lemma.setdefault(lemmas[at], number)
    out = []
    for toll in found:
        sentence = context.document.sentences[toll.sentence]
        named = [
            by_lemma[lemmas[t]]
            for t in reach(toll.token, sentence.first, sentence.last)
            if lemmas[t] in by_lemma and tokens[t].analysis.definite and t != toll.token
        ]
        out.append(next((n for n in named if events[n][1] < toll.sentence), NONE))
    return out


def is_mild(event: Event) -> bool:
    """Whether an act is one that seldom kills by itself: an abduction, or destruction."""
    return event.mode in MILD


def share(
    found: Sequence[Toll], events: Sequence[tuple[int, int, str]], aside: frozenset[int], again: Sequence[int]
) -> list[list[Toll]]:
    """Give each toll to one event.

    Args:
        found: Tolls of the document.
        events: Anchor token, sentence and type of each event, in text order; no type where nobody can have died.
        aside: Anchors of attacks that say themselves that people died, and of mild ones; they take no other toll where
            there is another attack.
        again: For each toll the event that its sentence names again, see `told_again`.
    Returns:
        The tolls of each event, in the events' order.
    """
    out: list[list[Toll]] = [[] for _ in events]
    attacks = [i for i, (_, _, type_) in enumerate(events) if type_ == "ASSAULT"]
    for number, toll in enumerate(found):
        own = [i for i in attacks if events[i][0] == toll.token]
        here = own or [i for i in attacks if events[i][1] == toll.sentence]
        here = [i for i in here if events[i][0] not in aside or events[i][0] == toll.token] or here
        if toll.bound and not own:
            continue
        if here:
            chosen = min(here, key=lambda i: (events[i][0] > toll.token, abs(events[i][0] - toll.token), i))
        elif again[number] != NONE:
            chosen = again[number]
        else:
            earlier = [i for i in attacks if events[i][1] < toll.sentence]
            if not earlier:
                continue
            chosen = ([i for i in earlier if events[i][0] not in aside] or earlier)[-1]
        out[chosen].append(toll)
    return out
