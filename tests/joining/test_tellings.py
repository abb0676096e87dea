# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tellings: where a report turns to another matter, what each part is about, what the headline counts."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.joining.headlines import tolls
from tawatur.joining.likeness import likeness, measures, profile, reasons, weights
from tawatur.joining.tellings import prepare
from tawatur.model import Reading, Report
from tawatur.model.joined import Telling
from tawatur.model.records import Entity, Event
from tawatur.reading.reader import default_reader
from tawatur.text.normalize import fold

QUAKE = "ضرب زلزال قوي مدينة أغادير فجر أمس، وانهارت منازل قديمة في حي تالبرجت."
# A strong quake hit Agadir at dawn yesterday; old houses fell in the quarter of Talborjt.
PORT = "من جهة أخرى، أضرب عمال ميناء صفاقس عن العمل. وقالت النقابة إن الإضراب مفتوح."
# On another matter, the workers of the port of Sfax struck. The union said that the strike is open-ended.


def tell(text: str, title: str = "", key: str = "r") -> tuple[Telling, ...]:
    return prepare(key, read(text, title))


def read(text: str, title: str = "") -> Reading:
    return default_reader().read(Report("r", text, outlet="o", title=title, published="2024-03-05"))


def test_tellings_turn_with_an_opener() -> None:
    text = f"{QUAKE}\n{PORT}"
    first, second = tell(text, "زلزال في أغادير")
    assert text[first.start : first.end] == QUAKE
    assert text[second.start : second.end] == PORT
    assert (first.headline, second.headline) == ("زلزال في أغادير", None)


def test_tellings_without_an_opener_are_one() -> None:
    assert len(tell(f"{QUAKE} وقال شهود إن السكان باتوا في العراء.")) == 1


def test_tellings_of_a_passing_sentence_only_recall() -> None:
    text = (
        f"{QUAKE} وهرع السكان إلى الشوارع. من جهة أخرى، تأجلت المباراة."  # … On another matter, the match was put off.
    )
    assert [t.substance for t in tell(text, "زلزال في أغادير")] == [True, False]


RAID = "وقتل مسلحون أربعة جنود في هجوم على حاجز للجيش قرب بلدة الكفرة. وقال قائد الحاجز إن المهاجمين فروا في شاحنتين."
# And gunmen killed four soldiers in an attack on an army post near Kufra. Its commander said they fled in two lorries.
HEADLINE_RAID = "هجوم على حاجز للجيش قرب الكفرة يقتل أربعة جنود"
# Attack on an army post near Kufra kills four soldiers


def test_tellings_have_asides_on_what_a_lead_does_not_tell() -> None:
    text = f"{QUAKE} {RAID}"
    whole, aside = tell(text, "زلزال في أغادير")
    assert (whole.aside, aside.aside, aside.substance) == (False, True, False)
    assert text[aside.start : aside.end] == RAID
    assert (whole.start, whole.end) == (0, len(text))  # the telling keeps all of it


def test_tellings_have_no_aside_on_what_the_lead_tells() -> None:
    assert len(tell(f"{QUAKE} {RAID}", HEADLINE_RAID)) == 1


def test_tellings_leave_dates_out() -> None:
    dated = tell("الرباط 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م - ضرب زلزال قوي مدينة أغادير وقتل 14 شخصا.")
    assert {1436, 2015}.isdisjoint(dated[0].numbers)
    assert 14 in dated[0].numbers


def test_tellings_stand_in_two_windows_of_days() -> None:
    blocks = tell(QUAKE)[0].blocks
    assert len({block.rpartition("@")[2] for block in blocks}) == 2


@pytest.mark.parametrize(
    ("title", "kind", "number"),
    [
        pytest.param("مقتل 12 شخصا في هجوم على فندق", "deaths", 12, id="12-killed-in-attack-on-hotel"),
        pytest.param("20 قتيلا في هجوم على أكاديمية الشرطة", "deaths", 20, id="20-dead-in-attack"),
        pytest.param("ارتفاع القتلى إلى ثمانية في انهيار مبنى", "deaths", 8, id="dead-rise-to-eight"),
        pytest.param("إصابة 4 جنود بانفجار لغم", "injured", 4, id="4-soldiers-hurt"),
    ],
)
def test_headlines_count_dead_and_injured(title: str, kind: str, number: int) -> None:
    assert [(t.kind, t.number) for t in tolls(title)] == [(kind, number)]


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("عشرات القتلى في انفجار", id="dozens-is-no-number"),
        pytest.param("افتتاح 12 مدرسة في المحافظة", id="12-schools"),
        pytest.param("", id="empty"),
    ],
)
def test_headlines_without_a_toll(title: str) -> None:
    assert not tolls(title)


def alike(a: Telling, b: Telling) -> float:
    return likeness(measures(profile(a), profile(b)), weights())


def test_likeness_is_symmetric_and_says_why() -> None:
    a = tell(QUAKE, "زلزال قوي في أغادير", "a")[0]
    b = tell("انهارت منازل في أغادير بعد زلزال قوي ضرب المدينة فجر أمس.", "زلزال أغادير", "b")[0]
    other = tell(PORT, "إضراب في ميناء صفاقس", "c")[0]
    assert alike(a, b) == alike(b, a) > 0.5 > alike(a, other)
    assert any(reason.startswith("same place") for reason in reasons(measures(profile(a), profile(b)), weights()))


def test_likeness_keeps_a_reaction_from_the_deed() -> None:
    deed = tell("فجر انتحاري نفسه في سوق مدينة الرمادي فقتل 15 مدنيا.", "تفجير انتحاري في سوق الرمادي", "a")[0]
    said = tell("أدان البرلمان العربي التفجير الانتحاري في سوق الرمادي.", "البرلمان العربي يدين تفجير الرمادي", "b")[0]
    assert profile(said).reacts
    assert not profile(deed).reacts
    assert measures(profile(deed), profile(said))["reaction"] == 1.0


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_tellings_read_any_text(text: str) -> None:
    for telling in tell(text, text):
        assert 0 <= telling.start <= telling.end <= len(text)


def test_tellings_of_words_name_who_speaks() -> None:
    text = "أدان مجلس الشيوخ الكيني تفجير السوق في غاريسا."  # Kenya's senate condemned the market bombing in Garissa.
    made = replace(
        default_reader().read(Report("r", text)),
        entities=(Entity("n1", "مجلس الشيوخ الكيني", "organisation"),),
        events=(Event("e1", "ACCUSE", 0, 4, "أدان", actors=("n1",)),),
        claims=(),
    )
    assert prepare("r", made)[0].sources == (fold("مجلس الشيوخ الكيني"),)
