# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Standing relations between parties."""

import pytest

import tawatur
from tawatur.model import Reading


def found(reading: Reading) -> set[tuple[str, str, str]]:
    names = {e.id: e.name for e in reading.entities}
    return {(r.type, names[r.from_], names[r.to]) for r in reading.relations}


CASES = [
    pytest.param(
        # Salma al-Jibali, secretary-general of the Renewal Movement, said …
        "قالت سلمى الجبالي، الأمينة العامة لحركة التجديد، إن الحركة ستشارك في الانتخابات.",
        ("leads", "سلمى الجبالي", "حركة التجديد"),
        id="leads-apposition",
    ),
    pytest.param(
        # The head of the Renewal Movement Salma al-Jibali met the ambassador
        "التقت رئيسة حركة التجديد سلمى الجبالي السفير الألماني اليوم.",
        ("leads", "سلمى الجبالي", "حركة التجديد"),
        id="leads-title-name",
    ),
    pytest.param(
        # The spokesman of the Ministry of Defence, Maher al-Safi, said …
        "قال المتحدث باسم وزارة الدفاع ماهر الصافي إن الجيش صد الهجوم.",
        ("member_of", "ماهر الصافي", "وزارة الدفاع"),
        id="member-spokesman",
    ),
    pytest.param(
        # The Iranian president Hassan Rouhani visited Turkey … Iran …
        "اتهم الرئيس الإيراني حسن روحاني الولايات المتحدة بخرق الاتفاق. وقال روحاني إن إيران سترد.",
        ("leads", "حسن روحاني", "إيران"),
        id="leads-demonym",
    ),
]


@pytest.mark.parametrize(("text", "relation"), CASES)
def test_relations_are_found_with_their_direction(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in found(tawatur.read(text, published="2024-03-05"))


def test_relations_say_where_and_by_which_row() -> None:
    reading = tawatur.read(CASES[2].values[0], published="2024-03-05")  # type: ignore[arg-type]
    (relation,) = [r for r in reading.relations if r.type == "member_of"]
    assert reading.report.text[relation.start : relation.end] == relation.text
    assert relation.rule in ("nested", "entities/offices:متحدث باسم")
    assert 0.5 <= relation.confidence <= 1


def test_relations_one_per_pair_and_type() -> None:
    text = CASES[0].values[0] + " وأضافت الأمينة العامة لحركة التجديد أن الحركة جاهزة."  # type: ignore[operator]
    reading = tawatur.read(text, published="2024-03-05")
    triples = [(r.type, r.from_, r.to) for r in reading.relations]
    assert len(triples) == len(set(triples))


def test_relations_none_between_parties_that_only_meet() -> None:
    reading = tawatur.read("التقى كريم الناصري سلمى الجبالي في المطار.", published="2024-03-05")
    assert found(reading) == set()
