# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Give each toll that a report states to its attack.

A toll belongs to the attack that its clause names as the cause («قتل ثلاثة في انفجار») or as what killed («ضربة قتلت
ثلاثة»), even where its own word is read as an attack too; else to the attack of its sentence; told alone, to the attack
that its sentence names again, to one before with the same number, or to the report's first, unless that has a toll
already. Tolls of one sentence that «و» joins are added; of several others of one attack the largest counts: the others
are mostly parts of it. What is planned, denied or thought of has no toll.
"""

from collections.abc import Sequence
from dataclasses import replace

from tawatur.model import Count, Event
from tawatur.reading.clauses import NONE, PREFIXED, STOPS, is_joined, prefix
from tawatur.reading.events.context import Context, reach
from tawatur.reading.events.tolls import Effect, Toll

MILD = ("abduct", "destroy")
CAUSE, ASIDE = 10, 8  # tokens behind a toll in which its cause is named, and in which an aside ends
JOINED = 4  # tokens between a toll's people and the casualty word that «و» joins
FEW = 2  # victims who, told apart from any attack, are mostly of none told before
COMMAS = frozenset("،,")
SUBJECT = 11  # tokens before a verb of killing in which the attack stands that is its subject
CAUSES = frozenset({"in", "by", "because", "after", "during", "at"})  # senses of the prepositions that name one
WHEN = "opens-time"


def _added(one: Toll, other: Toll) -> Toll:
    """Two tolls as one that counts both."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return replace(one, low=low, high=high, end=other.end)


def _chained(found: Sequence[Toll]) -> list[Toll]:
    """Add the tolls that «و» joins to one before: «مقتل خمسة جنود ومقتل أربعة مدنيين» tells of nine."""
    out: list[Toll] = []
    for toll in found:
        if toll.joined and toll.low != 1 and out and out[-1].sentence == toll.sentence and toll.start > out[-1].end:
            out[-1] = _added(out[-1], toll)
        else:
            out.append(toll)
    return out


def merge(found: Sequence[Toll], effect: Effect) -> Count | None:
    """Return the largest toll of an event; of equal ones the first."""
    mine = _chained([t for t in found if t.effect == effect])
    if not mine:
        return None
    top = max(mine, key=lambda t: (t.low or 0, -t.token))
    return Count(top.low, top.high, top.start, top.end)


def told_again(context: Context, found: Sequence[Toll], events: Sequence[tuple[int, int, str]]) -> list[int]:
    """Return for each toll the attack told before that its sentence names again («أسفر الهجوم عن …»), -1 for none.

    Args:
        context: The document.
        found: Tolls of the document.
        events: Anchor token, sentence and type of each event, in text order.
    """
    tokens, lemmas = context.document.tokens, context.lemmas
    by_lemma: dict[str, int] = {}
    for number, (at, _, type_) in enumerate(events):
        if type_ == "ASSAULT" and tokens[at].analysis.pos != "verb":
            by_lemma.setdefault(lemmas[at], number)
    out = []
    for toll in found:
        sentence = context.document.sentences[toll.sentence]
        named = [
            by_lemma[lemmas[t]]
            for t in reach(toll.token, sentence.first, sentence.last)
            if lemmas[t] in by_lemma and tokens[t].analysis.definite and t != toll.token
        ]
        out.append(next((n for n in named if events[n][1] < toll.sentence), NONE))
    return out


def caused(context: Context, found: Sequence[Toll], events: Sequence[tuple[int, int, str]]) -> list[int]:
    """Return for each toll the attack that its clause names as its cause («قتل ثلاثة في انفجار»), -1 for none.

    What «و» joins shares it: «قتل ثلاثة وأصيب ستة في انفجار».

    Args:
        context: The document.
        found: Tolls of the document.
        events: Anchor token, sentence and type of each event, in text order.
    """
    attacks = {at: number for number, (at, _, type_) in enumerate(events) if type_ == "ASSAULT"}
    causes = [_cause(context, toll, attacks) for toll in found]
    for number in range(len(found) - 2, -1, -1):
        mine, behind = found[number], found[number + 1]
        if causes[number] == NONE and mine.sentence == behind.sentence and _goes_on(context, mine, behind):
            causes[number] = causes[number + 1]
    return [_deed(context, t, attacks) if cause == NONE else cause for t, cause in zip(found, causes, strict=True)]


def _goes_on(context: Context, toll: Toll, behind: Toll) -> bool:
    """Whether «و» joins the word of a toll to that of another, its people between: «قتل ثلاثة وأصيب ستة»."""
    tokens = context.document.tokens
    end = max(toll.end, tokens[toll.token].end)
    between = [t for t in range(toll.token + 1, behind.token) if tokens[t].start >= end]
    return (
        is_joined(tokens[behind.token]) and len(between) <= JOINED and not any(tokens[t].text in STOPS for t in between)
    )


def _deed(context: Context, toll: Toll, attacks: dict[int, int]) -> int:
    """Return the attack that did the killing: «ضربة على القرية قتلت عشرة», «قتل انفجار ثلاثة»; -1 for none."""
    tokens = context.document.tokens
    if tokens[toll.token].analysis.pos != "verb":
        return NONE
    after = toll.token + 1
    if after in attacks and tokens[after].analysis.pos == "noun" and tokens[after].start < toll.start:
        return NONE if prefix(tokens[after]) else attacks[after]
    clause = context.structure.clauses[context.structure.clause_of[toll.token]]
    for at in range(toll.token - 1, max(clause.first, toll.token - SUBJECT) - 1, -1):
        if tokens[at].analysis.pos == "verb" or tokens[at].text in STOPS:
            return NONE
        if at in attacks and tokens[at].analysis.pos == "noun" and not _sense(context, at):
            return attacks[at]
    return NONE


def _cause(context: Context, toll: Toll, attacks: dict[int, int]) -> int:
    tokens, markers = context.document.tokens, context.structure.markers
    at = toll.token + 1
    while at < len(tokens) and tokens[at].start < toll.end:
        at += 1
    last, left = context.document.sentences[toll.sentence].last, CAUSE
    while at < last and left:
        marker = markers[at - 1]
        if at in attacks:
            when = marker is not None and marker.kind == WHEN
            return attacks[at] if when or _sense(context, at) in CAUSES else NONE
        if tokens[at].text in COMMAS:
            at = _behind_aside(context, at, last)
            continue
        if tokens[at].text in STOPS or (at in context.anchors and tokens[at].analysis.pos == "verb"):
            return NONE
        at, left = at + 1, left - 1
    return NONE


def _behind_aside(context: Context, comma: int, last: int) -> int:
    """Return the token behind what two commas set apart («، بينهم شرطيان،»); the sentence's end behind one alone."""
    tokens = context.document.tokens
    end = next((t for t in range(comma + 1, min(last, comma + ASIDE)) if tokens[t].text in COMMAS), last)
    verbs = any(tokens[t].analysis.pos == "verb" for t in range(comma + 1, end))
    return last if end == last or verbs or is_joined(tokens[comma + 1]) else end + 1


def _sense(context: Context, token: int) -> str:
    """Return the group of the preposition over the phrase that a token stands in."""
    own = PREFIXED.get(prefix(context.document.tokens[token]), "")
    number = context.structure.phrase_of[token]
    return own or ("" if number == NONE else context.structure.phrases[number].sense)


def is_mild(event: Event) -> bool:
    """Whether an act is one that seldom kills by itself: an abduction, or destruction."""
    return event.mode in MILD


def _goes_with(toll: Toll, told: Sequence[Toll]) -> bool:
    """Whether a toll told alone can be that of an attack with these: a new sum, or the number of «مئات»."""
    mine = [t for t in told if t.effect == toll.effect]
    return not mine or toll.total or all(t.high is None and (t.low or 0) < (toll.low or 0) for t in mine)


def _told_before(toll: Toll, earlier: Sequence[int], aside: Sequence[int], out: Sequence[Sequence[Toll]]) -> int:
    """Return the attack of a toll told alone: the one with the same number, else the report's first; -1 for none."""
    same = [i for i in earlier if any((t.effect, t.low, t.high) == (toll.effect, toll.low, toll.high) for t in out[i])]
    if same:
        return same[0]
    first = next((i for i in earlier if i not in aside), next(iter(earlier), NONE))
    few = toll.low is not None and toll.low <= FEW
    return NONE if first == NONE or toll.since or few or not _goes_with(toll, out[first]) else first


def share(
    found: Sequence[Toll],
    events: Sequence[tuple[int, int, str]],
    aside: frozenset[int],
    again: Sequence[int],
    cause: Sequence[int],
) -> list[list[Toll]]:
    """Give each toll to one event.

    Args:
        found: Tolls of the document.
        events: Anchor token, sentence and type of each event, in text order; no type where nobody can have died.
        aside: Anchors of attacks that say themselves that people died, and of mild ones; they take no other toll where
            there is another attack.
        again: For each toll the event that its sentence names again, see `told_again`.
        cause: For each toll the event that its clause names as its cause, see `caused`.
    Returns:
        The tolls of each event, in the events' order.
    """
    out: list[list[Toll]] = [[] for _ in events]
    attacks = [i for i, (_, _, type_) in enumerate(events) if type_ == "ASSAULT"]
    for number, toll in enumerate(found):
        own = [i for i in attacks if events[i][0] == toll.token]
        here = own or [i for i in attacks if events[i][1] == toll.sentence]
        here = [i for i in here if events[i][0] not in aside or events[i][0] == toll.token] or here
        if toll.bound and not own and cause[number] == NONE:
            here = [i for i in here if toll.then and events[i][0] < toll.token]
            if not here:
                continue
        if cause[number] != NONE:
            chosen = cause[number]
        elif here:
            chosen = min(here, key=lambda i: (events[i][0] > toll.token, abs(events[i][0] - toll.token), i))
        elif again[number] != NONE:
            chosen = again[number]
        else:
            earlier = [i for i in attacks if events[i][1] < toll.sentence]
            before = _told_before(toll, earlier, [i for i in earlier if events[i][0] in aside], out)
            if before == NONE:
                continue
            chosen = before
        out[chosen].append(toll)
    return out
