# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether an event happened, was denied, is planned or only thought of: the features of that decision."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tawatur.model import Event
from tawatur.reading.clauses import NONE
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context, reach
from tawatur.reading.events.features import form, governor, moods, state
from tawatur.text.document import Document

DAY = 10  # letters of a day in EDTF
REACH = 5  # tokens before an anchor whose words may colour it


def features(context: Context, candidate: Candidate, type_: str, cues: dict[str, str]) -> list[str]:
    """Return what the judge of status sees.

    Args:
        context: The document.
        candidate: The event's words.
        type_: Its type.
        cues: Folded lemma of words that colour what follows, with the status they suggest (`events/status`).
    """
    structure, tokens = context.structure, context.document.tokens
    at = candidate.token
    head = at if candidate.light == NONE else candidate.light
    clause = structure.clauses[structure.clause_of[at]]
    analysis = tokens[head].analysis
    shape = form(context, candidate)
    out = [f"T={type_}", f"L={candidate.lemma}", f"f={shape}", f"d={state(context, candidate)}"]
    verb = clause.predicate
    aspect = analysis.aspect if analysis.pos == "verb" else ""
    out.append(f"asp={aspect}{'س' in analysis.proclitics}")
    if verb != NONE and verb != head:
        ruling = tokens[verb].analysis
        out.append(f"ruled={ruling.aspect}{'س' in ruling.proclitics}&{shape}")
        out.append(f"pl={context.lemmas[verb]}")
        out.extend(f"pmood={mood}&{shape}" for mood in moods(context, verb))
    out.append(f"ck={clause.kind}")
    if clause.opener != NONE:
        out.append(f"op={tokens[clause.opener].word.norm}&{aspect}")
        marker = structure.markers[clause.opener]
        out.append(f"opk={marker.kind if marker else ''}&{shape}")
    out.extend(f"mood={mood}&{shape}" for mood in moods(context, head))
    prep, _ = governor(context, at)
    out.append(f"gp={prep}&{shape}")
    for step in range(1, REACH + 1):
        if at - step < 0:
            break
        lemma = context.lemmas[at - step]
        out.append(f"w-{step}={lemma}")
        if step <= 3:
            out.append(f"w={lemma}")
        cue = cues.get(lemma)
        if cue is not None and at - step >= clause.first - 2:
            out += [f"cue={cue}", f"cue{min(step, 3)}={cue}&{shape}"]
    if clause.parent != NONE:
        outer = structure.clauses[clause.parent]
        if outer.predicate != NONE:
            out.append(f"outer={context.lemmas[outer.predicate]}&{clause.kind}")
            cue = cues.get(context.lemmas[outer.predicate])
            if cue is not None and clause.kind in ("complement", "relative"):
                out.append(f"outercue={cue}&{clause.kind}")
    timex = next(
        (
            context.timexes[context.timex_of[t]]
            for t in reach(at, clause.first, clause.last)
            if context.timex_of[t] != NONE
        ),
        None,
    )
    out.append(f"tx={timex is not None}&{aspect}")
    out.append(f"q={structure.quoted[at]}&{aspect}")
    return out


def ahead(found: Iterable[Event], document: Document, published: date | None) -> tuple[Event, ...]:
    """Return events with those planned that a verb in the present dates after the report: «يلتقي الوزير غدا …».

    Args:
        found: The events.
        document: The analysed text.
        published: The publication day, None where it is not known.
    """
    if published is None:
        return tuple(found)
    begins = [token.start for token in document.tokens]
    return tuple(_planned(event, document, begins, published.isoformat()) for event in found)


def _planned(event: Event, document: Document, begins: list[int], published: str) -> Event:
    day = event.when.value[:DAY] if event.when is not None else ""
    if event.status != "asserted" or len(day) < DAY or not day[:4].isdigit() or day <= published:
        return event
    analysis = document.tokens[max(0, bisect_right(begins, event.start) - 1)].analysis
    lies_ahead = analysis.pos == "verb" and analysis.aspect == "i"
    return replace(event, status="planned") if lies_ahead else event
