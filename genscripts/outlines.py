# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Write `src/tawatur/web/static/outlines.svg`: the outlines of countries on the workbench's map.

They are those of Natural Earth at 1:50 million (public domain), taken from the npm package world-atlas; every line
is simplified once, so that neighbours keep one border.

Run: npm ci --prefix frontend && python genscripts/outlines.py
"""

import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from tawatur.web.worldmap import project

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "frontend/node_modules/world-atlas/countries-50m.json"
TARGET = ROOT / "src/tawatur/web/static/outlines.svg"
COARSE = 3.0  # units of the drawing that a line may be off
SMALLEST = 9.0  # units that an island must measure, unless it is all that a country has
LEFT_OUT = frozenset(("010",))  # Antarctica
FORMER = frozenset(("FXX", "SUN", "TMP", "YUG", "ZAR"))  # ISO 3166-3: letters that states had before
OWN = {"Kosovo": "XKX"}
HEAD = """<!-- SPDX-FileCopyrightText: 2013-2019 Michael Bostock, world-atlas; made with Natural Earth (public domain)
     SPDX-License-Identifier: ISC
     Written by genscripts/outlines.py. -->
<svg xmlns="http://www.w3.org/2000/svg">
"""
Point = tuple[float, float]


def _codes() -> dict[str, str]:
    """ISO 3166-1 numbers to letters, through the aliases of CLDR."""
    short = {old: new[0] for old, new in get_global("territory_aliases").items()}
    letters = {new: old for old, new in short.items() if len(old) == 3 and old.isalpha() and old not in FORMER}
    return {old: letters[new] for old, new in short.items() if old.isdigit() and new in letters}


def _off(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    long = math.hypot(x2 - x1, y2 - y1)
    if long == 0:
        return math.hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long


def _simplified(line: list[Point]) -> list[Point]:
    """Douglas and Peucker's line; the ends stay."""
    kept, parts = {0, len(line) - 1}, [(0, len(line) - 1)]
    while parts:
        low, high = parts.pop()
        offs = [(_off(line[n], line[low], line[high]), n) for n in range(low + 1, high)]
        far, at = max(offs, default=(0.0, low))
        if far > COARSE:
            kept.add(at)
            parts += [(low, at), (at, high)]
    return [line[n] for n in sorted(kept)]


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append(project(y * sy + ty, x * sx + tx))
        arcs.append(_simplified(line))
    return arcs


def _rings(geometry: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[tuple[int, int]]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for ring in (ring for polygon in polygons for ring in polygon):
        line: list[Point] = []
        for number in ring:
            line += (arcs[number] if number >= 0 else arcs[~number][::-1])[1 if line else 0 :]
        points = [(round(x), round(y)) for x, y in line]
        yield [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]


def _size(ring: list[tuple[int, int]]) -> float:
    xs, ys = zip(*ring, strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))


def _path(rings: list[list[tuple[int, int]]]) -> str:
    biggest = max(map(_size, rings))
    drawn = [ring for ring in rings if len(ring) > 3 and _size(ring) >= min(SMALLEST, biggest)] or rings
    out = []
    for ring in drawn:
        steps = " ".join(f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(ring[:-1]))
        out.append(f"M{ring[0][0]} {ring[0][1]}l{steps.replace(' -', '-')}z")
    return "".join(out)


def outlines(topology: dict[str, Any]) -> str:
    """Return the drawing."""
    arcs, codes, lines = _arcs(topology), _codes(), {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        number, name = geometry.get("id", ""), geometry["properties"]["name"]
        if number in LEFT_OUT or "arcs" not in geometry:
            continue
        id = codes.get(number) or OWN.get(name) or "x_" + "_".join(filter(str.isalpha, name.replace(".", "").split()))
        while id in lines:
            id += "_"
        rings = [ring for ring in _rings(geometry, arcs) if len(ring) > 2]
        if rings:
            lines[id] = f'<path id="{id}" vector-effect="non-scaling-stroke" d="{_path(rings)}"/>\n'
    return HEAD + "".join(lines[id] for id in sorted(lines)) + "</svg>\n"


def main() -> int:
    """Write the file."""
    TARGET.write_text(outlines(json.loads(SOURCE.read_text("utf-8"))), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
