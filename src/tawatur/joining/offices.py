# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Offices that one person holds at a time, and who is said to hold them when.

«وزير الخارجية العراقي» is one person on one day and another two years later. Who holds an office is read from the
reports themselves: a report that names the holder dates it. A report that names only the office is taken to mean that
holder if it was printed near such a date and no other holder is known then.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from tawatur.lexicon import Lexicon, values
from tawatur.text.normalize import fold

DAYS = 45  # days from a report that names the holder within which the office alone means the same person
MOST_WORDS = 8  # words of an office; longer phrases are sentences


def _heads(lexicon: Lexicon) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for head, feminine, anonymous in lexicon.table("entities/offices").columns("head", "feminine", "anonymous"):
        if anonymous != "yes":
            for form in (head, *values(feminine)):
                found[tuple(fold(form).split())] = head
    return found


def office_of(text: str, lexicon: Lexicon) -> str | None:
    """Return the office that a phrase names, its words folded; None if it names none that one person holds.

    An office without its body («الوزير», «رئيس») is nobody's in particular.

    Args:
        text: A mention.
        lexicon: Tables to use.
    """
    words = fold(text).split()
    if not 2 <= len(words) <= MOST_WORDS:
        return None
    heads = lexicon.compiled("joining.offices", _heads)
    for size in range(len(words) - 1, 0, -1):
        head = heads.get(tuple(words[:size]))
        if head is not None:
            return " ".join(word.removeprefix("ال") for word in (*fold(head).split(), *words[size:]))
    return None


def _day(published: str | None) -> int | None:
    try:
        return None if published is None else date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


class Holders:
    """Who is said to hold each office, and when."""

    def __init__(self, said: Iterable[tuple[str, str, str | None]]) -> None:
        self._said: dict[str, list[tuple[int, str]]] = {}
        for office, person, published in said:
            day = _day(published)
            if day is not None:
                self._said.setdefault(office, []).append((day, person))
        for dated in self._said.values():
            dated.sort()

    def holder(self, office: str, published: str | None) -> str | None:
        """Return who held an office on a day; None if nobody, or more than one person, is said to.

        Args:
            office: An office, see `office_of`.
            published: ISO 8601 date.
        """
        day, dated = _day(published), self._said.get(office, [])
        if day is None:
            return None
        first, last = bisect_left(dated, (day - DAYS, "")), bisect_left(dated, (day + DAYS + 1, ""))
        found = {person for _, person in dated[first:last]}
        return found.pop() if len(found) == 1 else None
