# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The steps from a document to its events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Event, EventTime, Place, Role, Timex
from tawatur.model.records import Status
from tawatur.reading.clauses import NONE
from tawatur.reading.events import casualties, context, frames, paths, status, times
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.casualties import Toll
from tawatur.reading.events.context import Context
from tawatur.reading.events.features import View, views
from tawatur.reading.events.judging import Ranked
from tawatur.reading.events.links import links
from tawatur.reading.events.models import DATED, Models, load
from tawatur.reading.events.roles import Asked, Part
from tawatur.reading.events.slots import owns_recipient
from tawatur.reading.events.subjects import Subject, subjects
from tawatur.reading.parties import Entities
from tawatur.text.document import Document
from tawatur.text.normalize import fold


@dataclass(frozen=True, slots=True)
class Opened:
    """A document ready to be judged."""

    context: Context
    views: list[View]
    subjects: tuple[Subject, ...]


def open_document(
    document: Document,
    entities: Entities,
    timexes: Sequence[Timex],
    places: Sequence[Place],
    claims: Sequence[Claim],
    lexicon: Lexicon,
) -> Opened:
    """Return a document's context and candidates."""
    index = lexicon.compiled("events.frames", frames.compile_frames)
    around = context.build(document, entities, timexes, places, claims, lexicon)
    dated = {i for i, number in enumerate(around.timex_of) if number != NONE}
    found = frames.find(document, around.lemmas, index, dated)
    around.anchors.update((c.token, c.lemma) for c in found)
    acting = subjects(around)
    return Opened(around, views(around, found, acting), acting)


def status_cues(lexicon: Lexicon) -> dict[str, str]:
    """Return the words that colour an event, by folded lemma."""
    cues: dict[str, str] = {}
    for lemma, meaning in lexicon.table("events/status").columns("lemma", "status"):
        cues.setdefault(fold(lemma), meaning)
    return cues


def _roles(context: Context, candidate: Candidate, parts: Sequence[Part]) -> tuple[Role, ...]:
    tokens = context.document.tokens
    sentence = tokens[candidate.token].sentence
    out = []
    for part in parts:
        party = part.link.party
        near = tokens[party.first].sentence == sentence
        start, end = (party.mention.start, party.mention.end) if near else (None, None)
        way = paths.describe(part.link.plain)
        out.append(Role(part.role, party.entity.id, start, end, implicit=not near, path=way))
    return tuple(out)


def _ask(opened: Opened, models: Models, item: Ranked, probability: float) -> Asked:
    view, type_ = item.scored.view, item.scored.type
    return models.ask(view.candidate, type_, links(opened.context, opened.subjects, view, type_), probability)


def _event(
    opened: Opened, models: Models, item: Ranked, probability: float, parts: Sequence[Part], cues: dict[str, str]
) -> Event:
    around, candidate, type_ = opened.context, item.scored.candidate, item.scored.type
    frame = candidate.frame(type_)
    parts = [
        replace(p, role="recipient") if owns_recipient(around, candidate, frame, p.link.party) else p for p in parts
    ]
    found = times.datings(around, candidate, type_)
    dating = times.choose(found, [models.times.probability(d.features) for d in found], DATED)
    label, _ = models.status.best(status.features(around, candidate, type_, cues))
    return Event(
        id="",
        type=type_,
        start=candidate.start,
        end=candidate.end,
        text=around.document.text[candidate.start : candidate.end],
        mode=frame.mode or None,
        contexts=frame.contexts,
        actors=tuple(dict.fromkeys(p.link.party.entity.id for p in parts if p.role == "actor")),
        recipients=tuple(dict.fromkeys(p.link.party.entity.id for p in parts if p.role == "recipient")),
        roles=_roles(around, candidate, parts),
        place=times.place(around, candidate),
        when=EventTime(dating.value, dating.timex.id) if dating is not None else None,
        status=cast(Status, label),
        confidence=round(probability, 3),
        rule=f"events/{frame.source}:{frame.lemma}/{frame.pos}/{type_}",
    )


def _with_victims(event: Event, tolls: Sequence[Toll], context: Context) -> Event:
    """Return an event in which those counted among its dead and injured are not the ones who did it.

    «قُتل سبعة جنود» and «قَتل سبعة جنود» look alike without vowels; the count decides.
    """
    if not tolls:
        return event
    counted = {
        party.entity.id
        for party in context.parties
        if any(party.mention.start <= toll.start and toll.end <= party.mention.end for toll in tolls)
    }
    turned = [actor for actor in event.actors if actor in counted]
    if not turned:
        return event
    return replace(
        event,
        actors=tuple(a for a in event.actors if a not in counted),
        recipients=tuple(dict.fromkeys((*event.recipients, *turned))),
        roles=tuple(replace(r, role="recipient") if r.entity in counted else r for r in event.roles),
    )


def _tolls(context: Context, anchors: Sequence[int], found: Sequence[Event], lexicon: Lexicon) -> list[list[Toll]]:
    """Return the tolls of each event: of what happened, and of acts that seldom kill only where nothing else could."""
    tolls = casualties.tolls(context, lexicon)
    told = [
        (at, context.document.tokens[at].sentence, event.type if event.status == "asserted" else "")
        for at, event in zip(anchors, found, strict=True)
    ]
    mild = {at for at, event in zip(anchors, found, strict=True) if casualties.is_mild(event)}
    deadly = frozenset(toll.token for toll in tolls if toll.effect == "deaths")
    return casualties.share(tolls, told, deadly | mild, casualties.told_again(context, tolls, told))


def judge(opened: Opened, models: Models, lexicon: Lexicon, threshold: float) -> tuple[Event, ...]:
    """Return the events of an opened document, judged by the given models."""
    around = opened.context
    likely = models.likely(around) if opened.views else {}
    accepted = models.accept(around, opened.views, likely, threshold)
    if not accepted:
        return ()
    cues = lexicon.compiled("events.status", status_cues)
    asked = [_ask(opened, models, item, probability) for item, probability in accepted]
    found = [
        _event(opened, models, item, probability, parts, cues)
        for (item, probability), parts in zip(accepted, models.parts(around, asked, likely), strict=True)
    ]
    anchors = [item.scored.candidate.token for item, _ in accepted]
    given = _tolls(around, anchors, found, lexicon)
    return tuple(
        replace(
            _with_victims(event, mine, around),
            id=f"e{number}",
            deaths=casualties.merge(mine, "deaths"),
            injured=casualties.merge(mine, "injured"),
        )
        for number, (event, mine) in enumerate(zip(found, given, strict=True), start=1)
    )


def read(
    document: Document,
    entities: Entities,
    timexes: Sequence[Timex],
    places: Sequence[Place],
    claims: Sequence[Claim],
    lexicon: Lexicon,
    threshold: float,
) -> tuple[Event, ...]:
    """Return the events of a document; see `tawatur.reading.events.annotate`."""
    return judge(open_document(document, entities, timexes, places, claims, lexicon), load(), lexicon, threshold)
