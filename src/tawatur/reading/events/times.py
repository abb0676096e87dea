# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""When and where an event happened: which time expression of its sentence dates it, which place is nearest."""

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.model import EventPlace, Timex
from tawatur.reading.clauses import NONE
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context
from tawatur.reading.events.features import bucket, form, governor

DATES = ("DATE", "TIME")


@dataclass(frozen=True, slots=True)
class Dating:
    """A time expression that may date an event, with the features of their tie."""

    timex: Timex
    token: int
    features: tuple[str, ...]


def datings(context: Context, candidate: Candidate, type_: str) -> list[Dating]:
    """Return the time expressions of the event's sentence, in text order."""
    tokens, structure = context.document.tokens, context.structure
    at = candidate.token
    sentence = context.document.sentences[tokens[at].sentence]
    firsts: dict[int, int] = {}
    for token in range(sentence.first, sentence.last):
        number = context.timex_of[token]
        if number != NONE:
            firsts.setdefault(number, token)
    usable = [
        (context.timexes[n], token)
        for n, token in firsts.items()
        if context.timexes[n].value is not None and context.timexes[n].type in DATES
    ]
    nearest = sorted(usable, key=lambda pair: abs(pair[1] - at))
    mine = structure.clauses[structure.clause_of[at]]
    out = []
    for timex, token in usable:
        clause = structure.clauses[structure.clause_of[token]]
        low, high = sorted((at, token))
        verbs = sum(
            1 for i in range(low + 1, high) if tokens[i].kind == "word" and tokens[i].analysis.pos == "verb"
        )
        stops = sum(tokens[i].text in "،,؛" for i in range(low + 1, high))
        side = ">" if token > at else "<"
        ruled = clause.predicate
        same = "in" if clause.index == mine.index else side + str(min(abs(clause.index - mine.index), 3))
        cue = ruled != NONE and context.cue_of[ruled] != NONE
        value = timex.value or ""
        plain = [
            f"same={same}",
            f"rank={nearest.index((timex, token))}",
            f"of={min(len(usable), 4)}",
            f"dist={side}{bucket(abs(token - at), (2, 4, 7, 12, 20))}",
            f"verbs={side}{min(verbs, 3)}",
            f"stops={side}{min(stops, 3)}",
            f"cue={cue}{same}",
            f"selfcue={context.cue_of[at] != NONE}",
            f"prep={governor(context, token)[1] or context.lemmas[token - 1] if token else ''}",
            f"tw={context.lemmas[token]}",
            f"len={len(value)}{'/' in value}{'~' in value}",
            f"ck={mine.kind}",
            f"si={min(tokens[at].sentence, 2)}",
            f"self={mine.predicate == at}",
        ]
        shape = form(context, candidate)
        out.append(
            Dating(
                timex,
                token,
                (
                    *plain,
                    *(f"{shape}&{f}" for f in plain),
                    *(f"{type_}&{f}" for f in plain[:4]),
                    f"sv={same}{side}{min(verbs, 2)}{min(stops, 2)}",
                    f"sr={same}{nearest.index((timex, token))}{side}",
                ),
            )
        )
    return out


def place(context: Context, candidate: Candidate) -> EventPlace | None:
    """Return the place that stands best to the anchor: after it in its clause, then in its sentence."""
    tokens, structure = context.document.tokens, context.structure
    at = candidate.token
    sentence = context.document.sentences[tokens[at].sentence]
    clause = structure.clause_of[at]
    best: tuple[tuple[bool, bool, int], int] | None = None
    for token in range(sentence.first, sentence.last):
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
    """Return the likeliest dating if it is likely enough."""
    if not found:
        return None
    top = max(range(len(found)), key=lambda i: odds[i])
    return found[top] if odds[top] >= least else None
