# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Sources: a body, its office and its paper are one; who condemns is the source of the condemnation."""

from dataclasses import replace

import pytest

from tawatur.joining.sources import Sources, context, holds, spoken_for
from tawatur.lexicon import default_lexicon
from tawatur.model import Report
from tawatur.model.records import Claim, Entity, EntityKind, Event, Source, TextSpan
from tawatur.reading.reader import default_reader


def sources(*entities: Entity) -> Sources:
    made = replace(default_reader().read(Report("r", "", outlet="o")), entities=entities)
    return Sources("r", made, context({"r": made}))


def said(entity: str) -> Claim:
    return Claim("c1", TextSpan(0, 2, "نص"), Source(entity=entity), None)


@pytest.mark.parametrize(
    ("wording", "body"),
    [
        ("وزير الدفاع الصومالي", "وزاره الدفاع"),  # the Somali minister of defence; the ministry of defence
        ("المتحدث باسم حركة النور", "حركه النور"),  # the spokesman of the Nur movement; the movement
        ("سفير ماليزيا في الدوحة", "سفاره ماليزيا"),  # Malaysia's ambassador in Doha; its embassy
        ("الناطق الرسمي بوزارة النقل", "وزاره النقل"),  # the official spokesman at the ministry of transport
        ("بيان للجيش", "الجيش"),  # a statement of the army
    ],
)
def test_sources_hold_the_name_of_their_body(wording: str, body: str) -> None:
    assert holds(spoken_for(wording, default_lexicon()), body)
    assert not holds(spoken_for("سليم الحمداني", default_lexicon()), body)


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("قيادة القوات المشتركة", "قيادة قوات الشمال", True),  # the joint forces' command; the northern forces' command
        ("وزارة الدفاع", "وزارة الداخلية", False),  # the ministries of defence and of the interior
    ],
)
def test_sources_may_be_one_body_in_other_words(first: str, second: str, one: bool) -> None:
    made = sources(Entity("n1", first, "organisation"), Entity("n2", second, "organisation"))
    assert bool(made.like(said("n1"))) is one


def test_sources_of_two_countries_are_two() -> None:
    a = Entity("n1", "وزارة الخارجية المغربية", "organisation", country="MAR")  # Morocco's foreign ministry
    b = Entity("n2", "وزارة الخارجية التونسية", "organisation", country="TUN")  # Tunisia's
    assert not sources(a, b).like(said("n1"))


def test_sources_of_words_are_their_actors() -> None:
    council = Entity("n1", "مجلس الشيوخ الكيني", "organisation", country="KEN")  # Kenya's senate condemned
    event = Event("e1", "ACCUSE", 0, 4, "أدان", actors=("n1",))
    made = sources(council)
    assert [claim.source.entity for claim in made.speaking(event)] == ["n1"]
    someone = sources(Entity("n1", "مسؤول", "role"))  # an official
    assert someone.speaking(event) == []


@pytest.mark.parametrize(
    ("wording", "kind", "known"),
    [
        ("سماحة مفتي الجبل الأخضر", "role", True),  # his eminence the mufti of the Green Mountain
        ("محافظ الرمانة", "role", True),  # the governor of Rummana
        ("خطيب جامع الرمانة", "person", True),  # the preacher of its mosque, whose name is one word
        ("مراجع عليا", "organisation", False),  # high authorities
        ("أحد الجيران", "role", False),  # one of the neighbours
        ("الكتائب المحلية", "group", True),  # the local brigades
        ("كتائب محلية", "group", False),  # some local brigades
        ("الحراس المحليون", "group", False),  # the local guards
        ("القنوات المحلية", "group", False),  # the local channels
    ],
)
def test_sources_are_known_by_their_office(wording: str, kind: EntityKind, known: bool) -> None:
    name = "سليم" if kind == "person" else wording
    made = sources(Entity("n1", name, kind))
    claim = replace(said("n1"), source=Source(text=wording, entity="n1"))
    assert made.is_open(claim) is known


@pytest.mark.parametrize(
    ("name", "relay"),
    [
        ("وكالة رويترز", "رويترز"),
        ("وكالة أنباء الأناضول الحكومية التركية", "الأناضول"),  # with what it is, behind its name
        ("صحيفة بريد الرمانة", "صحيفه بريد الرمانه"),  # a newspaper that no table holds
        ("وزارة الزراعة", None),
    ],
)
def test_sources_that_carry_what_others_say(name: str, relay: str | None) -> None:
    assert sources(Entity("n1", name, "organisation")).relay(said("n1")) == relay
