# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Keep what one annotator found apart from what another did.

No party's, place's or source's phrase runs into a date, and no source's into whom it speaks of: «حذر الوزير سامر
الوردي | الكتائب من …». A refusal to comment is no event besides.

«قالت مديرية الصحة الخميس إن …» names no «مديرية الصحة الخميس». Of 17 phrases that ran so in the annotated reports
none was right. What a table knows by its whole name is left whole («حركة 14 آذار», the town of «سوق الخميس»).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tawatur.model import Claim, Event, Mention, Place, Source, Span, Timex
from tawatur.reading.parties import Entities

NOT_OF_A_NAME = frozenset({"organisation", "state", "group"})  # kinds of parties that do not go on a person's name


class Dates:
    """The time expressions of a report, asked where a phrase should have ended."""

    def __init__(self, timexes: Sequence[Timex], text: str) -> None:
        self._starts = [t.start for t in timexes]
        self._ends = [t.end for t in timexes]
        self._text = text

    def cut(self, start: int, end: int) -> int:
        """Return where a phrase ends that does not run into a time expression; its own end if it does not."""
        number = bisect_right(self._starts, end - 1) - 1
        if number < 0 or self._starts[number] <= start or self._ends[number] < end:
            return end
        return start + len(self._text[start : self._starts[number]].rstrip())


def parties(found: Entities, dates: Dates) -> Entities:
    """Return entities whose mentions end before the dates that follow them."""
    known = {e.id for e in found.entities if e.known is not None}
    shorter: dict[str, str] = {}
    mentions, seen = [], set()
    for mention in found.mentions:
        end = mention.end if mention.entity in known else dates.cut(mention.start, mention.end)
        if end < mention.end:
            text = mention.text[: end - mention.start]
            shorter[mention.text] = text
            mention = replace(mention, end=end, text=text)
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            mentions.append(mention)
    if not shorter:
        return found
    mentions.sort(key=lambda m: (m.start, -m.end))
    entities = tuple(replace(e, name=shorter.get(e.name, e.name)) for e in found.entities)
    held = {m.entity for m in mentions}
    return Entities(tuple(e for e in entities if e.id in held), tuple(mentions))


def places(found: Iterable[Place], dates: Dates) -> tuple[Place, ...]:
    """Return places that end before the dates that follow them."""
    return tuple(_place(place, dates.cut(place.start, place.end)) for place in found)


def _place(place: Place, end: int) -> Place:
    if end == place.end or place.geoname is not None or place.lat is not None:
        return place
    text = place.text[: end - place.start]
    return replace(place, end=end, text=text, name=place.name.removesuffix(place.text[len(text) :]))


def events(found: Iterable[Event], refusals: Sequence[Span]) -> tuple[Event, ...]:
    """Return the events that no words of a refusal to comment tell: «لم يرد على طلب للتعليق» is no REQUEST."""
    return tuple(e for e in found if not any(e.start < w.end and w.start < e.end for w in refusals))


def sources(found: Iterable[Claim], dates: Dates, named: Entities) -> tuple[Claim, ...]:
    """Return claims whose source phrases end before the dates and the parties that follow them."""
    return tuple(_claim(claim, dates, named) for claim in found)


def _speaker(start: int, end: int, named: Entities, text: str) -> Mention | None:
    """Return the person whose name closes a source phrase although it goes on with another party, if there is one."""
    inside = named.mentions_in(start, end)
    last = max(inside, key=lambda m: (m.end, -m.start), default=None)
    if last is None or last.end != end or named.entity(last.entity).kind not in NOT_OF_A_NAME:
        return None
    for mention in inside:
        between = text[mention.end - start : last.start - start]
        if mention.end < last.start and not between.strip() and named.entity(mention.entity).kind == "person":
            return mention
    return None


def _claim(claim: Claim, dates: Dates, named: Entities) -> Claim:
    source = claim.source
    if source.start is None or source.end is None or source.text is None:
        return claim
    end = dates.cut(source.start, source.end)
    person = _speaker(source.start, end, named, source.text)
    if person is not None:
        return replace(claim, source=_shorter(replace(source, entity=person.entity), person.end))
    return claim if end == source.end else replace(claim, source=_shorter(source, end))


def _shorter(source: Source, end: int) -> Source:
    return replace(source, end=end, text=(source.text or "")[: end - (source.start or 0)])
