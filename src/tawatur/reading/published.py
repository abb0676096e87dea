# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The publication date, on which every relative date hangs."""

import re
from datetime import date

from tawatur.model.errors import PublishedDateError

EARLIEST, LATEST = 1900, 2100  # years in which a report can have been published, by our reckoning
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?\s*", re.DOTALL)


def parse_date(value: str) -> date:
    """Return the day that an ISO 8601 date or date-time names, as written (no time zone is applied).

    Raises:
        PublishedDateError: Not a date, or outside the years that a news report can have.
    """
    match = _ISO.fullmatch(value)
    try:
        if match is None:
            raise ValueError("not of the form YYYY-MM-DD")
        found = date(*map(int, match.groups()))
    except ValueError as exc:
        raise PublishedDateError(f"publication date {value[:40]!r}: {exc}; write it as YYYY-MM-DD") from exc
    if not EARLIEST <= found.year <= LATEST:
        raise PublishedDateError(f"publication date {value[:40]!r} lies outside {EARLIEST}-{LATEST}")
    return found


def parse_published(value: str | None) -> tuple[date | None, list[str]]:
    """Return the publication day, or None and a warning that relative dates stay unresolved."""
    if value is None or not value.strip():
        return None, ["no publication date: relative dates stay unresolved"]
    try:
        return parse_date(value), []
    except PublishedDateError as exc:
        return None, [f"{exc}; relative dates stay unresolved"]
