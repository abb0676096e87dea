# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The user's own columns: a TOML file says which rows, and for each column which of our fields it takes.

rows = "incidents"                      # or "events", "positions"
[columns]
"Datum" = "date_start"
"Getötete" = { field = "deaths_best", empty = "unbekannt" }
"Art" = { field = "type", values = { ASSAULT = "Angriff", PROTEST = "Protest" } }
"Projekt" = { fixed = "Grenze 2024" }
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as member
from typing import Any, Literal

from tawatur.export import rows, tables
from tawatur.export.material import Material, index
from tawatur.lexicon import Lexicon
from tawatur.model.errors import ExportError

Rows = Literal["incidents", "events", "positions"]
FIELDS: dict[Rows, tuple[str, ...]] = {"incidents": rows.INCIDENT, "events": rows.EVENT, "positions": rows.POSITION}
_KEYS = {"field", "fixed", "values", "empty"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a field of ours, or the same in every row; `values` replaces cells, `empty` stands for none."""

    name: str
    field: str | None = None
    fixed: str | None = None
    values: Mapping[str, str] = member(default_factory=dict)
    empty: str = ""

    def cell(self, row: rows.Row) -> tables.Cell:
        """Return the column's cell of a row."""
        if self.field is None:
            return self.fixed
        value = row.get(self.field)
        if value is None or value == "":
            return self.empty
        return self.values.get(str(value), value)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping as read."""

    rows: Rows
    columns: tuple[Column, ...]


def _column(name: str, said: Any, fields: tuple[str, ...], problems: list[str]) -> Column:
    entry = {"field": said} if isinstance(said, str) else said
    if not isinstance(entry, dict) or set(entry) - _KEYS or ("field" in entry) == ("fixed" in entry):
        problems.append(f"column {name!r} wants a field's name, or {{ field = … }} or {{ fixed = … }}")
        return Column(name)
    if "field" in entry and entry["field"] not in fields:
        problems.append(f"column {name!r}: there is no field {entry['field']!r}; there are {', '.join(fields)}")
    values = entry.get("values", {})
    if not isinstance(values, dict):
        problems.append(f"column {name!r}: values wants a table")
        values = {}
    fixed = entry.get("fixed")
    return Column(
        name,
        entry.get("field"),
        None if fixed is None else str(fixed),
        {str(k): str(v) for k, v in values.items()},
        str(entry.get("empty", "")),
    )


def parse(text: str, name: str = "the mapping") -> Mapped:
    """Return the mapping that a TOML text states.

    Args:
        text: The file's text.
        name: How messages call it.
    Raises:
        ExportError: It is no TOML, or asks for what there is not; everything wrong is said at once.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise ExportError(f"{name}: not TOML: {exc}") from exc
    kind = said.get("rows", "incidents")
    columns = said.get("columns")
    if kind not in FIELDS:
        raise ExportError(f"{name}: rows = {kind!r}; write one of {', '.join(FIELDS)}")
    if not isinstance(columns, dict) or not columns:
        raise ExportError(f"{name}: it needs a table [columns] with a line for each column")
    problems: list[str] = []
    made = tuple(_column(column, entry, FIELDS[kind], problems) for column, entry in columns.items())
    if problems:
        raise ExportError(f"{name}: " + "; ".join(problems))
    return Mapped(kind, made)


def write(material: Material, lexicon: Lexicon, mapped: Mapped) -> bytes:
    """Return the table with the user's own columns."""
    found = index(material)
    source = {
        "incidents": lambda: rows.incident_rows(material, found),
        "events": lambda: rows.event_rows(material, found, lexicon),
        "positions": lambda: rows.position_rows(material, found),
    }[mapped.rows]()
    lines = ({c.name: c.cell(row) for c in mapped.columns} for row in source)
    return tables.write([c.name for c in mapped.columns], lines)
