# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Change a case as the analyst asks: merge, split, correct, add what was missed, grade, undo, erase.

Each change is recorded as a decision that hangs on places in texts, in the transaction that makes what it touches
pending; then that is joined again.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain

from tawatur.casefile import CaseFile, Transaction, decisions, listing, parties, pending, reports, stories
from tawatur.casefile.erasing import erase_reports
from tawatur.model import Reading
from tawatur.model.decisions import JUDGEMENTS, REPORT, Anchor, Decision, Recorded
from tawatur.model.errors import ConflictError, DecisionError, UnknownIdError
from tawatur.model.joined import CanonicalEntity, Incident, Telling
from tawatur.pipeline import corrections, joins, translating
from tawatur.pipeline.comparing import coded
from tawatur.pipeline.local import Settings
from tawatur.pipeline.processes import Workers
from tawatur.pipeline.repreparing import recorrect

DROP = "drop"  # the field by which an event or claim is taken away
NUMERIC = ("deaths", "injured", "when", "span")  # fields whose digits are kept as 0 to 9, however they are typed
_PLAIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
ANCHORS = 200  # places of a party, at most, on each side of a decision
RELIABILITY = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class Work:
    """A case and how to join in it.

    Args:
        case: An open case; its author decides.
        settings: How to read.
        seen: Number of the newest decision that the author has seen, None where that does not matter.
        join: Whether what a decision touches is joined at once; otherwise it stays pending.
    """

    case: CaseFile
    settings: Settings = field(default_factory=Settings)
    seen: int | None = None
    join: bool = True

    def record(self, decision: Decision, touch: Callable[[Transaction], None]) -> int:
        """Record a decision, note what it touches, join that, and return the decision's number.

        Raises:
            ConflictError: Somebody else decided on the same and the author has not seen it; nothing was recorded.
        """
        with self.case.write() as tx:
            other = None if self.seen is None else decisions.clash(tx, decision, self.seen)
            if other is not None:
                raise ConflictError(other.decision.kind, other.author, other.made)
            number = decisions.record(tx, decision)
            touch(tx)
        if self.join:
            joins.work_off(self.case, self.settings, Workers())
        return number


def incident(tx: Transaction, id: str) -> Incident:
    """Return an incident by its id, the beginning of it, or an id that it had.

    Raises:
        UnknownIdError: There is none; the nearest are named.
    """
    ids = stories.incident_ids(tx, id) if len(id) >= 3 else ()
    if len(ids) != 1:
        moved = stories.redirected(tx, id)
        if moved is None:
            raise UnknownIdError("incident", id, ids[:3] or listing.nearest(id, list(stories.incident_ids(tx))))
        ids = (moved,)
    return stories.incidents(tx, ids)[0].incident


def entity(tx: Transaction, id: str) -> CanonicalEntity:
    """Return an entity with its forms, by its id or the beginning of it.

    Raises:
        UnknownIdError: There is none; the nearest are named.
    """
    ids = parties.canonical_ids(tx, id) if len(id) >= 3 else ()
    found = parties.canonical(tx, ids[0]) if len(ids) == 1 else None
    if found is None:
        raise UnknownIdError("entity", id, ids[:3] or listing.nearest(id, list(parties.canonical_ids(tx))))
    return replace(found, forms=tuple(parties.forms_of(tx, found.id)))


def _event_anchor(telling: Telling, readings: dict[str, Reading], side: int = 0) -> Anchor:
    """A place in a telling: its first event, or where it has none, its stretch of the text."""
    events = {e.id: e for e in readings[telling.report].events} if telling.report in readings else {}
    first = next((events[i] for i in telling.events if i in events), None)
    if first is None:
        return Anchor(telling.report, telling.start, telling.end, "event", None, side)
    return Anchor(telling.report, first.start, first.end, "event", first.type, side)


def _merge_incidents(work: Work, ids: Iterable[str], note: str) -> int:
    with work.case.read() as tx:
        found = [incident(tx, id) for id in ids]
        readings = coded(tx, {i.tellings[0].report for i in found})
    if len({i.id for i in found}) < 2:
        raise DecisionError("a merge needs two different incidents")
    anchors = tuple(_event_anchor(i.tellings[0], readings) for i in found)
    keys = [a.report for a in anchors]
    return work.record(Decision("merge", anchors, note=note), lambda tx: pending.note(tx, "incidents", keys))


def _split_incident(work: Work, id: str, away: Iterable[str], note: str) -> int:
    with work.case.read() as tx:
        whole = incident(tx, id)
        keys = {key for name in away for key in listing.report_keys(tx, name)}
        readings = coded(tx, {t.report for t in whole.tellings})
    goes = [t for t in whole.tellings if t.report in keys]
    stays = [t for t in whole.tellings if t.report not in keys]
    if not goes or not stays:
        raise DecisionError("a split needs reports of the incident that go apart, and others that stay")
    anchors = [_event_anchor(t, readings, 0) for t in stays] + [_event_anchor(t, readings, 1) for t in goes]
    touched = [t.report for t in whole.tellings]
    return work.record(Decision("split", tuple(anchors), note=note), lambda tx: pending.note(tx, "incidents", touched))


def _is_entity(tx: Transaction, id: str) -> bool:
    return parties.canonical(tx, id) is not None


def merge(work: Work, ids: tuple[str, ...], note: str = "") -> int:
    """Record that incidents, or that entities, are one; return the decision's number.

    Raises:
        UnknownIdError: An id is unknown.
        DecisionError: There is nothing to merge.
    """
    if len(ids) < 2:
        raise DecisionError("name two incidents, or two entities, at least")
    with work.case.read() as tx:
        entities = [_is_entity(tx, id) for id in ids]
    if all(entities):
        return _merge_entities(work, ids, note)
    return _merge_incidents(work, ids, note)


def split(work: Work, id: str, away: tuple[str, ...], note: str = "") -> int:
    """Record that some reports tell another incident than the rest, or that some names are another party.

    Args:
        work: The case.
        id: Id of an incident, or of an entity.
        away: Of an incident, reports that go apart; of an entity, reports or names.
        note: Why.
    """
    with work.case.read() as tx:
        is_entity = _is_entity(tx, id)
    return _split_entity(work, id, away, note) if is_entity else _split_incident(work, id, away, note)


def _mention(reading: Reading, entity: str, key: str, side: int = 0) -> Anchor | None:
    found = next((m for m in reading.mentions if m.entity == entity), None)
    if found is None:
        return None
    return Anchor(key, found.start, found.end, "entity", found.text, side)


def _entity_anchors(tx: Transaction, forms: Iterable[tuple[str, str]], side: int, *, most: int) -> list[Anchor]:
    """Anchors of forms, at most so many, the first ones in order."""
    out: list[Anchor] = []
    for key, entity in sorted(forms):
        if len(out) == most:
            break
        for _, reading in reports.readings(tx, [key]):
            anchor = _mention(reading, entity, key, side)
            if anchor is not None:
                out.append(anchor)
    return out


def _note_parties(tx: Transaction, anchors: Iterable[Anchor]) -> None:
    numbers = parties.profiles_of_reports(tx, sorted({a.report for a in anchors}))
    pending.note(tx, "parties", list(map(str, numbers)))


def _merge_entities(work: Work, ids: Iterable[str], note: str) -> int:
    """Anchor one form of each, and all in reports that name several of them: by names alone these stay apart there."""
    with work.case.read() as tx:
        forms = [parties.forms_of(tx, id) for id in dict.fromkeys(ids)]
        one = [_entity_anchors(tx, held, 0, most=1) for held in forms]
        if sum(map(len, one)) < 2:
            raise DecisionError("a merge needs two different parties that are named in a text")
        times = Counter(key for held in forms for key in {key for key, _ in held})
        beside = [form for held in forms for form in held if times[form[0]] > 1]
        found = [*chain.from_iterable(one), *_entity_anchors(tx, beside, 0, most=ANCHORS)]
        anchors = tuple(dict.fromkeys(found))
    return work.record(Decision("merge", anchors, note=note), lambda tx: _note_parties(tx, anchors))


def _split_entity(work: Work, id: str, away: Iterable[str], note: str) -> int:
    wanted = set(away)
    with work.case.read() as tx:
        keys = {key for name in wanted for key in parties.keys_or_none(tx, name)}
        named = parties.named_forms(tx, id)
        goes = [form for form, names in named.items() if form[0] in keys or not wanted.isdisjoint(names)]
        stays = [form for form in named if form not in set(goes)]
        anchors = _entity_anchors(tx, stays, 0, most=ANCHORS) + _entity_anchors(tx, goes, 1, most=ANCHORS)
    if len({a.side for a in anchors}) < 2:
        raise DecisionError("a split needs names or reports of the party that go apart, and others that stay")
    return work.record(Decision("split", tuple(anchors), note=note), lambda tx: _note_parties(tx, anchors))


def _report(tx: Transaction, name: str) -> tuple[str, Reading]:
    keys = listing.report_keys(tx, name)
    if len(keys) > 1:
        raise DecisionError(
            "%(name)s has several versions; name one by its key: %(keys)s", name=name, keys=", ".join(keys)
        )
    return keys[0], coded(tx, keys)[keys[0]]


def _item_anchor(reading: Reading, key: str, item: str, field: str) -> Anchor:
    spans: dict[str, tuple[str, int, int]] = {e.id: ("event", e.start, e.end) for e in reading.events}
    spans |= {c.id: ("claim", c.cue.start, c.cue.end) for c in reading.claims}
    for mention in reversed(reading.mentions):
        spans[mention.entity] = ("entity", mention.start, mention.end)
    if item not in spans:
        raise UnknownIdError("event, claim or party", item, listing.nearest(item, list(spans)))
    kind, start, end = spans[item]
    anchor = Anchor(key, start, end, f"{kind}.{field}" if field else kind)
    found = corrections.find(reading, anchor)
    before = None if found is None else corrections.value_of(reading, found, field)
    return Anchor(key, start, end, anchor.field, before)


def _plain(fields: dict[str, str]) -> dict[str, str]:
    return {name: value.translate(_PLAIN) if name in NUMERIC else value for name, value in fields.items()}


def correct(work: Work, report: str, item: str, fields: dict[str, str], note: str = "") -> int:
    """Record that fields of an event, claim or party of one report have other values: one decision, taken back in one.

    Args:
        work: The case.
        report: The report, see `listing.report_keys`.
        item: Id of the event, claim or party in its reading.
        fields: The right values; `DROP` alone takes an event or claim away, whatever its value.
        note: Why.
    Raises:
        UnknownIdError: The report or the item is unknown.
        DecisionError: A field or a value cannot be; nothing was recorded.
    """
    with work.case.read() as tx:
        key, reading = _report(tx, report)
    values = {"": corrections.DROPPED} if set(fields) == {DROP} else _plain(fields)
    if not values or DROP in values:
        raise DecisionError("name fields and their values, or %(drop)s alone", drop=DROP)
    anchors = []
    for name in sorted(values, key=lambda f: (f != corrections.FIRST, f == corrections.LAST)):
        anchor = _item_anchor(reading, key, item, name)
        found = corrections.find(reading, anchor)
        if found is None:
            raise DecisionError("a party that is only understood, never named, cannot be corrected")
        reading = corrections.correct(reading, found, name, values[name])  # raises where the value cannot be
        anchors.append(anchor)
    right = tuple(values[anchor.field.partition(".")[2]] for anchor in anchors)
    only = right[0] if len(right) == 1 else None
    decision = Decision("correct", tuple(anchors), value=only, note=note, values=right if only is None else ())
    return work.record(decision, lambda tx: recorrect(tx, [key], work.settings))


def accept(work: Work, report: str, item: str, note: str = "") -> int:
    """Record that an event or claim of one report was read rightly: it is certain from then on.

    Args:
        work: The case.
        report: The report, see `listing.report_keys`.
        item: Id of the event or claim in its reading.
        note: Why.
    """
    with work.case.read() as tx:
        key, reading = _report(tx, report)
    decision = Decision("accept", (_item_anchor(reading, key, item, ""),), note=note)
    return work.record(decision, lambda tx: None)  # readings are corrected as they are looked up, nothing else follows


def add_missed(
    work: Work, report: str, kind: str, span: tuple[int, int], fields: dict[str, str], note: str = ""
) -> int:
    """Record an event or claim that the reader missed.

    Args:
        work: The case.
        report: The report.
        kind: `event` or `claim`.
        span: The event's word or the claim's cue, in code points.
        fields: Its values, see `corrections.add_missed`.
        note: Why.
    """
    with work.case.read() as tx:
        key, reading = _report(tx, report)
    start, end = span
    if not 0 <= start < end <= len(reading.report.text):
        raise DecisionError(
            "%(value)s is no span of the text; write start..end in code points", value=f"{start}..{end}"
        )
    fields = _plain(fields)
    corrections.add_missed(reading, kind, span, fields)
    anchor = Anchor(key, start, end, kind, reading.report.text[start:end])
    decision = Decision("add", (anchor,), value=json.dumps(fields, ensure_ascii=False), note=note)
    return work.record(decision, lambda tx: recorrect(tx, [key], work.settings))


def judge_translation(work: Work, left: str, right: str, judgement: str, note: str = "") -> int:
    """Record whether two reports that were proposed as translations of one story are; return the decision's number.

    Args:
        work: The case.
        left: A report, see `listing.report_keys`.
        right: The other.
        judgement: One of `JUDGEMENTS`.
        note: Why.
    Raises:
        UnknownIdError: A report is unknown.
        DecisionError: They were not proposed, or it is decided already.
    """
    corrections.one_of(judgement, JUDGEMENTS)
    with work.case.read() as tx:
        pair = tuple(sorted((_report(tx, left)[0], _report(tx, right)[0])))
        held = {(row.left_key, row.right_key): row for row in translating.listed(tx)}
    row = held.get((pair[0], pair[1]))
    if row is None:
        raise DecisionError("these two were not proposed as translations of one story")
    if row.decision is not None:
        raise DecisionError("that is decided already; take back decision %(number)s first", number=str(row.decision))
    anchors = tuple(Anchor(key, None, None, REPORT) for key in pair)
    decision = Decision("translation", anchors, value=judgement, note=note)
    return work.record(decision, lambda tx: pending.note(tx, "copies", pair))


def _touch_all(tx: Transaction) -> None:
    pending.note(tx, "positions", stories.incident_ids(tx))


def _source_name(work: Work, source: str) -> str:
    """The name of a source: decisions never hang on an entity's id, which may change."""
    with work.case.read() as tx:
        found = parties.canonical(tx, source)
    return source if found is None else found.name


def grade(work: Work, source: str, value: str, note: str = "") -> int:
    """Record how reliable a source is, A to F; by the id of an entity, or by the name of an outlet or body."""
    corrections.one_of(value, RELIABILITY)
    decision = Decision("grade", subject=_source_name(work, source), value=value, note=note)
    return work.record(decision, _touch_all)


def affiliate(work: Work, source: str, value: str, note: str = "") -> int:
    """Record to whom an outlet or body belongs: a party, a state, an owner; nothing to say that it belongs to none."""
    decision = Decision("affiliation", subject=_source_name(work, source), value=value, note=note)
    return work.record(decision, _touch_all)


def _touch_again(tx: Transaction, recorded: Recorded, settings: Settings) -> None:
    anchors = recorded.decision.anchors
    keys = sorted({a.report for a in anchors})
    if recorded.decision.kind == "accept":
        return
    if recorded.decision.kind in ("correct", "add"):
        recorrect(tx, keys, settings)
    elif recorded.decision.kind == "translation":
        pending.note(tx, "copies", keys)
    elif any(a.field == "entity" for a in anchors):
        _note_parties(tx, anchors)
    elif anchors:
        pending.note(tx, "incidents", keys)
    else:
        _touch_all(tx)


def undo(work: Work, number: int, note: str = "") -> int:
    """Record that a decision no longer holds; undoing an undoing brings it back."""
    with work.case.read() as tx:
        recorded = decisions.get(tx, number)
        while recorded.decision.undoes is not None:
            recorded = decisions.get(tx, recorded.decision.undoes)
    decision = Decision("undo", note=note, undoes=number)
    return work.record(decision, lambda tx: _touch_again(tx, recorded, work.settings))


def erase(case: CaseFile, keys: tuple[str, ...], settings: Settings | None = None) -> None:
    """Erase reports for good and join again what they touched.

    Args:
        case: An open case.
        keys: Keys of reports in it.
        settings: They name the lexicon for the joining.
    """
    with case.session("erase"):
        erase_reports(case, keys)
        joins.work_off(case, settings or Settings(), Workers())
        case.shrink()
