# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Readings as Parquet, partitioned by day: what a cluster read, and any slice of it on its way into a case.

A slice is not read again; what follows from a reading (its words, keys, parties, tellings) is worked out anew as it
is added, so that the case holds what its own version makes of it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tawatur.casefile.records import NewReport, StoredReading
from tawatur.intake import Failure, Loaded
from tawatur.model import Credit, Report, codec
from tawatur.model.errors import MissingExtraError, PipelineError, ReadingFormatError, UnreadableFileError
from tawatur.pipeline.preparing import Incoming

READINGS = "readings"  # folder of the table
UNDATED = "undated"  # day of reports that state none
BATCH = 64  # rows decoded at once
PLAIN = ("outlet", "url", "title", "published", "language")
COLUMNS = ("report", "id", *PLAIN, "credits", "text", "sha256", "provenance", "reader", "version", "lexicon",
           "events", "claims", "body")  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_of(published: str | None) -> str:
    """Return the day under which a report is filed: its publication date's, else `UNDATED`.

    Args:
        published: ISO 8601 date, or date and time.
    """
    found = _DAY.match(published or "")
    return UNDATED if found is None else found[0]


def row_of(new: NewReport) -> dict[str, Any]:
    """Return a report with its reading as a row: `COLUMNS` and `day`.

    Args:
        new: A report that was read.
    """
    report, stored = new.report, new.prepared.reading
    return {
        "report": new.prepared.key,
        "id": report.id,
        **{name: getattr(report, name) for name in PLAIN},
        "credits": codec.dumps(report.credits),
        "text": report.text,
        "sha256": new.sha256,
        "provenance": new.provenance,
        **{name: getattr(stored, name) for name in StoredReading.__slots__},
        "day": day_of(report.published),
    }


def report_of(row: dict[str, Any]) -> Report:
    """Return the report of a row.

    Args:
        row: As `row_of` makes it.
    """
    credits = codec.decode(tuple[Credit, ...], json.loads(row["credits"]))
    return Report(row["id"], row["text"], **{name: row[name] for name in PLAIN}, credits=credits)


def stored_of(row: dict[str, Any]) -> StoredReading:
    """Return the reading of a row, as it is stored.

    Args:
        row: As `row_of` makes it.
    """
    return StoredReading(*(row[name] for name in StoredReading.__slots__))


def _incoming(row: dict[str, Any]) -> Incoming:
    loaded = Loaded(row["provenance"], report_of(row))
    return Incoming(row["report"], row["sha256"], loaded, None, stored_of(row))


def _is_wanted(day: str, wanted: Iterable[str]) -> bool:
    """Whether a day is among some days and spans of days, `FROM..TO`, both included."""
    spans = [span.partition("..") for span in wanted]
    return not spans or any(day == first if not dots else first <= day <= last for first, dots, last in spans)


def files(folder: Path, days: Iterable[str] = ()) -> list[Path]:
    """Return the files of a table of readings, by day.

    Args:
        folder: Where `tawatur spark read` wrote, or the table's own folder.
        days: Only these days, `YYYY-MM-DD`, `undated`, or spans of days, `FROM..TO`, both included.
    Raises:
        PipelineError: There is no such table, or it holds none of the days.
    """
    table = folder / READINGS if (folder / READINGS).is_dir() else folder
    wanted = tuple(days)
    parts = sorted(part for part in table.glob("day=*") if part.is_dir())
    if not parts:
        raise PipelineError(f"{folder}: no readings by day are there; make them with: tawatur spark read")
    kept = [part for part in parts if _is_wanted(unquote(part.name.removeprefix("day=")), wanted)]
    if not kept:
        raise PipelineError(f"{folder}: none of its {len(parts)} days is {', '.join(wanted)}")
    return [file for part in kept for file in sorted(part.glob("*.parquet"))]


def _load(paths: Iterable[Path], parquet: Any, damages: tuple[type[Exception], ...]) -> Iterator[Incoming | Failure]:
    for path in paths:
        try:
            with parquet.ParquetFile(path) as opened:
                for batch in opened.iter_batches(batch_size=BATCH, columns=list(COLUMNS)):
                    yield from map(_incoming, batch.to_pylist())
        except damages as exc:
            problem = f"damaged, or no readings ({type(exc).__name__}); write it again with: tawatur spark read"
            yield Failure(path.name, UnreadableFileError(problem))


def load_slice(folder: Path, days: Iterable[str] = ()) -> Iterator[Incoming | Failure]:
    """Return the reports of a slice with their readings; a damaged file becomes one failure.

    Args:
        folder: See `files`.
        days: See `files`.
    Raises:
        MissingExtraError: pyarrow is not installed.
        PipelineError: There is no such table, or it holds none of the days.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as exc:
        raise MissingExtraError("pyarrow", "parquet") from exc
    return _load(files(folder, days), parquet, (pyarrow.ArrowException, OSError, KeyError, ReadingFormatError))
