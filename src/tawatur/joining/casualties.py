# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The counts of dead and injured that a telling states of an incident.

They are those of the reading's events, of the sentences that speak of the incident most; where no event has an exact
one, the numbers beside a casualty word in the telling's own sentences.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tawatur.joining.chains import Core, is_background, relevance
from tawatur.joining.headlines import tolls
from tawatur.lexicon import Lexicon
from tawatur.model.joined import Telling
from tawatur.model.records import Count, Event, Reading, Span
from tawatur.text.document import analyse
from tawatur.text.normalize import fold
from tawatur.text.numbers import find_numbers

TOLD = frozenset(("asserted", "historical"))
DEADLY = "ASSAULT"  # the type whose counts stand for it wherever they are read
NEAR, LEAST_WORTH = 0.75, 0.1  # of a sentence whose count is the incident's: against the best one, and at least
ROUNDED = 1.1  # a headline may round down to this part
MORE = 2  # times the headline from which a count is of another attack
WHOM = 5  # tokens behind a phrase of execution in which the number of the dead stands
BEHIND = 4  # tokens behind a word of dying in which the mention of who died begins
Kind = Literal["deaths", "injured"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A count that a telling states.

    Args:
        number: The count.
        event: The event of the reading that it belongs to, None where it was found beside a casualty word.
    """

    number: Count
    event: Event | None = None


def _vague(lexicon: Lexicon) -> frozenset[str]:
    """Words that stand for a number nobody counted."""
    rows = lexicon.table("numbers/words").columns("form", "kind")
    return frozenset(form for word, kind in rows if kind == "vague" for form in (fold(word), "ال" + fold(word)))


def _dying(lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """Words of dying behind which stands who died."""
    rows = lexicon.table("events/casualties").columns("lemma", "pos", "effect", "use")
    return frozenset((fold(lemma), pos) for lemma, pos, effect, use in rows if effect == "deaths" and use == "of")


def told_events(reading: Reading, telling: Telling, lexicon: Lexicon) -> list[Event]:
    """Return the events that a telling says happened, those of its background left out.

    Args:
        reading: The reading of its report.
        telling: The telling.
        lexicon: Tables to use.
    """
    held = set(telling.events)
    found = (event for event in reading.events if event.id in held and event.status in TOLD)
    return [event for event in found if not is_background(reading, event.start, lexicon)]


def _is_vague(reading: Reading, number: Count, lexicon: Lexicon) -> bool:
    """Whether a count is no number («عشرات»), or none is stated."""
    if number.low is None and number.high is None:
        return True
    words = set(fold(reading.report.text[number.start : number.end]).split())
    return not lexicon.compiled("joining.vague", _vague).isdisjoint(words)


def _worth(reading: Reading, at: int, about: Core) -> float:
    """How far the sentence at a place speaks of the incident."""
    sentence = next((s for s in reading.sentences if s.start <= at < s.end), None)
    return 0.0 if sentence is None else relevance(reading.report.text[sentence.start : sentence.end], about)


def _beside(reading: Reading, telling: Telling, kind: Kind, lexicon: Lexicon) -> list[Count]:
    """The numbers beside a casualty word in a telling's sentences."""
    spans: list[Span] = [s for s in reading.sentences if telling.start <= s.start < telling.end]
    out = []
    for span in spans:
        if not is_background(reading, span.start, lexicon):
            found = (t for t in tolls(reading.report.text[span.start : span.end], lexicon) if t.kind == kind)
            out += [Count(t.number, t.number, span.start + t.start, span.start + t.end) for t in found]
    return out


def stated(reading: Reading, telling: Telling, kind: Kind, type: str, about: Core, lexicon: Lexicon) -> list[Stated]:
    """Return the counts that a telling states of an incident in the sentences that speak of it most.

    Of several that one source gives it is the one that the headline means, else the largest: that is the sum. What
    is less than the headline counts is a part of it, or of another attack; so is what is far more, unless somebody
    is said to state it.

    Args:
        reading: The reading of its report.
        telling: The telling.
        kind: Dead or injured.
        type: Type of the incident.
        about: What the incident is about.
        lexicon: Tables to use.
    """
    found: list[Stated] = []
    for event in told_events(reading, telling, lexicon):
        number = event.deaths if kind == "deaths" else event.injured
        if number is not None and event.type == type and not _is_vague(reading, number, lexicon):
            found.append(Stated(number, event))
    if not found and type == DEADLY:
        found = [Stated(number) for number in _beside(reading, telling, kind, lexicon)]
    worth = [_worth(reading, one.number.start, about) for one in found]
    least = max(LEAST_WORTH, NEAR * max(worth, default=0.0))
    near = [one for one, value in zip(found, worth, strict=True) if value >= least]
    headline = next((toll.number for toll in telling.headline_tolls if toll.kind == kind), 0)
    near = [one for one in near if ROUNDED * _size(one) >= headline]
    meant = [one for one in near if headline and headline <= _size(one) < ROUNDED * headline]
    if headline:
        near = [one for one in near if _size(one) < MORE * headline or _is_claimed(one)]
    said: dict[str, list[Stated]] = {}
    for one in near:
        said.setdefault((one.event and one.event.claim) or "", []).append(one)
    out = []
    for mine in said.values():
        own = [one for one in mine if one in meant] or mine
        most = max(map(_size, own))
        out += [one for one in own if _size(one) == most]
    return out


def _is_claimed(one: Stated) -> bool:
    """Whether somebody is said to state a count."""
    return one.event is not None and one.event.claim is not None


def _size(one: Stated) -> int:
    """A count as one number."""
    return one.number.low if one.number.low is not None else one.number.high or 0


def executed(telling: Telling, reading: Reading, lexicon: Lexicon) -> int | None:
    """Return how many a telling says were put to death, by its headline or first sentence; None where it does not.

    Args:
        telling: The telling.
        reading: The reading of its report.
        lexicon: Tables to use.
    """
    lead = next((s for s in reading.sentences if telling.start <= s.start < telling.end), None)
    texts = map(fold, [telling.headline or "", "" if lead is None else reading.report.text[lead.start : lead.end]])
    pattern = lexicon.compiled("joining.executions", _executions)
    for text in texts:
        match = pattern.search(text)
        if match:
            return _number(text[match.end() :], lexicon)
    return None


def _executions(lexicon: Lexicon) -> re.Pattern[str]:
    phrases = {fold(phrase) for (phrase,) in lexicon.table("joining/executions").columns("phrase")}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(phrases, reverse=True)))})\b")


def _number(text: str, lexicon: Lexicon) -> int:
    """The number at the head of a text; one where none stands there."""
    tokens = analyse(text, lexicon).tokens[:WHOM]
    found = (n for n in find_numbers(tokens, lexicon) if isinstance(n.low, int) and n.low == n.high and not n.ordinal)
    number = next((int(n.low) for n in found if n.low is not None), None)
    return number or (2 if any(token.analysis.number == "d" for token in tokens) else 1)


def names_one_dead(reading: Reading, telling: Telling, lexicon: Lexicon) -> bool:
    """Return whether the first sentence of a telling says of one person that he died.

    Args:
        reading: The reading of its report.
        telling: The telling.
        lexicon: Tables to use.
    """
    lead = next((s for s in reading.sentences if telling.start <= s.start < telling.end), None)
    if lead is None:
        return False
    persons = {entity.id for entity in reading.entities if entity.kind in ("person", "role")}
    starts = {m.start - lead.start for m in reading.mentions if m.entity in persons}
    tokens = analyse(reading.report.text[lead.start : lead.end], lexicon).tokens
    dying = lexicon.compiled("joining.dying", _dying)
    for at, token in enumerate(tokens):
        written, pos = (fold(token.analysis.lemma), fold(token.text)), token.analysis.pos  # «توفي» may be read as «وفى»
        if any((form, pos) in dying for form in written):
            for item in tokens[at + 1 : at + 1 + BEHIND]:
                if item.start in starts:
                    return item.analysis.number not in ("p", "d")
                if item.analysis.pos in ("prep", "verb", "num"):
                    break
    return False
