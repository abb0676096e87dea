# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What to look at first: events that are uncertain and would change much.

*Uncertain* is how far the reader's confidence is from sure; *consequence* grows with the outlets that tell the
incident, with deaths, and with violence and coercion. Their product orders the queue.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tawatur.casefile import Transaction, browsing, decisions
from tawatur.casefile.records import IncidentRow
from tawatur.model import Event, Reading
from tawatur.pipeline.comparing import coded

GRAVE = {"ASSAULT": 2.0, "COERCE": 1.6, "MOBILIZE": 1.4, "THREATEN": 1.3, "PROTEST": 1.2, "SANCTION": 1.2}
SHOWN = 30  # events that wait to be looked at, as a page shows them
MOST_INCIDENTS, MOST_REPORTS = 150, 150


@dataclass(frozen=True, slots=True)
class Due:
    """An event to be looked at.

    Args:
        report: Key of its report.
        title: Of the report.
        outlet: Of the report.
        event: As it is read now.
        incident: The incident that it belongs to.
        clause: Its sentence, as before, word and after.
        actors: Names.
        recipients: Names.
    """

    report: str
    title: str | None
    outlet: str | None
    event: Event
    incident: IncidentRow
    clause: tuple[str, str, str]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def consequence(event: Event, outlets: int) -> float:
    """Return how much depends on an event being right."""
    deaths = max(event.deaths.low or 0, event.deaths.high or 0) if event.deaths else 0
    return GRAVE.get(event.type, 1.0) * (1 + math.log2(1 + outlets)) * (1 + math.log10(1 + deaths))


def uncertainty(event: Event) -> float:
    """Return how unsure the reader was: 1 at even odds, 0 where it was sure."""
    return 1 - abs(2 * min(max(event.confidence, 0.0), 1.0) - 1)


def clause_of(reading: Reading, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence around a stretch: what is before it, it, and what is after it."""
    text = reading.report.text
    inside = [s for s in reading.sentences if s.start <= start < s.end]
    low, high = (inside[0].start, max(inside[0].end, end)) if inside else (start, end)
    return text[low:start], text[start:end], text[end:high]


def _decided(tx: Transaction) -> set[tuple[str, int | None, int | None]]:
    """The places that an analyst decided something about; opening a report's item again is always possible."""
    held = decisions.in_force(tx)
    wanted = ("accept", "correct", "add")
    return {(a.report, a.start, a.end) for r in held if r.decision.kind in wanted for a in r.decision.anchors}


def _due(reading: Reading, key: str, event: Event, incident: IncidentRow) -> Due:
    names = {e.id: e.name for e in reading.entities}
    report = reading.report
    return Due(
        key, report.title, report.outlet, event, incident, clause_of(reading, event.start, event.end),
        tuple(names.get(i, i) for i in event.actors), tuple(names.get(i, i) for i in event.recipients),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """An event with its incident; the lesser its order, the sooner it should be looked at."""

    order: tuple[float, str, int]
    told: browsing.ToldEvent
    incident: IncidentRow


def weighed(tx: Transaction) -> list[Weighed]:
    """Return the events of the incidents that most tell, as they were read, the weightiest first."""
    rows, _ = browsing.incidents(tx, browsing.IncidentFilter(), limit=MOST_INCIDENTS)
    incidents = {row.id: row for row in rows}
    found = []
    for told in browsing.told_events(tx, incidents, most=MOST_REPORTS):
        incident, event = incidents[told.incident], told.event
        weight = uncertainty(event) * consequence(event, incident.outlets)
        found.append(Weighed((-weight, told.report, event.start), told, incident))
    return sorted(found, key=lambda w: w.order)


def queue(tx: Transaction, ready: Sequence[Weighed], *, limit: int = SHOWN) -> list[Due]:
    """Return the events most worth looking at, the weightiest first, without those on which was decided.

    Args:
        tx: An open transaction.
        ready: As `weighed` gives them.
        limit: At most so many.
    """
    done = _decided(tx)
    left = (w for w in ready if (w.told.report, w.told.event.start, w.told.event.end) not in done)
    chosen = list(islice(left, limit))
    readings = coded(tx, dict.fromkeys(w.told.report for w in chosen))
    events = {(key, e.id): e for key, reading in readings.items() for e in reading.events}
    return [
        _due(readings[w.told.report], w.told.report, event, w.incident)
        for w in chosen
        if (event := events.get((w.told.report, w.told.event.id))) is not None
    ]
