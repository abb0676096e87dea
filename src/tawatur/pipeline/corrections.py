# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A reading as the analyst's decisions leave it.

A correction finds its event, claim or party by its span, and holds where its field has the value it had when the
analyst looked, or the one that the analyst gave. Where the place is gone, or a new reading found a third thing there,
nothing is changed and the decision goes to the list of those to be made again.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, get_args

from tawatur.model import Claim, Count, Entity, Event, EventPlace, EventTime, Reading, Role, Source, TextSpan, edtf
from tawatur.model.decisions import Anchor, Decision, Recorded
from tawatur.model.errors import DecisionError
from tawatur.model.ontology import EVENT_MODES, EVENT_TYPES
from tawatur.model.records import EntityKind, Stance, Status

Item = Event | Claim | Entity
DROPPED = "none"  # the value that takes an event or claim away
GONE = "what it was about is no longer found there"
ADDED_RULE = "analyst"
SURE = 1.0  # confidence in what an analyst accepted or put right
ENTITY_FIELDS = ("name", "name_en", "kind", "country", "sector")
FIRST, LAST = "type", "span"  # fields: another type empties the mode; by the span the rest is found


@dataclass(frozen=True, slots=True)
class Corrected:
    """A reading with decisions applied, and why some of them could not be."""

    reading: Reading
    again: dict[int, str]


def show_count(count: Count | None) -> str:
    """Return a count as decisions write it: `7`, `7..12`, `7..` or nothing."""
    if count is None:
        return ""
    if count.low == count.high:
        return str(count.low)
    return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"


def _count(value: str, event: Event) -> Count | None:
    if not value:
        return None
    low, dots, high = value.partition("..")
    try:
        first = int(low) if low else None
        last = (int(high) if high else None) if dots else first
    except ValueError as exc:
        raise DecisionError("%(value)s is no count; write 7, 7..12, 7.. or nothing", value=value) from exc
    return Count(first, last, event.start, event.end)


def one_of(value: str, allowed: Iterable[str]) -> str:
    """Return a value that is one of those allowed.

    Raises:
        DecisionError: It is none of them.
    """
    options = tuple(allowed)
    if value not in options:
        raise DecisionError("%(value)s is not one of %(options)s", value=value, options=", ".join(options))
    return value


def _no_field(field: str, known: Iterable[str]) -> DecisionError:
    return DecisionError("there is no field %(field)s; there are %(options)s", field=field, options=", ".join(known))


def _party(reading: Reading, name: str) -> str:
    found = next((e.id for e in reading.entities if name in (e.name, e.id)), None)
    found = found or next((m.entity for m in reading.mentions if m.text == name), None)
    if found is None:
        raise DecisionError("the report names no party %(name)s", name=name)
    return found


def _names(reading: Reading, ids: Iterable[str]) -> str:
    names = {e.id: e.name for e in reading.entities}
    return "|".join(names.get(i, i) for i in ids)


def _with_parties(reading: Reading, event: Event, side: str, value: str) -> Event:
    ids = tuple(dict.fromkeys(_party(reading, name) for name in value.split("|") if name))
    role: Any = "actor" if side == "actors" else "recipient"
    kept = tuple(r for r in event.roles if r.role != role or r.entity in ids)
    known = {r.entity for r in kept if r.role == role}
    new = tuple(Role(role, i, None, None, True, ADDED_RULE) for i in ids if i not in known)
    changed: dict[str, Any] = {side: ids, "roles": (*kept, *new)}
    return replace(event, **changed)


def _event_value(reading: Reading, event: Event, field: str) -> str:
    shown: dict[str, Callable[[], str]] = {
        "type": lambda: event.type,
        "mode": lambda: event.mode or "",
        "status": lambda: event.status,
        "when": lambda: event.when.value if event.when else "",
        "place": lambda: event.place.text if event.place else "",
        "deaths": lambda: show_count(event.deaths),
        "injured": lambda: show_count(event.injured),
        "actors": lambda: _names(reading, event.actors),
        "recipients": lambda: _names(reading, event.recipients),
        "span": lambda: f"{event.start}..{event.end}",
    }
    if field not in shown:
        raise _no_field(field, shown)
    return shown[field]()


def _span(reading: Reading, value: str) -> tuple[int, int]:
    first, _, last = value.partition("..")
    if not (first.isdecimal() and last.isdecimal() and 0 <= int(first) < int(last) <= len(reading.report.text)):
        raise DecisionError("%(value)s is no span of the text; write start..end in code points", value=value)
    return int(first), int(last)


def _set_event(reading: Reading, event: Event, field: str, value: str) -> Event:
    if field in ("actors", "recipients"):
        return _with_parties(reading, event, field, value)
    changed: dict[str, Any]
    if field == "span":
        start, end = _span(reading, value)
        changed = {"start": start, "end": end, "text": reading.report.text[start:end]}
    elif field in ("deaths", "injured"):
        changed = {field: _count(value, event)}
    elif field == "when":
        if value and not edtf.is_valid(value):
            raise DecisionError("%(value)s is no date; write 2024-05-13, 2024-05 or 2024-05-01/2024-05-03", value=value)
        changed = {field: EventTime(value) if value else None}
    elif field == "place":
        changed = {field: EventPlace(value) if value else None}
    elif field == "type":
        changed = {field: one_of(value, EVENT_TYPES), "mode": None}
    elif field == "status":
        changed = {field: one_of(value, get_args(Status))}
    else:
        changed = {field: one_of(value, EVENT_MODES[event.type]) if value else None}
    return replace(event, **changed)


def _claim_value(reading: Reading, claim: Claim, field: str) -> str:
    shown = {
        "stance": claim.stance,
        "anonymous": "yes" if claim.anonymous else "no",
        "source": _names(reading, [claim.source.entity] if claim.source.entity else []),
    }
    if field not in shown:
        raise _no_field(field, shown)
    return shown[field]


def _set_claim(reading: Reading, claim: Claim, field: str, value: str) -> Claim:
    changed: dict[str, Any]
    if field == "stance":
        changed = {field: one_of(value, get_args(Stance))}
    elif field == "anonymous":
        changed = {field: one_of(value, ("yes", "no")) == "yes"}
    else:
        changed = {"source": replace(claim.source, entity=_party(reading, value) if value else None)}
    return replace(claim, **changed)


def _entity_value(entity: Entity, field: str) -> str:
    if field not in ENTITY_FIELDS:
        raise _no_field(field, ENTITY_FIELDS)
    return str(getattr(entity, field) or "")


def _set_entity(entity: Entity, field: str, value: str) -> Entity:
    if field == "kind":
        one_of(value, get_args(EntityKind))
    changed: dict[str, Any] = {field: value or None}
    return replace(entity, **changed)


def find(reading: Reading, anchor: Anchor) -> Item | None:
    """Return the event, claim or party that an anchor points at, None where it is gone."""
    kind, at = anchor.field.partition(".")[0], (anchor.start, anchor.end)
    if kind == "event":
        return next((e for e in reading.events if (e.start, e.end) == at), None)
    if kind == "claim":
        return next((c for c in reading.claims if (c.cue.start, c.cue.end) == at), None)
    named = next((m.entity for m in reading.mentions if (m.start, m.end) == at), None)
    return next((e for e in reading.entities if e.id == named), None)


def value_of(reading: Reading, item: Item, field: str) -> str:
    """Return a field of an item as decisions write it; without a field, what the item is."""
    if not field:
        return item.name if isinstance(item, Entity) else item.type if isinstance(item, Event) else item.stance
    if isinstance(item, Event):
        return _event_value(reading, item, field)
    if isinstance(item, Claim):
        return _claim_value(reading, item, field)
    return _entity_value(item, field)


def _replaced(reading: Reading, old: Item, new: Item | None) -> Reading:
    name = "events" if isinstance(old, Event) else "claims" if isinstance(old, Claim) else "entities"
    kept: list[Any] = []
    for item in getattr(reading, name):
        if item is not old:
            kept.append(item)
        elif new is not None:
            kept.append(new)
    changed: dict[str, Any] = {name: tuple(kept)}
    if isinstance(old, Event) and new is None:
        changed["claims"] = tuple(replace(c, events=tuple(e for e in c.events if e != old.id)) for c in reading.claims)
    if isinstance(old, Claim) and new is None:
        changed["events"] = tuple(replace(e, claim=None) if e.claim == old.id else e for e in reading.events)
    return replace(reading, **changed)


def correct(reading: Reading, item: Item, field: str, value: str) -> Reading:
    """Return a reading with one field of one item changed; without a field, with the item taken away.

    Raises:
        DecisionError: There is no such field, or the value cannot stand in it.
    """
    value_of(reading, item, field)
    if not field:
        if isinstance(item, Entity) or value != DROPPED:
            raise DecisionError("an event or claim can be taken away, a party cannot")
        return _replaced(reading, item, None)
    if isinstance(item, Event):
        return _replaced(reading, item, replace(_set_event(reading, item, field, value), confidence=SURE))
    if isinstance(item, Claim):
        return _replaced(reading, item, replace(_set_claim(reading, item, field, value), confidence=SURE))
    return _replaced(reading, item, _set_entity(item, field, value))


def _new_id(prefix: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(name for n in range(1, len(used) + 2) if (name := f"{prefix}{n}") not in used)


def add_missed(reading: Reading, kind: str, span: tuple[int, int], fields: dict[str, str]) -> Reading:
    """Return a reading with an event or claim that the reader missed.

    Args:
        reading: What was found.
        kind: `event` or `claim`.
        span: The event's word, or the claim's cue, in code points.
        fields: Values by field, as `correct` takes them; of a claim also `content` as a span.
    Raises:
        DecisionError: A field or value cannot be.
    """
    start, end = span
    text = reading.report.text[start:end]
    if kind == "event":
        id = _new_id("x", (e.id for e in reading.events))
        event = Event(id, one_of(fields.get("type", ""), EVENT_TYPES), start, end, text, rule=ADDED_RULE)
        grown = replace(reading, events=tuple(sorted((*reading.events, event), key=lambda e: (e.start, e.end, e.id))))
        rest = {name: value for name, value in fields.items() if name != "type"}
    else:
        id = _new_id("y", (c.id for c in reading.claims))
        content = None
        if "content" in fields:
            first, last = _span(reading, fields["content"])
            content = TextSpan(first, last, reading.report.text[first:last])
        claim = Claim(id, TextSpan(start, end, text), Source(), content, rule=ADDED_RULE)
        grown = replace(reading, claims=tuple(sorted((*reading.claims, claim), key=lambda c: (c.cue.start, c.id))))
        rest = {name: value for name, value in fields.items() if name != "content"}
    for name, value in rest.items():
        items: tuple[Item, ...] = grown.events if kind == "event" else grown.claims
        grown = correct(grown, next(i for i in items if i.id == id), name, value)
    return grown


def _add_one(reading: Reading, anchor: Anchor, record: str) -> Reading:
    if anchor.start is None or anchor.end is None:
        raise DecisionError(GONE)
    if reading.report.text[anchor.start : anchor.end] != anchor.before:
        raise DecisionError(GONE)
    if find(reading, anchor) is not None:
        return reading  # the reader has learnt to find it
    return add_missed(reading, anchor.field, (anchor.start, anchor.end), json.loads(record))


def _correct_one(reading: Reading, anchor: Anchor, value: str) -> Reading:
    field = anchor.field.partition(".")[2]
    item = find(reading, anchor)
    if item is None:
        if not field and value == DROPPED:
            return reading
        raise DecisionError(GONE)
    now = value_of(reading, item, field)
    if field and now == value:
        return reading
    if now != anchor.before:
        raise DecisionError("something else stands there now")
    return correct(reading, item, field, value)


def _accept_one(reading: Reading, anchor: Anchor) -> Reading:
    item = find(reading, anchor)
    if item is None or isinstance(item, Entity):
        return reading  # what is read no longer needs no acceptance
    return _replaced(reading, item, replace(item, confidence=SURE))


def _apply_one(reading: Reading, decision: Decision) -> Reading:
    """Return a reading with a decision applied; where one of its fields does not hold, nothing of it is."""
    if decision.kind == "add":
        return _add_one(reading, decision.anchors[0], decision.value or "")
    if decision.kind == "accept":
        return _accept_one(reading, decision.anchors[0])
    for anchor, value in decision.changes:
        reading = _correct_one(reading, anchor, value)
    return reading


def apply(reading: Reading, decisions: Iterable[Recorded]) -> Corrected:
    """Return a reading with the decisions on its report applied, oldest first.

    Args:
        reading: As the reader made it.
        decisions: Those in force that correct, add or accept, anchored on this report; others are passed over.
    """
    again: dict[int, str] = {}
    for recorded in decisions:
        if recorded.decision.kind in ("correct", "add", "accept") and recorded.decision.anchors:
            try:
                reading = _apply_one(reading, recorded.decision)
            except DecisionError as exc:
                again[recorded.id] = str(exc)
    return Corrected(reading, again)
