# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who claims an attack did it, wherever the report tells the attack and wherever the claim.

A bulletin tells an explosion in its first sentence and ends with «وتبنى التنظيم العملية»: the claim is no event of its
own but names the actor of the one told before. The words are in the table `events/responsibility`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawatur.lexicon import Lexicon
from tawatur.model import Event, Role
from tawatur.reading.clauses import NONE
from tawatur.reading.events.context import Context, Party, governs, outermost
from tawatur.reading.events.features import moods
from tawatur.reading.events.roles import RoleName
from tawatur.reading.events.subjects import STATED, Subject
from tawatur.text.normalize import fold, folded

ATTACK, ASSERTED = "ASSAULT", "asserted"
ACTOR: RoleName = "actor"
CLAIM, BURDEN, SAYS, NOUN = "claim", "burden", "says", "attack"
WAY = "claims the attack"
REACH = 20  # tokens between the words of a claim
ARTICLE = fold("ال")
NEGATED = "mood-negation"


@dataclass(frozen=True, slots=True)
class _Claim:
    """Who claims, or does not, by the number of the mention, and the token of the noun that says what, -1 for none."""

    party: int
    token: int
    noun: int
    denied: bool


def compile_responsibility(lexicon: Lexicon) -> dict[tuple[str, str], str]:
    """Return the kinds of the words of the table, by folded lemma and part of speech."""
    rows = lexicon.table("events/responsibility").columns("lemma", "pos", "kind")
    return {(fold(lemma), pos): kind for lemma, pos, kind in rows}


def _kind(context: Context, table: dict[tuple[str, str], str], token: int) -> str:
    return table.get((context.lemmas[token], context.document.tokens[token].analysis.pos), "")


def _names(context: Context, table: dict[tuple[str, str], str], token: int) -> bool:
    """Whether a word names an attack in one of its readings: «العملية» may be an adjective."""
    word = context.document.tokens[token].word
    return any(a.known and table.get((folded(a.lemma), a.pos)) == NOUN for a in word.analyses)


def _noun(context: Context, table: dict[tuple[str, str], str], first: int, last: int) -> int:
    """Return the first noun of tokens `[first, last)` that names an attack, -1 for none."""
    tokens = context.document.tokens
    return next((at for at in range(first, last) if tokens[at].kind == "word" and _names(context, table, at)), NONE)


def _is_definite(context: Context, noun: int) -> bool:
    """Whether a noun has an article or stands before one that has: «تبنت إطلاق الصواريخ»."""
    tokens = context.document.tokens
    after = tokens[noun + 1] if noun + 1 < len(tokens) else None
    bound = after is not None and after.kind == "word" and after.analysis.pos == "noun" and after.analysis.definite
    return tokens[noun].analysis.definite or tokens[noun].word.norm.startswith(ARTICLE) or bound


def _subject(context: Context, subjects: Sequence[Subject], verb: int, noun: int) -> int:
    """Return the mention of a verb's subject, also where it follows the object («تبنت الهجوم جماعة»); -1 for none."""
    clause = context.structure.clauses[context.structure.clause_of[verb]]
    subject = subjects[clause.index]
    if clause.predicate == verb and subject.party != NONE and (subject.how in STATED or subject.how == "after"):
        return subject.party
    last = min(context.document.sentences[context.document.tokens[verb].sentence].last, verb + REACH)
    for at in range(verb + 1, last):
        number = outermost(context, at)
        if number != NONE and at != noun and not governs(context, context.parties[number].first):
            return number
    return subject.party if clause.predicate == verb else NONE


def _claims(context: Context, subjects: Sequence[Subject], table: dict[tuple[str, str], str]) -> list[_Claim]:
    """Return the claims of attacks in a document."""
    out = []
    tokens = context.document.tokens
    for token in tokens:
        kind = _kind(context, table, token.index) if token.kind == "word" else ""
        if kind not in (CLAIM, BURDEN):
            continue
        sentence = context.document.sentences[token.sentence]
        last = min(sentence.last, token.index + REACH)
        noun, verb, party = _noun(context, table, token.index + 1, last), token.index, NONE
        if kind == BURDEN:
            first = max(sentence.first, token.index - REACH)
            said = [at for at in range(first, token.index) if _kind(context, table, at) == SAYS]
            if not said or (noun == NONE and not _alone(context, token.index)):
                continue
            verb = said[-1]
        elif noun == NONE and not token.analysis.enclitic:
            continue
        if tokens[verb].analysis.pos == "verb":
            party = _subject(context, subjects, verb, noun)
        else:
            party = next(
                (outermost(context, at) for at in range(verb + 1, last) if outermost(context, at) != NONE), NONE
            )
        denied = NEGATED in moods(context, verb)
        clauses = context.structure.clause_of
        if party != NONE and not (denied and clauses[context.parties[party].first] != clauses[verb]):
            out.append(_Claim(party, token.index, noun, denied))
    return out


def _alone(context: Context, token: int) -> bool:
    """Whether a burden is somebody's and nothing says of what but a pronoun: «مسؤوليتها عنه»."""
    tokens = context.document.tokens
    if not tokens[token].analysis.enclitic:
        return False
    after = tokens[token + 1] if token + 1 < len(tokens) else None
    return (
        after is None
        or after.kind != "word"
        or bool(after.analysis.enclitic)
        or context.structure.markers[token + 1] is None
    )


def _before(context: Context, claim: _Claim, told: Sequence[tuple[int, Event]], numbers: Sequence[int]) -> list[int]:
    """Return the attack that a pronoun on the word of a claim takes up: the last one named in its sentence."""
    tokens = context.document.tokens
    first = context.document.sentences[tokens[claim.token].sentence].first
    return [number for number in numbers if told[number][0] >= first][-1:]


def _meant(
    context: Context, claim: _Claim, told: Sequence[tuple[int, Event]], table: dict[tuple[str, str], str]
) -> list[int]:
    """Return the attacks that a claim is about, by their numbers.

    One named with an article, or not at all, was told before: the one of the same word, else the surest of those of
    whom nobody is said to have done them.
    """
    tokens = context.document.tokens
    attacks = [number for number, (_, event) in enumerate(told) if event.type == ATTACK]
    own = [n for n in attacks if claim.noun != NONE and claim.noun <= told[n][0] <= claim.noun + 2]
    earlier = [n for n in attacks if told[n][0] < claim.token and told[n][1].status == ASSERTED and n not in own]
    if claim.noun == NONE and _kind(context, table, claim.token) == CLAIM:
        return _before(context, claim, told, earlier)
    if claim.noun != NONE and not _is_definite(context, claim.noun):
        return own
    lemma = "" if claim.noun == NONE else context.lemmas[claim.noun]
    same = [n for n in earlier if context.lemmas[told[n][0]] == lemma]
    free = [n for n in earlier if not told[n][1].actors] or earlier
    if len(same) > 1 and tokens[claim.noun].analysis.number != "s":
        return own + same  # «الهجومين»
    return own + (same[:1] or sorted(free, key=lambda n: -told[n][1].confidence)[:1])


def settle(
    context: Context,
    subjects: Sequence[Subject],
    told: Sequence[tuple[int, Event]],
    table: dict[tuple[str, str], str],
) -> list[tuple[int, Event]]:
    """Return the events with those who claim an attack among its actors.

    Args:
        context: The document.
        subjects: Subject of each clause.
        told: Anchor token of each event, and the event.
        table: The words of claims.
    """
    out = list(told)
    for claim in _claims(context, subjects, table):
        party = context.parties[claim.party]
        if claim.denied:
            out = [(at, _without(event, party)) for at, event in out]
            continue
        for number in _meant(context, claim, out, table):
            at, event = out[number]
            out[number] = at, _with(event, party)
    return out


def _without(event: Event, party: Party) -> Event:
    """Return an event without an actor who is only said not to claim it: «لم تتبن أي جهة الهجوم»."""
    mention = party.mention
    left = tuple(r for r in event.roles if (r.role, r.start, r.end) != (ACTOR, mention.start, mention.end))
    if event.type != ATTACK or len(left) == len(event.roles):
        return event
    return replace(event, actors=tuple(a for a in event.actors if a != party.entity.id), roles=left)


def _with(event: Event, party: Party) -> Event:
    """Return an event with a party among its actors."""
    who = party.entity.id
    if who in event.actors:
        return event
    role = Role(ACTOR, who, party.mention.start, party.mention.end, implicit=True, path=WAY)
    return replace(
        event,
        actors=(*event.actors, who),
        recipients=tuple(r for r in event.recipients if r != who),
        roles=(*(r for r in event.roles if r.entity != who), role),
    )
