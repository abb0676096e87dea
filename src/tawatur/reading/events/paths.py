# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How a party hangs on an event's word, in words for people: the way that `explain` shows."""

from collections.abc import Iterable

ORDINALS = ("first", "second", "third", "later")


def describe(features: Iterable[str]) -> str:
    """Return the way from an event's word to a party.

    Args:
        features: The features of their tie, see `tawatur.reading.events.links`.
    """
    found: dict[str, str] = {}
    for feature in features:
        name, _, value = feature.partition("=")
        found.setdefault(name, value)
    if "nation" in found:
        return "the state of the word's adjective"
    if "apart" in found:
        return f"understood from {found['apart']} sentence(s) before"
    subject, order, preposition = found.get("subj", ""), found.get("order", ""), found.get("prep", "")
    side = "after" if order.startswith(">") else "before"
    if subject and not subject.startswith(("not", "none")):
        return f"subject of the clause, {side} the word"
    governing = preposition[1:].removeprefix("in:")
    if governing:
        return f"governed by «{governing}», {side} the word"
    if order.startswith(">bare"):
        return f"{ORDINALS[min(int(order[5:6] or 0), 3)]} bare phrase after the word"
    if order[1:].startswith("same"):
        return "in the word's own phrase"
    return f"in the sentence, {side} the word"
