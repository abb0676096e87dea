# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""PDF files, made by a browser and a word processor, and the order of their words."""

from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from intake_samples import LONG, PARAGRAPHS, as_html, failure, one, words

from tawatur.intake.pdf.bidi import logical, mirrored_pairs
from tawatur.intake.pdf.columns import columns, rows
from tawatur.intake.pdf.glyphs import Glyph

pytest.importorskip("pdfminer", reason="pdfminer.six is not installed; run: pip install 'tawatur[pdf]'")

FONTS = ["Amiri", "DejaVu Sans", "Noto Naskh Arabic", "Noto Sans Arabic"]


@pytest.mark.slow
@pytest.mark.parametrize("font", FONTS)
def test_pdf_printed_by_a_browser_has_the_words_of_its_source(chromium: Callable[[str], Path], font: str) -> None:
    item = one(chromium(as_html(PARAGRAPHS, style=f"body {{font-family: '{font}'}}")))
    assert words(item.report.text) == words(" ".join(PARAGRAPHS))
    assert item.report.text.split("\n") == list(PARAGRAPHS)
    assert item.warnings == ()


@pytest.mark.slow
def test_pdf_of_a_word_processor_has_the_words_of_its_source(soffice: Callable[[str, str], Path]) -> None:
    item = one(soffice(as_html(PARAGRAPHS), "pdf"))
    assert words(item.report.text) == words(" ".join(PARAGRAPHS))


@pytest.mark.slow
def test_pdf_columns_are_read_one_after_the_other_over_pages(chromium: Callable[[str], Path]) -> None:
    # With one font set, as the same paragraph at the top of two pages, which others bring about, looks like a head.
    style = "@page {size: A5} div {columns: 2; column-gap: 24px} p {break-inside: avoid; font-family: 'DejaVu Sans'}"
    page = as_html(LONG, style=style)
    found, wanted = words(one(chromium(page)).report.text), words(" ".join(LONG))
    assert SequenceMatcher(None, found, wanted, autojunk=False).ratio() >= 0.99


@pytest.mark.slow
def test_pdf_long_text_keeps_its_paragraphs(chromium: Callable[[str], Path]) -> None:
    lines = one(chromium(as_html(LONG))).report.text.split("\n")
    assert sum(line in LONG for line in lines) >= len(LONG) - 2  # one may be cut at each end of a page


@pytest.mark.slow
def test_pdf_running_heads_are_left_out(chromium: Callable[[str], Path]) -> None:
    style = "@page {size: A5; @top-center {content: 'جريدة الميدان العدد 77'} @bottom-center {content: counter(page)}}"
    item = one(chromium(as_html(LONG, style=style)))
    assert "العدد 77" not in item.report.text
    assert any("running heads" in warning for warning in item.warnings)


@pytest.mark.slow
def test_pdf_encrypted_is_named(soffice: Callable[[str, str], Path]) -> None:
    secret = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    path = soffice(as_html(PARAGRAPHS), f"pdf:writer_pdf_Export:{secret}")
    assert "encrypted" in failure(path)


@pytest.mark.slow
def test_pdf_cut_off_never_raises(soffice: Callable[[str, str], Path]) -> None:
    path = soffice(as_html(PARAGRAPHS), "pdf")
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        message = failure(path)
        assert "damaged" in message or "no text" in message


def test_pdf_damaged_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"%PDF-1.7\n" + b"garbage " * 1000)
    assert "damaged or not a whole PDF" in failure(path)


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        pytest.param(".رارقلا نلعأ", "أعلن القرار.", id="letters"),  # announced the decision
        pytest.param("2024 سرام 5 يف", "في 5 مارس 2024", id="numbers-stay"),  # on 5 March 2024
        pytest.param("1,250 لتق", "قتل 1,250", id="thousands"),  # killed 1,250
        pytest.param("ةبسنب %45.7", "45.7% بنسبة", id="percent-first-in-line"),  # 45.7% at a rate
        pytest.param("2024-2020 ةرتفلا يف", "في الفترة 2020-2024", id="dash-between-years"),  # in the period
        pytest.param("Delta News عقوم لاق", "قال موقع Delta News", id="latin-name"),  # the site said
        pytest.param(
            "نإ Open Rivers (OR) ةمظنم", "منظمة Open Rivers (OR) إن", id="brackets-in-a-name"
        ),  # the body … says
        pytest.param("نإ )OR( ةمظنم", "منظمة (OR) إن", id="brackets-around-a-name"),  # as drawn, by meaning
        pytest.param("نإ F-16 ةرئاط", "طائرة F-16 إن", id="latin-with-number"),  # an F-16 aircraft
        pytest.param("٧٨٫٥ ةبسنب", "بنسبة ٧٨٫٥", id="arabic-digits"),  # at a rate of 78.5
    ],
)
def test_bidi_undoes_the_order_in_which_a_line_is_seen(seen: str, read: str) -> None:
    units = list(seen)
    assert "".join(units[place] for place in logical(units, right_to_left=True)) == read


def test_bidi_arabic_inside_a_line_from_left_to_right() -> None:
    units = list("He said مالسلا twice")
    assert "".join(units[place] for place in logical(units, right_to_left=False)) == "He said السلام twice"


def test_bidi_brackets_named_by_shape_are_found() -> None:
    assert "()" in mirrored_pairs(["قال )أبو مازن( إن", ")أ( و)ب("])
    assert mirrored_pairs(["قال (أبو مازن) إن «الحل»"]) == ""


def _row(left: float, width: float, baseline: float) -> list[Glyph]:
    return [Glyph("ب", left + 10 * n, left + 10 * n + 9, baseline, 10) for n in range(int(width / 10))]


def test_columns_heading_over_two_columns_comes_first() -> None:
    lines = [_row(0, 300, 700), *(_row(side, 130, 680 - 12 * n) for n in range(6) for side in (0, 170))]
    glyphs = [glyph for line in lines for glyph in line]
    blocks = columns(rows(glyphs), right_to_left=True)
    assert [min(g.left for row in block for g in row) for block in blocks] == [0, 170, 0]
    assert [len(block) for block in blocks] == [1, 6, 6]


def test_rows_vowel_signs_go_with_the_nearest_line() -> None:
    glyphs = [Glyph("ب", 0, 9, 100, 10), Glyph("\u064e", 0, 9, 104, 10), Glyph("ت", 0, 9, 88, 10)]
    assert [[glyph.text for glyph in row] for row in rows(glyphs)] == [["ب", "\u064e"], ["ت"]]
