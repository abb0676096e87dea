# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tolls, and the words that say people were killed or injured and that count people: the table `events/casualties`."""

from dataclasses import dataclass
from typing import Literal

from tawatur.lexicon import Lexicon
from tawatur.text.normalize import fold

USES = ("sum", "exceed", "try", "person", "unit", "take")  # of words that say nothing of who died
Effect = Literal["deaths", "injured"]


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people killed or injured, as one passage states it."""

    effect: Effect
    low: int | None
    high: int | None
    start: int
    end: int
    token: int
    sentence: int
    joined: bool = False  # «و» stands before its word, a noun
    bound: bool = False  # only a pronoun says who: of no other event
    since: bool = False  # counted over the time since something («منذ»): of no one attack told before
    total: bool = False  # a word that sums up («حصيلة») stands before it
    then: bool = False  # told as what came of an act before («فقتلوه»)


class Words:
    """The table of casualty words, by folded lemma and part of speech."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.effects: dict[tuple[str, str], tuple[Effect, str]] = {}
        self.by_use: dict[str, set[tuple[str, str]]] = {use: set() for use in USES}
        for lemma, pos, effect, use in lexicon.table("events/casualties").columns("lemma", "pos", "effect", "use"):
            key = fold(lemma), pos
            if effect:
                self.effects[key] = ("deaths" if effect == "deaths" else "injured"), use
                if use == "with":
                    self.by_use["take"].add(key)  # «أودى بخمسة» and «أودى بحياة خمسة»
            else:
                self.by_use[use].add(key)
