# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find what places something on the calendar, and work out its EDTF value from the day of publication.

Words are looked up in the time tables; the grammar (`time/grammar`) is matched only where one stands, the
longest match first; each rule names the function that gives its value, or refuses. Durations, repeated
times («كل جمعة») and figurative words are left out.
"""

from dataclasses import replace
from datetime import date
from typing import Protocol

from tawatur.lexicon import Lexicon
from tawatur.model import Timex
from tawatur.model.errors import LexiconError
from tawatur.reading.timexes import calendars, days, periods
from tawatur.reading.timexes.days import Value
from tawatur.reading.timexes.frame import Contexts, Frame, Unanchored
from tawatur.reading.timexes.grammar import Found, Grammar
from tawatur.text.document import Document


class _Valuer(Protocol):
    def __call__(self, found: Found, frame: Frame, /) -> Value | None: ...


VALUES: dict[str, _Valuer] = {
    "date": lambda found, frame: days.date_value(found, frame),
    "day_of_month": days.day_of_month,
    "deictic": days.deictic,
    "weekday": days.weekday,
    "weekday_of_week": days.weekday_of_week,
    "night_of_two": days.night_of_two,
    "weekday_pair": days.weekday_pair,
    "night": days.night,
    "next_day": days.next_day,
    "figures": days.figures,
    "hijri_figures": days.hijri_figures,
    "hour": days.hour,
    "midnight": days.midnight,
    "month": periods.month,
    "month_pair": periods.month_pair,
    "days": periods.days,
    "days_span": periods.days_span,
    "figures_span": periods.figures_span,
    "years": periods.years,
    "year": periods.year,
    "year_words": periods.year_words,
    "unit": periods.unit,
    "units": periods.units,
    "weekend": periods.weekend,
    "ago": periods.ago,
    "decade": periods.decade,
    "decades": periods.decades,
    "season": periods.season,
    "half": periods.half,
    "new_year": periods.new_year,
}


def _grammar(lexicon: Lexicon) -> Grammar:
    grammar = Grammar(lexicon)
    unknown = sorted({rule.value for rule in grammar.rules} - VALUES.keys())
    if unknown:
        raise LexiconError(f"time/grammar: no such value: {', '.join(unknown)}")
    return grammar


def annotate(document: Document, published: date | None, lexicon: Lexicon) -> tuple[Timex, ...]:
    """Return the time expressions of a report, in order and apart.

    Args:
        document: The analysed report.
        published: Day of publication; without it, what is reckoned from it has no value and is anchored `none`.
        lexicon: The time tables.
    """
    grammar = lexicon.compiled("timexes.grammar", _grammar)
    contexts = lexicon.compiled("timexes.contexts", Contexts)
    stream = grammar.vocabulary.read(document)
    candidates = [(at, grammar.matches(stream, at)) for at in grammar.starts(stream)]
    frame = Frame(document, contexts, published)
    frame.told = _told(candidates, published)
    timexes: list[Timex] = []
    done = 0
    for at, matches in candidates:
        if at < done:
            continue
        for found in matches:
            if contexts.blocked(document, found):
                done = found.last
                break
            timex = _read(found, frame, len(timexes) + 1)
            if timex is not None:
                if timexes and at == done + 1 and "equals" in stream.symbols[done].classes:
                    timexes[-1] = _confirmed(timexes[-1], timex)
                timexes.append(timex)
                done = found.last
                break
    return tuple(timexes)


def _confirmed(converted: Timex, said: Timex) -> Timex:
    """A date of another calendar beside its Gregorian day («26 شوال 1436 هـ الموافق 11 أغسطس 2015») is that day."""
    exact = said.value is not None and converted.calendar != "gregorian" and said.calendar == "gregorian"
    return replace(converted, value=said.value, anchored=said.anchored) if exact else converted


def _told(candidates: list[tuple[int, list[Found]]], published: date | None) -> date | None:
    """The day that the report calls today, where it names its weekday; None where it does not."""
    if published is None:
        return None
    for _, matches in candidates:
        for found in matches:
            shift, weekday = found.number("deictic"), found.number("wd", "weekday")
            if found.rule.value == "deictic" and weekday is not None and shift == 0:
                return calendars.nearest(published, weekday)
    return None


def _read(found: Found, frame: Frame, number: int) -> Timex | None:
    frame.used = False
    value: Value | None
    try:
        value = VALUES[found.rule.value](found, frame)
        if value is None:
            return None
    except Unanchored:
        value = None
    except (ValueError, OverflowError):  # a 31 June, a year beyond the calendar
        return None
    return _timex(found, frame, value, number)


def _timex(found: Found, frame: Frame, value: Value | None, number: int) -> Timex:
    start, end = found.symbols[0].start, found.symbols[-1].end
    text = frame.document.text[start:end]
    if value is None:
        return Timex(f"t{number}", start, end, text, "DATE", None, anchored="none")
    if value.day is not None:
        frame.last = value.day
    return Timex(
        id=f"t{number}",
        start=start,
        end=end,
        text=text,
        type="TIME" if "T" in value.text else "DATE",
        value=value.text,
        calendar=value.calendar,
        anchored="published" if frame.used else "text",
    )


__all__ = ["VALUES", "annotate"]
