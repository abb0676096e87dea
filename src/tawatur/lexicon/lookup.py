# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find a word in every table."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from tawatur.lexicon.lexicon import Lexicon
from tawatur.lexicon.tables import values


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that holds a word: table, line, and its filled cells by column."""

    table: str
    line: int
    cells: tuple[tuple[str, str], ...]


def look_up_in(lexicon: Lexicon, name: str, wanted: Collection[str], fold: Callable[[str], str]) -> Iterator[Entry]:
    """Yield the rows of one table with a cell value that folds to one of the wanted words."""
    table = lexicon.table(name)
    for row in table.rows:
        if any(fold(value) in wanted for cell in row.cells for value in values(cell)):
            cells = tuple((c, v) for c, v in zip(table.spec.columns, row.cells, strict=True) if v)
            yield Entry(name, row.line, cells)


def look_up(lexicon: Lexicon, words: Iterable[str], fold: Callable[[str], str]) -> list[Entry]:
    """Return the rows of every table with a cell value equal to one of the words after folding.

    Args:
        lexicon: Where to look.
        words: Words or phrases.
        fold: Normaliser that treats table and word alike.
    """
    wanted = {fold(word) for word in words}
    return [entry for name in lexicon.names() for entry in look_up_in(lexicon, name, wanted, fold)]


def rule_entries(lexicon: Lexicon, rule: str, fold: Callable[[str], str]) -> list[Entry]:
    """Return the rows that a record's `rule` names.

    Args:
        lexicon: Where to look.
        rule: `table:word/part`, the word in the row's first cell and every part in some cell; the table may be a
            subject (`claims:قال`).
        fold: Normaliser that treats table and word alike.
    """
    name, colon, rest = rule.partition(":")
    if not colon:
        return []
    first, *others = (fold(part) for part in rest.split("/"))
    found: list[Entry] = []
    for table in lexicon.names():
        if table == name or table.startswith(f"{name}/"):
            found += (e for e in _by_first(lexicon, table, fold).get(first, ()) if _fits(e, others, fold))
    return found


def _by_first(lexicon: Lexicon, name: str, fold: Callable[[str], str]) -> dict[str, list[Entry]]:
    """The rows of a table by the folded values of their first filled cell; made once, a report asks for dozens."""

    def build(lexicon: Lexicon) -> dict[str, list[Entry]]:
        table = lexicon.table(name)
        found: dict[str, list[Entry]] = {}
        for row in table.rows:
            cells = tuple((c, v) for c, v in zip(table.spec.columns, row.cells, strict=True) if v)
            for word in {fold(value) for value in values(cells[0][1])} if cells else ():
                found.setdefault(word, []).append(Entry(name, row.line, cells))
        return found

    return lexicon.compiled(f"lookup.first:{name}:{fold.__qualname__}", build)


def _fits(entry: Entry, others: Collection[str], fold: Callable[[str], str]) -> bool:
    """Whether a row's cells hold all the parts that follow the word."""
    return set(others) <= {fold(value) for _, cell in entry.cells for value in values(cell)}
