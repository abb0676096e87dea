# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""JSON in and out for frozen records, derived from their type hints.

One walk over the dataclass fields serves writing, reading and the published JSON Schema
(`tawatur.model.schema`), so the three cannot drift apart. Nothing is coerced: a wrong type is an
error that names its path.
"""

import json
import types
from collections.abc import Callable, Mapping
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


Decoder = Callable[[Any, str], Any]
_DECODERS: dict[Any, Decoder] = {}


def _tuple_decoder(item: Decoder) -> Decoder:
    def decode_tuple(value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _wrong(path, "a list", value)
        return tuple([item(v, f"{path}[{i}]") for i, v in enumerate(value)])

    return decode_tuple


def _fixed_decoder(items: tuple[Decoder, ...]) -> Decoder:
    def decode_fixed(value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != len(items):
            raise _wrong(path, f"a list of {len(items)}", value)
        return tuple([item(v, f"{path}[{i}]") for i, (item, v) in enumerate(zip(items, value, strict=True))])

    return decode_fixed


def _record_decoder(cls: type) -> Decoder:
    known = [(f.name, name, _decoder(hint)) for f, name, hint in shape(cls)]
    required = {f.name for f, _, _ in shape(cls) if f.default is MISSING and f.default_factory is MISSING}

    def decode_record(value: Any, path: str) -> Any:
        if not isinstance(value, Mapping):
            raise _wrong(path, "an object", value)
        found: dict[str, Any] = {}
        for field, name, item in known:
            if name in value:
                found[field] = item(value[name], f"{path}.{name}" if path else name)
            elif field in required:
                raise ReadingFormatError(f"{path or 'reading'}: field {name!r} is missing")
        return cls(**found)

    return decode_record


def _literal_decoder(options: tuple[Any, ...]) -> Decoder:
    def decode_literal(value: Any, path: str) -> Any:
        if value not in options:
            raise _wrong(path, "one of " + ", ".join(map(str, options)), value)
        return value

    return decode_literal


def _scalar_decoder(hint: type) -> Decoder:
    def decode_scalar(value: Any, path: str) -> Any:
        if type(value) is hint:
            return value
        if hint is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        raise _wrong(path, hint.__name__, value)

    return decode_scalar


def _optional_decoder(inner: Decoder) -> Decoder:
    def decode_optional(value: Any, path: str) -> Any:
        return None if value is None else inner(value, path)

    return decode_optional


def _needed_decoder(inner: Decoder) -> Decoder:
    def decode_needed(value: Any, path: str) -> Any:
        if value is None:
            raise _wrong(path, "a value", value)
        return inner(value, path)

    return decode_needed


def _plain_decoder(hint: Any) -> Decoder:
    origin = get_origin(hint)
    if origin is tuple:
        items = get_args(hint)
        if len(items) == 2 and items[1] is Ellipsis:
            return _tuple_decoder(_decoder(items[0]))
        return _fixed_decoder(tuple(_decoder(item) for item in items))
    if origin is Literal:
        return _literal_decoder(get_args(hint))
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_decoder(hint)
    return _scalar_decoder(hint)


def _decoder(hint: Any) -> Decoder:
    """Return the function that builds a value of this type, made once: readings are decoded by the ten thousand."""
    found = _DECODERS.get(hint)
    if found is None:
        options = _union(hint)
        inner = _plain_decoder(next(o for o in options if o is not type(None)))
        wrap = _optional_decoder if type(None) in options else _needed_decoder
        found = _DECODERS[hint] = wrap(inner)
    return found


class _MisfitError(Exception):
    """The data do not fit, or not without a closer look."""


Fast = Callable[[Any], Any]
_FAST: dict[Any, Fast] = {}


def _fast_tuple(hint: Any) -> Fast:
    types_of, item = frozenset([hint]), _fast(hint)

    def plain(value: Any) -> tuple[Any, ...]:
        if type(value) is not list or not types_of.issuperset(map(type, value)):
            raise _MisfitError
        return tuple(value)

    def decoded(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _MisfitError
        return tuple([item(v) for v in value])

    return plain if hint in (str, int, float, bool) else decoded


def _fast_record(cls: type) -> Fast:
    known = [(f.name, name, _fast(hint)) for f, name, hint in shape(cls)]

    def decoded(value: Any) -> Any:
        if type(value) is not dict:
            raise _MisfitError
        return cls(**{field: item(value[name]) for field, name, item in known if name in value})

    return decoded


def _fast_other(hint: Any, slow: Decoder) -> Fast:
    """A scalar, or what only the careful decoder knows."""
    if hint not in (str, int, float, bool):
        return lambda value: slow(value, "")

    def scalar(value: Any) -> Any:
        if type(value) is not hint:
            raise _MisfitError
        return value

    return scalar


def _fast_optional(inner: Fast) -> Fast:
    def decoded(value: Any) -> Any:
        return None if value is None else inner(value)

    return decoded


def _fast(hint: Any) -> Fast:
    """Return the function that builds a value of this type from data that fit, and says of others no more than that.

    Paths for messages take most of the time of the careful decoder.
    """
    found = _FAST.get(hint)
    if found is None:
        options = _union(hint)
        inner = next(o for o in options if o is not type(None))
        items = get_args(inner)
        made: Fast
        if get_origin(inner) is tuple and len(items) == 2 and items[1] is Ellipsis:
            made = _fast_tuple(items[0])
        elif is_dataclass(inner) and isinstance(inner, type):
            made = _fast_record(inner)
        else:
            made = _fast_other(inner, _decoder(inner))
        found = _FAST[hint] = _fast_optional(made) if type(None) in options else made
    return found


def decode(hint: Any, value: Any, path: str = "") -> Any:
    """Build a value of type `hint` from plain JSON data.

    Raises:
        ReadingFormatError: The data do not fit; the message names the path.
    """
    try:
        return _fast(hint)(value)
    except (_MisfitError, ReadingFormatError, TypeError):
        return _decoder(hint)(value, path)


def loads(cls: type[T], data: str, *, without: tuple[str, ...] = ()) -> T:
    """Build a record from JSON text.

    Args:
        cls: Of the record.
        data: As `dumps` writes it.
        without: Fields that hold several values and are wanted empty, whatever they hold.
    Raises:
        ReadingFormatError: Not JSON, or not of this shape.
    """
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError) as exc:
        raise ReadingFormatError(f"not JSON: {exc}") from exc
    if without and isinstance(plain, dict):
        plain |= {name: [] for name in without}
    found: T = decode(cls, plain)
    return found
