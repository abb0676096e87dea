# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What differs between two texts, word by word: lines are compared first, then the words of those that differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

_WORDS = re.compile(r"\S+\s*|\s+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 4_000_000  # pairs of words: beyond, a stretch is shown as replaced whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is in both texts, or in one only.

    All pieces but the `added` ones give the old text, all but the `gone` ones the new.
    """

    kind: Literal["same", "gone", "added"]
    text: str


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield kind == "equal", old[old_from:old_to], new[new_from:new_to]


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) * len(after) > _MOST:
        yield from (Piece("gone", old), Piece("added", new))
        return
    for same, gone, added in _compared(before, after):
        if same:
            yield Piece("same", "".join(gone))
        else:
            yield from (Piece("gone", "".join(gone)), Piece("added", "".join(added)))


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of which two texts are made, in order; what is gone stands before what came in its place.

    Args:
        old: A text.
        new: Another.
    """
    found: list[Piece] = []
    for same, gone, added in _compared(_LINES.findall(old), _LINES.findall(new)):
        found += [Piece("same", "".join(gone))] if same else _words("".join(gone), "".join(added))
    filled = (piece for piece in found if piece.text)
    return tuple(Piece(kind, "".join(p.text for p in run)) for kind, run in groupby(filled, key=lambda p: p.kind))
