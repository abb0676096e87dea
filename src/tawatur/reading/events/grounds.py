# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parts that the grammar of an event's own word settles, whatever the judges think of those who stand around it.

Where a noun's genitive did it («هجوم التنظيم»), no party of another clause did. A verb in the first person («أيدنا») is
the act of whoever is speaking.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from tawatur.reading.clauses import NONE, is_joined
from tawatur.reading.events.context import AGENT, COMMAS, Context, governs, outermost, relative
from tawatur.reading.events.features import governor
from tawatur.reading.events.links import meant
from tawatur.reading.events.roles import Asked, Part, RoleName
from tawatur.reading.events.subjects import DASHES, OUTER, Subject, agrees
from tawatur.reading.events.valency import part as place_of

GENITIVE, OWN, BETWEEN, FIRST, OF, GROUND = "gen", "poss", "بين", "1", "من", "territory"
ONLY = "only"
LIKELY = 0.4  # odds from which a noun's genitive did what the noun says
DROPPED = "dropped"  # begins the form of a verb whose subject is dropped
SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})  # types of which a passive is rare
TOLD = frozenset({"ACCUSE", "REQUEST", "SUPPORT"})  # those of them that say to whom
MUTUAL, WITH = frozenset({"AGREE", "CONSULT", "COOPERATE"}), "مع"
PARTNER = 8  # tokens between such a word and the one with whom
PROTEST, ORDER = "PROTEST", frozenset({"COP", "MIL"})  # sectors of those who face protests
OWN_SUBJECT = frozenset({"after", "beside", "topic"})  # how a clause's subject is found where it is its own
RECIPIENT: RoleName = "recipient"
UNDERGONE, OWNED = frozenset({"ASSAULT", "COERCE"}), ("", "ل")  # types so told; what an owner stands under
HOSTILE, BEHALF = frozenset({"ACCUSE", "ASSAULT", "COERCE", "REJECT", "SANCTION", "THREATEN"}), "for"
ATTACK, CAUSES = "ASSAULT", ("because", "after")  # senses of the prepositions over what others suffer from
SUFFERED = frozenset({ATTACK, "COERCE", "PROTEST", "SANCTION"})  # types of what they suffer from


def by_noun(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event's noun; whose genitive did it has no actor but those in its places."""
    candidate = asked.candidate
    found = context.valencies.get(candidate.token)
    if candidate.analysis.pos == "verb" or found is None:
        return list(parts)
    chief = next((party for party, place in found.places.items() if place == GENITIVE), NONE)
    if chief == NONE or place_of(candidate.frame(asked.type), candidate, GENITIVE) != "a":
        return list(parts)
    actors = [context.chains[part.link.party.number][0] for part in parts if part.role == "actor"]
    if chief not in actors:
        own = next((at for at, link in enumerate(asked.links) if link.party.number == chief), NONE)
        if own == NONE or asked.odds[own]["actor"] < LIKELY:
            return list(parts)
        named = asked.links[own].party.entity.id  # «اتفاق إيران», though another was likelier
        parts = [
            Part("actor", asked.links[own], 1.0),
            *(part for part in parts if part.link.party.entity.id != named),
        ]
    return [part for part in parts if part.role != "actor" or context.chains[part.link.party.number][0] in found.places]


def by_relative(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event's noun; what its relative clause says somebody did with it is nobody else's act.

    In «الاتهامات التي يروجها الحزب باطلة, قالت الجماعة» the group accuses nobody.
    """
    clause = None if asked.candidate.analysis.pos == "verb" else relative(context, asked.candidate.token)
    if clause is None or clause.predicate == NONE or not context.document.tokens[clause.predicate].analysis.enclitic:
        return list(parts)
    within = [p for p in parts if p.role == "actor" and clause.first <= p.link.party.first < clause.last]
    return [part for part in parts if part.role != "actor" or part in within] if within else list(parts)


def by_agent(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event, whoever stands after it under «من قبل» and its like an actor."""
    candidate = asked.candidate
    if AGENT not in candidate.frame(asked.type).actor:
        return list(parts)
    return [
        replace(part, role="actor")
        if part.link.party.first > candidate.token and governs(context, part.link.party.first) == AGENT
        else part
        for part in parts
    ]


def by_cause(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an attack or its like, no actor of it who is named before «جراء» or «بعد» in its clause."""
    candidate = asked.candidate
    mutual = BETWEEN in candidate.frame(asked.type).actor  # «بعد اشتباكات»: who is named before fought in them
    if not _plain_act(asked, SUFFERED) or mutual or not _after(context, candidate.token):
        return list(parts)
    clauses, clause_of = context.structure.clauses, context.structure.clause_of
    mine = clauses[clause_of[candidate.token]]
    here = {mine.index, mine.parent} if mine.kind == "asyndetic" else {mine.index}  # «كان الحزب قد | فرض … بعد هجوم»
    return [
        part
        for part in parts
        if part.role != "actor"
        or part.link.party.first > candidate.token
        or clause_of[part.link.party.first] not in here
    ]


def by_prelude(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an attack; one that only opens a sentence is not the act of whom the rest of it is about.

    «بعد عام على اغتيال القاضي، قال الوزير»: the minister killed nobody. Of two such actors in `check` and the written
    reports both were wrong.
    """
    at, tokens = asked.candidate.token, context.document.tokens
    sentence = context.document.sentences[tokens[at].sentence]
    before = tokens[sentence.first : at]
    if not _plain_act(asked, (ATTACK,)) or not any(token.analysis.pos == "prep" for token in before):
        return list(parts)
    if any(token.analysis.pos == "verb" or token.text in COMMAS for token in before):
        return list(parts)
    close = next((n for n in range(at + 1, sentence.last) if tokens[n].text in COMMAS), sentence.last)
    return [part for part in parts if part.role != "actor" or part.link.party.first not in range(close, sentence.last)]


def _plain_act(asked: Asked, types: Collection[str]) -> bool:
    """Whether an event of some types is told by a noun without pronoun or light verb, which would name who did it."""
    candidate = asked.candidate
    noun = candidate.analysis.pos != "verb" and not candidate.analysis.enclitic
    return asked.type in types and noun and candidate.light == NONE


def _after(context: Context, token: int) -> bool:
    """Whether a noun stands under «جراء» or «بعد», or under what does and names nobody: «بعد يومين من الهجوم»."""
    if governor(context, token)[1] in CAUSES:
        return True
    phrases, number = context.structure.phrases, context.structure.phrase_of[token]
    if number in (NONE, 0) or phrases[number].first != token or not phrases[number].prep:
        return False
    before = phrases[number - 1]
    close = token - before.last <= 1
    names = any(context.party_of[at] != NONE for at in range(before.first, before.last))
    return close and before.sense in CAUSES and not names


def by_person(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event, of a verb in the first person no actor but the one who speaks."""
    analysis = asked.candidate.analysis
    claim = context.claim_of[asked.candidate.token]
    spoken_by = analysis.pos == "verb" and analysis.person == FIRST and claim != NONE
    if not spoken_by or not context.structure.quoted[asked.candidate.token]:  # outside, «تعاونا» is «the two …»
        return list(parts)
    speaker = context.claims[claim].source.entity
    out = [part for part in parts if part.role != "actor" or part.link.party.entity.id == speaker]
    spoken = next((link for link in asked.links if link.party.entity.id == speaker), None)
    if spoken is not None and not any(part.role == "actor" for part in out):
        out = [Part("actor", spoken, 1.0), *(p for p in out if p.link.party.entity.id != speaker)]
    return out


def by_undergone(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an attack that somebody undergoes: «تعرضت قافلة للجيش لكمين» is an attack on the army.

    Who stands between such a verb and its noun, were he only the owner of what was hit, did not do it.
    """
    candidate = asked.candidate
    if asked.type not in UNDERGONE or candidate.carried != RECIPIENT or candidate.light > candidate.token:
        return list(parts)
    tokens, between = context.document.tokens, range(candidate.light + 1, candidate.token)
    if any(tokens[at].analysis.pos == "verb" for at in between):
        return list(parts)
    around = [context.parties[number] for number in (outermost(context, at) for at in between) if number != NONE]
    hit = {
        party.entity.id: None
        for party in around
        if governs(context, party.first) in OWNED and tokens[party.first].analysis.pos != "adj"
    }
    out = [replace(p, role=RECIPIENT) if p.link.party.entity.id in hit else p for p in parts]
    if hit and not any(part.role == RECIPIENT for part in out):
        first = next(iter(hit))
        out += [Part(RECIPIENT, link, 1.0) for link in asked.links if link.party.entity.id == first][:1]
    return out


def by_order(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a protest told by a noun; police and army do not hold it, were they not in its places.

    «تظاهرات حاولت الشرطة تفريقها»: those who disperse it are not in it.
    """
    found = context.valencies.get(asked.candidate.token)
    if asked.type != PROTEST or asked.candidate.analysis.pos == "verb" or found is None:
        return list(parts)
    return [
        part
        for part in parts
        if part.role != "actor"
        or part.link.party.entity.sector not in ORDER
        or context.chains[part.link.party.number][0] in found.places
    ]


def by_behalf(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a hostile act; it is not done to whom it is done for: «نفذ الهجوم لصالح التنظيم»."""
    if asked.type not in HOSTILE:
        return list(parts)
    return [p for p in parts if p.role != RECIPIENT or governor(context, p.link.party.first)[1] != BEHALF]


def by_loss(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a taking of ground; who is named under «من» lost that.

    In «تحرير المدينة من المسلحين» it is the armed men.
    """
    found = context.valencies.get(asked.candidate.token)
    if GROUND not in asked.candidate.frame(asked.type).contexts or found is None:
        return list(parts)
    losers = {party for party, place in found.places.items() if place.removesuffix("/in") == OF}
    out = {part.link.party.entity.id: part for part in parts}
    for link in asked.links:
        outermost = context.around[link.party.number] == NONE
        if outermost and context.chains[link.party.number][0] in losers:
            known = out.get(link.party.entity.id, Part("recipient", link, 1.0))
            out[link.party.entity.id] = replace(known, role="recipient")
    return sorted(out.values(), key=lambda part: part.role)


def by_complement(context: Context, asked: Asked, parts: Sequence[Part], subjects: Sequence[Subject]) -> list[Part]:
    """Return the parts of an event; where what somebody says has a subject of its own, that acts, not who says it.

    «أعلنت الوزارة أن الجيش ألقى القبض على ثلاثة»: the army alone.
    """
    candidate = asked.candidate
    verb = candidate.light if candidate.light != NONE else candidate.token
    clause = context.structure.clauses[context.structure.clause_of[verb]]
    subject = subjects[clause.index]
    told = clause.kind == "complement" and clause.predicate == verb and candidate.carried in ("", "actor")
    if not told or subject.party == NONE or subject.how not in OWN_SUBJECT:
        return list(parts)
    chief = context.chains[subject.party][0]
    acts = any(p.role == "actor" and context.chains[p.link.party.number][0] == chief for p in parts)
    if not acts:
        return list(parts)
    return [p for p in parts if p.role != "actor" or p.link.party.first >= clause.first]


def by_owner(context: Context, asked: Asked, parts: Sequence[Part], subjects: Sequence[Subject]) -> list[Part]:
    """Return the parts of an event's noun; whom its pronoun means did it, where nobody else is known to have.

    In «كثفت الحركة قصفها» it is the movement, as it is the clause's subject.
    """
    candidate = asked.candidate
    frame = candidate.frame(asked.type)
    owned = candidate.analysis.pos != "verb" and bool(candidate.analysis.enclitic) and OWN in frame.actor
    if not owned or OWN in frame.recipient or any(part.role == "actor" for part in parts):
        return list(parts)
    subject = subjects[context.structure.clause_of[candidate.token]]
    if subject.party == NONE or context.parties[subject.party].entity.id not in meant(context, subject, candidate):
        return list(parts)
    own = context.parties[subject.party].entity.id
    link = next((link for link in asked.links if link.party.entity.id == own), None)
    known = link is None or any(part.link.party.entity.id == own for part in parts)
    return list(parts) if link is None or known else [Part("actor", link, 1.0), *parts]


def by_series(context: Context, asked: Asked, parts: Sequence[Part], subjects: Sequence[Subject]) -> list[Part]:
    """Return the parts of a verb of saying that goes on a sentence; who alone stands behind it is told, not telling.

    In «قالت الوزيرة إن …، ودعت الحكومة إلى …» the minister calls on the government, as the verb fits her.
    """
    candidate = asked.candidate
    found = context.valencies.get(candidate.token)
    if asked.type not in TOLD or found is None or found.form != ONLY:
        return list(parts)
    frame = candidate.frame(asked.type)
    chief = next((party for party, place in found.places.items() if place.removesuffix("/in") == ONLY), NONE)
    others = [place for place in found.places.values() if place.removesuffix("/in") != ONLY]
    told = place_of(frame, candidate, "obj") == "r" and chief != NONE
    told = told and all("r" not in place_of(frame, candidate, place) for place in others)  # «وطلبت الحكومة من …»
    before = _goes_on(context, candidate.token, subjects) if told else NONE
    if before == NONE or context.parties[before].entity.id == context.parties[chief].entity.id:
        return list(parts)
    speaker = context.parties[before].entity.id
    out = [
        replace(part, role="recipient") if context.chains[part.link.party.number][0] == chief else part
        for part in parts
    ]
    link = next((link for link in asked.links if link.party.entity.id == speaker), None)
    if link is not None and all(part.link.party.entity.id != speaker for part in out):
        out = [Part("actor", link, 1.0), *out]
    return out


def by_dropped(context: Context, asked: Asked, parts: Sequence[Part], subjects: Sequence[Subject]) -> list[Part]:
    """Return the parts of a verb of saying whose subject is dropped: who is told of in what was said does not speak.

    In «أعلن الحزب أن جنودا قتلوا، واتهم الحركة بـ…» the soldiers do not accuse, as the sentence's subject does.
    """
    candidate = asked.candidate
    found = context.valencies.get(candidate.token)
    if asked.type not in SPOKEN or found is None or not found.form.startswith(DROPPED):
        return list(parts)
    before = _goes_on(context, candidate.token, subjects)
    if before == NONE or place_of(candidate.frame(asked.type), candidate, "subj") != "a":
        return list(parts)
    own = {party.entity.id for party in context.parties if context.chains[party.number][0] == context.chains[before][0]}
    if not any(part.role == "actor" and part.link.party.entity.id in own for part in parts):
        return list(parts)
    clause_of, clauses = context.structure.clause_of, context.structure.clauses
    inside = {p.number for p in context.parties if clauses[clause_of[p.first]].kind not in OUTER}
    return [
        part
        for part in parts
        if part.role != "actor" or part.link.party.entity.id in own or part.link.party.number not in inside
    ]


def _goes_on(context: Context, verb: int, subjects: Sequence[Subject]) -> int:
    """Return the subject of the sentence so far that a verb joined to it by «و» may go on with, -1 for none."""
    tokens, clauses = context.document.tokens, context.structure.clauses
    sentence = context.document.sentences[tokens[verb].sentence]
    if verb == sentence.first or not is_joined(tokens[verb]):
        return NONE
    at = context.structure.clause_of[verb] - 1
    while at >= 0 and clauses[at].first >= sentence.first:
        subject = subjects[at]
        if clauses[at].kind in OUTER and subject.party != NONE:
            return subject.party if agrees(context, subject.party, verb) else NONE
        at -= 1
    return NONE


def by_opening(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a verb of saying that opens a sentence: its subject is named, «استنكرت أحزاب عدة القرار»."""
    candidate = asked.candidate
    tokens, found = context.document.tokens, context.valencies.get(candidate.token)
    at = candidate.token
    first = context.document.sentences[tokens[at].sentence].first
    opens = (at == first or tokens[at - 1].text in DASHES) and not is_joined(tokens[at])
    if asked.type not in SPOKEN or candidate.analysis.pos != "verb" or not opens or found is None:
        return list(parts)
    subject = next((p for p, place in found.places.items() if place in (ONLY, "subj")), NONE)
    if place_of(candidate.frame(asked.type), candidate, "subj") != "a":
        return list(parts)
    return [
        replace(part, role="actor") if context.chains[part.link.party.number][0] == subject else part for part in parts
    ]


def by_partner(context: Context, asked: Asked, parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an agreement or a talk; in «وقع الحزب اتفاقا مع الحركة» the movement is the recipient.

    The coders of the annotated reports say so of 13 of 13 such agreements and of 24 of 24 such talks.
    """
    at = asked.candidate.token
    actors = {part.link.party.entity.id for part in parts if part.role == "actor"}
    if asked.type not in MUTUAL or len(actors) < 2:
        return list(parts)
    tokens = context.document.tokens
    with_whom = [
        part
        for part in parts
        if part.role == "actor"
        and at < part.link.party.first <= at + PARTNER
        and tokens[part.link.party.first].sentence == tokens[at].sentence
        and governs(context, part.link.party.first) == WITH
    ]
    left = actors - {part.link.party.entity.id for part in with_whom}
    return [replace(part, role="recipient") if left and part in with_whom else part for part in parts]


def settle(context: Context, asked: Asked, parts: Sequence[Part], subjects: Sequence[Subject]) -> list[Part]:
    """Return the parts of an event with all that its own word settles."""
    for step in (
        by_noun,
        by_relative,
        by_agent,
        by_cause,
        by_prelude,
        by_undergone,
        by_order,
        by_behalf,
        by_loss,
        by_partner,
        by_person,
        by_opening,
    ):
        parts = step(context, asked, parts)
    for further in (by_complement, by_series, by_dropped):
        parts = further(context, asked, parts, subjects)
    return by_owner(context, asked, parts, subjects)
