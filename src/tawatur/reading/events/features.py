# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a candidate looks like to the judge that tells events from mere words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.reading.clauses import NONE, prefix
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context, reach
from tawatur.reading.events.subjects import Subject
from tawatur.reading.judge import Crossed, cross
from tawatur.reading.network import EVENTS, Seen

LOOK_BACK = 4  # tokens before a predicate in which its particles stand
NEAR = 3  # tokens within which a mention counts as next to the anchor


def bucket(value: int, limits: tuple[int, ...] = (1, 2, 3, 5, 8, 13)) -> str:
    """Return a coarse name for a count."""
    return str(bisect_left(limits, value + 1))


@dataclass(frozen=True, slots=True)
class View:
    """A candidate with its features: those of its surroundings, and those that name its words.

    Args:
        candidate: The candidate.
        subject: Subject of its clause.
        plain: Features of its surroundings.
        lexical: Features that name words.
        looks: How much it looks like an event of each type to the network, as log-odds.
    """

    candidate: Candidate
    subject: Subject
    plain: tuple[str, ...]
    lexical: tuple[str, ...]
    looks: dict[str, float]


def moods(context: Context, token: int) -> list[str]:
    """Return the kinds of the mood particles shortly before a token in its clause, nearest first."""
    markers = context.structure.markers
    clause = context.structure.clauses[context.structure.clause_of[token]]
    found = []
    for at in range(token - 1, max(clause.first, token - LOOK_BACK) - 1, -1):
        marker = markers[at]
        if marker is not None and marker.kind.startswith("mood-"):
            found.append(marker.kind)
    return found


def form(context: Context, candidate: Candidate) -> str:
    """Return the anchor's shape: verb (active, passive or open), noun or participle."""
    analysis = candidate.analysis
    if analysis.pos != "verb":
        return "adj" if analysis.pos == "adj" else "noun"
    return {"p": "verb-p", "a": "verb-a"}.get(analysis.voice, "verb")


def state(context: Context, candidate: Candidate) -> str:
    """Return how a nominal anchor is bounded: by ال, a pronoun, a following noun, or not."""
    analysis = candidate.analysis
    if analysis.pos == "verb":
        return "verb"
    if analysis.enclitic:
        return "own"
    if analysis.definite:
        return "al"
    phrase_of = context.structure.phrase_of
    at = candidate.token
    if at + 1 < len(phrase_of) and phrase_of[at] != NONE and phrase_of[at + 1] == phrase_of[at]:
        following = context.document.tokens[at + 1].analysis
        return "gen" if following.pos != "adj" or following.definite else "mod"
    return "bare"


def governor(context: Context, token: int) -> tuple[str, str]:
    """Return the preposition over a nominal token and its group."""
    own = prefix(context.document.tokens[token])
    if own:
        return own, own
    number = context.structure.phrase_of[token]
    if number == NONE:
        return "", ""
    phrase = context.structure.phrases[number]
    return (phrase.prep, phrase.sense) if phrase.first == token else ("in:" + phrase.prep, "in:" + phrase.sense)


def _word(context: Context, at: int) -> str:
    return context.lemmas[at] if 0 <= at < len(context.lemmas) else "^"


def _neighbours(context: Context, at: int, out: list[str]) -> None:
    tokens = context.document.tokens
    out.extend(f"w{offset}={_word(context, at + offset)}" for offset in (-2, -1, 1, 2))
    out.append(f"w-1w1={_word(context, at - 1)}|{_word(context, at + 1)}")
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    out.append(f"p+1={after.analysis.pos if after else ''}{after.analysis.definite if after else ''}")
    out.append(f"p-1={before.analysis.pos if before else ''}{before.kind if before else ''}")


def _clause(context: Context, candidate: Candidate, out: list[str]) -> None:
    structure, at = context.structure, candidate.token
    clause = structure.clauses[structure.clause_of[at]]
    out.append(f"ck={clause.kind}")
    head = candidate.light if candidate.light != NONE else at
    ruled = clause.predicate == head
    out.append(f"pred={'self' if ruled else 'none' if clause.predicate == NONE else 'other'}")
    if clause.predicate != NONE and not ruled:
        out.append(f"pl={context.lemmas[clause.predicate]}")
        out.append(f"pd={bucket(abs(at - clause.predicate))}{at > clause.predicate}")
    if clause.opener != NONE:
        out.append(f"op={context.document.tokens[clause.opener].word.norm}")
    if clause.antecedent != NONE:
        out.append(f"an={context.lemmas[clause.antecedent]}")
    prep, sense = governor(context, at)
    out.append(f"gp={prep}")
    out.append(f"gs={sense}")
    out.extend(f"mood={m}" for m in moods(context, head))
    out.append(f"dc={bucket(at - clause.first)}")


def _company(context: Context, candidate: Candidate, out: list[str]) -> None:
    """Parties, times and places in the anchor's clause."""
    structure, at = context.structure, candidate.token
    clause = structure.clauses[structure.clause_of[at]]
    before = after = ""
    count, last = 0, NONE
    for token in reach(at, clause.first, min(clause.last + 6, len(context.party_of))):
        number = context.party_of[token]
        if number in (NONE, last):
            continue
        last = number
        party = context.parties[number]
        inside = token < clause.last
        count += inside
        if token < at:
            before = f"{party.entity.kind}{bucket(at - token, (3, 6))}"
        elif not after and token > at:
            sense = governor(context, party.first)[1]
            after = f"{party.entity.kind}{bucket(party.first - at, (2, 3, 5))}"
            out.append(f"ms={sense}")
            out.append(f"mk={party.entity.kind}|{sense}")
    here = context.party_of[at]
    out.append(f"mb={before}")
    out.append(f"ma={after}")
    out.append(f"mbma={bool(before)}{bool(after)}")
    out.append(f"mc={bucket(count, (1, 2, 3))}")
    if here != NONE:
        party = context.parties[here]
        out.append(f"inm={party.entity.kind}{party.first == at}")
    span = reach(at, clause.first, clause.last)
    out.append(f"tx={any(context.timex_of[t] != NONE for t in span)}")
    out.append(f"pc={any(context.place_of[t] != NONE for t in span)}")
    out.append(f"num={any(context.document.tokens[t].kind == 'number' for t in span)}")
    if context.timex_of[at] != NONE or context.place_of[at] != NONE:
        out.append("inx")


def _position(context: Context, candidate: Candidate, out: list[str]) -> None:
    at = candidate.token
    token = context.document.tokens[at]
    sentence = context.document.sentences[token.sentence]
    out.append(f"si={bucket(token.sentence)}")
    out.append(f"ti={bucket(at, (10, 20, 40, 80, 160, 320))}")
    out.append(f"sl={bucket(at - sentence.first, (2, 6, 12, 24, 48))}")
    out.append(f"ns={bucket(len(context.document.sentences), (2, 4, 7, 12, 20))}")
    out.append(f"q={context.structure.quoted[at]}")
    claim = context.claim_of[at]
    if claim != NONE:
        out.append(f"cl={context.claims[claim].mode}")
    cue = context.cue_of[at]
    out.append(f"cue={cue != NONE}")


def _shape(context: Context, candidate: Candidate, out: list[str]) -> None:
    analysis = candidate.analysis
    shape, bound = form(context, candidate), state(context, candidate)
    out.append(f"f={shape}")
    out.append(f"d={bound}")
    out.append(f"num={analysis.number}")
    if analysis.pos == "verb":
        out.append(f"asp={analysis.aspect}{analysis.person}{analysis.number}{'س' in analysis.proclitics}")
    if candidate.light != NONE:
        out.append(f"light={candidate.carried}")
        out.append(f"lv={context.lemmas[candidate.light]}")
    out.append(f"own={candidate.own}{len(analysis.lemma) > 2}")
    out.append(f"lead={candidate.analysis.proclitics[0] if candidate.analysis.proclitics else ''}")


def views(context: Context, candidates: Sequence[Candidate], subjects: Sequence[Subject], seen: Seen) -> list[View]:
    """Return the candidates of a document with their features, in order.

    Args:
        context: The document.
        candidates: Its candidates.
        subjects: Subject of each clause.
        seen: The document as the network sees it.
    """
    looks = seen.events([candidate.token for candidate in candidates])
    seen_lemma: dict[str, int] = {}
    seen_type: dict[str, int] = {}
    seen_in: dict[tuple[int, str], int] = {}
    out = []
    for candidate, odds in zip(candidates, looks, strict=True):
        plain: list[str] = []
        _shape(context, candidate, plain)
        _clause(context, candidate, plain)
        _company(context, candidate, plain)
        _position(context, candidate, plain)
        subject = subjects[context.structure.clause_of[candidate.token]]
        lexical: list[str] = []
        _neighbours(context, candidate.token, lexical)
        sentence = context.document.tokens[candidate.token].sentence
        types = sorted({f.type for f in candidate.frames})
        again = bucket(seen_lemma.get(candidate.lemma, 0), (1, 2, 3))
        plain.append(f"again={again}")
        plain.append(f"again={again}{state(context, candidate)}")
        for type_ in types:
            plain.append(f"typed={type_ in seen_type}")
            plain.append(f"nt={bucket(seen_type.get(type_, 0), (1, 2, 4, 7))}")
            plain.append(f"st={bucket(seen_in.get((sentence, type_), 0), (1, 2))}")
        plain.append(f"amb={len(types)}")
        out.append(View(candidate, subject, tuple(plain), tuple(lexical), dict(zip(EVENTS, odds, strict=True))))
        seen_lemma[candidate.lemma] = seen_lemma.get(candidate.lemma, 0) + 1
        for type_ in types:
            seen_type[type_] = seen_type.get(type_, 0) + 1
            seen_in[sentence, type_] = seen_in.get((sentence, type_), 0) + 1
    return out


def parts(view: View, type_: str) -> tuple[list[str], tuple[Crossed, ...]]:
    """Return the features of a view read as one event type: its own, and those that count together with a name.

    The second kind is most of them; kept apart, the judge looks them up without a string being made for each.
    """
    candidate = view.candidate
    frame = candidate.frame(type_)
    name = f"{candidate.lemma}/{candidate.analysis.pos}"
    out = [*view.plain, *view.lexical]
    out += [f"L={candidate.lemma}", f"LP={name}", f"LPT={name}&{type_}", f"T={type_}"]
    out += [f"s={frame.strength}", f"sT={frame.strength}&{type_}", f"m={frame.mode}&{type_}"]
    out.append(f"src={frame.source}")
    if frame.source == "idioms":
        out += [f"I={frame.lemma}", f"I={frame.lemma}&{view.plain[1]}"]
    out.append(f"fit={bool(frame.needs)}")
    return out, ((type_, view.plain), (name, view.plain), (type_, view.lexical))


def features(view: View, type_: str) -> list[str]:
    """Return the features of a view read as one event type, each as one string."""
    own, crossed = parts(view, type_)
    return [*own, *(cross(name, other) for name, others in crossed for other in others)]
