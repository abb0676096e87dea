# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Incidents are one for any order of adding, and the analyst's verdicts win."""

import itertools
import random

import pytest

from tawatur.joining.incidents import partition, redirects
from tawatur.joining.likeness import measures, profile
from tawatur.joining.tellings import prepare
from tawatur.model import Reading, Report
from tawatur.model.joined import Incident, Telling, Verdict
from tawatur.reading.reader import default_reader

BLAST = "قتل تسعة أشخاص وأصيب 31 آخرون في انفجار شاحنة مفخخة استهدف سوق الخضار في بلدة تلعفر، وفق ما قال مدير المستشفى."
# Nine were killed and 31 wounded when a truck bomb hit the vegetable market of Tal Afar, the hospital's director said.
OTHER = "انفجرت شاحنة مفخخة في سوق الخضار ببلدة تلعفر فقتل تسعة أشخاص، وقال شهود إن الحريق امتد إلى 31 متجرا."
# A truck bomb went off in the vegetable market of Tal Afar, killing nine; witnesses say fire spread to 31 shops.
STRIKE = "أضرب عمال ميناء صفاقس عن العمل احتجاجا على تأخر الرواتب، وأعلنت النقابة أن الإضراب مفتوح."
# Workers of the port of Sfax went on strike over late wages; the union said that the strike is open-ended.
TURN = "من جهة أخرى، أضرب عمال ميناء صفاقس احتجاجا على تأخر الرواتب. وقالت النقابة إن الإضراب مفتوح."
# On another matter, workers of the port of Sfax struck over late wages. The union said that the strike is open-ended.

RAID = "وقتل مسلحون أربعة جنود في هجوم على حاجز للجيش قرب بلدة الكفرة. وقال قائد الحاجز إن المهاجمين فروا في شاحنتين."
# And gunmen killed four soldiers in an attack on an army post near Kufra. Its commander said they fled in two lorries.
POST = (
    "قتل أربعة جنود في هجوم شنه مسلحون على حاجز للجيش قرب بلدة الكفرة، وفر المهاجمون في شاحنتين، بحسب شهود من البلدة."
)
# Four soldiers died as gunmen attacked an army post near Kufra; they fled in two lorries, witnesses of the town say.


def tell(key: str, text: str, title: str = "", published: str = "2024-03-05") -> tuple[Telling, ...]:
    return prepare(key, read(key, text, title, published))


def read(key: str, text: str, title: str = "", published: str = "2024-03-05") -> Reading:
    return default_reader().read(Report(key, text, outlet=f"outlet {key}", title=title, published=published))


@pytest.fixture(scope="module")
def told() -> list[Telling]:
    return [
        *tell("a", BLAST, "تسعة قتلى في انفجار بسوق تلعفر"),
        *tell("b", OTHER, "انفجار شاحنة مفخخة في سوق الخضار بتلعفر"),
        *tell("c", STRIKE, "إضراب مفتوح لعمال ميناء صفاقس"),
        *tell("d", f"{BLAST}\n{TURN}", "انفجار في تلعفر"),
    ]


def test_incidents_part_what_a_round_up_joins(told: list[Telling]) -> None:
    found = {frozenset(incident.reports) for incident in partition(told)}
    assert found == {frozenset("abd"), frozenset("cd")}


def test_incidents_do_not_depend_on_order(told: list[Telling]) -> None:
    first = partition(told)
    for seed in range(5):
        mixed = list(told)
        random.Random(seed).shuffle(mixed)
        assert partition(mixed) == first


def test_incidents_likeness_is_the_same_whichever_comes_first(told: list[Telling]) -> None:
    profiles = [profile(telling) for telling in told]
    for a, b in itertools.combinations(profiles, 2):
        assert measures(a, b) == measures(b, a)  # to the last bit


def test_incidents_say_why(told: list[Telling]) -> None:
    blast = next(i for i in partition(told) if "a" in i.reports)
    assert blast.reasons
    assert any("headline" in reason for link in blast.reasons for reason in link.reasons)


def of(found: tuple[Incident, ...], report: str) -> Incident:
    return next(i for i in found if report in i.reports)


def test_incidents_obey_verdicts(told: list[Telling]) -> None:
    anchor = {key: (key, 0, 5) for key in "abc"}
    split = partition(told, [Verdict(anchor["a"], anchor["b"], same=False)])
    assert of(split, "a") != of(split, "b")
    merged = partition(told, [Verdict(anchor["a"], anchor["c"], same=True)])
    assert of(merged, "a") == of(merged, "c")


def test_incidents_redirect_ids_that_are_gone(told: list[Telling]) -> None:
    before = partition(told)
    after = partition(told, [Verdict(("a", 0, 5), ("c", 0, 5), same=True)])
    gone = of(before, "c").id
    assert redirects(before, after) == {gone: of(after, "c").id}


def test_incidents_of_far_days_are_two() -> None:
    old = tell("a", BLAST, "انفجار في تلعفر", "2024-03-05")
    new = tell("b", BLAST, "انفجار في تلعفر", "2024-05-20")
    assert len(partition([*old, *new])) == 2


@pytest.fixture(scope="module")
def passing() -> list[Telling]:
    return [
        *tell("a", f"{STRIKE} {RAID}", "إضراب مفتوح لعمال ميناء صفاقس"),
        *tell("b", POST, "مقتل أربعة جنود في هجوم على حاجز قرب الكفرة"),
        *(telling for key in "cdefg" for telling in tell(key, STRIKE, "إضراب عمال ميناء صفاقس")),
    ]


def test_incidents_count_what_is_told_in_passing(passing: list[Telling]) -> None:
    found = {frozenset(incident.reports) for incident in partition(passing)}
    assert found == {frozenset("acdefg"), frozenset("ab")}
    assert not any(incident.recalled_by for incident in partition(passing))


def test_incidents_are_not_founded_on_asides(passing: list[Telling]) -> None:
    alone = [t for t in passing if t.report != "b"]
    twice = [*alone, *tell("h", f"{BLAST} {RAID}", "انفجار في تلعفر")]
    assert {frozenset(incident.reports) for incident in partition(twice)} == {frozenset("acdefg"), frozenset("h")}


def test_incidents_obey_verdicts_on_asides(passing: list[Telling]) -> None:
    aside = next(t for t in passing if t.aside)
    verdict = Verdict(("a", aside.start, aside.start + 5), ("b", 0, 5), same=False)
    found = {frozenset(incident.reports) for incident in partition(passing, [verdict])}
    assert found == {frozenset("acdefg"), frozenset("b")}
