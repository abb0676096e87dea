# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Sources of one incident that may be one in other words."""

import itertools

import pytest

from tawatur.joining.voices import Voice, alike, may_be_one
from tawatur.lexicon import default_lexicon
from tawatur.model.records import EntityKind
from tawatur.text.normalize import fold

ORGANISATION: EntityKind = "organisation"


def voice(
    name: str, kind: EntityKind = ORGANISATION, *, wording: str = "", country: str = "", sector: str = ""
) -> Voice:
    return Voice(fold(name), fold(wording), kind, country, sector)


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        # the interior ministry by its full and its short name; of two countries; of two ministries
        (voice("وزارة الداخلية الكينية", country="KEN"), voice("الداخلية"), True),
        (voice("وزارة الداخلية الكينية", country="KEN"), voice("وزارة الداخلية المالية", country="MLI"), False),
        (voice("وزارة الداخلية الكينية", country="KEN"), voice("وزارة الزراعة الكينية", country="KEN"), False),
        # the police of a country and of its town; the army and the ministry of defence
        (voice("الشرطة الكينية", country="KEN"), voice("شرطة مدينة كيسومو", country="KEN"), True),
        (voice("الجيش الكيني", country="KEN"), voice("وزارة الدفاع الكينية", country="KEN"), True),
        (voice("حركة النور"), voice("حركة الفجر"), False),
    ],
    ids=["short", "countries", "ministries", "police", "defence", "movements"],
)
def test_voices_of_bodies(a: Voice, b: Voice, one: bool) -> None:
    assert may_be_one(a, b, default_lexicon()) is one
    assert may_be_one(b, a, default_lexicon()) is one


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("العميد الحمداني", "سليم الحمداني", True),  # Brigadier al-Hamdani; Salim al-Hamdani
        ("سليم محمد", "محمد", False),  # a given name alone tells nothing
        ("سليم الحمداني", "كريم الحمداني", False),  # two of one family
        ("سليم بن راشد الحمداني", "سليم الحمداني", True),
    ],
)
def test_voices_of_persons(a: str, b: str, one: bool) -> None:
    assert may_be_one(voice(a, "person"), voice(b, "person"), default_lexicon()) is one


def test_voices_know_an_office_in_longer_wording() -> None:
    office = voice("مدير", "role", wording="مدير مستشفى الرمانة العام")  # the director of Rummana's general hospital
    person = voice("سليم الحمداني", "person", wording="مدير مستشفى الرمانة العام سليم الحمداني")
    assert may_be_one(office, person, default_lexicon())
    assert not may_be_one(voice("مدير", "role", wording="مدير"), person, default_lexicon())


def test_voices_of_a_state_and_one_of_its_organs() -> None:
    state = voice("كينيا", "state", country="KEN", sector="GOV")
    organs = [voice(name, country="KEN", sector="GOV") for name in ("هيئة الموانئ", "مجلس القضاء")]
    assert all(may_be_one(state, organ, default_lexicon()) for organ in organs)
    assert not may_be_one(*organs, default_lexicon())  # the ports' authority and the council of the judiciary
    assert not may_be_one(state, voice("مالي", "state", sector="GOV"), default_lexicon())


def test_voices_pair_the_same_in_any_order() -> None:
    voices = [voice("الشرطة الكينية", country="KEN"), voice("الشرطة"), voice("حركة النور")]
    found = [alike(order, default_lexicon()) for order in itertools.permutations(voices)]
    assert all(pairs == found[0] for pairs in found)
    assert found[0][voices[0]] == found[0][voices[1]] != frozenset()
    assert found[0][voices[2]] == frozenset()
