# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Sport, whose attacks, defeats, agreements and calls are no events: known by how much of a report is its words.

What the state does in a report of sport counts all the same: police at a stadium, a court over a club.
"""

from tawatur.lexicon import Lexicon
from tawatur.reading.events.context import Context
from tawatur.text.normalize import fold

SHARE = 0.04  # of a report's words; of 70 reports each, 58 of sport, none of politics or the country's affairs
DISTINCT = 4
GAME, CLUB, STATE = "game", "club", "state"


def compile_sport(lexicon: Lexicon) -> dict[str, str]:
    """Return the kinds of the words of sport and of the state, by folded lemma."""
    return {fold(lemma): kind for lemma, kind in lexicon.table("events/sport").columns("lemma", "kind")}


def is_sport(context: Context, words: dict[str, str]) -> bool:
    """Whether a report is one of sport: words of a game, several others, and many of all its words."""
    tokens = context.document.tokens
    kinds = {lemma: words[lemma] for lemma in context.lemmas if lemma in words}
    if GAME not in kinds.values() or sum(kind != STATE for kind in kinds.values()) < DISTINCT:
        return False
    found = sum(kinds.get(lemma, STATE) != STATE for lemma in context.lemmas)
    return found >= SHARE * sum(token.kind == "word" for token in tokens)


def of_state(context: Context, token: int, words: dict[str, str]) -> bool:
    """Whether a word of the state stands in a token's sentence."""
    sentence = context.document.sentences[context.document.tokens[token].sentence]
    return any(words.get(lemma) == STATE for lemma in context.lemmas[sentence.first : sentence.last])
