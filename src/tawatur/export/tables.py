# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV and TSV: UTF-8 with LF, cells that no spreadsheet takes for a formula, no cell over two lines."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029\x00]+")
_BLANK = " \u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad"
_HIDDEN = re.compile(rf"^[{_BLANK}]*")
Cell = str | int | float | bool | None


def defuse(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; invisible signs before one do not hide it."""
    if _NUMBER.fullmatch(text):
        return text
    return "'" + text if _HIDDEN.sub("", text).startswith(_FORMULA) else text


def cell(value: Cell) -> str:
    """Return a cell: nothing for None, one line, defused."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(round(value, 6))
    return defuse(_BREAKS.sub(" ", value)) if isinstance(value, str) else str(value)


def write(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], *, tabs: bool = False) -> bytes:
    """Return a table as bytes.

    Args:
        columns: In order; a row may lack some. Their names are defused too: they may be the user's own.
        rows: Cells by column.
        tabs: Tabs between cells, and no quotation marks: cells hold neither tabs nor line ends.
    """
    out, head = io.StringIO(), [cell(name) for name in columns]
    if tabs:
        for line in (head, *([cell(row.get(c)) for c in columns] for row in rows)):
            out.write("\t".join(line) + "\n")
    else:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([cell(row.get(c)) for c in columns] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def joined(values: Iterable[str]) -> str:
    """Return several values in one cell, as ACLED and POLECAT separate them."""
    return ";".join(dict.fromkeys(v.replace(";", ",") for v in values if v))
