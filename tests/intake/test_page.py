# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What pages say about themselves, and what is guessed."""

import json
from pathlib import Path

import pytest
from intake_samples import LONG, one

BODY = f"<article><h1>فتح المعبر</h1><p>{LONG[0]}</p><p>{LONG[1]}</p></article>"
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "لا شيء"},
        {
            "@type": "NewsArticle",
            "headline": "فتح المعبر أمام المسافرين",
            "datePublished": "2024-03-05T09:30:00+03:00",
            "author": [{"@type": "Person", "name": "سامي الحداد"}],
            "publisher": {"@type": "Organization", "name": "موقع الميدان"},
        },
    ],
}


def page(head: str, body: str = BODY) -> str:
    return f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "page"


def test_page_json_ld_is_taken_as_stated(path: Path) -> None:
    path.write_text(page(f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'), "utf-8")
    item = one(path)
    report = item.report
    assert (report.title, report.outlet) == ("فتح المعبر أمام المسافرين", "موقع الميدان")
    assert report.published == "2024-03-05T09:30:00+03:00"
    assert [(credit.role, credit.name) for credit in report.credits] == [("author", "سامي الحداد")]
    assert item.warnings == ()


@pytest.mark.parametrize(
    ("head", "published", "told"),
    [
        pytest.param('<meta property="article:published_time" content="2024-03-05">', "2024-03-05", "", id="meta"),
        pytest.param('<meta name="pubdate" content="5 Mar 2024 10:00 GMT">', "2024-03-05T10:00:00+00:00", "", id="rfc"),
        pytest.param('<meta name="date" content="2024-03-05">', "2024-03-05", "a date on the page", id="unclear"),
        pytest.param(
            '<link rel="canonical" href="https://a.example/2024/03/05/x">',
            "2024-03-05",
            "its address",
            id="address",
        ),
        pytest.param("", None, "", id="none"),
    ],
)
def test_page_dates_and_whence_they_are(path: Path, head: str, published: str | None, told: str) -> None:
    body = BODY.replace("5 مارس 2024", "الماضي")
    path.write_text(page(head, body), "utf-8")
    item = one(path)
    assert item.report.published == published
    dates = [warning for warning in item.warnings if "publication date" in warning]
    assert [told in warning for warning in dates] == ([True] if told else [])


def test_page_date_of_a_dateline_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("بغداد - ٥ آذار/مارس ٢٠٢٤ (الميدان) - " + LONG[0].replace("5 مارس 2024", "الماضي"), "utf-8")
    item = one(path)
    assert item.report.published == "2024-03-05"
    assert any("its dateline" in warning for warning in item.warnings)


def test_page_outlet_of_the_address_is_marked(path: Path) -> None:
    path.write_text(page('<meta property="og:url" content="https://www.midan.example/a">'), "utf-8")
    item = one(path)
    assert item.report.outlet == "midan.example"
    assert any("taken from the address" in warning for warning in item.warnings)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6"])
def test_page_encoding_it_declares(path: Path, encoding: str) -> None:
    body = "أعلن الوزير اليوم فتح المعبر. " * 9  # the minister announced today the opening of the crossing
    text = f'<html><head><meta charset="{encoding}"></head><body><p>{body}</p></body></html>'
    path.write_bytes(text.encode(encoding))
    item = one(path)
    assert "أعلن الوزير اليوم" in item.report.text
    assert item.warnings == ()


def test_page_encoding_that_lies_is_told(path: Path) -> None:
    path.write_bytes(page("").replace("utf-8", "windows-1256").encode())
    item = one(path)
    assert "أعلن" in item.report.text
    assert any("declared as 'windows-1256'" in warning for warning in item.warnings)


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x0c", "\x1b", "\ufffe"])
def test_page_signs_that_xml_forbids_cost_nothing_else(path: Path, sign: str) -> None:
    path.write_text(page("", BODY.replace("<p>", f"<p>{sign}")), "utf-8")
    assert "مارس 2024" in one(path).report.text


def test_page_nested_very_deep_comes_to_an_end(path: Path) -> None:
    path.write_text(page("", "<div>" * 100_000 + f"<p>{LONG[0]}</p>" + "</div>" * 100_000), "utf-8")
    from tawatur.intake import load

    assert len(list(load([path]))) == 1


def test_page_addresses_of_other_kinds_are_not_taken(path: Path) -> None:
    path.write_text(page('<link rel="canonical" href="file:///etc/passwd">'), "utf-8")
    assert one(path).report.url is None


def test_page_date_of_an_event_is_not_that_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(LONG[0], "utf-8")
    assert one(path).report.published is None
