# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists on the command line: text that right-to-left words cannot reorder, JSON, or CSV whose formulas are defused."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Literal

import click

from tawatur.cli.summary import isolate
from tawatur.model import codec

Format = Literal["text", "json", "csv"]
WIDEST = 48  # columns of one cell of text; the whole stands in JSON and CSV

form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="text: to read; json: one list; csv: a table whose formulas are defused.",
)
limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show at most so many.")


def defuse(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    from tawatur.export import tables  # only who wants CSV pays for it

    return tables.defuse(value) if isinstance(value, str) else value


def width(text: str) -> int:
    """Return the columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, (tuple, list)):
        value = ", ".join(map(str, value))
    text = str(value)
    if len(text) > WIDEST:
        text = text[: WIDEST - 1] + "…"
    return text if text.isascii() and text.isprintable() else isolate(text)


def _text(names: Sequence[str], rows: Sequence[Any]) -> str:
    cells = [list(names), *([_cell(getattr(row, name)) for name in names] for row in rows)]
    widths = [max(width(line[n]) for line in cells) for n in range(len(names))]

    def line(parts: list[str]) -> str:
        return "  ".join(part + " " * (size - width(part)) for part, size in zip(parts, widths, strict=True)).rstrip()

    return "\n".join([click.style(line(cells[0]), bold=True), *map(line, cells[1:])])


def _csv(names: Sequence[str], rows: Iterable[Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        values = (getattr(row, name) for name in names)
        writer.writerow([defuse("; ".join(map(str, v)) if isinstance(v, tuple) else v) for v in values])
    return out.getvalue().rstrip("\n")


def show(rows: Sequence[Any], row: type, form: Format) -> None:
    """Print a list of records.

    Args:
        rows: Records of one class.
        row: The class, which names the columns where there is no row.
        form: How.
    """
    names = [f.name for f in fields(row)]
    if form == "json":
        click.echo(json.dumps([codec.encode(r) for r in rows], ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(_csv(names, rows))
    else:
        click.echo(_text(names, rows) if rows else "none")


def show_json(record: object) -> None:
    """Print one record, or plain data, as JSON."""
    plain = record if isinstance(record, (dict, list)) else codec.encode(record)
    click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
