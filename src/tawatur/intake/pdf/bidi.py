# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From the order in which a line is seen to the order in which it is read.

The bidirectional algorithm turns one text into one sight; several texts can look alike, and of those the one
that people write is taken: numbers stay numbers, a Latin name with a number behind it stays one name.

Source:
    Unicode Standard Annex 9 (UAX #9), rules W2, W4, W5 and W7.
"""

import unicodedata
from collections.abc import Iterable, Sequence

_PAIRS = ("()", "[]", "{}", "«»", "‹›", "“”")
_OPENED_BY = {pair[1]: pair[0] for pair in _PAIRS}
MIRRORED = {pair[side]: pair[1 - side] for pair in _PAIRS for side in (0, 1)}
_RIGHT, _LEFT, _DIGIT, _ARABIC_DIGIT = {"R", "AL"}, {"L"}, {"EN"}, {"AN"}
_LONGEST_RUN = 400  # glyphs looked through for Latin letters, so that rows of numbers cost no more than their length
_BETWEEN_ALL = {"CS"}  # joins two numbers into one: 1,250 and 12/3
_BETWEEN_EUROPEAN = {"CS", "ES"}  # and where no Arabic letter stands before them: 2020-2024
_BESIDE = {"ET"}  # belongs to a number beside it: 45%


def direction(unit: str) -> str:
    """Return the bidirectional class of a glyph's first character that has a direction.

    Args:
        unit: What one glyph stands for.
    """
    found = "ON"
    for char in unit:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL", "EN", "AN"):
            return kind
        if found == "ON" and kind:
            found = kind
    return found


def is_right_to_left(units: Iterable[str]) -> bool:
    """Return whether a stretch of glyphs has at least as many letters of right-to-left scripts as others."""
    kinds = [direction(unit) for unit in units]
    right = sum(kind in _RIGHT for kind in kinds)
    return right > 0 and 2 * right >= sum(kind in _LEFT for kind in kinds)


def _number_end(kinds: Sequence[str], at: int, *, after_arabic: bool) -> int:
    """Where the number ends that begins at `at`, going through a line from the right."""
    kind = kinds[at]
    joining = _BETWEEN_ALL if after_arabic or kind == "AN" else _BETWEEN_EUROPEAN
    end = at + 1
    while end < len(kinds):
        if kinds[end] == kind:
            end += 1
        elif kinds[end] in joining and end + 1 < len(kinds) and kinds[end + 1] == kind:
            end += 2
        else:
            break
    return end


def _latin_end(kinds: Sequence[str], at: int) -> int:
    """Where the left-to-right run ends that begins at `at`: behind its last Latin letter."""
    end = last = at
    stop = min(len(kinds), at + _LONGEST_RUN)
    while end < stop and kinds[end] not in _RIGHT and kinds[end] != "AN":
        end += 1
        if kinds[end - 1] in _LEFT:
            last = end
    return last


def _closes(units: Sequence[str], kinds: Sequence[str], at: int) -> bool:
    """Whether a bracket, going through a line from the right, ends a left-to-right run in which its partner stands.

    UAX #9, N0: `Open Rivers (OR)` keeps both brackets, and the right one has no letter behind it.
    """
    opening = _OPENED_BY.get(units[at])
    if opening is None or at + 1 >= len(units) or kinds[at + 1] not in _LEFT | _DIGIT:
        return False
    run = units[at + 1 : _latin_end(kinds, at + 1)]
    return run.count(opening) > run.count(units[at])


def _run_end(kinds: Sequence[str], at: int, *, after_arabic: bool) -> int:
    latin = _latin_end(kinds, at)
    if latin > at:
        return latin
    end = _number_end(kinds, at, after_arabic=after_arabic)
    if not after_arabic and kinds[at] == "EN":
        while end < len(kinds) and kinds[end] in _BESIDE:
            end += 1
    return end


def logical(units: Sequence[str], *, right_to_left: bool) -> list[int]:
    """Return the places of a line's glyphs, in the order in which they are read.

    Args:
        units: What each glyph stands for, from left to right.
        right_to_left: Whether the line as a whole runs from right to left.
    """
    if not right_to_left:
        return _left_to_right(units)
    places = list(range(len(units)))[::-1]
    read = [units[place] for place in places]
    kinds = [direction(unit) for unit in read]
    order: list[int] = []
    at, after_arabic = 0, True  # in a report that is Arabic as a whole
    while at < len(places):
        kind, closing = kinds[at], _closes(read, kinds, at)
        if closing or kind in _LEFT | _DIGIT | _ARABIC_DIGIT:
            end = _latin_end(kinds, at + 1) if closing else _run_end(kinds, at, after_arabic=after_arabic)
            order.extend(reversed(places[at:end]))
            after_arabic = after_arabic and not any(k in _LEFT for k in kinds[at:end])
            at = end
            continue
        after_arabic = after_arabic or kind in _RIGHT
        order.append(places[at])
        at += 1
    return order


def _left_to_right(units: Sequence[str]) -> list[int]:
    """As `logical`, for a line that runs from left to right and may hold stretches that do not."""
    kinds = [direction(unit) for unit in units]
    order: list[int] = []
    at = 0
    while at < len(units):
        if kinds[at] not in _RIGHT:
            order.append(at)
            at += 1
            continue
        end = last = at
        while end < len(units) and kinds[end] not in _LEFT:
            end += 1
            if kinds[end - 1] in _RIGHT:
                last = end
        order.extend(at + place for place in logical(units[at:last], right_to_left=True))
        at = last
    return order


def mirrored_pairs(lines: Iterable[str]) -> str:
    """Return the brackets and quotation marks that a file names by their shape instead of by their meaning.

    Some programs state that the bracket which opens a stretch from right to left is `(`, others that it is `)`, as it
    looks. Which of them made the file shows in which comes first.

    Args:
        lines: Lines from right to left, as read.
    """
    opened = dict.fromkeys(_PAIRS, 0)
    for line in lines:
        for pair in _PAIRS:
            first, last = line.find(pair[0]), line.find(pair[1])
            if first >= 0 and last >= 0:
                opened[pair] += 1 if first < last else -1
    default = opened["()"] < 0
    wrong = [pair for pair, balance in opened.items() if balance < 0 or (balance == 0 and default)]
    return "".join(wrong)
