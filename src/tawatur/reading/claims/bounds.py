# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Where mentions of parties begin and end, in tokens."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from tawatur.reading.claims.page import Page
from tawatur.reading.parties import Entities


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where mentions of parties begin, end, and which cuts between tokens would split one.

    `kinds` gives the kind of party and `lasts` the token after its longest mention, both by first token.
    """

    starts: frozenset[int]
    ends: frozenset[int]
    splits: frozenset[int]
    kinds: dict[int, str]
    lasts: dict[int, int]


def bounds(page: Page, entities: Entities) -> Bounds:
    """Return the token bounds of the mentions."""
    tokens = page.document.tokens
    begins = [token.start for token in tokens]
    starts: set[int] = set()
    ends: set[int] = set()
    splits: set[int] = set()
    kinds: dict[int, str] = {}
    lasts: dict[int, int] = {}
    for mention in entities.mentions:
        first = max(0, bisect_right(begins, mention.start) - 1)
        last = bisect_left(begins, mention.end)
        starts.add(first)
        ends.add(last)
        splits.update(range(first + 1, last))
        kinds.setdefault(first, entities.entity(mention.entity).kind)
        lasts[first] = max(last, lasts.get(first, 0))
    return Bounds(frozenset(starts), frozenset(ends), frozenset(splits), kinds, lasts)
