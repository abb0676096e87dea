# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the words over an event make of it: its status, and what those who stand by are in it.

Who foils, condemns or looks into an attack is not the attacker; who meets or survives one is attacked; who is accused
of one is its actor. The words themselves are found by `governing`; this comes after the judges and has the last word.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawatur.reading.clauses import NONE
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context, governs, outermost
from tawatur.reading.events.governing import (
    BEHIND,
    GENITIVE,
    Governor,
    Governors,
    apart,
    behind,
    climb,
    doing,
    over_verb,
)
from tawatur.reading.events.roles import Asked, Part, RoleName
from tawatur.reading.events.slots import OWNER, owns_recipient
from tawatur.reading.events.subjects import STATED, Subject
from tawatur.reading.events.valency import part as place_of

PARTS: dict[str, RoleName] = {"actor": "actor", "recipient": "recipient"}
NOT, ACTOR, RECIPIENT, NO_ACTOR = "none", "actor", "recipient", "no actor"
TOPIC = "topic"
FAR = 60  # tokens of a sentence before a verbal noun in which parties are looked for


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the words over an event make of it.

    Args:
        status: The status that they give it, empty for none.
        parts: Of entities, what they are in it: actor, recipient, none, or `no actor`.
    """

    status: str
    parts: dict[str, str]


NOTHING = Ruled("", {})


def _bare(context: Context, table: Governors, first: int, last: int) -> list[int]:
    """Return the parties that stand in tokens `[first, last)` under no preposition, each list and apposition once."""
    found: dict[int, None] = {}
    for at in range(first, last):
        number = outermost(context, at)
        if number != NONE and context.parties[number].first >= first and apart(context, table, at, last):
            chief = context.chains[number][0]
            if not governs(context, context.parties[chief].first):
                found.setdefault(chief)
    return list(found)


def _mean(context: Context, parts: dict[str, str], chief: int, part: str) -> None:
    """Note the part of a party and of all that are listed with it or stand inside it."""
    if not part:
        return
    for party in context.parties[chief:]:
        outer = outermost(context, party.first)
        if context.chains[outer][0] != chief:
            break
        inside = part if party.number == outer or part in (NOT, NO_ACTOR) else ""
        if inside:
            parts.setdefault(party.entity.id, inside)


def _participants(
    context: Context,
    subjects: Sequence[Subject],
    step: tuple[int, Governor, int],
    table: Governors,
    parts: dict[str, str],
) -> None:
    """Note what the subject and the object of a word over an event are in it."""
    at, row, noun = step
    last = noun if at < noun else min(at + BEHIND, len(context.document.tokens))
    between = _bare(context, table, at + 1, last)
    own = outermost(context, at)
    if row.pos == "verb" and own != NONE and context.parties[own].first == at:
        _mean(context, parts, context.chains[own][0], row.subject)  # «نجا القاضي», taken for a name
        return
    stated = _subject_before(context, subjects, at, bool(between)) if row.pos == "verb" else NONE
    if stated != NONE:
        _mean(context, parts, stated, row.subject)
    elif len(between) == 1 and row.object:  # «اتهم الوزير بهجوم», who is accused if nobody else is
        _mean(context, parts, between[0], row.object)
        return
    elif between:
        _mean(context, parts, between[0], row.subject)
        between = between[1:]
    elif row.pos == "verb":
        _dropped(context, subjects, step, parts)
    for chief in between[:1]:
        _mean(context, parts, chief, row.object)


def _dropped(
    context: Context, subjects: Sequence[Subject], step: tuple[int, Governor, int], parts: dict[str, str]
) -> None:
    """Note what the unnamed subject of a verb over an event is: whoever it is, he was named before it."""
    at, row, noun = step
    phrases, phrase_of = context.structure.phrases, context.structure.phrase_of
    named = {phrase_of[t] for t in range(at + 1, noun)} - {NONE, phrase_of[noun]}
    if any(not phrases[number].prep for number in named):
        return  # its subject is no party
    clause = context.structure.clauses[context.structure.clause_of[at]]
    subject = subjects[clause.index]
    if subject.party != NONE and clause.predicate == at:
        _mean(context, parts, context.chains[subject.party][0], row.subject)
    _before(context, context.document.sentences[context.document.tokens[at].sentence].first, at, row, parts)


def _before(context: Context, first: int, at: int, row: Governor, parts: dict[str, str]) -> None:
    """Note that those named before a word, from a token on, have no part in the event; they may be who was attacked."""
    if row.subject not in (NOT, RECIPIENT):
        return
    for token in range(max(first, at - FAR), at):
        number = outermost(context, token)
        if number != NONE and context.parties[number].last <= at:
            _mean(context, parts, context.chains[number][0], NOT if row.subject == NOT else NO_ACTOR)


def _subject_before(context: Context, subjects: Sequence[Subject], at: int, follows: bool) -> int:
    """Return the first of the list that stands before a verb as its subject, -1 for none.

    A mere topic is it only where no party follows the verb.
    """
    clause = context.structure.clauses[context.structure.clause_of[at]]
    subject = subjects[clause.index]
    before = subject.how in STATED and not (follows and subject.how == TOPIC)
    found = subject.party if clause.predicate == at and before else NONE
    return NONE if found == NONE else context.chains[found][0]


def _understood(
    context: Context, subjects: Sequence[Subject], step: tuple[int, Governor, int], parts: dict[str, str]
) -> None:
    """Note that those named before a verbal noun have no part in the event: «أعلنت الوزارة إحباط هجوم».

    Who foils or looks into an attack is often named several verbs before («تمكنت الشرطة … من صد»): there all parties of
    the sentence before it are meant; before «منفذ الهجوم» those of its clause, and its verb's subject.
    """
    at, row, _ = step
    tokens, structure = context.document.tokens, context.structure
    clause = structure.clauses[structure.clause_of[at]]
    whole = row.subject == RECIPIENT or bool(row.status) or row.place != GENITIVE
    first = context.document.sentences[tokens[at].sentence].first if whole else clause.first
    _before(context, first, at, row, parts)
    subject = subjects[clause.index]
    if clause.predicate != NONE and subject.party != NONE and context.parties[subject.party].first < at:
        _mean(context, parts, context.chains[subject.party][0], NOT if row.subject == NOT else NO_ACTOR)


def _struck(context: Context, candidate: Candidate, type_: str, table: Governors, parts: dict[str, str]) -> None:
    """Note that whoever stands as the object of what an event's noun does is its recipient: «هجوم استهدف الحزب»."""
    phrases, phrase_of = context.structure.phrases, context.structure.phrase_of
    verb = doing(context, table, candidate, type_)
    if verb == NONE:
        return
    start = max(verb, candidate.token) + 1
    end = min(context.structure.clauses[context.structure.clause_of[verb]].last, start + BEHIND)
    named = [n for n in phrase_of[start:end] if n != NONE and context.timex_of[phrases[n].first] == NONE]
    names = [n for n in context.party_of[start:end] if n != NONE]
    if not named or (phrases[named[0]].prep and phrases[named[0]].first >= start) or not names:
        return
    found = names[0] if phrase_of[context.parties[names[0]].first] in (named[0], phrase_of[candidate.token]) else NONE
    if found != NONE:
        outer = outermost(context, context.parties[found].first)
        _mean(context, parts, context.chains[outer][0], RECIPIENT)


def ruled(context: Context, subjects: Sequence[Subject], candidate: Candidate, type_: str, table: Governors) -> Ruled:
    """Return what the words over an event's noun make of it.

    Args:
        context: The document.
        subjects: Subject of each clause.
        candidate: The event's words.
        type_: The event's type.
        table: The words that rule.
    """
    if candidate.analysis.pos == "verb":
        return Ruled(over_verb(context, table, candidate, type_), {})
    status = ""
    parts: dict[str, str] = {}
    found = [step for step in climb(context, table, candidate, type_) if step[0] >= candidate.light]
    relative = behind(context, table, candidate, type_)
    if relative is not None:
        found.append((*relative, candidate.token))
    _struck(context, candidate, type_, table, parts)
    for step in found:
        status = status or step[1].status
        _participants(context, subjects, step, table, parts)
    nouns = [step for step in found if step[1].pos == "noun" and step[1].subject in (NOT, RECIPIENT)]
    if nouns and (found[-1][1].pos == "noun" or not found[-1][1].subject):
        _understood(context, subjects, nouns[0], parts)
    return Ruled(status, parts) if found or parts else NOTHING


def settle(context: Context, asked: Asked, parts: Sequence[Part], over: Ruled) -> list[Part]:
    """Return the parts of an event as the words over it say.

    Where the one who foiled an attack was taken for the attacker, the attacker was often taken for the one attacked:
    a recipient that stands where the event's word has only actors («هجوم لمسلحين») becomes its actor.

    Args:
        context: The document.
        asked: The event.
        parts: Its parts as the judges see them.
        over: What the words over it make of it.
    """
    out: dict[str, Part] = {}
    for part in parts:
        id_ = part.link.party.entity.id
        said = over.parts.get(id_, part.role)
        if said in PARTS:
            out[id_] = replace(part, role=PARTS[said])
        elif said == NO_ACTOR and part.role == RECIPIENT:
            out[id_] = part
    for link in asked.links:
        said = over.parts.get(link.party.entity.id, NOT)
        if said in PARTS:
            out.setdefault(link.party.entity.id, Part(PARTS[said], link, 1.0))
    found = [_turned(context, asked, part, over) for part in out.values()]
    acting = {p.link.party.number for p in found if p.role == ACTOR}
    found = [p for p in found if p.role == ACTOR or context.around[p.link.party.number] not in acting]
    return sorted(found, key=lambda part: part.role)


def _turned(context: Context, asked: Asked, part: Part, over: Ruled) -> Part:
    """Return a recipient that an event's noun belongs to by «ل» as its actor."""
    found = context.valencies.get(asked.candidate.token)
    party = part.link.party
    if part.role != RECIPIENT or found is None or party.entity.id in over.parts:
        return part
    frame = asked.candidate.frame(asked.type)
    if owns_recipient(context, asked.candidate, frame, party):
        return part
    around = context.around[party.number]
    place = found.places.get(context.chains[party.number if around == NONE else around][0], "")
    return replace(part, role="actor") if place == OWNER and place_of(frame, asked.candidate, place) == "a" else part
