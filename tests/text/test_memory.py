# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Memory with a bound."""

import pytest

from tawatur.text import memory
from tawatur.text.memory import Bounded, Remembered


def test_memory_is_emptied_at_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    known: Remembered[str, int] = Remembered()
    other: Remembered[str, int] = Remembered()
    known.update(a=1, b=2, c=3)
    other.update(a=1)
    memory.bound()
    assert (known, other) == ({}, {"a": 1})


def test_memory_bounded_empties_itself() -> None:
    known: Bounded[str, int] = Bounded(most=3)
    for number, key in enumerate("abcd"):
        known[key] = number
    assert known == {"d": 3}


@pytest.mark.parametrize(("keep", "left"), [(0.0, [4]), (0.5, [2, 3, 4]), (0.75, [1, 2, 3, 4])])
def test_memory_bounded_keeps_what_came_last(keep: float, left: list[int]) -> None:
    known: Bounded[int, str] = Bounded(most=4, keep=keep)
    for number in range(5):
        known[number] = str(number)
    assert list(known) == left
