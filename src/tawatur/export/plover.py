# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""PLOVER: readings' events in the terms of its own manual, as JSON lines with the manual's fields.

Readings follow our coding manual; where PLOVER's differs, `convert` says what PLOVER would (table
`export/conversions`). One line is one event of one report: PLOVER leaves doubles alone, `link` names the incident.
Chains and grades have no field there and stand in `comment` as JSON.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tawatur.export.material import Index, Material, Told, index
from tawatur.lexicon import Lexicon
from tawatur.lexicon.tables import values
from tawatur.model.edtf import bounds
from tawatur.model.joined import Incident
from tawatur.model.records import Entity, Event, Place
from tawatur.text.normalize import fold

CODEBOOK = "PLOVER draft version 2.0"
RESOLUTION = {"site": 5, "city": 4, "district": 3, "province": 2, "country": 1}
_INTERNATIONAL = {"IGO": "IGO", "NGO": "NGO"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table of conversions."""

    type: str
    mode: str
    status: str
    lemmas: frozenset[str]
    to_type: str
    to_mode: str
    to_context: str

    def fits(self, event: Event, lemma: str) -> bool:
        """Return whether it speaks of an event; a more telling mode of the same type is left alone."""
        if event.type != self.type or (self.mode and event.mode != self.mode):
            return False
        if (self.status and event.status != self.status) or (self.lemmas and lemma not in self.lemmas):
            return False
        return not (self.to_type == event.type and self.to_mode and event.mode and not self.mode)


@dataclass(frozen=True, slots=True)
class Scale:
    """Quad class, score and CAMEO roots of a type and mode."""

    quad: int
    score: float
    cameo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """What PLOVER's manual says, compiled from tables."""

    rules: tuple[Rule, ...]
    scales: dict[tuple[str, str], Scale]
    auxiliary: dict[str, str]


def _compile(lexicon: Lexicon) -> Manual:
    names = ("type", "mode", "status", "lemmas", "to_type", "to_mode", "to_context")
    rules = []
    for type, mode, status, lemmas, *to in lexicon.table("export/conversions").columns(*names):
        rules.append(Rule(type, mode, status, frozenset(map(fold, values(lemmas))), *to))
    rows = lexicon.table("export/scores").columns("type", "mode", "quad", "score", "cameo")
    scales = {(t, m): Scale(int(quad), float(score), values(cameo)) for t, m, quad, score, cameo in rows}
    return Manual(tuple(rules), scales, dict(lexicon.table("export/auxiliary").columns("status", "context")))  # type: ignore[arg-type]


def manual(lexicon: Lexicon) -> Manual:
    """Return what PLOVER's manual says, compiled once."""
    return lexicon.compiled("export.plover", _compile)


def _lemma(event: Event) -> str:
    return fold(event.rule.rpartition(":")[2].partition("/")[0]) if event.rule else fold(event.text)


def convert(event: Event, lexicon: Lexicon) -> Event:
    """Return an event as PLOVER's own manual codes it; its status stands among the contexts.

    Args:
        event: As our manual codes it.
        lexicon: The table of conversions is its.
    """
    known = manual(lexicon)
    lemma = _lemma(event)
    rule = next((r for r in known.rules if r.fits(event, lemma)), None)
    contexts = list(event.contexts)
    absorbed = False
    if rule is not None:
        mode = rule.to_mode or (None if rule.to_type != event.type or rule.to_context else event.mode)
        contexts += [rule.to_context] if rule.to_context else []
        absorbed = bool(rule.status)  # a category that says so itself needs no auxiliary mode
        event = replace(event, type=rule.to_type, mode=mode)
    if event.status in known.auxiliary and not absorbed:
        contexts.append(known.auxiliary[event.status])
    return replace(event, contexts=tuple(dict.fromkeys(contexts)))


def scale(event: Event, lexicon: Lexicon) -> Scale:
    """Return quad class, score and CAMEO roots of a converted event."""
    scales = manual(lexicon).scales
    return scales.get((event.type, event.mode or ""), scales[event.type, ""])


@dataclass(frozen=True, slots=True)
class Coded:
    """An event of a report, as read and as PLOVER codes it."""

    told: Told
    read: Event
    event: Event
    incident: Incident | None

    @property
    def id(self) -> str:
        """Of the report and of the event within its reading."""
        return f"{self.told.key}-{self.read.id}"

    @property
    def is_reviewed(self) -> bool:
        """Whether a person decided on it."""
        return self.read.id in self.told.reviewed


def events(material: Material, found: Index, lexicon: Lexicon) -> Iterator[Coded]:
    """Yield the events of the chosen reports that belong to chosen incidents, in order."""
    incidents = {s.incident.id: s.incident for s in material.shown}
    for told in material.told:
        for event in told.reading.events:
            incident = incidents.get(found.incident_of.get((told.key, event.id), ""))
            coded = Coded(told, event, convert(event, lexicon), incident)
            if incident is not None and (coded.is_reviewed or not material.reviewed_only):
                yield coded


def place_of(coded: Coded) -> Place | None:
    """Return the place record of an event."""
    id = coded.event.place.id if coded.event.place else None
    return next((p for p in coded.told.reading.places if p.id == id), None)


def code_of(entity: Entity) -> str | None:
    """Return PLOVER's actor code: the state, or what kind of international body."""
    return entity.country or _INTERNATIONAL.get(entity.sector or "")


def _party(id: str, coded: Coded, found: Index) -> dict[str, object] | None:
    entity = next((e for e in coded.told.reading.entities if e.id == id), None)
    if entity is None:
        return None
    canonical = found.forms.get((coded.told.key, id))
    texts = [m.text for m in coded.told.reading.mentions if m.entity == id]
    made = {
        "code": code_of(entity),
        "sector": entity.sector,
        "entity_text": texts[0] if texts else entity.name,
        "identifier_id": None,
        "identifier_text": canonical.name if canonical else entity.name,
        "office": "; ".join(canonical.offices) if canonical and canonical.offices else None,
        "tawatur_id": canonical.id if canonical else None,
    }
    return {k: v for k, v in made.items() if v is not None}


def _location(coded: Coded, lexicon: Lexicon) -> dict[str, object] | None:
    if coded.event.place is None:
        return None
    place = place_of(coded)
    made: dict[str, object | None] = {"extracted_place": coded.event.place.text}
    if place is not None:
        made |= {"resolved_place": place.name, "geonameid": place.geoname, "lat": place.lat, "lon": place.lon}
        level = {"site": "city"}.get(place.precision or "", place.precision or "")
        made |= {level: place.name} if level in ("city", "district", "province", "country") else {}
        made |= {"country_code": place.country, "resolution": RESOLUTION.get(place.precision or "")}
    return {k: v for k, v in made.items() if v is not None}


def _chains(coded: Coded) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for position in coded.incident.positions if coded.incident else ():
        mine = [c for c in position.chains if coded.told.key in c.reports]
        if mine:
            found = position.independence
            out.append(
                {
                    "question": position.question,
                    "answer": position.answer,
                    "chains": [c.id for c in mine],
                    "independent": [found.low, found.high],
                    "credibility": position.credibility,
                }
            )
    return out


def _comment(coded: Coded, lexicon: Lexicon) -> str:
    made = {
        "incident": coded.incident.id if coded.incident else None,
        "read_as": "/".join(filter(None, (coded.read.type, coded.read.mode))),
        "status": coded.read.status,
        "confidence": round(coded.read.confidence, 4),
        "cameo": list(scale(coded.event, lexicon).cameo),
        "reviewed": coded.is_reviewed,
        "positions": _chains(coded),
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def line(coded: Coded, found: Index, lexicon: Lexicon) -> dict[str, object]:
    """Return an event in PLOVER's fields."""
    event, report, value = coded.event, coded.told.reading.report, scale(coded.event, lexicon)
    days = bounds(event.when.value) if event.when else None
    first, last = days or (report.published, None)
    size = {
        name: count.low if count.low is not None else count.high
        for name, count in (("dead", event.deaths), ("injured", event.injured))
        if count is not None
    }
    quote = found.quotes.get((coded.told.key, event.start, event.end))
    text_info: dict[str, object] = {"start": event.start, "end": event.end}
    if report.text:
        text_info["text_story"] = report.text
    cite = {
        "url": report.url,
        "title": report.title,
        "language": report.language or "ar",
        "publication": report.outlet,
        "citation": f"sha256:{coded.told.sha256}",
        "coder": f"{coded.told.reading.reader.name} {coded.told.reading.reader.version}",
        "codebook": CODEBOOK,
        "version": coded.told.reading.reader.lexicon,
    }
    made: dict[str, object | None] = {
        "id": coded.id,
        "has_event": True,
        "date": first,
        "enddate": last if last != first else None,
        "actor": [p for p in (_party(id, coded, found) for id in event.actors) if p],
        "recipient": [p for p in (_party(id, coded, found) for id in event.recipients) if p] or None,
        "event": [event.type],
        "event_loc": _location(coded, lexicon),
        "event_text": event.text,
        "quad_code": value.quad,
        "event_scale": value.score,
        "mode": event.mode,
        "context": list(event.contexts) or None,
        "size": size or None,
        "link": coded.incident.id if coded.incident else None,
        "text": quote,
        "text_info": text_info,
        "cite_info": {k: v for k, v in cite.items() if v is not None},
        "coder": "reviewed" if coded.is_reviewed else "machine",
        "comment": _comment(coded, lexicon),
    }
    return {k: v for k, v in made.items() if v is not None}


def write(material: Material, lexicon: Lexicon) -> bytes:
    """Return PLOVER's JSON lines."""
    found = index(material)
    lines = (json.dumps(line(c, found, lexicon), ensure_ascii=False) for c in events(material, found, lexicon))
    return "".join(f"{one}\n" for one in lines).encode("utf-8", "replace")
