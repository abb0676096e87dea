# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The order of words in PDF and DOCX, counted on a longer text of all that turns round: at least 99 % of its words."""

import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from intake_samples import as_html, one, words

# Invented. Lam-alef in all its forms, «الله», digits of both kinds, ranges, dates, times, percentages, brackets of
# three kinds, quotation marks inside brackets, Latin names, abbreviations and addresses between Arabic words.
KINDS = (
    "قال اللواء لؤي الأسعد (62 عاما) لقناة Al-Bahr TV إن الاتفاق [المؤلف من 14 بندا] أُبرم يوم 12/03/2024 في تمام "
    "الساعة 10:45، وإن الآليات الـ27 عبرت لأول مرة.",
    "وذكر تقرير منظمة Open Rivers (OR) أن ٣٬٤٥٠ أسرة نزحت بين عامي ٢٠١٩-٢٠٢٣، أي ما نسبته ١٢٫٥٪ من السكان، "
    "مقابل 9.75% في السنة السابقة.",
    "«لا إله إلا الله»، هكذا بدأ البيان (رقم 7/ب) الذي نشره الموقع www.nahr.example صباح الأحد، ثم أضاف: "
    '"لن نقبل إلا بالعدالة (والعدالة وحدها)".',
    "ووصلت طائرات F-16 وMi-24 إلى قاعدة الأمل الجوية، بحسب صحيفة The Daily Coast، التي نقلت عن المتحدث قوله إن "
    "الهدف هو «حماية 1,200 كيلومتر» من الحدود.",
    "وبلغت كلفة المشروع 4.8 مليارات دولار (USD)، بينها 350 مليونا من بنك ABC، فيما قدّر الخبير ألاء الملا الخسائر "
    "بنحو 18 في المئة (+/- 2).",
    "وسأل النائب: لماذا لم تُنشر الأسماء؟ وهل صحيح أن 3 من كل 10 أطفال (أي 30%) لا يذهبون إلى المدارس؟! لا جواب.",
)
TEXT = tuple(f"{kind} وهذا هو المقطع {number} من الملف." for number, kind in enumerate(KINDS * 6))
FONT = "body {font-family: 'DejaVu Sans'} "  # one for all: what programs do with several is theirs, not the text's
TWO_COLUMNS = "@page {size: A4} div {columns: 2; column-gap: 30px} p {break-inside: avoid; font-size: 11pt}"


def accuracy(found: str, wanted: tuple[str, ...]) -> float:
    """The share of the wanted words that stand in the text in their order."""
    right = words(unicodedata.normalize("NFKC", " ".join(wanted)))
    matcher = SequenceMatcher(None, words(unicodedata.normalize("NFKC", found)), right, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(right)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["", TWO_COLUMNS], ids=["one-column", "two-columns"])
def test_word_order_of_a_browsers_pdf(chromium: Callable[[str], Path], style: str) -> None:
    pytest.importorskip("pdfminer", reason="pdfminer.six is not installed; run: pip install 'tawatur[pdf]'")
    assert accuracy(one(chromium(as_html(TEXT, style=FONT + style))).report.text, TEXT) >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "docx:Office Open XML Text"])
def test_word_order_of_a_word_processors_files(soffice: Callable[[str, str], Path], form: str) -> None:
    if form == "pdf":
        pytest.importorskip("pdfminer", reason="pdfminer.six is not installed; run: pip install 'tawatur[pdf]'")
    assert accuracy(one(soffice(as_html(TEXT, style=FONT), form)).report.text, TEXT) >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("maker", ["pdf", "docx"])
def test_word_order_with_letters_given_as_presentation_forms(
    soffice: Callable[[str, str], Path], chromium: Callable[[str], Path], maker: str
) -> None:
    shaped = tuple(p.replace("لا", "\ufefb").replace("الله", "\ufdf2") for p in TEXT[:6])
    page = as_html(shaped, style=FONT)
    if maker == "pdf":
        pytest.importorskip("pdfminer", reason="pdfminer.six is not installed; run: pip install 'tawatur[pdf]'")
    text = one(chromium(page) if maker == "pdf" else soffice(page, "docx:Office Open XML Text")).report.text
    assert accuracy(text, TEXT[:6]) >= 0.99
