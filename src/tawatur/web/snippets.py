# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Where in a text the words of a query stand, by the same forms under which they are indexed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from tawatur.casefile.search import Term
from tawatur.casefile.words import placed_words
from tawatur.lexicon import Lexicon

AROUND = 90  # code points before and after the first hit
MOST_WORDS = 3000  # of a report that are looked at for a snippet


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; a hit covers whole words, so that its letters stay joined."""

    text: str
    hit: bool = False


def hits(text: str, terms: Iterable[Term], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the stretches of a text that match any part of a query that is wanted, in order."""
    wanted = [(t.indexed.words.split(), t.indexed.lemmas.split()) for t in terms if not t.excluded]
    placed = list(islice(placed_words(text, lexicon), MOST_WORDS))
    found: set[tuple[int, int]] = set()
    for at in range(len(placed)):
        for words, lemmas in wanted:
            part = placed[at : at + len(words)]
            if [p[2] for p in part] == words or [p[3] for p in part] == lemmas:
                found.add((part[0][0], part[-1][1]))
    return sorted(found)


def snippet(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """Return the text around the first hit, cut at words, with all hits in it marked."""
    first = spans[0][0] if spans else 0
    low, high = max(0, first - AROUND), min(len(text), first + 2 * AROUND)
    while 0 < low < first and not text[low - 1].isspace():
        low += 1
    while high < len(text) and not text[high].isspace():
        high += 1
        if high - first > 4 * AROUND:
            break
    inside = [(start - low, end - low) for start, end in spans if start >= low and end <= high]
    before, after = [Piece("… ")] if low else [], [Piece(" …")] if high < len(text) else []
    return [*before, *cut(text[low:high], inside), *after]


def cut(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """Return a text in pieces, these stretches of it as hits; one that begins inside another is joined to it."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        pieces += [Piece(text[at:start]), Piece(text[max(start, at) : end], True)]
        at = end
    return [p for p in (*pieces, Piece(text[at:])) if p.text]
