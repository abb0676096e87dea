# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Web archives."""

import gc
import io
import warnings
from pathlib import Path

import pytest
from intake_samples import LONG, as_html, read, words

from tawatur.intake import Failure, Loaded, Options

pytest.importorskip("fastwarc", reason="FastWARC is not installed; run: pip install 'tawatur[warc]'")
warcwriter = pytest.importorskip("warcio.warcwriter", reason="warcio is not installed; run: pip install 'tawatur[dev]'")


def written(path: Path, pages: list[tuple[str, str, bytes, str]], *, packed: bool = True) -> Path:
    """A WARC of answers: address, content type, body, status line."""
    from warcio.statusandheaders import StatusAndHeaders

    with path.open("wb") as out, warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the writer leaves its own scratch files open
        writer = warcwriter.WARCWriter(out, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
        for url, kind, body, status in pages:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            writer.write_record(record)
        record = None
        gc.collect()
    return path


def page(number: int, day: str = "2024/03/05") -> tuple[str, str, bytes, str]:
    url = f"https://www.midan.example/{day}/{number}"
    return url, "text/html; charset=utf-8", as_html((LONG[number], LONG[number + 1])).encode(), "200 OK"


@pytest.mark.parametrize("packed", [True, False])
def test_warc_pages_have_their_text_address_and_date(tmp_path: Path, packed: bool) -> None:
    path = written(tmp_path / "x.bin", [page(n) for n in range(5)], packed=packed)
    items = read(path)
    loaded = [item for item in items if isinstance(item, Loaded)]
    assert len(loaded) == len(items) == 5
    for number, item in enumerate(loaded):
        assert words(item.report.text) == words(f"{LONG[number]} {LONG[number + 1]}")
        assert item.report.url == item.report.id == page(number)[0]
        assert (item.report.outlet, item.report.published) == ("midan.example", "2024-03-05")
        assert any("taken from its address" in warning for warning in item.warnings)


def test_warc_other_answers_are_passed_over(tmp_path: Path) -> None:
    url, kind, body, _ = page(0)
    pages = [
        (url, kind, body, "404 Not Found"),
        (url, "image/png", b"\x89PNG", "200 OK"),
        ("https://www.midan.example/robots.txt", "text/plain", b"User-agent: *", "200 OK"),
        (url, "text/plain; charset=windows-1256", LONG[1].encode("windows-1256", "ignore"), "200 OK"),
        page(2),
    ]
    texts = [item.report.text for item in read(written(tmp_path / "x", pages)) if isinstance(item, Loaded)]
    assert texts == [LONG[1].encode("windows-1256", "ignore").decode("windows-1256"), "\n".join(LONG[2:4])]


@pytest.mark.parametrize("packed", [True, False])
def test_warc_goes_on_where_it_stopped(tmp_path: Path, packed: bool) -> None:
    path = written(tmp_path / "x", [page(n) for n in range(8)], packed=packed)
    names = [item.name for item in read(path)]
    for stopped in range(8):
        offset = int(names[stopped].rsplit("@", 1)[1])
        assert [item.name for item in read(path, Options(resume={str(path): offset}))] == names[stopped:]


@pytest.mark.parametrize("packed", [True, False])
def test_warc_cut_off_keeps_what_is_whole(tmp_path: Path, packed: bool) -> None:
    path = written(tmp_path / "x", [page(n) for n in range(8)], packed=packed)
    path.write_bytes(path.read_bytes()[:-300])
    items = read(path)
    assert sum(isinstance(item, Loaded) for item in items) == 7
    assert isinstance(items[-1], Failure)
    assert "cut off" in str(items[-1].error)


def test_warc_bad_page_is_named_with_its_record(tmp_path: Path) -> None:
    url, kind, _, status = page(0)
    items = read(written(tmp_path / "x", [(url, kind, b"<html><body></body></html>", status), page(1)]))
    assert isinstance(items[0], Failure)
    assert "@" in items[0].name
    assert isinstance(items[1], Loaded)
