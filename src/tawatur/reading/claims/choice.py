# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Two ways to choose a boundary with a two-label judge: the best of several, and where to stop."""

from collections.abc import Callable, Sequence

from tawatur.reading.judge import Judge


def pick(judge: Judge, options: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return the index of the likeliest option and its probability; the first of equals.

    Args:
        judge: Two-label judge.
        options: Features of each option; not empty.
    """
    return likeliest([judge.probability(features) for features in options])


def likeliest(chances: Sequence[float]) -> tuple[int, float]:
    """Return the index of the greatest of some probabilities and itself; the first of equals."""
    best = max(range(len(chances)), key=chances.__getitem__)
    return best, chances[best]


def stop(judge: Judge, count: int, features: Callable[[int], Sequence[str]]) -> tuple[int, float]:
    """Return where to stop when walking over options in order, and the probability of just that stop.

    Each option is a chance to stop; walking on past the last one is not possible. Options that can no longer be the
    likeliest stop are not looked at.

    Args:
        judge: Two-label judge.
        count: Number of options, at least one.
        features: Gives the features of the option of a number.
    """
    going, best, chance = 1.0, count - 1, 0.0
    for index in range(count):
        here = judge.probability(features(index)) if index < count - 1 else 1.0
        if going * here > chance:
            best, chance = index, going * here
        going *= 1 - here
        if going < chance:
            break
    return best, chance
