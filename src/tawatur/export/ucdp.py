# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""UCDP-GED-like: one row per incident of fatal violence, in UCDP's columns.

`low` and `high` are the least and the most that anybody states, `best` is the number with most independent chains
behind it. Nobody is asked here whose the dead were, so all of `best` stands in `deaths_unknown` except where the
recipient is civilian. `source_original` names the sources at the ends of the chains. Grades have no column: they stand
in the report-level CSV under the same id.
"""

from collections.abc import Sequence

from tawatur.export import facts, tables
from tawatur.export.facts import Codes, Party
from tawatur.export.material import Index, Material, Shown, index
from tawatur.lexicon import Lexicon

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
_WHERE = {facts.EXACT: 1, facts.DISTRICT: 3, facts.PROVINCE: 4, facts.COUNTRY: 6}
_ADMIN = {"province": "adm_1", "district": "adm_2"}
_STATE, _GROUPS, _ONE_SIDED = 1, 2, 3
VIOLENT = "ASSAULT"


def date_precision(days: int | None) -> int | None:
    """Return UCDP's `date_prec` for a number of days in which it may have been."""
    if days is None:
        return None
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 30)) if days <= most), 5)


def _violence(who: Sequence[Party], whom: Sequence[Party], codes: Codes) -> int | None:
    sides = [who[0].side(codes) if who else "", whom[0].side(codes) if whom else ""]
    if sides[1] == "civilians":
        return _ONE_SIDED
    if "state" in sides:
        return _STATE
    return _GROUPS if sides == ["group", "group"] else None


def _priogrid(lat: float | None, lon: float | None) -> int | None:
    """The cell of PRIO-GRID, half a degree wide, counted from the south-west."""
    if lat is None or lon is None or not (-90 <= lat < 90 and -180 <= lon < 180):
        return None
    return int((lat + 90) // 0.5) * 720 + int((lon + 180) // 0.5) + 1


def _where(shown: Shown, codes: Codes) -> dict[str, tables.Cell]:
    incident, place = shown.incident, facts.site(shown.incident)
    lat, lon = incident.lat, incident.lon
    known = lat is not None and lon is not None
    row: dict[str, tables.Cell] = {
        "where_prec": _WHERE.get(facts.precision(incident)),
        "where_coordinates": incident.place,
        "where_description": tables.joined(p.answer for p in facts.positions(incident, "where")),
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon:.6f} {lat:.6f})" if known else None,
        "priogrid_gid": _priogrid(lat, lon),
        "country": codes.country.get(incident.country or "", incident.country),
        "country_id": codes.gw.get(incident.country or ""),
        "region": codes.region.get(incident.country or ""),
    }
    level = _ADMIN.get(place.precision or "") if place else None
    return row | ({level: place.name} if level and place else {})


def _sources(shown: Shown, found: Index) -> dict[str, tables.Cell]:
    reports = [found.told[key].reading.report for key in shown.incident.reports if key in found.told]
    articles = (
        ", ".join(filter(None, (r.outlet, r.published, f'"{r.title}"' if r.title else None, r.url))) for r in reports
    )
    return {
        "number_of_sources": len(reports),
        "source_article": tables.joined(articles),
        "source_office": tables.joined(r.outlet or "" for r in reports),
        "source_date": tables.joined(r.published or "" for r in reports),
        "source_headline": tables.joined(r.title or "" for r in reports),
        "source_original": tables.joined(facts.original_sources(shown.incident, found)),
    }


def _row(shown: Shown, found: Index, lexicon: Lexicon) -> dict[str, tables.Cell] | None:
    incident, codes = shown.incident, facts.codes(lexicon)
    supported, _ = facts.counts(incident)
    if incident.type != VIOLENT or supported is None or supported.high < 1:
        return None
    best = min(max(supported.best, supported.low), supported.high)
    who, whom = facts.parties(found, incident, "who"), facts.parties(found, incident, "whom")
    civilian = bool(whom) and whom[0].side(codes) == "civilians"
    a, b = who[0] if who else None, whom[0] if whom else None
    first, last = incident.days or (None, None)
    row: dict[str, tables.Cell] = {
        "id": incident.id,
        "relid": incident.id,
        "year": int(first[:4]) if first else None,
        "active_year": None,
        "code_status": "Clear" if shown.reviews else "Check machine coding",
        "type_of_violence": _violence(who, whom, codes),
        "dyad_name": f"{a.name} - {b.name}" if a and b else None,
        "side_a_new_id": a.id if a else None,
        "side_a": a.name if a else None,
        "side_b_new_id": b.id if b else None,
        "side_b": b.name if b else None,
        "event_clarity": 1,
        "date_prec": date_precision(facts.span_of_days(incident)),
        "date_start": first,
        "date_end": last,
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": best if civilian else 0,
        "deaths_unknown": 0 if civilian else best,
        "best": best,
        "high": supported.high,
        "low": supported.low,
        "gwnoa": codes.gw.get(a.country or "") if a and a.side(codes) == "state" else None,
        "gwnob": codes.gw.get(b.country or "") if b and b.side(codes) == "state" else None,
    }
    return row | _sources(shown, found) | _where(shown, codes)


def write(material: Material, lexicon: Lexicon) -> bytes:
    """Return the UCDP-GED-like table."""
    found = index(material)
    rows = (_row(shown, found, lexicon) for shown in material.shown)
    return tables.write(COLUMNS, (row for row in rows if row is not None))
