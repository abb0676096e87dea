# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""GeoJSON (RFC 7946): one feature per incident; one whose place no gazetteer knows has no geometry, and is there."""

import json

from tawatur.export import rows
from tawatur.export.material import Index, Material, Shown, index
from tawatur.lexicon import Lexicon


def _positions(shown: Shown, found: Index) -> list[dict[str, object]]:
    return [
        {
            "question": p.question,
            "answer": p.answer,
            "answer_name": found.name(p.answer),
            "independent": [p.independence.low, p.independence.high],
            "credibility": p.credibility,
            "chains": [c.id for c in p.chains],
        }
        for p in shown.incident.positions
    ]


def _feature(shown: Shown, found: Index) -> dict[str, object]:
    incident = shown.incident
    point = None
    if incident.lat is not None and incident.lon is not None:
        point = {"type": "Point", "coordinates": [round(incident.lon, 6), round(incident.lat, 6)]}
    row = rows.incident_row(shown, found)
    properties: dict[str, object] = {name: row.get(name) for name in rows.INCIDENT}
    properties["positions"] = _positions(shown, found)
    return {"type": "Feature", "id": incident.id, "geometry": point, "properties": properties}


def write(material: Material, lexicon: Lexicon) -> bytes:
    """Return a FeatureCollection."""
    found = index(material)
    made = {"type": "FeatureCollection", "features": [_feature(shown, found) for shown in material.shown]}
    return (json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "replace")
