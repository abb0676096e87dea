# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Hold an answer against the text and make the records of the contract of what stands there.

Everything is checked: a quote must be in the text, a reference must name a party that is. What fails is left out and
counted, and a claim without its content, a relation without one of its ends or an event without its word goes whole:
an invented claim would make a chain that is not there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal

from tawatur.model import (
    Claim,
    Count,
    Entity,
    Event,
    EventPlace,
    EventTime,
    Mention,
    NonResponse,
    Place,
    Relation,
    Role,
    Source,
    TextSpan,
    Timex,
    Via,
)
from tawatur.reading.links import link_claims
from tawatur.reading.llm.answer import Act, Answer, Number, Saying, Silence, Site, Tie, Time
from tawatur.reading.llm.parties import country_code, place_parties
from tawatur.reading.llm.quotes import Placer, Quotes, Span, nearest
from tawatur.reading.parties import Entities
from tawatur.text.document import Document

RULE = "llm"
MOST_PEOPLE = 10_000_000  # dead or injured that one report can tell of
MOST_PARTIES, MOST_RELAYS = 40, 12  # of one event, of one claim
LONGEST_VALUE = 60  # characters of an EDTF value
_EDTF = re.compile(r"[\[{]?(?:\d|\.\.|-|[XY])[\dXYTZMOEVNIAF:~?%/.,+-]*[\]}]?")


@dataclass(frozen=True, slots=True)
class Assembled:
    """The records of a reading, and how much of the answer was left out, by reason."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    non_responses: tuple[NonResponse, ...]
    wrong: Counter[str] = field(default_factory=Counter)


class _Assembler:
    """Makes records of one answer."""

    def __init__(self, document: Document, answer: Answer, known: Sequence[Place], wrong: Counter[str]) -> None:
        self.quotes = Quotes(document)
        self.text = document.text
        self.answer = answer
        self.known = {(p.start, p.end): p for p in known}
        self.wrong = wrong
        self.entities, self.mentions, self.ids = place_parties(answer.entities, self.quotes, wrong)
        self.parties = Entities(self.entities, self.mentions)
        self._near: dict[tuple[str, int], list[Span]] = {}  # mentions of a party in a sentence
        for mention in self.mentions:
            sentence = self.quotes.sentence(mention.start)
            self._near.setdefault((mention.entity, sentence), []).append((mention.start, mention.end))

    def _placed(self, placer: Placer, quote: str, sentence: int) -> Span | None:
        span = placer.place(quote, sentence)
        self.wrong["quote"] += span is None
        return span

    def _beside(self, quote: str | None, span: Span) -> Span | None:
        """Return the place of a quote nearest to a span; one that the text lacks is counted."""
        if quote is None:
            return None
        found = nearest(self.quotes.places(quote), span)
        self.wrong["quote"] += found is None
        return found

    def _party(self, id: str | None) -> str | None:
        """Return our id for one of the model's; one that names no party of the text is counted."""
        if id is None:
            return None
        found = self.ids.get(id)
        self.wrong["reference"] += found is None
        return found

    def _parties(self, ids: Iterable[str]) -> tuple[str, ...]:
        found = (self._party(id) for id in islice(dict.fromkeys(ids), MOST_PARTIES))
        return tuple(dict.fromkeys(id for id in found if id is not None))

    def _value(self, value: str | None) -> str | None:
        """Return an EDTF value; what cannot be one is counted."""
        if value is None or (len(value) <= LONGEST_VALUE and _EDTF.fullmatch(value)):
            return value
        self.wrong["value"] += 1
        return None

    def timexes(self) -> tuple[Timex, ...]:
        """Return the time expressions."""
        placer, found = Placer(self.quotes), dict[Span, Time]()
        for time in self.answer.timexes:
            span = self._placed(placer, time.quote, time.sentence)
            if span is not None:
                found.setdefault(span, time)
        out = []
        for number, (span, time) in enumerate(sorted(found.items(), key=lambda item: item[0]), start=1):
            value = self._value(time.value)
            anchored = "none" if value is None else time.anchored
            out.append(Timex(f"t{number}", *span, self.text[slice(*span)], time.type, value, anchored=anchored))
        return tuple(out)

    def places(self) -> tuple[Place, ...]:
        """Return the places; where they lie is the gazetteer's word, never the model's."""
        placer, found = Placer(self.quotes), dict[Span, Site]()
        for site in self.answer.places:
            span = self._placed(placer, site.quote, site.sentence)
            if span is not None:
                found.setdefault(span, site)
        out = []
        for number, (span, site) in enumerate(sorted(found.items(), key=lambda item: item[0]), start=1):
            known = self.known.get(span)
            if known is not None and site.country in (None, known.country):
                out.append(replace(known, id=f"p{number}"))
            else:
                written = self.text[slice(*span)]
                name = site.name if self.quotes.places(site.name) else written
                out.append(Place(f"p{number}", *span, written, name, country_code(site.country)))
        return tuple(out)

    def _people(self, number: Number | None, near: Span) -> Count | None:
        span = None if number is None else self._beside(number.quote, near)
        if number is None or span is None:
            return None
        low, high = number.low, number.high
        sides = [side for side in (low, high) if side is not None]
        if not sides or not all(0 <= side <= MOST_PEOPLE for side in sides) or sides != sorted(sides):
            self.wrong["value"] += 1
            return None
        return Count(low, high, *span)

    def _role(self, role: Literal["actor", "recipient"], id: str, anchor: Span) -> Role:
        span = nearest(self._near.get((id, self.quotes.sentence(anchor[0])), ()), anchor)
        start, end = span if span is not None else (None, None)
        return Role(role, id, start, end, implicit=span is None)

    def _event(self, act: Act, span: Span, times: Sequence[Timex], sites: Sequence[Place]) -> Event:
        actors, recipients = self._parties(act.actors), self._parties(act.recipients)
        where = self._beside(act.place, span)
        site = next((p.id for p in sites if where and p.start < where[1] and where[0] < p.end), None)
        when = self._value(act.when)
        dated = [t for t in times if t.value == when]
        timex = min(dated, key=lambda t: abs(t.start - span[0]), default=None)
        return Event(
            id=act.id,
            type=act.type,
            start=span[0],
            end=span[1],
            text=self.text[slice(*span)],
            mode=act.mode,
            contexts=tuple(dict.fromkeys(act.contexts)),
            actors=actors,
            recipients=recipients,
            roles=(
                *(self._role("actor", id, span) for id in actors),
                *(self._role("recipient", id, span) for id in recipients),
            ),
            place=None if where is None else EventPlace(self.text[slice(*where)], site),
            when=None if when is None else EventTime(when, None if timex is None else timex.id),
            status=act.status,
            deaths=self._people(act.deaths, span),
            injured=self._people(act.injured, span),
            rule=RULE,
        )

    def events(self, times: Sequence[Timex], sites: Sequence[Place]) -> tuple[tuple[Event, ...], dict[str, str]]:
        """Return the events, and our id for each of the model's."""
        placers: dict[str, Placer] = {}  # of each type its own: one word can be two events
        found: dict[tuple[Span, str], Act] = {}
        for act in self.answer.events:
            placer = placers.setdefault(act.type, Placer(self.quotes))
            span = self._placed(placer, act.anchor, act.sentence)
            if span is not None:
                found.setdefault((span, act.type), act)
        ids: dict[str, str] = {}
        events = []
        for number, ((span, _), act) in enumerate(sorted(found.items(), key=lambda item: item[0]), start=1):
            ids.setdefault(act.id, f"e{number}")
            events.append(replace(self._event(act, span, times, sites), id=f"e{number}"))
        return tuple(events), ids

    def _inside(self, span: Span) -> str | None:
        """Return the party whose mention a span is, or begins with."""
        inside = self.parties.mentions_in(*span)
        return inside[0].entity if inside else None

    def _claim(self, saying: Saying, cue: Span, events: dict[str, str]) -> Claim | None:
        content, source = self._beside(saying.content, cue), self._beside(saying.source, cue)
        speaker = self._party(saying.speaker)
        if (saying.content is not None and content is None) or (source is None and speaker is None):
            return None
        told = (events.get(id) for id in saying.events)
        via = [span for name in saying.via[:MOST_RELAYS] if (span := self._beside(name, cue)) is not None]
        spoken = Source(entity=speaker)
        if source is not None:
            spoken = Source(*source, self.text[slice(*source)], speaker)
        return Claim(
            id="",
            cue=TextSpan(*cue, self.text[slice(*cue)]),
            source=spoken,
            content=None if content is None else TextSpan(*content, self.text[slice(*content)]),
            mode="direct" if saying.direct else "indirect",
            stance=saying.stance,
            anonymous=saying.anonymous,
            count=saying.count if saying.count is None or 0 < saying.count <= MOST_PEOPLE else None,
            basis=saying.basis if saying.basis is None or self.quotes.places(saying.basis) else None,
            via=tuple(Via(self.text[slice(*s)], *s, self._inside(s)) for s in dict.fromkeys(via)),
            events=tuple(dict.fromkeys(id for id in told if id is not None)),
            rule=RULE,
        )

    def claims(self, events: dict[str, str]) -> tuple[Claim, ...]:
        """Return the claims whose content and source hold."""
        placer, found = Placer(self.quotes), dict[Span, Claim]()
        for saying in self.answer.claims:
            cue = self._placed(placer, saying.cue, saying.sentence)
            claim = None if cue is None else self._claim(saying, cue, events)
            if cue is not None and claim is not None:
                found.setdefault(cue, claim)
        return tuple(replace(found[cue], id=f"c{number}") for number, cue in enumerate(sorted(found), start=1))

    def _relation(self, tie: Tie, span: Span) -> Relation | None:
        one, other = self._party(tie.from_), self._party(tie.to)
        if one is None or other is None or one == other:
            return None
        return Relation(tie.type, one, other, *span, self.text[slice(*span)], rule=RULE)

    def relations(self) -> tuple[Relation, ...]:
        """Return the relations both of whose ends are parties of the text."""
        found = dict[tuple[str, str, str], Relation]()
        placer = Placer(self.quotes)
        for tie in self.answer.relations:
            places = self.quotes.places(tie.quote)
            span = placer.place(tie.quote, tie.sentence) if places else None
            self.wrong["quote"] += span is None
            relation = None if span is None else self._relation(tie, span)
            if relation is not None:
                found.setdefault((relation.type, relation.from_, relation.to), relation)
        return tuple(sorted(found.values(), key=lambda r: (r.start, r.end, r.type, r.from_, r.to)))

    def _silence(self, silence: Silence, span: Span) -> NonResponse:
        entity, asked_by = self._party(silence.party), self._party(silence.asked_by)
        return NonResponse(*span, self.text[slice(*span)], entity, asked_by, silence.channel, RULE)

    def non_responses(self) -> tuple[NonResponse, ...]:
        """Return the refusals to comment."""
        placer, found = Placer(self.quotes), dict[Span, NonResponse]()
        for silence in self.answer.non_responses:
            span = self._placed(placer, silence.quote, silence.sentence)
            if span is not None:
                found.setdefault(span, self._silence(silence, span))
        return tuple(found[span] for span in sorted(found))


def assemble(document: Document, answer: Answer, known: Sequence[Place], wrong: Counter[str]) -> Assembled:
    """Return the records that an answer and the text agree on.

    Args:
        document: The analysed text.
        answer: The model's answer.
        known: Places that the gazetteer finds in the text.
        wrong: What of the answer had the wrong form; goes on counting `quote`, `reference` and `value`.
    """
    made = _Assembler(document, answer, known, wrong)
    times, sites = made.timexes(), made.places()
    events, ids = made.events(times, sites)
    said, done, ties = link_claims(made.claims(ids), events, made.relations())
    return Assembled(made.entities, made.mentions, times, sites, done, said, ties, made.non_responses(), wrong)
