# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is exported: the chosen part of a case as plain records, in an order that follows from the content alone.

Formats get nothing else: they never see the case, and what is redacted is redacted here, before they are asked. Every
string of these records passes through the redaction, so a format cannot forget it.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from tawatur.casefile import Transaction, copying, decisions, outlets, parties, reports, stories
from tawatur.export.selection import Selection, holds, naming
from tawatur.joining.positions import Forms, by_form, silences
from tawatur.model import Reading
from tawatur.model.decisions import Recorded
from tawatur.model.joined import CanonicalEntity, Family, Incident, Silence
from tawatur.model.records import Event, Span
from tawatur.pipeline.comparing import coded

Text = Literal["none", "quotes", "full"]
# Records of readings; wording, by what it is quoted for; who is meant by which form of a report, and why.
Part = Literal[
    "entities", "mentions", "places", "events", "claims", "relations", "quotes", "event_quotes", "forms", "reasons"
]
PARTS: frozenset[Part] = frozenset(get_args(Part))
# Records of a reading that never go out as they are.
_KEPT_IN = ("warnings", "sentences", "timexes", "non_responses")
_RECORDS = frozenset(("entities", "mentions", "places", "events", "claims", "relations"))
_REVIEWS = ("merge", "split", "correct", "add", "accept")
# What tellings are compared by: it is of no use outside, and names are among it.
_INSIDE = (
    "words", "blocks", "title", "sentences", "sources", "modes", "places", "actors", "recipients", "numbers",
    "countries", "headline_tolls",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """A decision of a person on an incident: who, by number or name, on which day, of which kind, on what."""

    reviewer: str
    day: str
    kind: str
    field: str
    report: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its reading as the analyst's decisions leave it."""

    key: str
    sha256: str
    version: int
    reading: Reading
    reviewed: tuple[str, ...] = ()  # ids of the events that a person decided on

    @property
    def order(self) -> tuple[str, str]:
        """Where it stands among the others."""
        return self.reading.report.published or "", self.key


@dataclass(frozen=True, slots=True)
class Shown:
    """An incident with who kept silent about it and what people decided on it."""

    incident: Incident
    silences: tuple[Silence, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Wording of a report: the characters from `start` to `end`, or the sentence around an event there."""

    report: str
    start: int
    end: int
    text: str
    at: int  # where `text` begins


@dataclass(frozen=True, slots=True)
class Material:
    """The chosen part of a case."""

    told: tuple[Told, ...]
    shown: tuple[Shown, ...]
    entities: tuple[CanonicalEntity, ...]
    families: tuple[Family, ...] = ()
    quotes: tuple[Quote, ...] = ()
    grades: tuple[tuple[str, str], ...] = ()  # reliability by name of the source
    text: Text = "quotes"
    conditions: tuple[str, ...] = ()
    redacted: str = "private"  # whose names are taken out
    reviewed_only: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """Ways into a material."""

    material: Material
    told: Mapping[str, Told]
    entities: Mapping[str, CanonicalEntity]
    forms: Forms
    grades: Mapping[str, str]
    quotes: Mapping[tuple[str, int, int], str]
    incident_of: Mapping[tuple[str, str], str]  # by report key and event id

    def quote(self, report: str, spans: Iterable[Span]) -> str:
        """Return the wording at these places, one after another; empty where no text goes out."""
        found = [self.quotes.get((report, span.start, span.end), "") for span in spans]
        return " … ".join(text for text in found if text)

    def name(self, answer: str) -> str:
        """Return how a party is called: the name of a canonical entity, or the answer as it is."""
        entity = self.entities.get(answer)
        return entity.name if entity else answer.removeprefix("=")


def index(material: Material) -> Index:
    """Return the ways into a material."""
    return Index(
        material,
        {t.key: t for t in material.told},
        {e.id: e for e in material.entities},
        by_form(material.entities),
        dict(material.grades),
        {(q.report, q.start, q.end): q.text for q in material.quotes},
        {
            (telling.report, event): s.incident.id
            for s in material.shown
            for telling in s.incident.tellings
            for event in telling.events
        },
    )


def _numbered(recorded: Sequence[Recorded], *, named: bool) -> dict[str, str]:
    authors = dict.fromkeys(r.author for r in recorded)
    return {author: author if named else f"reviewer {n}" for n, author in enumerate(authors, 1)}


def _reviews(tx: Transaction, *, named: bool) -> dict[str, list[Review]]:
    held = [r for r in decisions.in_force(tx) if r.decision.kind in _REVIEWS and r.again is None]
    names = _numbered(held, named=named)
    found: dict[str, list[Review]] = {}
    for r in held:
        for a in r.decision.anchors:
            review = Review(names[r.author], r.made[:10], r.decision.kind, a.field, a.report, a.start, a.end)
            found.setdefault(a.report, []).append(review)
    return found


def _touches(review: Review, start: int, end: int) -> bool:
    if review.field.startswith("entity"):
        return False
    return review.start is None or review.end is None or (review.start < end and start < review.end)


def _decided(event: Event, reading: Reading, reviews: Iterable[Review]) -> bool:
    cues = [(event.start, event.end)] + [(c.cue.start, c.cue.end) for c in reading.claims if event.id in c.events]
    return any(_touches(r, start, end) for r in reviews for start, end in cues)


def _cut(key: str, reading: Reading, start: int, end: int, *, whole: bool) -> Quote:
    """The characters of a place, or the whole sentences around it."""
    text, at, after = reading.report.text, start, end
    around = [s for s in reading.sentences if s.start < end and start < s.end] if whole else []
    if around:
        at, after = around[0].start, around[-1].end
    said = text[at:after]
    return Quote(key, start, end, said.strip(), at + len(said) - len(said.lstrip()))


def _quoted(told: Mapping[str, Reading], shown: Iterable[Shown]) -> Iterator[Quote]:
    """Yield the wording of chains, and the sentences of those who keep silent."""
    for s in shown:
        chains = (chain for position in s.incident.positions for chain in position.chains)
        for key, span in ((chain.reports[0], span) for chain in chains for span in chain.evidence):
            if key in told:
                yield _cut(key, told[key], span.start, span.end, whole=False)
        for silence in s.silences:
            if silence.report in told:
                start, end = silence.span.start, silence.span.end
                yield _cut(silence.report, told[silence.report], start, end, whole=True)


def _quotes(told: Iterable[Told], shown: Iterable[Shown], parts: Collection[Part]) -> tuple[Quote, ...]:
    """Return what is quoted; where a chain and an event stand at one place, the event's sentence is."""
    readings = {t.key: t.reading for t in told}
    found = dict.fromkeys(_quoted(readings, shown)) if "quotes" in parts else {}
    places = {(q.report, q.start, q.end) for q in found}
    for key, reading in readings.items():
        for event in reading.events if "event_quotes" in parts or places else ():
            if "event_quotes" in parts or (key, event.start, event.end) in places:
                found[_cut(key, reading, event.start, event.end, whole=True)] = None
    return tuple(found)


def _outgoing(material: Material, text: Text, parts: Collection[Part]) -> Material:
    """Take out what is not asked for; offsets stay, so that the text can be found again by its hash."""
    plain: dict[str, Any] = dict.fromkeys((*_KEPT_IN, *sorted(_RECORDS.difference(parts))), ())
    told = []
    for t in material.told:
        reading = replace(t.reading, **plain)
        if text != "full":
            reading = replace(reading, report=replace(reading.report, text=""))
        if text == "none":
            claims = (
                replace(c, content=None if c.content is None else replace(c.content, text="")) for c in reading.claims
            )
            reading = replace(reading, claims=tuple(claims))
        told.append(replace(t, reading=reading))
    unasked: dict[str, Any] = dict.fromkeys(sorted({"forms", "reasons"}.difference(parts)), ())
    entities = tuple(replace(e, **unasked) for e in material.entities) if unasked else material.entities
    quotes = () if text == "none" else material.quotes
    return replace(material, told=tuple(told), entities=entities, quotes=quotes)


def _readings(
    tx: Transaction, keys: Sequence[str], reviewed: Container[str], parts: Collection[Part]
) -> dict[str, Reading]:
    """Return the readings of reports with what of them is looked at, on the way or outside."""
    unasked = [name for name in ("claims", "relations") if name not in parts]
    if not {"quotes", "event_quotes"}.intersection(parts):
        unasked.append("sentences")
    plain = coded(tx, [key for key in keys if key not in reviewed], without=("timexes", *unasked))
    return plain | coded(tx, [key for key in keys if key in reviewed])


def collect(
    tx: Transaction,
    selection: Selection,
    *,
    text: Text = "quotes",
    reviewed_only: bool = False,
    named: bool = False,
    parts: Collection[Part] = PARTS,
) -> tuple[Material, Material]:
    """Return the chosen part of a case: whole, for the redaction to learn from, and what of it goes out.

    Args:
        tx: An open transaction.
        selection: What is chosen.
        text: How much of the reports' wording goes out.
        reviewed_only: Only incidents and events that a person decided on.
        named: Name the reviewers; else they are numbered.
        parts: What goes out beside reports, incidents and the names of parties.
    """
    reviews = _reviews(tx, named=named)
    ids = stories.incident_ids(tx) if selection.ids is None else selection.ids
    found = [f.incident for f in stories.incidents(tx, ids, without=_INSIDE)]
    asks = any(field == "party" for field, _ in selection.parts)
    canonical = parties.canonical_of(tx, sorted({t.report for i in found for t in i.tellings})) if asks else ()
    named_by = naming(selection, canonical)
    chosen = [i for i in found if holds(selection, i, named_by)]
    keys = sorted({t.report for i in chosen for t in i.tellings})
    readings = _readings(tx, keys, reviews, parts)
    evidence = reports.evidence(tx, keys)
    told = []
    for key, reading in readings.items():
        done = tuple(e.id for e in reading.events if _decided(e, reading, reviews.get(key, ())))
        told.append(Told(key, *evidence[key], reading, done))
    by_key = {t.key: t for t in told}
    entities = parties.canonical_of(tx, keys)
    meant = by_form(entities)
    shown = []
    for incident in chosen:
        mine = {
            r for t in incident.tellings for r in reviews.get(t.report, ()) if _touches(r, t.start, t.end or 1 << 60)
        }
        if not reviewed_only or mine:
            ordered = sorted(mine, key=lambda r: (r.day, r.report, r.start or 0, r.kind, r.field, r.reviewer))
            shown.append(Shown(incident, silences(incident, readings, meant), tuple(ordered)))
    shown.sort(key=lambda s: (s.incident.days[0] if s.incident.days else "9999", s.incident.id))
    wanted = {t.report for s in shown for t in s.incident.tellings}
    kept = sorted((by_key[k] for k in wanted if k in by_key), key=lambda t: t.order)
    grades, _ = outlets.said_of_sources(tx)
    whole = Material(
        told=tuple(kept),
        shown=tuple(shown),
        entities=tuple(e for e in entities if any(report in wanted for report, _ in e.forms)),
        families=tuple(f for f in copying.families_of(tx, sorted(wanted)) if wanted.intersection(f.reports)),
        quotes=() if text == "none" else _quotes(kept, shown, parts),
        grades=tuple(sorted(grades.items())),
        text=text,
        conditions=selection.conditions,
        reviewed_only=reviewed_only,
    )
    return whole, _outgoing(whole, text, parts)
