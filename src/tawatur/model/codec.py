# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""JSON in and out for frozen records, derived from their type hints.

One walk over the dataclass fields serves writing, reading and the published JSON Schema
(`tawatur.model.schema`), so the three cannot drift apart. Nothing is coerced: a wrong type is an
error that names its path.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from tawatur.model.errors import ReadingFormatError

T = TypeVar("T")


def key(field: "Field[Any]") -> str:
    """Return the JSON key of a record field: its name without a keyword's trailing underscore."""
    return field.name.rstrip("_")


_SHAPES: dict[type, tuple[tuple["Field[Any]", str, Any], ...]] = {}


def shape(cls: type) -> tuple[tuple["Field[Any]", str, Any], ...]:
    """Return the fields of a record class with their JSON keys and resolved types, worked out once per class."""
    found = _SHAPES.get(cls)
    if found is None:
        hints = get_type_hints(cls)
        found = _SHAPES[cls] = tuple((f, key(f), hints[f.name]) for f in fields(cls))
    return found


def encode(value: Any) -> Any:
    """Return a record as plain dicts, lists and scalars, in field order."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    return {name: encode(getattr(value, field.name)) for field, name, _ in shape(type(value))}


def dumps(record: Any, *, indent: int | None = None) -> str:
    """Return a record as JSON text; lone surrogates cannot occur in it, see `text.decode`."""
    separators = None if indent else (",", ":")
    return json.dumps(encode(record), ensure_ascii=False, indent=indent, separators=separators)


def _union(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _wrong(path: str, wanted: str, value: Any) -> ReadingFormatError:
    shown = repr(value)
    return ReadingFormatError(f"{path or 'reading'}: expected {wanted}, found {shown[:60]}")


def _decode_tuple(hint: Any, value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _wrong(path, "a list", value)
    item = get_args(hint)[0]
    return tuple(decode(item, v, f"{path}[{i}]") for i, v in enumerate(value))


def _decode_record(cls: type[T], value: Any, path: str) -> T:
    if not isinstance(value, Mapping):
        raise _wrong(path, "an object", value)
    found: dict[str, Any] = {}
    for field, name, hint in shape(cls):
        if name in value:
            found[field.name] = decode(hint, value[name], f"{path}.{name}".lstrip("."))
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ReadingFormatError(f"{path or 'reading'}: field {name!r} is missing")
    return cls(**found)


def _decode_scalar(hint: Any, value: Any, path: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise _wrong(path, hint.__name__, value)
    return value


def decode(hint: Any, value: Any, path: str = "") -> Any:
    """Build a value of type `hint` from plain JSON data.

    Raises:
        ReadingFormatError: The data do not fit; the message names the path.
    """
    options = _union(hint)
    if value is None:
        if type(None) in options:
            return None
        raise _wrong(path, "a value", value)
    hint = next(o for o in options if o is not type(None))
    origin = get_origin(hint)
    if origin is tuple:
        return _decode_tuple(hint, value, path)
    if origin is Literal:
        if value not in get_args(hint):
            raise _wrong(path, "one of " + ", ".join(map(str, get_args(hint))), value)
        return value
    if is_dataclass(hint) and isinstance(hint, type):
        return _decode_record(hint, value, path)
    return _decode_scalar(hint, value, path)


def loads(cls: type[T], data: str) -> T:
    """Build a record from JSON text.

    Raises:
        ReadingFormatError: Not JSON, or not of this shape.
    """
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError) as exc:
        raise ReadingFormatError(f"not JSON: {exc}") from exc
    return _decode_record(cls, plain, "")
