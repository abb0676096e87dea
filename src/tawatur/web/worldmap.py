# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The map over a list of incidents: outlines of countries, and for each place a circle as large as its incidents many.

Outlines are those of Natural Earth, as `genscripts/outlines.py` wrote them to `static/outlines.svg`; nothing is fetched
from anywhere. A map has no sides to be mirrored: west is left in every language.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from tawatur.casefile.browsing import PlaceCount

DEGREE = 100  # units of the drawing
NORTH, SOUTH = 83.7, -56.0  # what the drawing holds of the world
RATIO = 0.5  # height by width
LEAST_WIDE = 8 * DEGREE
MARGIN = 0.12  # of the width, on every side of the places
BIGGEST, SMALLEST = 0.024, 0.0065  # radius of a circle, by the width
LABELS = 8  # of the places with most incidents
LABEL = 0.0155  # height of a letter, by the width
MOST_CIRCLES = 200
Rect = tuple[float, float, float, float]
_ID = re.compile(r'<path id="([A-Za-z_]+)"')


def project(lat: float, lon: float) -> tuple[float, float]:
    """Return where a place lies in the drawing, by Miller's cylindrical projection; x grows eastward, y southward."""
    held = math.radians(max(min(lat, NORTH), SOUTH))
    return lon * DEGREE, -math.degrees(1.25 * math.log(math.tan(math.pi / 4 + 0.4 * held))) * DEGREE


@cache
def outlined() -> tuple[str, ...]:
    """Return the codes of the countries that have an outline."""
    return tuple(_ID.findall(files("tawatur.web").joinpath("static", "outlines.svg").read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Circle:
    """A place on the map; `label` is empty where there is no room, `anchor` says on which side of the circle it is."""

    place: PlaceCount
    incidents: int
    x: float
    y: float
    radius: float
    label: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class WorldMap:
    """A drawing: its window, its circles, small ones last so that none is hidden, and what it cannot show."""

    window: Rect  # left, top, width, height
    letter: float
    circles: tuple[Circle, ...]
    countries: tuple[tuple[str, int], ...]  # code and incidents; 0 for those that only are there
    beyond: tuple[PlaceCount, ...]  # without coordinates

    @property
    def view_box(self) -> str:
        """The window as SVG writes it."""
        return " ".join(f"{value:.0f}" for value in self.window)

    def name_of(self, spot: tuple[float, float]) -> str:
        """Return what the place at some coordinates is called, nothing where the map has none there."""
        return next((c.place.place or "" for c in self.circles if (c.place.lat, c.place.lon) == spot), "")


def _window(points: Iterable[tuple[float, float]]) -> Rect:
    xs, ys = zip(*points, strict=True)
    inner = max(max(xs) - min(xs), (max(ys) - min(ys)) / RATIO, LEAST_WIDE)
    width = min(inner * (1 + 2 * MARGIN), 360 * DEGREE)
    height = width * RATIO
    left, top = (min(xs) + max(xs) - width) / 2, (min(ys) + max(ys) - height) / 2
    return round(left), round(top), round(width), round(height)


def _beside(circle: Circle, letter: float) -> Iterator[tuple[str, Rect]]:
    """Where the name of a circle may stand: on its right, else on its left."""
    long = len(circle.place.place or "") * letter * 0.62
    off, low, high = circle.radius + letter / 3, circle.y - letter * 0.8, circle.y + letter * 0.6
    yield "start", (circle.x + off, low, circle.x + off + long, high)
    yield "end", (circle.x - off - long, low, circle.x - off, high)


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _labelled(circles: list[Circle], window: Rect) -> list[Circle]:
    """Give the biggest circles their names, where these cover no other name or circle and stay in the window."""
    left, top, width, height = window
    letter, done, named = width * LABEL, [], 0
    taken = [(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in circles]
    for circle in circles:
        for anchor, box in _beside(circle, letter):
            inside = left < box[0] and top < box[1] and box[2] < left + width and box[3] < top + height
            if named < LABELS and inside and not any(_meet(box, other) for other in taken):
                circle = replace(circle, label=circle.place.place or "", anchor=anchor)
                taken.append(box)
                named += 1
                break
        done.append(circle)
    return done


def world_map(places: Iterable[PlaceCount]) -> WorldMap | None:
    """Return the map of a list of incidents; None where there is nothing to show on one.

    Args:
        places: With how many incidents each has, those with most first.
    """
    known: dict[tuple[float, float], tuple[PlaceCount, int]] = {}
    beyond = []
    countries: Counter[str] = Counter()
    for place in places:
        if place.country is not None:
            countries[place.country] += place.incidents
        if place.lat is None or place.lon is None:
            beyond.append(place)
            continue
        spot = (place.lat, place.lon)
        first, number = known.get(spot, (place, 0))
        known[spot] = first, number + place.incidents
    if not known and countries.keys().isdisjoint(outlined()):
        return None
    told = sorted(known.items(), key=lambda item: (-item[1][1], item[0]))[:MOST_CIRCLES]
    window = _window([project(*spot) for spot, _ in told] or [project(NORTH, -180), project(SOUTH, 180)])
    width, most = window[2], told[0][1][1] if told else 1
    circles = []
    for spot, (place, number) in told:
        x, y = project(*spot)
        radius = max(BIGGEST * math.sqrt(number / most), SMALLEST) * width
        circles.append(Circle(place, number, round(x), round(y), round(radius, 1)))
    shown = tuple(_labelled(circles, window)) if circles else ()
    fills = tuple((code, countries[code]) for code in outlined())
    return WorldMap(window, round(width * LABEL, 1), shown, fills, tuple(beyond))
