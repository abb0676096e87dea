# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a time expression is reckoned from: the day of publication, the day the report calls today, and the
tense of the clause around it.

An agency story is often published a day late: its «اليوم الاثنين» is then not the day of publication. The
weekday wins, and the report's other «اليوم» and «أمس» follow it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from tawatur.lexicon import Lexicon, values
from tawatur.reading.timexes import calendars
from tawatur.reading.timexes.grammar import Found
from tawatur.text.document import Document
from tawatur.text.normalize import fold
from tawatur.text.words import Token, Word

_BACK, _AHEAD = 12, 5  # how many tokens of the clause tell its tense
_FUTURE, _PAST = 1, -1
_SOON_MONTHS = 2
YEARLESS = "yearless"  # in `time/contexts`: a day of a month without its year
DEICTIC = "deictic"
_STOPS = frozenset(".؛!؟?\n")


class Unanchored(Exception):
    """A value needs the day of publication, which is unknown."""


class Contexts:
    """The table of words that make a neighbour no date, or put the clause in the future."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.blocks: dict[tuple[str, str], frozenset[str]] = {}
        self.cues: dict[str, int] = {}
        self.pairs: dict[tuple[str, str], int] = {}
        self._tense: dict[str, int] = {}
        for record in lexicon.table("time/contexts").records():
            word = fold(record["word"])
            if record["effect"] == "block":
                self.blocks[word, record["side"]] = frozenset(values(record["class"]))
                continue
            tense = _FUTURE if record["effect"] == "future" else _PAST
            first, _, second = word.partition(" ")
            if second:
                self.pairs[first, second] = tense
            else:
                self.cues[word] = tense

    def tense(self, word: Word) -> int:
        """1 for a word that puts its clause in the future, -1 for a finished act, 0 for others."""
        found = self._tense.get(word.form)
        if found is None:
            found = self._tense[word.form] = self._read_tense(word)
        return found

    def _read_tense(self, word: Word) -> int:
        if word.norm in self.cues:
            return self.cues[word.norm]
        best = word.analyses[0] if word.analyses else None
        if best is None or best.pos != "verb":
            return 0
        if "س" in best.proclitics:
            return _FUTURE
        return _PAST if best.aspect == "p" else 0

    def blocked(self, document: Document, found: Found) -> bool:
        """Whether the word before or behind a match makes it something else."""
        tokens, first, last = document.tokens, found.symbols[0], found.symbols[-1]
        before, after = set(first.classes), set(last.classes)
        if found.has("d") and not (found.has("y") or found.has("yrel") or found.has("rel")):
            before.add(YEARLESS)
        if found.has("deictic") and found.has("wd"):
            before.discard(DEICTIC)  # «تعقد الجزائر وروسيا اليوم الثلاثاء» names no channel
            after.discard(DEICTIC)
        return self._blocks(tokens, first.first - 1, "before", before) or self._blocks(
            tokens, last.last, "after", after
        )

    def _blocks(self, tokens: tuple[Token, ...], at: int, side: str, classes: Collection[str]) -> bool:
        if side == "before" and at > 0 and tokens[at].kind == "punct" and tokens[at].text not in _STOPS:
            at -= 1  # «قوى "14 آذار"»
        if not 0 <= at < len(tokens):
            return False
        word = tokens[at].word
        for form in (word.norm, word.norm[1:]):
            blocked = self.blocks.get((form, side))
            if blocked is not None and any(c in blocked for c in classes):
                return True
        return False


@dataclass(slots=True)
class Frame:
    """What values are worked out from; `last` is the day that the report named last."""

    document: Document
    contexts: Contexts
    day: date | None
    told: date | None = None
    last: date | None = None
    used: bool = False  # the value at hand took the day of publication

    @property
    def published(self) -> date:
        """The day of publication.

        Raises:
            Unanchored: It is not known.
        """
        if self.day is None:
            raise Unanchored
        self.used = True
        return self.day

    @property
    def today(self) -> date:
        """The day that the report calls today."""
        return self.published if self.told is None else self.told

    @property
    def narrated(self) -> date:
        """The day that the report named last; today if none yet."""
        return self.today if self.last is None else self.last

    def tense(self, found: Found) -> int:
        """1 where the clause is in the future, -1 where it is in the past, 0 where it does not say."""
        first, last = found.symbols[0].first, found.symbols[-1].last
        end = min(len(self.document.tokens), last + _AHEAD)
        return self._tense(range(first - 1, max(-1, first - 1 - _BACK), -1)) or self._tense(range(last, end))

    def _tense(self, indices: range) -> int:
        """The tense of the first word that has one, up to the end of the sentence."""
        tokens = self.document.tokens
        for index in indices:
            token = tokens[index]
            if token.text in _STOPS or token.sentence != tokens[indices[0]].sentence:
                return 0
            tense = self.contexts.tense(token.word)
            if not tense and index:
                tense = self.contexts.pairs.get((tokens[index - 1].word.norm, token.word.norm), 0)
            if tense:
                return tense
        return 0

    def weekday(self, weekday: int, found: Found) -> date:
        """The day that a bare weekday means."""
        if self.tense(found) > 0:
            return calendars.at_or_after(self.published, weekday)
        return calendars.at_or_before(self.published, weekday)

    def counts(self, found: Found) -> bool:
        """Whether a bare number counts the noun behind it: «1800 طالب», without a preposition before it."""
        at = found.symbols[-1].last
        if at >= len(self.document.tokens) or not self.document.tokens[at].word.analyses:
            return False
        best = self.document.tokens[at].word.analyses[0]
        return best.pos == "noun" and not best.definite and not best.proclitics and not best.enclitic

    def year_of(self, month: int, day: int | None, found: Found) -> int:
        """The year of a month or day that is named without one: the nearest in the clause's tense."""
        now = self.published
        tense = self.tense(found)
        if day is None:
            if tense > 0:
                return now.year + (month < now.month)
            soon = tense == 0 and 0 < month - now.month <= _SOON_MONTHS
            return now.year - (month > now.month and not soon)
        if tense > 0:
            return now.year + (_days(now.year, month, day, now) < 0)
        years = (now.year, now.year - 1, now.year + 1)
        return min(years, key=lambda y: abs(_days(y, month, day, now)))

    def week(self, shift: int) -> tuple[date, date]:
        """Monday and Sunday of the week `shift` weeks from now."""
        first = calendars.monday(self.published) + timedelta(weeks=shift)
        return first, first + timedelta(days=6)


def _days(year: int, month: int, day: int, now: date) -> int:
    return (date(year, month, min(day, calendars.last_of_month(year, month))) - now).days
