# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Whom «الأخير» means: the party named last that it agrees with («التقى سالم حمودا، وأكد الأخير دعمه»)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.reading.entities.boundaries import WOMAN
from tawatur.reading.entities.described import Described
from tawatur.reading.entities.mentions import OUTLETS
from tawatur.reading.entities.parsed import BODY, GROUP, NAME, OFFICE, STATE, Parsed
from tawatur.reading.entities.spans import Span
from tawatur.text.normalize import fold, folded

PLURAL, FEMININE, MASCULINE = "p", "f", "m"
TO_THE = "لل"  # «للأخير»; «بالأخير» is «at last»
COUNTS = frozenset({"num", "adj"})  # behind which a noun is counted, and «الأخير» said of it: «ستة أشهر الأخيرة»
SURELY = "قد"  # behind «كان الأخير»: he is the subject
AWAY = 1  # sentences back that the party may have been named


@dataclass(frozen=True, slots=True)
class Latter:
    """The words of `entities/latter`, folded.

    Args:
        words: Those that name the party last told of, with their gender.
        before: Words that they may follow as a party.
        telling: Lemmas of verbs behind which they tell what something is.
        states: Usual names of states that are masculine, as the gazetteer spells them.
    """

    words: dict[str, str]
    before: frozenset[str]
    telling: frozenset[str]
    states: frozenset[str]

    def find(self, parsed: Parsed, mentions: Sequence[Described]) -> Iterator[tuple[int, int]]:
        """Yield each token that names the party last told of, and the number of the mention that told of it.

        Args:
            parsed: The document.
            mentions: Its mentions in order.
        """
        for i, (token, word) in enumerate(zip(parsed.document.tokens, parsed.words, strict=True)):
            to = word.norm.startswith(TO_THE)
            gender = self.words.get(word.base) if to or not word.lead else None
            if gender is None or not (to or self._stands_alone(i, parsed)):
                continue
            last = self._last(i, token.sentence, gender, mentions)
            if last is not None:
                yield i, last

    def is_one(self, span: Span, parsed: Parsed) -> bool:
        """Whether a span is such a word and nothing else."""
        return span.last - span.first == 1 and parsed.words[span.first].base in self.words

    def _stands_alone(self, i: int, parsed: Parsed) -> bool:
        """Whether the word at a token is said of no noun before it: «أكد الأخير», «منزل الأخير», not «بيانه الأخير»."""
        tokens = parsed.document.tokens
        if not i or tokens[i - 1].sentence != tokens[i].sentence or tokens[i - 1].kind != "word":
            return False
        before, word = tokens[i - 1].analysis, parsed.words[i - 1]
        if word.norm in self.before:
            return True
        if before.pos == "verb" and before.known:
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            acts = after is not None and (after.analysis.pos == "verb" or after.word.norm == SURELY)
            return folded(before.lemma) not in self.telling or acts
        owned = before.pos == "noun" and before.known and parsed.names[i - 1] == "O" and not before.definite
        counted = i > 1 and (tokens[i - 2].kind == "number" or tokens[i - 2].analysis.pos in COUNTS)
        counted = counted or (i > 1 and parsed.words[i - 2].article)  # «خلال الأربعة أعوام الأخيرة»
        return owned and not (word.article or word.absolute or before.enclitic or counted)

    def _last(self, i: int, sentence: int, gender: str, mentions: Sequence[Described]) -> int | None:
        for number in range(len(mentions) - 1, -1, -1):
            mention = mentions[number]
            if mention.span.first <= i < mention.span.last:
                return None
            if mention.span.last > i or mention.nameless or (mention.inner and not _is_named_inside(number, mentions)):
                continue
            if sentence - mention.sentence > AWAY:
                return None
            if gender == MASCULINE and mention.entry is not None and mention.entry.table == OUTLETS:
                continue  # it was told so: «أكد مصدر مقرب من سالم لوكالة المدار أن الأخير»
            title = mentions[number - 1] if number and mentions[number - 1].span.last == mention.span.first else None
            if self._agrees(mention, title, gender):
                return number
        return None

    def _agrees(self, mention: Described, title: Described | None, gender: str) -> bool:
        """Whether a party may be told of in a gender; `title` is the office that stands before a name."""
        label = mention.label
        if label == STATE:
            return (mention.state in self.states) == (gender == MASCULINE)
        if label == NAME:
            woman = mention.gender == FEMININE or (title is not None and title.gender == FEMININE)
            return woman == (gender == FEMININE)
        if label == OFFICE:
            return mention.number != PLURAL and mention.gender == gender
        if label == GROUP or mention.number == PLURAL:
            return gender == FEMININE and mention.gender == FEMININE
        named = mention.entry is not None and mention.shape == "one" and not mention.words[0].endswith(WOMAN)
        return label == BODY and (named or mention.gender == gender)


def _is_named_inside(number: int, mentions: Sequence[Described]) -> bool:
    """Whether a mention lies in that of somebody nameless: «مصدر مقرب من [سالم]»."""
    return next((mention.nameless for mention in reversed(mentions[:number]) if not mention.inner), False)


def latter(lexicon: Lexicon) -> Latter:
    """Return how «الأخير» is read."""
    return lexicon.compiled("entities.latter", _compile)


def _compile(lexicon: Lexicon) -> Latter:
    rows = list(lexicon.table("entities/latter").columns("word", "use", "gender"))
    of = {use: frozenset(fold(word) for word, own, _ in rows if own == use) for use in ("before", "telling")}
    return Latter(
        {fold(word): gender for word, use, gender in rows if use == "word"},
        of["before"],
        of["telling"],
        frozenset(word for word, use, _ in rows if use == "state"),
    )
