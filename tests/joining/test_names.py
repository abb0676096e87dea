# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of persons and their spellings, with invented persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.joining import names
from tawatur.joining.spelling import distance, skeleton

SAME = [
    ("hamza and ta marbuta", "أسامة الخضيري", "اسامه الخضيري"),
    ("servant of God in two words", "عبد الله القنيطري", "عبدالله القنيطري"),
    ("son of", "نضال بن رامز القنيطري", "نضال رامز القنيطري"),
    ("title", "الدكتور نضال القنيطري", "نضال القنيطري"),
    ("several titles", "صاحب السمو الملكي الأمير نضال القنيطري", "نضال القنيطري"),
    ("father left out", "نضال بن رامز القنيطري", "نضال القنيطري"),
    ("house of", "رامز آل قنيطر", "رامز القنيطر"),
    ("faith in one word", "صلاح الدين الخضيري", "صلاح الدين بن رامز الخضيري"),
    ("kunya in one word", "أبو نضال القنيطري", "أبونضال القنيطري"),
    ("presentation forms", "ﻋﺒﺪ ﺍﻟﻠﻪ القنيطري", "عبدالله القنيطري"),
    ("ruling family", "رامز بن نضال", "رامز بن نضال بن غسان آل قنيطر"),
    ("foreign, long vowel", "أندرو غرانفيلد", "اندرو غرانفلد"),
    ("foreign, g", "مارغريت غودوين", "مارجريت جودوين"),
    ("Latin case", "Andrew Granfield", "andrew granfield"),
]
OTHER = [
    ("brothers", "حسن القنيطري", "حسين القنيطري"),
    ("two fathers", "نضال بن رامز القنيطري", "نضال بن غسان القنيطري"),
    ("father and son", "رامز القنيطري", "نضال رامز القنيطري"),
    ("two families", "نضال القنيطري", "نضال الخضيري"),
    ("common names go on", "محمد علي", "محمد علي القنيطري"),
    ("sound plural of a name", "محمد سالم الخضيري", "محمد سليم الخضيري"),
    ("one name alone", "القنيطري", "نضال القنيطري"),
]


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_names_takes_two_spellings_for_one(a: str, b: str) -> None:
    assert names.same(a, b), names.like(a, b)
    assert names.like(a, b).reasons


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in OTHER], ids=[row[0] for row in OTHER])
def test_names_keeps_two_persons_apart(a: str, b: str) -> None:
    assert not names.same(a, b), names.like(a, b)


def test_names_parts_join_what_belongs_together() -> None:
    assert [part.text for part in names.parts("الشيخ عبد العزيز بن أبي بكر آل قنيطر")] == [
        "عبدالعزيز",
        "ابوبكر",
        "القنيطر",
    ]


@pytest.mark.parametrize(
    ("near", "word", "far"),
    [("ترامب", "ترمب", "ترتب"), ("غراهام", "جراهام", "مراهام"), ("بوتين", "بوتن", "بوتر"), ("العارف", "عارف", "صارف")],
)
def test_spelling_vowels_and_like_sounds_cost_less_than_other_letters(near: str, word: str, far: str) -> None:
    assert distance(near, word).bits < distance(word, far).bits


def test_spelling_names_the_letters_that_differ() -> None:
    assert set(distance("غراهام", "جراهم").edits) in ({("غ", "ج"), ("ا", "")}, {("ج", "غ"), ("ا", "")})


@pytest.mark.parametrize(
    ("a", "b"), [("ترامب", "ترمب"), ("غراهام", "جراهم"), ("القنيطرة", "القنيطره"), ("العارف", "عارف")]
)
def test_spelling_skeletons_of_variants_agree(a: str, b: str) -> None:
    assert skeleton(a) == skeleton(b)


@given(st.text(max_size=60), st.text(max_size=60))
def test_names_takes_any_text_in_either_order(a: str, b: str) -> None:
    assert names.like(a, b).score == names.like(b, a).score
    assert distance(a, b).bits == pytest.approx(distance(b, a).bits)
    assert distance(a, a).bits == 0
