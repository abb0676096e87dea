# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The records of joining: what many reports say together.

A *report key* is the identity of one version of one report in a case file (`tawatur.model.identity.report_key`),
never a number of a row, so that a re-reading or another order of adding changes nothing. Spans are as in `records`:
half-open, in code points of the report's text. Everything here is a pure function of readings and the analyst's
decisions.
"""

from dataclasses import dataclass
from typing import Literal

from tawatur.model.records import Channel, EntityKind, Place, Span

CopyKind = Literal["whole", "partial", "quotation", "translation"]
Question = Literal["happened", "who", "whom", "deaths", "injured", "where", "when"]
Exclusion = Literal["copy", "agency", "source", "affiliation", "unattributed", "anonymous", "outlet"]
Credibility = Literal[1, 2, 3, 4, 5, 6]
Reliability = Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Wording that two reports share: `left` in the first report's text, `right` in the second's."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share wording. `origin` is the report key that the other copied, None where unknown.

    `kind` speaks of the shorter report. A `translation` is only proposed: it counts once a person accepts it.
    `reason` names what decided the direction: `credit`, `time` or nothing.
    """

    left: str
    right: str
    kind: CopyKind
    passages: tuple[Passage, ...]
    left_share: float
    right_share: float
    origin: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Reports with one wording.

    `origin` is the agency or outlet that the texts credit, else the first outlet to print it.
    """

    id: str
    reports: tuple[str, ...]
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class PartyForm:
    """One party as one report names it, the longest name first in `names`; the raw material of canonical entities.

    `published` is the day of the report, without the time that some state.
    """

    report: str
    entity: str  # id within the reading
    names: tuple[str, ...]
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    known: str | None = None
    offices: tuple[str, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True)
class CanonicalEntity:
    """One party over many reports. `reasons` says for each form after the first why it is the same."""

    id: str
    name: str
    kind: EntityKind
    names: tuple[str, ...] = ()
    name_en: str | None = None
    country: str | None = None
    sector: str | None = None
    offices: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()  # (report key, entity id within its reading)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """One way by which a position reached us: outlet, then agency and go-betweens, then the source.

    `reports` are the carriers, one or, where they copy one another, a family. `source` is a canonical entity id for a
    named source, None for an anonymous one or an account that nobody is named for; `source_text` is the wording.
    `evidence` holds the spans in the first report that state the position.
    """

    id: str
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    agency: str | None = None
    via: tuple[str, ...] = ()
    source: str | None = None
    source_text: str | None = None
    anonymous: bool = False
    attributed: bool = False
    denies: bool = False
    family: str | None = None
    claim: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Excluded:
    """A chain that does not count, and the link to a chosen chain that excludes it."""

    chain: str
    by: str
    link: Exclusion
    detail: str


@dataclass(frozen=True, slots=True)
class Independence:
    """The size of the largest set of pairwise independent chains, with its proof.

    `low` takes unattributed accounts and anonymous sources that cannot be told apart as one, `high` as distinct.
    `chosen` and `excluded` prove the low count, `chosen_high` the high one.
    """

    low: int
    high: int
    chosen: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    chosen_high: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to one question about an incident, with the chains that carry and that contradict it.

    `answer` is readable and canonical: `yes` or `no` for `happened`, a canonical entity id for `who` and `whom`, `7` or
    `7..12` for counts, a place name, an EDTF date. `rule` is the line of the table of grades that gave `credibility`.
    """

    question: Question
    answer: str
    chains: tuple[Chain, ...]
    independence: Independence
    credibility: Credibility
    rule: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of dead or injured that a headline states."""

    kind: Literal["deaths", "injured"]
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Telling:
    """One incident as one report tells it: the events of a reading that speak of the same happening.

    `substance` is False where the report only recalls it, and for an aside: sentences within another telling, which
    belong to the incident that they are most like, if any, and count there. `blocks` are the keys under which tellings
    meet; two tellings that share none are never compared.
    """

    report: str
    events: tuple[str, ...]
    type: str
    modes: tuple[str, ...]
    substance: bool
    days: tuple[str, str] | None  # first and last possible day, ISO
    places: tuple[str, ...]
    actors: tuple[str, ...]  # folded names
    recipients: tuple[str, ...]
    words: tuple[str, ...]  # content lemmas of the sentences that tell it, most telling first
    deaths: tuple[int | None, int | None] | None = None
    injured: tuple[int | None, int | None] | None = None
    published: str | None = None
    blocks: tuple[str, ...] = ()
    start: int = 0  # the stretch of the report that tells it
    end: int = 0
    outlet: str | None = None
    headline: str | None = None  # the report's, where this is what the report is about
    title: tuple[str, ...] = ()  # telling stems of the headline
    sentences: tuple[tuple[str, ...], ...] = ()  # telling stems, sentence by sentence
    numbers: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # folded names of those who are quoted
    when: str | None = None  # EDTF
    site: Place | None = None
    headline_tolls: tuple[Toll, ...] = ()  # as the headline states them; spans are the headline's
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What of a telling decides with which others it is clustered, beside how alike they are; its fields, by name."""

    report: str
    substance: bool
    published: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """Why two tellings are one incident, or not: the likeness, and what speaks for and against it, strongest first."""

    left: int
    right: int
    likeness: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """An analyst's word on two tellings, each named by its report key and a span that it covers."""

    left: tuple[str, int, int]
    right: tuple[str, int, int]
    same: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening at one time and place, as all its tellings describe it.

    `reports` tell it in substance, `recalled_by` only recall it.
    """

    id: str
    type: str
    title: str
    reports: tuple[str, ...]
    tellings: tuple[Telling, ...]
    mode: str | None = None
    when: str | None = None  # EDTF
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    recalled_by: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    days: tuple[str, str] | None = None  # first and last possible day, ISO
    reasons: tuple[Link, ...] = ()  # why each telling after the first belongs here, by number of the telling


@dataclass(frozen=True, slots=True)
class Interaction:
    """One incident as something that one canonical entity did to another."""

    day: str  # ISO
    actor: str
    recipient: str
    type: str
    mode: str | None = None
    incident: str = ""


@dataclass(frozen=True, slots=True)
class TensionPoint:
    """What two entities did to each other in one day or week: sums of scores, conflict below zero."""

    start: str  # ISO, its first day
    events: int
    cooperation: float
    conflict: float


@dataclass(frozen=True, slots=True)
class Tension:
    """Conflict and cooperation of two entities over time; `changes` are the starts of points where it changes level."""

    left: str
    right: str
    unit: Literal["day", "week"]
    points: tuple[TensionPoint, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Someone who was asked about an incident and did not answer."""

    report: str
    name: str
    entity: str | None
    span: Span
    channel: Channel = "unstated"


@dataclass(frozen=True, slots=True)
class CountRange:
    """The least, the best and the most that is said of a number, and the rule by which the best was chosen."""

    low: int
    best: int
    high: int
    rule: str
