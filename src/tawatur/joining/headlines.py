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
from tawatur.text.memory import Bounded
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


class _Casualties:
    """Which words can be read as one of dying or being hurt; the others are most, so each is looked at once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.effects = lexicon.compiled("joining.casualties", _effects)
        self._analyser = lexicon.compiled("text.analyser", Analyser)
        self._known: Bounded[tuple[str, str], bool] = Bounded()

    def _tells(self, word: str, group: str) -> bool:
        found = self._known.get((word, group))
        if found is None:
            choices = self._analyser.choices(word, group).items
            found = any((fold(c.analysis.lemma), c.analysis.pos) in self.effects for c in choices)
            self._known[word, group] = found
        return found

    def may_be_in(self, text: str) -> bool:
        """Whether a text has such a word: few sentences do."""
        return any(self._tells(match[0], match.lastgroup or "symbol") for match in TOKEN.finditer(text))


@lru_cache(maxsize=4096)
def tolls(text: str, lexicon: Lexicon | None = None) -> tuple[Toll, ...]:
    """Return the numbers of dead and injured that a headline states exactly, in order.

    Args:
        text: The headline; spans are its code points.
        lexicon: Tables to use; the built-in ones if None.
    """
    lexicon = lexicon or default_lexicon()
    casualties = lexicon.compiled("joining.may_count", _Casualties)
    if not casualties.may_be_in(text):
        return ()
    known = casualties.effects
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
