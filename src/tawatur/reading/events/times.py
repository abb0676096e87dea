# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""When and where an event happened: which time expression of its sentence dates it, which place is nearest."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.model import EventPlace, Timex
from tawatur.reading.clauses import NONE
from tawatur.reading.events import binding
from tawatur.reading.events.binding import Scene
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import BACK, REACH, Context, reach
from tawatur.reading.events.features import bucket, form, governor, state

DATES = ("DATE", "TIME")
GREGORIAN = "gregorian"


@dataclass(frozen=True, slots=True)
class Dating:
    """A time expression that may date an event, with the value it gives and the features of their tie."""

    timex: Timex
    value: str
    token: int
    features: tuple[str, ...]
    of_saying: bool = False  # it dates only that the event was told


def _usable(context: Context, at: int) -> dict[int, int]:
    """Return the time expressions that can date an event at a token, with their first tokens: the report's first, and
    those not too far off."""
    low = bisect_left(context.dates, (at - BACK, NONE))
    high = bisect_left(context.dates, (at + REACH, NONE))
    near = context.dates[low:high]
    found = [*context.dates[: min(low, 1)], *near]
    return {number: token for token, number in found if _dates(context.timexes[number])}


def _dates(timex: Timex) -> bool:
    """Whether a time expression can date an event; a Hijri year alone belongs to a name: «مهرجان القرية 1436هـ»."""
    if timex.value is None or timex.type not in DATES:
        return False
    return timex.calendar == GREGORIAN or "/" not in timex.value or not timex.text[0].isdigit()


def _here(context: Context, candidate: Candidate, token: int, rank: int, among: int) -> list[str]:
    """Features of a time expression in the event's sentence; `rank` counts from the nearest of them."""
    tokens, structure = context.document.tokens, context.structure
    at = candidate.token
    mine, clause = (structure.clauses[structure.clause_of[t]] for t in (at, token))
    low, high = sorted((at, token))
    verbs = sum(tokens[i].kind == "word" and tokens[i].analysis.pos == "verb" for i in range(low + 1, high))
    stops = sum(tokens[i].text in "،,؛" for i in range(low + 1, high))
    events = sum(i in context.anchors for i in range(low + 1, high))
    side = ">" if token > at else "<"
    same = "in" if clause.index == mine.index else side + str(min(abs(clause.index - mine.index), 3))
    cue = clause.predicate != NONE and context.cue_of[clause.predicate] != NONE
    return [
        f"same={same}",
        f"rank={rank}",
        f"dist={side}{bucket(abs(token - at), (2, 4, 7, 12, 20))}",
        f"sv={same}{side}{min(verbs, 2)}{min(stops, 2)}",
        f"verbs={side}{min(verbs, 3)}",
        f"stops={side}{min(stops, 3)}",
        f"events={side}{min(events, 3)}",
        f"of={min(among, 4)}",
        f"cue={cue}{same}",
        f"selfcue={context.cue_of[at] != NONE}",
        f"sr={same}{rank}{side}",
        f"ck={mine.kind}{side}",
        f"ruler={side}{context.lemmas[clause.predicate] if clause.predicate != NONE else ''}",
        *_said(context, at, token, same),
        *_tense(context, candidate, mine.predicate, side, same),
    ]


def _said(context: Context, at: int, token: int, same: str) -> list[str]:
    """Features of where event and time stand in what is quoted: «قال اليوم إن …» dates the saying only."""
    told, dated = context.claim_of[at], context.claim_of[token]
    where = "none" if told == dated == NONE else "both" if told == dated else "event" if told != NONE else "time"
    return [f"said={where}", f"said={where}{same}", f"saidcue={where}{context.cue_of[at] != NONE}"]


def _tense(context: Context, candidate: Candidate, verb: int, side: str, same: str) -> list[str]:
    """Features of the tense of the event's verb, or of the verb over its noun."""
    tokens, at = context.document.tokens, candidate.token
    head = at if candidate.analysis.pos == "verb" else verb
    if head == NONE:
        return ["tense=none"]
    analysis = tokens[head].analysis
    tense = f"{analysis.aspect}{'س' in analysis.proclitics}{head == at}"
    return [f"tense={tense}", f"tense={tense}{same}", f"word={candidate.lemma}{side}"]


def _apart(context: Context, candidate: Candidate, token: int, order: int) -> list[str]:
    """Features of a time expression in another sentence."""
    tokens = context.document.tokens
    apart = tokens[token].sentence - tokens[candidate.token].sentence
    sentence = context.document.sentences[tokens[token].sentence]
    alike = [t for t in reach(token, sentence.first, sentence.last) if context.anchors.get(t) == candidate.lemma]
    nearest = min((abs(t - token) for t in alike), default=99)
    return [
        f"apart={max(-4, min(apart, 2))}",
        f"alike={bool(alike)}{max(-1, min(apart, 1))}",
        f"near={bucket(nearest, (5, 12, 30))}",
        f"first={order == 0}",
        f"fa={order == 0}{bool(alike)}{max(-2, min(apart, 1))}",
    ]


def _own(context: Context, candidate: Candidate, type_: str) -> list[str]:
    """Features of the event alone: what it hangs on says whether a date beside it is its own.

    «أعلن الأحد عن مقتل …» dates the saying, «بسبب القتال» nothing.
    """
    structure, at = context.structure, candidate.token
    clause = structure.clauses[structure.clause_of[at]]
    head = at if candidate.light == NONE else candidate.light
    ruler = "" if clause.predicate == NONE else "self" if clause.predicate == head else context.lemmas[clause.predicate]
    parent = NONE if clause.parent == NONE else structure.clauses[clause.parent].predicate
    prep, sense = governor(context, at)
    bound = state(context, candidate)
    party = context.party_of[at]
    return [
        f"gp={prep}",
        f"gs={sense}",
        f"d={bound}",
        f"pl={ruler}",
        f"w-1={context.lemmas[at - 1] if at else ''}",
        f"w-2={context.lemmas[at - 2] if at > 1 else ''}",
        f"op={context.document.tokens[clause.opener].word.norm if clause.opener != NONE else ''}",
        f"over={context.lemmas[parent] if parent != NONE else ''}",
        f"in={context.parties[party].entity.kind if party != NONE else ''}",
        f"asp={candidate.analysis.aspect}{candidate.analysis.number}",
        f"T={type_}",
        f"q={structure.quoted[at]}",
    ]


def _expression(context: Context, number: int, token: int, near: bool) -> list[str]:
    """Features of a time expression alone."""
    timex = context.timexes[number]
    value = timex.value or ""
    return [
        f"prep={governor(context, token)[1] or (context.lemmas[token - 1] if token else '')}",
        f"tw={context.lemmas[token]}",
        f"len={len(value)}{'/' in value}{'~' in value}",
        f"begun={number in context.begun}",
        f"anchored={timex.anchored}",
        f"from={timex.anchored}{'in' if near else 'out'}",
    ]


def datings(scene: Scene, candidate: Candidate, type_: str) -> list[Dating]:
    """Return the time expressions that may date an event, in text order.

    They are those of its sentence, those near it, the report's first, and those told with the same word.
    """
    context = scene.context
    tokens = context.document.tokens
    sentence = tokens[candidate.token].sentence
    usable = _usable(context, candidate.token)
    here = sorted(
        (n for n, token in usable.items() if tokens[token].sentence == sentence),
        key=lambda n: abs(usable[n] - candidate.token),
    )
    shape, own = form(context, candidate), _own(context, candidate, type_)
    out = []
    for order, (number, token) in enumerate(usable.items()):
        near = number in here
        if near:
            plain = _here(context, candidate, token, here.index(number), len(here))
        else:
            plain = _apart(context, candidate, token, order)
            if not -3 < tokens[token].sentence - sentence < 2 and order and plain[1].startswith("alike=False"):
                continue
            plain.append(f"here={min(len(here), 2)}")
        timex = context.timexes[number]
        spot = plain[0] if near else "out"
        plain += _expression(context, number, token, near)
        plain.append(f"si={min(sentence, 2)}")
        crossed = [f"{type_}&{f}" for f in plain[:5]] + [f"{spot}&{f}" for f in own]
        bound = (
            binding.near(scene, candidate, type_, token, timex.end)
            if near
            else binding.far(scene, candidate, type_, token, token == context.dates[0][0])
        )
        features = (*plain, *(f"{shape}&{f}" for f in plain), *crossed, *bound)
        value = context.begun.get(number, timex.value or "")
        out.append(Dating(timex, value, token, features, near and binding.dates_saying(scene, candidate, type_, token)))
    return out


def place(context: Context, candidate: Candidate) -> EventPlace | None:
    """Return the place that stands best to the anchor: after it in its clause, then in its sentence."""
    tokens, structure = context.document.tokens, context.structure
    at = candidate.token
    sentence = context.document.sentences[tokens[at].sentence]
    clause = structure.clause_of[at]
    best: tuple[tuple[bool, bool, int], int] | None = None
    for token in reach(at, sentence.first, sentence.last):
        number = context.place_of[token]
        if number == NONE or (token and context.place_of[token - 1] == number):
            continue
        if governor(context, token)[1].removeprefix("in:") not in ("in", "by", "near", "ب"):
            continue
        cost = (structure.clause_of[token] != clause, token < at, abs(token - at))
        if best is None or cost < best[0]:
            best = cost, number
    if best is None:
        return None
    found = context.places[best[1]]
    return EventPlace(found.text, found.id)


def choose(found: Sequence[Dating], odds: Sequence[float], least: float) -> Dating | None:
    """Return the likeliest dating if it is likely enough; none that dates only what was said of the event."""
    able = [i for i, dating in enumerate(found) if odds[i] >= least and not dating.of_saying]
    return found[max(able, key=lambda i: odds[i])] if able else None
