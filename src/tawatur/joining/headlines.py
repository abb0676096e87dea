# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The numbers of dead and injured that a headline states.

Readers read the text; the headline stands outside it. A number counts where it stands close to a word of dying or of
being hurt. The same search over whole sentences found no more tolls of the labelled day than the reader's events do.
"""

from functools import lru_cache

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.joined import Toll
from tawatur.text.document import analyse
from tawatur.text.normalize import fold
from tawatur.text.numbers import Number, find_numbers
from tawatur.text.words import TOKEN, Analyser

AFTER, BEFORE = 4, 2  # tokens between the word and a number behind it, and one before it
MOST = 1_000_000


def _effects(lexicon: Lexicon) -> dict[tuple[str, str], str]:
    rows = [
        *lexicon.table("events/casualties").columns("lemma", "pos", "effect"),
        *lexicon.table("joining/killings").columns("lemma", "pos", "effect"),
    ]
    return {(fold(lemma), pos): effect for lemma, pos, effect in rows if effect}


def _people(number: Number) -> bool:
    exact = isinstance(number.low, int) and number.low <= MOST
    closed = number.high == number.low or (number.high is None and number.hedge == "min")  # «عشرات» is no number
    return exact and closed and not number.ordinal and not number.percent


def _near(effects: dict[int, str], number: Number) -> str | None:
    """The effect of the closest casualty word of a number, one before it first."""
    before = [at for at in effects if 0 < number.first_token - at <= AFTER]
    after = [at for at in effects if 0 <= at - number.last_token <= BEFORE]
    if before:
        return effects[max(before)]
    return effects[min(after)] if after else None


def _may_count(text: str, known: dict[tuple[str, str], str], lexicon: Lexicon) -> bool:
    """Whether any word can be read as one of dying or being hurt: few sentences have one, and words are remembered."""
    analyser = lexicon.compiled("text.analyser", Analyser)
    return any(
        (fold(choice.analysis.lemma), choice.analysis.pos) in known
        for match in TOKEN.finditer(text)
        for choice in analyser.choices(match[0], match.lastgroup or "symbol").items
    )


@lru_cache(maxsize=4096)
def tolls(text: str, lexicon: Lexicon | None = None) -> tuple[Toll, ...]:
    """Return the numbers of dead and injured that a headline states exactly, in order.

    Args:
        text: The headline; spans are its code points.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    known = lexicon.compiled("joining.casualties", _effects)
    if not _may_count(text, known, lexicon):
        return ()
    tokens = analyse(text, lexicon).tokens
    keys = [(fold(token.analysis.lemma), token.analysis.pos) for token in tokens]
    effects = {at: known[key] for at, key in enumerate(keys) if key in known}
    if not effects:
        return ()
    counted = (number for number in find_numbers(tokens, lexicon) if _people(number))
    found = ((_near(effects, number), number) for number in counted)
    return tuple(
        Toll("deaths" if effect == "deaths" else "injured", int(number.low), number.start, number.end)
        for effect, number in found
        if effect is not None and number.low is not None
    )
