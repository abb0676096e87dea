# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of dead and injured: find each toll that a report states; `sharing` gives it to its attack."""

from tawatur.lexicon import Lexicon
from tawatur.reading.clauses import CLOSING, EITHER, NONE, is_joined
from tawatur.reading.events.context import Context, reach
from tawatur.reading.events.counting import BY, COUNTED, NOUN, OF, OF_GROUP, STOPS, Counting, Found, bounds
from tawatur.reading.events.tolls import Toll, Words
from tawatur.text.normalize import fold
from tawatur.text.numbers import find_numbers
from tawatur.text.words import Token

AFTER, BEFORE, TOUCH, SUM, OVER, FAR = 5, 4, 3, 26, 10, 14  # tokens in which a number, or «على», is looked for
TAKEN = 16  # tokens before «حياة» or «أرواح» in which the verb that takes them stands
PARTED = 8  # tokens behind who fell in which «بين قتيل وجريح» stands
WITH = 3  # tokens after «أودى» in which «ب» stands
ON, FOR, TOGETHER, AMONG = "علي", "ل", "مع", "بين"
MEANT = {"ه": 1, "ها": 1, "هما": 2}  # how many a pronoun means: «مقتله», «حتفهما»
BEHIND = 8  # tokens before a verb in which «عدد» stands: «عدد المدنيين الذين قتلوا»
SINCE = "since"
THEN = "ف"
TWO = "ا"  # end of a verb of two: «قتلا»


class _Finder(Counting):
    """Looks for the number beside each casualty word of a document."""

    def after(self, at: int, last: int, named: bool, bare: bool = True) -> Found | None:
        """Return the count that follows a word; when and where may stand between."""
        token, left = self.aside(at + 1, last), AFTER
        while token < last and left:
            item = self.tokens[token]
            if token in self.covered:
                return self.summed(self.covered[token], last)
            if item.text in STOPS or (self.leads_away(item) and not self.points_back(item)):
                return None
            if is_joined(item) and self.key(token) in self.words.effects:
                return None  # «سبعة منهم قتلوا وجرح ثلاثة»: the number is of the other word
            found = (self.counted(token) or (self.pair(token) if token == at + 1 else None)) if bare else None
            if found is not None:
                return self.object(token, last) or self.and_others(self.together(found, token, last), token, last)
            found = self.named(token) if named else None
            if found is not None:
                return self.object(token, last) or self.and_others(found, token, last)
            if token > at + 1 and is_joined(item):
                return None  # another thing: «قتل شرطيين وجرائم أخرى»
            token, left = self.aside(token + 1, last), left - 1
        return None

    def beyond(self, at: int, last: int) -> Found | None:
        """Return the count behind who killed: «أعدم تنظيم «داعش» أمس 34 من أبناء العشيرة»."""
        if at + 1 >= last or self.context.party_of[at + 1] == NONE:
            return None
        first = self.context.parties[self.context.party_of[at + 1]].first
        end = max(p.last for p in self.context.parties if p.first == first)
        token = self.aside(end, last)
        return self.summed(self.covered[token], last) if token < last and token in self.covered else None

    def far(self, at: int, last: int) -> Found | None:
        """Return the count behind how and where: «قتل في هجوم على القرية ثلاثة جنود»."""
        if at + 1 >= last or not self._is_led(at + 1):
            return None
        for token in range(at + 1, min(last, at + 1 + FAR)):
            item = self.tokens[token]
            number = self.covered.get(token)
            if number is not None:
                end = number.outer_last
                follows = end < last and (self.key(end) in self.words.by_use["person"] or self.lemmas[end] == OF)
                return self.summed(number, last) if follows and not self._is_led(token) else None
            if item.text in STOPS or item.analysis.pos == "verb" or self.key(token) in self.words.effects:
                return None
        return None

    def _is_led(self, at: int) -> bool:
        """Whether a preposition stands before a word, or is it."""
        markers = self.context.structure.markers
        prep = any(m is not None and m.kind == "prep" for m in (markers[at], markers[at - 1]))
        return prep or BY in self.tokens[at].analysis.proclitics or FOR in self.tokens[at].analysis.proclitics

    def fallen(self, at: int, last: int) -> Found | None:
        """Return how many people fell; none of things, and none where another word says what became of them."""
        for token in range(at + 1, min(last, at + 1 + AFTER)):
            item = self.tokens[token]
            number = self.covered.get(token)
            end = token + 1 if number is None else number.outer_last
            told = any(self.key(t) in self.words.effects for t in (token, *self._until_joined(end, last)))
            if told or self._is_parted(end, last):
                return None
            if number is not None:
                follows = end < last and (self.key(end) in self.words.by_use["person"] or self.lemmas[end] == OF)
                return self.summed(number, last) if follows else None
            if item.text in STOPS or (self.leads_away(item) and not self.points_back(item)):
                return None
            found = self.counted(token)
            if found is not None:
                return self.together(found, token, last)
            if self.key(at)[1] == "noun":
                return None  # «سقوط مقذوف عسكري»
        return None

    def _is_parted(self, at: int, last: int) -> bool:
        """Whether «بين قتيل وجريح» follows a number."""
        ahead = range(at, min(last - 1, at + PARTED))
        return any(self.lemmas[t] == AMONG and self.key(t + 1) in self.words.effects for t in ahead)

    def _until_joined(self, at: int, last: int) -> range:
        """Return the tokens ahead up to a verb that «و» joins: «سقط شرطي | وأصيب ثلاثة»."""
        ahead = range(at, min(last, at + AFTER))
        joined = (t for t in ahead if is_joined(self.tokens[t]) and self._may_be_verb(t))
        return range(at, next(joined, ahead.stop))

    def _may_be_verb(self, at: int) -> bool:
        """Whether a word is a verb, or one of dying and being hurt that may be: «وجرح ثلاثة»."""
        verbs = any(a.pos == "verb" for a in self.tokens[at].word.analyses)
        return self.tokens[at].analysis.pos == "verb" or (verbs and self.key(at) in self.words.effects)

    def taken(self, at: int, last: int) -> Found | None:
        """Return the count after «ب»: «أودى بخمسة جنود»."""
        for token in range(at + 1, min(last, at + 1 + WITH)):
            item = self.tokens[token]
            if item.text in STOPS:
                return None
            if BY in item.analysis.proclitics:
                if token in self.covered:
                    return self.summed(self.covered[token], last)
                return self.counted(token)
        return None

    def before(self, at: int, first: int, reach: int) -> Found | None:
        """Return the count that stands before a word; who a plural verb is about has a longer name."""
        many = self._is_plural_verb(at)
        for token in range(at - 1, max(first, at - (reach + OF_GROUP + NOUN if many else reach)) - 1, -1):
            if token in self.covered:
                return self.listed(self.covered[token], first)
            if self.tokens[token].word.norm == OF:
                for number in range(token - 1, max(first, token - 1 - many) - 1, -1):
                    if number in self.covered:  # «ثلاثة من الجنود قتلوا», «ثلاثة جنود من كتيبة البلدة قتلوا»
                        return self.listed(self.covered[number], first)
            if self.tokens[token].text in STOPS or self.leads_away(self.tokens[token]):
                return None
        return None

    def _is_plural_verb(self, at: int) -> bool:
        """Whether a word is a verb of many: whom it is about stands before it."""
        token = self.tokens[at]
        return self.key(at)[1] == "verb" and (token.analysis.number == "p" or token.text[-1:] == TWO)

    def _lives(self, at: int, first: int, last: int) -> Found | None:
        """Return how many lives a verb before takes: «أودى بحياة خمسة جنود», «حصدت 270 نفسا»."""
        if not any(self.key(t) in self.words.by_use["take"] for t in range(max(first, at - TAKEN), at)):
            return None
        return self.after(at, last, named=True) or self.before(at, first, TOUCH) or self.meant(at, last)

    def total(self, at: int, last: int) -> Found | None:
        """Return the number that «عدد القتلى» comes to, some words on."""
        for token in range(at + 1, min(last, at + 1 + SUM)):
            if token in self.covered:
                return bounds(self.covered[token])
        return None

    def is_summed(self, at: int) -> bool:
        """Whether a word that sums up stands before a word: «عدد القتلى», «رفع الحصيلة إلى 25 قتيلا»."""
        first = self.context.document.sentences[self.tokens[at].sentence].first
        return any(self.key(t) in self.words.by_use["sum"] for t in range(max(first, at - BEHIND), at))

    def _toll(self, summed: int, at: int, first: int, last: int) -> Found | None:
        """Return the number of «عدد القتلى»: «إلى 84 عدد القتلى», «الحصيلة 59 قتيلا», «عدد القتلى … إلى 22»."""
        if at - 1 in self.covered and at - 1 > summed:
            found: Found | None = bounds(self.covered[at - 1])
        elif summed - 1 in self.covered and summed > first:
            found = bounds(self.covered[summed - 1])
        else:
            found = self.total(at, last)
        if found is None or summed == first or self.key(summed - 1) not in self.words.by_use["exceed"]:
            return found
        return found[0], None, found[2], found[3]

    def on(self, at: int, first: int, last: int) -> Found | None:
        """Return the count after «على», for «القضاء على»; without it, who passed away: «قضى ثلاثة جنود».

        «القضاء الألماني» is a court, «للقضاء على» an aim.
        """
        trigger = self.tokens[at]
        is_verb = self.key(at)[1] == "verb"
        if not is_verb and (FOR in trigger.analysis.proclitics or self._is_described(at, last)):
            return None
        passed = self._passed(at, first, last) if is_verb else None
        for token in range(at + 1, min(last, at + 2 + OVER)):
            if self.tokens[token].analysis.pos == "verb":
                break  # «قضى ثلاثة حين أطلق مسلح النار على السوق»
            if self.tokens[token].word.norm == ON and self.context.party_of[token] == NONE:
                return self.after(token, last, named=True)
            if self.lemmas[token] == ON and self.tokens[token].analysis.enclitic:
                light = at > first and self.tokens[at - 1].analysis.pos == "verb"  # «12 إرهابيا تم القضاء عليهم»
                return self.before(at - light, first, BEFORE)
            if passed is not None and passed[2] > trigger.start and self.leads_away(self.tokens[token]):
                break  # «قضى جنديان في هجوم على القرية»
        return passed

    def _passed(self, at: int, first: int, last: int) -> Found | None:
        """Return how many passed away: «قضى ثلاثة جنود»; none where «ب» follows: «قضت بتسريح الموقوفين»."""
        if at + 1 < last and BY in self.tokens[at + 1].analysis.proclitics:
            return None
        return self._with_others(at, last) or self.before(at, first, BEFORE) or self.fallen(at, last)

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
            return bounds(self.covered[at + 2])
        return self.counted(at + 2)

    def _before_fall(self, at: int, first: int) -> Found | None:
        """Return the count before the verb that a word completes: «خمسة جنود سقطوا قتلى»."""
        if at <= first or self.tokens[at - 1].analysis.pos != "verb":
            return None
        effect = self.words.effects.get(self.key(at - 1))
        return self.before(at - 1, first, BEFORE) if effect is not None and effect[1] == "fall" else None

    def _alone(self, at: int, first: int, last: int) -> Found | None:
        """Return 1 or 2 for who stands right before a verb: «أن جنديا قتل في», «الصحفي سالم قتل في»."""
        before = at - 1
        while before > first and (self.tokens[before].text in EITHER | CLOSING or self._is_mood(before)):
            before -= 1
        if before < first:
            return None
        found = None if is_joined(self.tokens[before]) else self.counted(before)
        return found or (self._subject(before, first) if self._has_no_object(at, last) else None)

    def _is_mood(self, at: int) -> bool:
        """Whether a word is «قد»."""
        marker = self.context.structure.markers[at]
        return marker is not None and marker.kind == "mood-particle"

    def _has_no_object(self, at: int, last: int) -> bool:
        """Whether where, when and how follow a verb, or nothing: then it says what became of its subject."""
        if at + 1 >= last or self.aside(at + 1, last) > at + 1:
            return True
        item = self.tokens[at + 1]
        marker = self.context.structure.markers[at + 1]
        preposition = marker is not None and marker.kind in ("prep", "opens-time")
        return item.text in STOPS or is_joined(item) or preposition or BY in item.analysis.proclitics

    def _subject(self, at: int, first: int) -> Found | None:
        """Return 1 where a mention of one person, or «الذي» behind it, ends at a token."""
        marker = self.context.structure.markers[at]
        if marker is not None and marker.kind == "opens-relative" and at > first:
            at -= 1
        return self.named_at_end(at)

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
        is_verb = self.key(at)[1] == "verb"
        if at - 1 in self.covered and at + 1 < last and self._shares(at, at + 1):
            return True
        if at - 1 in self.covered or (is_verb and self.before(at, first, BEFORE) is not None):
            return False  # it has its own number: «51 قتيلا وأصاب عشرين»

        def is_other(other: int) -> bool:
            if other >= last or (self.tokens[other].analysis.pos == "verb") != is_verb:
                return False
            return self.words.effects.get(self.key(other), (effect, ""))[0] != effect

        if is_joined(self.tokens[at]) and at > first:
            beside = at - 1
            if is_verb and self.before(beside, first, BEFORE) is not None:
                return False  # «سبعة جنود قتلوا وأصيب ستة»
        elif at + 1 < last and is_joined(self.tokens[at + 1]):
            beside = at + 1
        else:
            return False
        return is_other(beside)

    def _shares(self, at: int, other: int) -> bool:
        """Whether «و» joins a singular of the other harm to a counted one: «50 قتيلا وجريحا»."""
        (one, use), (more, joined) = (self.words.effects.get(self.key(t), ("", "")) for t in (at, other))
        if one == more or use not in COUNTED or joined not in COUNTED:
            return False
        return is_joined(self.tokens[other]) and self.tokens[other].analysis.number == "s"

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
            return self._lives(at, first, last)
        if use in COUNTED:
            summed = next((t for t in before if self.key(t) in self.words.by_use["sum"]), None)
            if summed is not None:
                return self._toll(summed, at, first, last)
            alone = None if use == "many" else self.counted(at)
            return (
                self._before_fall(at, first)
                or self.before(at, first, TOUCH)
                or alone
                or self.after(at, last, named=False, bare=False)
            )
        if token.analysis.enclitic:
            counted = None if self.key(at)[1] == "verb" else self.after(at, last, named=False)
            return counted or self.summed_up(at, first, last) or self.meant(at, last)
        if self.key(at)[1] != "verb":
            verbal = any(a.pos == "verb" for a in token.word.analyses)
            return self.after(at, last, named=True) or (self._alone(at, first, last) if verbal else None)
        if at + 1 in self.covered:
            return self.summed(self.covered[at + 1], last)
        others = self._with_others(at, last)
        if others is not None:
            return others
        passive = token.analysis.voice == "p"
        found = self.before(at, first, BEFORE) or self.summed_up(at, first, last) or self.after(at, last, named=passive)
        found = found or (None if passive else self.beyond(at, last)) or self.far(at, last)
        if found is not None:
            return found
        named = self.after(at, last, named=True)
        if named is None:
            return self._alone(at, first, last)
        if named[0] != 1:
            return named
        return 1, 1, token.start, token.end  # who of the two beside it was killed is not told by their places


def _since(context: Context, at: int) -> bool:
    """Whether «منذ» stands in the clause of a token."""
    clause = context.structure.clauses[context.structure.clause_of[at]]
    near = (context.structure.markers[t] for t in reach(at, clause.first, clause.last))
    return any(marker is not None and marker.sense == SINCE for marker in near)


def readings(context: Context, words: Words) -> list[tuple[str, str]]:
    """Return folded lemma and part of speech of each token.

    A word that may mean two things is read as the event that was found in it («أردته» is no wish), and «قتلا» as the
    verb.
    """
    return [_reading(context, words, token) for token in context.document.tokens]


def _reading(context: Context, words: Words, token: Token) -> tuple[str, str]:
    key = context.lemmas[token.index], token.analysis.pos
    found = context.anchors.get(token.index, key[0])
    if found != key[0]:
        return (found, "verb") if (found, "verb") in words.effects else key
    if key[1] == "noun" and token.text[-1:] == TWO and key in words.effects:
        duals = (a for a in token.word.analyses if a.pos == "verb" and a.number == "d" and not a.enclitic)
        return next(((fold(a.lemma), a.pos) for a in duals if (fold(a.lemma), a.pos) in words.effects), key)
    return key


def tolls(context: Context, lexicon: Lexicon) -> list[Toll]:
    """Return the tolls a document states, in order.

    Args:
        context: The document.
        lexicon: Tables; `events/casualties` is used.
    """
    words = lexicon.compiled("events.casualties", Words)
    keys = readings(context, words)
    triggers = [t for t in context.document.tokens if t.kind == "word" and keys[t.index] in words.effects]
    if not triggers:
        return []
    finder = _Finder(context, words, keys, find_numbers(context.document.tokens, lexicon))
    out = []
    for token in triggers:
        effect, use = words.effects[keys[token.index]]
        found = finder.count(token, use)
        if found is not None:
            pronoun = bool(token.analysis.enclitic) and found[2] == token.start
            joined = use in ("of", "on") and keys[token.index][1] != "verb" and is_joined(token)
            since = _since(context, token.index)
            total = finder.is_summed(token.index)
            then = THEN in token.analysis.proclitics
            out.append(Toll(effect, *found, token.index, token.sentence, joined, pronoun, since, total, then))
    return out
