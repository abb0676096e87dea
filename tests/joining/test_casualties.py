# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tolls: those of events, of headlines, beside casualty words, and the one whose death is told."""

import pytest

from tawatur.joining.casualties import names_one_dead, stated
from tawatur.joining.chains import core
from tawatur.joining.headlines import tolls
from tawatur.joining.incidents import partition
from tawatur.joining.positions import of
from tawatur.joining.tellings import prepare
from tawatur.lexicon import default_lexicon
from tawatur.model import Reading, Report
from tawatur.reading.reader import default_reader


def read(text: str, title: str = "", key: str = "r") -> Reading:
    return default_reader().read(Report(key, text, outlet=key, title=title, published="2024-03-05"))


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("مذبحة بحق 340 قرويا في وادي الزيتون", 340),  # massacre of 340 villagers
        ("غرق 40 مهاجرا قبالة السواحل", 40),  # 40 migrants drowned
        ("افتتاح 3 مدارس في الوادي", None),  # three schools opened
    ],
)
def test_casualties_are_read_in_headlines(title: str, number: int | None) -> None:
    assert [t.number for t in tolls(title) if t.kind == "deaths"] == ([] if number is None else [number])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("توفي الشاعر سليم الحمداني في مستشفى البصرة متأثرا بجراحه.", True),  # the poet died of his wounds
        ("توفي عشرات المدنيين في مستشفى البصرة.", False),  # dozens of civilians died
        ("زار الوزير سليم الحمداني مستشفى البصرة.", False),  # the minister visited a hospital
    ],
)
def test_casualties_tell_one_death(text: str, told: bool) -> None:
    reading = read(text)
    assert names_one_dead(reading, prepare("r", reading)[0], default_lexicon()) is told


def test_casualties_beside_a_word_stand_in_for_events() -> None:
    reading = read("استهدف القصف مبنى في بلدة الرمانة. وأشارت المصادر إلى مقتل 17 مسلحا في مبنى الرمانة.")
    # Shelling hit a building in Rummana. The sources spoke of 17 gunmen killed in the building.
    bare = Reading.from_json(reading.to_json())
    telling = prepare("r", bare)[0]
    found = stated(bare, telling, "deaths", "ASSAULT", core([telling]), default_lexicon())
    assert {one.number.low for one in found} == {17}


def test_casualties_more_than_is_the_exact_count_close_by() -> None:
    title = "انفجار في سوق الرمانة"  # Explosion at the market of Rummana
    texts = {
        "a": "قتل أكثر من 200 شخص في انفجار شاحنة مفخخة بسوق الرمانة.",  # more than 200 were killed
        "b": "قتل 207 أشخاص في انفجار شاحنة مفخخة بسوق الرمانة.",  # 207 were killed
    }
    readings = {key: read(text, title, key) for key, text in texts.items()}
    told = [t for key, reading in readings.items() for t in prepare(key, reading)]
    (incident,) = partition(told)
    assert {p.answer for p in of(incident, readings) if p.question == "deaths"} == {"207"}
