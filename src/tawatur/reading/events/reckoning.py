# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Dates that the report's day decides: those counted back to an event, and those that no word can have.

«وصل الوفد الأحد بعد ثلاثة أيام من الهجوم» dates the attack three days before Sunday, and «بعد يومين من الهجوم» alone
two days before the report. «بعد أيام من» says nothing exact. And who calls today for a strike tomorrow does so today.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tawatur.lexicon import Lexicon
from tawatur.model import Event, EventTime, Timex
from tawatur.reading.events.binding import SPEECH
from tawatur.text.document import Document
from tawatur.text.normalize import fold
from tawatur.text.numbers import find_numbers
from tawatur.text.words import Token

DAY = len("2017-01-01")
COUNT = 5  # tokens of a number before its unit
ROUND = 10  # from this count on, days are as a rule rounded: «بعد عشرة أيام», «بعد أربعين يوما»
MOST = 1000  # of a unit; more is no date of the news
DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12}
SHORT = ("hour", "minute")
ASSERTED = "asserted"


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of stretches of time, folded.

    Args:
        units: Units with their count, `day:2`; 0 where a number states it.
        after: Words before a stretch, «بعد».
        to: Words that tie the event to it, «من», «على».
        morrow: Words that say the day after, «غداة».
    """

    units: dict[str, str]
    after: frozenset[str]
    to: frozenset[str]
    morrow: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """How long before something else an event happened, from a token on; no count where the text is vague."""

    first: int
    unit: str
    count: int
    is_rounded: bool = False


def compile_words(lexicon: Lexicon) -> _Words:
    """Return the words of stretches of time of a lexicon."""
    small = [(fold(word), kind) for word, kind in lexicon.table("time/particles").columns("word", "class")]
    units = lexicon.table("time/units").columns("word", "class", "value")
    return _Words(
        {fold(word): value for word, kind, value in units if kind == "unit"},
        frozenset(word for word, kind in small if kind == "after"),
        frozenset(word for word, kind in small if kind in ("of", "on")),
        frozenset(word for word, kind in small if kind == "morrow"),
    )


def _is_one_of(token: Token, words: frozenset[str]) -> bool:
    """Whether a token is one of some words, «و» and «ف» before it aside."""
    norm = token.word.norm
    return norm in words or (norm[:1] in ("و", "ف") and norm[1:] in words)


def _stretch(tokens: Sequence[Token], at: int, words: _Words, lexicon: Lexicon) -> _Stretch | None:
    """Return the stretch of time that ends in «من» or «على» right before a token."""
    if at < 1 or tokens[at - 1].sentence != tokens[at].sentence:
        return None
    if _is_one_of(tokens[at - 1], words.morrow):
        return _Stretch(at - 1, "day", 1)
    unit = at - 2
    if unit < 1 or tokens[at - 1].word.norm not in words.to:
        return None
    if tokens[unit].word.norm not in words.units:
        unit -= 1  # «بعد يوم واحد من», «بعد أيام قليلة من»
    name, _, said = words.units.get(tokens[unit].word.norm, "").partition(":")
    if not name:
        return None
    low = max(unit - 1 - COUNT, 0)
    first = next((i for i in range(unit - 1, low - 1, -1) if _is_one_of(tokens[i], words.after)), -1)
    if first < 0 or tokens[first].sentence != tokens[at].sentence:
        return None
    if first + 1 == unit:
        return _Stretch(first, name, int(said))
    numbers = find_numbers(tokens[first + 1 : unit], lexicon)
    if not numbers:
        return _Stretch(first, name, 0)
    count = numbers[0].low
    if len(numbers) > 1 or numbers[0].ordinal or not isinstance(count, int) or count > MOST:
        return None
    return _Stretch(first, name, count, is_rounded=bool(numbers[0].hedge) or count >= ROUND)


def _before(stretch: _Stretch, day: date) -> str | None:
    """Return the time that lies a stretch before a day, None where the unit is too short or too long for one."""
    if stretch.unit in DAYS:
        days = stretch.count * DAYS[stretch.unit]
        begun = day - timedelta(days=days) if days < day.toordinal() else None
        return None if begun is None else begun.isoformat() + ("~" if stretch.is_rounded else "")
    if stretch.unit not in MONTHS:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 - stretch.count * MONTHS[stretch.unit], 12)
    if year < 1:
        return None
    return f"{year:04}~" if stretch.unit == "year" else f"{year:04}-{month + 1:02}~"


def _day(value: str | None, published: date) -> date | None:
    """Return the day of a value that is one up to the day of publication."""
    if value is None or "/" in value or len(value) < DAY or not value[0].isdigit():
        return None
    day = date.fromisoformat(value[:DAY])
    return day if day <= published else None


def _counted(
    event: Event, at: int, document: Document, timexes: Sequence[Timex], published: date, lexicon: Lexicon
) -> Event:
    """Return an event dated by the stretch of time before it, if there is one and no date of its own behind it."""
    tokens = document.tokens
    words = lexicon.compiled("events.reckoning", compile_words)
    stretch = _stretch(tokens, at, words, lexicon)
    if stretch is None:
        return event
    begin = tokens[stretch.first].start
    own = next((t for t in timexes if event.when is not None and t.id == event.when.timex), None)
    if own is not None and own.start > begin:
        return event
    if not stretch.count:
        return event if stretch.unit in SHORT else replace(event, when=None)
    opens = document.sentences[tokens[at].sentence].start
    near = timexes[bisect_left(timexes, opens, key=_start) : bisect_left(timexes, begin, key=_start)]
    days = [day for day in (_day(timex.value, published) for timex in near) if day is not None]
    value = _before(stretch, days[-1] if days else published)
    return event if value is None else replace(event, when=EventTime(value))


def _start(timex: Timex) -> int:
    return timex.start


def _is_yet_to_come(event: Event, published: date) -> bool:
    """Whether what was done by words is dated after the report told it."""
    value = event.when.value if event.when is not None and event.type in SPEECH else ""
    begun = value.partition("/")[0].rstrip("~")[:DAY]
    return begun[:1].isdigit() and begun > published.isoformat()[: len(begun)]


def reckon(
    found: Iterable[Event], document: Document, timexes: Sequence[Timex], published: date | None, lexicon: Lexicon
) -> tuple[Event, ...]:
    """Return events with dates counted back from others, and without those that they cannot have.

    Args:
        found: The events.
        document: The analysed text.
        timexes: Its time expressions, in order.
        published: The publication day, None where it is not known.
        lexicon: Tables to read with.
    """
    if published is None:
        return tuple(found)
    begins = [token.start for token in document.tokens]
    out = []
    for event in found:
        if event.status == ASSERTED:
            if _is_yet_to_come(event, published):
                event = replace(event, when=None)
            event = _counted(event, bisect_right(begins, event.start) - 1, document, timexes, published, lexicon)
        out.append(event)
    return tuple(out)
