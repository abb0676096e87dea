# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Draw the network of parties as of a day: around one party, or of the whole case.

A relation holds from the first report that states it on; one that no report has stated again for `FRESH` days is drawn
as past. Places follow from all relations of the case, whatever the day, so that nothing moves while the day is changed.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Literal

from tawatur.casefile import Transaction, parties, ties
from tawatur.casefile.ties import Tie
from tawatur.model.ontology import SYMMETRIC_RELATIONS
from tawatur.web.picture import names_of

WIDTH, HEIGHT = 150, 46  # of a box
APART = (84, 54)  # at least, between boxes beside and below one another
MOST_PARTIES = 40  # that a drawing holds
FRESH = 180  # days
ROW = HEIGHT + 22
MIDDLE = 190  # between the columns of the network of one party
SHELF = 1130  # how wide parts that nothing joins may stand in a row
BOW = 34  # how far lines between the same two parties part
DETOURS = (0, 60, -60, 130, -130, 220, -220)  # that a line may take about boxes in its way
LETTER = 6.6  # width of one of a line's label
SEED = 7
Point = tuple[float, float]
Pair = tuple[str, str]
Curve = tuple[Point, Point, Point]  # start, bend, end


@dataclass(frozen=True, slots=True)
class Box:
    """A party; x and y are the corner. `kind` and `country` are empty for one known by name alone.

    `is_hub` marks the one with most lines: where a narrow window looks first.
    """

    id: str
    name: str
    kind: str
    country: str | None
    x: float
    y: float
    is_centre: bool = False
    is_hub: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A relation: the data of an SVG path, an arrowhead, and where its name stands, None where there is no room."""

    tie: Tie
    source: str
    target: str
    path: str
    arrow: str
    label: Point | None
    state: Literal["current", "past"]


@dataclass(frozen=True, slots=True)
class Network:
    """A drawing with its size in pixels, and what it left out."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    as_of: str | None
    days: tuple[str, str] | None  # the first and last day on which a relation is stated
    parties: int  # in all, on that day
    ties: int
    asked: tuple[str, ...] = ()  # the types of relations that it is of, none for all

    @property
    def types(self) -> tuple[str, ...]:
        """The types of its lines, each once."""
        return tuple(sorted({line.tie.type for line in self.lines}))

    @property
    def reach(self) -> int:
        """How many days there are to choose from, but one."""
        return 0 if self.days is None else (date.fromisoformat(self.days[1]) - date.fromisoformat(self.days[0])).days

    @property
    def step(self) -> int:
        """Which of these days it shows, from 0."""
        if self.days is None or self.as_of is None:
            return 0
        return (date.fromisoformat(self.as_of) - date.fromisoformat(self.days[0])).days


def _is_day(text: str | None) -> bool:
    try:
        return text is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _bounds(found: Iterable[Tie]) -> tuple[str, str] | None:
    days = [day for tie in found for day in (tie.first, tie.last) if day is not None and _is_day(day)]
    return (min(days), max(days)) if days else None


def _chosen(found: Sequence[Tie], centre: str | None) -> list[str]:
    """The parties of the strongest relations, the centre first; of those alike strong, of the best known parties."""
    known = Counter(end for tie in found for end in (tie.source, tie.target))
    chosen = dict.fromkeys([centre] if centre is not None else [])
    for tie in sorted(found, key=lambda t: (-t.reports, -known[t.source] - known[t.target])):
        if len(chosen.keys() | {tie.source, tie.target}) <= MOST_PARTIES:
            chosen.update(dict.fromkeys((tie.source, tie.target)))
    return list(chosen)


def _columns(centre: str, others: Sequence[str]) -> dict[str, Point]:
    """Around one party: the others in two columns beside it."""
    half = (len(others) + 1) // 2
    middle = max(half - 1, 0) * ROW / 2
    places: dict[str, Point] = {centre: (WIDTH + MIDDLE, middle)}
    for n, id in enumerate(others):
        column, row = (0, n) if n < half else (1, n - half)
        short = (half - (len(others) - half)) * ROW / 2 if column else 0
        places[id] = (column * 2 * (WIDTH + MIDDLE), row * ROW + short)
    return places


def _parted(places: dict[str, Point]) -> dict[str, Point]:
    """Push boxes apart until none covers another."""
    held = {id: list(place) for id, place in places.items()}
    for _ in range(400):
        moved = False
        for one, other in combinations(sorted(held), 2):
            a, b = held[one], held[other]
            over = [WIDTH + APART[0] - abs(a[0] - b[0]), HEIGHT + APART[1] - abs(a[1] - b[1])]
            if min(over) > 0.5:
                axis = 0 if over[0] < over[1] else 1
                push = over[axis] / 2 * (1 if a[axis] >= b[axis] else -1)
                a[axis] += push
                b[axis] -= push
                moved = True
        if not moved:
            break
    left, top = (min(place[axis] for place in held.values()) for axis in (0, 1))
    return {id: (round(x - left), round(y - top)) for id, (x, y) in held.items()}


def _sprung(pairs: Sequence[Pair], part: Sequence[str]) -> dict[str, Point]:
    """Places for parties that relations join, from the left upper corner on: two side by side, more by springs."""
    import networkx  # it takes long to load

    if len(part) == 2:
        return {part[0]: (0, 0), part[1]: (WIDTH + 2.2 * APART[0], 0)}
    side = math.sqrt(len(part))
    graph = networkx.Graph()  # in order: a view of the whole graph goes by a set, in another order at every launch
    graph.add_nodes_from(part)
    graph.add_edges_from(pair for pair in pairs if pair[0] in graph)
    sprung = networkx.spring_layout(graph, seed=SEED, iterations=300, k=1.6 / side)
    return _parted({id: (p[0] * side * WIDTH * 1.1, p[1] * side * HEIGHT * 1.8) for id, p in sorted(sprung.items())})


@lru_cache(maxsize=16)
def _spread(pairs: tuple[Pair, ...]) -> Mapping[str, Point]:
    """Places for all parties: parts that nothing joins stand in rows, the biggest first."""
    import networkx

    graph = networkx.Graph(pairs)
    parts = sorted((sorted(part) for part in networkx.connected_components(graph)), key=lambda p: (-len(p), p))
    places: dict[str, Point] = {}
    x = y = below = 0.0
    for part in parts:
        held = _sprung(pairs, part)
        wide, high = (max(place[axis] for place in held.values()) for axis in (0, 1))
        if x and x + wide + WIDTH > SHELF:
            x, y = 0.0, below
        places |= {id: (px + x, py + y) for id, (px, py) in held.items()}
        x += wide + WIDTH + APART[0]
        below = max(below, y + high + HEIGHT + APART[1])
    return places


def _border(centre: Point, toward: Point) -> Point:
    """Where the way from the middle of a box to a point leaves the box."""
    dx, dy = toward[0] - centre[0], toward[1] - centre[1]
    if dx == dy == 0:
        return centre
    reach = min((WIDTH / 2 + 3) / abs(dx) if dx else math.inf, (HEIGHT / 2 + 3) / abs(dy) if dy else math.inf)
    return centre[0] + dx * reach, centre[1] + dy * reach


def _at(line: Curve, t: float) -> Point:
    """The point of a line that lies `t` of the way from its start to its end."""
    (ax, ay), (bx, by), (cx, cy) = line
    near, middle, far = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return near * ax + middle * bx + far * cx, near * ay + middle * by + far * cy


def _curve(source: Point, target: Point, bow: float) -> Curve:
    """Start, bend and end of a line between two boxes, which `bow` pushes aside."""
    (ax, ay), (bx, by) = ((x + WIDTH / 2, y + HEIGHT / 2) for x, y in (source, target))
    long = math.hypot(bx - ax, by - ay) or 1.0
    bend = (ax + bx) / 2 - (by - ay) / long * bow, (ay + by) / 2 + (bx - ax) / long * bow
    return _border((ax, ay), bend), bend, _border((bx, by), bend)


def _crossed(line: Curve, places: Iterable[Point]) -> int:
    """How many boxes a line runs through."""
    on = [_at(line, n / 24) for n in range(1, 24)]
    return sum(any(x < px < x + WIDTH and y < py < y + HEIGHT for px, py in on) for x, y in places)


def _free_curve(source: Point, target: Point, bow: float, places: Iterable[Point]) -> Curve:
    """A line between two boxes that runs through as few others as it can."""
    others = [place for place in places if place not in (source, target)]
    tried = (_curve(source, target, bow + extra) for extra in DETOURS)
    return min(tried, key=lambda line: _crossed(line, others))


def _head(bend: Point, end: Point) -> str:
    """The corners of an arrowhead."""
    angle = math.atan2(end[1] - bend[1], end[0] - bend[0])
    corners = [end] + [(end[0] - 11 * math.cos(angle + t), end[1] - 11 * math.sin(angle + t)) for t in (0.42, -0.42)]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


class _Labels:
    """Gives names of lines their place where they cover no box and no other name."""

    def __init__(self, places: Iterable[Point]) -> None:
        self.taken = [(x, y, x + WIDTH, y + HEIGHT) for x, y in places]

    def place(self, line: Curve, text: str) -> Point | None:
        wide = len(text) * LETTER / 2 + 3
        for t in (0.5, 0.4, 0.6, 0.3, 0.7):
            x, y = _at(line, t)
            box = x - wide, y - 9, x + wide, y + 9
            if all(box[2] < o[0] or o[2] < box[0] or box[3] < o[1] or o[3] < box[1] for o in self.taken):
                self.taken.append(box)
                return round(x, 1), round(y, 1)
        return None


def _is_past(tie: Tie, as_of: str | None) -> bool:
    if tie.last is None or as_of is None or not _is_day(tie.last):
        return False
    return date.fromisoformat(as_of) - date.fromisoformat(tie.last) > timedelta(days=FRESH)


def _lines(
    shown: Sequence[Tie],
    places: Mapping[str, Point],
    names: Mapping[str, str],
    terms: Mapping[str, str],
    as_of: str | None,
) -> tuple[Line, ...]:
    labels = _Labels(places.values())
    together: dict[Pair, list[Tie]] = {}
    for tie in sorted(shown, key=lambda t: (t.source, t.target, t.type)):
        first, second = sorted((tie.source, tie.target))
        together.setdefault((first, second), []).append(tie)
    out = []
    for (first, _), held in together.items():
        for n, tie in enumerate(held):
            bow = (n - (len(held) - 1) / 2) * BOW * (1 if tie.source == first else -1)
            start, bend, end = line = _free_curve(places[tie.source], places[tie.target], bow, places.values())
            path = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
            head = "" if tie.type in SYMMETRIC_RELATIONS else _head(bend, end)
            label = labels.place(line, terms[tie.type])
            state: Literal["current", "past"] = "past" if _is_past(tie, as_of) else "current"
            out.append(Line(tie, names[tie.source], names[tie.target], path, head, label, state))
    return tuple(out)


def _boxes(tx: Transaction, places: Mapping[str, Point], shown: Sequence[Tie], centre: str | None) -> tuple[Box, ...]:
    known = parties.canonicals(tx, places)
    held = Counter(end for tie in shown for end in (tie.source, tie.target))
    hub = centre or max(held, key=lambda end: (held[end], end), default=None)
    found = []
    for id, (x, y) in places.items():
        if id not in held and id != centre:
            continue
        entity, is_hub = known.get(id), id == hub
        if entity is None:
            found.append(Box("", id.removeprefix("="), "", None, x, y, is_hub=is_hub))
        else:
            found.append(Box(id, entity.name, entity.kind, entity.country, x, y, id == centre, is_hub))
    return tuple(found)


def _names(tx: Transaction, found: Iterable[Tie]) -> dict[str, str]:
    ends = {end for tie in found for end in (tie.source, tie.target)}
    return {end: end.removeprefix("=") for end in ends} | names_of(tx, ends)


def network(
    tx: Transaction,
    terms: Mapping[str, str],
    *,
    party: str | None = None,
    as_of: str | None = None,
    types: Sequence[str] = (),
) -> Network:
    """Return the network as of a day.

    Args:
        tx: An open transaction.
        terms: What each type of relation is called, for the room that its name takes.
        party: Id of the canonical entity in the middle; the whole case by default.
        as_of: ISO day; the last on which a relation is stated by default, which a later day is taken for too.
        types: Only relations of these types; of all where none is named.
    """
    ever = ties.ties(tx, party=party, types=types)
    days = _bounds(ever)
    if days is not None:
        as_of = min(max(as_of, days[0]), days[1]) if _is_day(as_of) and as_of is not None else days[1]
    now = ever if days is None or as_of == days[1] else ties.ties(tx, party=party, until=as_of, types=types)
    chosen = _chosen(ever, party)
    if party is not None:
        places: Mapping[str, Point] = _columns(party, chosen[1:])
    else:
        kept = (t for t in ever if t.source in chosen and t.target in chosen)
        pairs = {(min(t.source, t.target), max(t.source, t.target)) for t in kept}
        places = _spread(tuple(sorted(pairs)))
    shown = [t for t in now if t.source in places and t.target in places]
    boxes = _boxes(tx, places, shown, party)
    width, height = (max((p[axis] for p in places.values()), default=0) + (WIDTH, HEIGHT)[axis] for axis in (0, 1))
    lines = _lines(shown, places, _names(tx, shown), terms, as_of)
    count = len({end for t in now for end in (t.source, t.target)})
    return Network(width, height, boxes, lines, as_of, days, count, len(now), tuple(types))
