# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find a model's quotes in the text: exactly, else as words are compared; several places are decided by order.

A quote counts only from the beginning of a word, or behind its clitics, to the end of a word: a lemma that happens to
be part of a word is no quote. One that leaves out its middle («من أول … إلى آخر») covers what it leaves out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tawatur.text.document import Document
from tawatur.text.normalize import normalize

Span = tuple[int, int]
FARTHEST = 4_000  # code points that a quote with its middle left out may cover
MOST_PLACES = 200  # places of one quote that are looked at
_SIGNS = str.maketrans("\n“”„‟«»‹›‘’‚،؛؟‐‑‒–—―٪", ' """"""""\'\'\',;?------%')
_GAP = re.compile(r"\s*[(\[]?(?:…|\.{3,})[)\]]?\s*")
_ARTICLE, _TO_ARTICLE = "ال", "لل"  # «للحكومة» is quoted as «الحكومة»: one letter is written for two
_EDGES = " \t\n\"'«»“”„‹›.,،؛:"


def _every(text: str, quote: str) -> Iterator[Span]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


class Quotes:
    """Where a text's quotes can stand.

    Args:
        document: The analysed text.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._normal = normalize(document.text)
        self._plain = self._normal.text.translate(_SIGNS)
        self._ends = frozenset(t.end for t in document.tokens)
        self._starts = frozenset(t.start + a.lead for t in document.tokens for a in t.word.analyses) | frozenset(
            t.start for t in document.tokens
        )
        self._sentences = [s.start for s in document.sentences]
        self._known: dict[str, tuple[Span, ...]] = {}

    def sentence(self, at: int) -> int:
        """Return the number, from 1, of the sentence at a code point."""
        return max(1, bisect_right(self._sentences, at))

    def _whole(self, spans: Iterator[Span]) -> tuple[Span, ...]:
        found = []
        for start, end in spans:
            if start in self._starts and end in self._ends:
                found.append((start, end))
                if len(found) == MOST_PLACES:
                    break
        return tuple(found)

    def _alike(self, quote: str) -> tuple[Span, ...]:
        """Return where the text has these words: as they stand, else as words are compared."""
        if not any(c.isalnum() for c in quote):
            return ()
        exact = self._whole(_every(self.text, quote))
        if exact:
            return exact
        plain = normalize(quote).text.translate(_SIGNS).strip()
        if not plain:
            return ()
        return self._whole(self._normal.to_original(*span) for span in _every(self._plain, plain))

    def _abridged(self, quote: str) -> tuple[Span, ...]:
        """Return where the text has the first and the last words of a quote that leaves out its middle."""
        parts = [part for part in _GAP.split(quote) if part]
        if len(parts) < 2:
            return ()
        heads, tails = self._alike(parts[0]), self._alike(parts[-1])
        ends = [end for _, end in tails]
        found = []
        for start, end in heads:
            at = next((i for i, (first, _) in enumerate(tails) if first >= end), len(tails))
            if at < len(tails) and ends[at] - start <= FARTHEST:
                found.append((start, ends[at]))
        return tuple(found)

    def places(self, quote: str) -> tuple[Span, ...]:
        """Return every span that a quote can mean, in order; empty where the text does not have it."""
        known = self._known.get(quote)
        if known is None:
            bare = quote.strip(_EDGES)
            known = self._alike(quote.strip()) or self._abridged(quote.strip()) or self._alike(bare)
            if bare.startswith(_ARTICLE):
                known = tuple(sorted({*known, *self._alike(_TO_ARTICLE + bare.removeprefix(_ARTICLE))}))
            self._known[quote] = known
        return known


class Placer:
    """Places the quotes of one list, which the model gives in the order of the text."""

    def __init__(self, quotes: Quotes) -> None:
        self.quotes = quotes
        self._at = 0
        self._taken: set[Span] = set()

    def place(self, quote: str, sentence: int) -> Span | None:
        """Return the span of the next item's quote, None where the text does not have it.

        Of several places the ones in the stated sentence come first, then those after the item before; no two items
        of a list stand at the same place while there is another.
        """
        places = self.quotes.places(quote)
        if not places:
            return None

        def rank(span: Span) -> tuple[bool, bool, bool, int]:
            away = self.quotes.sentence(span[0]) != sentence
            return span in self._taken, away, span[0] < self._at, span[0]

        found = min(places, key=rank)
        self._taken.add(found)
        self._at = found[0]
        return found


def nearest(places: Sequence[Span], to: Span) -> Span | None:
    """Return the place nearest to a span, one that does not overlap it if there is one; None without places."""

    def apart(span: Span) -> tuple[bool, int, int]:
        overlaps = span[0] < to[1] and to[0] < span[1]
        return overlaps, max(span[0] - to[1], to[0] - span[1], 0), span[0]

    return min(places, key=apart, default=None)
