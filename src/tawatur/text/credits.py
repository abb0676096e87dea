# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find who a report credits: datelines («بغداد (رويترز) -») and credit lines («ترجمة: …», «أ ف ب»).

Only lines and brackets that are nothing but a credit count. «قالت رويترز» within a sentence is a claim's
source, not a credit. A dateline is recognised by its agency: «بغداد -» alone may as well open a sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from tawatur.lexicon import Lexicon, default_lexicon, values
from tawatur.model import Credit, Span
from tawatur.text.normalize import fold

_Role = Literal["agency", "author", "translator"]
_LINE = re.compile(r"[^\n]+")
_HEAD = 90  # code points at the head of a line in which a dateline may stand
_SHORT = 110  # code points that a line of credits has at most
_PLACE_WORDS, _NAME_WORDS, _OUTLET_WORDS = 5, 6, 3
_FROM = re.compile(r"\s+عن\s+(?P<agency>\S.*)$")
_DASH = r"[-–—ـ:/]"
_IN_BRACKETS = re.compile(
    rf"\s*(?P<place>[^\W\d_][^\d()\[\]«»\"\n.:؛]*?)(?:\s\d[^()\[\]\n]{{0,25}})?\s*[-–—،,:/]?\s*[(\[](?P<agency>[^()\[\]\n]{{1,40}})[)\]]"
    rf"\s*(?P<dash>{_DASH}*)"
)
_IN_DASHES = re.compile(
    rf"\s*(?P<place>[^\W\d_][^()\[\]«»\"\n.:؛/–—-]*?)\s*(?:[-–—:/]|،\s*(?=[A-Z]))\s*"
    rf"(?P<agency>[^()\[\]\n«»\":–—-]{{1,40}}?)(?P<dash>(?:\s*{_DASH})+|\s*$)"
)
_AGENCY_SEPARATOR = re.compile(r"\s*(?:[/+،,؛;|–—-]|\bو(?=ال?وكال))\s*")
_NOT_NAME = re.compile(r"[^\w]+")
_SENTENCE_MARKS = (".", "!", "؟", "?")
_TRIM = " \t\u00a0-–—*•:.()[]«»\"'“”/،"
_BRACKETS_AT_HEAD = re.compile(rf"\s*[(\[]([^()\[\]\n]{{1,40}})[)\]]\s*{_DASH}")
_BRACKETS_AT_END = re.compile(r"[(\[]([^()\[\]\n]{1,110})[)\]][\s.]*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a report that says where, and by which agency, it was filed.

    Args:
        start: Where it begins, in code points.
        end: Where it ends, closing dash or colon included.
        place: The place's span.
        agency: The agency's span, None if it names none.
    """

    start: int
    end: int
    place: Span
    agency: Span | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that open a credit: what they credit, and how they are written."""

    pattern: re.Pattern[str]
    role: _Role | None  # None: recognised, but not for the text


@dataclass(frozen=True, slots=True)
class _Known:
    """The tables `sentences/agencies` and `sentences/credits`, compiled."""

    agencies: frozenset[str]
    cues: tuple[_Cue, ...]
    cue_keys: frozenset[str]
    tail: re.Pattern[str]


def _key(name: str) -> str:
    """A name without spelling differences, spaces and stops: «أ. ف. ب» and «أ ف ب» are one, «أب» another."""
    parts = [part for part in _NOT_NAME.split(fold(name).lower()) if part]
    return (".".join if all(len(part) == 1 for part in parts) else "".join)(parts)


def _cue(cue: str, role: str, colon: str) -> _Cue:
    words = r"\s+".join(map(re.escape, cue.split()))
    after = r"\s*:+\s*" if colon == "needed" else r"(?:\s*:+\s*|\s+)"
    after = r"\s*:*\s*" if cue.endswith("ـ") else after
    roles: dict[str, _Role]
    roles = {"agency": "agency", "author": "author", "translator": "translator"}
    return _Cue(re.compile(words + after), roles.get(role))


def _compile(lexicon: Lexicon) -> _Known:
    agencies: set[str] = set()
    for name, forms in lexicon.table("sentences/agencies").columns("name", "forms"):
        agencies.update(_key(form) for form in (name, *values(forms)))
    credit_rows = lexicon.table("sentences/credits").columns("cue", "role", "colon")
    rows = sorted(credit_rows, key=lambda row: (-len(row[0]), row))  # the longest cue wins
    cues = tuple(_cue(*row) for row in rows if row[1] != "end")
    tails = "|".join(re.escape(cue) for cue, role, _ in rows if role == "end")
    keys = frozenset(_key(cue) for cue, *_ in rows)
    return _Known(frozenset(agencies), cues, keys, re.compile(rf"\s*(?:{tails})\s*$" if tails else r"(?!)"))


def _known(lexicon: Lexicon | None) -> _Known:
    return (lexicon or default_lexicon()).compiled("text.credits", _compile)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip(_TRIM)), start + len(piece.rstrip(_TRIM))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a list such as «فرانس 24/ أ ف ب»."""
    for separator in chain(_AGENCY_SEPARATOR.finditer(text, start, end), (None,)):
        until = end if separator is None else separator.start()
        first, last = _trimmed(text, start, until)
        if first < last:
            yield first, last
        start = end if separator is None else separator.end()


def _agencies(text: str, start: int, end: int, known: _Known) -> list[tuple[int, int]]:
    """The spans of a stretch that is nothing but agencies; empty if anything else stands in it."""
    parts = list(_parts(text, start, end))
    return parts if all(_key(text[first:last]) in known.agencies for first, last in parts) else []


def _dateline(text: str, start: int, end: int, known: _Known) -> Dateline | None:
    for pattern in (_IN_BRACKETS, _IN_DASHES):
        match = pattern.match(text, start, min(end, start + _HEAD))
        if match is None or not (match["dash"] or match.end() == end):
            continue
        place, agency = Span(*match.span("place")), Span(*match.span("agency"))
        if pattern is _IN_DASHES and match.end() == end and _key(match["place"]) in known.agencies:
            place, agency = agency, place  # «رويترز - بغداد», a line of its own
        where = text[place.start : place.end]
        is_place = len(where.split()) <= _PLACE_WORDS and _key(where) not in known.cue_keys | known.agencies
        if is_place and _agencies(text, agency.start, agency.end, known):
            return Dateline(match.end() - len(match[0].lstrip()), match.start() + len(match[0].rstrip()), place, agency)
    return None


def datelines(text: str, lexicon: Lexicon | None = None) -> list[Dateline]:
    """Return the datelines at the heads of a report's lines, in order.

    Args:
        text: Decoded text.
        lexicon: Tables to use; the built-in ones if None.
    """
    known = _known(lexicon)
    found = (_dateline(text, line.start(), line.end(), known) for line in _LINE.finditer(text))
    return [dateline for dateline in found if dateline is not None]


def _cued(text: str, start: int, end: int, known: _Known, *, is_sentence: bool) -> Iterator[Credit]:
    """Credits of a stretch that opens with a cue such as «ترجمة»; later names may have cues of their own."""
    role: _Role | None = None
    leading: Credit | None = None
    stated, opened = False, False
    for number, (first, last) in enumerate(_parts(text, start, end)):
        for cue in known.cues:
            match = cue.pattern.match(text, first, last)
            if match is not None:
                role, stated, opened = cue.role, ":" in match[0], True
                first = match.end()
                break
        if not opened:
            # «المدار - ترجمة سامي الحداد»: the outlet's own name may stand before the cue.
            if number or is_sentence or len(text[first:last].split()) > _OUTLET_WORDS:
                return
            if _key(text[first:last]) in known.agencies:
                leading = Credit("agency", text[first:last], first, last)
            continue
        first, last = _trimmed(text, first, last)
        name = known.tail.sub("", text[first:last])
        length = len(name.split())
        # Without a colon only what looks like a name and stands alone: «إعداد الخطة» opens a sentence.
        is_name = stated or (2 <= length <= 4 and not is_sentence and not name.startswith("ال"))
        if not name or length > _NAME_WORDS or not (is_name or role == "agency"):
            return
        if role is not None:
            if number and leading is not None:
                yield leading
            leading = None
            yield from _named(name, first, role, known)


def _named(name: str, start: int, role: _Role, known: _Known) -> Iterator[Credit]:
    """The credit of a name, and that of the agency behind it («سامي الحداد عن رويترز»)."""
    match = _FROM.search(name)
    if match is not None and _key(match["agency"]) in known.agencies:
        yield Credit(role, name[: match.start()], start, start + match.start())
        yield Credit("agency", match["agency"], start + match.start("agency"), start + match.end())
        return
    yield Credit("agency" if _key(name) in known.agencies else role, name, start, start + len(name))


def _line_credits(text: str, start: int, end: int, known: _Known) -> Iterator[Credit]:
    first, last = _trimmed(text, start, end)
    if first < last and end - start <= _SHORT:
        spans = _agencies(text, first, last, known)
        yield from (Credit("agency", text[a:b], a, b) for a, b in spans)
        if not spans:
            is_sentence = text[start:end].rstrip()[-1:] in _SENTENCE_MARKS
            yield from _cued(text, first, last, known, is_sentence=is_sentence)


def _credits_of_line(text: str, start: int, end: int, known: _Known) -> Iterator[Credit]:
    dateline = _dateline(text, start, end, known)
    if dateline is not None and dateline.agency is not None:
        spans = _agencies(text, dateline.agency.start, dateline.agency.end, known)
        yield from (Credit("agency", text[a:b], a, b) for a, b in spans)
    yield from _line_credits(text, start, end, known)
    for bracket in (
        _BRACKETS_AT_HEAD.match(text, start, end),
        _BRACKETS_AT_END.search(text, max(start, end - _SHORT), end),
    ):
        if bracket is not None:
            yield from _line_credits(text, *bracket.span(1), known)


def credits(text: str, lexicon: Lexicon | None = None) -> list[Credit]:
    """Return the credits of a report, in order: datelines' agencies, credit lines, brackets at a line's end.

    Args:
        text: Decoded text.
        lexicon: Tables to use; the built-in ones if None.
    """
    known = _known(lexicon)
    found: dict[tuple[int, int], Credit] = {}
    for line in _LINE.finditer(text):
        for credit in _credits_of_line(text, *line.span(), known):
            found[credit.start, credit.end] = credit
    return [found[span] for span in sorted(found)]
