# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Plain rows with our own field names: incidents, events of reports, and positions with their chains.

The report-level CSV writes them as they are, a mapping file picks from them, GeoJSON and Parquet carry them.
"""

from collections.abc import Iterator

from tawatur.export import facts, tables
from tawatur.export.material import Index, Material, Shown
from tawatur.export.plover import Coded, events, place_of, scale
from tawatur.export.selection import happened
from tawatur.lexicon import Lexicon
from tawatur.model.edtf import bounds
from tawatur.model.joined import Chain, Position

Row = dict[str, tables.Cell]

INCIDENT = (
    "incident", "type", "mode", "title", "when", "date_start", "date_end", "place", "place_precision", "country",
    "latitude", "longitude", "who", "whom", "deaths_low", "deaths_best", "deaths_high", "deaths_conservative",
    "injured_low", "injured_best", "injured_high", "independent_low", "independent_high", "credibility", "reports",
    "recalled_by", "outlets", "sources", "denied_by", "silent", "notes", "reviewed",
)  # fmt: skip
EVENT = (
    "event", "incident", "report", "outlet", "url", "published", "sha256", "type", "mode", "contexts", "plover_type",
    "plover_mode", "plover_contexts", "quad", "score", "cameo", "status", "actors", "recipients", "when", "date_start",
    "date_end", "place", "latitude", "longitude", "deaths_low", "deaths_high", "injured_low", "injured_high", "claim",
    "confidence", "rule", "start", "end", "text", "quote", "reviewed",
)  # fmt: skip
POSITION = (
    "incident", "question", "answer", "answer_name", "low", "high", "independent_low", "independent_high",
    "credibility", "rule", "chain", "counts", "excluded_by", "excluded_link", "excluded_detail", "report", "report_id",
    "outlet", "url", "published", "title", "sha256", "version", "agency", "via", "source", "source_name",
    "source_reliability", "anonymous", "attributed", "denies", "family", "claim", "start", "end", "quote", "reviewed",
)  # fmt: skip


def _range(shown: Shown, question: str) -> Row:
    supported, conservative = facts.counts(shown.incident, question)  # type: ignore[arg-type]
    row: Row = {
        f"{question}_low": supported.low if supported else None,
        f"{question}_best": supported.best if supported else None,
        f"{question}_high": supported.high if supported else None,
    }
    return row | ({"deaths_conservative": conservative.best} if conservative and question == "deaths" else {})


def incident_row(shown: Shown, found: Index) -> Row:
    """Return an incident as one row."""
    incident = shown.incident
    held = next((p for p in incident.positions if p.question == "happened" and p.answer == "yes"), None)
    denied = (c.source_text or found.name(c.source or "") for c in facts.chains(incident) if c.denies)
    row: Row = {
        "incident": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "title": incident.title,
        "when": incident.when,
        "date_start": incident.days[0] if incident.days else None,
        "date_end": incident.days[1] if incident.days else None,
        "place": incident.place,
        "place_precision": facts.precision(incident) or None,
        "country": incident.country,
        "latitude": incident.lat,
        "longitude": incident.lon,
        "who": tables.joined(p.name for p in facts.parties(found, incident, "who")),
        "whom": tables.joined(p.name for p in facts.parties(found, incident, "whom")),
        "independent_low": held.independence.low if held else 0,
        "independent_high": held.independence.high if held else 0,
        "credibility": happened(incident)[1],
        "reports": len(incident.reports),
        "recalled_by": len(incident.recalled_by),
        "outlets": tables.joined(facts.outlets(incident)),
        "sources": tables.joined(facts.original_sources(incident, found)),
        "denied_by": tables.joined(denied),
        "silent": tables.joined(s.name for s in shown.silences),
        "notes": facts.notes(shown, found),
        "reviewed": bool(shown.reviews),
    }
    return row | _range(shown, "deaths") | _range(shown, "injured")


def _names(ids: tuple[str, ...], coded: Coded, found: Index) -> str:
    held = {e.id: e.name for e in coded.told.reading.entities}
    forms = ((id, found.forms.get((coded.told.key, id))) for id in ids)
    return tables.joined(one.name if one else held.get(id, "") for id, one in forms)


def event_row(coded: Coded, found: Index, lexicon: Lexicon) -> Row:
    """Return an event of a report as one row."""
    read, event, report = coded.read, coded.event, coded.told.reading.report
    value, days, place = scale(event, lexicon), bounds(read.when.value) if read.when else None, place_of(coded)
    return {
        "event": coded.id,
        "incident": coded.incident.id if coded.incident else None,
        "report": coded.told.key,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "sha256": coded.told.sha256,
        "type": read.type,
        "mode": read.mode,
        "contexts": tables.joined(read.contexts),
        "plover_type": event.type,
        "plover_mode": event.mode,
        "plover_contexts": tables.joined(event.contexts),
        "quad": value.quad,
        "score": value.score,
        "cameo": tables.joined(value.cameo),
        "status": read.status,
        "actors": _names(read.actors, coded, found),
        "recipients": _names(read.recipients, coded, found),
        "when": read.when.value if read.when else None,
        "date_start": days[0] if days else None,
        "date_end": days[1] if days else None,
        "place": read.place.text if read.place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "deaths_low": read.deaths.low if read.deaths else None,
        "deaths_high": read.deaths.high if read.deaths else None,
        "injured_low": read.injured.low if read.injured else None,
        "injured_high": read.injured.high if read.injured else None,
        "claim": read.claim,
        "confidence": read.confidence,
        "rule": read.rule,
        "start": read.start,
        "end": read.end,
        "text": read.text,
        "quote": found.quotes.get((coded.told.key, read.start, read.end)),
        "reviewed": coded.is_reviewed,
    }


def _chain_row(chain: Chain, report: str, found: Index) -> Row:
    told = found.told.get(report)
    source = found.name(chain.source) if chain.source else None
    first = chain.evidence[0] if chain.evidence and report == chain.reports[0] else None
    row: Row = {
        "chain": chain.id,
        "report": report,
        "agency": chain.agency,
        "via": tables.joined(chain.via),
        "source": chain.source_text,
        "source_name": source,
        "source_reliability": found.grades.get(source or "", found.grades.get(chain.source_text or "", "F")),
        "anonymous": chain.anonymous,
        "attributed": chain.attributed,
        "denies": chain.denies,
        "family": chain.family,
        "claim": chain.claim,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "quote": found.quote(report, chain.evidence) if first else None,
    }
    if told is not None:
        of = told.reading.report
        row |= {"report_id": of.id, "outlet": of.outlet, "url": of.url, "published": of.published, "title": of.title}
        row |= {"sha256": told.sha256, "version": told.version}
    return row


def _position_rows(position: Position, shown: Shown, found: Index) -> Iterator[Row]:
    of = position.independence
    excluded = {e.chain: e for e in of.excluded}
    base: Row = {
        "incident": shown.incident.id,
        "question": position.question,
        "answer": position.answer,
        "answer_name": found.name(position.answer),
        "low": position.low,
        "high": position.high,
        "independent_low": of.low,
        "independent_high": of.high,
        "credibility": position.credibility,
        "rule": position.rule,
        "reviewed": bool(shown.reviews),
    }
    for chain in position.chains:
        why = excluded.get(chain.id)
        role: Row = {
            "counts": "low" if chain.id in of.chosen else "high" if chain.id in of.chosen_high else "no",
            "excluded_by": why.by if why else None,
            "excluded_link": why.link if why else None,
            "excluded_detail": why.detail if why else None,
        }
        for report in chain.reports:
            yield base | role | _chain_row(chain, report, found)


def position_rows(material: Material, found: Index) -> Iterator[Row]:
    """Yield one row for each position, chain that carries it, and report that carries the chain."""
    for shown in material.shown:
        for position in shown.incident.positions:
            yield from _position_rows(position, shown, found)


def event_rows(material: Material, found: Index, lexicon: Lexicon) -> Iterator[Row]:
    """Yield one row for each event of a chosen report."""
    return (event_row(coded, found, lexicon) for coded in events(material, found, lexicon))


def incident_rows(material: Material, found: Index) -> Iterator[Row]:
    """Yield one row for each incident."""
    return (incident_row(shown, found) for shown in material.shown)
