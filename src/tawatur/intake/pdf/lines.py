# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From the glyphs of a page to its lines as read, and from lines to paragraphs."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from tawatur.intake.pdf.bidi import MIRRORED, is_right_to_left, logical
from tawatur.intake.pdf.columns import Row, columns, rows
from tawatur.intake.pdf.glyphs import Glyph, is_mark

_WORD_GAP = 0.22  # of a font's size: a gap that separates words where no space is drawn
_PARAGRAPH_GAP, _PARAGRAPH_POINTS = 1.12, 0.6  # times the usual distance of lines, and points above it
_FULL_WIDTH = 0.85  # share of lines that are at most as wide as a full one: paragraphs end in shorter ones
_SLACK = 0.04  # of a full line: what it may leave empty beside what the next word would need
_OTHER_SIZE = 1.12  # a heading's font is larger by at least that
_LAM, _ALEFS = "\u0644", "\u0627\u0623\u0625\u0622\u0671"
_BULLETS = ("•", "▪", "◄", "●", "■", "◦", "–", "\uf0b7", "\uf0a7", "\uf0d8")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read.

    Args:
        text: Its text.
        width: Its width in points.
        first: The width of its first word.
        baseline: Its height.
        size: Its font's size.
        right_to_left: Its direction.
    """

    text: str
    width: float
    first: float
    baseline: float
    size: float
    right_to_left: bool


Block = list[Line]  # lines of one column, or of one heading over several


def _attach_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Join vowel signs with the letters they sit on; return the glyphs from left to right as drawn.

    Shaping engines hand out a cluster as it is drawn: from right to left the sign comes before its letter, from left to
    right behind it. Where a sign sits says less: fonts place them anywhere.
    """
    forward = sum(b.left >= a.left for a, b in pairwise(glyphs)) * 2 >= len(glyphs) - 1
    kept: list[Glyph] = []
    waiting = ""
    for glyph in glyphs if forward else reversed(glyphs):
        if is_mark(glyph.text):
            waiting = glyph.text + waiting
            continue
        text = glyph.text
        if waiting and text.strip():
            text, waiting = text + waiting, ""
        kept.append(Glyph(text, glyph.left, glyph.right, glyph.baseline, glyph.size))
    return kept


def _unit(text: str) -> str:
    """What a ligature stands for, in the order in which it is read."""
    if len(text) == 2 and text[0] in _ALEFS and text[1] == _LAM:  # no ligature begins with an alef
        return text[::-1]
    return text


def _spaced(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs from left to right, with spaces where a gap stands for one and without doubled ones."""
    spaced: list[Glyph] = []
    edge = None
    for glyph in glyphs:
        if not glyph.text.strip():
            if spaced and spaced[-1].text != " ":
                spaced.append(Glyph(" ", glyph.left, glyph.right, glyph.baseline, glyph.size))
        else:
            if edge is not None and glyph.left - edge > _WORD_GAP * glyph.size and spaced[-1].text != " ":
                spaced.append(Glyph(" ", edge, glyph.left, glyph.baseline, glyph.size))
            spaced.append(Glyph(_unit(glyph.text), glyph.left, glyph.right, glyph.baseline, glyph.size))
        edge = glyph.right if edge is None else max(edge, glyph.right)
    while spaced and spaced[-1].text == " ":
        spaced.pop()
    return spaced


def _line(row: Row, *, rtl_page: bool, mirrored: str) -> Line | None:
    placed = sorted(_attach_marks(row), key=lambda glyph: round(glyph.left, 1))  # of two at one place, as drawn
    line = _spaced(placed)
    if not line:
        return None
    units = [glyph.text for glyph in line]
    rtl = is_right_to_left(units) or (rtl_page and not any(unit.isascii() and unit.isalpha() for unit in units))
    swapped = {a: MIRRORED[a] for a in mirrored} if rtl else {}
    order = logical(units, right_to_left=rtl)
    text = "".join(swapped.get(units[place], units[place]) for place in order)
    first = sum(line[p].right - line[p].left for p in takewhile(lambda p: units[p] != " ", order))
    width = max(glyph.right for glyph in line) - min(glyph.left for glyph in line)
    size = statistics.median(glyph.size for glyph in line)
    return Line(text, width, first, line[0].baseline, size, rtl)


def page_blocks(glyphs: Sequence[Glyph], *, mirrored: str = "") -> list[Block]:
    """Return the lines of a page as read, by blocks in the order of reading.

    Args:
        glyphs: Its glyphs, in the order in which they were drawn.
        mirrored: Brackets that the file names by their shape, see `bidi.mirrored_pairs`.
    """
    rtl = is_right_to_left(glyph.text for glyph in glyphs)
    blocks = columns(rows(glyphs), right_to_left=rtl)
    made = ([_line(row, rtl_page=rtl, mirrored=mirrored) for row in block] for block in blocks)
    return [[line for line in block if line is not None] for block in made]


def _usual_pitch(lines: Sequence[Line], width: float) -> float:
    """The distance of lines inside paragraphs: the usual one behind full lines, else the least."""
    gaps = [(a, b, a.baseline - b.baseline) for a, b in pairwise(lines) if a.baseline > b.baseline]
    behind_full = [gap for a, b, gap in gaps if _is_full(a, b, width)]
    return statistics.median_low(behind_full) if behind_full else min((gap for *_, gap in gaps), default=0.0)


def _is_full(line: Line, following: Line, width: float) -> bool:
    """Whether the next line's first word would not have fitted at the end of this one."""
    return width - line.width <= following.first + 0.3 * line.size + _SLACK * width


def _looks_apart(line: Line, following: Line) -> bool:
    larger, smaller = max(line.size, following.size), min(line.size, following.size)
    return (
        larger > _OTHER_SIZE * smaller
        or line.right_to_left != following.right_to_left
        or following.text.startswith(_BULLETS)
    )


def _is_cut_number(before: str, after: str) -> bool:
    """Whether a line ends within a span of numbers («2020-» «2024»), where word processors break lines."""
    return before[-2:-1].isdecimal() and before[-1:] in "-–/" and after[:1].isdecimal()


def paragraphs(blocks: Iterable[Block]) -> str:
    """Return the text of a document: a line for each paragraph; one that goes on in the next column or page is joined.

    Args:
        blocks: The blocks of all pages, in the order of reading.
    """
    parts: list[str] = []
    before: Line | None = None
    full = 0.0
    for lines in blocks:
        widths = sorted(line.width for line in lines)
        width = max(widths[int(_FULL_WIDTH * (len(widths) - 1))], full if len(lines) == 1 else 0.0) if lines else 0.0
        pitch = _usual_pitch(lines, width)
        for number, line in enumerate(lines):
            joined = before is not None and not _looks_apart(before, line)
            if joined and before is not None:
                gap = before.baseline - line.baseline if number else 0.0
                joined = 0 <= gap <= _PARAGRAPH_GAP * max(pitch, line.size) + _PARAGRAPH_POINTS
                joined = joined and _is_full(before, line, width if number else full)
            if joined:
                parts[-1] += line.text if _is_cut_number(parts[-1], line.text) else f" {line.text}"
            else:
                parts.append(line.text)
            before = line
        full = width or full
    return "\n".join(parts)
