# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Positions: who stands behind a fact, how often independently, and what contradicts it."""

from collections.abc import Mapping
from itertools import permutations
from random import Random

import pytest

from tawatur.joining.chains import relevance, states
from tawatur.joining.counts import RULES, summarise
from tawatur.joining.incidents import partition
from tawatur.joining.positions import answer, bounds, of, silences
from tawatur.joining.printed import agency_name
from tawatur.joining.tellings import prepare
from tawatur.joining.wording import stems
from tawatur.model import Reading, Report
from tawatur.model.joined import Chain, Copy, Family, Incident, Independence, Passage, Position
from tawatur.model.records import Count, Credit, Span
from tawatur.reading.reader import default_reader

TITLE = "تسعة قتلى في انفجار بسوق تلعفر"  # Nine killed in an explosion at the market of Tal Afar
DIRECTOR = "قال مدير المستشفى خالد السالمي إن تسعة أشخاص قتلوا في انفجار شاحنة مفخخة استهدف سوق الخضار في تلعفر."
# The hospital's director Khalid al-Salmi said that nine were killed when a truck bomb hit the market of Tal Afar.
MAYOR = "وأكد قائم مقام البلدة سعيد الحمداني أن انفجار الشاحنة المفخخة في سوق تلعفر أدى إلى مقتل 12 شخصا."
# The town's mayor Said al-Hamdani confirmed that the truck bomb in the market of Tal Afar killed 12.
SOURCE = "وقالت مصادر أمنية إن شاحنة مفخخة انفجرت في سوق الخضار بتلعفر."
# Security sources said that a truck bomb went off in the vegetable market of Tal Afar.
BACKGROUND = "وكان وزير الدفاع سمير العاني قد أعلن أن انفجار شاحنة في سوق تلعفر قبل عام قتل 40 شخصا."
# Defence minister Samir al-Ani had announced that a truck blast in the market of Tal Afar a year ago killed 40.


def read(key: str, text: str, agency: str | None = None, outlet: str | None = None) -> Reading:
    credits = () if agency is None else (Credit("agency", agency, 0, 0),)
    report = Report(key, text, outlet=outlet or f"outlet {key}", title=TITLE, published="2024-03-05", credits=credits)
    return default_reader().read(report)


def joined(readings: Mapping[str, Reading]) -> Incident:
    told = [t for key, reading in readings.items() for t in prepare(key, reading)]
    found = [i for i in partition(told) if set(i.reports) == set(readings)]
    assert len(found) == 1
    return found[0]


def happened(readings: Mapping[str, Reading], **known: object) -> Position:
    said = of(joined(readings), readings, **known)  # type: ignore[arg-type]
    return next(p for p in said if p.question == "happened")


def test_positions_count_two_named_sources_as_two() -> None:
    found = happened({"a": read("a", DIRECTOR), "b": read("b", MAYOR)})
    assert (found.independence.low, found.credibility) == (2, 2)
    assert {chain.anonymous for chain in found.chains} == {False}


def test_positions_count_one_agency_as_one() -> None:
    readings = {"a": read("a", DIRECTOR, "رويترز"), "b": read("b", MAYOR, "وكالة رويترز")}
    found = happened(readings)
    assert (found.independence.low, found.independence.high) == (1, 1)
    assert [e.link for e in found.independence.excluded] == ["agency"]


@pytest.mark.parametrize("agency", ["رويترز", "وكالة المدى للأنباء"])
def test_positions_count_an_agency_and_who_took_its_account_as_one(agency: str) -> None:
    found = happened({"a": read("a", DIRECTOR, outlet=agency), "b": read("b", MAYOR, agency)})
    assert (found.independence.low, found.independence.high) == (1, 1)
    assert [e.link for e in found.independence.excluded] == ["agency"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("وكالة المدى للأنباء", "وكاله المدي للانباء"),
        ("لوكالة المدى للأنباء", "وكاله المدي للانباء"),
        ("وكالة رويترز", "رويترز"),
        ("وكالة", None),
        ("صحيفة المدى", None),
        ("لجنة الأمن", None),
    ],
)
def test_positions_know_agencies_that_no_table_holds(written: str, name: str | None) -> None:
    assert agency_name(written) == name


def test_positions_count_a_copied_passage_as_one() -> None:
    readings = {"a": read("a", DIRECTOR), "b": read("b", f"{DIRECTOR}\n{MAYOR}")}
    assert happened(readings).independence.low == 2
    shared = Passage(Span(0, len(DIRECTOR)), Span(0, len(DIRECTOR)))
    copy = Copy("a", "b", "whole", (shared,), 1.0, 0.5)
    found = happened({"a": readings["a"], "b": read("b", DIRECTOR)}, copies=[copy])
    assert found.independence.low == 1
    assert {e.link for e in found.independence.excluded} == {"copy"}


def test_positions_tie_to_the_agency_of_a_family_only_what_is_copied() -> None:
    fire = "وسيطرت فرق الإطفاء على حريق في مخازن البلدة بعد ساعات."  # Fire-fighters controlled a fire in the stores.
    readings = {"a": read("a", f"{DIRECTOR}\n{fire}", "رويترز"), "b": read("b", f"{MAYOR}\n{fire}")}
    left, right = len(DIRECTOR) + 1, len(MAYOR) + 1
    shared = Passage(Span(left, left + len(fire)), Span(right, right + len(fire)))
    copy = Copy("a", "b", "partial", (shared,), 0.4, 0.4)
    family = Family("f", ("a", "b"), "رويترز")
    found = happened(readings, families=[family], copies=[copy])
    assert {c.reports[0]: c.agency for c in found.chains} == {"a": "رويترز", "b": None}
    assert found.independence.low == 2
    without = happened(readings, families=[family])
    assert {c.agency for c in without.chains} == {"رويترز"}


def test_positions_do_not_tell_the_unnamed_apart() -> None:
    found = happened({"a": read("a", SOURCE), "b": read("b", f"{SOURCE} وأضافت المصادر أن الانفجار وقع في تلعفر.")})
    assert (found.independence.low, found.independence.high >= 2) == (1, True)


def test_positions_leave_background_out() -> None:
    found = happened({"a": read("a", DIRECTOR), "b": read("b", f"{MAYOR} {BACKGROUND}")})
    assert not any("سمير" in (chain.source_text or "") for chain in found.chains)


SPOKESMAN = "قال المتحدث باسم كتائب الصقر كريم الجابري إن شاحنة مفخخة انفجرت في سوق الخضار بتلعفر وقتلت تسعة أشخاص."
# The spokesman of the Saqr brigades, Karim al-Jabiri, said that a truck bomb went off in the market and killed nine.
ALONE = "وأكد كريم الجابري أن انفجار الشاحنة المفخخة في سوق تلعفر قتل تسعة أشخاص."  # Karim al-Jabiri confirmed it.
BRIGADES = "وأعلنت كتائب الصقر أن شاحنة مفخخة انفجرت في سوق تلعفر وقتلت تسعة أشخاص."  # The brigades announced it.


def test_positions_count_a_body_and_who_speaks_for_it_as_one() -> None:
    readings = {"a": read("a", SPOKESMAN), "b": read("b", ALONE), "c": read("c", BRIGADES)}
    found = happened(readings)
    assert {chain.anonymous for chain in found.chains} == {False}
    assert (found.independence.low, found.independence.high) == (1, 1)
    assert {e.link for e in found.independence.excluded} == {"source"}


def test_positions_count_a_newspaper_as_a_carrier() -> None:
    paper = "وقالت صحيفة بريد الجزيرة إن شاحنة مفخخة انفجرت في سوق تلعفر وقتلت تسعة أشخاص."  # A newspaper said so.
    chains = happened({"a": read("a", DIRECTOR), "b": read("b", paper)}).chains
    assert [(c.agency, c.source, c.attributed) for c in chains if c.agency] == [("صحيفه بريد الجزيره", None, False)]


def test_positions_leave_out_who_does_not_state_the_incident() -> None:
    other = "وقال وزير الزراعة سمير العاني إن موسم القمح كان جيدا هذا العام."  # A minister spoke of the harvest.
    found = happened({"a": read("a", f"{DIRECTOR} {other}"), "b": read("b", f"{MAYOR} {other}")})
    assert not any("سمير" in (chain.source_text or "") for chain in found.chains)


def test_positions_count_the_dead_by_who_counts_them() -> None:
    # A truck bomb hit the market of Tal Afar. A doctor in its hospital said that the hospital received 11 bodies.
    text = "استهدف تفجير بشاحنة مفخخة سوق تلعفر. وقال الطبيب ماجد السالمي في مستشفى تلعفر إن المستشفى استقبل 11 جثة."
    readings = {"a": read("a", text), "b": read("b", MAYOR)}
    found = of(joined(readings), readings)
    counted = next(p for p in found if (p.question, p.answer) == ("deaths", "11"))
    assert [chain.source_text for chain in counted.chains] == ["الطبيب ماجد السالمي"]


def test_positions_tie_to_an_agency_who_spoke_to_it() -> None:
    told = "وقال رئيس البلدية سعيد الحمداني لوكالة رويترز إن شاحنة مفخخة انفجرت في سوق تلعفر وقتلت تسعة أشخاص."
    # The mayor said to Reuters that a truck bomb killed nine; the hospital's director in the same report did not.
    chains = happened({"a": read("a", f"{DIRECTOR} {told}"), "b": read("b", DIRECTOR)}).chains
    agencies = {chain.source_text: chain.agency for chain in chains if chain.reports == ("a",)}
    assert sorted(agencies.values(), key=str) == [None, "رويترز"]


def test_positions_of_words_count_who_speaks() -> None:
    words = "أدانت الحكومة الكينية الهجوم على سوق الخضار في تلعفر."  # Kenya's government condemned the attack.
    other = (
        "وقال قائد الشرطة سعيد الحمداني إن الهجوم على سوق الخضار في تلعفر كان مدبرا."  # The police chief spoke of it.
    )
    readings = {"a": read("a", f"{words} {other}"), "b": read("b", words)}
    assert {telling.type for telling in joined(readings).tellings} == {"ACCUSE"}
    assert {chain.source_text for chain in happened(readings).chains} == {"الحكومة الكينية"}


def test_positions_keep_counts_that_differ_apart() -> None:
    readings = {"a": read("a", DIRECTOR), "b": read("b", MAYOR)}
    deaths = {p.answer: p for p in of(joined(readings), readings) if p.question == "deaths"}
    assert {"9", "12"} <= set(deaths)
    assert deaths["12"].credibility == 5  # as many say otherwise


@pytest.mark.parametrize(
    ("low", "high", "said", "ends"),
    [(7, 7, "7", (7, 7)), (7, 12, "7..12", (7, 12)), (20, None, "20", (20, 20)), (None, 5, "5", (5, 5))],
)
def test_positions_write_counts(low: int | None, high: int | None, said: str, ends: tuple[int, int]) -> None:
    assert answer(Count(low, high, 0, 1)) == said
    assert bounds(said) == ends


def test_positions_list_silences() -> None:
    text = f"{DIRECTOR} ورفضت وزارة الداخلية العراقية التعليق على انفجار تلعفر."  # The ministry refused to comment.
    readings = {"a": read("a", text), "b": read("b", MAYOR)}
    found = silences(joined(readings), readings)
    assert [(s.report, s.name) for s in found] == [("a", "وزارة الداخلية العراقية")]


def position(number: int, low: int, reports: int) -> Position:
    chains = tuple(Chain(f"{number}/{n}", (f"r{n}",), ("o",), attributed=True) for n in range(reports))
    return Position("deaths", f"{number}", chains, Independence(low, low), 3, "", low=number, high=number)


def test_counts_follow_the_rule_they_name() -> None:
    said = [position(9, 2, 2), position(12, 1, 3), position(7, 1, 1)]
    best = {rule: summarise(said, rule=rule) for rule in RULES}
    assert {rule: found.best for rule, found in best.items() if found} == {
        "supported": 9,
        "conservative": 7,
        "latest": 12,
    }
    assert all(found is not None and (found.low, found.high) == (7, 12) for found in best.values())
    assert summarise(said, "injured") is None


def test_how_much_a_claim_says_does_not_hang_on_the_order_of_words() -> None:
    words = [word for text in (DIRECTOR, MAYOR, SOURCE, BACKGROUND) for word in text.split()]
    told = dict.fromkeys(words, 0.1) | {word: 0.1 + n / 7 for n, word in enumerate(words[::2])}
    about = {stem: told[word] for word in words for stem in stems(word)}
    order = Random(3)
    for _ in range(50):
        mixed = dict(order.sample(list(about.items()), len(about)))
        assert relevance(DIRECTOR, mixed) == relevance(DIRECTOR, about)
    least = {"بيت": 0.1, "دار": 0.2, "سوق": 0.3}  # 0.1 + 0.2 + 0.3 is 0.6 or a little more, by order
    assert len({states("سوق", dict(pairs)) for pairs in permutations(least.items())}) == 1
