# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The publication date, on which every relative date hangs."""

import re
from datetime import date

from tawatur.model.errors import PublishedDateError

EARLIEST, LATEST = 1900, 2100  # years in which a report can have been published, by our reckoning
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?\s*", re.DOTALL)


def _read(value: str) -> date | str:
    """The day, or what is wrong with it."""
    match = _ISO.fullmatch(value)
    if match is None:
        return "is not of the form YYYY-MM-DD"
    try:
        found = date(*map(int, match.groups()))
    except ValueError as exc:
        return f"is no day ({exc}); write it as YYYY-MM-DD"
    return found if EARLIEST <= found.year <= LATEST else f"lies outside {EARLIEST}-{LATEST}"


def parse_date(value: str) -> date:
    """Return the day that an ISO 8601 date or date-time names, as written (no time zone is applied).

    Raises:
        PublishedDateError: Not a date, or outside the years that a news report can have.
    """
    found = _read(value)
    if isinstance(found, str):
        raise PublishedDateError(f"publication date {value[:40]!r} {found}")
    return found


def parse_published(value: str | None) -> tuple[date | None, list[str]]:
    """Return the publication day, or None and a warning that relative dates stay unresolved.

    The warning does not repeat what a report states: a column that was mistaken for the date may hold a name.
    """
    if value is None or not value.strip():
        return None, ["no publication date: relative dates stay unresolved"]
    found = _read(value)
    return (
        (None, [f"the publication date {found}; relative dates stay unresolved"])
        if isinstance(found, str)
        else (found, [])
    )
