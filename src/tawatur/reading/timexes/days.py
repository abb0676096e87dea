# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Values of expressions that name days, parts of days and hours."""

from dataclasses import dataclass
from datetime import date, timedelta

from tawatur.reading.timexes import calendars
from tawatur.reading.timexes.frame import Frame
from tawatur.reading.timexes.grammar import Found

_NIGHT, _AFTERNOON, _EVENING, _MORNING = "TNI", "TAF", "TEV", "TMO"
_NOON = 12
_NUMBERS = (
    "dnum", "num", "ordinal", "cardinal", "al_cardinal", "tens", "al_tens", "teen", "first_day", "thousands",
    "thousand", "hundreds", "hnum",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """An EDTF value; `day` is the day that a later «في اليوم التالي» counts from."""

    text: str
    day: date | None = None
    calendar: str = "gregorian"


def number_of(found: Found, name: str) -> int | None:
    """The number that a part of figures or number words says: the sum of its words."""
    said = [next((int(s.classes[c]) for c in _NUMBERS if c in s.classes), 0) for s in found.part(name)]
    return sum(said) if said else None


def month_of(found: Found, suffix: str = "") -> tuple[int, str] | None:
    """The month of a part, which may name it twice, and its calendar; None where two names differ."""
    names = {"month": "gregorian", "month_unsure": "gregorian", "hijri_month": "islamic", "solar_month": "persian"}
    said = [
        (int(s.classes[c]), calendar)
        for s in found.part(f"mon{suffix}")
        for c, calendar in names.items()
        if c in s.classes
    ]
    return said[0] if said and len(set(said)) == 1 else None


def year_said(found: Found, frame: Frame, suffix: str = "") -> int | None:
    """The year that an expression names, in figures or as last, this or next year; None if it names none."""
    year = found.number(f"y{suffix}", "ynum", "hynum")
    if year is not None:
        return year
    shift = found.number(f"yrel{suffix}", "rel")
    if shift is None and found.has(f"ythis{suffix}"):
        shift = 0
    return None if shift is None else frame.published.year + shift


def year_by_rel(now: date, month: int, day: int | None, shift: int) -> int:
    """The year of «in March last», «… this», «… next»: the month nearest on that side of now."""
    here = (month, day) if day is not None else (month,)
    there = (now.month, now.day) if day is not None else (now.month,)
    if shift < 0:
        return now.year - (here >= there) + shift + 1
    return now.year + (here <= there) if shift > 0 else now.year


def time_of_day(found: Found) -> str:
    """The time-of-day mark of an expression: its clock time, or its part of the day, or nothing."""
    clock = clock_time(found)
    if clock:
        return clock
    part = found.value("part", "part", "night")
    if part is not None:
        return part
    if found.has("head"):
        return found.value("head", "early", "late") or ""
    return ""


def clock_time(found: Found) -> str:
    """The clock time that an expression names, `Thh:mm`; nothing if it names none."""
    if not found.has("h"):
        return ""
    written = found.value("h", "clocknum")
    hour, minute = (int(n) for n in written.split(":")) if written else (number_of(found, "h") or 0, 0)
    minute = found.number("half", "half_hour") or minute
    part = found.value("hpart", "hour_part", "part", "night", "al_part") or found.value("part", "part", "night")
    if hour < _NOON and (part in (_AFTERNOON, _EVENING) or (part == _NIGHT and hour > 5)):
        hour += _NOON
    if hour == _NOON and part in (_MORNING, _NIGHT):
        hour = 0
    return f"T{hour % 24:02}:{minute:02}"


def value_of_day(day: date, found: Found, calendar: str = "gregorian", mark: str = "") -> Value:
    """A day with the expression's time of day."""
    time = time_of_day(found)
    return Value(f"{day.isoformat()}{time or mark}", day, calendar)


def _converted(year: int, month: int, day: int, calendar: str) -> date:
    convert = calendars.from_islamic if calendar == "islamic" else calendars.from_persian
    return convert(year, month, day)


def _foreign_date(found: Found, frame: Frame, month: int, day: int, calendar: str) -> Value | None:
    """A date of another calendar, converted and marked `~`; its year is the running one where none is named."""
    year = found.number("y", "hynum")
    if year is None:
        if found.has("y") or calendar != "islamic":
            return None
        year, now = calendars.to_islamic(frame.published)
        year -= month > now
    return _nearly(_converted(year, month, day, calendar), found, calendar)


def _nearly(whole: date, found: Found, calendar: str) -> Value:
    """A converted day, which may be a day off, marked `~`; the day of the week beside it makes it exact."""
    weekday = found.number("wd", "weekday", "bare_weekday")
    if weekday is not None:
        day = calendars.nearest(whole, weekday)
        if abs((day - whole).days) <= 1:
            return value_of_day(day, found, calendar)
    return Value(f"{whole.isoformat()}~", whole, calendar)


def date_value(found: Found, frame: Frame, suffix: str = "", month_from: str | None = None) -> Value | None:
    """A day of a month, with or without a year; a weekday that disagrees wins.

    Args:
        found: The match.
        frame: What to reckon from.
        suffix: Which of two dates in the match.
        month_from: Suffix of the month, relative word and year, where the day shares them with another.
    """
    shared = suffix if month_from is None else month_from
    named, day = month_of(found, shared), number_of(found, f"d{suffix}")
    if named is None or day is None:
        return None
    month, calendar = named
    if calendar != "gregorian" or found.value(f"era{shared}", "era") == "islamic":
        return _foreign_date(found, frame, month, day, calendar)
    year = year_said(found, frame, shared)
    shift = found.number(f"rel{shared}", "rel")
    if year is None and shift is not None:
        year = year_by_rel(frame.published, month, day, shift)
    if year is None:
        year = frame.year_of(month, day, found)
    whole = date(year, month, day)
    weekday = found.number("wd", "weekday", "bare_weekday")
    if weekday is not None and whole.isoweekday() != weekday:
        whole = _mended(whole, weekday, frame)
    return value_of_day(whole, found)


def _mended(day: date, weekday: int, frame: Frame) -> date:
    """The day meant where weekday and date disagree: the date of this year if its weekday fits, else the nearest."""
    if frame.day is not None:
        this = day.replace(year=frame.day.year, day=min(day.day, 28) if day.day == 29 else day.day)
        if this.isoweekday() == weekday and abs((this - frame.day).days) < abs((day - frame.day).days):
            return this
    return calendars.nearest(day, weekday)


def day_of_month(found: Found, frame: Frame) -> Value | None:
    """«12 الشهر الجاري»: a day of this, the last or the next month."""
    day, shift = number_of(found, "d"), 0 if found.has("this") else found.number("rel")
    if day is None or shift is None or not (found.value("u", "al_unit") or "").startswith("month"):
        return None
    year, month = calendars.add_months(frame.published.year, frame.published.month, shift)
    return value_of_day(date(year, month, day), found)


def deictic(found: Found, frame: Frame) -> Value | None:
    """«اليوم», «أمس», «غدا», with part of the day and weekday."""
    shift = found.number("deictic") or 0
    day = frame.today + timedelta(days=shift)
    weekday = found.number("wd", "weekday")
    if weekday is not None and day.isoweekday() != weekday:
        day = calendars.nearest(frame.published + timedelta(days=shift), weekday)
    return value_of_day(day, found)


def weekday(found: Found, frame: Frame) -> Value | None:
    """A weekday, alone or as last or next."""
    number = found.number("wd", "weekday", "bare_weekday") or 1
    shift = found.number("wrel", "rel", "bare_rel")
    if shift is None:
        return value_of_day(frame.weekday(number, found), found)
    if shift > 0:
        return value_of_day(calendars.at_or_after(frame.published + timedelta(days=1), number), found)
    if shift < 0:
        before = calendars.at_or_before(frame.published - timedelta(days=1), number)
        return value_of_day(before + timedelta(weeks=shift + 1), found)
    return value_of_day(calendars.monday(frame.published) + timedelta(days=number - 1), found)


def weekday_of_week(found: Found, frame: Frame) -> Value | None:
    """«الجمعة من الأسبوع المقبل»: a day of this, the last or the next week."""
    number, shift = found.number("wd", "weekday") or 1, 0 if found.has("this") else found.number("rel")
    if shift is None or not (found.value("u", "al_unit") or "").startswith("week"):
        return None
    return value_of_day(frame.week(shift)[0] + timedelta(days=number - 1), found)


def night_of_two(found: Found, frame: Frame) -> Value | None:
    """«ليلة السبت الأحد»: the night that begins on the first of two days."""
    first, second = found.number("wd", "weekday") or 0, found.number("wd2", "weekday") or 0
    if second != first % 7 + 1:
        return None
    day = calendars.at_or_before(frame.published, first)
    return Value(f"{day.isoformat()}{_NIGHT}", day)


def weekday_pair(found: Found, frame: Frame) -> Value | None:
    """Two weekdays that follow each other: the days from one to the other."""
    first, second = found.number("wd", "weekday") or 0, found.number("wd2", "weekday") or 0
    if second != first % 7 + 1:
        return None
    day = frame.weekday(first, found)
    return Value(f"{day.isoformat()}/{(day + timedelta(days=1)).isoformat()}", day)


def night(found: Found, frame: Frame) -> Value | None:
    """«الليلة الماضية»: the night before; counted from the day named last where that was lately."""
    said = found.value("night", "last_night", "tonight") or ""
    day = frame.today + timedelta(days=int(said.removesuffix(_NIGHT)))
    return Value(f"{day.isoformat()}{_NIGHT}", day)


def next_day(found: Found, frame: Frame) -> Value | None:
    """«في اليوم التالي»: counted from the day that the report named last."""
    if frame.last is None:
        return None
    day = frame.last + timedelta(days=found.number("next", "next_day") or 0)
    return Value(day.isoformat(), day)


def figures(found: Found, frame: Frame) -> Value | None:
    """A date in figures."""
    day = date.fromisoformat(found.value("iso", "isodate") or "")
    return value_of_day(day, found)


def hijri_figures(found: Found, frame: Frame) -> Value | None:
    """A date of the Islamic calendar in figures, converted."""
    year, month, day = (int(part) for part in (found.value("iso", "hijridate") or "").split("-"))
    return _nearly(calendars.from_islamic(year, month, day), found, "islamic")


def hour(found: Found, frame: Frame) -> Value | None:
    """A clock time, of the day beside it or of the day named last."""
    if not found.has("hpart") and found.value("h", "clocknum") is None and not found.has("part"):
        return None
    day = frame.narrated
    number = found.number("wd", "weekday")
    if found.has("deictic"):
        day = frame.today + timedelta(days=found.number("deictic") or 0)
    if number is not None and day.isoweekday() != number:
        day = calendars.nearest(day, number) if found.has("deictic") else frame.weekday(number, found)
    return value_of_day(day, found)


def midnight(found: Found, frame: Frame) -> Value | None:
    """Midnight of a night between two days is the second day's first minute; otherwise the night of a day."""
    kind = found.value("midnight") or ""
    number, second = found.number("wd", "weekday"), found.number("wd2", "weekday")
    if second is not None:
        day = frame.weekday(second, found)
        return Value(f"{day.isoformat()}T00:00", day)
    day = frame.narrated
    if number is None and not found.has("deictic"):
        if not kind.endswith("full"):
            return None
        if kind == "full" and "about" not in found.beside(-1):
            day += timedelta(days=1)
            return Value(f"{day.isoformat()}T00:00", day)
    if found.has("deictic"):
        day = frame.today + timedelta(days=found.number("deictic") or 0)
    if number is not None:
        day = frame.weekday(number, found)
    return Value(f"{day.isoformat()}{_NIGHT}", day)
