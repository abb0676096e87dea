# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What counts people: numbers, bare singulars and duals, single named persons, and what «و» adds to them."""

from collections.abc import Sequence

from tawatur.reading.clauses import NONE, is_joined
from tawatur.reading.events.context import Context, Party, outermost
from tawatur.reading.events.tolls import Words
from tawatur.text.normalize import fold
from tawatur.text.numbers import Number
from tawatur.text.words import Token

STOPS = frozenset("،,؛;:.!؟?(")
COMMAS = frozenset("،,")
MOST = 1_000_000  # no attack of the news kills more; a larger number is something else
NOUN = 3  # tokens that a counted noun takes at most
TITLED = 7  # tokens behind a title in which the name ends and others are joined to it
OF_GROUP = 2  # tokens more of a noun behind «من»: «تسعة من مسلحي الجماعة»
AND, BY, OF, THE = "و", "ب", "من", "ال"
WITHIN = frozenset({"in", "during", "since"})  # senses of the prepositions over times and places
OTHER = "اخر"
DATING = frozenset("-/")
COUNTED = ("self", "pair", "many")
DUAL = ("ين", "ان")
Found = tuple[int | None, int | None, int, int]


def bounds(number: Number) -> Found:
    low = number.low if isinstance(number.low, int) else None
    high = number.high if isinstance(number.high, int) else None
    return low, high, number.start, number.end


class Counting:
    """Numbers and nouns of a document that count people."""

    def __init__(
        self, context: Context, words: Words, keys: Sequence[tuple[str, str]], numbers: Sequence[Number]
    ) -> None:
        self.context, self.words, self.keys = context, words, keys
        self.tokens, self.lemmas = context.document.tokens, context.lemmas
        self.covered = {t: n for n in numbers if self._counts_people(n) for t in range(n.outer_first, n.outer_last)}

    def key(self, at: int) -> tuple[str, str]:
        """Return folded lemma and part of speech of a token, see `casualties.readings`."""
        return self.keys[at]

    def _counts_people(self, number: Number) -> bool:
        if number.ordinal or number.percent or not isinstance(number.low, int) or number.low > MOST:
            return False
        if self.context.timex_of[number.first_token] != NONE:
            return False
        after = number.outer_last
        if self._is_date(after):
            return False
        if after >= len(self.tokens) or self.context.timex_of[after] != NONE:
            return True  # «ارتفع إلى 5 اليوم» counts no days
        return self.key(after) not in self.words.by_use["unit"]

    def _is_date(self, at: int) -> bool:
        """Whether the rest of a date in digits begins at a token: «22 | -2-1436»."""
        ahead = self.tokens[at : at + 2]
        return len(ahead) == 2 and ahead[0].text in DATING and ahead[1].kind == "number"

    def counted(self, at: int, joined: bool = False) -> Found | None:
        """Return 1 or 2 for a bare singular or dual noun that counts people; a joined one may be someone's."""
        token, key = self.tokens[at], self.key(at)
        if self._is_body(at):
            return None  # «سقوط طالبان»
        if token.analysis.pos == "noun_prop" and self._is_pair(token):
            return 2, 2, token.start, token.end
        counted = self.words.effects.get(key)
        if key not in self.words.by_use["person"] and (counted is None or counted[1] not in COUNTED):
            return None
        analysis = token.analysis
        if key[0] == OTHER and at + 1 < len(self.tokens) and self.tokens[at + 1].analysis.pos == "noun":
            return None  # «تصفية آخر جيوب المتمردين»
        one = {"s": 1, "d": 2}.get(analysis.number)
        if counted is not None and counted[1] == "pair" and analysis.stem.endswith(DUAL):
            one = 2
        if one is None or THE in analysis.proclitics or (analysis.enclitic and not (joined and one == 1)):
            return None
        return one, one, token.start, token.end

    def _is_body(self, at: int) -> bool:
        """Whether a body's mention begins at a token."""
        number = self.context.party_of[at]
        party = self.context.parties[number] if number != NONE else None
        return party is not None and party.first == at and party.entity.kind in ("organisation", "state")

    def pair(self, at: int) -> Found | None:
        """Return 2 for a dual, whatever it counts: «مقتل نزيلتين»; for a form in ين where a verb of two follows."""
        token = self.tokens[at]
        number = token.analysis.number
        led = bool(token.analysis.enclitic) or any(clitic != THE for clitic in token.analysis.proclitics)
        if token.analysis.pos != "noun" or led or self.key(at) in self.words.by_use["unit"]:
            return None
        if number == "p" and at + 1 < len(self.tokens):
            following = self.tokens[at + 1].analysis
            is_two = following.pos == "verb" and following.number == "d"
            if is_two and any(a.number == "d" for a in token.word.analyses):
                number = "d"
        return (2, 2, token.start, token.end) if number == "d" else None

    def _is_pair(self, token: Token) -> bool:
        """Whether a word taken for a name can be two people: «صحفيان»."""
        duals = (a for a in token.word.analyses if a.pos == "noun" and a.number == "d" and not a.definite)
        return any((fold(a.lemma), a.pos) in self.words.by_use["person"] for a in duals)

    def named(self, at: int) -> Found | None:
        """Return 1 where the mention of one person begins at a token."""
        number = self.context.party_of[at]
        return None if number == NONE else self._as_one(self.context.parties[number])

    def named_at_end(self, at: int) -> Found | None:
        """Return 1 where the mention of one person ends at a token."""
        number = outermost(self.context, at)
        party = self.context.parties[number] if number != NONE else None
        return self._as_one(party) if party is not None and party.last == at + 1 else None

    def _as_one(self, party: Party) -> Found | None:
        """Return 1 for a mention of one person."""
        if party.entity.kind not in ("person", "role") or self.tokens[party.first].analysis.number in ("p", "d"):
            return None
        return 1, 1, party.mention.start, party.mention.end

    def and_others(self, found: Found, at: int, last: int) -> Found:
        """Add who «و» joins to one named man: «مقتل قائد اللواء سالم وسائقه» are two, «… وثلاثة من مساعديه» four."""
        number = self.context.party_of[at]
        if number == NONE or found[:2] != (1, 1):
            return found
        token, left = self.context.parties[outermost(self.context, at)].last, TITLED
        while token < last and left:
            item, more = self.tokens[token], self._joined(token, last)
            if more is not None:
                count, token = more
                if count[0] is None or found[0] is None:
                    return found
                high = None if found[1] is None or count[1] is None else found[1] + count[1]
                found, left = (found[0] + count[0], high, found[2], count[3]), TITLED
                continue
            if item.text in STOPS or is_joined(item) or self.leads_away(item):
                return found
            token, left = token + 1, left - 1
        return found

    def _joined(self, at: int, last: int) -> tuple[Found, int] | None:
        """Return what «و» joins at a token that counts people, and the token behind it."""
        number = self.covered.get(at)
        joined = is_joined(self.tokens[at]) or self.tokens[at - 1].text == AND
        if not joined or (number is None and self.key(at) not in self.words.by_use["person"]):
            return None
        end = at + 1 if number is None else number.outer_last
        if any(self._takes(t) for t in range(at, min(last, end + 2))):
            return None
        found = self.counted(at, joined=True) if number is None else bounds(number)
        return None if found is None else (found, end)

    def _takes(self, at: int) -> bool:
        """Whether a casualty word takes the number beside it («وثلاثة جرحى»); «وإصابة» and «مصرعهم» do not."""
        item = self.tokens[at]
        return self.key(at) in self.words.effects and not is_joined(item) and not item.analysis.enclitic

    def aside(self, at: int, last: int) -> int:
        """Return the first token from one on that belongs to no time and no place: «قتل أمس في بغداد | ثلاثة»."""
        times, places = self.context.timex_of, self.context.place_of
        while at < last:
            marker = self.context.structure.markers[at]
            inside = marker is not None and marker.sense in WITHIN
            spot = at + inside
            covers = times if self._lies_in(times, spot, last) else places
            placed = inside or BY in self.tokens[at].analysis.proclitics
            if not self._lies_in(covers, spot, last) or (covers is places and not placed):
                return at
            at = spot + 1
            while at < last and covers[at] == covers[spot]:
                at += 1
        return at

    def _lies_in(self, covers: Sequence[int], at: int, last: int) -> bool:
        """Whether a token that is no number of people belongs to what covers tokens."""
        return at < last and covers[at] != NONE and at not in self.covered

    def object(self, at: int, last: int) -> Found | None:
        """The number of those whom one person killed: «قتل مسلح ثلاثة جنود» tells of three."""
        for token in range(at + 1, min(last, at + 1 + NOUN)):
            item = self.tokens[token]
            if token in self.covered:
                return None if is_joined(item) or self.tokens[token - 1].text == AND else bounds(self.covered[token])
            if item.text in STOPS or is_joined(item) or self.leads_away(item):
                return None
        return None

    def together(self, found: Found, at: int, last: int) -> Found:
        """Add the people that «و» joins to a counted noun: «ضابط ومجند» are two, «ضابط وثلاثة جنود» four."""
        low, high, start, end = found
        token = at + 1
        while token < last and is_joined(self.tokens[token]):
            number = self.covered.get(token)
            if number is None and self.key(token) not in self.words.by_use["person"]:
                break
            more = self.counted(token, joined=True) if number is None else bounds(number)
            if more is None or more[0] is None or low is None or high is None:
                break
            low, high, end = low + more[0], None if more[1] is None else high + more[1], more[3]
            token = token + 1 if number is None else number.outer_last
        return low, high, start, end

    def summed(self, number: Number, last: int) -> Found:
        """Add the numbers that «و» joins to a number of people: «15 شرطيا و3 عمال» are eighteen."""
        low, high, start, end = bounds(number)
        at = number.outer_last
        while low is not None and high in (low, None):
            more = self._next(at, last)
            if more is None or not isinstance(more.low, int) or more.low != more.high:
                break
            low, at, end = low + more.low, more.outer_last, more.end
            high = None if high is None else low
        return self._with_one((low, high, start, end), at, last)

    def _with_one(self, found: Found, at: int, last: int) -> Found:
        """Add one or two whom «و» joins behind a counted noun: «ستة جنود وضابط», «صحفيان وسائقهما»."""
        low, high, start, _ = found
        for token in self._noun(at, last):
            item = self.tokens[token]
            if is_joined(item):
                more = self.counted(token, joined=True) if self.key(token) in self.words.by_use["person"] else None
                if more is None or more[0] is None or low is None:
                    return found
                return low + more[0], None if high is None else high + more[0], start, more[3]
            if item.text in STOPS or self.key(item.index) in self.words.effects or self.leads_away(item):
                return found
        return found

    def _next(self, at: int, last: int) -> Number | None:
        """The number that «و» joins behind a counted noun; none where another casualty word takes it."""
        for token in self._noun(at, last):
            item = self.tokens[token]
            if token == at + 1 and item.word.norm == OF:
                continue  # «سبعة جنود من الكتيبة وثلاثة»
            if token > at and token in self.covered:
                number = self.covered[token]
                joined = is_joined(item) or self.tokens[token - 1].text == AND
                ahead = range(number.outer_last, min(last, number.outer_last + 2))
                taken = any(self.key(t) in self.words.effects and not is_joined(self.tokens[t]) for t in ahead)
                return number if joined and not taken and number.outer_last < last else None
            if item.text in COMMAS and token + 1 < last and self._opens_joined(token + 1):
                continue  # «خمسة جنود على الأقل، وستة مدنيين»
            if item.text in STOPS or self.key(token) in self.words.effects or self.leads_away(item):
                return None
        return None

    def _opens_joined(self, at: int) -> bool:
        """Whether a number that «و» joins begins at a token."""
        number = at + (self.tokens[at].text == AND)
        return number in self.covered and (number > at or is_joined(self.tokens[at]))

    def _noun(self, at: int, last: int) -> range:
        """Return the tokens behind a number in which its noun stands, and what «و» joins to that."""
        if at < last and self.tokens[at].word.norm == OF:
            return range(at + 1, min(last, at + 2 + NOUN + OF_GROUP))
        of_group = at + 1 < last and self.tokens[at + 1].word.norm == OF
        return range(at, min(last, at + 1 + NOUN + (OF_GROUP if of_group else 0)))

    def leads_away(self, item: Token) -> bool:
        marker = self.context.structure.markers[item.index]
        if marker is not None and marker.kind in ("prep", "opens-relative", "opens-complement"):
            return True
        return item.kind == "word" and item.analysis.pos in ("verb", "prep")

    def points_back(self, item: Token) -> bool:
        """Whether a word is a preposition with a pronoun, which stands where it likes: «قتل فيه جنديان»."""
        return item.analysis.pos == "prep" and bool(item.analysis.enclitic)

    def listed(self, number: Number, first: int) -> Found:
        """Add the numbers that a joined one goes on from: «خمسة مدنيين وأربعة من الجنود قتلوا» are nine."""
        low, high, start, end = bounds(number)
        at = number.outer_first
        while low is not None and low == high:
            alone = at > first and self.tokens[at - 1].text == AND
            before = self._previous(at - alone, first) if alone or is_joined(self.tokens[at]) else None
            if before is None or not isinstance(before.low, int) or before.low != before.high:
                break
            low, start, at = low + before.low, before.start, before.outer_first
            high = low
        return low, high, start, end

    def _previous(self, at: int, first: int) -> Number | None:
        """The number before a joined one, its noun between; none where a casualty word takes it."""
        for token in range(at - 1, max(first, at - 2 - NOUN - OF_GROUP) - 1, -1):
            if token in self.covered:
                number = self.covered[token]
                before = number.outer_first - 1
                taken = before >= first and self.key(before) in self.words.effects
                return None if taken or token == at - 1 else number
            item = self.tokens[token]
            apart = self.leads_away(item) and not (item.word.norm == OF and token - 1 in self.covered)
            if item.text in STOPS or apart or is_joined(item) or self.key(token) in self.words.effects:
                return None
        return None
