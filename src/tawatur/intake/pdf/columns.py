# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The glyphs of a page by rows, and rows by columns, so that columns are read one after the other."""

import statistics
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tawatur.intake.pdf.glyphs import Glyph, is_mark

Row = list[Glyph]  # in the order in which the glyphs were drawn

_SAME_ROW = 0.25  # of a font's size: how far apart two baselines of one row may be
_GUTTER = 1.2  # of a font's size: the least gap between two columns
_COLUMN_ROWS = 4  # rows that a column has at least
_COLUMN_WIDTH = 8.0  # of a font's size: the least usual width of a column, so that bullets and numbers make none
_CROSSING = 0.2  # share of rows that may run over a gutter: headings, pictures' captions
_DEEPEST = 4
_MOST_STRETCHES = 2_000  # on a page with more, which is a table or hostile, no columns are looked for


def _nearest(baselines: Sequence[float], baseline: float) -> int:
    """Place of the nearest of baselines that fall."""
    at = bisect_left(baselines, -baseline, key=lambda value: -value)
    if at == 0:
        return 0
    if at == len(baselines) or baselines[at - 1] - baseline < baseline - baselines[at]:
        return at - 1
    return at


def rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the glyphs by rows from the top down. Vowel signs, which float, go with the nearest row.

    Args:
        glyphs: In the order in which they were drawn.
    """
    baselines: list[float] = []
    members: list[list[int]] = []
    marks = [number for number, glyph in enumerate(glyphs) if is_mark(glyph.text)]
    floating = set(marks)
    for number in sorted(range(len(glyphs)), key=lambda n: -glyphs[n].baseline):
        if number in floating:
            continue
        glyph = glyphs[number]
        if baselines and baselines[-1] - glyph.baseline <= _SAME_ROW * glyph.size:
            members[-1].append(number)
        else:
            baselines.append(glyph.baseline)
            members.append([number])
    for number in marks if baselines else ():
        members[_nearest(baselines, glyphs[number].baseline)].append(number)
    return [[glyphs[number] for number in sorted(row)] for row in members]


def _segments(row: Row) -> Iterator[tuple[float, float]]:
    """Stretches of a row between gaps that are wide enough for a gutter."""
    inked = sorted((glyph for glyph in row if glyph.text.strip()), key=lambda glyph: glyph.left)
    if not inked:
        return
    left, right = inked[0].left, inked[0].right
    for glyph in inked[1:]:
        if glyph.left - right > _GUTTER * glyph.size:
            yield left, right
            left = glyph.left
        right = max(right, glyph.right)
    yield left, right


def _gutter(spans: Sequence[Sequence[tuple[float, float]]], size: float) -> float | None:
    """Where a gutter runs down through rows, None if they are one column."""
    edges = sorted({round(left) for row in spans for left, _ in row})
    everything = [span for row in spans for span in row]
    if len(everything) > _MOST_STRETCHES:
        return None
    best, most = None, 0.0
    for edge in edges:
        x = edge - _GUTTER * size / 2
        before = [right - left for left, right in everything if right <= x]
        behind = [right - left for left, right in everything if left >= x]
        crossing = len(everything) - len(before) - len(behind)
        least = min(len(before), len(behind))
        if least < _COLUMN_ROWS or crossing > _CROSSING * len(everything):
            continue
        if min(statistics.median(before), statistics.median(behind)) < _COLUMN_WIDTH * size:
            continue
        if least - 2 * crossing > most or best is None:
            best, most = x, least - 2 * crossing
    return best


def columns(lines: Sequence[Row], *, right_to_left: bool, depth: int = 0) -> list[list[Row]]:
    """Return rows in blocks in the order of reading: what runs over all columns, then column by column.

    Args:
        lines: Rows of a page or of a part of it, from the top down.
        right_to_left: Whether the right column comes first.
        depth: How often the page has been divided so far.
    """
    if not lines:
        return []
    spans = [list(_segments(row)) for row in lines]
    size = statistics.median(glyph.size for row in lines for glyph in row)
    gutter = _gutter(spans, size) if depth < _DEEPEST and len(lines) >= _COLUMN_ROWS else None
    if gutter is None:
        return [list(lines)]
    blocks: list[list[Row]] = []
    sides: tuple[list[Row], list[Row]] = ([], [])

    def close() -> None:
        for side in sides[::-1] if right_to_left else sides:
            blocks.extend(columns(side, right_to_left=right_to_left, depth=depth + 1))
            side.clear()

    for row, parts in zip(lines, spans, strict=True):
        if any(left < gutter < right for left, right in parts):
            close()
            blocks.append([row])
            continue
        for side, chosen in zip(sides, (False, True), strict=True):
            part = [glyph for glyph in row if ((glyph.left + glyph.right) / 2 > gutter) is chosen]
            if any(glyph.text.strip() for glyph in part):
                side.append(part)
    close()
    return blocks
