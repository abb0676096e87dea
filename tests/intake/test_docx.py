# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""DOCX files."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from intake_samples import LONG, PARAGRAPHS, as_html, failure, one, words

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def made(path: Path, body: str, *, head: str = "", **parts: str) -> Path:
    """A DOCX of the given body, as small as it can be."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return path


def paragraph(text: str) -> str:
    return f'<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


@pytest.mark.slow
@pytest.mark.parametrize("paragraphs", [PARAGRAPHS, LONG], ids=["short", "long"])
def test_docx_of_a_word_processor_has_its_source(
    soffice: Callable[[str, str], Path], paragraphs: tuple[str, ...]
) -> None:
    item = one(soffice(as_html(paragraphs), "docx:Office Open XML Text"))
    assert words(item.report.text) == words(" ".join(paragraphs))
    assert item.report.text.split("\n") == list(paragraphs)


def test_docx_cells_of_a_table_stay_apart(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("القتلى", "12"))  # the dead
    body = f"{paragraph('قبل')}<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>{paragraph('بعد')}"
    assert [line.split() for line in one(made(tmp_path / "x", body)).report.text.split("\n")] == [
        ["قبل"],  # before
        ["القتلى", "12"],
        ["القتلى", "12"],
        ["بعد"],  # after
    ]


def test_docx_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>قتل </w:t></w:r>"  # killed
        "<w:del><w:r><w:delText>ثلاثة</w:delText></w:r></w:del>"  # three
        "<w:ins><w:r><w:t>أربعة</w:t></w:r></w:ins>"  # four
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert one(made(tmp_path / "x", body)).report.text == "قتل أربعة"


def test_docx_notes_follow_the_text_without_separators(tmp_path: Path) -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator">{paragraph("---")}</w:footnote>'
        f"<w:footnote>{paragraph('المصدر: الميدان')}</w:footnote></w:footnotes>"  # source: al-Maydan
    )
    text = one(made(tmp_path / "x", paragraph("أعلن الوزير القرار."), footnotes=notes)).report.text
    assert text == "أعلن الوزير القرار.\nالمصدر: الميدان"


def test_docx_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("سر", "utf-8")
    head = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    path = made(tmp_path / "x", paragraph("قبل &x; بعد"), head=head)
    assert "سر" not in one(path).report.text


def test_docx_expanding_entities_are_refused(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE d [<!ENTITY e0 "{"x" * 100}">{levels}]>'
    path = made(tmp_path / "x", paragraph("&e11;"), head=head)
    assert failure(path)


def test_docx_nested_deep_is_read_or_named(tmp_path: Path) -> None:
    body = "<w:sdt>" * 100_000 + paragraph("النص") + "</w:sdt>" * 100_000
    assert "damaged" in failure(made(tmp_path / "x", body))


@pytest.mark.parametrize(
    ("name", "message"),
    [("xl/workbook.xml", "save the sheet as CSV"), ("ppt/presentation.xml", "save its text as DOCX")],
)
def test_docx_other_office_files_are_named(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "<x/>")
    assert message in failure(path)


def test_docx_empty_and_damaged_are_named(tmp_path: Path) -> None:
    assert "no text" in failure(made(tmp_path / "x", ""))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    (tmp_path / "y").write_bytes(buffer.getvalue())
    assert "damaged" in failure(tmp_path / "y")
