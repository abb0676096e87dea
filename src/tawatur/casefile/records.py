# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What goes into a case file and comes out of it."""

import hashlib
import zlib
from dataclasses import dataclass, replace
from typing import Literal

from tawatur.casefile.words import Indexed
from tawatur.model import Reading, Report, codec
from tawatur.model.joined import PartyForm, Telling

Outcome = Literal["added", "same", "erased"]


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A reading as it lies in the case: compressed JSON without the report's text, which is kept once."""

    reader: str
    version: str
    lexicon: str
    events: int
    claims: int
    body: bytes

    @classmethod
    def of(cls, reading: Reading) -> "StoredReading":
        """Return the stored form of a reading."""
        bare = replace(reading, report=replace(reading.report, text=""))
        info = reading.reader
        body = zlib.compress(bare.to_json().encode("utf-8"), 6)
        return cls(info.name, info.version, info.lexicon, len(reading.events), len(reading.claims), body)

    def reading(self, text: str) -> Reading:
        """Return the reading with the report's text put back."""
        found = Reading.from_json(zlib.decompress(self.body).decode("utf-8"))
        return replace(found, report=replace(found.report, text=text))


@dataclass(frozen=True, slots=True)
class StoredTelling:
    """A telling as it lies in the case: JSON, and the blocks under which it meets others."""

    body: str
    blocks: tuple[str, ...]

    @classmethod
    def of(cls, telling: Telling) -> "StoredTelling":
        """Return the stored form of a telling."""
        return cls(codec.dumps(telling), tuple(dict.fromkeys(telling.blocks)))


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A party of a report as it lies in the case: its id there, and its *profile*, the form without its report."""

    entity: str
    hash: str
    body: str
    keys: tuple[str, ...]

    @classmethod
    def of(cls, form: PartyForm, keys: tuple[str, ...]) -> "StoredForm":
        """Return the stored form of a party.

        Args:
            form: The party as the report names it.
            keys: Under which forms meet.
        """
        body = codec.dumps(replace(form, report="", entity="", published=None))
        digest = hashlib.blake2b(body.encode("utf-8"), digest_size=12).hexdigest()
        return cls(form.entity, digest, body, tuple(dict.fromkeys(keys)))


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything about one reading that does not depend on any other report: worked out before the writers' turn."""

    key: str
    reading: StoredReading
    indexed: Indexed
    printed: str = "{}"  # JSON of what its credits say, for the judging of copies
    shingles: tuple[int, ...] = ()
    forms: tuple[StoredForm, ...] = ()
    tellings: tuple[StoredTelling, ...] = ()


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report to add.

    Args:
        report: As its reading holds it.
        sha256: Of the bytes as received, in hex.
        original: These bytes, compressed; None where only their hash is kept.
        provenance: File name and line, never a folder.
        prepared: Its reading and what follows from it.
    """

    report: Report
    sha256: str
    original: bytes | None
    provenance: str
    prepared: Prepared


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    key: str
    id: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    language: str | None
    version: int
    events: int
    claims: int


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in a list."""

    id: str
    type: str
    title: str
    day: str | None
    place: str | None
    country: str | None
    reports: int
    outlets: int
    low: int
    high: int
    credibility: int | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A canonical entity in a list."""

    id: str
    name: str
    kind: str
    country: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet with what the analyst says of it."""

    outlet: str
    reports: int
    first: str | None
    last: str | None
    copied: int
    grade: str
    affiliation: str | None


@dataclass(frozen=True, slots=True)
class FailureRow:
    """An input that could not be added."""

    provenance: str
    error: str
    message: str
    times: int


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line of the audit log; `detail` is JSON."""

    at: str
    author: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list."""

    id: int
    kind: str
    author: str
    made: str
    subject: str
    value: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Status:
    """A case in figures."""

    reports: int
    outlets: int
    readings: int
    entities: int
    incidents: int
    families: int
    decisions: int
    unsettled: int
    failures: int
    pending: int
    erased: int
    readers: tuple[str, ...]
