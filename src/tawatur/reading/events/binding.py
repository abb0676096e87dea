# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How a time expression and an event hang together: by the verbs over them, their clauses and who acts in these.

«تمكن الحرس أمس من توقيف …» dates the arrest, «أعلن أمس عن توقيف …» the announcement, «هجوم وقع الأحد» the attack. What
the verb of the clause says of time is in the table `events/timing`; what else it may be, the other tables tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.reading.clauses import NONE
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import REACH, Context
from tawatur.reading.events.features import View, form, governor, state
from tawatur.reading.events.subjects import Subject
from tawatur.text.normalize import fold

SPEECH = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT", "AGREE", "CONCEDE"})  # done by words
GOES_ON = ("coordinate", "participle", "resumed")  # clauses that go on with a relative one before them
CLIMB = 4  # clauses from a time expression back in which one is looked for that is about the event
OPENING = 3  # tokens into its sentence up to which an event opens it
COMPLEMENT = "complement"
VERB, NOUN, SAYING, CUE, SELF, NO = "verb", "noun", "say", "cue", "self", "none"
ABOUT = fold("عن")
ATTACK = "ASSAULT"  # what is seldom done by telling of it, as sanctions and bans are


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with what its words say of time.

    Args:
        context: The document.
        subjects: Subject of each clause.
        types: Types of events that each anchor may express.
        rulers: What verbs are to an event that they rule, by folded lemma.
        judging: Verbs that judge or deny what another did, by folded lemma.
        telling: Verbs of claims, by folded lemma.
    """

    context: Context
    subjects: Sequence[Subject]
    types: dict[int, tuple[str, ...]]
    rulers: dict[str, str]
    judging: frozenset[str]
    telling: frozenset[str]


def compile_rulers(lexicon: Lexicon) -> dict[str, str]:
    """Return what each verb is to an event that it rules: of `events/timing`, an act itself, saying or carrying one."""
    rulers: dict[str, str] = {}
    for lemma, kind in lexicon.table("events/timing").columns("lemma", "class"):
        rulers.setdefault(fold(lemma), kind)
    for lemma, pos, type_ in lexicon.table("events/frames").columns("lemma", "pos", "type"):
        if pos == VERB:
            rulers.setdefault(fold(lemma), "speech" if type_ in SPEECH else f"act:{type_}")
    for (lemma,) in lexicon.table("claims/verbs").columns("past"):
        rulers.setdefault(fold(lemma), SAYING)
    for (lemma,) in lexicon.table("events/light_verbs").columns("lemma"):
        rulers.setdefault(fold(lemma), "light")
    return rulers


def compile_judging(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs that judge, claim or deny what another did, folded."""
    return frozenset(fold(lemma) for (lemma,) in lexicon.table("events/judging").columns("lemma"))


def compile_telling(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs of claims, folded."""
    return frozenset(fold(lemma) for (lemma,) in lexicon.table("claims/verbs").columns("past"))


def scene(context: Context, views: Sequence[View], subjects: Sequence[Subject], lexicon: Lexicon) -> Scene:
    """Return a document as datings are looked for in it."""
    types = {view.candidate.token: view.candidate.types for view in views}
    return Scene(
        context,
        subjects,
        types,
        lexicon.compiled("events.timing", compile_rulers),
        lexicon.compiled("events.judging", compile_judging),
        lexicon.compiled("events.telling", compile_telling),
    )


def _ruler(scene: Scene, verb: int, candidate: Candidate) -> str:
    """Return what the predicate of a clause is to an event."""
    context = scene.context
    if verb == NONE:
        return NO
    if verb in (candidate.token, candidate.light):
        return SELF
    kind = scene.rulers.get(context.lemmas[verb], "")
    if kind and not kind.startswith(("act", "speech", SAYING)):
        return kind
    return CUE if context.cue_of[verb] != NONE else kind or VERB


def dates_saying(scene: Scene, candidate: Candidate, type_: str, token: int) -> bool:
    """Whether a time expression dates only that an event was told: «قالت الوزارة أمس إن الجيش قصف القرية».

    Of 92 such in `gold/train` and `gold/check` 4 date the event. «أعلنت الوزارة أمس عن مقتل جنود» and «أدانت الحكومة
    أمس الهجوم» date no more: of such dates in the annotated and the written reports 11 are wrong, 1 is right.
    """
    structure, at = scene.context.structure, candidate.token
    its, mine = structure.clause_of[token], structure.clause_of[at]
    predicate = structure.clauses[its].predicate
    if its == mine:
        if predicate == NONE or not predicate < token < at or candidate.analysis.pos != NOUN:
            return False
        judged = scene.context.lemmas[predicate] in scene.judging
        return judged or (type_ == ATTACK and _is_told(scene, candidate, token, predicate))
    if its > mine or structure.clauses[its + 1].kind != COMPLEMENT:
        return False
    return _ruler(scene, predicate, candidate) in (SAYING, CUE)


def _is_told(scene: Scene, candidate: Candidate, token: int, predicate: int) -> bool:
    """Whether nothing but «عن» stands between the time of a verb of saying and an event: «أعلن أمس عن مقتل …»."""
    context, before = scene.context, candidate.token - 1
    tokens = context.document.tokens
    if tokens[before].word.norm != ABOUT or context.lemmas[predicate] not in scene.telling:
        return False
    return all(tokens[i].kind == "punct" or context.timex_of[i] != NONE for i in range(token, before))


def _subject(scene: Scene, clause: int) -> str | None:
    party = scene.subjects[clause].party
    return None if party == NONE else scene.context.parties[party].entity.id


def _about(scene: Scene, mine: int, its: int, phrase: int) -> str:
    """Return how a later clause is about the event's phrase: «هجوم وقع الأحد», «الخطاب الذي ألقاه السبت وتوعد فيه»."""
    clauses = scene.context.structure.clauses
    for steps in range(min(CLIMB, its - mine)):
        clause = clauses[its - steps]
        told = NONE if clause.antecedent == NONE else scene.context.structure.phrase_of[clause.antecedent]
        if told == phrase != NONE:
            return f"{clause.kind}{min(steps, 1)}"
        if clause.kind not in GOES_ON:
            break
    return ""


def _beside(scene: Scene, candidate: Candidate, token: int, end: int) -> list[str]:
    """Features of what stands right before and behind a time expression, and of the phrases between it and an event."""
    context, at = scene.context, candidate.token
    tokens, structure = context.document.tokens, context.structure
    side = ">" if token > at else "<"
    low, high = sorted((at, token))
    between = {structure.phrase_of[i] for i in range(low + 1, high)} - {NONE}
    clauses = abs(structure.clause_of[at] - structure.clause_of[token])
    before = tokens[token - 1] if token else None
    kind = (
        "" if before is None else "self" if token - 1 == at else before.analysis.pos if before.kind == "word" else "p"
    )
    after = token
    while after < len(tokens) and tokens[after].start < end:
        after += 1
    behind = ""
    if after < len(tokens):
        marker = structure.markers[after]
        behind = marker.kind if marker is not None else tokens[after].text if tokens[after].kind == "punct" else ""
    return [
        f"adj={token - at if 0 < token - at < 3 else 0}",
        f"np={side}{min(len(between), 5)}{clauses == 0}",
        f"before={side}{kind}",
        f"after={behind}{side}{min(clauses, 2)}",
    ]


def near(scene: Scene, candidate: Candidate, type_: str, token: int, end: int) -> list[str]:
    """Return features of a time expression in an event's sentence.

    Args:
        scene: The document.
        candidate: The event.
        type_: Its type.
        token: First token of the time expression.
        end: Code point behind it.
    """
    context, at = scene.context, candidate.token
    structure = context.structure
    mine, its = structure.clause_of[at], structure.clause_of[token]
    one, other = structure.clauses[mine], structure.clauses[its]
    side, same = ">" if token > at else "<", mine == its
    path = ".".join(c.kind for c in structure.clauses[min(mine, its) + 1 : max(mine, its) + 1][:3])
    rules, ruled = _ruler(scene, other.predicate, candidate), _ruler(scene, one.predicate, candidate)
    bound, shape = state(context, candidate), form(context, candidate)
    about = _about(scene, mine, its, structure.phrase_of[at])
    relative = f"{one.kind in ('relative', 'asyndetic')}{other.kind in ('relative', 'asyndetic')}"
    out = [
        f"dc={rules}",
        f"dcp={rules}{side}{path}",
        f"ec={ruled}",
        f"ecdc={ruled}{rules}{side}{same}",
        f"dct={rules}&{type_}{same}",
        f"dcs={rules}{bound}{side}{same}",
        f"about={about}",
        f"inrel={relative}{side}{same}",
        f"gdc={governor(context, at)[1]}{rules}{same}{side}",
        *_beside(scene, candidate, token, end),
    ]
    if about:
        out.append(f"aboutc={about}{rules}")
    if shape.startswith(VERB):
        who = _subject(scene, mine)
        shared = not same and who is not None and who == _subject(scene, its)
        out += [f"subj={shared}{scene.subjects[mine].how}", f"subjp={shared}{side}{path}", f"subjdc={shared}{rules}"]
    return out


def _parties(context: Context, first: int, last: int, at: int) -> set[str]:
    """Return the parties named in tokens `[first, last)` not too far from one."""
    numbers = {context.party_of[t] for t in range(max(first, at - REACH), min(last, at + REACH + 1))} - {NONE}
    return {context.parties[number].entity.id for number in numbers}


def far(scene: Scene, candidate: Candidate, type_: str, token: int, first: bool) -> list[str]:
    """Return features of a time expression in another sentence than an event's.

    Args:
        scene: The document.
        candidate: The event.
        type_: Its type.
        token: First token of the time expression.
        first: Whether it is the report's first.
    """
    context, at = scene.context, candidate.token
    tokens, structure, sentences = context.document.tokens, context.structure, context.document.sentences
    clause, its = structure.clauses[structure.clause_of[at]], structure.clause_of[token]
    own, there = sentences[tokens[at].sentence], sentences[tokens[token].sentence]
    who = _subject(scene, clause.index)
    same = who is not None and who == _subject(scene, its)
    done = "speech" if type_ in SPEECH else "act"
    verb = form(context, candidate).startswith(VERB)
    rules = _ruler(scene, structure.clauses[its].predicate, candidate)
    apart = max(-3, min(tokens[token].sentence - tokens[at].sentence, 2))
    around = range(max(there.first, token - REACH), min(there.last, token + REACH + 1))
    alike = any(type_ in scene.types.get(t, ()) for t in around)
    shared = _parties(context, there.first, there.last, token) & _parties(context, clause.first, clause.last, at)
    dated = any(own.first <= t < own.last for t, _ in context.dates)
    return [
        f"xdc={rules}{first}",
        f"xs={same}{done}{verb}",
        f"xsd={same}{done}{rules}",
        f"xty={alike}{done}{apart}",
        f"xb={at - own.first < OPENING}{verb}{apart}{first}",
        f"xp={min(len(shared), 2)}{done}",
        f"xq={context.claim_of[at] != NONE}{done}{first}",
        f"xst={state(context, candidate)}{done}{first}{alike}",
        f"xh={dated}{done}",
        f"xad={candidate.analysis.aspect}{apart}{done}",
    ]
