# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Cut a report into its tellings: the stretches that each speak of one happening.

A round-up turns to other matters with set words («من جهة أخرى», «إلى ذلك»); where it does not, a report tells one
happening, however many sentences it takes. A telling keeps the stems that say what it is about, so that two tellings
can be compared without their texts; common words are left out. The reader's events are too noisy to found a telling on
one of them alone: they give its type, days, places and counts.

Within a telling a report may tell something else in passing, with no word that turns to it. Where a sentence tells of a
sure event and shares hardly a word with what its telling opens with, it is an aside, together with the next one: no
incident is founded on it, but it goes to the one that it is most like (`incidents`), and counts there.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from tawatur.joining.headlines import tolls
from tawatur.joining.wording import bits_of, stem, stems
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.joined import Telling
from tawatur.model.records import Count, Event, Place, Reading
from tawatur.text.normalize import fold

SPOKEN = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))  # types of which the actor is the source
TELLS = 4.0  # bits from which a word says what a text is about; commoner ones only cost room
FEW_WORDS = 25  # words under which a single sentence only recalls
SHOWN = 9  # stems by which a telling is shown
KEYED = 24  # stems by which a telling is found; fewer lose pairs that tell one happening
ASIDE_KEYED = 12  # the same of an aside, which is short
ASIDE_SURE = 0.8  # confidence of the event that an aside tells
ASIDE_SHARES = 0.15  # share of its first sentence, by weight, under which it is about something else than the lead
ASIDE_SENTENCES = 2
LEAST_KEY, MOST_KEY = 5.0, 10.0  # bits of such a stem: at least, and at most counted
SPAN = 4  # days over which tellings are compared: each stands in two overlapping windows of twice as many
_HEAD = 60  # code points of a sentence in which an opener may stand
_NUMBER = re.compile(r"(?<![\d.,/])\d{1,4}(?![\d/]|[.,]\d)")
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_A_COUNT = 2  # «2» and less stand everywhere


@dataclass(frozen=True, slots=True)
class _Openers:
    """The table `joining/openers`, folded, as one pattern."""

    pattern: re.Pattern[str]


def _openers(lexicon: Lexicon) -> _Openers:
    forms = sorted({fold(opener) for (opener,) in lexicon.table("joining/openers").columns("opener")}, reverse=True)
    return _Openers(re.compile(rf"\W*(?:\bو)?(?:{'|'.join(map(re.escape, forms))})\b"))


def _reactions(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(stem(word) for (word,) in lexicon.table("joining/reactions").columns("word"))


def reaction_stems(lexicon: Lexicon | None = None) -> frozenset[str]:
    """Return the stems of condemning and condoling, see `joining/reactions`.

    Args:
        lexicon: Tables to use; the built-in ones if None.
    """
    return (lexicon or default_lexicon()).compiled("joining.reactions", _reactions)


def _sections(reading: Reading, openers: _Openers) -> list[tuple[int, int]]:
    """Runs of sentences `[first, last)` on one matter."""
    text, cuts = reading.report.text, [0]
    for number, sentence in enumerate(reading.sentences[1:], start=1):
        if openers.pattern.match(fold(text[sentence.start : min(sentence.end, sentence.start + _HEAD)])):
            cuts.append(number)
    return list(zip(cuts, [*cuts[1:], len(reading.sentences)], strict=True))


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if bits_of(word) >= TELLS)


def _fits(title: Sequence[str], section: Sequence[str]) -> float:
    """How much of the headline a section holds."""
    held = set(section)
    return sum(bits_of(word) for word in dict.fromkeys(title) if word in held)


def _published(reading: Reading) -> date | None:
    match = _DAY.match(reading.report.published or "")
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def _days(events: Sequence[Event], published: date | None) -> tuple[str, str] | None:
    """First and last day on which the events that state a full date happened; else the day it was published."""
    stated = sorted(day for event in events[:1] if event.when for day in _DAY.findall(event.when.value))
    if stated:
        return stated[0], stated[-1]
    return None if published is None else (published.isoformat(), published.isoformat())


def _keys(rows: Sequence[Sequence[str]], published: date | None, most: int) -> tuple[str, ...]:
    """Blocks: the stems that most sentences repeat and that tell most, each in the two windows that hold the day."""
    held = Counter(word for row in rows for word in set(row) if bits_of(word) >= LEAST_KEY)
    chosen = sorted(held, key=lambda w: (-held[w] * min(bits_of(w), MOST_KEY), w))[:most]
    if published is None:
        return tuple(f"{word}@" for word in chosen)
    window = published.toordinal() // SPAN
    return tuple(f"{word}@{window + step}" for word in chosen for step in (0, 1))


def _counts(events: Sequence[Event], kind: str) -> tuple[int | None, int | None] | None:
    found: Iterator[Count | None] = (event.deaths if kind == "deaths" else event.injured for event in events)
    count = next((c for c in found if c is not None), None)
    return None if count is None else (count.low, count.high)


def _type(events: Sequence[Event]) -> tuple[str, tuple[str, ...]]:
    """The type of the first event: the opening says better than a count of events what a telling is about."""
    if not events:
        return "", ()
    kind = events[0].type
    return kind, tuple(dict.fromkeys(e.mode for e in events if e.type == kind and e.mode))


def _undated(reading: Reading) -> str:
    """The text without its dates: the date lines of an agency make all its reports of a day alike."""
    text, at, parts = reading.report.text, 0, []
    for start, end in sorted((t.start, t.end) for t in reading.timexes if _DIGIT.search(t.text)):
        if start >= at:
            parts += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*parts, text[at:]])


class _Report:
    """What the tellings of one report share."""

    def __init__(self, key: str, reading: Reading, lexicon: Lexicon) -> None:
        self.key, self.reading, self.lexicon = key, reading, lexicon
        self.text = _undated(reading)
        self.title = _telling(stems(reading.report.title or ""))
        self.words = [stems(self.text[s.start : s.end]) for s in reading.sentences]
        self.names = {entity.id: fold(entity.name) for entity in reading.entities}
        self.published = _published(reading)
        self.sure = self._sure()
        self.sections = _sections(reading, lexicon.compiled("joining.openers", _openers))
        fits = [_fits(self.title, [w for n in range(*s) for w in self.words[n]]) for s in self.sections]
        self.main = max(range(len(fits)), key=lambda n: (fits[n], -n)) if fits else -1

    def _sure(self) -> set[int]:
        """Sentences that tell of an event which surely is one."""
        starts = [sentence.start for sentence in self.reading.sentences]
        sure = (e for e in self.reading.events if e.confidence >= ASIDE_SURE and e.status == "asserted")
        return {bisect_right(starts, event.start) - 1 for event in sure}

    def _places(self, start: int, end: int) -> list[Place]:
        return [place for place in self.reading.places if start <= place.start < end]

    def _sources(self, start: int, end: int) -> tuple[str, ...]:
        said = (c for c in self.reading.claims if start <= c.cue.start < end and c.source.entity and not c.anonymous)
        return tuple(sorted({self.names[c.source.entity] for c in said if c.source.entity in self.names}))

    def _speakers(self, events: Sequence[Event]) -> tuple[str, ...]:
        """Who speaks where events of words are told without a claim."""
        return self._parties([event for event in events if event.type in SPOKEN], "actors")

    def told(self, number: int) -> Iterator[Telling]:
        """Yield the telling of one section, then its asides."""
        first, last = self.sections[number]
        whole = self._telling(first, last, is_main=number == self.main)
        yield whole
        lead = {*whole.title, *(whole.sentences[0] if whole.sentences else ())}
        for at in range(first + 1, last):
            end = min(at + ASIDE_SENTENCES, last)
            if at in self.sure and self._is_told(at, end) and self._is_beside(at, lead):
                yield self._telling(at, end, is_aside=True)

    def _is_told(self, first: int, last: int) -> bool:
        """Whether some sentences say enough to tell something."""
        return last - first > 1 or sum(len(words) for words in self.words[first:last]) >= FEW_WORDS

    def _is_beside(self, number: int, lead: set[str]) -> bool:
        """Whether a sentence is about something else than a lead."""
        mine = set(_telling(self.words[number]))
        return fsum(bits_of(word) for word in mine & lead) < ASIDE_SHARES * fsum(map(bits_of, mine))

    def _telling(self, first: int, last: int, *, is_main: bool = False, is_aside: bool = False) -> Telling:
        spans = self.reading.sentences[first:last]
        start, end = spans[0].start, spans[-1].end
        title = self.title if is_main else ()
        rows = tuple(row for row in (_telling(words) for words in self.words[first:last]) if row)
        events = [e for e in self.reading.events if start <= e.start < end]
        kind, modes = _type(events)
        places = self._places(start, end)
        told = [event for event in events if event.type == kind]
        near = [place for place in places if place.precision != "country"]
        lead = (*title, *(rows[0] if rows else ()))
        words = tuple(sorted({w for row in (title, *rows) for w in row}, key=lambda w: (w not in lead, -bits_of(w), w)))
        return Telling(
            report=self.key,
            events=tuple(event.id for event in events),
            type=kind,
            modes=modes,
            substance=not is_aside and (is_main or self._is_told(first, last)),
            days=_days(told or events, self.published),
            places=tuple(sorted({fold(place.name) for place in near})),
            actors=self._parties(told, "actors"),
            recipients=self._parties(told, "recipients"),
            words=words[:SHOWN],
            deaths=_counts(events, "deaths"),
            injured=_counts(events, "injured"),
            published=None if self.published is None else self.published.isoformat(),
            blocks=_keys((title, *rows), self.published, ASIDE_KEYED if is_aside else KEYED),
            start=start,
            end=end,
            outlet=self.reading.report.outlet,
            headline=self.reading.report.title if is_main else None,
            title=title,
            sentences=rows,
            numbers=self._numbers(start, end, events),
            countries=tuple(sorted({place.country for place in places if place.country})),
            sources=self._sources(start, end) or self._speakers(told),
            when=next((event.when.value for event in told if event.when), None),
            site=self._site(told, near),
            headline_tolls=tolls(self.reading.report.title or "", self.lexicon) if is_main else (),
            aside=is_aside,
        )

    def _parties(self, events: Sequence[Event], side: str) -> tuple[str, ...]:
        ids = (i for event in events for i in (event.actors if side == "actors" else event.recipients))
        return tuple(sorted({self.names[i] for i in ids if i in self.names}))

    def _numbers(self, start: int, end: int, events: Sequence[Event]) -> tuple[int, ...]:
        """Numbers in digits, and those of the dead and injured in words too."""
        found = {int(match[0]) for match in _NUMBER.finditer(self.text, start, end)}
        counts = (count for event in events for count in (event.deaths, event.injured) if count is not None)
        found |= {number for count in counts for number in (count.low, count.high) if number is not None}
        return tuple(sorted(n for n in found if n > _NOT_A_COUNT))

    def _site(self, events: Sequence[Event], near: Sequence[Place]) -> Place | None:
        stated = {event.place.id for event in events if event.place and event.place.id}
        chosen = [place for place in self.reading.places if place.id in stated] or list(near)
        return chosen[0] if chosen else None


def prepare(report_key: str, reading: Reading, lexicon: Lexicon | None = None) -> tuple[Telling, ...]:
    """Return the tellings of a report, in its order; one at least for each that has a sentence.

    Args:
        report_key: Identity of the report's version.
        reading: What a reader found in it.
        lexicon: Tables to use; the built-in ones if None.
    """
    report = _Report(report_key, reading, lexicon or default_lexicon())
    sections = range(len(report.sections) if reading.sentences else 0)
    return tuple(telling for number in sections for telling in report.told(number))


def that_count(tellings: Iterable[Telling]) -> list[Telling]:
    """Return the tellings of an incident that count: those in substance, and asides of reports that have no other.

    Args:
        tellings: All its tellings; their order is kept.
    """
    every = list(tellings)
    own = {telling.report for telling in every if telling.substance}
    return [t for t in every if t.substance or (t.aside and t.report not in own)]
