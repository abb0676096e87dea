# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find a word in every table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tawatur.lexicon.lexicon import Lexicon
from tawatur.lexicon.tables import values


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that holds a word: table, line, and its filled cells by column."""

    table: str
    line: int
    cells: tuple[tuple[str, str], ...]


def look_up(lexicon: Lexicon, words: Iterable[str], fold: Callable[[str], str]) -> list[Entry]:
    """Return the rows with a cell value equal to one of the words after folding.

    Args:
        lexicon: Where to look.
        words: Words or phrases.
        fold: Normaliser that treats table and word alike.
    """
    wanted = {fold(word) for word in words}
    found = []
    for name in lexicon.names():
        table = lexicon.table(name)
        for row in table.rows:
            if any(fold(value) in wanted for cell in row.cells for value in values(cell)):
                cells = tuple((c, v) for c, v in zip(table.spec.columns, row.cells, strict=True) if v)
                found.append(Entry(name, row.line, cells))
    return found
