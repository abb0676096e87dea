# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From a reading to what its page marks and explains.

A *mark* is a stretch of the text on a layer; an *item* is what the reading says there, with all its marks. The page
draws marks as highlights over one text node, so letters stay joined and word order stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.lexicon.lookup import Entry, rule_entries
from tawatur.model import Claim, Count, Entity, Event, NonResponse, Place, Reading, Relation, Timex
from tawatur.text.normalize import fold

LAYERS = ("event", "claim", "entity", "timex", "place", "relation", "silence")
MOST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that belongs to an item; `part` says what it is there: cue, content, source, actor …"""

    start: int
    end: int
    layer: str
    item: str
    part: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an explanation.

    Args:
        label: What is said: a term of the context `fact`.
        text: Words of the report or a name; shown isolated.
        term: Kind and code of a term of the field, in place of text.
        span: Where in the text it stands.
        goes: Id of another item that it leads to.
        day: An EDTF value, in place of text.
    """

    label: str
    text: str | None = None
    term: tuple[str, str] | None = None
    span: tuple[int, int] | None = None
    goes: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What the reading says at some place, and why."""

    id: str
    layer: str
    name: str
    kind: tuple[str, str]
    detail: tuple[str, str] | None
    marks: tuple[Mark, ...]
    facts: tuple[Fact, ...]
    clause: tuple[int, int] | None
    confidence: float | None = None
    rule: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def start(self) -> int:
        """Where its first mark begins."""
        return self.marks[0].start if self.marks else 0


def astral(text: str) -> list[int]:
    """Return the places, in code points, of the characters that take two units of UTF-16: what a browser counts in."""
    return [n for n, c in enumerate(text) if c > "\uffff"]


def shown_count(count: Count) -> str:
    """Return a count as a range."""
    low = "?" if count.low is None else str(count.low)
    high = "?" if count.high is None else str(count.high)
    return low if low == high else f"{low}–{high}"


class Marker:
    """Turns the records of one reading into items; without a lexicon these do not show the rows of their rules."""

    def __init__(self, reading: Reading, lexicon: Lexicon | None = None) -> None:
        self.reading, self.lexicon, self.text = reading, lexicon, reading.report.text
        self._entities = {e.id: e for e in reading.entities}

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentence around a stretch."""
        for sentence in self.reading.sentences:
            if sentence.start <= start < sentence.end:
                return sentence.start, max(sentence.end, end)
        return start, end

    def _entries(self, rule: str) -> tuple[Entry, ...]:
        if self.lexicon is None:
            return ()
        return tuple(rule_entries(self.lexicon, rule, fold)[:MOST_ENTRIES])

    def _party(self, label: str, id: str | None, span: tuple[int | None, int | None] = (None, None)) -> Fact:
        start, end = span
        where = None if start is None or end is None else (start, end)
        if id is None or id not in self._entities:
            return Fact(label, text=None, span=where)
        return Fact(label, self._entities[id].name, span=where, goes=id)

    def event(self, event: Event) -> Item:
        """Return the item of an event."""
        marks = [Mark(event.start, event.end, "event", event.id, "word")]
        facts: list[Fact] = []
        for role in event.roles:
            facts.append(self._party(role.role, role.entity, (role.start, role.end)))
            facts.append(Fact("path", role.path or "–"))
            if role.start is not None and role.end is not None:
                marks.append(Mark(role.start, role.end, "event", event.id, role.role))
        if not event.roles:
            facts.append(Fact("parties"))
        facts.append(Fact("status", term=("status", event.status)))
        if event.when is not None:
            facts.append(Fact("when", day=event.when.value, goes=event.when.timex))
        if event.place is not None:
            facts.append(Fact("place", event.place.text, goes=event.place.id))
        for label, count in (("deaths", event.deaths), ("injured", event.injured)):
            if count is not None:
                facts.append(Fact(label, shown_count(count), span=(count.start, count.end)))
                marks.append(Mark(count.start, count.end, "event", event.id, label))
        facts += [Fact("context", term=("context", c)) for c in event.contexts]
        facts.append(self._told_by(event))
        detail = ("mode", event.mode) if event.mode else None
        return Item(
            event.id, "event", event.text, ("type", event.type), detail, tuple(marks), tuple(facts),
            self.clause(event.start, event.end), event.confidence, event.rule, self._entries(event.rule),
        )  # fmt: skip

    def _told_by(self, event: Event) -> Fact:
        claim = next((c for c in self.reading.claims if c.id == event.claim), None)
        if claim is None:
            return Fact("says", term=("says", "outlet"))
        return Fact("says", claim.source.text or self._name(claim.source.entity), goes=claim.id)

    def _name(self, id: str | None) -> str | None:
        return self._entities[id].name if id in self._entities else None

    def claim(self, claim: Claim) -> Item:
        """Return the item of a claim."""
        marks = [Mark(claim.cue.start, claim.cue.end, "claim", claim.id, "cue")]
        source = claim.source
        if source.start is not None and source.end is not None:
            marks.append(Mark(source.start, source.end, "claim", claim.id, "source"))
            facts = [Fact("source", source.text, span=(source.start, source.end), goes=source.entity)]
        else:
            facts = [self._party("understood", source.entity)]
        if source.entity is not None and source.text is not None:
            facts.append(self._party("means", source.entity))
        for via in claim.via:
            facts.append(Fact("via", via.text, span=(via.start, via.end), goes=via.entity))
            marks.append(Mark(via.start, via.end, "claim", claim.id, "via"))
        if claim.content is not None:
            marks.append(Mark(claim.content.start, claim.content.end, "claim", claim.id, "content"))
            facts.append(Fact("content", claim.content.text, span=(claim.content.start, claim.content.end)))
        facts += [Fact("mode", term=("speech", claim.mode)), Fact("known", term=("known", _known(claim)))]
        if claim.count is not None:
            facts.append(Fact("count", str(claim.count)))
        if claim.basis is not None:
            facts.append(Fact("basis", claim.basis))
        facts += [Fact("tells", self._event_name(e), goes=e) for e in claim.events]
        name = source.text or self._name(source.entity) or claim.cue.text
        return Item(
            claim.id, "claim", name, ("stance", claim.stance), None, tuple(marks), tuple(facts),
            self.clause(claim.cue.start, claim.cue.end), claim.confidence, claim.rule, self._entries(claim.rule),
        )  # fmt: skip

    def _event_name(self, id: str) -> str | None:
        return next((e.text for e in self.reading.events if e.id == id), None)

    def entity(self, entity: Entity) -> Item:
        """Return the item of a party, with all its mentions."""
        mentions = [m for m in self.reading.mentions if m.entity == entity.id]
        marks = tuple(Mark(m.start, m.end, "entity", entity.id, "mention") for m in mentions)
        known = ("origin", "lexicon") if entity.known else ("origin", "report")
        facts = [Fact("name_en", entity.name_en)] if entity.name_en else []
        facts += [Fact("country", term=("country", entity.country))] if entity.country else []
        facts += [Fact("sector", term=("sector", entity.sector))] if entity.sector else []
        facts += [Fact("origin", term=known)]
        facts += [Fact("table", entity.known)] if entity.known else []
        facts += [Fact("mention", m.text, span=(m.start, m.end)) for m in mentions[:20]]
        return Item(entity.id, "entity", entity.name, ("kind", entity.kind), None, marks, tuple(facts), None)

    def timex(self, timex: Timex) -> Item:
        """Return the item of a time expression."""
        facts = [Fact("value", day=timex.value), Fact("anchored", term=("anchored", timex.anchored))]
        if timex.calendar != "gregorian":
            facts.append(Fact("calendar", term=("calendar", timex.calendar)))
        mark = Mark(timex.start, timex.end, "timex", timex.id, "date")
        where = self.clause(timex.start, timex.end)
        return Item(timex.id, "timex", timex.text, ("timex", timex.type), None, (mark,), tuple(facts), where)

    def place(self, place: Place) -> Item:
        """Return the item of a place."""
        facts = [Fact("name", place.name)]
        facts += [Fact("country", term=("country", place.country))] if place.country else []
        if place.lat is not None and place.lon is not None:
            facts.append(Fact("coordinates", f"{place.lat:.4f}, {place.lon:.4f}"))
        mark = Mark(place.start, place.end, "place", place.id, "place")
        kind = ("precision", place.precision or "place")
        where = self.clause(place.start, place.end)
        return Item(place.id, "place", place.text, kind, None, (mark,), tuple(facts), where)

    def relation(self, number: int, relation: Relation) -> Item:
        """Return the item of a relation."""
        mark = Mark(relation.start, relation.end, "relation", f"r{number}", "relation")
        facts = [self._party("from", relation.from_), self._party("to", relation.to)]
        claim = next((c for c in self.reading.claims if c.id == relation.claim), None)
        if claim is None:
            facts.append(Fact("says", term=("says", "outlet")))
        else:
            facts.append(Fact("says", claim.source.text or self._name(claim.source.entity), goes=claim.id))
        return Item(
            f"r{number}", "relation", relation.text, ("relation", relation.type), None, (mark,), tuple(facts),
            self.clause(relation.start, relation.end), relation.confidence, relation.rule,
            self._entries(relation.rule),
        )  # fmt: skip

    def silence(self, number: int, silence: NonResponse) -> Item:
        """Return the item of a refusal to comment."""
        mark = Mark(silence.start, silence.end, "silence", f"s{number}", "silence")
        facts = [self._party("silent", silence.entity)]
        facts += [Fact("asked_by", silence.asked_by)] if silence.asked_by else []
        facts.append(Fact("channel", term=("channel", silence.channel)))
        where = self.clause(silence.start, silence.end)
        kind = ("layer", "silence")
        return Item(
            f"s{number}", "silence", silence.text, kind, None, (mark,), tuple(facts), where, None, silence.rule,
            self._entries(silence.rule),
        )  # fmt: skip

    def items(self) -> list[Item]:
        """Return all items, layer by layer, each in the order of the text."""
        reading = self.reading
        found: list[Item] = []
        found += map(self.event, reading.events)
        found += map(self.claim, reading.claims)
        found += (i for i in map(self.entity, reading.entities) if i.marks)
        found += map(self.timex, reading.timexes)
        found += map(self.place, reading.places)
        found += (self.relation(n, r) for n, r in enumerate(reading.relations, 1))
        found += (self.silence(n, s) for n, s in enumerate(reading.non_responses, 1))
        order = {layer: n for n, layer in enumerate(LAYERS)}
        return sorted(found, key=lambda i: (order[i.layer], i.start, i.id))


def _known(claim: Claim) -> str:
    return "anonymous" if claim.anonymous else "named"


def marks_of(items: Iterable[Item]) -> list[Mark]:
    """Return all marks, longest first where several begin at one place, so that the innermost comes last."""
    return sorted((m for i in items for m in i.marks), key=lambda m: (m.start, -m.end, m.item, m.part))
