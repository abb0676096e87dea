# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What an answer is, and what a feed or sitemap says of the pages that it names.

Source:
    RSS 2.0, Atom (RFC 4287), by feedparser; sitemaps.org protocol 0.9.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from lxml import etree

from tawatur.intake.dates import to_iso
from tawatur.intake.extras import need
from tawatur.intake.online.fetching import Fetched
from tawatur.model.errors import FetchError, TooLargeError
from tawatur.text.decode import decode

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(urlset|sitemapindex)[\s>]")
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_LOOKED_AT = 4096
_ENTRIES = 5_000  # of one feed: more would take a processor for minutes
PAGES = 200  # taken of one feed or sitemap

Kind = Literal["feed", "sitemap", "page"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a feed or sitemap names, and what it says of it.

    Args:
        url: Its address.
        title: Its title.
        published: When it was published, ISO 8601.
        changed: When it was last changed, ISO 8601.
    """

    url: str
    title: str | None = None
    published: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap says.

    Args:
        pages: The pages, or the sitemaps, that it names.
        title: What it calls itself.
        home: The host that it says to belong to, else the one that most of its pages are on.
        index: Whether what it names are sitemaps.
    """

    pages: tuple[Page, ...]
    title: str | None = None
    home: str | None = None
    index: bool = False


def kind_of(fetched: Fetched) -> Kind:
    """Return what an answer is."""
    head = fetched.body[:_LOOKED_AT]
    if _FEED.search(head) is not None:
        return "feed"
    return "page" if _SITEMAP.search(head) is None else "sitemap"


def declared_encoding(fetched: Fetched) -> str | None:
    """Return the encoding that the host declares, None if it declares none."""
    return fetched.headers.get("content-type", "").partition("charset=")[2].strip(" \"';") or None


def _utf8(fetched: Fetched) -> bytes:
    """The answer in UTF-8, whatever it and its host say that it is in."""
    stated = _ENCODING.match(fetched.body)
    declared = stated[1].decode("ascii") if stated is not None else declared_encoding(fetched)
    return decode(fetched.body, declared=declared).text.encode("utf-8", "replace")


def _host(url: str) -> str | None:
    try:
        found = urlsplit(url).hostname
    except ValueError:
        return None
    return None if found is None else found.removeprefix("www.")


def _home(stated: str | None, pages: list[Page]) -> str | None:
    if stated and (named := _host(stated)) is not None:
        return named
    hosts = Counter(host for page in pages if (host := _host(page.url)) is not None)
    return hosts.most_common(1)[0][0] if hosts else None


def _date(entry: Any, name: str) -> str | None:
    value = dict.get(entry, name)  # its own `get` stands in for what is missing, with a warning
    return to_iso(value)[0] if isinstance(value, str) and value else None


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _feed(fetched: Fetched) -> Listing:
    feedparser = need("feedparser", "online", "feeds")
    if len(_ENTRY.findall(fetched.body)) > _ENTRIES:
        raise TooLargeError(f"the feed names more than {_ENTRIES:,} pages; look for one of the newest only")
    told = {"content-type": "application/xml; charset=utf-8"}
    found = feedparser.parse(
        io.BytesIO(_utf8(fetched)), response_headers=told, sanitize_html=False, resolve_relative_uris=False
    )
    pages = []
    for entry in found.entries[:PAGES]:
        if link := entry.get("link"):
            dates = _date(entry, "published"), _date(entry, "updated")
            pages.append(Page(_joined(fetched.url, link), entry.get("title"), *dates))
    return Listing(tuple(pages), found.feed.get("title"), _home(found.feed.get("link"), pages))


def _stripped(element: Any, name: str) -> str | None:
    found = element.find(f"{{*}}{name}")
    return None if found is None or not found.text else str(found.text).strip()


def _sitemap(fetched: Fetched) -> Listing:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(_utf8(fetched), parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise FetchError("the sitemap is damaged; try again later") from exc
    pages = []
    for element in [] if root is None else root.iter("{*}url", "{*}sitemap"):
        if place := _stripped(element, "loc"):
            changed = _stripped(element, "lastmod")
            pages.append(Page(_joined(fetched.url, place), changed=None if changed is None else to_iso(changed)[0]))
    pages.sort(key=lambda page: page.changed or "", reverse=True)  # the newest are what is looked for
    index = root is not None and etree.QName(root).localname == "sitemapindex"
    return Listing(tuple(pages[:PAGES]), None, _home(fetched.url, pages), index)


def listing(fetched: Fetched, kind: Kind) -> Listing:
    """Return what a feed or sitemap says.

    Args:
        fetched: Its answer.
        kind: `feed` or `sitemap`.
    Raises:
        FetchError: It is damaged, or names no pages.
        TooLargeError: It names too many.
        UnreadableKindError: feedparser is not installed.
    """
    found = _feed(fetched) if kind == "feed" else _sitemap(fetched)
    if not found.pages:
        raise FetchError(f"the {kind} names no pages; see in a browser whether it still lives")
    return found
