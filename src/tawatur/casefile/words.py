# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Bring words to the forms under which they are indexed and looked for.

Every word stands twice at the same place: folded as written, and by its lemma without clitics, so that «الحكومة» finds
«وللحكومة» and a phrase stays a phrase. A query goes the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tawatur.lexicon import Lexicon
from tawatur.text.memory import Bounded
from tawatur.text.normalize import fold
from tawatur.text.words import TOKEN, Analyser

LONGEST = 64  # letters of an indexed word; what is longer is no word
MOST = 60_000  # words of a report that are indexed, above the reader's own limit


@dataclass(frozen=True, slots=True)
class Indexed:
    """The words of a text, separated by spaces: as written, and by lemma. Both have the same number of words."""

    words: str
    lemmas: str


def _plain(text: str) -> str:
    return "".join(c for c in fold(text).casefold() if c.isalnum())[:LONGEST]


class _Forms:
    """Under which forms a surface is indexed, remembered: as written and by lemma, empty where it is no word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._analyser = lexicon.compiled("text.analyser", Analyser)
        self._known: Bounded[tuple[str, str], tuple[str, str]] = Bounded()

    def of(self, surface: str, kind: str) -> tuple[str, str]:
        """Return the two forms of a token.

        Args:
            surface: As it stands in the text.
            kind: Kind of token.
        """
        found = self._known.get((surface, kind))
        if found is None:
            word = _plain(surface)
            lemma = _plain(self._analyser.word(surface, kind).analyses[0].lemma) if word else ""
            found = self._known[surface, kind] = word, lemma or word
        return found


def placed_words(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str, str]]:
    """Yield the words of a text: where each stands, as written, and by lemma.

    Args:
        text: Report text, title or query.
        lexicon: Its word tables cut off the clitics.
    """
    forms = lexicon.compiled("casefile.words", _Forms)
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "symbol"
        if kind in ("punct", "symbol"):
            continue
        word, lemma = forms.of(match[0], kind)
        if word:
            yield match.start(), match.end(), word, lemma


def index_words(text: str, lexicon: Lexicon) -> Indexed:
    """Return the words of a text as they are indexed.

    Args:
        text: Report text, title or query.
        lexicon: Its word tables cut off the clitics.
    """
    found = list(islice(placed_words(text, lexicon), MOST))
    return Indexed(" ".join(word for _, _, word, _ in found), " ".join(lemma for *_, lemma in found))
