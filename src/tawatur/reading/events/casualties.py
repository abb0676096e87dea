# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of dead and injured: find each toll that a report states; `sharing` gives it to its attack."""

from collections.abc import Sequence

from tawatur.lexicon import Lexicon
from tawatur.reading.clauses import CLOSING, EITHER, NONE, is_joined
from tawatur.reading.events.context import Context, reach
from tawatur.reading.events.tolls import Toll, Words
from tawatur.text.normalize import fold
from tawatur.text.numbers import Number, find_numbers
from tawatur.text.words import Token

AFTER, BEFORE, TOUCH, SUM, OVER = 5, 4, 3, 26, 10  # tokens in which a number, or «على», is looked for
TAKEN = 8  # tokens before «حياة» or «أرواح» in which the verb that takes them stands
WITH = 3  # tokens after «أودى» in which «ب» stands
STOPS = frozenset("،,؛;:.!؟?(")
COMMAS = frozenset("،,")
MOST = 1_000_000  # no attack of the news kills more; a larger number is something else
NOUN = 3  # tokens that a counted noun takes at most
TITLED = 7  # tokens behind a title in which the name ends and others are joined to it
OF_GROUP = 2  # tokens more of a noun behind «من»: «تسعة من مسلحي الجماعة»
ON, AND, BY, OF, FOR, TOGETHER = "علي", "و", "ب", "من", "ل", "مع"
WITHIN = frozenset({"in", "during", "since"})  # senses of the prepositions over times and places
COUNTED = ("self", "pair", "many")
DUAL = ("ين", "ان")
MEANT = {"ه": 1, "ها": 1, "هما": 2}  # how many a pronoun means: «مقتله», «حتفهما»
BEHIND = 8  # tokens before a verb in which «عدد» stands: «عدد المدنيين الذين قتلوا»
SINCE = "since"
Found = tuple[int | None, int | None, int, int]


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
        if token.analysis.pos == "noun_prop" and self._is_pair(token):
            return 2, 2, token.start, token.end
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

    def _is_pair(self, token: Token) -> bool:
        """Whether a word taken for a name can be two people: «صحفيان»."""
        duals = (a for a in token.word.analyses if a.pos == "noun" and a.number == "d" and not a.definite)
        return any((fold(a.lemma), a.pos) in self.words.by_use["person"] for a in duals)

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
        """Return the count that follows a word; when and where may stand between."""
        token, left = self._aside(at + 1, last), AFTER
        while token < last and left:
            item = self.tokens[token]
            if token in self.covered:
                return self._summed(self.covered[token], last)
            if item.text in STOPS or (self._leads_away(item) and not self._points_back(item)):
                return None
            if is_joined(item) and self.key(token) in self.words.effects:
                return None  # «سبعة منهم قتلوا وجرح ثلاثة»: the number is of the other word
            found = self._counted(token)
            if found is not None:
                return self._object(token, last) or self._and_others(self._together(found, token, last), token, last)
            found = self._named(token) if named else None
            if found is not None:
                return self._object(token, last) or self._and_others(found, token, last)
            if token > at + 1 and is_joined(item):
                return None  # another thing: «قتل شرطيين وجرائم أخرى»
            token, left = self._aside(token + 1, last), left - 1
        return None

    def _and_others(self, found: Found, at: int, last: int) -> Found:
        """Add the number that «و» joins to one named man: «مقتل قائد اللواء سالم وثلاثة من مساعديه» tells of four."""
        number = self.context.party_of[at]
        if number == NONE or found[:2] != (1, 1):
            return found
        party = self.context.parties[number]
        for token in range(party.last, min(last, party.last + TITLED)):
            more = self.covered.get(token)
            if more is not None:
                joined = is_joined(self.tokens[token]) or self.tokens[token - 1].text == AND
                taken = any(self.key(t) in self.words.effects for t in range(token, min(last, more.outer_last + 2)))
                low, high, _, end = _bounds(more)
                if not joined or taken or low is None:
                    return found
                return low + 1, None if high is None else high + 1, found[2], end
            item = self.tokens[token]
            if item.text in STOPS or is_joined(item) or self._leads_away(item):
                return found
        return found

    def beyond(self, at: int, last: int) -> Found | None:
        """Return the count behind who killed: «أعدم تنظيم «داعش» أمس 34 من أبناء العشيرة»."""
        if at + 1 >= last or self.context.party_of[at + 1] == NONE:
            return None
        first = self.context.parties[self.context.party_of[at + 1]].first
        end = max(p.last for p in self.context.parties if p.first == first)
        token = self._aside(end, last)
        return self._summed(self.covered[token], last) if token < last and token in self.covered else None

    def _aside(self, at: int, last: int) -> int:
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
                more = self._counted(token, joined=True) if self.key(token) in self.words.by_use["person"] else None
                if more is None or more[0] is None or low is None:
                    return found
                return low + more[0], None if high is None else high + more[0], start, more[3]
            if item.text in STOPS or self.key(item.index) in self.words.effects or self._leads_away(item):
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
            if item.text in STOPS or self.key(token) in self.words.effects or self._leads_away(item):
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
            if any(self.key(t) in self.words.effects for t in (token, *self._until_joined(end, last))):
                return None
            if number is not None:
                follows = end < last and (self.key(end) in self.words.by_use["person"] or self.lemmas[end] == OF)
                return self._summed(number, last) if follows else None
            if item.text in STOPS or (self._leads_away(item) and not self._points_back(item)):
                return None
            found = self._counted(token)
            if found is not None:
                return self._together(found, token, last)
        return None

    def _until_joined(self, at: int, last: int) -> range:
        """Return the tokens ahead up to a verb that «و» joins: «سقط شرطي | وأصيب ثلاثة»."""
        ahead = range(at, min(last, at + AFTER))
        joined = (t for t in ahead if self.tokens[t].analysis.pos == "verb" and is_joined(self.tokens[t]))
        return range(at, next(joined, ahead.stop))

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
        """Return the count that stands before a word; who a plural verb is about has a longer name."""
        many = self._is_plural_verb(at)
        for token in range(at - 1, max(first, at - (reach + OF_GROUP + NOUN if many else reach)) - 1, -1):
            if token in self.covered:
                return self._listed(self.covered[token], first)
            if self.tokens[token].word.norm == OF:
                for number in range(token - 1, max(first, token - 1 - many) - 1, -1):
                    if number in self.covered:  # «ثلاثة من الجنود قتلوا», «ثلاثة جنود من كتيبة البلدة قتلوا»
                        return self._listed(self.covered[number], first)
            if self.tokens[token].text in STOPS or self._leads_away(self.tokens[token]):
                return None
        return None

    def _is_plural_verb(self, at: int) -> bool:
        """Whether a word is a verb of many: whom it is about stands before it."""
        analysis = self.tokens[at].analysis
        return analysis.pos == "verb" and analysis.number == "p"

    def _listed(self, number: Number, first: int) -> Found:
        """Add the numbers that a joined one goes on from: «خمسة مدنيين وأربعة من الجنود قتلوا» are nine."""
        low, high, start, end = _bounds(number)
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
            apart = self._leads_away(item) and not (item.word.norm == OF and token - 1 in self.covered)
            if item.text in STOPS or apart or is_joined(item) or self.key(token) in self.words.effects:
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
            if self.tokens[token].analysis.pos == "verb":
                break  # «قضى ثلاثة حين أطلق مسلح النار على السوق»
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

    def _before_fall(self, at: int, first: int) -> Found | None:
        """Return the count before the verb that a word completes: «خمسة جنود سقطوا قتلى»."""
        if at <= first or self.tokens[at - 1].analysis.pos != "verb":
            return None
        effect = self.words.effects.get(self.key(at - 1))
        return self.before(at - 1, first, BEFORE) if effect is not None and effect[1] == "fall" else None

    def _alone(self, at: int, first: int) -> Found | None:
        """Return 1 or 2 for a bare noun right before a verb, quotation marks passed over: «أن جنديا قتل في»."""
        before = at - 1
        while before > first and self.tokens[before].text in EITHER | CLOSING:
            before -= 1
        return self._counted(before) if before >= first and not is_joined(self.tokens[before]) else None

    def _with_others(self, at: int, last: int) -> Found | None:
        """Return how many were killed where one was with others: «قتل مع أربعة من رفاقه» tells of five."""
        more = self._beside(at, last)
        if more is None or self.tokens[at].analysis.number != "s":
            return None
        low, high, start, end = more
        return None if low is None else low + 1, None if high is None else high + 1, start, end

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
            return (
                self._before_fall(at, first)
                or self.before(at, first, TOUCH)
                or alone
                or self.after(at, last, named=False)
            )
        if token.analysis.enclitic:
            counted = None if token.analysis.pos == "verb" else self.after(at, last, named=False)
            return counted or self.summed_up(at, first, last) or self.meant(at, last)
        if token.analysis.pos != "verb":
            verbal = any(a.pos == "verb" for a in token.word.analyses)
            return self.after(at, last, named=True) or (self._alone(at, first) if verbal else None)
        if at + 1 in self.covered:
            return self._summed(self.covered[at + 1], last)
        others = self._with_others(at, last)
        if others is not None:
            return others
        passive = token.analysis.voice == "p"
        found = self.before(at, first, BEFORE) or self.summed_up(at, first, last) or self.after(at, last, named=passive)
        found = found or (None if passive else self.beyond(at, last))
        if found is not None:
            return found
        named = self.after(at, last, named=True)
        if named is None:
            return self._alone(at, first)
        if named[0] != 1:
            return named
        return 1, 1, token.start, token.end  # who of the two beside it was killed is not told by their places


def _bounds(number: Number) -> Found:
    low = number.low if isinstance(number.low, int) else None
    high = number.high if isinstance(number.high, int) else None
    return low, high, number.start, number.end


def _since(context: Context, at: int) -> bool:
    """Whether «منذ» stands in the clause of a token."""
    clause = context.structure.clauses[context.structure.clause_of[at]]
    near = (context.structure.markers[t] for t in reach(at, clause.first, clause.last))
    return any(marker is not None and marker.sense == SINCE for marker in near)


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
            since = _since(context, token.index)
            out.append(Toll(effect, *found, token.index, token.sentence, joined, pronoun, since))
    return out
