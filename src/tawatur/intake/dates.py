# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Publication dates as they stand in tables, pages, addresses and datelines, brought to ISO 8601."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.text.normalize import fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]([\d:.]+\s*(?:Z|[+-]\d\d:?\d\d)?))?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_COMPACT = re.compile(r"(20\d\d|19\d\d)(\d\d)(\d\d)(?:T?\d{4,6})?")
_IN_ADDRESS = (
    re.compile(r"(?<!\d)(20\d\d|19\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
)
_SECONDS = (946_684_800, 4_102_444_800)  # 2000 to 2100
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MONTHS = ("month", "month_unsure")  # between a day and a year every one is sure


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _from_number(value: float) -> str | None:
    for seconds in (value, value / 1000):
        if _SECONDS[0] <= seconds < _SECONDS[1]:
            return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    return None


def _months(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, int]]:
    rows = lexicon.table("time/months").columns("word", "class", "value")
    numbers = {fold(word): int(value) for word, kind, value in rows if kind in _MONTHS and value.isdecimal()}
    names = "|".join(re.escape(name) for name in sorted(numbers, key=lambda name: (-len(name), name)))
    # «5 آذار/مارس 2024»: the second name of the month adds nothing
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s+({names})(?:\s*[/(]\s*\w+\)?)?\s*[,،]?\s*(\d{{4}})(?!\d)"), numbers


def find_named(text: str) -> str | None:
    """Return the first day in a text that is written out with month and year, as ISO 8601; None if there is none.

    Args:
        text: A short text, such as a dateline.
    """
    pattern, numbers = default_lexicon().compiled("intake.months", _months)
    match = pattern.search(fold(text).translate(_DIGITS))
    return None if match is None else _iso(match[3], numbers[match[2]], match[1])


def in_address(url: str) -> str | None:
    """Return the day that an address names, as ISO 8601; None if it names none."""
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(url):
            found = _iso(*match.groups())
            if found is not None:
                return found
    return None


def _from_digits(text: str) -> tuple[str | None, str | None]:
    if (match := _YEAR_FIRST.match(text)) or (match := _COMPACT.fullmatch(text)):
        return _iso(*match.groups()), None
    if match := _DAY_FIRST.match(text):
        first, second, year = match.groups()
        day_first, month_first = _iso(year, second, first), _iso(year, first, second)
        if day_first and month_first and first != second:
            return day_first, f"publication date {text[:20]!r} was read as day, month, year"
        return day_first or month_first, None
    return None, None


def to_iso(value: object) -> tuple[str | None, str | None]:
    """Return a date or date and time as ISO 8601, and a warning where it could be read otherwise.

    Args:
        value: A date, a time stamp in seconds or milliseconds, or a string in any usual form. A string that cannot be
            made out comes back as it is: who reads it says so.
    """
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds"), None
    if isinstance(value, date):
        return value.isoformat(), None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value) or str(value), None
    text = str(value).strip().translate(_DIGITS)
    if not text:
        return None, None
    if match := _ISO.match(text):
        day, time = _iso(*match.groups()[:3]), match[4]
        return (day if day is None or time is None else f"{day}T{time.strip()}") or text, None
    found, warning = _from_digits(text)
    if found is None and text.isdecimal():
        found = _from_number(int(text)) if len(text) < 16 else None
    if found is None:
        try:
            found = parsedate_to_datetime(text).isoformat(timespec="seconds")
        except (ValueError, TypeError, IndexError):
            found = find_named(text)
    return found or text, warning
