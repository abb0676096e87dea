# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Values of expressions that name weeks, months, years, and stretches between two points."""

from datetime import date, timedelta

from tawatur.reading.timexes import calendars
from tawatur.reading.timexes.calendars import month_text
from tawatur.reading.timexes.days import Value, date_value, month_of, number_of, year_by_rel, year_said
from tawatur.reading.timexes.frame import Frame
from tawatur.reading.timexes.grammar import Found

_MIDDLE_OF_MONTH = 15
_PREPOSITIONS = frozenset({"in", "since"})
_LINKS = _PREPOSITIONS | {"till", "of", "between"}
_HEADS = frozenset({"ynum", "num", "weekday", "rel", "month", "month_unsure", "of", "thousands", "thousand"})
_FURTHEST_YEAR = 25  # a bare number further ahead than that is a count


def month(found: Found, frame: Frame) -> Value | None:
    """A month; its beginning and end are the month, its middle is the 15th, more or less."""
    named = month_of(found)
    if named is None or not _is_month(found):
        return None
    number, calendar = named
    if calendar != "gregorian":
        return _foreign_month(found, number, calendar)
    year = _year_of_month(found, frame, number)
    text = month_text(year, number)
    if found.value("edge") == "middle":
        text = f"{text}-{_MIDDLE_OF_MONTH}~"
    return Value(text)


def _is_month(found: Found) -> bool:
    """Whether a word that is a month and something else as well is the month here."""
    if any("month" in s.classes for s in found.part("mon")):
        return True
    helped = any(found.has(name) for name in ("mw", "rel", "edge", "y", "yrel"))
    return helped or not _PREPOSITIONS.isdisjoint(found.beside(-1))


def _foreign_month(found: Found, number: int, calendar: str) -> Value | None:
    year = found.number("y", "hynum")
    if year is None or not (found.has("era") or year < 1600):
        return None
    convert = calendars.from_islamic if calendar == "islamic" else calendars.from_persian
    first = convert(year, number, 1)
    last = convert(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    return Value(f"{first.isoformat()}~/{last.isoformat()}~", calendar=calendar)


def _year_of_month(found: Found, frame: Frame, number: int, suffix: str = "", *, rel: str = "rel") -> int:
    year = year_said(found, frame, suffix)
    shift = found.number(rel, "rel")
    if year is None and shift is not None:
        year = year_by_rel(frame.published, number, None, shift)
    return frame.year_of(number, None, found) if year is None else year


def month_pair(found: Found, frame: Frame) -> Value | None:
    """Two months with one year: either of them, or the stretch from one to the other."""
    first, second = month_of(found), month_of(found, "2")
    if first is None or second is None or first[1] != "gregorian" or second[1] != "gregorian":
        return None
    link = found.part("link")[0].classes
    if "and" in link and not (found.has("mw") and "months_word" in found.part("mw")[0].classes):
        return None
    if not _is_month(found):
        return None
    end_year = _year_of_month(found, frame, second[0], rel="rel2")
    start_year = end_year - (first[0] > second[0])
    start, end = month_text(start_year, first[0]), month_text(end_year, second[0])
    return Value(f"[{start},{end}]" if "or" in link else f"{start}/{end}")


def days(found: Found, frame: Frame) -> Value | None:
    """Two days of one month: either of them, or the stretch from one to the other."""
    first, second = date_value(found, frame, "", ""), date_value(found, frame, "2", "")
    if first is None or second is None or first.day is None or second.day is None or first.day >= second.day:
        return None
    ends = first.day.isoformat(), second.day.isoformat()
    link = found.part("link")[0].classes
    return Value("[{},{}]".format(*ends) if "or" in link else "/".join(ends), first.day)


def days_span(found: Found, frame: Frame) -> Value | None:
    """From a day of one month to a day of another."""
    second = date_value(found, frame, "2")
    first = date_value(found, frame)
    if first is None or second is None or first.day is None or second.day is None:
        return None
    start, end = first.day, second.day
    if start > end or not (found.has("y") or found.has("yrel") or found.has("rel")):
        start = start.replace(year=end.year - ((start.month, start.day) > (end.month, end.day)))
    return Value(f"{start.isoformat()}/{end.isoformat()}", start)


def figures_span(found: Found, frame: Frame) -> Value | None:
    """From one date in figures to another."""
    first, second = found.value("iso", "isodate") or "", found.value("iso2", "isodate") or ""
    start, end = date.fromisoformat(first), date.fromisoformat(second)
    return Value(f"{first}/{second}", start) if start < end else None


def year(found: Found, frame: Frame) -> Value | None:
    """A year; the beginning of one is its first month, the middle is its middle, more or less."""
    number = found.number("y", "ynum", "hynum")
    if number is None:
        return None
    if found.value("era") in ("islamic", "persian"):
        return _foreign_year(number, found.value("era") or "")
    if "ynum" not in found.part("y")[0].classes or not _is_year(found, frame):
        return None
    edge = found.value("edge")
    text = f"{number:04}"
    if found.has("about"):
        text = f"{text}~"
    elif edge == "start":
        text = f"{text}-01" if found.has("word") else f"{text}-01~"
    elif edge == "middle":
        text = f"{text}-06~"
    return Value(text)


def _foreign_year(number: int, calendar: str) -> Value:
    convert = calendars.from_islamic if calendar == "islamic" else calendars.from_persian
    first, last = convert(number, 1, 1), convert(number + 1, 1, 1) - timedelta(days=1)
    return Value(f"{first.year:04}~/{last.year:04}~", calendar=calendar)


def _is_year(found: Found, frame: Frame) -> bool:
    """Whether four figures are a year: said so, or not counting the noun behind them."""
    if found.has("word") or found.has("edge") or found.has("era"):
        return True
    before, after = found.beside(-1), found.beside(1)
    if _LINKS.isdisjoint(before) and frame.counts(found):
        return False
    if frame.day is not None and (found.number("y", "ynum") or 0) > frame.day.year + _FURTHEST_YEAR:
        return False
    return not ("article" in before or "unit" in after or "slash" in after or "slash" in before)


def years(found: Found, frame: Frame) -> Value | None:
    """From one year to another."""
    first, second = found.number("y", "ynum") or 0, found.number("y2", "ynum") or 0
    link, word = found.part("link")[0].classes, found.part("word")
    opened = found.has("opener") and "of" not in found.part("opener")[0].classes
    joined = "dash" in link or "slash" in link
    pair = bool(word) and "years_word" in word[0].classes
    if first >= second or not (joined or opened or (pair and second == first + 1) or "till" in link):
        return None
    if "till" in link and not (opened or pair):
        return None
    return Value(f"{first:04}/{second:04}")


def year_words(found: Found, frame: Frame) -> Value | None:
    """A year in number words."""
    return Value(f"{number_of(found, 'yw'):04}")


def unit(found: Found, frame: Frame) -> Value | None:
    """This, the last or the next week, month, year, decade or century, or its beginning, middle or end."""
    name, _, count = (found.value("u", "al_unit") or "").partition(":")
    shift = 0 if found.has("this") else found.number("rel")
    edge = found.value("edge")
    if shift is None:
        shift = 0 if edge and name in ("year",) and edge == "start" else None
    if shift is None or count != "1":
        return None
    return _unit_value(name, shift, edge, frame)


def _unit_value(name: str, shift: int, edge: str | None, frame: Frame) -> Value | None:
    now = frame.published
    if name == "week":
        first, last = frame.week(shift)
        return Value(f"{first.isoformat()}/{last.isoformat()}")
    if name == "month":
        text = month_text(*calendars.add_months(now.year, now.month, shift))
        return Value(f"{text}-{_MIDDLE_OF_MONTH}~" if edge == "middle" else text)
    if name == "year":
        text = f"{now.year + shift:04}"
        return Value({"start": f"{text}-01", "middle": f"{text}-06~"}.get(edge or "", text))
    length = {"decade": 10, "century": 100}.get(name)
    if length is None:
        return None
    first_year = (now.year // length + shift) * length
    return Value(f"{first_year:04}/{first_year + length - 1:04}")


def units(found: Found, frame: Frame) -> Value | None:
    """«الأشهر الستة المقبلة»: a counted stretch that ends or begins now."""
    name, _, said = (found.value("u", "al_unit", "unit") or "").partition(":")
    shift = found.number("rel", "rel") if found.has("rel") else found.number("wrel", "weak_rel")
    count = number_of(found, "n") or int(said or 0)
    if shift is None or shift == 0:
        return None
    if found.has("few"):
        return _vaguely_ago(name, frame.today) if shift < 0 and name == "week" else None
    if not found.has("n") and said != "2":
        return None
    return _stretch(name, count, shift, frame)


def _stretch(name: str, count: int, shift: int, frame: Frame) -> Value | None:
    now = frame.today
    if name == "hour":
        span = timedelta(days=-(-count // 24))
        ends = (now - span, now) if shift < 0 else (now, now + span)
    elif name == "day":
        one = timedelta(days=1)
        ends = (now - count * one, now - one) if shift < 0 else (now + one, now + count * one)
    elif name == "week":
        ends = (frame.week(-count)[0], frame.week(-1)[1]) if shift < 0 else (frame.week(1)[0], frame.week(count)[1])
    elif name in ("month", "year"):
        months = count * (12 if name == "year" else 1)
        start = calendars.add_months(now.year, now.month, -months if shift < 0 else 1)
        end = (now.year, now.month) if shift < 0 else calendars.add_months(now.year, now.month, months)
        mark = "~" if name == "year" else ""
        return Value(f"{month_text(*start)}{mark}/{month_text(*end)}")
    else:
        return None
    return Value("/".join(day.isoformat() for day in ends))


def weekend(found: Found, frame: Frame) -> Value | None:
    """Saturday and Sunday of this, the last or the next week."""
    _, sunday = frame.week(found.number("rel") or 0)
    return Value(f"{(sunday - timedelta(days=1)).isoformat()}/{sunday.isoformat()}")


def ago(found: Found, frame: Frame) -> Value | None:
    """«قبل ثلاث سنوات»: counted back from now, and therefore approximate."""
    name, _, said = (found.value("u", "unit", "al_unit") or "").partition(":")
    if _goes_on(found):
        return None
    count = number_of(found, "n") or int(said or 0)
    now = frame.today
    if not count:
        return _vaguely_ago(name, now) if found.value("a", "ago") is not None else None
    if name in ("day", "week"):
        day = now - timedelta(days=count * (7 if name == "week" else 1))
        return Value(f"{day.isoformat()}~", day)
    if name == "month" or (name == "year" and "al_unit" in found.part("u")[0].classes):
        months = count * (12 if name == "year" else 1)
        return Value(f"{month_text(*calendars.add_months(now.year, now.month, -months))}~")
    years_back = {"year": 1, "decade": 10, "century": 100}.get(name)
    return None if years_back is None else Value(f"{now.year - count * years_back:04}~")


def _goes_on(found: Found) -> bool:
    """Whether what looks counted back is the head of another expression, or counts from an event («… من»)."""
    if not _HEADS.isdisjoint(found.beside(1)):
        return True
    following = found.stream.symbols[found.last + 1 : found.last + 2]
    return any("of" in symbol.classes for symbol in following)


def _vaguely_ago(name: str, now: date) -> Value | None:
    if name == "day":
        return Value(f"{month_text(now.year, now.month)}~")
    if name == "week":
        day = now - timedelta(weeks=3)
        return Value(f"{month_text(day.year, day.month)}~")
    return Value(f"{now.year:04}~") if name == "month" else None


def decade(found: Found, frame: Frame) -> Value | None:
    """A decade of the last century, unless the expression says which."""
    first = _decade(found, "d", frame)
    return None if first is None else Value(f"{first:04}/{first + 9:04}")


def _decade(found: Found, name: str, frame: Frame) -> int | None:
    number = found.number(name, "decade")
    if number is None:
        return None
    century = (found.number("rel") or -1) + frame.published.year // 100
    return century * 100 + number


def decades(found: Found, frame: Frame) -> Value | None:
    """From one decade to another."""
    first, second = _decade(found, "d", frame), _decade(found, "d2", frame)
    if first is None or second is None or first >= second:
        return None
    return Value(f"{first:04}/{second + 9:04}")


def season(found: Found, frame: Frame) -> Value | None:
    """A season as its months; winter begins in December of the year before."""
    first, last = (int(n) for n in (found.value("season", "season", "al_season") or "").split("/"))
    year, shift = year_said(found, frame), 0 if found.has("this") else found.number("rel", "rel")
    if year is None and shift is not None:
        now = frame.published
        year = now.year + (shift if (shift < 0 and last >= now.month) or (shift > 0 and first <= now.month) else 0)
    if year is None:
        return None
    start = year - (first > last)
    return Value(f"{month_text(start, first)}/{month_text(year, last)}")


def half(found: Found, frame: Frame) -> Value | None:
    """The first or second half of a month; a half or quarter of a year."""
    number, parts = found.number("n", "ordinal") or 0, found.number("half", "half", "quarter") or 2
    if not 1 <= number <= parts:
        return None
    named = month_of(found)
    if named is not None:
        return _half_of_month(found, frame, named[0], number) if named[1] == "gregorian" else None
    year = year_said(found, frame)
    if year is None:
        unit_name, shift = found.value("u", "al_unit") or "", found.number("rel") or 0
        if not unit_name.startswith("year"):
            return None
        year = frame.published.year + shift
    length = 12 // parts
    return Value(f"{month_text(year, (number - 1) * length + 1)}/{month_text(year, number * length)}")


def _half_of_month(found: Found, frame: Frame, month: int, number: int) -> Value:
    year = _year_of_month(found, frame, month)
    text, last = month_text(year, month), calendars.last_of_month(year, month)
    return Value(f"{text}-01/{text}-15" if number == 1 else f"{text}-16/{text}-{last:02}")


def new_year(found: Found, frame: Frame) -> Value | None:
    """New Year's Eve: of the year named, else the last one."""
    said = year_said(found, frame)
    year = frame.published.year if said is None else said
    if said is None and frame.published.month > 6:
        year += 1
    day = date(year - 1, 12, 31)
    return Value(f"{day.isoformat()}TNI", day)
