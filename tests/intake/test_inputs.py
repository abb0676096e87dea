# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""From files and streams to reports."""

import gzip
import io
import json
from pathlib import Path

import pytest

from tawatur.intake import Failure, Loaded, load, load_stream

TEXT = "أعلن الوزير اليوم فتح المعبر أمام المسافرين.\n"
PAGE = (
    '<!DOCTYPE html><html lang="ar"><head><title>فتح المعبر</title>'
    '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'
    '<meta property="og:site_name" content="موقع الميدان"></head><body><nav>الرئيسية أخبار رياضة</nav><article>'
    "<h1>فتح المعبر</h1>"
    + "<p>أعلن الوزير اليوم فتح المعبر أمام المسافرين بعد إغلاق استمر ثلاثة أيام متتالية.</p>" * 3
    + "</article></body></html>"
)


def only(paths: list[Path]) -> Loaded:
    (item,) = load(paths)
    assert isinstance(item, Loaded), item
    return item


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1256", "utf-16"])
def test_sources_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "خبر.txt"
    path.write_bytes((TEXT * 4).encode(encoding))
    item = only([path])
    assert item.report.text == TEXT * 4
    assert item.report.id == "خبر"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"id": "r1", "text": TEXT, "outlet": "الميدان"}, id="flat"),
        pytest.param({"report": {"id": "r1", "text": TEXT, "outlet": "الميدان"}, "events": []}, id="annotated"),
        pytest.param([{"id": "r1", "text": TEXT, "outlet": "الميدان"}], id="list"),
    ],
)
def test_sources_json_forms(tmp_path: Path, data: object) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    report = only([path]).report
    assert (report.id, report.text, report.outlet) == ("r1", TEXT, "الميدان")


def test_sources_json_lines_name_the_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    lines = [
        json.dumps({"id": "a", "text": TEXT}),
        "{oops",
        json.dumps({"id": "b"}),
        json.dumps({"id": 3, "text": TEXT}),
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    items = list(load([path]))
    assert [i.name for i in items if isinstance(i, Failure)] == [f"{path}:2", f"{path}:3"]
    assert [i.report.id for i in items if isinstance(i, Loaded)] == ["a", "3"]


def test_sources_html_leaves_the_page_furniture(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text(PAGE, "utf-8")
    report = only([path]).report
    assert "أعلن الوزير" in report.text
    assert "رياضة" not in report.text
    assert (report.published, report.outlet) == ("2024-03-05T10:00:00Z", "موقع الميدان")


def test_sources_folders_are_walked_in_name_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert [i.report.id for i in load([tmp_path]) if isinstance(i, Loaded)] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"{\\rtf1 x}", "save it as DOCX", id="rtf"),
        pytest.param(b"[", "not JSON", id="broken-json"),
        pytest.param(b"\x1f\x8b\x08\x00broken", "damaged", id="broken-gzip"),
        pytest.param(b"<html><body></body></html>", "no article text", id="empty-page"),
    ],
)
def test_sources_unreadable_content_is_a_failure(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    (item,) = load([path])
    assert isinstance(item, Failure)
    assert message in str(item.error)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\x00\x01\x02", "control characters", id="three-bytes"),
        pytest.param(b"\x80\x81\x82", "no words", id="three-signs"),
        pytest.param(b"\x7f\x01\x00main\x00\x00printf\x00\x02" * 40, "control characters", id="a-program"),
        pytest.param(bytes(range(256)) * 9, "control characters", id="all-bytes"),
        pytest.param(b"\xef\xbb\xbfab" + b"\xff\xa0\xa1" * 9, "no characters", id="marked-as-utf-8"),
    ],
)
def test_sources_what_is_no_text_is_refused_with_its_name_and_what_to_do(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    (item,) = load([path])
    assert isinstance(item, Failure)
    assert item.name == str(path)
    assert "this is no text" in str(item.error)
    assert message in str(item.error)
    assert "give text, HTML, PDF" in str(item.error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("text", ["قتل", "نعم، قال الوزير.", "Oui, dit-il."])
def test_sources_a_few_words_are_text(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode(encoding, "replace"))
    only([path])


def test_sources_text_with_some_damage_is_text(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes((TEXT * 9).encode() + b"\x00\x07\xff")
    assert only([path]).report.text.startswith(TEXT)


def test_sources_missing_file_and_empty_folder(tmp_path: Path) -> None:
    items = list(load([tmp_path / "none.txt", tmp_path]))
    assert all(isinstance(i, Failure) for i in items)
    assert "check the path" in str(items[0].error)  # type: ignore[union-attr]
    assert "holds no files" in str(items[1].error)  # type: ignore[union-attr]


def test_sources_stream_of_text() -> None:
    (item,) = load_stream(io.BytesIO(TEXT.encode()))
    assert isinstance(item, Loaded)
    assert item.report.text == TEXT


def test_sources_a_first_line_longer_than_what_is_sniffed_is_still_a_line(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": "خبر " * 3000}, ensure_ascii=False) for n in range(3)]
    (tmp_path / "r.jsonl").write_text("\n".join(lines), "utf-8")
    loaded = [i for i in load([tmp_path / "r.jsonl"]) if isinstance(i, Loaded)]
    assert [i.report.id for i in loaded] == ["0", "1", "2"]
    assert [i.original for i in loaded] == [line.encode() for line in lines]


def test_sources_a_long_object_over_several_lines_is_one_report(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text('{"id": "a", "text": "' + "خبر " * 3000 + '",\n "title": "ب"}', "utf-8")
    assert [i.report.title for i in load([tmp_path / "r.json"]) if isinstance(i, Loaded)] == ["ب"]
