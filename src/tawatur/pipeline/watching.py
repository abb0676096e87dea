# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Watch feeds, sitemaps and pages: one round asks those that are due and adds what is new or changed.

What an address last answered lies in the case. A feed's answer counts as seen only once all its pages are stored, so
that a round may be stopped or killed at any moment: the next goes on and fetches nothing twice that is there.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain

from tawatur.casefile import CaseFile, audit, fetches
from tawatur.casefile.fetches import Watched
from tawatur.intake import Failure, Loaded
from tawatur.intake.online.crawling import Answer, Crawl, Errand, PutOff
from tawatur.intake.online.feeds import Kind, Listing, Page, kind_of, listing
from tawatur.intake.online.fetching import Fetched, Fetcher
from tawatur.intake.online.following import DEEPEST, reports_of
from tawatur.intake.online.watchlist import Feed, WatchList
from tawatur.model.errors import ChangedFeedError, FetchError, IntakeError, InternalError
from tawatur.model.evidence import Fetch
from tawatur.pipeline.adding import Counts, add
from tawatur.pipeline.local import Settings
from tawatur.text.normalize import fold

LOOKED_UP = 16  # pages looked up at once: those fetched are stored soon
SUBMAPS = 10  # newest sitemaps followed of a sitemap of sitemaps
RETRIED = 3  # times that a page that fails is tried again before its feed counts as seen
_FEED_REST, _PAGE_REST = 300.0, 3600.0  # seconds after a first failure; doubled with each further one
_FEED_LONGEST, _PAGE_LONGEST = 86_400.0, 7 * 86_400.0
_FORM = "%Y-%m-%dT%H:%M:%SZ"
_ERASED = "what it gave was erased, so it is not asked; take it out of the list, or go on: --accept and its address"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A feed that could not be read, or some pages of one that could not.

    Args:
        feed: Its name.
        message: What is wrong and what to do.
        pages: How many pages it was; 0 where it was the feed itself.
    """

    feed: str
    message: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How a round went, or goes.

    Args:
        due: Feeds whose time had come.
        waiting: Feeds whose time had not.
        read: Feeds that said something new.
        unchanged: Feeds that did not.
        failed: Feeds that failed.
        pages: Pages fetched.
        pages_unchanged: Pages that were looked at again and were as before.
        put_off: Pages and feeds left for the next round.
        counts: What became of the reports.
        troubles: What failed, feed by feed.
        notes: What the user should know of feeds that did not fail.
    """

    due: int = 0
    waiting: int = 0
    read: int = 0
    unchanged: int = 0
    failed: int = 0
    pages: int = 0
    pages_unchanged: int = 0
    put_off: int = 0
    counts: Counts = field(default_factory=Counts)
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calls:
    """What a round asks and tells while it goes on.

    Args:
        tell: Is told how it goes.
        tell_joining: Is told what is being joined and how much is left.
        stop: Is asked whether to stop.
    """

    tell: Callable[[Tally], None] = lambda tally: None
    tell_joining: Callable[[str, int], None] = lambda kind, left: None
    stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class _Task:
    """What an address is fetched for: a feed, or a page that one names; `held` is what is there of it already."""

    feed: Feed
    page: Page | None = None
    depth: int = 0
    held: tuple[str, Fetch] | None = None


@dataclass(slots=True)
class _Progress:
    """A feed on its way through a round."""

    feed: Feed
    state: Watched | None
    answer: Fetched | None = None
    identity: str | None = None
    whole: bool = True  # all its pages were dealt with


def _time(text: str | None) -> datetime | None:
    try:
        found = None if text is None else datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def rest_after(failures: int, wait: float | None, *, first: float, longest: float) -> float:
    """Return the seconds until an address is asked again: twice as long with each failure, never less than it wants.

    Args:
        failures: How often in a row it failed, from 1.
        wait: What it asks for, None where it does not.
        first: Seconds after the first failure.
        longest: Seconds at most.
    """
    return max(min(first * 2.0 ** min(failures - 1, 30), longest), wait or 0.0)


def identity_of(found: Listing) -> str:
    """Return what a feed calls itself and where it leads, as JSON."""
    return json.dumps({"title": found.title, "home": found.home}, ensure_ascii=False)


def check_identity(before: str | None, found: Listing) -> None:
    """Refuse a feed that is no longer what it was.

    A new title alone, or a new host alone, is a renaming or a move; both at once is likely somebody else's feed under
    an address that was given up.

    Raises:
        ChangedFeedError: Its title and the host that it leads to are both others.
    """
    if before is None:
        return
    held = json.loads(before)
    if fold(held["title"] or "") == fold(found.title or "") or held["home"] == found.home:
        return
    raise ChangedFeedError(
        f"it calls itself {found.title!r} and leads to {found.home}, before {held['title']!r} and {held['home']}: "
        "nothing was taken from it; see whose it is now, then take it out, or go on: --accept and its address"
    )


class _Round:
    """One round."""

    def __init__(
        self, case: CaseFile, watchlist: WatchList, fetcher: Fetcher, accept: frozenset[str], calls: Calls
    ) -> None:
        self._case, self._fetcher, self._accept, self._calls = case, fetcher, accept, calls
        self._now = datetime.now(UTC)
        with case.read() as tx:
            states = fetches.watched(tx, [feed.url for feed in watchlist.feeds])
        every = [_Progress(feed, states.get(feed.url)) for feed in watchlist.feeds]
        self._on_way = {p.feed.url: p for p in every if self._is_due(p)}
        erased = (p.feed for p in every if self._is_erased(p))
        notes = tuple(f"{feed.name}: {_ERASED}" for feed in erased)
        self.tally = Tally(due=len(self._on_way), waiting=len(every) - len(self._on_way), notes=notes)
        self._of_page: dict[str, Feed] = {}
        self._page_problems: dict[str, Counter[str]] = {}

    def _is_erased(self, progress: _Progress) -> bool:
        is_erased = progress.state is not None and progress.state.erased
        return is_erased and progress.feed.url not in self._accept

    def _is_due(self, progress: _Progress) -> bool:
        if self._is_erased(progress):
            return False
        due = None if progress.state is None else _time(progress.state.due)
        return due is None or due <= self._now or progress.feed.url in self._accept

    def _count(self, **more: int) -> None:
        self.tally = replace(self.tally, **{name: getattr(self.tally, name) + n for name, n in more.items()})
        self._calls.tell(self.tally)

    def _in(self, seconds: float) -> str:
        return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime(_FORM)

    def _errand(self, feed: Feed, task: _Task, url: str, held: Fetch | None) -> Errand[_Task]:
        """How a page is fetched: only if it has changed, and from own hosts inside only if its feed is on one."""
        own = self._fetcher.rules.is_own(feed.url)
        if held is None:
            return Errand(url, task, own=own)
        return Errand(url, task, held.header("etag"), held.header("last-modified"), own)

    # feeds

    def _feed_errand(self, progress: _Progress) -> Errand[_Task]:
        feed, state = progress.feed, progress.state
        if feed.kind == "page":
            with self._case.read() as tx:
                held = fetches.latest(tx, [feed.url]).get(feed.url)
            task = _Task(feed, Page(feed.url), 0, held)
            return self._errand(feed, task, feed.url, None if held is None else held[1])
        listed = None if state is None else _time(state.listed)
        recheck = feed.recheck is not None and (listed is None or (self._now - listed).total_seconds() >= feed.recheck)
        if state is None or recheck or feed.url in self._accept:
            return Errand(feed.url, _Task(feed), own=True)
        return Errand(feed.url, _Task(feed), state.etag, state.modified, own=True)

    def _fail_feed(self, feed: Feed, error: Exception) -> None:
        state = self._on_way[feed.url].state
        failures = 1 if state is None else state.failures + 1
        wait = error.wait if isinstance(error, FetchError) else None
        first = max(feed.interval, _FEED_REST)
        due = self._in(rest_after(failures, wait, first=first, longest=max(_FEED_LONGEST, first)))
        held = state or Watched(fetches.address(feed.url), "", "")
        checked = datetime.now(UTC).strftime(_FORM)
        with self._case.write() as tx:
            audit.record_failure(tx, feed.url, error)
            fetches.watch(tx, [replace(held, checked=checked, due=due, failures=failures, etag=None, modified=None)])
        del self._on_way[feed.url]
        self.tally = replace(self.tally, troubles=(*self.tally.troubles, Trouble(feed.name, str(error))))
        self._count(failed=1)

    def _listing(self, feed: Feed, fetched: Fetched, kind: Kind) -> Listing:
        if feed.kind is not None and kind != feed.kind:
            raise FetchError(f"it is a {kind}, no {feed.kind}: look for its new address, or write kind = {kind!r}")
        found = listing(fetched, kind)
        progress = self._on_way[feed.url]
        before = None if progress.state is None else progress.state.identity
        if feed.url not in self._accept:
            check_identity(before, found)
        progress.answer, progress.identity = fetched, identity_of(found)
        if fetched.moved:
            note = f"{feed.name}: moved for good to {fetched.url}; write that address into the list"
            self.tally = replace(self.tally, notes=(*self.tally.notes, note))
        return found

    def _settle_feed(self, task: _Task, fetched: Fetched, crawl: Crawl[_Task]) -> Iterator[Loaded | Failure]:
        feed = task.feed
        if fetched.status == 304:
            self._on_way[feed.url].answer = fetched
            self._count(unchanged=1)
            return
        kind = kind_of(fetched)
        state = self._on_way[feed.url].state
        if kind == "page" and feed.kind is None and (state is None or state.identity is None):
            self._on_way[feed.url].answer = fetched
            self._count(read=1, pages=1)
            yield from self._reports(feed, Page(feed.url), fetched)
            return
        if kind == "page" and feed.kind is None:
            raise FetchError("it was a feed and is a page now: look for the feed's new address")
        self._put_pages(feed, self._listing(feed, fetched, kind), crawl, task.depth)
        self._count(read=1)

    # pages

    def _put_pages(self, feed: Feed, found: Listing, crawl: Crawl[_Task], depth: int) -> None:
        named = found.pages[:SUBMAPS] if found.index else found.pages
        new = {page.url: page for page in named[::-1] if page.url not in self._of_page}
        with self._case.read() as tx:
            held, states = fetches.latest(tx, new), fetches.watched(tx, new)
        for page in reversed(new.values()):
            self._of_page[page.url] = feed
            errand = self._page_errand(feed, page, held.get(page.url), states.get(page.url), depth=depth + 1)
            if errand is not None:
                crawl.put(errand)

    def _page_errand(
        self,
        feed: Feed,
        page: Page,
        held: tuple[str, Fetch] | None = None,
        state: Watched | None = None,
        *,
        depth: int = 0,
    ) -> Errand[_Task] | None:
        """Return how a page is to be fetched, None where it is not."""
        if state is not None and (state.erased or (_time(state.due) or self._now) > self._now):
            return None
        fetch = None if held is None else held[1]
        if fetch is not None:
            last, changed = _time(fetch.at), _time(page.changed)
            age = float("inf") if last is None else (self._now - last).total_seconds()
            is_newer = last is not None and changed is not None and changed > last
            if not is_newer and (feed.recheck is None or age < feed.recheck):
                return None
        return self._errand(feed, _Task(feed, page, depth, held), page.url, fetch)

    def _reports(self, feed: Feed, page: Page, fetched: Fetched) -> Iterator[Loaded | Failure]:
        for item in reports_of(fetched, page):
            if isinstance(item, Failure):
                yield Failure(page.url, item.error)
                continue
            warnings = tuple(w for w in item.warnings if not (feed.outlet and w.startswith("outlet ")))
            report = replace(item.report, outlet=feed.outlet or item.report.outlet)
            yield replace(item, name=page.url, report=report, warnings=warnings)

    def _settle_page(
        self, task: _Task, page: Page, fetched: Fetched, crawl: Crawl[_Task]
    ) -> Iterator[Loaded | Failure]:
        if page.url in self._on_way:  # a page that is watched itself
            self._on_way[page.url].answer = fetched
        if fetched.status == 304:
            if task.held is not None:
                key, before = task.held
                again = replace(fetched.evidence(), sha256=before.sha256)
                kept = {**dict(before.headers), **dict(again.headers)}
                with self._case.write() as tx:
                    fetches.seen_again(tx, key, replace(again, headers=tuple(kept.items())))
            self._count(pages_unchanged=1, unchanged=int(page.url in self._on_way))
            return
        kind = kind_of(fetched)
        if kind == "page":
            self._count(pages=1, read=int(page.url in self._on_way))
            yield from self._reports(task.feed, page, fetched)
        elif task.depth < DEEPEST:
            found = listing(fetched, kind)
            self._put_pages(task.feed, found, crawl, task.depth)
        else:
            raise FetchError("feeds and sitemaps lead to each other more than two deep")

    def fail_page(self, failure: Failure) -> None:
        """Note that a page failed, so that it is left alone for a while."""
        feed = self._of_page.get(failure.name)
        if feed is None:
            return
        with self._case.write() as tx:
            state = fetches.watched(tx, [failure.name]).get(failure.name)
            failures = 1 if state is None else state.failures + 1
            wait = failure.error.wait if isinstance(failure.error, FetchError) else None
            rest = rest_after(failures, wait, first=_PAGE_REST, longest=_PAGE_LONGEST)
            checked = datetime.now(UTC).strftime(_FORM)
            fetches.watch(tx, [Watched(fetches.address(failure.name), checked, self._in(rest), failures)])
        self._page_problems.setdefault(feed.name, Counter())[str(failure.error)] += 1
        if failures < RETRIED and feed.url in self._on_way:
            self._on_way[feed.url].whole = False

    # the round

    def _put_off(self, errands: Iterable[Errand[_Task]]) -> None:
        for errand in errands:
            feed = errand.task.feed
            if errand.task.page is None:
                self._on_way.pop(feed.url, None)
            elif feed.url in self._on_way:
                self._on_way[feed.url].whole = False
            self._count(put_off=1)

    def _settle(self, errand: Errand[_Task], answer: Answer, crawl: Crawl[_Task]) -> Iterator[Loaded | Failure]:
        task = errand.task
        if isinstance(answer, PutOff):
            self._put_off([errand])
            return
        try:
            if isinstance(answer, Exception):
                raise answer
            if task.page is None:
                yield from self._settle_feed(task, answer, crawl)
            else:
                yield from self._settle_page(task, task.page, answer, crawl)
        except (IntakeError, InternalError) as error:
            if task.page is None:
                self._fail_feed(task.feed, error)
            else:
                yield Failure(errand.url, error)

    def items(self, seconds: float | None) -> Iterator[Loaded | Failure]:
        """Yield what is new, changed or broken.

        Args:
            seconds: After so many nothing more is begun.
        """
        started = time.monotonic()
        with Crawl[_Task](self._fetcher, until=self._calls.stop) as crawl:
            for progress in list(self._on_way.values()):
                self._of_page[progress.feed.url] = progress.feed
                crawl.put(self._feed_errand(progress))
            for errand, answer in crawl.answers():
                yield from self._settle(errand, answer, crawl)
                if seconds is not None and time.monotonic() - started > seconds:
                    self._put_off(crawl.rest())

    def close(self, counts: Counts) -> Tally:
        """Store what the feeds answered, and return how the round went.

        Args:
            counts: What became of the reports.
        """
        states = [] if counts.stopped else [self._state(p) for p in self._on_way.values() if p.answer is not None]
        if states:
            with self._case.write() as tx:
                fetches.watch(tx, states)
        failed = [
            Trouble(name, f"{problem}{' (and others)' if len(problems) > 1 else ''}", problems.total())
            for name, problems in self._page_problems.items()
            for problem, _ in problems.most_common(1)
        ]
        self.tally = replace(self.tally, counts=counts, troubles=(*self.tally.troubles, *failed))
        return self.tally

    def _state(self, progress: _Progress) -> Watched:
        answer, before, feed = progress.answer, progress.state, progress.feed
        at = datetime.now(UTC).strftime(_FORM)
        found = Watched(fetches.address(feed.url), at, self._in(feed.interval))
        identity = progress.identity or (None if before is None else before.identity)
        if answer is None or not progress.whole:
            return replace(found, identity=identity)
        if answer.status == 304 and before is not None:
            return replace(before, checked=at, due=found.due, failures=0)
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        return replace(found, etag=etag, modified=modified, identity=identity, listed=at)


def watch_round(
    case: CaseFile,
    watchlist: WatchList,
    settings: Settings,
    *,
    fetcher: Fetcher,
    accept: frozenset[str] = frozenset(),
    jobs: int = 1,
    keep_originals: bool = True,
    seconds: float | None = None,
    calls: Calls | None = None,
) -> Tally:
    """Ask every address of a list whose time has come, and add what is new or changed.

    Args:
        case: An open case.
        watchlist: What is watched.
        settings: How to read.
        fetcher: Fetches; the same one for all rounds, since it remembers what hosts ask for.
        accept: Addresses of feeds that may call themselves otherwise from now on; they are asked at once.
        jobs: Processes to read with.
        keep_originals: Keep the bytes as fetched, not only their hash.
        seconds: After so many nothing more is begun; the rest is left for the next round.
        calls: What is asked and told on the way.
    Raises:
        CaseFileError: The case cannot be written (any more).
    """
    calls = calls or Calls()
    found = _Round(case, watchlist, fetcher, accept, calls)
    items = found.items(seconds)
    first = next(items, None)
    if first is None:  # an adding of nothing leaves no trace
        return found.close(Counts(stopped=calls.stop()))
    counts = add(
        case,
        chain([first], items),
        settings,
        jobs=jobs,
        keep_originals=keep_originals,
        tell=lambda counts: calls.tell(replace(found.tally, counts=counts)),
        tell_joining=calls.tell_joining,
        tell_failure=found.fail_page,
        stop=calls.stop,
        looked_up=LOOKED_UP,
    )
    return found.close(counts)
