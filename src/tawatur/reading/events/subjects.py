# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is the subject of each clause, also where Arabic drops it.

A verb's subject is the antecedent of its relative clause, or the party right before it, or the first bare phrase after
it, or the topic before it;
where none of these is a party, it goes on from the clause before, as far as gender and number allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.reading.clauses import NONE, Clause
from tawatur.reading.events.context import Context, Party, governs, outermost
from tawatur.text.words import Analysis

GOES_ON = 4  # subjects that are remembered
FEMININE_ENDS = ("ه", "اء")
FEMININE = "ة"
DASHES = frozenset("-–—")
HER, SINGULAR, PLURAL = "ها", ("ه", "ها"), ("هم", "هن", "هما")
SEVERAL = frozenset({"group", "organisation", "state"})  # kinds of parties that «هم» may stand for
STATED = ("beside", "topic", "antecedent")
OUTER = frozenset({"main", "coordinate", "adverbial", "resumed"})  # clauses whose subject a participle takes up


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause.

    Args:
        party: Number of the mention, -1 for none.
        how: `after`, `beside`, `topic`, `antecedent`, `goes-on`, `other` (something that is no party) or `none`.
    """

    party: int
    how: str


def gender(context: Context, party: int) -> str:
    """Return f, m or empty for the head word of a mention."""
    token = context.document.tokens[context.parties[party].first]
    analysis = token.analysis
    if context.parties[party].entity.kind == "state" or token.word.norm in context.quantifiers:
        return ""  # «استنكرت العديد من الدول»
    if analysis.pos != "noun_prop" and token.text.endswith(FEMININE):
        return "" if analysis.number == "p" else "f"  # «القادة»; the lemma's gender is that of «مستشار»
    if analysis.gender:
        return analysis.gender
    if context.lemmas[token.index].endswith(FEMININE_ENDS):
        return "f"
    return ""


def _sexes(context: Context, entity: str, mentions: Sequence[Party]) -> set[str]:
    """Return the genders of the nouns by which a party is called, its names apart."""
    own = (p for p in mentions if p.entity.id == entity)
    return {gender(context, p.number) for p in own if context.document.tokens[p.first].analysis.pos != "noun_prop"}


def may_mean(context: Context, pronoun: str, party: Party, mentions: Sequence[Party]) -> bool:
    """Whether a joined pronoun may stand for a party by gender and number; what is not known may.

    Args:
        context: The document.
        pronoun: The pronoun, as `Analysis.enclitic` writes it.
        party: A mention of the party.
        mentions: Those among which others of it are looked for.
    """
    kind = party.entity.kind
    if pronoun in PLURAL:
        return kind in SEVERAL
    if pronoun not in SINGULAR:
        return False
    if kind == "group":
        return False
    if kind == "state":
        return pronoun == HER
    sexes = _sexes(context, party.entity.id, mentions)
    return not sexes - {""} or ("f" in sexes if pronoun == HER else "m" in sexes)


def agrees(context: Context, party: int, verb: int) -> bool:
    """Whether a mention may be the subject of a verb; what is not known agrees."""
    return agreement(context, party, context.document.tokens[verb].analysis)


def agreement(context: Context, party: int, analysis: Analysis) -> bool:
    """Whether a mention may be the subject of a verb in one of its readings; what is not known agrees."""
    if analysis.pos != "verb" or not analysis.gender:
        return True
    entity = context.parties[party].entity
    if analysis.gender == "f" and entity.kind == "person":
        return gender(context, party) != "m"
    own = gender(context, party)
    if not own or own == analysis.gender:
        return True
    # «قال مسؤولون» and «قالت مصادر», but never «قال كتائب»: a plural of what is feminine stays so
    return own == "m" and context.document.tokens[context.parties[party].first].analysis.number == "p"


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
            if party != NONE and agrees(context, party, clause.predicate) and not _heads_line(context, party, last):
                return Subject(party, "topic")
    return None


def _heads_line(context: Context, party: int, last: int) -> bool:
    """Whether a city opens a sentence and a dash follows before the verb: where the report was written («كابل - …»)."""
    tokens, mention = context.document.tokens, context.parties[party]
    opens = context.document.sentences[tokens[mention.first].sentence].first == mention.first
    apart = any(token.text in DASHES for token in tokens[mention.last : last])
    return opens and apart and mention.entity.kind == "state"


def takes_up(context: Context, verb: int, noun: int) -> bool:
    """Whether a pronoun right behind a verb means the noun before it: «بيان دعت فيه الحركة», «أغنية انتقد فيها».

    Args:
        context: The document.
        verb: Its token.
        noun: The noun's token.
    """
    tokens = context.document.tokens
    after = tokens[verb + 1].analysis if verb + 1 < len(tokens) else None
    if after is None or after.pos != "prep" or after.enclitic not in SINGULAR:
        return False
    number = context.structure.phrase_of[noun]
    head = tokens[noun if number == NONE else context.structure.phrases[number].first]
    female = head.analysis.gender == "f" or head.text.endswith(FEMININE) or head.analysis.number == "p"
    return female == (after.enclitic == HER)


def _antecedent(context: Context, clause: Clause) -> Subject | None:
    """Look at what a relative clause is about, unless its verb takes that up as its object («الذي اعتقلته الشرطة»)."""
    if clause.kind not in ("relative", "asyndetic") or clause.antecedent == NONE:
        return None
    if takes_up(context, clause.predicate, clause.antecedent):
        return None
    for party in (outermost(context, clause.antecedent), context.party_of[clause.antecedent]):
        if party != NONE and agrees(context, party, clause.predicate):
            turned = context.document.tokens[clause.predicate].analysis.enclitic and _explicit(context, clause)
            return None if turned else Subject(party, "antecedent")
    return None


def _colours(context: Context, at: int) -> bool:
    marker = context.structure.markers[at]
    return marker is not None and marker.kind.startswith("mood-")


def beside(context: Context, verb: int, analysis: Analysis) -> Subject | None:
    """Look at the party right before a verb: «الجيش قد قتل …».

    Args:
        context: The document.
        verb: Its token.
        analysis: The reading of it that agrees with its subject.
    """
    tokens = context.document.tokens
    at = verb - 1
    while at >= 0 and _colours(context, at):
        at -= 1
    number = outermost(context, at) if at >= 0 and tokens[at].sentence == tokens[verb].sentence else NONE
    if number == NONE or context.parties[number].last != at + 1:
        return None
    chief = context.chains[number][0]
    if governs(context, context.parties[chief].first) or not agreement(context, chief, analysis):
        return None
    return Subject(chief, "beside")


def _stated(context: Context, clause: Clause) -> Subject | None:
    verb = clause.predicate
    right_before = beside(context, verb, context.document.tokens[verb].analysis)
    if clause.kind == "relative":
        return _antecedent(context, clause) or _explicit(context, clause) or right_before or _topic(context, clause)
    return right_before or _explicit(context, clause) or _topic(context, clause) or _antecedent(context, clause)


def subjects(context: Context) -> tuple[Subject, ...]:
    """Return the subject of every clause, in order."""
    out: list[Subject] = []
    recent: list[int] = []
    speakers: list[int] = []
    outer: list[int] = []  # of the sentence
    here = NONE
    for clause in context.structure.clauses:
        if clause.predicate == NONE:
            out.append(Subject(NONE, "none"))
            continue
        sentence = context.document.tokens[clause.first].sentence
        if sentence != here:
            here, outer = sentence, []
        found = _stated(context, clause)
        if found is None:
            known = speakers if context.cue_of[clause.predicate] != NONE and speakers else recent
            if clause.kind == "participle" and outer:
                known = outer
            before = next((p for p in reversed(known) if agrees(context, p, clause.predicate)), NONE)
            found = Subject(before, "goes-on")
        if found.party != NONE and clause.kind not in ("relative", "asyndetic"):
            recent = [*recent[1 - GOES_ON :], found.party]
            if clause.kind in OUTER:
                outer.append(found.party)
            if context.cue_of[clause.predicate] != NONE:
                speakers = [*speakers[1 - GOES_ON :], found.party]
        out.append(found)
    return tuple(out)
