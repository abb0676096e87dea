# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Spellings brought to one, offsets kept."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.text.normalize import dediac, fold, normalize

# Letters, marks, controls, ligatures and gaps that meet in bad copy, so that every rule meets every other.
TRICKY = "ابتىيیېوةهکگ٣۴3" + "\u0640\u064b\u064e\u0651\u0653\u0654\u0655\u0670" + "ﷲﷺﻻﻲﳲﹰ" + "\u200f\u200c\u200b\ufeff"
ANY = st.text() | st.text(TRICKY + " \n\t\u00a0\u2028\u0000\ud800", max_size=12)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("أحمد إبراهيم آدم ٱلله", "احمد ابراهيم ادم الله", id="alef"),
        pytest.param("مصطفى", "مصطفي", id="alef_maqsura"),
        pytest.param("هيئة", "هيئه", id="ta_marbuta"),
        pytest.param("مســــلح", "مسلح", id="tatweel"),
        pytest.param("مُسَلَّحٌ", "مسلح", id="vowels"),
        pytest.param("هٰذا", "هذا", id="superscript_alef"),
        pytest.param("قۖالۚ", "قال", id="quranic_marks"),
        pytest.param("١٢٣ ۴۵۶", "123 456", id="digits"),
        pytest.param("ﺍﻟﻌﺮﺍﻕ", "العراق", id="presentation_forms"),
        pytest.param("ﻻﻷ", "لالا", id="lam_alef"),
        pytest.param("ﷲ", "الله", id="ligature_of_a_word"),
        pytest.param("ﹰﱠ", "", id="presentation_marks"),
        pytest.param("کلیه", "كليه", id="persian_letters"),
        pytest.param("ہے", "هي", id="urdu_letters"),
        pytest.param("قا\u200fل\u202c\ufeff", "قال", id="invisible"),
        pytest.param("مسو\u0654ول", "مسؤول", id="hamza_as_a_sign"),
        pytest.param("شؤون مائي", "شؤون مائي", id="hamza_on_its_seat_stays"),
        pytest.param("CNN é", "CNN é", id="latin_stays"),
    ],
)
def test_normalize_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        pytest.param("أُدِينَ", "أدين", id="hamza_stays"),
        pytest.param("هيئةٌ كبرى", "هيئة كبرى", id="endings_stay"),
        pytest.param("ﻷﻥ", "لأن", id="lam_alef_keeps_its_hamza"),
        pytest.param("ا\u0653ب", "آب", id="madda_as_a_sign"),
        pytest.param("٣", "٣", id="digits_stay"),
    ],
)
def test_normalize_dediac_keeps_the_spelling(written: str, plain: str) -> None:
    assert dediac(written) == plain


def test_normalize_every_arabic_and_common_code_point_is_settled_in_one_step() -> None:
    unsettled = [c for c in map(chr, range(0x11000)) if fold(fold(c)) != fold(c) or dediac(dediac(c)) != dediac(c)]
    assert unsettled == []


def test_normalize_no_arabic_mark_or_form_is_left() -> None:
    letters = [chr(c) for c in (*range(0x0600, 0x0700), *range(0xFB50, 0xFDD0), *range(0xFE70, 0xFEFD))]
    folded = "".join(fold(c) for c in letters)
    assert not [c for c in folded if unicodedata.category(c) == "Mn"]
    assert not [c for c in folded if "ﹰ" <= c <= "ﻼ" and unicodedata.category(c) != "Cn"]


def test_normalize_joins_white_space() -> None:
    assert normalize("قال \u00a0\u200f\t شيئا \n\u200b\n ومضى").text == "قال شيئا\nومضي"


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        pytest.param("قالَ مُحَمَّدٌ نعم", "محمد", "مُحَمَّدٌ", id="with_its_marks"),
        pytest.param("من\u200f  ﺑﻐﺪﺍﺩ\u200f.", "بغداد", "ﺑﻐﺪﺍﺩ", id="without_the_controls_around"),
        pytest.param("بسم ﷲ", "له", "ﷲ", id="part_of_a_ligature"),
    ],
)
def test_normalize_leads_back_to_the_original(text: str, word: str, original: str) -> None:
    made = normalize(text)
    at = made.text.rindex(word)
    start, end = made.to_original(at, at + len(word))
    assert text[start:end] == original
    first, last = made.to_normalized(start, end)
    assert made.text[first:last].endswith(word)


def test_normalize_dropped_span_is_empty() -> None:
    made = normalize("قال\u200fنعم")
    first, last = made.to_normalized(3, 4)
    assert first == last == 3


@given(ANY)
def test_normalize_twice_changes_nothing(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once
    assert fold(fold(text)) == fold(text)
    assert dediac(dediac(text)) == dediac(text)


@given(ANY)
def test_normalize_degrees_agree(text: str) -> None:
    assert fold(dediac(text)) == fold(text)
    assert normalize(text).text == re.sub("[ \n]+", lambda m: "\n" if "\n" in m[0] else " ", fold(text))


@given(ANY)
def test_normalize_offsets_are_monotone_and_cover(text: str) -> None:
    made = normalize(text)
    assert len(made.starts) == len(made.text) + 1
    assert len(made.ends) == len(made.text)
    assert list(made.starts) == sorted(made.starts)
    assert list(made.ends) == sorted(made.ends)
    assert all(start < end for start, end in zip(made.starts, made.ends, strict=False))
    assert made.starts[-1] == len(text)


@given(ANY, st.data())
def test_normalize_offsets_round_trip(text: str, data: st.DataObject) -> None:
    made = normalize(text)
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    original = made.to_original(start, end)
    first, last = made.to_normalized(*original)
    assert first <= start <= end <= last or start == end
    assert made.to_original(first, last) == original or start == end
    piece = normalize(text[slice(*original)]).text
    assert piece == made.text[first:last] or start == end
