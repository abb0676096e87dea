# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Dates in EDTF (ISO 8601-2): whether a value is one, and its first and last day, for formats that know only days."""

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
_ONE = r"\d{4}(?:-(?:\d\d|XX)(?:-(?:\d\d|XX)(?:T(?:MO|MD|AF|EV|NI|DT|\d\d(?::\d\d){0,2}))?)?)?[~?%]?"
_VALUE = re.compile(rf"{_ONE}|(?:{_ONE}|\.\.)?/(?:{_ONE}|\.\.)?|[\[{{]{_ONE}(?:(?:,|\.\.){_ONE})*[\]}}]")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


def _day(text: str, *, last: bool) -> str | None:
    match = _DATE.match(text.strip().replace("~", "").replace("?", "").replace("%", ""))
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    first_month, last_month = 1, 12
    if month is not None and month != "XX":
        first_month, last_month = _SEASONS.get(int(month), (int(month), int(month)))
    chosen = last_month if last else first_month
    try:
        if day is not None and day != "XX" and month != "XX":
            return date(year, chosen, int(day)).isoformat()
        return date(year, chosen, monthrange(year, chosen)[1] if last else 1).isoformat()
    except ValueError:
        return None


def bounds(value: str) -> tuple[str, str] | None:
    """Return the first and the last day of a value, None where it is no date; an open end is that of its other side.

    Args:
        value: EDTF level 1, as `2024-05`, `2024-05-13TMO` or `2024-05-01/2024-05-03`.
    """
    start, sign, end = value.partition("/")
    left = _day(start, last=False)
    right = _day(end if sign else start, last=True)
    if left is None and right is None:
        return None
    one, other = left or right or "", right or left or ""
    return min(one, other), max(one, other)


def is_valid(value: str) -> bool:
    """Return whether a value is one that events may bear: EDTF level 1, sets of days and parts of a day.

    Args:
        value: As `2024-05`, `2024-05-13TMO`, `2024-05-01/..` or `[2024-05-01,2024-05-03]`.
    """
    if _VALUE.fullmatch(value) is None:
        return False
    parts = [part for part in re.split(r"[/,]|\.\.", value.strip("[]{}")) if part]
    return bool(parts) and all(_day(part, last=True) is not None for part in parts)
