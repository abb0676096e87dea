# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What an address leads to: a page is a report, a feed or sitemap leads to pages.

Source:
    RSS 2.0, Atom (RFC 4287), by feedparser; sitemaps.org protocol 0.9.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO, cast
from urllib.parse import urljoin

from lxml import etree

from tawatur.intake.content import begin
from tawatur.intake.dates import to_iso
from tawatur.intake.extras import need
from tawatur.intake.items import DEFAULT, Failure, Item, Loaded, Options
from tawatur.intake.online.fetching import Fetched, Fetcher
from tawatur.intake.sources import read_content
from tawatur.model.errors import FetchError, IntakeError

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(urlset|sitemapindex)[\s>]")
_LOOKED_AT = 4096
_PAGES = 200  # of one feed or sitemap
_DEEPEST = 2  # sitemaps that lead to sitemaps


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that a feed or sitemap names, and what it says of it."""

    url: str
    title: str | None = None
    published: str | None = None


def _feed_pages(fetched: Fetched) -> list[_Page]:
    feedparser = need("feedparser", "online", "feeds")
    feed = feedparser.parse(io.BytesIO(fetched.body), sanitize_html=False, resolve_relative_uris=False)
    pages = []
    for entry in feed.entries[:_PAGES]:
        link = entry.get("link")
        if link:
            published = entry.get("published")
            pages.append(
                _Page(urljoin(fetched.url, link), entry.get("title"), to_iso(published)[0] if published else None)
            )
    return pages


def _sitemap_pages(fetched: Fetched) -> list[_Page]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(fetched.body, parser)
    places = [] if root is None else [element for element in root.iter("{*}loc") if element.text]
    return [_Page(urljoin(fetched.url, (place.text or "").strip())) for place in places[:_PAGES]]


@dataclass(slots=True)
class _Following:
    """One following of addresses; what was seen is not fetched again."""

    fetcher: Fetcher
    options: Options
    seen: set[str] = field(default_factory=set)

    def follow(self, page: _Page, depth: int = 0) -> Iterator[Item]:
        if page.url in self.seen:
            return
        self.seen.add(page.url)
        try:
            fetched = self.fetcher.fetch(page.url)
            yield from self._read(fetched, page, depth)
        except IntakeError as exc:
            yield Failure(page.url, exc)

    def _read(self, fetched: Fetched, page: _Page, depth: int) -> Iterator[Item]:
        head = fetched.body[:_LOOKED_AT]
        is_feed, is_sitemap = _FEED.search(head) is not None, _SITEMAP.search(head) is not None
        if not (is_feed or is_sitemap):
            yield from self._report(fetched, page)
            return
        if depth >= _DEEPEST:
            raise FetchError("feeds and sitemaps lead to each other more than two deep")
        try:
            pages = _feed_pages(fetched) if is_feed else _sitemap_pages(fetched)
        except etree.XMLSyntaxError as exc:
            raise FetchError("the sitemap is damaged") from exc
        if not pages:
            raise FetchError("the feed or sitemap names no pages")
        for linked in pages:
            yield from self.follow(linked, depth + 1)

    def _report(self, fetched: Fetched, page: _Page) -> Iterator[Item]:
        stream = cast(IO[bytes], io.BytesIO(fetched.body))
        content = begin(stream, fetched.url, fetched.url, self.options)
        kind = fetched.headers.get("content-type", "")
        declared = kind.partition("charset=")[2].strip(" \"';") or None
        for item in read_content(replace(content, declared=declared, url=fetched.url)):
            yield _stated(item, page) if isinstance(item, Loaded) else item


def _stated(item: Loaded, page: _Page) -> Loaded:
    """A report with what its feed says where its page says nothing, or leaves to guess."""
    report = replace(item.report, title=item.report.title or page.title)
    guessed = [warning for warning in item.warnings if warning.startswith("publication date")]
    if page.published is None or (report.published is not None and not guessed):
        return replace(item, report=report)
    warnings = tuple(warning for warning in item.warnings if warning not in guessed)
    return replace(item, report=replace(report, published=page.published), warnings=warnings)


def load_addresses(urls: Iterable[str], *, fetcher: Fetcher, options: Options = DEFAULT) -> Iterator[Item]:
    """Yield the reports that addresses lead to: pages, and the pages of feeds and sitemaps.

    Args:
        urls: Web addresses.
        fetcher: Fetches them.
        options: How to take in what they hold.
    """
    following = _Following(fetcher, options)
    for url in urls:
        yield from following.follow(_Page(url))
