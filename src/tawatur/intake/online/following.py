# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What an address leads to: a page is a report, a feed or sitemap leads to pages."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO, cast

from tawatur.intake.content import begin
from tawatur.intake.items import DEFAULT, Failure, Item, Loaded, Options
from tawatur.intake.online.feeds import Page, declared_encoding, kind_of, listing
from tawatur.intake.online.fetching import Fetched, Fetcher
from tawatur.intake.sources import read_content
from tawatur.model.errors import FetchError, IntakeError

DEEPEST = 2  # sitemaps that lead to sitemaps


def _stated(item: Loaded, page: Page) -> Loaded:
    """A report with what its feed says where its page says nothing, or leaves to guess."""
    report = replace(item.report, title=item.report.title or page.title)
    guessed = [warning for warning in item.warnings if warning.startswith("publication date")]
    if page.published is None or (report.published is not None and not guessed):
        return replace(item, report=report)
    warnings = tuple(warning for warning in item.warnings if warning not in guessed)
    return replace(item, report=replace(report, published=page.published), warnings=warnings)


def reports_of(fetched: Fetched, page: Page, options: Options = DEFAULT) -> Iterator[Item]:
    """Yield the reports that an answer holds, one where it is a page, with what its feed says and how they came.

    Args:
        fetched: The answer.
        page: What led to it.
        options: How to take it in.
    """
    content = begin(cast(IO[bytes], io.BytesIO(fetched.body)), fetched.url, fetched.url, options)
    evidence = fetched.evidence()
    for item in read_content(replace(content, declared=declared_encoding(fetched), url=fetched.url)):
        yield replace(_stated(item, page), fetch=evidence) if isinstance(item, Loaded) else item


@dataclass(slots=True)
class _Following:
    """One following of addresses; what was seen is not fetched again."""

    fetcher: Fetcher
    options: Options
    seen: set[str] = field(default_factory=set)

    def follow(self, page: Page, depth: int = 0) -> Iterator[Item]:
        if page.url in self.seen:
            return
        self.seen.add(page.url)
        try:
            fetched = self.fetcher.fetch(page.url)
            yield from self._read(fetched, page, depth)
        except IntakeError as exc:
            yield Failure(page.url, exc)

    def _read(self, fetched: Fetched, page: Page, depth: int) -> Iterator[Item]:
        kind = kind_of(fetched)
        if kind == "page":
            yield from reports_of(fetched, page, self.options)
            return
        if depth >= DEEPEST:
            raise FetchError("feeds and sitemaps lead to each other more than two deep")
        for linked in listing(fetched, kind).pages:
            yield from self.follow(linked, depth + 1)


def load_addresses(urls: Iterable[str], *, fetcher: Fetcher, options: Options = DEFAULT) -> Iterator[Item]:
    """Yield the reports that addresses lead to: pages, and the pages of feeds and sitemaps.

    Args:
        urls: Web addresses.
        fetcher: Fetches them.
        options: How to take in what they hold.
    """
    following = _Following(fetcher, options)
    for url in urls:
        yield from following.follow(Page(url))
