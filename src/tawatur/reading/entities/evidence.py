# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which phrases are no party: an adjective of the noun before it, a verb, a common word that is somebody's name too.

A word that may name a body and means something else as well («فتح», «اليوم») counts as a name only where something
speaks for it: quotation marks, the head of a body before it, no complement behind it. A name that a place bears
(«مطار الملك فهد») is nobody's there, and «بقيادة السعودية» names the leader alone.
"""

from collections.abc import Sequence

from tawatur.lexicon import Lexicon
from tawatur.reading.entities.closure import Closure, adjective, agree
from tawatur.reading.entities.lexical import NOMINAL, OUTLET_SECTOR, QUANTITY, Lexical, WordType
from tawatur.reading.entities.parsed import BODY, GROUP, NAME, OFFICE, STATE, Parsed
from tawatur.reading.entities.phrases import CLOSING, FORENAMES, OPENING
from tawatur.reading.entities.spans import Span
from tawatur.text.normalize import fold

VERBLESS = frozenset({OFFICE, GROUP, BODY, STATE})
ADJECTIVES = frozenset({"adj"})
COUNTRY = "1.countries"
NAMED = frozenset({COUNTRY, "1.organisations", "1.outlets"})
FEMININE = "ه"
HEADS = frozenset({"org1", "org1+"})
AND, TANWIN, MY = "و", "ا", "ي"
MEN = frozenset({NAME, OFFICE})
TITLES = frozenset({"hon", "tit"})
OFFICES = "off"  # first letters of the classes of offices
LEADING = frozenset({"state", "organisation"})  # kinds of known names of leaders
FAMILY = frozenset({"adj", "noun_prop"})  # parts of speech that a family name with the article is read as
BY, VERB = "ب", "verb"
PARTICLES = frozenset({"prep", "conj", "conj_sub", "part", "pron", "pron_rel", "pron_dem", "adv_rel"})
BRACKETS = ("(", "/", "[")
MOST_TITLES = 2  # words between a place and the name that it bears
SAYING = frozenset({"subordinator"})  # function of what follows a participle that reports speech («مضيفا أن»)


class Evidence:
    """Tells parties from phrases that only look like one; holds the words that the decision asks for."""

    def __init__(self, lexicon: Lexicon, lexical: Lexical, closure: Closure) -> None:
        self.lexical, self.closure = lexical, closure
        self.things: set[str] = set()
        self.sites: set[str] = set()
        self.led: set[str] = set()
        listed = {"thing": self.things, "site": self.sites, "led": self.led}
        self.heads: dict[str, set[tuple[str, ...]]] = {}
        alone: set[tuple[str, ...]] = set()
        for row in lexicon.table("entities/no_parties").records():
            words = tuple(fold(row["phrase"]).split())
            if row["how"] == "alone":
                alone.add(words)
            elif row["how"] in listed:
                listed[row["how"]].add(words[0])
            else:
                self.heads.setdefault(words[0], set()).add(words)
        self.alone = frozenset(alone)
        heads = lexicon.table("places/heads").columns("word", "follows")
        self.sides = frozenset(fold(word) for word, follows in heads if follows == "direction")
        self.names = frozenset(
            words for words, entries in lexical.entries.items() if any(e.kind in LEADING for e in entries)
        )

    def kept(self, spans: Sequence[Span], parsed: Parsed) -> list[Span]:
        """Return the spans that may be parties, in order."""
        return [span for span in spans if not self.doubt(span, parsed)]

    def doubt(self, span: Span, parsed: Parsed) -> str:
        """Return why a span is no party, empty if nothing speaks against it."""
        if span.label in MEN and self._names_site(span, parsed):
            return "site"
        if self.is_led(span, parsed):
            return "led"
        if span.label == NAME:
            return self._doubt_of_name(span, parsed)
        if span.label == BODY and span.last == span.first + 1 and is_inside_another(span, parsed):
            return "word" if self._is_only_word(span.first, parsed) else ""
        if span.label not in VERBLESS or is_introduced(span, parsed):
            return ""
        if self._is_listed(span, parsed):
            return "listed"
        if span.last == span.first + 1:
            doubt = self._doubt_of_word(span, parsed)
            if doubt:
                return doubt
        return "modifier" if self._is_modifier(span, parsed) else ""

    def is_led(self, span: Span, parsed: Parsed) -> bool:
        """Whether a span begins with the word before a leader that belongs to the clause: «بقيادة السعودية»."""
        words, after = parsed.words, span.first + 1
        word = words[span.first]
        if word.bare not in self.led or not word.lead or word.norm[word.lead - 1] != BY or after >= len(words):
            return False
        last = max(span.last, after + 1)
        return not (word.article or words[after].lead) and self._is_leader(after, last, parsed)

    def _is_leader(self, i: int, last: int, parsed: Parsed) -> bool:
        """Whether a person, a state or a known body is named at a token."""
        word, token = parsed.words[i], parsed.document.tokens[i]
        if parsed.names[i][0] == "B" or token.analysis.pos == "noun_prop" or COUNTRY in word.classes:
            return True
        if any(c in TITLES or c.startswith(OFFICES) for c in word.classes):
            return True
        if not FORENAMES.isdisjoint(word.classes) and not word.article and token.analysis.pos not in ADJECTIVES:
            return True
        return any(
            i + length <= last and (word.base, *(w.norm for w in parsed.words[i + 1 : i + length])) in self.names
            for length in self.lexical.lengths.get(word.base, ())
        )

    def leader(self, span: Span, parsed: Parsed) -> Span:
        """Return the leader whom a span names behind «بقيادة» and its like."""
        i = span.first + 1
        label = span.label
        if parsed.names[i] == "B-PER" or (parsed.names[i] == "O" and not FORENAMES.isdisjoint(parsed.words[i].classes)):
            label = NAME
        elif any(c.startswith(OFFICES) for c in parsed.words[i].classes):
            label = OFFICE
        return Span(i, max(span.last, self._named(i, parsed)), label)

    def _named(self, i: int, parsed: Parsed) -> int:
        """Return where a name that begins at a token ends at least: a family name follows a forename."""
        words, family = parsed.words, i + 1
        if family == len(words) or FORENAMES.isdisjoint(words[i].classes):
            return family
        follows = words[family].article and not words[family].lead
        return family + 1 if follows and parsed.document.tokens[family].analysis.pos in FAMILY else family

    def _names_site(self, span: Span, parsed: Parsed) -> bool:
        """Whether a name or a title is that of a place: «مطار الملك فهد», «شارع سامر الوردي»."""
        words, i = parsed.words, span.first
        if span.label == OFFICE and span.last - i == 1 and not words[i].lead and span.last < len(words):
            after = parsed.document.tokens[span.last].analysis
            titled = self._titles(i, parsed)
            bears = parsed.names[span.last][0] == "B" or after.pos == "noun_prop" or words[span.last].classes
            if not (titled or bears):
                return False
        elif span.label == OFFICE and not self._titles(i, parsed):
            return False
        while i and i > span.first - MOST_TITLES and not words[i].lead and self._is_title(i - 1, parsed):
            i -= 1
        if not i or words[i].lead:
            return False
        site = words[i - 1]
        is_noun = not site.article and not parsed.document.tokens[i - 1].analysis.enclitic
        return is_noun and site.bare in self.sites and self._is_beside(i, parsed)

    def _titles(self, i: int, parsed: Parsed) -> bool:
        return i > 0 and not parsed.words[i].lead and self._is_title(i - 1, parsed)

    def _is_title(self, i: int, parsed: Parsed) -> bool:
        return parsed.words[i].article and _is_titular(parsed.words[i])

    def _is_beside(self, i: int, parsed: Parsed) -> bool:
        tokens = parsed.document.tokens
        return tokens[i - 1].sentence == tokens[i].sentence and tokens[i - 1].kind == "word"

    def _is_listed(self, span: Span, parsed: Parsed) -> bool:
        words = parsed.words[span.first : span.last]
        bases = (words[0].base, *(w.norm for w in words[1:]))
        return bases in self.alone or any(bases[: len(head)] == head for head in self.heads.get(bases[0], ()))

    def _doubt_of_name(self, span: Span, parsed: Parsed) -> str:
        """Why one word is nobody's name: a letter, a particle, a verb, a month in brackets, the adjective of a noun."""
        i, tokens = span.first, parsed.document.tokens
        if span.last > i + 1:
            return ""
        word, analysis = parsed.words[i], tokens[i].analysis
        if len(word.bare) == 1:
            return "letter"
        if (analysis.known and analysis.pos in PARTICLES) or (word.base,) in self.alone:
            return "particle"
        if analysis.known and analysis.pos == VERB and self._has_subject(i, parsed):
            return VERB
        if analysis.known and analysis.pos == "noun" and analysis.enclitic not in ("", MY):
            return "pronoun"
        if word.base in self.closure.times and i and tokens[i - 1].text in BRACKETS:
            return "time"
        named = word.country or (i > 0 and _is_titular(parsed.words[i - 1]))
        return "modifier" if not named and self._is_modifier(span, parsed) else ""

    def _has_subject(self, i: int, parsed: Parsed) -> bool:
        """Whether an office stands right behind a word: «دان الأمين العام الهجوم» names nobody «دان»."""
        tokens, after = parsed.document.tokens, i + 1
        if after >= len(tokens) or tokens[after].sentence != tokens[i].sentence or parsed.words[after].lead:
            return False
        return any(name.startswith(OFFICES) for name in parsed.words[after].classes)

    def _doubt_of_word(self, span: Span, parsed: Parsed) -> str:
        i, tokens = span.first, parsed.document.tokens
        word, token = parsed.words[i], tokens[i]
        if token.analysis.pos == "verb" and token.analysis.known and COUNTRY not in word.classes:
            return "verb"
        if word.norm in self.closure.times or word.base in self.closure.times:
            return "time"
        if span.label == BODY and self._is_only_word(i, parsed):
            return "word"
        if span.label == STATE and self._is_no_state(i, parsed):
            return "no state"
        if span.label == OFFICE and self._is_adverb(i, parsed):
            return "saying"
        if span.label in (OFFICE, GROUP) and parsed.names[i][0] == "I" and not word.article:
            return "name"
        return "complement" if self._is_governor(i, parsed) else ""

    def _is_only_word(self, i: int, parsed: Parsed) -> bool:
        """Whether a word names only bodies that need a head or quotation marks («الخبر»), and no body by itself."""
        word = parsed.words[i]
        entries = self.lexical.entries.get((word.base,), ())
        if not entries or not all(entry.bare == "no" for entry in entries):
            return False
        is_head = not HEADS.isdisjoint(word.classes)
        return not is_head or (_is_titular(word) and i + 1 < len(parsed.names) and parsed.names[i + 1][0] == "B")

    def _is_no_state(self, i: int, parsed: Parsed) -> bool:
        """Whether a state's name is a word here: with an article that it has not, or an adjective («دعم مالي»)."""
        tokens, word = parsed.document.tokens, parsed.words[i]
        if (word.base,) not in self.names:
            return word.article and (word.bare,) in self.names
        if word.article or tokens[i].analysis.pos not in ADJECTIVES or not i:
            return False
        before = tokens[i - 1]
        if before.sentence != tokens[i].sentence or before.kind != "word" or parsed.words[i - 1].article:
            return False
        if word.lead:
            return word.norm[0] == AND and before.analysis.pos in ADJECTIVES
        noun, own = parsed.words[i - 1], adjective(tokens[i])
        is_head = _is_titular(noun) or not HEADS.isdisjoint(noun.classes) or noun.bare in self.sides
        is_noun = before.analysis.pos == "noun" and before.analysis.known and not before.analysis.enclitic
        return is_noun and not is_head and own is not None and agree(word, own, i - 1, parsed)

    def _is_adverb(self, i: int, parsed: Parsed) -> bool:
        """Whether a participle says how somebody speaks («مضيفا أن»)."""
        tokens, word = parsed.document.tokens, parsed.words[i]
        if i + 1 == len(tokens) or word.article or not word.base.endswith((TANWIN, FEMININE)):
            return False
        return not SAYING.isdisjoint(tokens[i + 1].analysis.function.split("|"))

    def _is_governor(self, i: int, parsed: Parsed) -> bool:
        """Whether a word that is the name of a body too governs the next one («بفتح تحقيق»)."""
        tokens, word = parsed.document.tokens, parsed.words[i]
        if i + 1 == len(tokens) or not word.lead or word.article or parsed.words[i + 1].lead:
            return False
        weak = any(e.bare not in ("", "yes") for e in self.lexical.entries.get((word.base,), ()))
        return weak and tokens[i + 1].analysis.pos in ("noun", "noun_prop")

    def _is_modifier(self, span: Span, parsed: Parsed) -> bool:
        """Whether a phrase begins with the adjective of the noun before it («مشروعه [السياسي]»)."""
        i, tokens, words = span.first, parsed.document.tokens, parsed.words
        word, token = words[i], tokens[i]
        joined = word.lead == 1 and word.norm[0] == AND
        if i == 0 or (word.lead and not joined) or word.norm.startswith("لل") or token.analysis.enclitic:
            return False
        before = tokens[i - 1]
        if token.sentence != before.sentence or before.kind != "word" or not before.analysis.known:
            return False
        own = adjective(token)
        if own is None or not NAMED.isdisjoint(word.classes):
            return False
        plain = token.analysis.pos == word.pos == "adj"
        if (not plain and span.label != OFFICE) or self.lexical.opens_office(words, i, span.last):
            return False
        led = next((n for n in range(i + 1, span.last) if words[n].lead), span.last)  # «بلاغ إعلامي لرئاسة الجمهورية»
        if not all(tokens[n].analysis.pos == "adj" for n in range(i + 1, led)):
            return False
        if before.analysis.pos not in (ADJECTIVES if joined else NOMINAL) or QUANTITY in words[i - 1].classes:
            return False
        definite = words[i - 1].article or bool(before.analysis.enclitic) or COUNTRY in words[i - 1].classes
        if definite != word.article or not agree(word, own, i - 1, parsed):
            return False
        if words[i - 1].bare in self.things and span.label == OFFICE:
            return True
        return definite or (plain and before.analysis.gender == "f") or _share_case(words[i - 1], word)


def is_introduced(span: Span, parsed: Parsed) -> bool:
    """Whether a phrase stands in quotation marks or behind the head of a body.

    Args:
        span: The phrase.
        parsed: The document.
    """
    tokens, i = parsed.document.tokens, span.first
    if i == 0:
        return False
    quoted = tokens[i - 1].text in OPENING and span.last < len(tokens) and tokens[span.last].text in CLOSING
    head = parsed.words[i - 1]
    return quoted or (not head.article and not HEADS.isdisjoint(head.classes))


def is_inside_another(span: Span, parsed: Parsed) -> bool:
    """Whether a word stands behind the head of a body that is no outlet: «كتائب | الفجر» is no newspaper.

    Args:
        span: The word.
        parsed: The document.
    """
    head = parsed.words[span.first - 1] if span.first else None
    if head is None or head.article or HEADS.isdisjoint(head.classes):
        return False
    return head.sector not in ("", OUTLET_SECTOR)


def _is_titular(word: WordType) -> bool:
    """Whether a word is a title, a rank or an office."""
    return any(c in TITLES or c.startswith(OFFICES) for c in word.classes)


def _share_case(noun: WordType, word: WordType) -> bool:
    """Whether two indefinite words show one case or gender, as no genitive does to its head."""
    both_feminine = noun.bare.endswith(FEMININE) and word.bare.endswith(FEMININE)
    return both_feminine or (noun.base.endswith(TANWIN) and word.base.endswith(TANWIN))
