# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers in digits and words, hedges, ranges, ordinals."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.text.document import Document, analyse
from tawatur.text.numbers import Number, find_numbers
from tawatur.text.numerals import parse_digits

LEXICON = default_lexicon()
WORDS = [form for (form,) in LEXICON.table("numbers/words").columns("form")]
PHRASES = [phrase for (phrase,) in LEXICON.table("numbers/hedges").columns("phrase")]
ANY = st.text() | st.lists(st.sampled_from([*WORDS, *PHRASES, "و", "5", "1,200", "200", "،", "رجل", "."])).map(" ".join)


def read(text: str) -> tuple[Document, list[Number]]:
    document = analyse(text, LEXICON)
    return document, find_numbers(document.tokens, LEXICON)


def bounds(text: str) -> list[tuple[int | float | None, int | float | None]]:
    return [(number.low, number.high) for number in read(text)[1]]


@pytest.mark.parametrize(
    ("digits", "worth"),
    [
        pytest.param("17", 17, id="plain"),
        pytest.param("١٧", 17, id="arabic_indic"),
        pytest.param("1,200", 1200, id="comma_thousands"),
        pytest.param("1.200", 1200, id="point_thousands"),
        pytest.param("1٬200", 1200, id="arabic_thousands"),
        pytest.param("12.345.678", 12345678, id="millions"),
        pytest.param("1,200.5", 1200.5, id="thousands_and_decimals"),
        pytest.param("3.5", 3.5, id="point_decimal"),
        pytest.param("3,5", 3.5, id="comma_decimal"),
        pytest.param("3٫25", 3.25, id="arabic_decimal"),
        pytest.param("0.125", 0.125, id="no_thousands_after_nought"),
        pytest.param("11.02.2017", None, id="date"),
        pytest.param("7" * 5000, None, id="endless"),
    ],
)
def test_numbers_digits(digits: str, worth: float | None) -> None:
    assert parse_digits(digits) == worth


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        pytest.param("ثلاثة وعشرون رجلا", 23, id="unit_and_ten"),
        pytest.param("إحدى وعشرين امرأة", 21, id="feminine_one"),
        pytest.param("أحد عشر جنديا", 11, id="eleven"),
        pytest.param("اثنتي عشرة دولة", 12, id="twelve"),
        pytest.param("مئة وخمسة", 105, id="hundred"),
        pytest.param("مائة وثلاثة عشر", 113, id="hundred_old_spelling"),
        pytest.param("ثلاثمئة", 300, id="hundreds_in_one"),
        pytest.param("ثلاث مئة", 300, id="hundreds_in_two"),
        pytest.param("ثمانمائة وخمسين", 850, id="hundreds_and_ten"),
        pytest.param("مئتي رجل", 200, id="two_hundred_construct"),
        pytest.param("ألفان", 2000, id="two_thousand"),
        pytest.param("ألفا شخص", 2000, id="two_thousand_construct"),
        pytest.param("12 ألفا", 12000, id="thousand_after_digits"),
        pytest.param("اثني عشر ألفا", 12000, id="thousand_after_words"),
        pytest.param("12 ألفا و500 رجل", 12500, id="digits_after_thousand"),
        pytest.param("مليونان وثلاثمئة وخمسة وعشرون ألفا ومئتان وستة", 2325206, id="long"),
        pytest.param("مئة ألف", 100_000, id="hundred_thousand"),
        pytest.param("ثلاثة آلاف مليون", 3 * 10**9, id="thousand_million"),
        pytest.param("مليون ونصف", 1_500_000, id="and_a_half"),
        pytest.param("مليون ونصف المليون", 1_500_000, id="and_a_half_of_it"),
        pytest.param("نصف مليون دولار", 500_000, id="half_a_million"),
        pytest.param("43.824 مليون", 43_824_000, id="decimal_before_scale"),
        pytest.param("2،5 كلم", 2.5, id="arabic_comma_decimal"),
        pytest.param("12 000 رجل", 12000, id="spaced_thousands"),
        pytest.param("وخمسين رجلا", 50, id="joined_to_the_text"),
        pytest.param("للثلاثة", 3, id="with_article"),
    ],
)
def test_numbers_exact(text: str, worth: float) -> None:
    assert bounds(text) == [(worth, worth)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("نحو عشرين", (20, 20), id="about"),
        pytest.param("قرابة 50 عاملا", (50, 50), id="near"),
        pytest.param("أكثر من مئة", (100, None), id="more_than"),
        pytest.param("بأكثر من ألفي رجل", (2000, None), id="more_than_with_clitic"),
        pytest.param("ما لا يقل عن 5 رجال", (5, None), id="no_fewer_than"),
        pytest.param("خمسة رجال على الأقل", (5, None), id="at_least_after"),
        pytest.param("على الأقل سبعة", (7, None), id="at_least_before"),
        pytest.param("أقل من 10", (None, 10), id="less_than"),
        pytest.param("ما لا يزيد عن مئتي رجل", (None, 200), id="no_more_than"),
        pytest.param("لا يتجاوز 30", (None, 30), id="not_beyond"),
        pytest.param("عشرات الرجال", (20, None), id="tens"),
        pytest.param("المئات", (200, None), id="hundreds"),
        pytest.param("آلاف النازحين", (2000, None), id="thousands"),
        pytest.param("عشرات الآلاف", (20000, None), id="tens_of_thousands"),
        pytest.param("بضعة آلاف", (3000, 9000), id="a_few_thousand"),
        pytest.param("بضع مئات", (300, 900), id="a_few_hundred"),
        pytest.param("بين 5 و7", (5, 7), id="between"),
        pytest.param("ما بين خمسة وعشرة", (5, 10), id="between_words"),
        pytest.param("بين 5 و 7 آلاف", (5000, 7000), id="between_sharing_scale"),
        pytest.param("بين 800 وألف", (800, 1000), id="between_up_to_scale"),
        pytest.param("5-7 رجال", (5, 7), id="dash"),
        pytest.param("5 إلى 7", (5, 7), id="to"),
        pytest.param("خمسة أو ستة", (5, 6), id="or"),
    ],
)
def test_numbers_bounds(text: str, expected: tuple[int | None, int | None]) -> None:
    assert bounds(text) == [expected]


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        pytest.param("5 و7 رجال", [5, 7], id="two_counts"),
        pytest.param("خمسة وسبعة", [5, 7], id="two_counts_in_words"),
        pytest.param("مقتل 3 وإصابة 4", [3, 4], id="two_clauses"),
        pytest.param("ارتفعت الحصيلة من 5 إلى 7", [5, 7], id="change"),  # the toll rose from 5 to 7
        pytest.param("2017-02-11", [2017, 2, 11], id="date"),
        pytest.param("عام 2015 إلى 98 مليارا", [2015, 98 * 10**9], id="year_then_sum"),
        pytest.param("غادر ثلاثة. وعشرون", [3, 20], id="sentence_end"),
    ],
)
def test_numbers_apart(text: str, lows: list[int]) -> None:
    assert [low for low, _ in bounds(text)] == lows


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("أحد المسؤولين", id="one_of"),
        pytest.param("وأحد المصادر", id="and_one_of"),  # folds to واحد, one
        pytest.param("يوم الاثنين", id="monday"),
        pytest.param("نصف السكان", id="half_alone"),
        pytest.param("لست وحدي", id="i_am_not"),
    ],
)
def test_numbers_none(text: str) -> None:
    assert bounds(text) == []


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        pytest.param("الثالث من مارس", 3, id="simple"),
        pytest.param("الثالث والعشرين", 23, id="with_ten"),
        pytest.param("الحادي عشر", 11, id="eleventh"),
        pytest.param("الثانية عشرة", 12, id="feminine"),
    ],
)
def test_numbers_ordinal(text: str, worth: int) -> None:
    [number] = read(text)[1]
    assert (number.low, number.ordinal) == (worth, True)


@pytest.mark.parametrize("text", ["5%", "5٪", "خمسة في المئة", "5 بالمائة"])
def test_numbers_percent(text: str) -> None:
    [number] = read(text)[1]
    assert (number.low, number.percent) == (5, True)


def test_numbers_span_leaves_clitics_and_hedge_out() -> None:
    text = "قتل وَثلاثون رجلا، وأكثر من بِخمسة آلاف"
    document, (first, second) = read(text)
    assert text[first.start : first.end] == "ثلاثون"
    assert text[second.start : second.end] == "خمسة آلاف"
    assert document.tokens[second.outer_first].text == "وأكثر"
    assert (second.hedge, second.outer_last) == ("min", second.last_token)


@given(ANY)
def test_numbers_take_any_text(text: str) -> None:
    document, numbers = read(text)
    for number in numbers:
        assert 0 <= number.outer_first <= number.first_token < number.last_token <= number.outer_last
        assert number.outer_last <= len(document.tokens)
        assert number.start < number.end
        assert number.low is not None or number.high is not None
        assert None in (number.low, number.high) or number.low <= number.high  # type: ignore[operator]
    ends = [number.last_token for number in numbers]
    assert ends == sorted(ends)


@pytest.mark.parametrize("unit", ["123 ", "5 و", "خمسة ", "مليون ونصف ", "5-", "بين 5 ", "ألف "])
def test_numbers_cost_grows_with_length_only(unit: str) -> None:
    tokens = analyse(unit * (100_000 // len(unit)), LEXICON).tokens
    start = time.perf_counter()
    find_numbers(tokens, LEXICON)
    assert time.perf_counter() - start < 10
