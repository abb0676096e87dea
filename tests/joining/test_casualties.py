# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tolls: those of events, of headlines, beside casualty words, and the one whose death is told."""

import pytest

from tawatur.joining.casualties import executed, names_one_dead, stated
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
        ("قتيلان في حريق بسوق الرمانة", 2),  # two killed in a fire
        ("مقتل ضابط ومجند وإصابة 7 في الرمانة", 2),  # an officer and a recruit killed, seven hurt
        ("مقتل مسلح واعتقال 12 في الوادي", 1),  # a gunman killed and twelve arrested
        ("مقتل 14 مسلحا من الفجر و6 من حراس القرية", 20),  # 14 gunmen of the Fajr and six village guards killed
        ("ارتفاع حصيلة ضحايا انهيار مبنى قديم في حي الرمانة إلى 17", 17),  # the toll of a collapse rises to 17
        ("8 قتلى و15 جريحا في انهيار جسر", 8),  # eight dead and fifteen hurt as a bridge fell
        ("تحقيق في مقتل سالم (17 عاما) بالوادي", None),  # an inquiry into the death of Salem, aged 17
    ],
)
def test_casualties_are_read_in_headlines(title: str, number: int | None) -> None:
    assert [t.number for t in tolls(title) if t.kind == "deaths"] == ([] if number is None else [number])


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("القتل قصاصا في قاتل جاره بالرمانة", 1),  # who killed his neighbour put to death
        ("تنفيذ حكم الإعدام شنقا بثلاثة مدانين في الرمانة", 3),  # three convicts hanged
        ("تنفيذ حكم القتل في شخصين بالرمانة", 2),  # two persons put to death
        ("حكم بالإعدام على مهرب في الرمانة", None),  # a smuggler sentenced to death
    ],
)
def test_casualties_count_who_were_put_to_death(title: str, number: int | None) -> None:
    reading = read("أعلنت الوزارة ذلك في بيان.", title)  # The ministry announced that in a statement.
    assert executed(prepare("r", reading)[0], reading, default_lexicon()) == number


def test_casualties_of_one_source_are_its_largest_count() -> None:
    text = "قتل خمسة حراس في انفجار بسوق الرمانة، وقتل 9 من زوار سوق الرمانة في انفجار ثان."
    # Five guards were killed in a blast at Rummana's market, and nine visitors of the market in a second blast.
    reading = read(text)
    telling = prepare("r", reading)[0]
    found = stated(reading, telling, "deaths", "ASSAULT", core([telling]), default_lexicon())
    assert [one.number.low for one in found] == [max(e.deaths.low or 0 for e in reading.events if e.deaths)]


def test_casualties_less_than_the_headline_counts_are_a_part() -> None:
    text = "قتل خمسة حراس في انفجار بسوق الرمانة أمس."  # Five guards were killed in a blast at Rummana's market.
    for title, counts in [("مقتل 14 في سوق الرمانة", []), ("انفجار في سوق الرمانة", [5]), ("مقتل 4 في السوق", [5])]:
        reading = read(text, title)
        telling = prepare("r", reading)[0]
        found = stated(reading, telling, "deaths", "ASSAULT", core([telling]), default_lexicon())
        assert [one.number.low for one in found] == counts


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


def test_casualties_more_than_the_headline_counts_are_of_another_attack() -> None:
    text = "قتل مسلح 14 متسوقا في سوق الرمانة قبل عامين، وقتل مسلح شخصين في سوق الرمانة أمس."
    # A gunman killed 14 shoppers in Rummana's market two years ago, and two people there yesterday.
    reading = read(text, "مقتل شخصين في سوق الرمانة")
    telling = prepare("r", reading)[0]
    found = stated(reading, telling, "deaths", "ASSAULT", core([telling]), default_lexicon())
    assert {one.number.low for one in found} <= {2}
