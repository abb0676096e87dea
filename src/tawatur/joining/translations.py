# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Propose that two Arabic reports render one foreign story: other words, but the same names and figures in one order.

Names and numbers survive translation. Two reports are proposed where both go back to one agency or outlet, or one says
that it is translated, most of their rare words agree and stand in the same order, and they were printed within days
of each other. A proposal is for a person to judge: it counts nothing before.
"""

from bisect import bisect_left
from datetime import date

from tawatur.joining.printed import Printed
from tawatur.joining.wording import Wording

RARE_BITS = 7.0  # bits of a word that a translator does not choose: a name, a figure, a term
LEAST = 8  # such words that must agree
AGREE = 0.55  # share of their bits in the report with fewer
ORDERED = 0.7  # share of them that stand in one order
DAYS = 4  # days between the two


def _rare(words: Wording) -> dict[str, int]:
    """Rare stems and where each first stands."""
    found: dict[str, int] = {}
    for number, (stem, bits) in enumerate(zip(words.stems, words.bits, strict=True)):
        if bits >= RARE_BITS or stem[0].isdigit():
            found.setdefault(stem, number)
    return found


def _in_order(places: list[int]) -> int:
    """Length of the longest ascending run that can be picked from a list."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def _are_near(a: Printed, b: Printed) -> bool:
    if a.published is None or b.published is None:
        return True
    try:
        days = date.fromisoformat(a.published[:10]) - date.fromisoformat(b.published[:10])
    except ValueError:
        return True
    return abs(days.days) <= DAYS


def may_render_one(a: Printed, b: Printed) -> bool:
    """Return whether two reports may go back to one story, by what stands over and under them.

    Args:
        a: One report.
        b: Another.
    """
    goes_back = bool(set(a.agencies) & set(b.agencies)) or a.translated or b.translated
    return goes_back and a.outlet != b.outlet and _are_near(a, b)


def proposed(a: Printed, b: Printed, left: Wording, right: Wording) -> bool:
    """Return whether two reports may be translations of one.

    Args:
        a: One report.
        b: Another, that shares no wording to speak of.
        left: Words of the first.
        right: Words of the second.
    """
    if not may_render_one(a, b):
        return False
    in_a, in_b = _rare(left), _rare(right)
    common = sorted(in_a.keys() & in_b.keys(), key=lambda stem: in_a[stem])
    if len(common) < LEAST:
        return False
    worth = [sum(words.bits[n] for n in rare.values()) for words, rare in ((left, in_a), (right, in_b))]
    agreed = sum(left.bits[in_a[stem]] for stem in common)
    if agreed < AGREE * min(worth):
        return False
    return _in_order([in_b[stem] for stem in common]) >= ORDERED * len(common)
