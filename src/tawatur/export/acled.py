# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""ACLED-like: one row per incident that has a type there, in ACLED's columns.

Fatalities are the lowest number that anybody attributes; other numbers, disagreements, chains and silences stand in
`notes`, grades in `tags`. What has no event type in ACLED (see the table `export/acled`) is left out.
"""

from collections.abc import Iterable, Sequence

from tawatur.export import facts, tables
from tawatur.export.facts import Codes, Party
from tawatur.export.material import Index, Material, Shown, index
from tawatur.export.selection import happened
from tawatur.lexicon import Lexicon

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_GEO = {facts.EXACT: 1, facts.DISTRICT: 2, facts.PROVINCE: 3, facts.COUNTRY: 3}
_ADMIN = {"province": "admin1", "district": "admin2"}
_RIOTERS, _PROTESTERS, _STATE = "5", "6", "1"
Kind = tuple[str, str, str]


def _kinds(lexicon: Lexicon) -> tuple[tuple[str, str, str, Kind], ...]:
    names = ("type", "mode", "recipient", "event_type", "sub_event_type", "disorder_type")
    rows = lexicon.table("export/acled").columns(*names)
    return tuple((type, mode, to, (event, sub, disorder)) for type, mode, to, event, sub, disorder in rows)


def kind_of(shown: Shown, whom: Sequence[Party], lexicon: Lexicon) -> Kind | None:
    """Return event type, sub-event type and disorder type, None for what ACLED does not code."""
    incident, codes = shown.incident, facts.codes(lexicon)
    recipient = whom[0].side(codes) if whom else ""
    for type, mode, to, kind in lexicon.compiled("export.acled", _kinds):
        if type == incident.type and mode in ("", incident.mode) and to in ("", recipient):
            return kind
    return None


def _inter(party: Party | None, kind: Kind, codes: Codes) -> str:
    if party is None:
        return ""
    if kind[0] == "Protests":
        return _PROTESTERS
    if kind[0] == "Riots":
        return _RIOTERS
    return _STATE if party.kind == "state" else codes.inter.get(party.sector or "", "")


def _precision(days: int | None) -> int | None:
    return None if days is None else 1 if days == 1 else 2 if days <= 7 else 3


def _names(parties: Iterable[Party]) -> str:
    return tables.joined(p.name for p in parties)


def _where(shown: Shown, codes: Codes) -> dict[str, tables.Cell]:
    incident, place = shown.incident, facts.site(shown.incident)
    row: dict[str, tables.Cell] = {
        "iso": codes.iso.get(incident.country or "", incident.country),
        "region": codes.region.get(incident.country or ""),
        "country": codes.country.get(incident.country or "", incident.country),
        "location": incident.place,
        "latitude": incident.lat,
        "longitude": incident.lon,
        "geo_precision": _GEO.get(facts.precision(incident)),
    }
    level = _ADMIN.get(place.precision or "") if place else None
    return row | ({level: place.name} if level and place else {})


def _row(shown: Shown, found: Index, lexicon: Lexicon) -> dict[str, tables.Cell] | None:
    incident, codes = shown.incident, facts.codes(lexicon)
    who, whom = facts.parties(found, incident, "who"), facts.parties(found, incident, "whom")
    kind = kind_of(shown, whom, lexicon)
    if kind is None:
        return None
    _, conservative = facts.counts(incident)
    inter1, inter2 = _inter(who[0] if who else None, kind, codes), _inter(whom[0] if whom else None, kind, codes)
    day = incident.days[0] if incident.days else None
    targeted = bool(whom) and whom[0].side(codes) == "civilians" and kind[2] == "Political violence"
    row: dict[str, tables.Cell] = {
        "event_id_cnty": incident.id,
        "event_date": day,
        "year": int(day[:4]) if day else None,
        "time_precision": _precision(facts.span_of_days(incident)),
        "disorder_type": kind[2],
        "event_type": kind[0],
        "sub_event_type": kind[1],
        "actor1": who[0].name if who else None,
        "assoc_actor_1": _names(who[1:]),
        "inter1": inter1,
        "actor2": whom[0].name if whom else None,
        "assoc_actor_2": _names(whom[1:]),
        "inter2": inter2,
        "interaction": "".join(sorted(inter1 + inter2)).ljust(2, "0") if inter1 or inter2 else None,
        "civilian_targeting": "Civilian targeting" if targeted else None,
        "source": "; ".join(facts.outlets(incident)),
        "notes": facts.notes(shown, found),
        "fatalities": conservative.best if conservative else 0,
        "tags": _tags(shown),
    }
    return row | _where(shown, codes)


def _tags(shown: Shown) -> str:
    _, credibility = happened(shown.incident)
    held = next((p for p in shown.incident.positions if p.question == "happened" and p.answer == "yes"), None)
    independent = facts.span(held.independence.low, held.independence.high) if held else "0"
    tags = [f"credibility={credibility}", f"independent chains={independent}"]
    return "; ".join([*tags, "reviewed" if shown.reviews else "not reviewed"])


def write(material: Material, lexicon: Lexicon) -> bytes:
    """Return the ACLED-like table."""
    found = index(material)
    rows = (_row(shown, found, lexicon) for shown in material.shown)
    return tables.write(COLUMNS, (row for row in rows if row is not None))
