# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of a reading, derived from the records themselves."""

import types
from dataclasses import MISSING, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin

from tawatur.model.codec import shape
from tawatur.model.ontology import EVENT_CONTEXTS, EVENT_MODES, EVENT_TYPES, RELATION_TYPES, SECTORS
from tawatur.model.records import SCHEMA, Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}
_MODES = sorted({mode for modes in EVENT_MODES.values() for mode in modes})
_CLOSED: dict[tuple[str, str], tuple[str, ...] | list[str]] = {
    ("Event", "type"): EVENT_TYPES,
    ("Event", "mode"): _MODES,
    ("Event", "contexts"): EVENT_CONTEXTS,
    ("Relation", "type"): RELATION_TYPES,
    ("Entity", "sector"): SECTORS,
}


def _describe(hint: Any, closed: tuple[str, ...] | list[str] | None, records: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) in (Union, types.UnionType):
        inner = _describe(next(h for h in get_args(hint) if h is not type(None)), closed, records)
        return {"anyOf": [inner, {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _describe(get_args(hint)[0], closed, records)}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if is_dataclass(hint) and isinstance(hint, type):
        _record(hint, records)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if closed is not None:
        return {"enum": list(closed)}
    return {"type": _SCALARS[hint]}


def _record(cls: type, records: dict[str, Any]) -> None:
    if cls.__name__ in records:
        return
    records[cls.__name__] = {}
    properties, required = {}, []
    for field, name, hint in shape(cls):
        properties[name] = _describe(hint, _CLOSED.get((cls.__name__, name)), records)
        if field.default is MISSING and field.default_factory is MISSING:
            required.append(name)
    first = (cls.__doc__ or "").strip().split("\n")[0]
    records[cls.__name__] = {
        "type": "object",
        "description": first,
        "properties": properties,
        "required": required,
    }


def reading_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a reading; fields it does not name are allowed."""
    records: dict[str, Any] = {}
    _record(Reading, records)
    reading = records.pop("Reading")
    reading["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": DIALECT, "title": f"Tawatur reading, schema {SCHEMA}", **reading, "$defs": records}
