# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of a reading, or of other records in its manner, derived from the records themselves."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin

from tawatur.model.codec import shape
from tawatur.model.ontology import EVENT_CONTEXTS, EVENT_MODES, EVENT_TYPES, RELATION_TYPES, SECTORS
from tawatur.model.records import SCHEMA, Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}
MODES = tuple(sorted({mode for modes in EVENT_MODES.values() for mode in modes}))
Closed = Mapping[tuple[str, str], Sequence[str]]  # (record, field) -> the only values it takes
_CLOSED: Closed = {
    ("Event", "type"): EVENT_TYPES,
    ("Event", "mode"): MODES,
    ("Event", "contexts"): EVENT_CONTEXTS,
    ("Relation", "type"): RELATION_TYPES,
    ("Entity", "sector"): SECTORS,
}


class _Records:
    """The definitions of records, each described once."""

    def __init__(self, closed: Closed, *, strict: bool) -> None:
        self.closed, self.strict = closed, strict
        self.definitions: dict[str, dict[str, Any]] = {}

    def _describe(self, hint: Any, closed: Sequence[str] | None) -> dict[str, Any]:
        if get_origin(hint) in (Union, types.UnionType):
            inner = self._describe(next(h for h in get_args(hint) if h is not type(None)), closed)
            return {"anyOf": [inner, {"type": "null"}]}
        if get_origin(hint) is tuple:
            return {"type": "array", "items": self._describe(get_args(hint)[0], closed)}
        if get_origin(hint) is Literal:
            return self._choice(get_args(hint))
        if is_dataclass(hint) and isinstance(hint, type):
            self.add(hint)
            return {"$ref": f"#/$defs/{hint.__name__}"}
        if closed is not None:
            return self._choice(closed)
        return {"type": _SCALARS[hint]}

    def _choice(self, values: Sequence[str]) -> dict[str, Any]:
        """Describe a closed vocabulary; strict endpoints want its type said, too."""
        return {"type": "string", "enum": list(values)} if self.strict else {"enum": list(values)}

    def add(self, cls: type) -> None:
        """Describe a record and those it holds."""
        if cls.__name__ in self.definitions:
            return
        self.definitions[cls.__name__] = {}
        properties, required = {}, []
        for field, name, hint in shape(cls):
            properties[name] = self._describe(hint, self.closed.get((cls.__name__, name)))
            if self.strict or (field.default is MISSING and field.default_factory is MISSING):
                required.append(name)
        first = (cls.__doc__ or "").strip().split("\n")[0]
        described = {"type": "object", "description": first, "properties": properties, "required": required}
        self.definitions[cls.__name__] = {**described, "additionalProperties": False} if self.strict else described


def record_schema(cls: type, closed: Closed, *, strict: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of a record and of those it holds.

    Args:
        cls: A record class.
        closed: Closed vocabularies, by record and field.
        strict: Ask for every field and allow no other, as language models are asked; else only for those without a
            default.
    """
    records = _Records(closed, strict=strict)
    records.add(cls)
    whole = records.definitions.pop(cls.__name__)
    return {**whole, "$defs": records.definitions}


def reading_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a reading; fields it does not name are allowed."""
    reading = record_schema(Reading, _CLOSED)
    reading["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": DIALECT, "title": f"Tawatur reading, schema {SCHEMA}", **reading}
