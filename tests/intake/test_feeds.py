# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What feeds and sitemaps say, and what hostile ones try."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loopback import feed

from tawatur.intake.online.feeds import PAGES, kind_of, listing
from tawatur.intake.online.fetching import Fetched
from tawatur.model.errors import IntakeError, TooLargeError

pytest.importorskip("feedparser", reason="feedparser is not installed; run: pip install 'tawatur[online]'")


def answer(body: bytes | str, **headers: str) -> Fetched:
    data = body if isinstance(body, bytes) else body.encode()
    return Fetched("https://a.example/f", "https://a.example/f", 200, headers, data, "", "")


TITLE = "أخبار الميدان والساحل والمرسى"  # news of the square, the coast and the harbour


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", None),
        ("windows-1256", "windows-1256", None),
        ("windows-1256", "utf-8", None),  # the feed lies
        ("utf-8", "windows-1256", None),
        ("utf-8", "iso-8859-1", None),
        ("utf-8", None, "text/xml; charset=us-ascii"),  # the host lies
        ("windows-1256", None, "text/xml; charset=utf-8"),
    ],
)
def test_feeds_in_whatever_they_say_to_be_encoded(encoding: str, declared: str | None, header: str | None) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = (head + feed(TITLE, "https://a.example/", ["https://a.example/1"])).encode(encoding)
    headers = {"content-type": header} if header else {}
    assert listing(answer(body, **headers), "feed").title == TITLE


def test_feeds_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("سر مكتوم", "utf-8")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    for kind, body in (
        ("feed", feed("&x;", "https://a.example/", ["https://a.example/&x;"])),
        ("sitemap", "<urlset><url><loc>https://a.example/&x;</loc></url></urlset>"),
    ):
        try:
            found = listing(answer(head + body), kind)  # type: ignore[arg-type]
        except IntakeError:
            continue
        assert "مكتوم" not in str(found)


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_feeds_expanding_entities_come_to_nothing(kind: str) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "{"x" * 100}">{levels}]>'
    body = feed("&e11;", "https://a.example/", ["https://a.example/1"])
    if kind == "sitemap":
        body = "<urlset><url><loc>https://a.example/&e11;</loc></url></urlset>"
    began = time.process_time()
    try:
        found = listing(answer(head + body), kind)  # type: ignore[arg-type]
    except IntakeError:
        found = None
    assert time.process_time() - began < 10
    assert len(str(found)) < 100_000


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_feeds_nested_very_deep_come_to_an_end(kind: str) -> None:
    deep = "<a>" * 100_000 + "x" + "</a>" * 100_000
    body = feed("x", "https://a.example/", ["https://a.example/1"]).replace("</channel>", deep + "</channel>")
    if kind == "sitemap":
        body = f"<urlset><url><loc>https://a.example/1</loc></url>{deep}</urlset>"
    began = time.process_time()
    with suppress(IntakeError):
        assert len(listing(answer(body), kind).pages) == 1  # type: ignore[arg-type]
    assert time.process_time() - began < 30


def test_feeds_name_so_many_pages_at_most() -> None:
    pages = [f"https://a.example/{n}" for n in range(PAGES + 50)]
    assert len(listing(answer(feed("x", "https://a.example/", pages)), "feed").pages) == PAGES
    with pytest.raises(TooLargeError, match="more than 5,000 pages"):
        listing(answer("<rss><channel>" + "<item/>" * 6_000), "feed")


def test_feeds_newest_of_a_sitemap_come_first() -> None:
    places = "".join(
        f"<url><loc>https://a.example/{day}</loc><lastmod>2024-03-{day:02}</lastmod></url>" for day in range(1, 10)
    )
    found = listing(answer(f"<urlset>{places}</urlset>"), "sitemap")
    assert found.pages[0].url == "https://a.example/9"
    assert not found.index


def test_feeds_home_is_where_most_pages_are_when_none_is_stated() -> None:
    body = feed("x", "", ["https://www.b.example/1", "https://b.example/2", "https://c.example/3"])
    assert listing(answer(body), "feed").home == "b.example"


@given(st.sampled_from(["<rss>", "<feed>", "<urlset>", "<rss><channel><item>", "<?xml?>"]), st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_feeds_of_any_bytes_are_listed_or_refused(start: str, rest: bytes) -> None:
    fetched = answer(start.encode() + rest)
    kind = kind_of(fetched)
    if kind != "page":
        with suppress(IntakeError):
            assert listing(fetched, kind).pages
