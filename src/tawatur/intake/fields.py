# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a JSON object or a row of a table to a report: the gold's form, the reading's form, or flat fields."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from tawatur.intake.columns import pick, resolve
from tawatur.intake.dates import to_iso
from tawatur.model import Credit, Report
from tawatur.model.errors import IntakeError
from tawatur.model.identity import report_id

_PLAIN = ("outlet", "url", "title", "language")


def _string(record: Mapping[str, Any], field: str, column: str) -> str | None:
    value = pick(record, column)
    if value is None or value == "" or value != value:  # not a number: how frames of data write that there is nothing
        return None
    if isinstance(value, list) and field == "author" and all(isinstance(name, str) for name in value):
        return "، ".join(value)
    if isinstance(value, (str, int, float, date)) and not isinstance(value, bool):
        return str(value)
    raise IntakeError(f"field {column!r} must be a string, found {type(value).__name__}")


def _columns(data: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, str]:
    return _resolved(tuple(map(str, data)), tuple(mapping.items()))


@lru_cache(maxsize=64)  # the lines of a file have the same keys
def _resolved(names: tuple[str, ...], mapping: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return resolve(names, dict(mapping))


def report_from(
    data: Any, mapping: Mapping[str, str] | None = None, columns: Mapping[str, str] | None = None
) -> tuple[Report, tuple[str, ...]]:
    """Return the report that a JSON object or a row states, with what was noticed.

    Args:
        data: An object with `text` and any of id, outlet, url, title, published, language, author, or with usual other
            names for these; or one with such an object under `report` (annotated reports, readings).
        mapping: Columns that the user named.
        columns: The column of each field, where it is known already.
    Raises:
        IntakeError: Not an object, no text, or a field of the wrong type.
        ColumnsError: It is not clear which column holds what.
    """
    if columns is None and isinstance(data, Mapping) and isinstance(data.get("report"), Mapping):
        data = data["report"]
    if not isinstance(data, Mapping):
        raise IntakeError(f"expected a JSON object with a 'text' field, found {type(data).__name__}")
    known = _columns(data, mapping or {}) if columns is None else columns
    text = pick(data, known["text"])
    if not isinstance(text, str):
        raise IntakeError(f"the field {known['text']!r} must be a string, found {type(text).__name__}")
    stated = {name: _string(data, name, known[name]) if name in known else None for name in _PLAIN}
    published, warning = to_iso(pick(data, known["published"]) or "") if "published" in known else (None, None)
    id = _string(data, "id", known["id"]) if "id" in known else None
    author = _string(data, "author", known["author"]) if "author" in known else None
    report = Report(
        id or report_id(text, outlet=stated["outlet"], url=stated["url"]),
        text,
        published=published,
        credits=() if author is None else (Credit("author", author, 0, 0),),
        **stated,
    )
    return report, () if warning is None else (warning,)
