# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which phrases are no party: an adjective of the noun before it, a verb, a common word that is somebody's name too.

A word that may name a body and means something else as well («فتح», «اليوم») counts as a name only where something
speaks for it: quotation marks, the head of a body before it, no complement behind it.
"""

from collections.abc import Sequence

from tawatur.lexicon import Lexicon
from tawatur.reading.entities.closure import Closure, adjective, agree
from tawatur.reading.entities.lexical import NOMINAL, Lexical, WordType
from tawatur.reading.entities.parsed import BODY, GROUP, OFFICE, STATE, Parsed
from tawatur.reading.entities.phrases import CLOSING, OPENING
from tawatur.reading.entities.spans import Span
from tawatur.text.normalize import fold

VERBLESS = frozenset({OFFICE, GROUP, BODY, STATE})
ADJECTIVES, QUANTITY = frozenset({"adj"}), "qty"
COUNTRY = "1.countries"
NAMED = frozenset({COUNTRY, "1.organisations", "1.outlets"})
FEMININE = "ه"
HEADS = frozenset({"org1", "org1+"})
AND, TANWIN = "و", "ا"
SAYING = frozenset({"subordinator"})  # function of what follows a participle that reports speech («مضيفا أن»)


class Evidence:
    """Tells parties from phrases that only look like one; holds the words that the decision asks for."""

    def __init__(self, lexicon: Lexicon, lexical: Lexical, closure: Closure) -> None:
        self.lexical, self.closure = lexical, closure
        self.things: set[str] = set()
        self.heads: dict[str, set[tuple[str, ...]]] = {}
        alone: set[tuple[str, ...]] = set()
        for row in lexicon.table("entities/no_parties").records():
            words = tuple(fold(row["phrase"]).split())
            if row["how"] == "alone":
                alone.add(words)
            elif row["how"] == "thing":
                self.things.add(words[0])
            else:
                self.heads.setdefault(words[0], set()).add(words)
        self.alone = frozenset(alone)

    def kept(self, spans: Sequence[Span], parsed: Parsed) -> list[Span]:
        """Return the spans that may be parties, in order."""
        return [span for span in spans if not self.doubt(span, parsed)]

    def doubt(self, span: Span, parsed: Parsed) -> str:
        """Return why a span is no party, empty if nothing speaks against it."""
        if span.label not in VERBLESS or self._is_introduced(span, parsed):
            return ""
        if self._is_listed(span, parsed):
            return "listed"
        if span.last == span.first + 1:
            doubt = self._doubt_of_word(span, parsed)
            if doubt:
                return doubt
        return "modifier" if self._is_modifier(span, parsed) else ""

    def _is_listed(self, span: Span, parsed: Parsed) -> bool:
        words = parsed.words[span.first : span.last]
        bases = (words[0].base, *(w.norm for w in words[1:]))
        return bases in self.alone or any(bases[: len(head)] == head for head in self.heads.get(bases[0], ()))

    def _is_introduced(self, span: Span, parsed: Parsed) -> bool:
        """Whether a phrase stands in quotation marks or behind the head of a body."""
        tokens, i = parsed.document.tokens, span.first
        if i == 0:
            return False
        quoted = tokens[i - 1].text in OPENING and span.last < len(tokens) and tokens[span.last].text in CLOSING
        head = parsed.words[i - 1]
        return quoted or (not head.article and not HEADS.isdisjoint(head.classes))

    def _doubt_of_word(self, span: Span, parsed: Parsed) -> str:
        i, tokens = span.first, parsed.document.tokens
        word, token = parsed.words[i], tokens[i]
        if token.analysis.pos == "verb" and token.analysis.known and COUNTRY not in word.classes:
            return "verb"
        if word.norm in self.closure.times or word.base in self.closure.times:
            return "time"
        if span.label == OFFICE and self._is_adverb(i, parsed):
            return "saying"
        if span.label in (OFFICE, GROUP) and parsed.names[i][0] == "I" and not word.article:
            return "name"
        return "complement" if self._is_governor(i, parsed) else ""

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
        if not plain and span.label != OFFICE:
            return False
        if not all(tokens[n].analysis.pos == "adj" or words[n].lead for n in range(i + 1, span.last)):
            return False
        if before.analysis.pos not in (ADJECTIVES if joined else NOMINAL) or QUANTITY in words[i - 1].classes:
            return False
        definite = words[i - 1].article or bool(before.analysis.enclitic) or COUNTRY in words[i - 1].classes
        if definite != word.article or not agree(word, own, i - 1, parsed):
            return False
        if words[i - 1].bare in self.things and span.label == OFFICE:
            return True
        return definite or (plain and before.analysis.gender == "f") or _share_case(words[i - 1], word)


def _share_case(noun: WordType, word: WordType) -> bool:
    """Whether two indefinite words show one case or gender, as no genitive does to its head."""
    both_feminine = noun.bare.endswith(FEMININE) and word.bare.endswith(FEMININE)
    return both_feminine or (noun.base.endswith(TANWIN) and word.base.endswith(TANWIN))
