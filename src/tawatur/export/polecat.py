# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""POLECAT: events of reports in its forty columns, in order, as TSV.

It has no column for chains, grades or counts: join on `Event ID`, which the report-level CSV has as well.
"""

from collections.abc import Iterable

from tawatur.export import facts, tables
from tawatur.export.material import Index, Material, index
from tawatur.export.plover import Coded, code_of, events, place_of, scale
from tawatur.lexicon import Lexicon
from tawatur.model.edtf import bounds
from tawatur.model.records import Entity

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_LEVELS = {"city": "City", "site": "City", "district": "District", "province": "Province"}


def _entities(ids: Iterable[str], coded: Coded) -> list[Entity]:
    held = {e.id: e for e in coded.told.reading.entities}
    return [held[id] for id in ids if id in held]


def _side(word: str, ids: Iterable[str], coded: Coded, found: Index, codes: facts.Codes) -> dict[str, tables.Cell]:
    parties = _entities(ids, coded)
    canonical = [found.forms.get((coded.told.key, e.id)) for e in parties]
    sectors = [e.sector for e in parties if e.sector]
    raw = [next((m.text for m in coded.told.reading.mentions if m.entity == e.id), e.name) for e in parties]
    countries = [code for e in parties if (code := code_of(e))]
    return {
        f"{word} Name": tables.joined(c.name if c else e.name for e, c in zip(parties, canonical, strict=True)),
        f"{word} Country": tables.joined(countries),
        f"{word} COW": tables.joined(codes.cow.get(code, "") for code in countries),
        f"Primary {word} Sector": sectors[0] if sectors else None,
        f"{word} Sectors": tables.joined(sectors),
        f"{word} Title": tables.joined(office for c in canonical if c for office in c.offices),
        f"{word} Name Raw": tables.joined(raw),
    }


def _where(coded: Coded, codes: facts.Codes) -> dict[str, tables.Cell]:
    place = place_of(coded)
    raw = coded.event.place.text if coded.event.place else None
    if place is None:
        return {"Raw Placename": raw}
    row: dict[str, tables.Cell] = {
        "Placename": place.name,
        "Country": codes.country.get(place.country or "", place.country),
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geoname,
        "Raw Placename": raw,
        "Feature Type": place.precision,
    }
    level = _LEVELS.get(place.precision or "")
    return row | ({level: place.name} if level else {})


def _row(coded: Coded, found: Index, lexicon: Lexicon) -> dict[str, tables.Cell]:
    event, reading, codes = coded.event, coded.told.reading, facts.codes(lexicon)
    report, value = reading.report, scale(event, lexicon)
    days = bounds(event.when.value) if event.when else None
    row: dict[str, tables.Cell] = {
        "Event ID": coded.id,
        "Event Date": days[0] if days else report.published,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": value.score,
        "Quad Code": value.quad,
        "Contexts": tables.joined(event.contexts),
        "Source": report.outlet,
        "Publication Date": report.published,
        "Story People": tables.joined(e.name for e in reading.entities if e.kind == "person"),
        "Story Organizations": tables.joined(e.name for e in reading.entities if e.kind == "organisation"),
        "Story Locations": tables.joined(p.name for p in reading.places),
        "Language": report.language or "ar",
        "Version": f"{reading.reader.name} {reading.reader.version} {reading.reader.lexicon}",
    }
    row |= _side("Actor", event.actors, coded, found, codes) | _side("Recipient", event.recipients, coded, found, codes)
    return row | _where(coded, codes)


def write(material: Material, lexicon: Lexicon) -> bytes:
    """Return POLECAT's table."""
    found = index(material)
    return tables.write(COLUMNS, (_row(c, found, lexicon) for c in events(material, found, lexicon)), tabs=True)
