# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Memory for what was worked out of a word type, so that each is worked out once.

A few thousand types make up most of any text, but new ones never cease: without a bound a long run would
hold every misspelling it met.
"""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
MOST = 30_000  # entries; measured on 10,000 reports, emptying costs about 2 % of the time, and a process stays small


class Remembered(dict[K, V]):
    """A dict that is emptied when it holds `MOST` entries; whoever reads it must be able to work out what is gone."""

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= MOST:
            self.clear()
        super().__setitem__(key, value)
