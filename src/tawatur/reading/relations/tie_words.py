# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The table of tie words, and which of them a word may be."""

from dataclasses import dataclass, replace

from tawatur.lexicon import Lexicon, values
from tawatur.reading.relations.offices import words_by_use
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold, folded
from tawatur.text.records import Analysis
from tawatur.text.words import Token

DUAL = "d"


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `relations/cues`: the type it states, the slots of its two parties, and whether it is plain.

    Args:
        read: The part of speech that the word is read as.
        needs: Folded lemmas of which one has to stand behind the word: «تلقى الحزب أموالا من».
    """

    lemma: str
    pos: str
    read: str
    type: str
    from_: tuple[str, ...]
    to: tuple[str, ...]
    plain: bool
    needs: frozenset[str]


class Cues:
    """The cues by folded lemma and part of speech, and which of them each word type may be.

    Args:
        rows: The table's rows.
        agents: Nouns of «من قبل» and its like, which a party follows.
        stakes: Nouns for what a state has in a country: «نفوذ», «وجود».
        invoked: Names that are called upon and take no part: «أيده الله».
    """

    def __init__(
        self,
        rows: dict[tuple[str, str], tuple[Cue, ...]],
        agents: frozenset[str],
        stakes: frozenset[str],
        invoked: frozenset[str],
    ) -> None:
        self.rows, self.agents, self.stakes, self.invoked = rows, agents, stakes, invoked
        self._types: Remembered[str, tuple[tuple[Cue, Analysis], ...]] = Remembered()

    def of(self, token: Token) -> tuple[Cue, ...]:
        """Return the cues that a word may be, under any of its analyses that takes it apart as it stands here.

        «تدرك» is no «تدير» with a pronoun, «العدوان» not two enemies.
        """
        known = self._types.get(token.text)
        if known is None:
            keys: dict[tuple[str, str], list[Analysis]] = {}
            for analysis in token.word.analyses:
                for lemma in _lemmas(folded(analysis.lemma)):
                    keys.setdefault((lemma, analysis.pos), []).append(analysis)
            known = tuple((cue, a) for key, own in keys.items() for cue in self.rows.get(key, ()) for a in own)
            self._types[token.text] = known
        return tuple(dict.fromkeys(cue for cue, analysis in known if _is_like(analysis, token.analysis)))


def compile_cues(lexicon: Lexicon) -> Cues:
    """Return the cues of the lexicon."""
    found: dict[tuple[str, str], list[Cue]] = {}
    columns = ("lemma", "pos", "type", "from", "to", "plain", "needs")
    for lemma, pos, type, from_, to, plain, needs in lexicon.table("relations/cues").columns(*columns):
        cue = Cue(lemma, pos, pos, type, values(from_), values(to), plain == "yes", frozenset(map(fold, values(needs))))
        found.setdefault((fold(lemma), pos), []).append(cue)
        if pos == "adj":
            found.setdefault((fold(lemma), "noun"), []).append(_as_noun(cue))
    words = words_by_use(lexicon)
    rows = {key: tuple(own) for key, own in found.items()}
    return Cues(rows, *(words[use] for use in ("agent", "stake", "invoked")))


def _lemmas(lemma: str) -> tuple[str, ...]:
    """Return a folded lemma, and without the ending of the feminine, under which some participles are listed."""
    return (lemma, lemma[:-1]) if lemma.endswith("ه") else (lemma,)


def _is_like(analysis: Analysis, chosen: Analysis) -> bool:
    """Whether an analysis cuts off the pronoun that the chosen one does, and is a dual only where that is one."""
    return analysis.enclitic == chosen.enclitic and (analysis.number == chosen.number or analysis.number != DUAL)


def _as_noun(cue: Cue) -> Cue:
    """Return an adjective's row for where it is taken for a noun: «كتائب ممولة من»; a preposition has to follow."""
    from_, to = (tuple(s for s in slots if s != "gen") for slots in (cue.from_, cue.to))
    return replace(cue, read="noun", from_=from_, to=to)
