# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which of two reports with one wording came first: by credit, then by time, else unknown.

A credit to the other's outlet decides. Two reports that credit the same agency both took it from there: neither copied
the other, whatever the hour. Time decides only where it is stated finely enough to differ.
"""

from datetime import UTC, datetime

from tawatur.joining.printed import Printed, name_key, outlet_name

_DAY = 10  # characters of an ISO date


def _moment(published: str) -> datetime | None:
    """A date with a time of day, in UTC; None for a bare date or what is no date."""
    if len(published) <= _DAY:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None


def earlier(a: str | None, b: str | None) -> bool | None:
    """Return whether the first date lies before the second; None where they do not say.

    Args:
        a: ISO 8601 date, or date and time.
        b: Another.
    """
    if a is None or b is None:
        return None
    moments = _moment(a), _moment(b)
    if moments[0] is not None and moments[1] is not None:
        return None if moments[0] == moments[1] else moments[0] < moments[1]
    days = a[:_DAY], b[:_DAY]
    try:
        first, second = (datetime.fromisoformat(day) for day in days)
    except ValueError:
        return None
    return None if first == second else first < second


def credited(report: Printed, outlet: str | None) -> bool:
    """Return whether a report credits an outlet.

    Args:
        report: The report.
        outlet: The other's outlet; None is credited by nobody.
    """
    if outlet is None:
        return False
    name = outlet_name(outlet)
    return any(agency == name or name_key(agency) == name_key(outlet) for agency in report.agencies)


def direction(a: Printed, b: Printed) -> tuple[str | None, str]:
    """Return the key of the report that the other copied, None where unknown, and what decided: credit, time or "".

    Args:
        a: One report.
        b: The other, with wording in common.
    """
    from_a, from_b = credited(b, a.outlet), credited(a, b.outlet)
    if from_a != from_b:
        return (a.key if from_a else b.key), "credit"
    if set(a.agencies) & set(b.agencies):
        return None, "credit"
    first = earlier(a.published, b.published)
    if first is None:
        return None, ""
    return (a.key if first else b.key), "time"
