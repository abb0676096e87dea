# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The records of the reading contract, schema 1.

Every record is frozen. Spans are half-open `[start, end)` in Unicode code points of `Report.text`;
`text` beside a span repeats the covered characters. Field names are the contract's: they are never
renamed, new ones may be added. A Python keyword carries a trailing underscore (`from_`), which its
JSON form drops.
"""

from dataclasses import dataclass
from typing import Literal

from tawatur.model import codec

SCHEMA = 1

EntityKind = Literal["person", "organisation", "state", "group", "role"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["text", "published", "none"]
Status = Literal["asserted", "denied", "planned", "hypothetical", "historical"]
Stance = Literal["asserts", "denies", "doubts", "asks"]
Channel = Literal["written", "phone", "unstated"]


@dataclass(frozen=True, slots=True)
class Credit:
    """A line that credits the report to an agency, an author or a translator."""

    role: Literal["agency", "author", "translator"]
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """One published report. `text` is its decoding, see `tawatur.text.decode`."""

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None  # ISO 8601 date, Gregorian
    language: str | None = None  # ISO 639-1
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of the text with its characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A party that can act or be acted upon politically.

    `known` names the lexicon table that knows it; None for one known from this report alone.
    """

    id: str
    name: str
    kind: EntityKind
    name_en: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None  # PLOVER
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an entity that is not a pronoun."""

    start: int
    end: int
    text: str
    entity: str


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression; `value` is EDTF, None where it cannot be worked out."""

    id: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str | None
    calendar: str = "gregorian"
    anchored: Anchor = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; coordinates are WGS 84 degrees where a gazetteer knows it."""

    id: str
    start: int
    end: int
    text: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geoname: int | None = None
    precision: str | None = None  # country|province|district|city|site


@dataclass(frozen=True, slots=True)
class Role:
    """A party's part in an event; the span is None where the party is only understood.

    `path` says how the party hangs on the event's word: the slot of the frame and the way there.
    """

    role: Literal["actor", "recipient"]
    entity: str
    start: int | None
    end: int | None
    implicit: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event happened, as written, with the place record if one fits."""

    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event happened: EDTF value and the timex it comes from."""

    value: str
    timex: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number of people; an open side is None."""

    low: int | None
    high: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one party did to another, in PLOVER's types."""

    id: str
    type: str
    start: int
    end: int
    text: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    place: EventPlace | None = None
    when: EventTime | None = None
    status: Status = "asserted"
    deaths: Count | None = None
    injured: Count | None = None
    claim: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who a claim is attributed to; the span is None where the speaker is dropped."""

    start: int | None = None
    end: int | None = None
    text: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Via:
    """An intermediary between report and source."""

    text: str
    start: int
    end: int
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution of content to a source (PARC: cue, source, content)."""

    id: str
    cue: TextSpan
    source: Source
    content: TextSpan | None
    mode: Literal["direct", "indirect"] = "indirect"
    stance: Stance = "asserts"
    anonymous: bool = False
    count: int | None = None
    basis: str | None = None
    via: tuple[Via, ...] = ()
    events: tuple[str, ...] = ()
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation between two entities, stated in the text."""

    type: str
    from_: str
    to: str
    start: int
    end: int
    text: str
    claim: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class NonResponse:
    """A refusal or failure to comment."""

    start: int
    end: int
    text: str
    entity: str | None
    asked_by: str | None = None
    channel: Channel = "unstated"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """Which reader made a reading, and with which lexicon (a content hash)."""

    name: str
    version: str
    lexicon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader found in one report."""

    schema: int = SCHEMA
    reader: ReaderInfo
    warnings: tuple[str, ...] = ()
    report: Report
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    non_responses: tuple[NonResponse, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the reading as JSON, keys in the contract's order, non-ASCII kept."""
        return codec.dumps(self, indent=indent)

    @classmethod
    def from_json(cls, data: str) -> "Reading":
        """Build a reading from its JSON form.

        Args:
            data: JSON text as `to_json` writes it; unknown fields are ignored.
        Raises:
            ReadingFormatError: A field is missing or of the wrong type; its path is named.
        """
        return codec.loads(cls, data)
