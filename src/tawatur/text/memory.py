# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Memory for what was worked out of a word type, so that each is worked out once.

A few thousand types make up most of any text, but new ones never cease: without a bound a long run would
hold every misspelling it met.
"""

from itertools import islice
from typing import Any, TypeVar
from weakref import WeakValueDictionary

K = TypeVar("K")
V = TypeVar("V")
MOST = 30_000  # entries; measured on 10,000 reports, emptying costs about 2 % of the time, and a process stays small


class Remembered(dict[K, V]):
    """A dict that `bound` empties; whoever reads it must be able to work out what is gone."""

    def __init__(self) -> None:
        super().__init__()
        _KEPT[id(self)] = self


_KEPT: WeakValueDictionary[int, Remembered[Any, Any]] = WeakValueDictionary()


def bound() -> None:
    """Empty what remembers `MOST` entries; for every text, as a check for every entry takes longer than storing it."""
    for kept in list(_KEPT.values()):
        if len(kept) >= MOST:
            kept.clear()


class Bounded(dict[K, V]):
    """A dict that empties itself when it is full, for where no text passes by that would call `bound`.

    Args:
        most: Entries that it holds; by default `MOST`.
        keep: Share of them, those that came last, that stay when it is full; by default none.
    """

    def __init__(self, *, most: int | None = None, keep: float = 0.0) -> None:
        super().__init__()
        self.most = MOST if most is None else most
        self.keep = keep

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self.most:
            for old in list(islice(self, self.most - int(self.keep * self.most))):
                self.pop(old)  # `del` fails on keys that are tuples once mypyc has compiled it
        super().__setitem__(key, value)
