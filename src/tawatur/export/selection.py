# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which incidents are exported: conditions `FIELD=VALUE`, all of which must hold; several values are split by `|`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tawatur.model.errors import ExportError
from tawatur.model.joined import CanonicalEntity, Incident
from tawatur.text.normalize import fold

FIELDS = {
    "incident": "an incident's id, or the beginning of one",
    "type": "its PLOVER type, as ASSAULT",
    "mode": "its PLOVER mode, as drone",
    "country": "the country it happened in, ISO 3166-1 alpha-3",
    "place": "a part of the name of the place",
    "since": "it happened on this day (YYYY-MM-DD) or later",
    "until": "it happened on this day or earlier",
    "outlet": "an outlet that tells it",
    "party": "a party of one of its reports: an id, or a part of a name",
    "least": "at least so many reports tell it",
    "low": "at least so many independent chains say that it happened",
    "credibility": "at best this credibility of its having happened, 1 to 6: 3 takes 1, 2 and 3",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions, each a field and its values; or ids of incidents chosen before, of which the conditions tell how."""

    conditions: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ids: tuple[str, ...] | None = None


def _check(field: str, value: str) -> None:
    if field in ("since", "until"):
        try:
            date.fromisoformat(value)
        except ValueError as exc:
            raise ExportError(f"--where {field}: {value!r} is not a day; write it as 2024-05-14") from exc
    if field in ("least", "low", "credibility") and not value.isdecimal():
        raise ExportError(f"--where {field}: {value!r} is not a number")


def parse(conditions: Sequence[str]) -> Selection:
    """Return the selection that conditions make.

    Args:
        conditions: As `type=ASSAULT|COERCE`.
    Raises:
        ExportError: One is not a condition; what would be is said.
    """
    parts = []
    for condition in conditions:
        field, sign, value = condition.partition("=")
        field, values = field.strip(), tuple(v.strip() for v in value.split("|") if v.strip())
        if not sign or field not in FIELDS or not values:
            raise ExportError(f"--where {condition!r}: write FIELD=VALUE with one of {', '.join(FIELDS)}")
        for one in values:
            _check(field, one)
        parts.append((field, values))
    return Selection(tuple(conditions), tuple(parts))


def happened(incident: Incident) -> tuple[int, int]:
    """Return how many independent chains say, at least, that it happened, and the credibility of that."""
    found = next((p for p in incident.positions if p.question == "happened" and p.answer == "yes"), None)
    return (found.independence.low, found.credibility) if found else (0, 6)


Naming = Mapping[str, frozenset[str]]  # keys of the reports that name a party, by what a condition calls it


def naming(selection: Selection, entities: Iterable[CanonicalEntity]) -> Naming:
    """Return the reports that name the parties which conditions ask for.

    Args:
        selection: The conditions.
        entities: Canonical entities with their forms.
    """
    values = {value for field, asked in selection.parts if field == "party" for value in asked}
    found: dict[str, set[str]] = {value: set() for value in values}
    for entity in entities if values else ():
        called = [fold(name) for name in (entity.name, *entity.names)]
        for value, reports in found.items():
            if entity.id == value or any(fold(value) in name for name in called):
                reports.update(report for report, _ in entity.forms)
    return {value: frozenset(reports) for value, reports in found.items()}


def _holds(field: str, value: str, incident: Incident, named: Naming) -> bool:
    match field:
        case "incident":
            return incident.id.startswith(value)
        case "type" | "mode" | "country":
            return bool(getattr(incident, field) == value)
        case "place":
            return fold(value) in fold(incident.place or "")
        case "since":
            return incident.days is not None and incident.days[1] >= value
        case "until":
            return incident.days is not None and incident.days[0] <= value
        case "outlet":
            return any(t.outlet is not None and fold(t.outlet) == fold(value) for t in incident.tellings)
        case "least":
            return len(incident.reports) >= int(value)
        case "low":
            return happened(incident)[0] >= int(value)
        case "credibility":
            return happened(incident)[1] <= int(value)
        case _:
            return any(t.report in named[value] for t in incident.tellings)


def holds(selection: Selection, incident: Incident, named: Naming) -> bool:
    """Return whether an incident is chosen.

    Args:
        selection: The conditions.
        incident: With its tellings and positions.
        named: Who names the parties that are asked for, as `naming` says; made once for many incidents.
    """
    return all(any(_holds(field, v, incident, named) for v in values) for field, values in selection.parts)
