# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Where sentences end and where they do not. Cases mark each end by ¦."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.text.sentences import MAX_SENTENCE, split

ANY = st.text() | st.text('اب د.!؟…\n \u00a0«»"()1ب\u200f\u064e', max_size=30)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("غادر الوفد.¦ وصل آخر!¦ هل عاد؟¦ نعم", id="marks"),
        pytest.param("غادر الوفد¦\nوصل آخر", id="line_end"),
        pytest.param("هل عاد؟!¦ لا أحد يعلم..¦ ومضى", id="runs"),
        pytest.param("توقف…¦ ثم مضى", id="ellipsis"),
        pytest.param("ثم ..عاد إلى بيته", id="dots_within"),
        pytest.param("قال «انتهى الأمر.»¦ ثم خرج", id="closing_quote"),
        pytest.param('قال "انتهى الأمر".¦ وأضاف "نعم."¦ ثم خرج', id="straight_quotes"),
        pytest.param("(غادر الوفد.)¦ ثم عاد", id="closing_bracket"),
        pytest.param("انتهى الأمر . »¦ ثم خرج", id="closing_quote_apart"),
        pytest.param("وصف ما جرى (!) بأنه مقلق", id="remark_in_brackets"),
        pytest.param("ارتفع السعر إلى 3.5 دولار", id="decimal"),
        pytest.param("بلغ السعر 50 دولارًا.¦ وأضاف", id="vowelled_word"),  # the tanwin is no abbreviation
        pytest.param("التقى د. سامر بالوفد", id="title"),  # Dr
        pytest.param("نقلت أ. ف. ب. عن مصدر", id="agency_initials"),
        pytest.param("نقلت أ.ف.ب عن مصدر", id="agency_initials_tight"),
        pytest.param("نقلت بي.بي.سي عن مصدر", id="letters_spelled_out"),
        pytest.param("ذكر موقع النخبة.نت أمس", id="site_name"),
        pytest.param("على بعد 5 كلم. من الحدود", id="unit_within"),
        pytest.param("على بعد 5 كلم.¦ وقال شاهد", id="unit_at_the_end"),
        pytest.param("سنة 1437 هـ.¦ وكانت", id="era"),
        pytest.param("J. Smith spoke.¦ U.S. troops left", id="latin_initials"),
        pytest.param("1. الأول¦\n2. الثاني", id="list_numbers"),
        pytest.param("عام 2016.¦ وقال", id="year"),
        pytest.param("انتهى الاجتماع.¦وقال الوزير", id="glued"),
        pytest.param("انتهى الاجتماع.¦ . ¦\n***¦\nوقال", id="marks_without_words"),
    ],
)
def test_sentences_end(marked: str) -> None:
    text = marked.replace("¦", "")
    expected = [part.strip() for part in marked.split("¦")]
    found = [text[start:end] for start, end in split(text)]
    joined = [part for part in expected if part != "."]
    assert [part.removesuffix(" .") for part in found] == joined


def test_sentences_stray_mark_stays_with_the_sentence_before() -> None:
    assert split("انتهى. . .") == [(0, 10)]


@pytest.mark.parametrize("text", ["", " \n\t\u00a0", "\n\n"])
def test_sentences_blank_text_has_none(text: str) -> None:
    assert split(text) == []


def test_sentences_too_long_are_cut_at_white_space() -> None:
    text = "كلمة " * MAX_SENTENCE
    spans = split(text)
    assert all(end - start <= MAX_SENTENCE for start, end in spans)
    assert {text[start:end].split()[-1] for start, end in spans} == {"كلمة"}


def test_sentences_too_long_a_word_is_cut_at_the_limit() -> None:
    assert split("ك" * (MAX_SENTENCE + 1)) == [(0, MAX_SENTENCE), (MAX_SENTENCE, MAX_SENTENCE + 1)]


@given(ANY)
def test_sentences_cover_every_visible_character_once(text: str) -> None:
    spans = split(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() and "\n" not in text[a:b] for a, b in spans)


@pytest.mark.parametrize("unit", [". ", "؟ ", "كلمة ", "ك", "\n", "د. ", ".»", ' ."', "(. ", "\u064e", "1. "])
def test_sentences_cost_grows_with_length_only(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    start = time.perf_counter()
    split(text)
    assert time.perf_counter() - start < 10  # well under 1 s; quadratic cost would take hours
