# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Memory with a bound."""

import pytest

from tawatur.text import memory
from tawatur.text.memory import Remembered


def test_memory_is_emptied_at_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    known: Remembered[str, int] = Remembered()
    for number, key in enumerate("abcd"):
        known[key] = number
    assert known == {"d": 3}
