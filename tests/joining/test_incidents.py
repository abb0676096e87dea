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
