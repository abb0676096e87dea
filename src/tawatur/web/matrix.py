# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who prints whose wording, as a table of outlets by outlets: a picture that is read as well as seen."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tawatur.casefile.browsing import Copying

MOST_OUTLETS = 20
SHADES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """In how many reports one outlet prints the wording of another; `shade` is 1 for few to `SHADES` for most."""

    reports: int = 0
    directed: bool = True
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """The outlets, those that share most first, and for each a row of what it prints of the others."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def matrix(copying: Iterable[Copying]) -> Matrix:
    """Return the table. What has no known direction counts on both sides of it, and marks them."""
    weight: Counter[str] = Counter()
    told: dict[tuple[str, str], tuple[int, bool]] = {}
    for c in sorted(copying, key=lambda c: not c.directed):
        weight[c.origin] += c.reports
        weight[c.copier] += c.reports
        for pair in ((c.copier, c.origin),) if c.directed else ((c.copier, c.origin), (c.origin, c.copier)):
            number, directed = told.get(pair, (0, True))
            told[pair] = number + c.reports, directed and c.directed
    names = tuple(sorted(weight, key=lambda name: (-weight[name], name))[:MOST_OUTLETS])
    most = max((number for number, _ in told.values()), default=1)

    def cell(copier: str, origin: str) -> Cell:
        number, directed = told.get((copier, origin), (0, True))
        return Cell(number, directed, math.ceil(SHADES * number / most))

    return Matrix(names, tuple(tuple(cell(copier, origin) for origin in names) for copier in names))
