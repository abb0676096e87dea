# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which state a word means by which several are called: «المملكة», «السلطنة»."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tawatur.reading.entities.described import Described
from tawatur.reading.entities.lexical import Entry

MOST_SAID = 2  # how many times as often as any other a state is spoken of that such a word means


def settle(mentions: Sequence[Described]) -> list[Described]:
    """Return the mentions, each such word with the state that it means.

    That is the only one of them that the report speaks of, by its name or an adjective, or by far the most spoken of.
    Where the report does not make plain which, the mention stays a party without a country.
    """
    if not any(m.perhaps for m in mentions):
        return list(mentions)
    said = Counter(m.country for m in mentions if m.country)
    return [_settled(m, _meant(m.perhaps, said)) if m.perhaps and not m.country else m for m in mentions]


def _meant(options: Iterable[Entry], said: Counter[str]) -> Entry | None:
    ranked = sorted((entry for entry in options if said[entry.country]), key=lambda entry: -said[entry.country])
    if not ranked or (len(ranked) > 1 and said[ranked[0].country] < MOST_SAID * said[ranked[1].country]):
        return None
    return ranked[0]


def _settled(mention: Described, meant: Entry | None) -> Described:
    if meant is None:
        return mention
    return replace(mention, identity="=" + meant.country, country=meant.country, state=meant.name)
