# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Where a party's phrase is closed: what stands behind its last definite word and is not its adjective.

An idafa chain ends with its first definite word; behind it only adjectives that agree with a noun of the chain, a
prepositional complement or the rest of a known name go on. A noun, a predicate, an adverb or a time word there belongs
to the sentence («هاجمت الشرطة | المتظاهرين», «وزير الخارجية | الخميس»).
"""

from collections.abc import Iterator
from dataclasses import replace

from tawatur.lexicon import Lexicon
from tawatur.reading.entities.lexical import ARTICLE, Lexical, WordType
from tawatur.reading.entities.parsed import NAME, STATE, Parsed
from tawatur.reading.entities.phrases import CLOSING, NISBA, OPENING
from tawatur.reading.entities.spans import Span
from tawatur.text.normalize import fold
from tawatur.text.records import Analysis, Token

TIMES = (
    ("time/weekdays", frozenset({"weekday"})),
    ("time/months", frozenset({"month"})),
    ("time/deictics", frozenset({"deictic"})),
    ("time/dayparts", frozenset({"part"})),
)
KEPT_IN = "BI"  # first letters of the labels of names
PERSON = "I-PER"  # goes on the name of a person; the model takes too much of other names
MASDAR, TANWIN = "ت", "ا"
PARTICIPLE, ACTIVE = "م", "ا"  # first letter of derived participles, second of simple ones
TITLES = frozenset({"tit", "hon", "off1", "org1"})
PLURAL_CLASSES = frozenset({"offp", "orgp", "grpp", "dscp", "natp", "pplp", "qty"})
ELATIVE, COMPARED = "ا", 4  # «الأكبر», «الأخرى» go with any noun
SOUND = ("ون", "ين", "ان")
FEMININE_ENDS = ("ه", "ات")
NATIONALITIES = frozenset({"nat1", "natp", "ppl1", "pplp"})
JOINS = frozenset("وف")  # letters before a word that join it
NO_NOUNS = frozenset({"prep", "conj", "part", "pron", "adv", "num", "punct", "symbol", "latin"})


class Closure:
    """Ends phrases; holds the words that the decision asks for."""

    def __init__(self, lexicon: Lexicon, lexical: Lexical) -> None:
        self.lexical = lexical
        self.times = frozenset(
            fold(row["word"])
            for table, classes in TIMES
            for row in lexicon.table(table).records()
            if row["class"] in classes
        )
        self.continuing = frozenset(fold(row["word"]) for row in lexicon.table("entities/continuers").records())

    def cut(self, span: Span, parsed: Parsed) -> Span:
        """Return a span without what follows its close."""
        end = next(self._ends(span, parsed), span.last)
        return span if end == span.last else replace(span, last=end)

    def _ends(self, span: Span, parsed: Parsed) -> Iterator[int]:
        tokens, words, names = parsed.document.tokens, parsed.words, parsed.names
        start = self._named(span.first, parsed, span.last)
        closed = start > span.first + 1 or self._closes(span.first, parsed)
        is_state = start == span.first + 1 and span.label == STATE and self._is_country(words[span.first])
        nouns = list(range(span.first, start))
        quoted, i = _is_open([t.text for t in tokens[span.first : start]]), start
        while i < span.last:
            token, word = tokens[i], words[i]
            if token.kind != "word":
                if not quoted and closed and _is_speech(i, span.last, parsed):
                    yield i
                    return
                if token.text in OPENING or token.text in CLOSING:
                    quoted = not quoted if token.text in OPENING and token.text in CLOSING else token.text in OPENING
                    closed = closed or not quoted
                i += 1
                continue
            if quoted:
                i += 1
                continue
            named = self._named(i, parsed, span.last)
            if closed and named > i + 1 and self._begins_another(i, parsed):
                yield i
                return
            if named > i + 1 or names[i] == PERSON:
                nouns.append(i)
                closed, i = True, max(named, i + 1)
                continue
            if self._opens(token, word):
                if token.analysis.pos == "prep" and token.analysis.enclitic and not _takes_pronoun(i - 1, parsed):
                    yield i
                    return
                closed = token.analysis.pos != "prep" and self._closes(i, parsed)
                nouns.append(i)
            elif closed and self._is_outside(i, nouns, is_state, span.label, parsed):
                yield i
                return
            else:
                closed = self._closes(i, parsed) or (closed and token.analysis.pos == "adj")
                nouns.append(i)
            i += 1

    def _named(self, i: int, parsed: Parsed, last: int) -> int:
        """Return the end of the known name that begins at a token; the token's own end if none does."""
        words = parsed.words
        end = i + 1
        if parsed.names[i][0] == "B":
            while end < last and parsed.names[end] == PERSON:
                end += 1
        for length in self.lexical.lengths.get(words[i].base, ()):
            key = (words[i].base, *(w.norm for w in words[i + 1 : i + length]))
            if i + length <= last and key in self.lexical.entries:
                return max(end, i + length)
        return end

    def _begins_another(self, i: int, parsed: Parsed) -> bool:
        """Whether a known name is another party, behind a close: a body's head with its article («| الجيش الوطني»)."""
        word = parsed.words[i]
        if not JOINS.issuperset(word.norm.removesuffix(word.base)):
            return False  # «المتحدث الرسمي للجيش»
        return word.article and word.key in self.lexical.heads and parsed.document.tokens[i].analysis.pos == "noun"

    def _is_country(self, word: WordType) -> bool:
        return any(e.table == "countries" for e in self.lexical.entries.get((word.base,), ()))

    def _opens(self, token: Token, word: WordType) -> bool:
        """Whether a word begins a complement or another part of a list."""
        if token.analysis.pos in ("prep", "conj"):
            return True
        return bool(word.lead) or word.norm.startswith("لل")

    def _closes(self, i: int, parsed: Parsed) -> bool:
        """Whether nothing can stand in the genitive behind a word."""
        word, token = parsed.words[i], parsed.document.tokens[i]
        if token.kind != "word" or token.analysis.pos in NO_NOUNS or word.base in self.continuing:
            return False
        if word.norm.startswith("لل") and word.norm[1:] in self.lexical.heads:
            return False  # «للجنة» is «ل» and «لجنة» as well
        if word.article or token.analysis.enclitic or _is_sound(token, word):
            return True
        if parsed.names[i][0] in KEPT_IN:
            return i + 1 == len(parsed.names) or parsed.names[i + 1][0] != "I"
        return self._is_country(word)

    def _is_outside(self, i: int, nouns: list[int], is_state: bool, label: str, parsed: Parsed) -> bool:
        """Whether a word behind the close is no part of the phrase."""
        token, word = parsed.document.tokens[i], parsed.words[i]
        analysis = token.analysis
        if word.base in self.continuing:
            return False
        if parsed.names[i][0] == "B":
            return False
        if word.norm in self.times:
            return True
        if parsed.document.tokens[nouns[0]].kind != "word" or not word.bare.isalpha() or word.base == ARTICLE:
            return False
        if label == NAME:
            return word.article and not TITLES.isdisjoint(word.classes)
        is_adverb = analysis.pos == "adj" and word.base.endswith(TANWIN)
        if parsed.names[i][0] == "I" and not word.article and not is_adverb:
            return False
        if analysis.pos in NO_NOUNS:
            return analysis.pos == "adv"
        if analysis.pos == "verb":
            return analysis.known
        if not word.article:
            return self._is_indefinite_outside(i, nouns, parsed)
        if NATIONALITIES.intersection(word.classes) and not is_state:
            return False
        own = adjective(token)
        if own is None:
            is_noun = analysis.known and analysis.pos == "noun"
            return is_noun and (not word.bare.endswith(NISBA) or word.bare[0] == MASDAR)
        likely = word.pos == "adj" or word.bare.endswith(NISBA) or word.bare[0] == PARTICIPLE or word.bare[1] == ACTIVE
        asked = nouns if likely else nouns[:1]
        return is_state or not any(agree(word, own, n, parsed) for n in asked)

    def _is_indefinite_outside(self, i: int, nouns: list[int], parsed: Parsed) -> bool:
        token = parsed.document.tokens[i]
        if not token.analysis.known or token.analysis.pos == "noun_prop":
            return False
        if any(parsed.words[n].article or parsed.document.tokens[n].analysis.enclitic for n in nouns):
            return True
        return _is_sound(parsed.document.tokens[nouns[-1]], parsed.words[nouns[-1]]) and adjective(token) is None


def adjective(token: Token) -> Analysis | None:
    """Return the reading of a word as an adjective, the chosen one before others."""
    if token.analysis.pos == "adj":
        return token.analysis
    return next((a for a in token.word.analyses if a.pos == "adj" and a.lead == 0), None)


def _is_sound(token: Token, word: WordType) -> bool:
    """Whether a word is a sound plural or dual with its nun («مسلحون», not «شؤون»)."""
    lemma = fold(token.analysis.lemma)
    return word.absolute and word.bare.endswith(SOUND) and word.bare[:-2] in (lemma, lemma[:-1])


def _is_open(texts: list[str]) -> bool:
    """Whether a quotation that begins in a stretch of text does not end in it."""
    return sum(t in OPENING for t in texts) % 2 == 1


def _is_speech(i: int, last: int, parsed: Parsed) -> bool:
    """Whether a quotation that opens at a sign begins with a verb, and so is no name."""
    tokens = parsed.document.tokens
    if tokens[i].text not in OPENING or i + 1 >= last:
        return False
    return tokens[i + 1].analysis.pos == "verb" and tokens[i + 1].analysis.known


def _takes_pronoun(i: int, parsed: Parsed) -> bool:
    """Whether a preposition with a pronoun belongs to the word before it («المشتبه به»)."""
    return parsed.words[i].bare[:1] == PARTICIPLE or parsed.document.tokens[i].analysis.pos == "verb"


def agree(word: WordType, own: Analysis, n: int, parsed: Parsed) -> bool:
    """Whether an adjective may be that of a noun; a plural of things takes the feminine singular."""
    noun, token = parsed.words[n], parsed.document.tokens[n]
    if token.kind != "word" or token.analysis.pos in NO_NOUNS:
        return False
    if parsed.names[n][0] in KEPT_IN and not noun.article and not noun.classes:
        return True
    if len(word.bare) <= COMPARED and word.bare[0] == ELATIVE:
        return True
    gender, number = token.analysis.gender, token.analysis.number
    is_plural = number in ("p", "d") or not PLURAL_CLASSES.isdisjoint(noun.classes)
    if own.number in ("p", "d") or word.bare.endswith(SOUND):
        return is_plural
    if noun.bare.endswith("ه") and not token.analysis.enclitic:
        gender, number = "f", "s"
    if (word.base.endswith(FEMININE_ENDS) and not own.enclitic) or own.gender == "f":
        return gender != "m" or is_plural
    return gender != "f" and not (is_plural and noun.bare.endswith(SOUND))
