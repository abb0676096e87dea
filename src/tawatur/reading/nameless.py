# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is told of so that nobody names him: «مصدر مقرب من الرئيس هادي» is not the president, whose name stands there."""

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.text.normalize import fold, folded
from tawatur.text.words import Token

ARTICLE = "ال"
GOVERNING = frozenset("بلك")  # prepositions that are written onto the next word
HEADS = frozenset({"noun", "adj", "noun_prop"})  # «متحدث» is no word of the lexicon's
TITLE = 3  # words of the title that a name stands behind: «رئيس الوزراء العراقي»


@dataclass(frozen=True, slots=True)
class Nameless:
    """The nouns for those whom nobody names (`entities/nameless`), and the offices whose holders are named.

    Args:
        heads: Lemmas of the nouns, folded.
        offices: First words of offices, folded, without the article.
    """

    heads: frozenset[str]
    offices: frozenset[str]

    def holds(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether the description in tokens `[first, last)` is of somebody whom nobody names.

        Its head says so, or it is one of many that closes with another's title: «عضو في وفد الرئيس | هادي».
        """
        return folded(tokens[first].analysis.lemma) in self.heads or self._closes_with_title(tokens, first, last)

    def _closes_with_title(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        head = tokens[first].analysis
        if last - first < 2 or head.pos not in HEADS or head.definite or head.enclitic:
            return False
        at = first + 1
        while at < last and tokens[at].analysis.pos == "adj" and not tokens[at].analysis.definite:
            at += 1
        if at == last:
            return False
        governed = not GOVERNING.isdisjoint(tokens[at].analysis.proclitics)
        if not governed and tokens[at].analysis.pos != "prep":
            return False
        begins = range(max(last - TITLE, at if governed else at + 1), last)
        return any(folded(tokens[i].analysis.lemma).removeprefix(ARTICLE) in self.offices for i in begins)


def nameless(lexicon: Lexicon) -> Nameless:
    """Return how those whom nobody names are told from others."""
    return lexicon.compiled("reading.nameless", _compile)


def _compile(lexicon: Lexicon) -> Nameless:
    heads = lexicon.table("entities/nameless").columns("head")
    offices = lexicon.table("entities/offices").columns("head", "feminine")
    titles = (title.split()[0] for both in offices for title in both if title)
    return Nameless(
        frozenset(fold(head) for (head,) in heads), frozenset(fold(word).removeprefix(ARTICLE) for word in titles)
    )
