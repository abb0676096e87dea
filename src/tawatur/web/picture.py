# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Gather what a page shows of an incident, an entity or a report: records of several tables, in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from tawatur.casefile import Transaction, browsing, copying, parties, reports, stories, ties, versions
from tawatur.casefile.records import IncidentRow, ReportRow
from tawatur.casefile.ties import Stated
from tawatur.model import NonResponse, Reading, Span
from tawatur.model.errors import UnknownIdError
from tawatur.model.joined import CanonicalEntity, Copy, Incident, Position, Question
from tawatur.pipeline import changes
from tawatur.pipeline.comparing import coded

QUESTIONS: tuple[Question, ...] = ("happened", "who", "whom", "deaths", "injured", "where", "when")
MOST_READ = 80  # reports of an entity or incident that are read for refusals
MOST_TIES = 200  # statements of relations on the page of an entity
MOST_LISTED = 50  # its reports there, the newest


@dataclass(frozen=True, slots=True)
class Toll:
    """What is said of a number of people: the least, the most, and the best founded."""

    question: Question
    low: int
    high: int
    best: Position


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal to comment in one report; `number` is its place in the reading, from 1."""

    report: str
    number: int
    silence: NonResponse
    who: str | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which reports told an incident; `new` are the answers that nobody had given before, with their outlets.

    `day` is None for reports of which it is unknown. `recalls` are reports that only recall the incident.
    """

    day: str | None
    reports: tuple[ReportRow, ...]
    recalls: tuple[ReportRow, ...]
    new: tuple[tuple[Position, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class IncidentPicture:
    """All that the page of an incident shows."""

    incident: Incident
    questions: dict[Question, tuple[Position, ...]]
    tolls: tuple[Toll, ...]
    reports: dict[str, ReportRow]
    texts: dict[str, str]
    names: dict[str, str]
    refusals: tuple[Refusal, ...]
    denials: int
    days: tuple[Day, ...]


def _strength(position: Position) -> tuple[int, int, int, str]:
    proof = position.independence
    return -proof.low, -proof.high, position.credibility, position.answer


def _toll(question: Question, positions: Iterable[Position]) -> Toll | None:
    counted = [p for p in positions if p.low is not None or p.high is not None]
    if not counted:
        return None
    sides = [n for p in counted for n in (p.low, p.high) if n is not None]
    return Toll(question, min(sides), max(sides), min(counted, key=_strength))


def _refusals(readings: dict[str, Reading]) -> tuple[Refusal, ...]:
    found = []
    for key, reading in readings.items():
        names = {e.id: e.name for e in reading.entities}
        for number, silence in enumerate(reading.non_responses, 1):
            who = names.get(silence.entity) if silence.entity else None
            found.append(Refusal(key, number, silence, who))
    return tuple(found)


def _days(incident: Incident, rows: dict[str, ReportRow]) -> tuple[Day, ...]:
    """How an incident was told from day to day."""
    told: dict[str | None, tuple[list[ReportRow], list[ReportRow]]] = {}
    ordered = sorted(rows.values(), key=lambda r: (r.published is None, r.published or "", r.outlet or "", r.key))

    def day_of(row: ReportRow) -> str | None:
        return row.published[:10] if row.published else None  # some state the time, too

    for row in ordered:
        told.setdefault(day_of(row), ([], []))[row.key in incident.recalled_by].append(row)
    new: dict[str | None, list[tuple[Position, tuple[str, ...]]]] = {}
    for position in sorted(incident.positions, key=lambda p: (QUESTIONS.index(p.question), *_strength(p))):
        carriers = {key for chain in position.chains for key in chain.reports}
        first = next((row for row in ordered if row.key in carriers), None)
        if first is not None:
            by = (r.outlet for r in ordered if r.key in carriers and day_of(r) == day_of(first))
            new.setdefault(day_of(first), []).append((position, tuple(dict.fromkeys(o for o in by if o))))
    return tuple(Day(day, tuple(on), tuple(back), tuple(new.get(day, ()))) for day, (on, back) in told.items())


def incident_picture(tx: Transaction, incident: Incident) -> IncidentPicture:
    """Return what the page of an incident shows."""
    keys = list(dict.fromkeys((*incident.reports, *incident.recalled_by)))
    questions = {q: tuple(sorted((p for p in incident.positions if p.question == q), key=_strength)) for q in QUESTIONS}
    tolls = [t for q in ("deaths", "injured") if (t := _toll(q, questions[q])) is not None]
    texts = {key: report.text for key, report in reports.texts(tx, keys)}
    named = [p.answer for q in ("who", "whom") for p in questions[q]]
    sources = [c.source for p in incident.positions for c in p.chains if c.source]
    readings = coded(tx, incident.reports[:MOST_READ])
    denials = {c.id for p in incident.positions for c in p.chains if c.denies}
    rows = browsing.report_rows(tx, keys)
    return IncidentPicture(
        incident, {q: found for q, found in questions.items() if found}, tuple(tolls),
        rows, texts, names_of(tx, [*named, *sources]), _refusals(readings), len(denials), _days(incident, rows),
    )  # fmt: skip


def names_of(tx: Transaction, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of canonical entities by id; what is no id of one is left out."""
    return {id: entity.name for id, entity in parties.canonicals(tx, set(ids)).items()}


@dataclass(frozen=True, slots=True)
class Party:
    """A party that may be known by name alone; `address` is how pages ask for it."""

    id: str
    name: str
    address: str


def party_at(tx: Transaction, address: str) -> Party:
    """Return the party that a value of an address means: an entity, or `=` and a name that no entity is made of.

    Raises:
        UnknownIdError: There is no such entity.
    """
    if address.startswith("="):
        return Party(address[1:], address[1:], address)
    found = changes.entity(tx, address)
    return Party(found.id, found.name, found.id)


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """All that the page of a report shows beside its text."""

    row: ReportRow
    reading: Reading
    incidents: tuple[IncidentRow, ...]
    canonical: dict[str, CanonicalEntity]
    copies: tuple[tuple[Copy, ReportRow], ...]
    versions: int
    newer: str | None  # key of the newest version, where that is another


def report_picture(tx: Transaction, key: str) -> ReportPicture:
    """Return what the page of a report shows.

    Args:
        tx: An open transaction.
        key: Key of a report that is there.
    """
    reading = coded(tx, [key])[key]
    found = copying.copies_of(tx, key)
    others = [c.right if c.left == key else c.left for c in found]
    rows = browsing.report_rows(tx, [key, *others])
    canonical = {form[1]: entity for entity in parties.canonical_of(tx, [key]) for form in entity.forms}
    told = browsing.incident_rows(tx, stories.telling_incidents(tx, [key]))
    held = versions.numbers(tx, key)
    newest = max(held, key=lambda k: (held[k], k))
    return ReportPicture(
        rows[key],
        reading,
        told,
        canonical,
        tuple((c, rows[o]) for c, o in zip(found, others, strict=True) if o in rows),
        len(held),
        newest if held[newest] > held[key] else None,
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """Two reports that share wording, the asked one first."""

    copy: Copy
    rows: tuple[ReportRow, ReportRow]
    texts: tuple[str, str]
    passages: tuple[tuple[Span, ...], tuple[Span, ...]]
    shares: tuple[float, float]


def beside_picture(tx: Transaction, key: str, other: str) -> Beside:
    """Return what the page of two reports side by side shows.

    Raises:
        UnknownIdError: They share no wording, or are not there.
    """
    copy = next((c for c in copying.copies_of(tx, key) if {c.left, c.right} == {key, other}), None)
    if copy is None:
        raise UnknownIdError("copy", f"{key} {other}")
    rows = browsing.report_rows(tx, [key, other])
    texts = {k: report.text for k, report in reports.texts(tx, [key, other])}
    left, right = tuple(p.left for p in copy.passages), tuple(p.right for p in copy.passages)
    shares = (copy.left_share, copy.right_share)
    if copy.left != key:
        left, right, shares = right, left, shares[::-1]
    return Beside(copy, (rows[key], rows[other]), (texts[key], texts[other]), (left, right), shares)


@dataclass(frozen=True, slots=True)
class EntityPicture:
    """All that the page of an entity shows."""

    entity: CanonicalEntity
    reports: dict[str, ReportRow]
    newest: tuple[ReportRow, ...]
    total: int
    ties: tuple[Stated, ...]
    names: dict[str, str]
    refusals: tuple[Refusal, ...]
    read: int


def entity_picture(tx: Transaction, entity: CanonicalEntity) -> EntityPicture:
    """Return what the page of an entity shows.

    Args:
        tx: An open transaction.
        entity: With all its forms.
    """
    mine: dict[str, set[str]] = {}
    for key, id in entity.forms:
        mine.setdefault(key, set()).add(id)
    days = browsing.published(tx, mine)
    newest = sorted(days, key=lambda key: (days[key] or "", key), reverse=True)
    readings = coded(tx, newest[:MOST_READ])
    silent = [r for r in _refusals(readings) if r.silence.entity in mine[r.report]]
    stated = ties.stated(tx, party=entity.id, limit=MOST_TIES)
    ordered = sorted(stated, key=lambda t: (t.type, t.target_name if t.source == entity.id else t.source_name))
    names = names_of(tx, {end for t in stated for end in (t.source, t.target)})
    rows = browsing.report_rows(tx, {*newest[:MOST_LISTED], *readings, *(t.report for t in stated)})
    listed = tuple(rows[key] for key in newest[:MOST_LISTED])
    return EntityPicture(entity, rows, listed, len(days), tuple(ordered), names, tuple(silent), len(readings))
