# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The words of a report as copying is judged by: spelling folded, leading clitics off, each with what it tells.

An editor who lifts a story swaps «أ» and «ا», writes «وقال» for «قال» and puts commas where he likes. None of that is
wording. What is left of a word is made by fixed rules of spelling, not by the lexicon, because keys made of it are
stored and must not change when a table grows.

How much a word tells is counted in bits: minus the binary logarithm of the share of reports that hold it, from the
shipped counts (`models/commonness.md`), so that «في» tells nothing and a rare name much.
"""

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

from tawatur.text.memory import Bounded
from tawatur.text.modelfile import opened
from tawatur.text.normalize import fold
from tawatur.text.words import TOKEN

COMMONNESS = Path(__file__).parent / "models" / "commonness.tsv.gz"
RARE = 12.0  # bits of a word that the counts do not hold
FULL = 7.0  # bits from which a word weighs 1
TOLD = 4.0  # bits that two neighbours tell at least if texts are to be laid together by them
MOST_WORDS = 50_000  # words of a report that are compared; the longest of 71,000 reports has 11,000
# و ف before anything of three letters; ال with what may stand before it; ب ل ك before four letters, so that short
# names keep their first letter.
_LEAD = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)(?=..)|[وف](?=...)(?:[بلك](?=....))?|[بلك](?=....))")
_STOPS = frozenset(".!؟?…")
_OPENING, _CLOSING = frozenset("«“‹„"), frozenset("»”›")
_STRAIGHT = '"'
_stems: Bounded[str, tuple[str, float]] = Bounded()


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of one text, in little room: a process holds thousands.

    Args:
        stems: Each word folded and without its leading clitics.
        bits: How much each tells.
        starts: Where each begins in the text.
        ends: Where each ends.
        breaks: Words that begin a sentence or a line, ascending; then the number of words.
        quoted: Whether each stands between quotation marks, 1 or 0.
        weights: Sums of the words' weights from the start, one more than there are words; no word weighs more than 1.
    """

    stems: tuple[str, ...]
    bits: tuple[float, ...]
    starts: "array[int]"
    ends: "array[int]"
    breaks: "array[int]"
    quoted: bytes
    weights: "array[float]"


@cache
def _commonness() -> dict[str, float]:
    """Bits of each counted stem."""
    with opened(COMMONNESS) as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines if not line.startswith("#"))
        return {stem: float(bits) for stem, bits in rows}


def stem(surface: str) -> str:
    """Return a word as wordings are compared: folded, lower case, without leading clitics and article.

    Args:
        surface: As it stands in the text.
    """
    return _LEAD.sub("", fold(surface).lower())


def commonness() -> Mapping[str, float]:
    """Return how many bits each counted stem tells; one that is missing tells `RARE`."""
    return _commonness()


def bits_of(plain: str) -> float:
    """Return how many bits a stem tells.

    Args:
        plain: A stem, see `stem`.
    """
    return _commonness().get(plain, RARE)


def _known(surface: str) -> tuple[str, float]:
    found = _stems.get(surface)
    if found is None:
        plain = stem(surface)
        found = _stems[surface] = plain, bits_of(plain)
    return found


class _Marks:
    """Where sentences begin and quotations run, word by word."""

    def __init__(self) -> None:
        self.breaks = array("I", [0])
        self.quoted = bytearray()
        self.depth = 0
        self.straight = False

    def sign(self, sign: str) -> None:
        """Take in a mark."""
        if sign[0] in _STOPS:
            self.cut()
        elif sign == _STRAIGHT:
            self.straight = not self.straight
        elif sign in _OPENING:
            self.depth += 1
        elif sign in _CLOSING:
            self.depth = max(0, self.depth - 1)

    def line(self) -> None:
        """Take in a line's end: no quotation runs over it, so that one lost mark does not quote the rest."""
        self.cut()
        self.depth, self.straight = 0, False

    def cut(self) -> None:
        """Begin a sentence with the next word."""
        if self.breaks[-1] != len(self.quoted):
            self.breaks.append(len(self.quoted))

    def word(self) -> None:
        """Take in a word."""
        self.quoted.append(self.depth > 0 or self.straight)


@lru_cache(maxsize=3000)  # a report is compared with several, some with very many; 3,000 wordings are some 30 MB
def wording(text: str) -> Wording:
    """Return the words of a text, of which at most the first `MOST_WORDS` are looked at, and remember them.

    Args:
        text: Any text.
    """
    return words_of(text)


def words_of(text: str) -> Wording:
    """Return the words of a text that is looked at once, see `wording`.

    Args:
        text: Any text.
    """
    stems: list[str] = []
    bits: list[float] = []
    starts, ends = array("I"), array("I")
    marks = _Marks()
    at = 0
    for match in TOKEN.finditer(text):
        if "\n" in text[at : match.start()]:
            marks.line()
        at = match.end()
        if match.lastgroup == "punct":
            marks.sign(match[0])
        elif match.lastgroup != "symbol":
            plain, worth = _known(match[0])
            if not plain:
                continue
            stems.append(plain)
            bits.append(worth)
            starts.append(match.start())
            ends.append(at)
            marks.word()
            if len(stems) == MOST_WORDS:
                break
    marks.cut()
    weights = array("d", accumulate((min(1.0, told / FULL) for told in bits), initial=0.0))
    return Wording(tuple(stems), tuple(bits), starts, ends, marks.breaks, bytes(marks.quoted), weights)


@lru_cache(maxsize=64)
def pairs_of(words: Wording) -> dict[tuple[str, str], list[int]]:
    """Return for each two neighbouring stems that tell anything where they stand, first words ascending.

    Args:
        words: The words of a text.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for number, (pair, told) in enumerate(zip(pairwise(words.stems), pairwise(words.bits), strict=True)):
        if told[0] + told[1] >= TOLD:
            found.setdefault(pair, []).append(number)
    return found


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a stretch of text, in order.

    Args:
        text: Any text.
    """
    found = (_known(match[0])[0] for match in TOKEN.finditer(text) if match.lastgroup not in ("punct", "symbol"))
    return tuple(word for word in found if word)
