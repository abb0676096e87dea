# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What goes into a case file and comes out of it."""

import hashlib
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from tawatur.casefile.words import Indexed
from tawatur.model import Reading, Report, codec
from tawatur.model.evidence import Fetch
from tawatur.model.joined import Interaction, PartyForm, Telling

REMEMBERED = 400  # readings whose records a process remembers, some 25 KB each
Outcome = Literal["added", "same", "erased"]
Role = Literal["reader", "analyst", "admin"]


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

    def reading(self, text: str, *, without: tuple[str, ...] = ()) -> Reading:
        """Return the reading with the report's text put back.

        Args:
            text: Of the report.
            without: Fields of the reading that hold records and are wanted empty.
        """
        found = unpacked(self.body) if not without else _unpacked(self.body, without)
        return replace(found, report=replace(found.report, text=text))


@lru_cache(maxsize=REMEMBERED)
def unpacked(body: bytes) -> Reading:
    """Return the reading of a stored body, without the report's text; what was asked for lately costs nothing."""
    return _unpacked(body)


def _unpacked(body: bytes, without: tuple[str, ...] = ()) -> Reading:
    return codec.loads(Reading, zlib.decompress(body).decode("utf-8"), without=without)


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
class StoredNaming:
    """What forms that name a party alike have in common, as it lies in the case.

    Args:
        hash: Of what they have in common.
        keys: On which they meet others to be compared.
        last_names: By which the party may be meant alone; the names themselves where `lone`.
        lone: Whether they name it by one part of a name.
    """

    hash: str
    keys: tuple[str, ...]
    last_names: tuple[str, ...] = ()
    lone: bool = False


def naming_hash(key: str) -> str:
    """Return the hash under which a naming lies in the case.

    Args:
        key: What its forms have in common.
    """
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class StoredForm:
    """A party of a report as it lies in the case: its id there, and its *profile*, the form without its report.

    Args:
        entity: Id within the reading.
        hash: Of the profile.
        body: The profile.
        offices: That the party is called by.
        naming: What it is compared by; None for an office without a name.
    """

    entity: str
    hash: str
    body: str
    offices: tuple[str, ...] = ()
    naming: StoredNaming | None = None

    @classmethod
    def of(cls, form: PartyForm, offices: tuple[str, ...], naming: StoredNaming | None) -> "StoredForm":
        """Return the stored form of a party.

        Args:
            form: The party as the report names it.
            offices: By which it may be meant.
            naming: What it is compared by.
        """
        body = codec.dumps(replace(form, report="", entity="", published=None))
        return cls(form.entity, naming_hash(body), body, offices, naming)


@dataclass(frozen=True, slots=True)
class StoredTie:
    """A relation of a report as it lies in the case, beside the reading: what networks ask for."""

    number: int  # its place in the reading, from 1
    type: str
    source: str
    target: str
    source_name: str
    target_name: str
    says: str | None
    start: int
    end: int

    @classmethod
    def of(cls, reading: Reading) -> "tuple[StoredTie, ...]":
        """Return the stored forms of all relations of a reading; who says so is None where it is the outlet itself."""
        names = {e.id: e.name for e in reading.entities}
        said = {c.id: c.source.text or names.get(c.source.entity or "") for c in reading.claims}
        return tuple(
            cls(n, r.type, r.from_, r.to, names.get(r.from_, r.from_), names.get(r.to, r.to),
                said.get(r.claim) if r.claim else None, r.start, r.end)
            for n, r in enumerate(reading.relations, 1)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """An incident with its positions as it lies in the case: its columns, and who did it to whom."""

    row: dict[str, Any]
    acts: tuple[Interaction, ...]


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
    ties: tuple[StoredTie, ...] = ()


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report to add.

    Args:
        report: As its reading holds it.
        sha256: Of the bytes as received, in hex.
        original: These bytes, compressed; None where only their hash is kept.
        provenance: File name and line, never a folder.
        prepared: Its reading and what follows from it.
        fetch: How it came over the net, None where it did not.
    """

    report: Report
    sha256: str
    original: bytes | None
    provenance: str
    prepared: Prepared
    fetch: Fetch | None = None


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
class TranslationRow:
    """Two reports that may render one story; `decision` is the number of the analyst's word on it."""

    left: str
    left_outlet: str | None
    left_title: str | None
    right: str
    right_outlet: str | None
    right_title: str | None
    state: str
    decision: int | None


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


@dataclass(frozen=True, slots=True)
class UserRow:
    """Somebody who may come in to the workbench, as a list shows them.

    Args:
        name: As decisions are signed.
        role: What they may do.
        changed: When role or password were set last.
    """

    name: str
    role: Role
    changed: str
