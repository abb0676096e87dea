# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is the subject of each clause, also where Arabic drops it.

A verb's subject is the first bare phrase after it, or the topic before it, or the antecedent of its relative clause;
where none of these is a party, it goes on from the clause before, as far as gender and number allow.
"""

from dataclasses import dataclass

from tawatur.reading.clauses import NONE, Clause
from tawatur.reading.events.context import Context

GOES_ON = 4  # subjects that are remembered
FEMININE_ENDS = ("ه", "اء")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause.

    Args:
        party: Number of the mention, -1 for none.
        how: `after`, `topic`, `antecedent`, `goes-on`, `other` (something that is no party) or `none`.
    """

    party: int
    how: str


def gender(context: Context, party: int) -> str:
    """Return f, m or empty for the head word of a mention."""
    token = context.document.tokens[context.parties[party].first]
    analysis = token.analysis
    if context.parties[party].entity.kind == "state":
        return ""
    if analysis.gender:
        return analysis.gender
    if context.lemmas[token.index].endswith(FEMININE_ENDS):
        return "f"
    return ""


def agrees(context: Context, party: int, verb: int) -> bool:
    """Whether a mention may be the subject of a verb; what is not known agrees."""
    analysis = context.document.tokens[verb].analysis
    if analysis.pos != "verb" or not analysis.gender:
        return True
    entity = context.parties[party].entity
    if analysis.gender == "f" and entity.kind == "person":
        return gender(context, party) != "m"
    own = gender(context, party)
    if not own or own == analysis.gender:
        return True
    return context.document.tokens[context.parties[party].first].analysis.number == "p"


def _party_in(context: Context, first: int, last: int) -> int:
    for token in range(first, min(last, first + 3)):
        number = context.party_of[token]
        if number != NONE:
            return number
    return NONE


def _explicit(context: Context, clause: Clause) -> Subject | None:
    """Look at the first bare phrase after the verb."""
    verb = clause.predicate
    analysis = context.document.tokens[verb].analysis
    if analysis.pos != "verb" or analysis.number in ("p", "d") or analysis.person not in ("", "3"):
        return None
    phrase_of, phrases = context.structure.phrase_of, context.structure.phrases
    for token in range(verb + 1, min(clause.last, verb + 6)):
        number = phrase_of[token]
        if number == NONE or phrases[number].first < token:
            continue
        phrase = phrases[number]
        if phrase.prep:
            continue
        if context.timex_of[phrase.first] != NONE:
            continue
        party = _party_in(context, phrase.first, phrase.last)
        if party != NONE:
            return Subject(party, "after") if agrees(context, party, verb) else None
        return Subject(NONE, "other")
    return None


def _topic(context: Context, clause: Clause) -> Subject | None:
    """Look at the bare phrases before the verb."""
    structure = context.structure
    clauses = [clause]
    if clause.kind == "resumed" and clause.parent != NONE:
        clauses = [structure.clauses[clause.parent]]
    for outer in clauses:
        last = outer.predicate if outer.predicate != NONE else outer.last
        for token in range(outer.first, last):
            number = structure.phrase_of[token]
            if number == NONE or structure.phrases[number].first != token or structure.phrases[number].prep:
                continue
            phrase = structure.phrases[number]
            party = _party_in(context, phrase.first, phrase.last)
            if party != NONE and agrees(context, party, clause.predicate):
                return Subject(party, "topic")
    return None


def _antecedent(context: Context, clause: Clause) -> Subject | None:
    if clause.kind not in ("relative", "asyndetic") or clause.antecedent == NONE:
        return None
    party = context.party_of[clause.antecedent]
    if party == NONE or not agrees(context, party, clause.predicate):
        return None
    return Subject(party, "antecedent")


def subjects(context: Context) -> tuple[Subject, ...]:
    """Return the subject of every clause, in order."""
    out: list[Subject] = []
    recent: list[int] = []
    speakers: list[int] = []
    for clause in context.structure.clauses:
        if clause.predicate == NONE:
            out.append(Subject(NONE, "none"))
            continue
        found = _explicit(context, clause) or _topic(context, clause) or _antecedent(context, clause)
        if found is None:
            known = speakers if context.cue_of[clause.predicate] != NONE and speakers else recent
            before = next((p for p in reversed(known) if agrees(context, p, clause.predicate)), NONE)
            found = Subject(before, "goes-on")
        if found.party != NONE and clause.kind not in ("relative", "asyndetic"):
            recent = [*recent[1 - GOES_ON :], found.party]
            if context.cue_of[clause.predicate] != NONE:
                speakers = [*speakers[1 - GOES_ON :], found.party]
        out.append(found)
    return tuple(out)
