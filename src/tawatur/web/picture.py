# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Gather what a page shows of an incident, an entity or a report: records of several tables, in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from tawatur.casefile import Transaction, browsing, copying, parties, reports, stories
from tawatur.casefile.records import IncidentRow, ReportRow
from tawatur.model import NonResponse, Reading, Relation, Span
from tawatur.model.errors import UnknownIdError
from tawatur.model.joined import CanonicalEntity, Copy, Incident, Position, Question
from tawatur.pipeline.comparing import coded

QUESTIONS: tuple[Question, ...] = ("happened", "who", "whom", "deaths", "injured", "where", "when")
MOST_READ = 80  # reports of an entity or incident that are read for relations and refusals


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
    return IncidentPicture(
        incident, {q: found for q, found in questions.items() if found}, tuple(tolls),
        browsing.report_rows(tx, keys), texts, names_of(tx, [*named, *sources]), _refusals(readings), len(denials),
    )  # fmt: skip


def names_of(tx: Transaction, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of canonical entities by id; what is no id of one is left out."""
    return {id: entity.name for id, entity in parties.canonicals(tx, set(ids)).items()}


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """All that the page of a report shows beside its text."""

    row: ReportRow
    reading: Reading
    incidents: tuple[IncidentRow, ...]
    canonical: dict[str, CanonicalEntity]
    copies: tuple[tuple[Copy, ReportRow], ...]


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
    return ReportPicture(
        rows[key],
        reading,
        told,
        canonical,
        tuple((c, rows[o]) for c, o in zip(found, others, strict=True) if o in rows),
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
class Tie:
    """A relation of an entity as one report states it."""

    report: ReportRow
    number: int
    relation: Relation
    other: str
    other_id: str | None
    outgoing: bool
    says: str | None


@dataclass(frozen=True, slots=True)
class EntityPicture:
    """All that the page of an entity shows."""

    entity: CanonicalEntity
    reports: dict[str, ReportRow]
    ties: tuple[Tie, ...]
    refusals: tuple[Refusal, ...]
    read: int


def _ties(reading: Reading, row: ReportRow, mine: set[str], canonical: dict[tuple[str, str], str]) -> list[Tie]:
    names = {e.id: e.name for e in reading.entities}
    claims = {c.id: c.source.text or names.get(c.source.entity or "") for c in reading.claims}
    found = []
    for number, relation in enumerate(reading.relations, 1):
        for here, there, outgoing in ((relation.from_, relation.to, True), (relation.to, relation.from_, False)):
            if here in mine and there not in mine:
                says = claims.get(relation.claim) if relation.claim else None
                other = names.get(there, there)
                found.append(Tie(row, number, relation, other, canonical.get((row.key, there)), outgoing, says))
    return found


def entity_picture(tx: Transaction, entity: CanonicalEntity) -> EntityPicture:
    """Return what the page of an entity shows.

    Args:
        tx: An open transaction.
        entity: With all its forms.
    """
    mine: dict[str, set[str]] = {}
    for key, id in entity.forms:
        mine.setdefault(key, set()).add(id)
    rows = browsing.report_rows(tx, mine)
    newest = sorted(rows.values(), key=lambda r: (r.published or "", r.key), reverse=True)
    readings = coded(tx, [r.key for r in newest[:MOST_READ]])
    canonical = {form: e.id for e in parties.canonical_of(tx, readings) for form in e.forms}
    ties = [t for key, reading in readings.items() for t in _ties(reading, rows[key], mine[key], canonical)]
    silent = [r for r in _refusals(readings) if r.silence.entity in mine[r.report]]
    ordered = sorted(ties, key=lambda t: (t.relation.type, t.other, t.report.published or ""))
    return EntityPicture(entity, {r.key: r for r in newest}, tuple(ordered), tuple(silent), len(readings))
