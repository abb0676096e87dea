# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which slots of a frame a mention fills: subject, object, genitive, agent, or a preposition's object.

The frame tables say in which slots a word's actor and recipient stand; here the slots are found in the text. Several
readings of one position are kept (the first bare phrase after a verb may be its subject or its object): the judge
decides.
"""

from tawatur.reading.clauses import NONE, Phrase, prefix
from tawatur.reading.events.candidates import Candidate, Frame
from tawatur.reading.events.context import AGENT, AGENT_SENSE, CLITICS, Context, Party
from tawatur.reading.events.subjects import STATED, Subject
from tawatur.text.normalize import fold

OWNER = "ل"
CARRIED = {"light:actor": "a", "light:recipient": "r", "light:none": "x"}


def _prepositions(context: Context, phrase: Phrase) -> list[str]:
    if phrase.sense == AGENT_SENSE and phrase.prep not in CLITICS:
        return [AGENT]
    return [phrase.prep] if phrase.prep else []


def _after(context: Context, candidate: Candidate, party: Party, subject: Subject) -> list[str]:
    """Slots of a mention after the anchor, in its clause."""
    structure = context.structure
    number = structure.phrase_of[party.first]
    verbal = candidate.analysis.pos == "verb"
    head = candidate.token if candidate.light == NONE else candidate.light
    if number == NONE:
        own = prefix(context.document.tokens[party.first])
        return [own] if own else []
    phrase = structure.phrases[number]
    if phrase.first <= candidate.token < phrase.last:
        return ["gen"]
    if phrase.prep:
        return _prepositions(context, phrase)
    bare = sum(
        not p.prep and not p.joined and context.timex_of[p.first] == NONE
        for p in structure.phrases[max(number - 6, 0) : number]
        if p.first > head and p.index not in context.asides
    )
    if not verbal:
        return ["obj"] if candidate.light == NONE else [f"light:{candidate.carried}", "obj"]
    if bare == 0:
        passive = "p" in candidate.analysis.voice
        taken = subject.party != NONE and subject.how in STATED
        return ["obj"] if taken else ["subj", "passive", "obj"] if passive else ["subj", "obj"]
    return ["obj"]


def owns_recipient(context: Context, candidate: Candidate, frame: Frame, party: Party) -> bool:
    """Whether a mention owns what the event was done to: «هجوم على معسكر للجيش», an attack on a camp of the army.

    Args:
        context: The document.
        candidate: The event's words.
        frame: Its frame.
        party: The mention.
    """
    structure = context.structure
    number = structure.phrase_of[party.first]
    if number in (NONE, 0) or party.first < candidate.token or structure.phrases[number].prep != OWNER:
        return False
    before = structure.phrases[number - 1]
    beside = before.first > candidate.token and before.last == structure.phrases[number].first
    return beside and bool(before.prep) and fold(before.prep) in {fold(slot) for slot in frame.recipient}


def fills(context: Context, candidate: Candidate, party: Party, subject: Subject) -> list[str]:
    """Return the slots that a mention may fill for an anchor.

    Args:
        context: The document.
        candidate: The event's words.
        party: The mention.
        subject: Subject of the anchor's clause.
    """
    structure = context.structure
    mine = structure.clause_of[candidate.token]
    clause = structure.clauses[mine]
    out: list[str] = []
    same = subject.party != NONE and context.parties[subject.party].entity.id == party.entity.id
    head = candidate.token if candidate.light == NONE else candidate.light
    if same and clause.predicate == head:
        out.append("subj" if candidate.light == NONE else f"light:{candidate.carried}")
    elif same:
        out.append("csubj")
    if structure.clause_of[party.first] == mine and party.first > candidate.token:
        out += _after(context, candidate, party, subject)
    elif clause.antecedent != NONE and party.first <= clause.antecedent < party.last:
        out.append("obj" if candidate.analysis.enclitic and not same else "subj")
    elif candidate.analysis.pos == "adj" and structure.phrase_of[party.first] == structure.phrase_of[candidate.token]:
        out.append("subj")
    return out


def described(frame: Frame, found: list[str], inside: bool) -> list[str]:
    """Return the features of what a frame says about the slots found."""
    if not found:
        return ["slot=none"]
    actor, recipient = {fold(s) for s in frame.actor}, {fold(s) for s in frame.recipient}
    out = []
    where = "/in" if inside else ""
    for slot in found:
        part = ("a" if slot in actor else "") + ("r" if slot in recipient else "") or "x"
        part = CARRIED.get(slot, part)
        out += [f"slot={part}{where}", f"slot={part}{where}&{slot}"]
    return out
