# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Admiralty grades: how credible a position is, by the table of DESIGN §4, from its low count and its contradiction.

Reliability, A to F, belongs to a source and is the analyst's to give. Credibility, 1 to 6, belongs to a position and is
worked out here by a rule that is named.
"""

from collections.abc import Iterable

from tawatur.model.joined import Credibility, Reliability

TRUSTED: frozenset[Reliability] = frozenset(("A", "B"))
_ROWS: dict[str, tuple[Credibility, Credibility, Credibility]] = {
    "confirmed": (1, 2, 4),
    "two": (2, 3, 4),
    "one": (3, 4, 5),
    "none": (6, 6, 6),
}
_SAID = {
    "confirmed": "at least three independent chains, or two with a source graded A or B",
    "two": "two independent chains",
    "one": "one independent chain, attributed",
    "none": "nothing attributed, or only circular reporting",
}
_AGAINST = ("no independent chain contradicts", "contradicted by fewer", "contradicted by as many or more")


def credibility(
    low: int,
    against: int = 0,
    *,
    attributed: bool = True,
    reliability: Iterable[Reliability] = (),
) -> tuple[Credibility, str]:
    """Return the credibility of a position, and the line of the table that gives it.

    Args:
        low: Its low count of independent chains.
        against: Low count of the independent chains that contradict it.
        attributed: Whether anyone at all is named or described as its source.
        reliability: Grades of the sources of its chosen chains.
    """
    if low < 1 or not attributed:
        row = "none"
    elif low >= 3 or (low == 2 and not TRUSTED.isdisjoint(reliability)):
        row = "confirmed"
    else:
        row = "two" if low == 2 else "one"
    column = 0 if against < 1 else 1 if against < low else 2
    return _ROWS[row][column], f"{_SAID[row]}; {_AGAINST[column]}"
