# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The answers that reports give to the questions about an incident, each with its chains, its count and its grade.

Where reports disagree each answer is a position of its own; positions on one question contradict one another, save that
several parties may have taken part, and that a place may lie within another: those stand side by side.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tawatur.joining.casualties import DEADLY, ROUNDED, Kind, Stated, executed, names_one_dead, stated, told_events
from tawatur.joining.chains import Carried, Core, core, of_tellings
from tawatur.joining.grades import credibility
from tawatur.joining.independence import count
from tawatur.joining.sources import Context, context
from tawatur.joining.tellings import reaction_stems, that_count
from tawatur.lexicon import Lexicon
from tawatur.model.joined import (
    CanonicalEntity,
    Copy,
    Family,
    Incident,
    Independence,
    Position,
    Question,
    Reliability,
    Silence,
    Telling,
)
from tawatur.model.records import Count, Event, Reading, Span

QUESTIONS: tuple[Question, ...] = ("happened", "who", "whom", "deaths", "injured", "where", "when")
RIVALS = frozenset(("happened", "deaths", "injured", "when"))  # questions to which only one answer can be true
COUNTS: tuple[Kind, ...] = ("deaths", "injured")
BLOODLESS = frozenset(("ACCUSE", "AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SUPPORT"))
Answers = dict[str, list[Carried]]


def answer(number: Count) -> str:
    """Return a count as an answer: `7`, or `7..12`.

    Args:
        number: A stated number; an open side takes the other's value.
    """
    low = number.low if number.low is not None else number.high
    high = number.high if number.high is not None else number.low
    return f"{low}" if low == high else f"{low}..{high}"


def bounds(said: str) -> tuple[int, int]:
    """Return the low and high value of a count's answer.

    Args:
        said: An answer as `answer` makes it.
    """
    low, _, high = said.partition("..")
    return int(low), int(high or low)


class _Stated:
    """The answers that the chains of an incident state."""

    def __init__(self, incident: Incident, known: Context) -> None:
        self.incident, self.known = incident, known
        self.carried = of_tellings(incident.tellings, known)
        self.answers: dict[Question, Answers] = {question: defaultdict(list) for question in QUESTIONS}
        for carried in self.carried:
            if self._denies(carried):
                self.answers["happened"]["no"].append(carried)
            elif carried.states:
                self.answers["happened"]["yes"].append(carried)
        self._count(incident)

    def _count(self, incident: Incident) -> None:
        """Gather what the events and headlines of each telling answer."""
        told = [t for t in that_count(incident.tellings) if t.report in self.known.readings]
        about = core(told)
        headlines: dict[Kind, list[tuple[int, Carried]]] = {question: [] for question in COUNTS}
        for telling in told:
            mine = [c for c in self.carried if c.telling is telling]
            reading = self.known.readings[telling.report]
            for event in told_events(reading, telling, self.known.lexicon):
                if event.type == incident.type:
                    self._parties(event, self._carriers(event, mine), telling.report)
            for question in COUNTS:
                counted = self._counted(question, telling, about)
                for found in counted:
                    carriers = self._counting(found, mine)
                    if found.number.high is None and found.number.low is not None:  # «more than» rounds as headlines do
                        headlines[question] += [(found.number.low, carried) for carried in carriers]
                    else:
                        self.answers[question][answer(found.number)] += carriers
                stated = [t for t in telling.headline_tolls if t.kind == question][:1]
                if stated and not self._reacts(telling):
                    first = [c for c in mine if c.states and not c.chain.denies][:1]
                    headlines[question] += [(stated[0].number, carried) for carried in first]
        for question in COUNTS:
            self._headlines(question, headlines[question])
        if not self.answers["deaths"] and self.incident.type not in BLOODLESS:
            self._put_to_death(told)
        if self.incident.type == DEADLY and not self.answers["deaths"]:
            self._one_dead(told)

    def _put_to_death(self, told: Sequence[Telling]) -> None:
        """Who are put to death are counted by few words: «القتل قصاصا في …» is one."""
        for telling in told:
            number = executed(telling, self.known.readings[telling.report], self.known.lexicon)
            if number is not None:
                mine = [c for c in self.carried if c.telling is telling]
                self.answers["deaths"][f"{number}"] += self._carriers(None, mine)

    def _one_dead(self, told: Sequence[Telling]) -> None:
        """One is dead where nobody counts and a lead tells whose death it is."""
        for telling in told:
            if names_one_dead(self.known.readings[telling.report], telling, self.known.lexicon):
                mine = [c for c in self.carried if c.telling is telling]
                self.answers["deaths"]["1"] += self._carriers(None, mine)

    def _headlines(self, question: Kind, stated: Sequence[tuple[int, Carried]]) -> None:
        """Add counts that are rounded down to those that texts state exactly; one victim told of many is no toll."""
        answers = self.answers[question]
        texts = sorted({bounds(said)[0] for said in answers})
        for number, carried in stated:
            same = next((text for text in texts if number <= text < ROUNDED * number), number)
            answers[f"{same}"].append(carried)
        if any(bounds(said)[0] > 1 for said in answers):
            answers.pop("1", None)

    def _counted(self, question: Kind, telling: Telling, about: Core) -> list[Stated]:
        """The counts that a telling states of the incident.

        A reaction or a meeting has no toll of its own: what it counts are the dead of the deed that it is about.
        """
        if self.incident.type in BLOODLESS or self._reacts(telling):
            return []
        reading = self.known.readings[telling.report]
        return stated(reading, telling, question, self.incident.type, about, self.known.lexicon)

    def _denies(self, carried: Carried) -> bool:
        """A denial counts where the denied event is of the incident's kind."""
        if not carried.chain.denies:
            return False
        reading = self.known.readings[carried.telling.report]
        return any(e.id in carried.events and e.type == self.incident.type for e in reading.events)

    def _counting(self, found: Stated, mine: Sequence[Carried]) -> list[Carried]:
        """The chains that state a count: its event's, else that of the claim in whose content it stands."""
        if (found.event is not None and found.event.claim is not None) or not mine:
            return self._carriers(found.event, mine)
        at, reading = found.number.start, self.known.readings[mine[0].telling.report]
        within = {c.id for c in reading.claims if c.content is not None and c.content.start <= at < c.content.end}
        return [c for c in mine if c.chain.claim in within] or self._carriers(found.event, mine)

    @staticmethod
    def _carriers(event: Event | None, mine: Sequence[Carried]) -> list[Carried]:
        """The chains that state an event: its claim's, else those of the telling that stand for themselves."""
        own = [
            c
            for c in mine
            if event is not None and event.claim is not None and (c.chain.claim == event.claim or event.id in c.events)
        ]
        return own or [c for c in mine if c.states and not c.chain.denies][:1]

    def _reacts(self, telling: Telling) -> bool:
        """Whether a telling condemns or condoles: then it counts the dead of another event."""
        lead = (*telling.title, *(telling.sentences[0] if telling.sentences else ()))
        return not reaction_stems(self.known.lexicon).isdisjoint(lead)

    def _parties(self, event: Event, carriers: list[Carried], report: str) -> None:
        for id in event.actors:
            self.answers["who"][self._party(report, id)] += carriers
        for id in event.recipients:
            self.answers["whom"][self._party(report, id)] += carriers
        if event.place is not None:
            self.answers["where"][event.place.text] += carriers
        if event.when is not None:
            self.answers["when"][event.when.value] += carriers

    def _party(self, report: str, id: str) -> str:
        canonical = self.known.canonical.get((report, id))
        if canonical is not None:
            return canonical
        return next((e.name for e in self.known.readings[report].entities if e.id == id), id)


def _unique(carried: Iterable[Carried]) -> list[Carried]:
    return sorted({c.chain.id: c for c in carried}.values(), key=lambda c: c.chain.id)


def _count(carried: Sequence[Carried]) -> Independence:
    return count(
        [c.chain for c in carried],
        sources={c.chain.id: c.sources for c in carried},
        affiliations={c.chain.id: c.affiliations for c in carried},
        alike={c.chain.id: c.like for c in carried},
    )


def _position(
    question: Question,
    said: str,
    carried: Sequence[Carried],
    against: int,
    grades: Mapping[str, Reliability],
) -> Position:
    found = _count(carried)
    chosen = [c.chain for c in carried if c.chain.id in found.chosen]
    reliability = [grades[c.source] for c in chosen if c.source is not None and c.source in grades]
    attributed = any(c.chain.attributed or c.chain.agency for c in carried)
    grade, rule = credibility(found.low, against, attributed=attributed, reliability=reliability)
    low, high = bounds(said) if question in COUNTS else (None, None)
    chains = tuple(c.chain for c in carried)
    return Position(question, said, chains, found, grade, rule, low=low, high=high)


def of(
    incident: Incident,
    readings: Mapping[str, Reading],
    *,
    families: Iterable[Family] = (),
    copies: Iterable[Copy] = (),
    entities: Iterable[CanonicalEntity] = (),
    grades: Mapping[str, Reliability] | None = None,
    declared: Mapping[str, str] | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[Position, ...]:
    """Return the positions on an incident, question by question, the best supported first.

    Args:
        incident: The incident with its tellings.
        readings: Readings of its reports by report key; tellings of others are passed over.
        families: Copy families that hold its reports.
        copies: What its reports share; where none are given, reports of a family are one.
        entities: Canonical entities of its parties and sources.
        grades: Reliability of sources by canonical entity id, as the analyst gave it.
        declared: To whom the analyst says that outlets and bodies belong, by name.
        lexicon: Tables to use; the built-in ones if None.
    """
    stated = _Stated(incident, context(readings, families, copies, entities, lexicon, declared=declared))
    out: list[Position] = []
    for question in QUESTIONS:
        answers = {said: _unique(carried) for said, carried in stated.answers[question].items() if carried}
        counts = {said: _count(carried).low for said, carried in answers.items()}
        mine = []
        for said, carried in answers.items():
            against = max((n for other, n in counts.items() if other != said), default=0) if question in RIVALS else 0
            mine.append(_position(question, said, carried, against, grades or {}))
        out += sorted(mine, key=lambda p: (-p.independence.low, -p.independence.high, -len(p.chains), p.answer))
    return tuple(out)


Forms = Mapping[tuple[str, str], CanonicalEntity]  # by report key and id within the reading


def by_form(entities: Iterable[CanonicalEntity]) -> Forms:
    """Return who is meant by each form of these entities.

    Args:
        entities: Canonical entities with their forms.
    """
    return {form: entity for entity in entities for form in entity.forms}


def silences(
    incident: Incident, readings: Mapping[str, Reading], canonical: Forms | None = None
) -> tuple[Silence, ...]:
    """Return who was asked about an incident and would or could not answer, in the order of its tellings.

    Args:
        incident: The incident with its tellings.
        readings: Readings of its reports by report key; tellings of others are passed over.
        canonical: Who is meant by which form, as `by_form` says; made once for many incidents.
    """
    known: Forms = canonical or {}
    out = []
    for telling in that_count(incident.tellings):
        reading = readings.get(telling.report)
        if reading is None or not reading.non_responses:
            continue
        names = {entity.id: entity.name for entity in reading.entities}
        for found in reading.non_responses:
            if found.entity is not None and telling.start <= found.start < telling.end:
                one = known.get((telling.report, found.entity))
                name = one.name if one else names.get(found.entity, found.text)
                id = one.id if one else None
                out.append(Silence(telling.report, name, id, Span(found.start, found.end), found.channel))
    return tuple(out)


def with_positions(incident: Incident, positions: Iterable[Position]) -> Incident:
    """Return an incident with its positions.

    Args:
        incident: The incident.
        positions: As `of` found them.
    """
    return replace(incident, positions=tuple(positions))
