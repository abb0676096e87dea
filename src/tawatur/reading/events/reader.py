# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The steps from a document to its events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Event, EventTime, Place, Role, Timex
from tawatur.model.records import Status
from tawatur.reading import network
from tawatur.reading.clauses import NONE
from tawatur.reading.events import (
    binding,
    casualties,
    context,
    denials,
    frames,
    governing,
    grounds,
    nations,
    nesting,
    paths,
    responsibility,
    ruling,
    sharing,
    status,
    tails,
    taken_up,
    times,
    topics,
    victims,
    voice,
)
from tawatur.reading.events.binding import Scene
from tawatur.reading.events.candidates import Candidate, Frame
from tawatur.reading.events.context import Context
from tawatur.reading.events.features import View, views
from tawatur.reading.events.governing import Governors
from tawatur.reading.events.judging import Ranked
from tawatur.reading.events.links import links
from tawatur.reading.events.models import DATED, Models, load
from tawatur.reading.events.roles import Asked, Part
from tawatur.reading.events.ruling import Ruled
from tawatur.reading.events.slots import owns_recipient
from tawatur.reading.events.subjects import Subject, subjects
from tawatur.reading.events.tolls import Toll
from tawatur.reading.network import Seen
from tawatur.reading.parties import Entities
from tawatur.text.document import Document
from tawatur.text.normalize import fold
from tawatur.text.records import Token


@dataclass(frozen=True, slots=True)
class Opened:
    """A document ready to be judged."""

    context: Context
    views: list[View]
    subjects: tuple[Subject, ...]
    seen: Seen


@dataclass(frozen=True, slots=True)
class Words:
    """Words around events.

    Args:
        cues: Words that colour an event, with the status they suggest.
        governors: Words that rule an event's noun.
        transitive: Verbs with the complements beside which they have an object.
        aimed: Words and types that are events only where somebody is aimed at.
        members: Nouns that stand for the body named behind them.
        nations: Countries by their adjectives.
        faceless: Nouns that count people without saying who they are.
        responsibility: Words by which attacks are claimed.
    """

    cues: dict[str, str]
    governors: Governors
    transitive: dict[str, frozenset[str]]
    aimed: frozenset[tuple[str, str]]
    members: frozenset[str]
    nations: dict[str, str]
    faceless: frozenset[str]
    responsibility: dict[tuple[str, str], str]


def open_document(
    document: Document,
    entities: Entities,
    timexes: Sequence[Timex],
    places: Sequence[Place],
    claims: Sequence[Claim],
    lexicon: Lexicon,
    look: Callable[[Sequence[Token]], Seen],
) -> Opened:
    """Return a document's context and candidates; the network looks only at what has any."""
    index = lexicon.compiled("events.frames", frames.compile_frames)
    around = context.build(document, entities, timexes, places, claims, lexicon)
    dated = {i for i, number in enumerate(around.timex_of) if number != NONE}
    end = tails.ending(document, lexicon.compiled("events.tails", tails.compile_tails))
    found = frames.find(document, around.lemmas, index, dated)
    found = [c for c in found if c.token < end and not context.in_name(around, c.token)]
    known = lexicon.compiled("events.topics", topics.compile_topics)
    if topics.is_eventless(around, known):
        found = [c for c in found if topics.of_state(around, c.token, known)]
    around.anchors.update((c.token, c.lemma) for c in found)
    acting = subjects(around)
    seen = look(document.tokens if found else ())
    return Opened(around, views(around, found, acting, seen), acting, seen)


def status_cues(lexicon: Lexicon) -> dict[str, str]:
    """Return the words that colour an event, by folded lemma."""
    cues: dict[str, str] = {}
    for lemma, meaning in lexicon.table("events/status").columns("lemma", "status"):
        cues.setdefault(fold(lemma), meaning)
    return cues


def aimed_words(lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """Return the words, by folded lemma and type, that express an event only where somebody is aimed at."""
    return frozenset((fold(lemma), type_) for lemma, type_ in lexicon.table("events/aimed").columns("lemma", "type"))


def compile_words(lexicon: Lexicon) -> Words:
    """Return the words around events of a lexicon."""
    return Words(
        status_cues(lexicon),
        governing.compile_governors(lexicon),
        voice.compile_voice(lexicon),
        aimed_words(lexicon),
        nesting.compile_members(lexicon),
        nations.compile_nations(lexicon),
        victims.compile_faceless(lexicon),
        responsibility.compile_responsibility(lexicon),
    )


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
    found = links(opened.context, opened.subjects, view, type_, opened.seen)
    return models.ask(view.candidate, type_, found, probability)


def _settled(opened: Opened, asked: Asked, parts: Sequence[Part], over: Ruled, words: Words) -> list[Part]:
    """Return the parts of an event as its own words and those over it say: «هجوم على معسكر للجيش», «إحباط هجوم»."""
    around, frame = opened.context, asked.candidate.frame(asked.type)
    parts = [
        replace(p, role="recipient") if owns_recipient(around, asked.candidate, frame, p.link.party) else p
        for p in parts
    ]
    parts = grounds.settle(around, asked, parts, opened.subjects)
    parts = taken_up.settle(around, asked.candidate, opened.subjects, parts)
    done_to = voice.passive_subject(around, asked.candidate, around.valencies[asked.candidate.token], words.transitive)
    if done_to is not None:
        listed = {p.entity.id for p in around.parties if around.chains[p.number][0] == done_to}
        parts = [replace(p, role="recipient") if p.link.party.entity.id in listed else p for p in parts]
    parts = ruling.settle(around, asked, parts, over) if over.parts else parts
    parts = nations.settle(around, asked, parts, words.nations)
    return nesting.settle(around, asked, parts, words.members)


def _start(context: Context, candidate: Candidate, frame: Frame) -> int:
    """Return where an anchor begins in the reading that has the frame: «ودعت» is one word, or «و» and another."""
    if frame.lemma == candidate.analysis.lemma:
        return candidate.start
    token = context.document.tokens[candidate.token]
    leads = (a.lead for a in token.word.analyses if (a.lemma, a.pos) == (frame.lemma, frame.pos))
    return token.start + next(leads, candidate.start - token.start)


def _event(
    opened: Opened, models: Models, item: Ranked, asked: Asked, parts: Sequence[Part], words: Words, scene: Scene
) -> Event:
    around, candidate, type_ = opened.context, item.scored.candidate, item.scored.type
    frame = candidate.frame(type_)
    over = ruling.ruled(around, opened.subjects, candidate, type_, words.governors)
    parts = _settled(opened, asked, parts, over, words)
    found = times.datings(scene, candidate, type_)
    looks = opened.seen.dates([(candidate.token, type_, dating.token) for dating in found])
    dating = times.choose(found, models.dated(found, looks), DATED)
    start = _start(around, candidate, frame)
    label = over.status or models.status.best(status.features(around, candidate, type_, words.cues))[0]
    return Event(
        id="",
        type=type_,
        start=start,
        end=candidate.end,
        text=around.document.text[start : candidate.end],
        mode=frame.mode or None,
        contexts=frame.contexts,
        actors=tuple(dict.fromkeys(p.link.party.entity.id for p in parts if p.role == "actor")),
        recipients=tuple(dict.fromkeys(p.link.party.entity.id for p in parts if p.role == "recipient")),
        roles=_roles(around, candidate, parts),
        place=times.place(around, candidate),
        when=EventTime(dating.value, dating.timex.id) if dating is not None else None,
        status=cast(Status, label),
        confidence=round(asked.probability, 3),
        rule=f"events/{frame.source}:{frame.lemma}/{frame.pos}/{type_}",
    )


def _tolls(
    context: Context, anchors: Sequence[int], found: Sequence[Event], lexicon: Lexicon
) -> tuple[list[list[Toll]], frozenset[int]]:
    """Return the tolls of each event, and which only tell that of another: «قتل ثلاثة في كمين» is one attack.

    Tolls are those of what happened, and of acts that seldom kill only where nothing else could. Of 19 killings whose
    clause names as cause an attack that is told too the coders of `gold/check` and the written reports took the attack
    alone in 18.
    """
    tolls = casualties.tolls(context, lexicon)
    told = [
        (at, context.document.tokens[at].sentence, event.type if event.status == "asserted" else "")
        for at, event in zip(anchors, found, strict=True)
    ]
    mild = {at for at, event in zip(anchors, found, strict=True) if sharing.is_mild(event)}
    deadly = frozenset(toll.token for toll in tolls if toll.effect == "deaths")
    caused = sharing.caused(context, tolls, told)
    given = sharing.share(tolls, told, deadly | mild, sharing.told_again(context, tolls, told), caused)
    number_at = {at: number for number, at in enumerate(anchors) if found[number].type == victims.ATTACK}
    by_word = [(number_at.get(toll.token, NONE), cause) for toll, cause in zip(tolls, caused, strict=True)]
    meant = {own: cause for own, cause in by_word if NONE not in (own, cause) and own != cause}
    return given, frozenset(own for own, cause in meant.items() if meant.get(cause) != own or own > cause)


def judge(opened: Opened, models: Models, lexicon: Lexicon, threshold: float) -> tuple[Event, ...]:
    """Return the events of an opened document, judged by the given models."""
    around = opened.context
    likely = models.likely(around) if opened.views else {}
    accepted = models.accept(around, opened.views, likely, threshold)
    if not accepted:
        return ()
    words = lexicon.compiled("events.words", compile_words)
    scene = binding.scene(around, opened.views, opened.subjects, lexicon)
    asked = [_ask(opened, models, item, probability) for item, probability in accepted]
    told = [
        (event.candidate.token, _event(opened, models, item, event, parts, words, scene))
        for (item, _), event, parts in zip(accepted, asked, models.parts(around, asked, likely), strict=True)
    ]
    aims = [(event.candidate.lemma, event.type) not in words.aimed for event in asked]
    told = [pair for pair, free in zip(told, aims, strict=True) if free or pair[1].recipients]
    told = [(at, denials.settle(around, at, event)) for at, event in told]
    told = responsibility.settle(around, opened.subjects, told, words.responsibility)
    anchors, found = [token for token, _ in told], [event for _, event in told]
    given, retold = _tolls(around, anchors, found, lexicon)
    kept = [pair for at, pair in enumerate(zip(found, given, strict=True)) if at not in retold]
    return tuple(
        replace(
            victims.settle(event, mine, around, words.faceless),
            id=f"e{number}",
            deaths=sharing.merge(mine, "deaths"),
            injured=sharing.merge(mine, "injured"),
        )
        for number, (event, mine) in enumerate(kept, start=1)
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
    opened = open_document(document, entities, timexes, places, claims, lexicon, network.load().read)
    return judge(opened, load(), lexicon, threshold)
