# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Decide of two reports whether one copied the other, which passages they share, and which came first.

Words decide, not impressions: the passages of `alignment.shared`, over what is left of a report without its credits
and, within one outlet, without the lines that it prints under every report. A quotation is not copying, however long:
both may have heard it.
"""

from bisect import bisect_right
from dataclasses import dataclass

from tawatur.joining.alignment import Shared, shared
from tawatur.joining.direction import direction
from tawatur.joining.printed import Printed
from tawatur.joining.translations import proposed
from tawatur.joining.wording import Wording, wording
from tawatur.model import Span
from tawatur.model.joined import Copy, CopyKind, Passage

COPIED = ("whole", "partial")
WHOLE = 0.66  # share of the shorter report from which all of it counts as copied: «light editing allowed»
PARTIAL = 1 / 3  # share from which a part of it is
SENTENCES = 3  # consecutive sentences that make a partial copy in a report of any length
STOPPED, UNSTOPPED = 40, 75  # words that these have at least, and words that are three sentences without a stop
SENTENCE_WORDS = 5  # words of a sentence that counts; shorter ones are headings and «انتهى»
QUOTED, QUOTED_WORDS = 0.8, 60  # share in quotation marks, and length, of a passage that is a quotation
QUOTATION, QUOTATION_WEIGHT = 15, 9.0  # words and weight of the shortest quotation; less is a title or a set phrase
IN_PASSAGE = 0.6  # share of a sentence's words in a passage for it to be in it
FURNITURE = 45  # words at the end or the beginning that one outlet may print under or over all its reports
MOST_FURNITURE = 0.4  # share of the shorter report that may be such


@dataclass(frozen=True, slots=True)
class _Extent:
    """How much of a report its passages hold."""

    words: int
    own: int  # of them in passages that are more than a quotation
    length: int


def _is_furniture(a: Wording, b: Wording, part: Shared) -> bool:
    """Whether a passage is a short one that opens or closes both reports."""
    lengths = len(a.stems), len(b.stems)
    words = max(part.left_end - part.left, part.right_end - part.right)
    if words > min(FURNITURE, MOST_FURNITURE * min(lengths)):
        return False
    at_end = part.left_end == lengths[0] and part.right_end == lengths[1]
    return at_end or (part.left == 0 and part.right == 0)


def _is_quoted(words: Wording, first: int, last: int) -> bool:
    """Whether a stretch is a quotation of a sentence or two, which two reports may have from one speaker."""
    return last - first < QUOTED_WORDS and sum(words.quoted[first:last]) >= QUOTED * (last - first)


def _sentences(words: Wording, first: int, last: int) -> int:
    """How many sentences of some length lie in `[first, last)`, wholly or nearly so."""
    count = 0
    at = bisect_right(words.breaks, first) - 1
    for start, end in zip(words.breaks[at:], words.breaks[at + 1 :], strict=False):
        if start >= last:
            break
        inside = min(end, last) - max(start, first)
        count += end - start >= SENTENCE_WORDS and inside >= IN_PASSAGE * (end - start)
    return count


def _kind(a: Wording, b: Wording, parts: tuple[Shared, ...]) -> CopyKind | None:
    own = [p for p in parts if not (_is_quoted(a, p.left, p.left_end) and _is_quoted(b, p.right, p.right_end))]
    shorter = min(
        _Extent(sum(p.left_end - p.left for p in parts), sum(p.left_end - p.left for p in own), len(a.stems)),
        _Extent(sum(p.right_end - p.right for p in parts), sum(p.right_end - p.right for p in own), len(b.stems)),
        key=lambda extent: (extent.length, -extent.words),
    )
    if shorter.words >= WHOLE * shorter.length and 2 * shorter.own >= shorter.words:
        return "whole"
    counts = [(_sentences(a, p.left, p.left_end), _sentences(b, p.right, p.right_end)) for p in own]
    lengths = [min(p.left_end - p.left, p.right_end - p.right) for p in own]
    for pair, length in zip(counts, lengths, strict=True):
        if length >= UNSTOPPED or (length >= STOPPED and max(pair) >= SENTENCES):
            return "partial"
    is_more = shorter.own >= STOPPED or max(map(sum, zip(*counts, strict=True)), default=0) > 1
    if shorter.own >= PARTIAL * shorter.length and is_more:  # more than one sentence of a statement
        return "partial"
    return (
        "quotation" if any(p.left_end - p.left >= QUOTATION and p.weight >= QUOTATION_WEIGHT for p in parts) else None
    )


def _passage(a: Wording, b: Wording, part: Shared) -> Passage:
    left = Span(a.starts[part.left], a.ends[part.left_end - 1])
    return Passage(left, Span(b.starts[part.right], b.ends[part.right_end - 1]))


def compare(a: Printed, b: Printed) -> Copy | None:
    """Return what two reports share, or None where that is nothing to speak of.

    A translation is only proposed: without passages and shares, for a person to judge.
    The order of the two does not matter: `left` is the report with the lower key.

    Args:
        a: One report.
        b: Another.
    """
    if a.key > b.key:
        a, b = b, a
    left, right = wording(a.text), wording(b.text)
    parts = shared(left, right)
    if a.outlet is not None and a.outlet == b.outlet:
        parts = tuple(part for part in parts if not _is_furniture(left, right, part))
    kind = _kind(left, right, parts) if parts else None
    if kind not in COPIED and proposed(a, b, left, right):
        return Copy(a.key, b.key, "translation", (), 0.0, 0.0)
    if kind is None:
        return None
    origin, reason = direction(a, b) if kind in COPIED else (None, "")
    passages = tuple(_passage(left, right, part) for part in parts)
    shares = (
        sum(p.left_end - p.left for p in parts) / len(left.stems),
        sum(p.right_end - p.right for p in parts) / len(right.stems),
    )
    return Copy(a.key, b.key, kind, passages, round(shares[0], 4), round(shares[1], 4), origin, reason)


def accepted(a: Printed, b: Printed) -> Copy:
    """Return what two reports share that render one story, as an analyst says: all of both.

    Args:
        a: One report.
        b: Another.
    """
    if a.key > b.key:
        a, b = b, a
    origin, reason = direction(a, b)
    whole = Passage(Span(0, len(a.text)), Span(0, len(b.text)))
    return Copy(a.key, b.key, "whole", (whole,), 1.0, 1.0, origin, reason)
