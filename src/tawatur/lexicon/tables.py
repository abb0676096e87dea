# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The format of authored tables, and how they are read and checked.

A table is UTF-8 text: a header of `# key: value` lines (purpose, reader, source, SPDX licence), one line
of column names, then tab-separated rows. `#` opens a comment line, `|` separates several values in a
cell, an empty cell states nothing. Nothing is folded here: readers fold words with the normaliser that
they use on text, so that list and text are treated alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tawatur.model.errors import TableError
from tawatur.model.quick import quick

HEADER_KEYS = ("purpose", "reader", "source", "SPDX-License-Identifier", "SPDX-FileCopyrightText")
REMOVES = "-"  # in an overlay, before the first cell: take this row out


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What a table must look like.

    Args:
        name: Path below the tables folder without suffix, such as `events/frames`.
        columns: Column names in order.
        required: Columns that no row may leave empty.
        key: Columns that identify a row; an overlay row with the same key replaces it.
        allowed: Per column, the values that each `|` part may take.
        unique: Whether two rows may not share a key.
    """

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    key: tuple[str, ...]
    allowed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unique: bool = True


@quick(frozen=True, slots=True)
class Row:
    """One line of a table: cells by column index, and where it stands."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its spec, header and rows in file order."""

    spec: TableSpec
    path: Path
    header: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    def records(self) -> Iterator[dict[str, str]]:
        """Yield each row as a dict of column name to cell."""
        columns = self.spec.columns
        for row in self.rows:
            yield dict(zip(columns, row.cells, strict=True))

    def columns(self, *names: str) -> Iterator[tuple[str, ...]]:
        """Yield the named cells of each row, in row order."""
        indices = [self.spec.columns.index(n) for n in names]
        for row in self.rows:
            yield tuple(row.cells[i] for i in indices)


def values(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell; none for an empty one."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _read_lines(path: Path) -> list[str]:
    try:
        data = path.read_bytes().decode("utf-8")
    except OSError as exc:
        raise TableError(path, 0, "", f"cannot be read ({exc.strerror}); reinstall or mend the path") from exc
    except UnicodeDecodeError as exc:
        line = path.read_bytes()[: exc.start].count(b"\n") + 1
        raise TableError(path, line, "", "not UTF-8; save the table as UTF-8") from exc
    return data.split("\n")


def _parse_header(lines: list[str]) -> tuple[dict[str, str], int]:
    header: dict[str, str] = {}
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            return header, number
        name, colon, value = line[1:].partition(":")
        if colon:
            header.setdefault(name.strip(), value.strip())
    return header, len(lines)


def read_table(path: Path, spec: TableSpec) -> Table:
    """Read a table, checking only what reading needs: its columns and the cells of each row.

    Args:
        path: File to read.
        spec: What it must look like.
    Raises:
        TableError: A line does not follow the format; file, line and column are named.
    """
    lines = _read_lines(path)
    header, at = _parse_header(lines)
    if at == len(lines) or tuple(lines[at].rstrip("\r").split("\t")) != spec.columns:
        wanted = ", ".join(spec.columns)
        raise TableError(path, at + 1, "", f"the first line after the header must name the columns: {wanted}")
    width = len(spec.columns)
    rows = []
    for number in range(at + 1, len(lines)):
        line = lines[number].rstrip("\r")
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        elif len(cells) > width:
            raise TableError(path, number + 1, "", f"{len(cells)} cells, expected {width}")
        rows.append(Row(tuple(cells), number + 1))
    return Table(spec, path, tuple(header.items()), tuple(rows))


def _check_cells(table: Table) -> Iterator[TableError]:
    spec = table.spec
    index = {name: i for i, name in enumerate(spec.columns)}
    allowed = [(name, index[name], frozenset(options)) for name, options in spec.allowed]
    for row in table.rows:
        for name in spec.required:
            if not row.cells[index[name]].strip():
                yield TableError(table.path, row.line, name, "must not be empty")
        for name, cell in zip(spec.columns, row.cells, strict=True):
            if cell != cell.strip():
                yield TableError(table.path, row.line, name, "has white space at its ends")
        for name, i, options in allowed:
            for value in values(row.cells[i]):
                if value not in options:
                    wanted = ", ".join(sorted(options))
                    yield TableError(table.path, row.line, name, f"{value!r} is not one of {wanted}")


def _check_keys(table: Table) -> Iterator[TableError]:
    if not table.spec.unique:
        return
    index = [table.spec.columns.index(name) for name in table.spec.key]
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        key = tuple(row.cells[i] for i in index)
        if key in seen:
            problem = f"{' / '.join(key)!r} stands already at line {seen[key]}"
            yield TableError(table.path, row.line, table.spec.key[0], problem)
        seen.setdefault(key, row.line)


def check_table(table: Table) -> list[TableError]:
    """Return everything wrong with a table beyond its shape, in line order."""
    header = dict(table.header)
    problems = [
        TableError(table.path, 1, "", f"the header lacks a line `# {name}: …`")
        for name in HEADER_KEYS
        if not header.get(name)
    ]
    problems += sorted([*_check_cells(table), *_check_keys(table)], key=lambda e: (e.line, e.column))
    return problems


def overlay(base: Table, over: Table) -> Table:
    """Return `base` with the rows of `over` put on top.

    A row whose key is in `base` replaces the rows of that key; a first cell that starts with `-` removes them;
    any other row is added at the end.
    """
    index = [base.spec.columns.index(name) for name in base.spec.key]

    def key(cells: tuple[str, ...]) -> tuple[str, ...]:
        first = cells[0].removeprefix(REMOVES)
        whole = (first, *cells[1:])
        return tuple(whole[i] for i in index)

    touched = {key(row.cells) for row in over.rows}
    kept = [row for row in base.rows if key(row.cells) not in touched]
    added = [row for row in over.rows if not row.cells[0].startswith(REMOVES)]
    return Table(base.spec, base.path, base.header, (*kept, *added))
