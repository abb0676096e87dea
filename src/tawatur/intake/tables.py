# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of reports: CSV and TSV with any delimiter and encoding, and Parquet (extra `parquet`).

A text counts as a table only where its first rows agree: the same number of cells in each, under a first row of short,
different names. Sentences with commas do not pass.
"""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, Any, cast

from tawatur.intake.columns import field_of, resolve
from tawatur.intake.content import Content
from tawatur.intake.extras import need
from tawatur.intake.fields import report_from
from tawatur.intake.items import Failure, Item, Loaded
from tawatur.intake.sniff import HEAD
from tawatur.model.errors import IntakeError, UnreadableFileError
from tawatur.text.decode import Decoded, decode

_DELIMITERS = "\t,;|"
_SAMPLED = 20  # rows looked at
_NAME = 60  # code points of a column's name at most
_SENTENCE = (".", "؟", "!", "،", ":")
_BATCH = 128  # rows of a Parquet file decoded at once


def _rows(text: str, delimiter: str, *, cut: bool) -> list[list[str]]:
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLED + 1))
    except csv.Error:
        return []
    rows = [row for row in rows if row]
    return rows[:-1] if cut and len(rows) <= _SAMPLED else rows  # the last may not be whole


def _is_header(names: list[str]) -> bool:
    stripped = [name.strip() for name in names]
    return (
        len(set(stripped)) == len(stripped) > 1
        and all(name and len(name) <= _NAME and "\n" not in name for name in stripped[1:])
        and len(stripped[0]) <= _NAME  # a frame written with its index has no name there
        and not any(name.endswith(_SENTENCE) for name in stripped)
        and not all(name.replace(".", "", 1).isdigit() for name in stripped)
    )


def _is_table(rows: list[list[str]], mapping: Mapping[str, str]) -> bool:
    if len(rows) < 2 or not _is_header(rows[0]):
        return False
    width = len(rows[0])
    agreeing = sum(len(row) == width for row in rows[1:])
    names = {name.strip().lstrip("\ufeff") for name in rows[0]}
    is_known = any(field_of(name) == "text" for name in names) or not names.isdisjoint(mapping.values())
    if is_known:
        return 2 * agreeing >= len(rows) - 1
    return agreeing == len(rows) - 1 >= 2


def sniff_table(head: bytes, mapping: Mapping[str, str]) -> tuple[str, Decoded] | None:
    """Return the delimiter and the decoded start of a table, None if a text is none.

    Args:
        head: The first bytes.
        mapping: Columns that the user named, which make a table surer.
    """
    decoded = decode(head)
    for delimiter in _DELIMITERS:
        if delimiter in decoded.text and _is_table(_rows(decoded.text, delimiter, cut=len(head) >= HEAD), mapping):
            return delimiter, decoded
    return None


class _Cut:
    """Lines of a stream, none longer than the limit, so that one open quotation mark does not swallow a file."""

    def __init__(self, stream: IO[str], limit: int) -> None:
        self._stream, self._limit = stream, limit

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline(self._limit):
            yield line.replace("\x00", "\ufffd")


def _row_item(row: Mapping[str, Any], where: str, columns: Mapping[str, str], warnings: tuple[str, ...]) -> Item:
    try:
        report, noticed = report_from(row, columns=columns)
    except IntakeError as exc:
        return Failure(where, exc)
    if not report.text.strip():
        return Failure(where, IntakeError(f"the column {columns['text']!r} is empty in this row"))
    original = json.dumps(row, sort_keys=True, ensure_ascii=True, default=str).encode()
    return Loaded(where, report, (*warnings, *noticed), original)


def read_table(content: Content, delimiter: str, decoded: Decoded) -> Iterator[Item]:
    """Yield the report of each row.

    Args:
        content: A CSV or TSV file.
        delimiter: What separates its cells.
        decoded: Its start, which tells its encoding.
    Raises:
        ColumnsError: It is not clear which column holds what.
    """
    limit = content.options.limits.document
    encoding = "utf-8-sig" if decoded.encoding == "utf-8" else decoded.encoding
    skipped = content.stream.read(2) if encoding.startswith("utf-16") else b""
    marked = skipped in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    raw = content.stream if marked or not skipped else cast(IO[bytes], io.BytesIO(skipped + content.whole()))
    text = io.TextIOWrapper(raw, encoding, errors="replace", newline="")
    before = csv.field_size_limit(limit)
    warnings = tuple(w for w in decoded.warnings if "encoding" in w)
    try:
        rows = csv.reader(_Cut(text, limit), delimiter=delimiter)
        names = [name.strip() for name in next(rows)]
        columns = resolve(names, content.options.mapping)
        yield from _read_rows(rows, names, columns, content.name, warnings)
    except csv.Error as exc:
        raise UnreadableFileError(
            f"row {rows.line_num}: {exc}; most often a quotation mark is not closed there"
        ) from exc
    finally:
        csv.field_size_limit(before)
        text.detach()


def _read_rows(
    rows: Iterable[list[str]], names: list[str], columns: Mapping[str, str], name: str, warnings: tuple[str, ...]
) -> Iterator[Item]:
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        where = f"{name}:{number}"
        if len(row) != len(names):
            yield Failure(where, IntakeError(f"the row has {len(row)} cells, the first row {len(names)}; mend the row"))
            continue
        yield _row_item(dict(zip(names, row, strict=True)), where, columns, warnings)


def read_parquet(content: Content) -> Iterator[Item]:
    """Yield the report of each row of a Parquet file, a batch of rows at a time.

    Args:
        content: A Parquet file.
    Raises:
        UnreadableKindError: pyarrow is not installed.
        ColumnsError: It is not clear which column holds what.
    """
    arrow = need("pyarrow", "parquet", "Parquet files")
    parquet = need("pyarrow.parquet", "parquet", "Parquet files")
    try:
        with content.seekable() as stream:
            file = parquet.ParquetFile(stream)
            yield from _parquet_rows(file, content)
    except (arrow.ArrowException, OSError) as exc:
        raise UnreadableFileError(f"damaged or not a whole Parquet file ({type(exc).__name__}); get it again") from exc


def _parquet_rows(file: Any, content: Content) -> Iterator[Item]:
    names = file.schema_arrow.names
    columns = resolve(names, content.options.mapping)
    wanted = {column if column in names else column.split(".", 1)[0] for column in columns.values()}
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=sorted(wanted)):
        for row in batch.to_pylist():
            yield _row_item(row, f"{content.name}[{number}]", columns, ())
            number += 1
