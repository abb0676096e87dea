# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is drawn: marks, isnad trees, the bar of time, snippets."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from tawatur import read
from tawatur.casefile.search import parse
from tawatur.lexicon import default_lexicon
from tawatur.model.joined import Chain, Excluded, Independence, Position
from tawatur.web.isnad import layout, leaves_of
from tawatur.web.marking import LAYERS, Marker, astral, marks_of
from tawatur.web.snippets import cut, hits, snippet
from tawatur.web.timeline import timeline

# The police said that gunmen attacked a checkpoint yesterday and killed three soldiers; the ministry gave no comment.
TEXT = "😀 قالت الشرطة إن مسلحين هاجموا أمس حاجزا للجيش وقتلوا ثلاثة جنود. ورفضت وزارة الدفاع التعليق على الهجوم."


def test_marking_marks_cover_what_the_reading_says() -> None:
    reading = read(TEXT, published="2024-03-05")
    items = Marker(reading, default_lexicon()).items()
    text = reading.report.text
    events = {i.id: i for i in items if i.layer == "event"}
    assert {text[i.marks[0].start : i.marks[0].end] for i in events.values()} >= {"هاجموا"}
    for item in items:
        assert item.layer in LAYERS
        for mark in item.marks:
            assert 0 <= mark.start < mark.end <= len(text)
    attack = next(i for i in events.values() if i.name == "هاجموا")
    assert attack.entries
    assert attack.clause is not None
    assert "هاجموا" in text[slice(*attack.clause)]


def test_marking_the_innermost_of_two_marks_comes_last() -> None:
    marks = marks_of(Marker(read(TEXT, published="2024-03-05")).items())
    for one, other in itertools.pairwise(marks):
        assert (one.start, -one.end) <= (other.start, -other.end)


@pytest.mark.parametrize(("text", "places"), [("", []), ("aب", []), ("😀a🇮🇶", [0, 2, 3]), ("ا\u0301𞸀", [2])])
def test_marking_finds_characters_of_two_units(text: str, places: list[int]) -> None:
    assert astral(text) == places


def chain(id: str, outlet: str, **fields: Any) -> Chain:
    return Chain(id, (f"report-{id}",), (outlet,), **{"attributed": True, **fields})


def position() -> Position:
    agency = {"agency": "وكالة", "source": "x", "source_text": "الوزير"}
    chains = (
        chain("a", "الف", family="f", **agency),
        chain("b", "باء", family="f", **agency),
        chain("c", "جيم", **agency),
        chain("d", "دال", anonymous=True, source_text="مصدر"),
    )
    excluded = (Excluded("b", "a", "copy", ""), Excluded("c", "a", "agency", "وكالة"))
    proof = Independence(1, 2, ("a",), (*excluded, Excluded("d", "a", "anonymous", "")), ("a", "d"))
    return Position("happened", "yes", chains, proof, 3, "")


def test_isnad_copies_are_folded_and_what_does_not_count_says_why() -> None:
    leaves = leaves_of(position())
    assert [(leaf.chain.id, leaf.state, leaf.number) for leaf in leaves] == [
        ("a", "counted", 1),
        ("d", "perhaps", None),
        ("c", "excluded", None),
    ]
    assert [c.id for c in leaves[0].folded] == ["b"]
    assert leaves[0].copies == 1
    assert leaves[2].why is not None
    assert (leaves[2].why.link, leaves[2].against) == ("agency", 1)


def test_isnad_every_chain_is_in_the_tree_once() -> None:
    whole = position()
    leaves = leaves_of(whole)
    ids = [c.id for leaf in leaves for c in (leaf.chain, *leaf.folded)]
    assert sorted(ids) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("mirrored", [False, True])
def test_isnad_boxes_share_sources_and_do_not_overlap(mirrored: bool) -> None:
    tree = layout(position(), "العنوان", mirrored=mirrored)
    kinds = [n.kind for n in tree.nodes]
    assert kinds.count("source") == 1
    assert kinds.count("agency") == 1
    assert kinds.count("outlet") == 3
    assert len({(n.x, n.y) for n in tree.nodes}) == len(tree.nodes)
    assert all(0 <= n.x <= tree.width - 184 and 0 <= n.y < tree.height for n in tree.nodes)
    root = next(n for n in tree.nodes if n.kind == "incident")
    assert all((n.x < root.x) is mirrored for n in tree.nodes if n is not root)


def test_isnad_many_chains_take_no_long_time() -> None:
    whole = position()
    many = tuple(chain(f"n{n}", f"outlet {n}", source=f"s{n % 50}", source_text=f"s{n % 50}") for n in range(2000))
    tree = layout(replace(whole, chains=many), "", mirrored=False)
    assert len(tree.leaves) == 2000


def test_timeline_days_months_years() -> None:
    days = timeline({"2024-03-01": 2, "2024-03-03": 4}, mirrored=False)
    assert days is not None
    assert days.unit == "day"
    assert [b.number for b in days.bars] == [2, 0, 4]
    assert (days.bars[0].since, days.bars[0].until) == ("2024-03-01", "2024-03-01")
    months = timeline({"2024-01-31": 1, "2025-02-01": 1}, mirrored=True)
    assert months is not None
    assert months.unit == "month"
    assert len(months.bars) == 14
    assert months.bars[0].x > months.bars[-1].x
    assert (months.bars[1].since, months.bars[1].until) == ("2024-02-01", "2024-02-29")
    years = timeline({"1990-01-31": 1, "2025-02-01": 1}, mirrored=False)
    assert years is not None
    assert years.unit == "year"


@pytest.mark.parametrize("days", [{}, {"2024-03-01": 3}, {"9999-12-31": 1, "x": 2}, {"0001-01-01": 1}])
def test_timeline_needs_two_stretches(days: dict[str, int]) -> None:
    assert timeline(days, mirrored=False) is None


def test_timeline_far_years_do_not_squeeze_the_rest() -> None:
    days = {f"2024-03-{d:02}": 20 for d in range(1, 20)} | {"1066-01-01": 1, "9990-01-01": 1}
    found = timeline(days, mirrored=False)
    assert found is not None
    assert found.unit == "day"


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], ["abcdef"]),
        ([(1, 3)], ["a", "*bc", "def"]),
        ([(0, 2), (1, 4)], ["*ab", "*cd", "ef"]),
        ([(4, 6)], ["abcd", "*ef"]),
    ],
)
def test_snippets_cut_keeps_every_letter(spans: list[tuple[int, int]], pieces: list[str]) -> None:
    assert [("*" if p.hit else "") + p.text for p in cut("abcdef", spans)] == pieces


@pytest.mark.parametrize(
    ("query", "found"),
    [("الحكومة", ["وللحكومة"]), ('"وزارة الدفاع"', ["وزارة الدفاع"]), ("-وزارة", []), ("غائب", [])],
)
def test_snippets_hits_are_whole_words(query: str, found: list[str]) -> None:
    text = "رفضت وزارة الدفاع التعليق، وللحكومة رأي آخر 😀."  # the ministry declined to comment, the government differs
    spans = hits(text, parse(query, default_lexicon()), default_lexicon())
    assert [text[a:b] for a, b in spans] == found
    pieces = snippet(text, spans)
    assert "".join(p.text for p in pieces) == text
    assert [p.text for p in pieces if p.hit] == found
