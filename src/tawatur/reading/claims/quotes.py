# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Quotations: which mark opens, which closes, in texts that mix every style and forget half of them."""

from bisect import bisect_right
from dataclasses import dataclass

from tawatur.text.document import Document

_OPENS = "«“„‹"
_CLOSES = "»”›"
_EITHER = '"″＂'
_SINGLES = "'‘’`"
_MARKS = frozenset(_OPENS + _CLOSES + _EITHER)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: token indices of its marks; `close` is the token after its last one where no mark closes it."""

    open: int
    close: int
    closed: bool
    depth: int


def is_mark(text: str) -> bool:
    """Whether a token is a quotation mark of two strokes, or two single marks in one."""
    return text[0] in _MARKS if text else False


def _direction(document: Document, index: int, depth: int) -> bool:
    """Whether the mark at `index` opens a quotation."""
    token, text = document.tokens[index], document.text
    mark = token.text[0]
    if mark in "«„‹":
        return True
    if mark in "»›":
        return False
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    space_before = before.isspace() or before in "([:،"
    space_after = after.isspace() or after in ".،,؛:!؟?)]"
    if mark in "“”" and depth == 0:
        return mark == "“" or (space_before and not space_after)
    if mark in "“”" and space_before == space_after:
        return mark == "“"
    if space_before and not space_after:
        return True
    if space_after and not space_before:
        return depth == 0 and not _closable(document, index)
    return depth == 0


def _closable(document: Document, index: int) -> bool:
    """Whether an orphan mark at `index` looks like an end (so that it must not open anything)."""
    token, text = document.tokens[index], document.text
    after = text[token.end] if token.end < len(text) else " "
    return (
        token.start > 0
        and not text[token.start - 1].isspace()
        and text[token.start - 1] not in "ـبلوفك:"
        and (after.isspace() or after in ".،,؛:!؟?)]")
    )


def _line_ends(document: Document) -> list[int]:
    """For each line with a token, the index after its last token, in order."""
    ends: list[int] = []
    after = document.text.find("\n")
    for token in document.tokens:
        if 0 <= after < token.start:
            ends.append(token.index)
            after = document.text.find("\n", token.start)
    return [*ends, len(document.tokens)]


def find(document: Document) -> tuple[Quote, ...]:
    """Return the quotations in order of their opening mark.

    An unclosed quotation ends with its line. A closing mark without an opening one is passed over.
    """
    found: list[Quote] = []
    stack: list[int] = []
    line = -1
    ends = _line_ends(document)
    for index, token in enumerate(document.tokens):
        if token.kind == "word" or not is_mark(token.text):
            continue
        if stack and index >= line:
            found += [Quote(o, line, False, d) for d, o in enumerate(stack)]
            stack = []
        if _direction(document, index, len(stack)):
            if not stack:
                line = ends[bisect_right(ends, index)]
            if len(stack) < 3:
                stack.append(index)
        elif stack:
            found.append(Quote(stack.pop(), index, True, len(stack)))
    found += [Quote(o, line, False, d) for d, o in enumerate(stack)]
    return tuple(sorted(found, key=lambda q: (q.open, -q.close)))
