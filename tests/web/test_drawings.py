# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is drawn of a whole case: the map, the network, the tension, who prints whose wording."""

import itertools
import json
import os
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from tawatur.casefile import CaseFile, parties
from tawatur.casefile.browsing import Copying, PlaceCount
from tawatur.lexicon import default_lexicon
from tawatur.model.joined import Tension, TensionPoint
from tawatur.model.ontology import RELATION_TYPES
from tawatur.web.matrix import matrix
from tawatur.web.network import FRESH, HEIGHT, WIDTH, Network, network
from tawatur.web.tension import tension_plot
from tawatur.web.worldmap import outlined, project, world_map

ROOT = Path(__file__).parents[2]
TERMS = {type: type for type in RELATION_TYPES}
BASRA = PlaceCount("البصرة", "IRQ", 30.5085, 47.7804, 4)
MOSUL = PlaceCount("الموصل", "IRQ", 36.335, 43.1189, 1)
NOWHERE = PlaceCount("العوينية", None, None, None, 3)


def test_worldmap_outlines_are_those_that_the_sources_give() -> None:
    made = runpy.run_path(str(ROOT / "genscripts" / "outlines.py"))
    if not made["SOURCE"].exists():
        pytest.skip("the outlines' source is not there; run: make outlines")
    written = (files("tawatur.web") / "static" / "outlines.svg").read_text("utf-8")
    assert written == made["outlines"](json.loads(made["SOURCE"].read_text("utf-8")))


def test_worldmap_every_state_of_the_tables_has_an_outline() -> None:
    ElementTree.fromstring((files("tawatur.web") / "static" / "outlines.svg").read_text("utf-8"))
    states = {row["iso3"] for row in default_lexicon().table("export/countries").records()}
    assert states <= set(outlined())


@pytest.mark.parametrize(("lat", "lon", "x", "y"), [(0, 0, 0, 0), (0, 90, 9000, 0), (45, -45, -4500, -4829)])
def test_worldmap_projects_as_miller_does(lat: float, lon: float, x: float, y: float) -> None:
    assert project(lat, lon) == pytest.approx((x, y), abs=1)


def test_worldmap_holds_all_places_and_lists_what_has_none() -> None:
    found = world_map([BASRA, NOWHERE, MOSUL])
    assert found is not None
    left, top, width, height = found.window
    for circle in found.circles:
        assert left + circle.radius < circle.x < left + width - circle.radius
        assert top + circle.radius < circle.y < top + height - circle.radius
    big, small = found.circles
    assert (big.label, small.label) == ("البصرة", "الموصل")
    assert big.radius == pytest.approx(2 * small.radius, rel=0.01)
    assert found.beyond == (NOWHERE,)
    assert dict(found.countries)["IRQ"] == 5


def test_worldmap_names_cover_neither_circles_nor_names() -> None:
    places = [PlaceCount(f"بلدة {n}", "IRQ", 33 + n / 50, 44 + n / 50, 30 - n) for n in range(20)]
    found = world_map(places)
    assert found is not None
    assert 0 < sum(bool(c.label) for c in found.circles) < 20


def test_worldmap_of_places_unknown_is_none() -> None:
    assert world_map([NOWHERE]) is None


def test_worldmap_of_a_country_alone_shows_the_world() -> None:
    found = world_map([PlaceCount(None, "IRQ", None, None, 2)])
    assert found is not None
    assert found.circles == ()
    assert found.window[2] == 36_000


def overlapping(net: Network) -> list[tuple[str, str]]:
    pairs = itertools.combinations(net.boxes, 2)
    return [(a.name, b.name) for a, b in pairs if abs(a.x - b.x) < WIDTH and abs(a.y - b.y) < HEIGHT]


def test_network_boxes_stand_apart_and_lie_within(pictured_case: CaseFile) -> None:
    with pictured_case.read() as tx:
        net = network(tx, TERMS)
    assert len(net.boxes) > 10
    assert overlapping(net) == []
    assert all(0 <= b.x <= net.width - WIDTH and 0 <= b.y <= net.height - HEIGHT for b in net.boxes)


def test_network_is_drawn_alike_every_time_and_nothing_moves_with_the_day(pictured_case: CaseFile) -> None:
    with pictured_case.read() as tx:
        whole, again = network(tx, TERMS), network(tx, TERMS)
        before = network(tx, TERMS, as_of="2024-02-21")
    assert whole == again
    places = {b.name: (b.x, b.y) for b in whole.boxes}
    assert before.boxes
    assert {b.name: (b.x, b.y) for b in before.boxes}.items() <= places.items()
    assert len(before.lines) < len(whole.lines)
    assert all(line.tie.first is None or line.tie.first <= "2024-02-21" for line in before.lines)


def test_network_is_drawn_alike_in_every_launch() -> None:
    code = """from tawatur.web.network import _spread
ends = [(f"a{n}", f"a{n + 1}") for n in range(5)] + [(f"b{n}", f"b{n + 1}") for n in range(9)]
print(sorted(_spread(tuple(ends)).items()))"""
    launched = [
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        for seed in ("1", "2", "3")
    ]
    assert len({done.stdout for done in launched}) == 1
    assert b"b9" in launched[0].stdout


def test_network_what_nobody_stated_again_is_past(pictured_case: CaseFile) -> None:
    with pictured_case.read() as tx:
        net = network(tx, TERMS, as_of="9999-12-31")
    assert net.days is not None
    assert net.as_of == net.days[1]
    late = date.fromisoformat(net.days[1]) - timedelta(days=FRESH)
    for line in net.lines:
        assert (line.state == "past") is (line.tie.last is not None and line.tie.last < late.isoformat())
    assert {line.state for line in net.lines} >= {"current"}


@pytest.mark.parametrize("as_of", [None, "", "2024-02", "0000-00-00", "1066-10-14"])
def test_network_takes_any_day(pictured_case: CaseFile, as_of: str | None) -> None:
    with pictured_case.read() as tx:
        net = network(tx, TERMS, as_of=as_of)
    assert net.days is not None
    assert net.as_of in net.days


def test_network_of_a_party_has_it_in_the_middle(pictured_case: CaseFile) -> None:
    with pictured_case.read() as tx:
        id = parties.entities(tx, name="حزب المنارة الخضراء", limit=1)[0].id
        net = network(tx, TERMS, party=id)
        one = net.lines[0].tie.type
        of_one_type = network(tx, TERMS, party=id, types=(one,))
    (centre,) = [b for b in net.boxes if b.is_centre]
    assert centre.id == id
    assert overlapping(net) == []
    assert {line.tie.type for line in of_one_type.lines} == {one}
    assert all(id in (line.tie.source, line.tie.target) for line in net.lines)


def points(*values: float) -> tuple[TensionPoint, ...]:
    return tuple(
        TensionPoint(f"2024-01-{n + 1:02}", 1 if v else 0, max(v, 0.0), min(v, 0.0)) for n, v in enumerate(values)
    )


@pytest.mark.parametrize("mirrored", [False, True])
def test_tension_plot_draws_bars_level_and_changes(*, mirrored: bool) -> None:
    plot = tension_plot(Tension("a", "b", "day", points(-10, -10, -10, 5, 5, 0), ("2024-01-04",)), mirrored=mirrored)
    assert plot is not None
    assert [(b.up > 0, b.down > 0) for b in plot.bars] == [(False, True)] * 3 + [(True, False)] * 2 + [(False, False)]
    assert all(0 <= b.x <= plot.width - b.width for b in plot.bars)
    assert (plot.bars[0].x > plot.bars[-1].x) is mirrored
    assert len(plot.level.split()) == 4
    ((x, day),) = plot.changes
    assert day == "2024-01-04"
    between = sorted((plot.bars[2].x, plot.bars[3].x))
    assert between[0] < x < between[1] + plot.bars[0].width
    assert {figure for _, figure in plot.figures} >= {0, -10, 10}


def test_tension_plot_of_nothing_is_none() -> None:
    assert tension_plot(Tension("a", "b", "day", ()), mirrored=False) is None


def test_tension_plot_of_many_days_stays_drawable() -> None:
    many = tuple(TensionPoint(f"{n:05}", 1, 0.0, -1.0) for n in range(5000))
    plot = tension_plot(Tension("a", "b", "day", many), mirrored=False)
    assert plot is not None
    assert plot.width < 25_000
    assert len(plot.dates) < 200


def test_matrix_counts_both_ways_where_the_direction_is_unknown() -> None:
    found = matrix([Copying("أ", "ب", 8, True), Copying("أ", "ب", 1, False), Copying("ب", "ج", 2, True)])
    assert found.names == ("ب", "أ", "ج")
    one, other = found.rows[0][1], found.rows[1][0]
    assert (one.reports, one.directed, one.shade) == (9, False, 4)
    assert (other.reports, other.directed, other.shade) == (1, False, 1)
    assert found.rows[2][0].reports == 2
    assert found.rows[0][0].reports == 0
