# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Gather tellings into incidents: average linking in canonical order, so that any order of adding gives the same.

Two tellings are compared where they share a block (`Telling.blocks`). A merge needs a pair that is alike, so incidents
never reach beyond what `LEAST` links; a case partitions again only the incidents around the new tellings (`Partition`,
`pipeline.partitioning`). The analyst's verdicts come before everything else.
"""

import hashlib
import heapq
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial

from tawatur.joining.likeness import Profile, grained, likeness, measures, profile, reasons, weights
from tawatur.joining.tellings import that_count
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.joined import Incident, Link, Mark, Telling, Verdict
from tawatur.model.records import Place

_LIKE_A_NUMBER = re.compile(r"\d+(?:e\d+)?")
# Stems that two tellings must share to be compared. On a day of 1,700 reports a telling meets 27 others so, 113 by one
# stem; of the labelled day's incidents one is lost.
SHARED = 2
OWN = 0.001  # by how much two parts of a report exceed the least: they are one where nothing draws them apart
LEAST = 0.2  # mean likeness from which tellings are one incident
FAINT = 0.01  # likeness under which a pair counts as not alike at all
Pair = tuple[int, int]
Spot = tuple[str, int]  # report key and start
Spots = tuple[Spot, Spot]


def order(telling: Telling | Mark) -> tuple[str, str, int]:
    """Return the place of a telling in canonical order: publication, report key, position.

    Args:
        telling: The telling.
    """
    return telling.published or "9999", telling.report, telling.start


def spot(telling: Telling) -> Spot:
    """Return what names a telling among all: its report key and its start.

    Args:
        telling: The telling.
    """
    return telling.report, telling.start


class _Clusters:
    """Clusters in the making, each known by its first member; only pairs that are alike to a degree are kept."""

    def __init__(self, sizes: Sequence[int], sums: Mapping[Pair, float], least: float) -> None:
        self.least = least
        self.members = {n: [n] for n in range(len(sizes))}
        self.sizes = dict(enumerate(sizes))
        self.sums: dict[int, dict[int, float]] = {n: {} for n in self.members}
        self.apart: dict[int, set[int]] = {n: set() for n in self.members}
        for (a, b), value in sums.items():
            self.sums[a][b] = self.sums[b][a] = value

    def separate(self, a: int, b: int) -> None:
        """Never put two tellings into one cluster."""
        self.apart[a].add(b)
        self.apart[b].add(a)

    def mean(self, a: int, b: int) -> float:
        """Mean likeness of two clusters."""
        return self.sums[a].get(b, 0.0) / (self.sizes[a] * self.sizes[b])

    def merge(self, a: int, b: int) -> int:
        """Put two clusters together; the first telling of both names the result."""
        a, b = min(a, b), max(a, b)
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        self.sizes[a] += self.sizes.pop(b)
        mine, theirs = self.sums[a], self.sums.pop(b)
        mine.pop(b, None)
        theirs.pop(a, None)
        for other in sorted(theirs):
            mine[other] = self.sums[other][a] = mine.get(other, 0.0) + theirs[other]
            del self.sums[other][b]
        for other in self.apart.pop(b):
            self.apart[other].discard(b)
            self.separate(a, other)
        return a

    def run(self) -> None:
        """Merge the two most alike clusters while their mean likeness reaches the least."""
        version = dict.fromkeys(self.members, 0)
        heap = [(-self.mean(a, b), a, b, 0, 0) for a in self.sums for b in self.sums[a] if a < b]
        heap = [entry for entry in heap if -entry[0] > self.least]
        heapq.heapify(heap)
        while heap:
            _, a, b, seen_a, seen_b = heapq.heappop(heap)
            if version.get(a) != seen_a or version.get(b) != seen_b or b in self.apart[a]:
                continue
            self.merge(a, b)
            del version[b]
            version[a] += 1
            for other in self.sums[a]:
                if self.mean(a, other) > self.least:
                    x, y = min(a, other), max(a, other)
                    heapq.heappush(heap, (-self.mean(x, y), x, y, version[x], version[y]))


def _by(numbers: Iterable[int], key: Callable[[int], str]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        out[key(number)].append(number)
    return out


def cluster(
    tellings: Sequence[Telling | Mark],
    alike: Mapping[Pair, float],
    least: float = LEAST,
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[int]]:
    """Return clusters of tellings, each ascending, by their first.

    Args:
        tellings: In canonical order.
        alike: Likeness of pairs of different reports; pairs not named are not alike.
        least: Mean likeness from which clusters merge.
        together: Pairs that are one whatever their likeness.
        apart: Pairs that are not one whatever their likeness; `together` comes first.
    """
    own = (itertools.combinations(held, 2) for held in _by(range(len(tellings)), lambda n: tellings[n].report).values())
    sums = dict(alike) | dict.fromkeys(itertools.chain.from_iterable(own), grained(least + OWN))
    clusters = _Clusters([1] * len(tellings), sums, least)
    home = {n: n for n in clusters.members}
    for a, b in sorted(together):
        if home[a] != home[b]:
            kept = clusters.merge(home[a], home[b])
            home |= dict.fromkeys(clusters.members[kept], kept)
    for a, b in sorted(apart):
        if home[a] != home[b]:
            clusters.separate(home[a], home[b])
    clusters.run()
    return [clusters.members[n] for n in sorted(clusters.members)]


def agglomerate(sizes: Sequence[int], sums: Mapping[Pair, float], least: float = LEAST) -> list[list[int]]:
    """Return which of some clusters become one, as `cluster` would go on from them; each ascending, by their first.

    Args:
        sizes: How many tellings each holds; clusters are numbered in canonical order of their first tellings.
        sums: Sums of the likenesses of their tellings, of pairs of clusters.
        least: Mean likeness from which they merge.
    """
    clusters = _Clusters(sizes, sums, least)
    clusters.run()
    return [clusters.members[n] for n in sorted(clusters.members)]


def candidates(tellings: Sequence[Telling]) -> list[Pair]:
    """Return the pairs of tellings of different reports that meet, ascending.

    Args:
        tellings: The tellings.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for block in telling.blocks:
            blocks[block].append(number)
    pairs = {pair for inside in blocks.values() for pair in itertools.combinations(inside, 2)}
    return sorted(
        (a, b)
        for a, b in pairs
        if tellings[a].report != tellings[b].report and meet(tellings[a].blocks, tellings[b].blocks)
    )


def meet(a: Iterable[str], b: Iterable[str]) -> bool:
    """Return whether two tellings share blocks enough to be compared: `SHARED` stems of one window of days.

    Args:
        a: Blocks of one telling.
        b: Blocks of the other.
    """
    windows = Counter(block.rpartition("@")[2] for block in set(a).intersection(b))
    return any(n >= SHARED for n in windows.values())


class _Comparing:
    """Tellings in canonical order, with what makes them alike."""

    def __init__(
        self,
        tellings: Iterable[Telling],
        lexicon: Lexicon,
        alike: Mapping[Spots, float] | None,
        ready: Callable[[Telling], Profile] | None = None,
    ) -> None:
        self._known = alike
        self._ready = partial(profile, lexicon=lexicon) if ready is None else ready
        self.tellings = sorted(tellings, key=order)
        self.profiles: dict[int, Profile] = {}
        self.weights = weights(lexicon)

    def _profile(self, number: int) -> Profile:
        if number not in self.profiles:
            self.profiles[number] = self._ready(self.tellings[number])
        return self.profiles[number]

    def found(self, a: int, b: int) -> dict[str, float]:
        """The measures of two tellings."""
        return measures(self._profile(a), self._profile(b))

    @cached_property
    def alike(self) -> dict[Pair, float]:
        """Likeness of every candidate pair that is likely to some degree."""
        if self._known is not None:
            place = {spot(telling): number for number, telling in enumerate(self.tellings)}
            given = ((place.get(a), place.get(b), value) for (a, b), value in self._known.items())
            return {(min(a, b), max(a, b)): v for a, b, v in given if a is not None and b is not None}
        values = ((pair, likeness(self.found(*pair), self.weights)) for pair in candidates(self.tellings))
        return {pair: value for pair, value in values if value >= FAINT}

    def link(self, a: int, b: int) -> Link:
        """The link between two tellings, in words."""
        found = self.found(a, b)
        return Link(a, b, round(likeness(found, self.weights), 3), reasons(found, self.weights))


def _covers(telling: Telling | Mark, anchor: tuple[str, int, int]) -> bool:
    report, start, end = anchor
    return telling.report == report and telling.start < end and start < telling.end


def _pairs(tellings: Sequence[Telling | Mark], verdicts: Iterable[Verdict], same: bool) -> list[Pair]:
    out = []
    for verdict in verdicts:
        if verdict.same is same:
            left = [n for n, t in enumerate(tellings) if _covers(t, verdict.left)]
            right = [n for n, t in enumerate(tellings) if _covers(t, verdict.right)]
            out += [(a, b) for a in left[:1] for b in right[:1] if a != b]
    return out


def incident_id(tellings: Sequence[Telling]) -> str:
    """Return the id of an incident: a hash of its earliest telling's report and position, 12 hex digits.

    One in 140 would look like a number (`123456789012`, `12e456789012`), which spreadsheets make of it: hashed again.

    Args:
        tellings: Its tellings, at least one.
    """
    first = min(tellings, key=order)
    found = hashlib.blake2b(f"{first.report}:{first.start}".encode(), digest_size=6).hexdigest()
    while _LIKE_A_NUMBER.fullmatch(found):
        found = hashlib.blake2b(found.encode(), digest_size=6).hexdigest()
    return found


def _most(values: Iterable[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _title(tellings: Sequence[Telling], kind: str) -> str:
    told = next((t.headline for t in tellings if t.headline and t.substance), None)
    return told or next((t.headline for t in tellings if t.headline), None) or " ".join(tellings[0].words[:5]) or kind


def _days(tellings: Sequence[Telling]) -> tuple[str, str] | None:
    """The days that most tellings allow."""
    counts = Counter(t.days for t in tellings if t.days)
    return min(counts, key=lambda d: (-counts[d], d)) if counts else None


def _site(tellings: Sequence[Telling]) -> Place | None:
    name = _most(t.site.name for t in tellings if t.site)
    return next((t.site for t in tellings if t.site and t.site.name == name), None)


def _incident(comparing: _Comparing, numbers: Sequence[int]) -> Incident:
    every = [comparing.tellings[n] for n in numbers]
    told = [t for t in every if t.substance] or every
    kind = _most(t.type for t in told if t.type) or ""
    place = _site(told)
    days = _days(told)
    reports = tuple(dict.fromkeys(t.report for t in that_count(every) or every))
    return Incident(
        id=incident_id(every),
        type=kind,
        title=_title(told, kind),
        reports=reports,
        tellings=tuple(every),
        mode=_most(mode for t in told for mode in t.modes if t.type == kind),
        when=_most(t.when for t in told if t.when) or (days[0] if days and days[0] == days[1] else None),
        place=None if place is None else place.name,
        country=place.country if place else _most(c for t in told for c in t.countries),
        lat=None if place is None else place.lat,
        lon=None if place is None else place.lon,
        recalled_by=tuple(dict.fromkeys(t.report for t in every if t.report not in reports)),
        days=days,
        reasons=_why(comparing, numbers),
    )


def _why(comparing: _Comparing, numbers: Sequence[int]) -> tuple[Link, ...]:
    """For each telling after the first, its strongest link to one before it."""
    alike, out = comparing.alike, []
    for at, b in enumerate(numbers[1:], start=1):
        best = max(numbers[:at], key=lambda a: (alike.get((a, b), 0.0), -a))
        if (best, b) in alike:
            link = comparing.link(best, b)
            out.append(Link(numbers.index(best), at, link.likeness, link.reasons))
    return tuple(out)


def _barred(tellings: Sequence[Telling | Mark], verdicts: Iterable[Verdict]) -> list[tuple[set[int], set[int]]]:
    """Tellings that the analyst put apart, side by side, each with all that its anchor lies in."""
    anchors = [(v.left, v.right) for v in verdicts if not v.same]
    sides = [tuple({n for n, t in enumerate(tellings) if _covers(t, anchor)} for anchor in pair) for pair in anchors]
    return [pair for left, right in sides for pair in ((left, right), (right, left))]


def _recalls(
    alike: Mapping[Pair, float], groups: list[list[int]], least: float, barred: Sequence[tuple[set[int], set[int]]] = ()
) -> None:
    """Put each telling that is not in substance with the incident whose tellings in substance it is most alike to.

    Args:
        alike: Likeness of pairs.
        groups: Tellings in substance by incident; those that recall one are added.
        least: Mean likeness below which it goes to none.
        barred: Tellings that must not be in one incident with any of others.
    """
    home = {n: group for group in groups for n in group}
    sizes = {group[0]: len(group) for group in groups}
    told = {group[0]: frozenset(group) for group in groups}
    sums: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for pair, value in alike.items():
        for n, other in (pair, pair[::-1]):
            if n not in home and other in home:
                sums[n][home[other][0]] += value
    for n in sorted(sums):
        means = {first: total / sizes[first] for first, total in sums[n].items()}
        for mine, theirs in barred:
            if n in mine:
                means = {first: mean for first, mean in means.items() if theirs.isdisjoint(told[first])}
        if not means:
            continue
        best = min(means, key=lambda first: (-means[first], first))
        if means[best] > least:
            home[best].append(n)


def partition(
    tellings: Iterable[Telling],
    decisions: Iterable[Verdict] = (),
    lexicon: Lexicon | None = None,
    *,
    least: float = LEAST,
    alike: Mapping[Spots, float] | None = None,
) -> tuple[Incident, ...]:
    """Return the incidents that tellings tell, in canonical order; each telling in substance is in one of them.

    Args:
        tellings: All that links join; in any order.
        decisions: The analyst's verdicts on pairs.
        lexicon: Tables to use; the built-in ones if None.
        least: Mean likeness from which tellings are one incident.
        alike: Likeness of the pairs that share a block, from `FAINT` up, where it is known already; see `spot`.
    """
    comparing = _Comparing(tellings, lexicon or default_lexicon(), alike)
    said = tuple(decisions)
    groups = _told(comparing.tellings, comparing.alike, said, least)
    _recalls(comparing.alike, groups, least, _barred(comparing.tellings, said))
    return tuple(_incident(comparing, sorted(group)) for group in groups)


def _told(
    tellings: Sequence[Telling | Mark], alike: Mapping[Pair, float], verdicts: Sequence[Verdict], least: float
) -> list[list[int]]:
    """Clusters of the tellings in substance."""
    numbers = [n for n, t in enumerate(tellings) if t.substance]
    place = {n: at for at, n in enumerate(numbers)}
    told = [tellings[n] for n in numbers]
    inside = {(place[a], place[b]): v for (a, b), v in alike.items() if a in place and b in place}
    found = cluster(told, inside, least, together=_pairs(told, verdicts, True), apart=_pairs(told, verdicts, False))
    return [[numbers[n] for n in group] for group in found]


class Partition:
    """Tellings of a part of a case, each with a number, to be clustered and given what they recall, step by step.

    Args:
        marks: The tellings by number.
        decisions: The analyst's verdicts on pairs.
        alike: Likeness of the pairs among them, from `FAINT` up, by their numbers.
    """

    def __init__(self, marks: Mapping[int, Mark], decisions: Iterable[Verdict], alike: Mapping[Pair, float]) -> None:
        self._numbers = sorted(marks, key=lambda number: order(marks[number]))
        self._place = {number: at for at, number in enumerate(self._numbers)}
        self._marks = [marks[number] for number in self._numbers]
        self._verdicts = tuple(decisions)
        self._alike: dict[Pair, float] = {}
        for (a, b), value in alike.items():
            left, right = self._place[a], self._place[b]
            self._alike[(left, right) if left < right else (right, left)] = value

    def told(self) -> list[frozenset[int]]:
        """Return the clusters of the tellings in substance."""
        groups = _told(self._marks, self._alike, self._verdicts, LEAST)
        return [frozenset(self._numbers[at] for at in group) for group in groups]

    def recalling(self, groups: Iterable[frozenset[int]]) -> list[frozenset[int]]:
        """Return clusters with the tellings that are not in substance, each with the one it is most alike to.

        Args:
            groups: All clusters of tellings in substance: what is in none of them is not.
        """
        grown = [sorted(self._place[number] for number in group) for group in groups]
        _recalls(self._alike, grown, LEAST, _barred(self._marks, self._verdicts))
        return [frozenset(self._numbers[at] for at in group) for group in grown]


def incident_of(
    tellings: Iterable[Telling],
    alike: Mapping[Spots, float],
    lexicon: Lexicon,
    ready: Callable[[Telling], Profile] | None = None,
) -> Incident:
    """Return the incident that some tellings make.

    Args:
        tellings: The tellings, in any order.
        alike: Likeness of the pairs among them; see `partition`.
        lexicon: Tables to use.
        ready: Makes a telling ready for comparing, or remembers it.
    """
    comparing = _Comparing(tellings, lexicon, alike, ready)
    return _incident(comparing, range(len(comparing.tellings)))


def redirects(before: Iterable[Incident], after: Iterable[Incident]) -> dict[str, str]:
    """Return, for each id that is gone, the id of the incident that now holds its earliest telling.

    Args:
        before: Incidents as they were.
        after: Incidents made of the same tellings and others.
    """
    new = tuple(after)
    kept = {incident.id for incident in new}
    home = {(t.report, t.start): incident.id for incident in new for t in incident.tellings}
    out = {}
    for old in before:
        if old.id not in kept:
            held = next((home[t.report, t.start] for t in old.tellings if (t.report, t.start) in home), None)
            if held is not None:
                out[old.id] = held
    return out
