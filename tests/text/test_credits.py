# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Datelines and credit lines."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.text.credits import credits, datelines

ANY = st.text() | st.text("با -–:/()[]\n رويترز.أ1«»", max_size=40)


@pytest.mark.parametrize(
    ("text", "place", "agency", "whole"),
    [
        pytest.param("بغداد (رويترز) - قال مسؤول", "بغداد", "رويترز", "بغداد (رويترز) -", id="brackets"),
        pytest.param("القاهرة - أ ف ب: أعلن", "القاهرة", "أ ف ب", "القاهرة - أ ف ب:", id="dashes"),
        pytest.param("صنعاء/ سبأ/ عقد", "صنعاء", "سبأ", "صنعاء/ سبأ/", id="slashes"),
        pytest.param("عدن، اليمن (CNN)-- قال", "عدن، اليمن", "CNN", "عدن، اليمن (CNN)--", id="with_country"),
        pytest.param("تونس 3 مارس 2020 (وات) - قرر", "تونس", "وات", "تونس 3 مارس 2020 (وات) -", id="with_date"),
        pytest.param("بيروت – فرانس برس\nقال", "بيروت", "فرانس برس", "بيروت – فرانس برس", id="own_line"),
        pytest.param("رويترز - بغداد\nقال", "بغداد", "رويترز", "رويترز - بغداد", id="agency_first"),
        pytest.param("عنوان\nعمّان (أ. ف. ب) - قال", "عمّان", "أ. ف. ب", "عمّان (أ. ف. ب) -", id="later_line"),
    ],
)
def test_credits_dateline(text: str, place: str, agency: str, whole: str) -> None:
    [found] = datelines(text)
    assert text[found.start : found.end] == whole
    assert text[found.place.start : found.place.end] == place
    assert found.agency is not None
    assert text[found.agency.start : found.agency.end] == agency
    assert [credit.name for credit in credits(text)] == [agency]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("قالت رويترز إن الوفد غادر", id="agency_as_source"),
        pytest.param("الجيش (رويترز) قال", id="no_dash"),
        pytest.param("المصدر: وكالات", id="credit_line"),
        pytest.param("باريس - لندن: رحلة جديدة", id="two_places"),
        pytest.param("تصريحات نقلها موقع محلي في المدينة (رويترز) - ثم", id="long_place"),
    ],
)
def test_credits_no_dateline(text: str) -> None:
    assert datelines(text) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("فرانس 24/ أ ف ب", [("agency", "فرانس 24"), ("agency", "أ ف ب")], id="agencies"),
        pytest.param("-وات-", [("agency", "وات")], id="between_dashes"),
        pytest.param("غادر الوفد المدينة أمس. (رويترز)", [("agency", "رويترز")], id="bracket_at_the_end"),
        pytest.param("(رويترز) - غادر الوفد", [("agency", "رويترز")], id="bracket_at_the_head"),
        pytest.param("المصدر : وكالات", [("agency", "وكالات")], id="source"),
        pytest.param("المصدر: رويترز + سانا", [("agency", "رويترز"), ("agency", "سانا")], id="two_sources"),
        pytest.param("* خدمة «نيويورك تايمز»", [("agency", "نيويورك تايمز")], id="service"),
        pytest.param("خاص بـ«صدى الشمال»", [("agency", "صدى الشمال")], id="exclusive"),
        pytest.param("ترجمة: سلمى حداد", [("translator", "سلمى حداد")], id="translator"),
        pytest.param("بقلم: نادر عيسى", [("author", "نادر عيسى")], id="author"),
        pytest.param(
            "(إعداد سلمى حداد للنشرة العربية - تحرير نادر عيسى)",  # prepared by … for the Arabic service, edited by …
            [("author", "سلمى حداد"), ("author", "نادر عيسى")],
            id="prepared_and_edited",
        ),
        pytest.param("(المدار - ترجمة سلمى حداد)", [("translator", "سلمى حداد")], id="outlet_and_translator"),
        pytest.param("المدار - ترجمة: سلمى حداد", [("translator", "سلمى حداد")], id="outlet_and_translator_line"),
        pytest.param(
            "(رويترز - ترجمة سلمى حداد)",
            [("agency", "رويترز"), ("translator", "سلمى حداد")],
            id="agency_and_translator",
        ),
        pytest.param(
            "ترجمة سلمى حداد عن رويترز", [("translator", "سلمى حداد"), ("agency", "رويترز")], id="translated_from"
        ),
        pytest.param("المجلس - ترجمة الوعود أفعالا تتطلب وقتا.", [], id="sentence_with_dash"),
    ],
)
def test_credits_line(line: str, expected: list[tuple[str, str]]) -> None:
    text = f"غادر الوفد.\n{line}"
    found = credits(text)
    assert [(credit.role, credit.name) for credit in found] == expected
    assert all(text[credit.start : credit.end] == credit.name for credit in found)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("تصوير: رويترز", id="photograph"),
        pytest.param("ترجمة الكتاب إلى العربية تمت أمس.", id="sentence"),
        pytest.param("إعداد الخطة الجديدة", id="heading"),
        pytest.param("المصدر: رجل من الحي طلب ألا يذكر اسمه في هذا التقرير", id="long"),
        pytest.param("وصل في شهر (آب)", id="month"),  # August, not Associated Press
    ],
)
def test_credits_none(line: str) -> None:
    assert credits(line) == []


@given(ANY)
def test_credits_take_any_text(text: str) -> None:
    for credit in credits(text):
        assert text[credit.start : credit.end] == credit.name
    for line in datelines(text):
        assert line.start <= line.place.start < line.place.end <= line.end


@pytest.mark.parametrize("unit", ["ب ", "(", "ب\n", "ب (", "ب-", "/", "ترجمة: ب/"])
def test_credits_cost_grows_with_length_only(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.perf_counter()
    credits(text)
    datelines(text)
    assert time.perf_counter() - start < 10
