# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Sums of weights that are the same everywhere."""

from collections.abc import Iterable


def plain_sum(numbers: Iterable[float], start: float = 0.0) -> float:
    """Return the sum, rounded after each addition: `sum` rounds otherwise from Python 3.12 on, compiled or not."""
    total = start
    for number in numbers:
        total += number
    return total
