# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a JSON object to a report: the gold's form, the reading's form, or flat fields."""

from collections.abc import Mapping
from typing import Any

from tawatur.model import Credit, Report
from tawatur.model.errors import IntakeError
from tawatur.model.identity import report_id

TEXTS = ("outlet", "url", "title", "published", "language")


def _string(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise IntakeError(f"field {name!r} must be a string, found {value!r:.60}")


def report_from(data: Any) -> Report:
    """Return the report that a JSON object states.

    Args:
        data: An object with `text` and any of id, outlet, url, title, published, language, author; or one with such an
            object under `report` (annotated reports, readings).
    Raises:
        IntakeError: Not an object, no `text`, or a field of the wrong type.
    """
    if isinstance(data, Mapping) and isinstance(data.get("report"), Mapping):
        data = data["report"]
    if not isinstance(data, Mapping):
        raise IntakeError(f"expected a JSON object with a 'text' field, found {data!r:.60}")
    text = data.get("text")
    if not isinstance(text, str):
        raise IntakeError(f"the field 'text' must be a string, found {text!r:.60}")
    stated = {name: _string(data, name) for name in TEXTS}
    id = _string(data, "id") or report_id(text, outlet=stated["outlet"], url=stated["url"])
    author = _string(data, "author")
    credits = () if author is None else (Credit("author", author, 0, 0),)
    return Report(id, text, credits=credits, **stated)
