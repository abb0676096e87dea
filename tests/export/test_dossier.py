# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The dossier, the PDF printer and the command."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from tawatur.casefile import CaseFile
from tawatur.export import Request, export, pdf
from tawatur.export.dossier import Form
from tawatur.export.selection import parse
from tests.export.conftest import run

ATTACK = parse(["least=5"])


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", html.document_fromstring(content.decode("utf-8")).text_content())


def test_dossier_tells_what_is_known_and_from_whom(made: Callable[..., bytes]) -> None:
    text = text_of(made("dossier", selection=ATTACK, form=Form("en")))
    for said in ("What is known", "the reports disagree on this", "one wording", "counts in the low count"):
        assert said in text
    assert "كتائب الفجر" in text
    assert "مديرية الصحة" in text
    hashes = re.findall(r"[0-9a-f]{64}", text)
    assert len(hashes) == len(set(hashes)) >= 7  # one for each report that tells it


def test_dossier_is_arabic_from_right_to_left(made: Callable[..., bytes]) -> None:
    root = etree.HTML(made("dossier", selection=ATTACK).decode("utf-8"))
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert "سلاسل مستقلة" in "".join(root.itertext())


def test_dossier_asks_the_network_for_nothing(made: Callable[..., bytes]) -> None:
    root = html.document_fromstring(made("dossier").decode("utf-8"))
    assert root.xpath("//script | //img | //link | //iframe | //@src | //@onclick") == []
    assert all(a.startswith(("http://", "https://")) for a in root.xpath("//a/@href"))


def test_dossier_says_whether_a_person_reviewed(made: Callable[..., bytes]) -> None:
    assert "no person has reviewed it" in text_of(made("dossier", selection=ATTACK, form=Form("en")))
    text = text_of(made("dossier", reviewed_only=True, form=Form("en")))
    assert "reviewer 1" in text
    assert "correction" in text


def test_dossier_of_nothing_says_so(made: Callable[..., bytes]) -> None:
    content = made("dossier", selection=parse(["since=2030-01-01"]), form=Form("en"))
    assert "No incident meets the conditions." in text_of(content)


@pytest.mark.slow
@pytest.mark.skipif(pdf.program() is None, reason="PDF needs Chromium on this machine")
def test_dossier_prints_the_same_pdf_twice(case: CaseFile) -> None:
    request = Request("dossier", selection=ATTACK, form=Form("ar", "pdf"))
    first = export(case, request).files[""]
    assert first.startswith(b"%PDF-")
    assert first == export(case, request).files[""]
    assert b"/tmp" not in first


def test_cells_of_a_pdf_are_numbered_as_they_come() -> None:
    """Chromium numbers them as its layout happens to meet them, and lists them in a tree by their names."""

    def file(first: str, second: str) -> bytes:
        branches = " ".join(sorted([f"(node{first}) 7 0 R", f"(node{second}) 12 0 R"]))
        low, high = sorted([first, second])
        return (
            f"/ID (node{first})>> /ID (node{second})>> /Headers [(node{second})]\n"
            f"/Limits [(node{low}) (node{high})]\n/Names [{branches}]>>"
        ).encode()

    found = pdf.numbered(file("00000038", "00000012"))
    assert found == pdf.numbered(file("00000020", "00000045")) == file("00000001", "00000002")


def test_dossier_without_chromium_says_what_to_do(case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "program", lambda: None)
    with pytest.raises(pdf.ExportError, match="print it from a browser"):
        export(case, Request("dossier", form=Form("ar", "pdf")))


def test_export_command_writes_a_private_file_and_says_what_it_redacted(place: str, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    said = run("export", place, "--as", "acled", "-o", str(target))
    assert "redacted: private persons" in said
    assert target.read_text("utf-8").startswith("event_id_cnty,")
    assert target.stat().st_mode & 0o077 == 0
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_export_command_prints_without_a_file(place: str) -> None:
    assert run("export", place, "--as", "ucdp", "--where", "since=2030-01-01").count("\n") == 1


def test_export_command_marks_tables_for_spreadsheets_when_asked(place: str, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    run("export", place, "--as", "acled", "--bom", "-o", str(target))
    assert target.read_bytes().startswith(b"\xef\xbb\xbfevent_id_cnty,")
    run("export", place, "--as", "geojson", "--bom", "-o", str(target))
    assert target.read_bytes().startswith(b"{")


def test_export_command_hides_what_a_file_lists(place: str, tmp_path: Path) -> None:
    hide = tmp_path / "hide.txt"
    hide.write_text("كريم الناصري\n\n", "utf-8")
    assert "كريم الناصري" in run("export", place, "--as", "plover")
    assert "كريم الناصري" not in run("export", place, "--as", "plover", "--hide", str(hide))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "mapping"), "--map"),
        (("--as", "parquet"), "-o"),
        (("--as", "acled", "--where", "colour=red"), "FIELD=VALUE"),
        (("--as", "mapping", "--map", "no-such.toml"), "cannot be read"),
        (("--as", "acled", "-o", "/no/such/folder/x.csv"), "cannot be written"),
    ],
)
def test_export_command_says_what_is_wrong(place: str, arguments: tuple[str, ...], said: str) -> None:
    assert said in run("export", place, *arguments, code=2)
