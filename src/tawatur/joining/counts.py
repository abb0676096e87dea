# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Bring the counts on which reports disagree to low, best and high, by a rule that is named.

Low and high are the least and the most that any position states. What is best is a choice, so the rule is part of the
answer: the *supported* count has most independent chains behind it, the *conservative* one is the lowest that anybody
attributes, the *latest* is the highest of those with most reports, as tolls of one event rise while it is reported.
"""

from collections.abc import Callable, Iterable
from typing import Literal

from tawatur.model.joined import CountRange, Position, Question

Rule = Literal["supported", "conservative", "latest"]
RULES: tuple[Rule, ...] = ("supported", "conservative", "latest")


def _reports(position: Position) -> int:
    return len({report for chain in position.chains for report in chain.reports})


def _supported(position: Position) -> tuple[int, ...]:
    found = position.independence
    return found.low, found.high, _reports(position), -(position.high or 0)


def _conservative(position: Position) -> tuple[int, ...]:
    attributed = any(chain.attributed or chain.agency for chain in position.chains)
    return int(attributed), -(position.low or 0)


def _latest(position: Position) -> tuple[int, ...]:
    return _reports(position), position.high or 0


_BEST: dict[Rule, Callable[[Position], tuple[int, ...]]] = {
    "supported": _supported,
    "conservative": _conservative,
    "latest": _latest,
}


def summarise(
    positions: Iterable[Position], question: Question = "deaths", rule: Rule = "supported"
) -> CountRange | None:
    """Return the low, best and high count of an incident, None where nobody counts.

    Args:
        positions: Its positions.
        question: `deaths` or `injured`.
        rule: How the best is chosen.
    """
    counted = [p for p in positions if p.question == question and p.low is not None and p.high is not None]
    if not counted:
        return None
    best = max(counted, key=lambda p: (_BEST[rule](p), p.answer))
    return CountRange(
        low=min(p.low for p in counted if p.low is not None),
        best=best.low if best.low is not None else 0,
        high=max(p.high for p in counted if p.high is not None),
        rule=rule,
    )
