# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The reading contract in a form that a language model can fill: quotes in place of offsets, sentence numbers as hints.

The records below give the JSON schema that goes out and check what comes back, item by item: one bad item does not
cost the others. What the quotes mean is decided later, against the text (`assemble`).
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar, get_args

from tawatur.model import codec
from tawatur.model.errors import AnswerError, ReadingFormatError
from tawatur.model.ontology import EVENT_CONTEXTS, EVENT_MODES, EVENT_TYPES, RELATION_TYPES, SECTORS
from tawatur.model.records import Anchor, Channel, EntityKind, Stance, Status, TimexType
from tawatur.model.schema import MODES, Closed, record_schema

Item = TypeVar("Item")
MOST_ITEMS = 500  # of one list; far more than a report tells, so that no answer can keep a reader busy
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the report; `forms` are all the ways it is written, each once, exactly as in the text."""

    id: str
    name: str
    kind: EntityKind
    forms: tuple[str, ...] = ()
    name_en: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression with its EDTF value."""

    sentence: int
    quote: str
    type: TimexType = "DATE"
    value: str | None = None
    anchored: Anchor = "text"


@dataclass(frozen=True, slots=True)
class Site:
    """A named place."""

    sentence: int
    quote: str
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number of people, as a range."""

    quote: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that one party did to another."""

    id: str
    sentence: int
    anchor: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    when: str | None = None
    status: Status = "asserted"
    deaths: Number | None = None
    injured: Number | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution of content to a source."""

    sentence: int
    cue: str
    source: str | None = None
    speaker: str | None = None
    content: str | None = None
    direct: bool = False
    stance: Stance = "asserts"
    anonymous: bool = False
    count: int | None = None
    basis: str | None = None
    via: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation between two parties."""

    sentence: int
    quote: str
    type: str
    from_: str
    to: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A refusal or failure to comment."""

    sentence: int
    quote: str
    party: str | None = None
    asked_by: str | None = None
    channel: Channel = "unstated"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model found, each list in the order of the text."""

    entities: tuple[Party, ...] = ()
    timexes: tuple[Time, ...] = ()
    places: tuple[Site, ...] = ()
    events: tuple[Act, ...] = ()
    claims: tuple[Saying, ...] = ()
    relations: tuple[Tie, ...] = ()
    non_responses: tuple[Silence, ...] = ()


_CLOSED: Closed = {
    ("Act", "type"): EVENT_TYPES,
    ("Act", "mode"): MODES,
    ("Act", "contexts"): EVENT_CONTEXTS,
    ("Tie", "type"): RELATION_TYPES,
    ("Party", "sector"): SECTORS,
}


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema of an answer, as strict as endpoints ask for."""
    return record_schema(Answer, _CLOSED, strict=True)


def _fits(record: Any) -> bool:
    """Whether a record keeps to the closed vocabularies, where a value outside leaves nothing to keep."""
    if isinstance(record, Act):
        return record.type in EVENT_TYPES
    return not isinstance(record, Tie) or record.type in RELATION_TYPES


def _mended(item: Any) -> Any:
    """Return an item without the values that its closed vocabularies do not know but that it can do without."""
    if not isinstance(item, dict):
        return item
    item = dict(item)
    if item.get("mode") is not None and item["mode"] not in EVENT_MODES.get(str(item.get("type")), ()):
        item["mode"] = None
    if isinstance(item.get("contexts"), list):
        item["contexts"] = [c for c in item["contexts"] if c in EVENT_CONTEXTS]
    if item.get("sector") is not None and item["sector"] not in SECTORS:
        item["sector"] = None
    return item


def _encodable(data: Any) -> Any:
    """Return JSON data without the lone surrogates that its escapes can make; no file could hold them."""
    text = json.dumps(data, ensure_ascii=False)
    return json.loads(text.encode("utf-8", "replace"))


def _items(cls: type[Item], found: Any, wrong: Counter[str]) -> tuple[Item, ...]:
    if found is None:
        return ()
    if not isinstance(found, list):
        wrong["form"] += 1
        return ()
    wrong["form"] += max(0, len(found) - MOST_ITEMS)
    out: list[Item] = []
    for item in found[:MOST_ITEMS]:
        try:
            record = codec.decode(cls, _mended(item))
        except ReadingFormatError:
            wrong["form"] += 1
            continue
        if _fits(record):
            out.append(record)
        else:
            wrong["form"] += 1
    return tuple(out)


def parse_answer(content: str) -> tuple[Answer, Counter[str]]:
    """Return the answer in a model's words, and how many of its items have the wrong form.

    Args:
        content: The message of the model: a JSON object, alone or in a code fence.
    Raises:
        AnswerError: It is no JSON object, or holds none of the lists.
    """
    fenced = _FENCED.fullmatch(content)
    try:
        data = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError) as exc:
        raise AnswerError("the model's answer is not JSON") from exc
    data = _encodable(data)
    names = [field.name for field in fields(Answer)]
    if not isinstance(data, Mapping) or not any(name in data for name in names):
        raise AnswerError("the model's answer is JSON, but not of the form asked for")
    wrong: Counter[str] = Counter()
    found = {name: _items(get_args(hint)[0], data.get(name), wrong) for _, name, hint in codec.shape(Answer)}
    return Answer(**found), wrong
