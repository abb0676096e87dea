# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A case's families and incidents by the reports' own ids, as the scorer of labelled days reads them."""

from typing import Any

from tawatur.casefile import Transaction, copying, reports, stories
from tawatur.model.joined import Incident


def _incident(incident: Incident, ids: dict[str, str]) -> dict[str, Any]:
    happened = [p.independence for p in incident.positions if p.question == "happened" and p.answer == "yes"]
    tolls = [p for p in incident.positions if p.question == "deaths"]
    return {
        "id": incident.id,
        "title": incident.title,
        "type": incident.type,
        "reports": [ids[key] for key in incident.reports],
        "independent": [happened[0].low, happened[0].high] if happened else [0, 0],
        "tolls": [{"deaths": [p.low, p.high], "independent": [p.independence.low, p.independence.high]} for p in tolls],
    }


def groups(tx: Transaction) -> dict[str, Any]:
    """Return the families and incidents of a case, as plain data.

    An incident lists the reports that tell it in substance; `independent` is that of the position "it happened".
    """
    ids = reports.own_ids(tx)
    return {
        "families": [{"reports": [ids[key] for key in f.reports], "origin": f.origin} for f in copying.families_of(tx)],
        "incidents": [_incident(i, ids) for i in stories.every(tx)],
    }
