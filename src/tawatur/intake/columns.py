# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which column or key holds which field of a report."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tawatur.intake.items import FIELDS
from tawatur.lexicon import Lexicon, default_lexicon, values
from tawatur.model.errors import ColumnsError
from tawatur.text.normalize import fold

_BETWEEN = re.compile(r"[\s_-]+")
_MANY_DIGITS = re.compile(r"\d{5}")
_LONGEST = 40  # code points of a column's name
_SHOWN = 30  # columns named in a message at most


def _key(name: str) -> str:
    return _BETWEEN.sub("_", fold(name.strip().lstrip("\ufeff")).lower())


def _compile(lexicon: Lexicon) -> dict[str, str]:
    """The field that each usual name stands for."""
    rows = lexicon.table("intake/columns").columns("field", "names")
    return {_key(name): field for field, names in rows for name in values(names)}


def field_of(name: str) -> str | None:
    """Return the field that a column's name usually stands for, None if it is not known."""
    return default_lexicon().compiled("intake.columns", _compile).get(_key(name))


def _person_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that are hardly ever anything but a part of somebody's name."""
    given = lexicon.table("names/given").columns("name", "variants")
    tokens = lexicon.table("entities/name_tokens").columns("token", "common_word")
    words = [word for name, more in given for word in (name, *values(more))]
    return frozenset(fold(word) for word in [*words, *(token for token, common in tokens if common == "no")])


def _is_data(name: str) -> bool:
    """Whether what stands where a column's name would is somebody's name, number or account: no message repeats it."""
    if len(name) > _LONGEST or "@" in name or _MANY_DIGITS.search(name):
        return True
    known = default_lexicon().compiled("intake.persons", _person_words)
    return any(word in known for word in _BETWEEN.split(fold(name)))


def _shown(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    told = (f"number {n}" if _is_data(name) else repr(name) for n, name in enumerate(listed[:_SHOWN], 1))
    return ", ".join(told) + more


def _is_there(column: str, names: Iterable[str]) -> bool:
    return column in names or ("." in column and column.split(".", 1)[0] in names)


def resolve(names: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the column of each field that a table has.

    Args:
        names: Its columns, or an object's keys.
        mapping: What the user said, which wins.
    Raises:
        ColumnsError: No column can be the text, several can be one field, or one that was named is not there; the
            columns found are in the message.
    """
    columns = list(dict.fromkeys(names))
    found = {field: column for field, column in mapping.items() if column}
    missing = [column for column in found.values() if not _is_there(column, columns)]
    if missing:
        raise ColumnsError(f"no column {_shown(missing)}; the columns are {_shown(columns)}")
    taken = set(found.values())
    for field in (f for f in FIELDS if f not in mapping):
        usual = [column for column in columns if column not in taken and field_of(column) == field]
        exact = [column for column in usual if _key(column) == field]
        if len(exact or usual) > 1:
            raise ColumnsError(f"{_shown(exact or usual)} can all be the {field}; say which: --map {field}=COLUMN")
        if usual:
            found[field] = (exact or usual)[0]
    if "text" not in found:
        raise ColumnsError(f"no column is known to be the text; say which: --map text=COLUMN, of {_shown(columns)}")
    return found


def pick(record: Mapping[str, Any], column: str) -> Any:
    """Return a record's value in a column; dots lead into nested objects; None if it is not there."""
    if column in record:
        return record[column]
    value: Any = record
    for part in column.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value
