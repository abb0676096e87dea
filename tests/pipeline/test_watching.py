# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Watching feeds, sitemaps and pages, against a site on loopback."""

import hashlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tawatur.casefile import CaseFile, audit, create, fetches, listing, reports, versions
from tawatur.intake.online import Fetcher, Rules
from tawatur.intake.online.proxies import Proxies
from tawatur.intake.online.watchlist import Feed, WatchList
from tawatur.pipeline import changes
from tawatur.pipeline.local import Settings
from tawatur.pipeline.watching import Calls, Tally, rest_after, watch_round
from tests.loopback import Site, feed, page, served

pytest.importorskip("feedparser", reason="feedparser is not installed; run: pip install 'tawatur[online]'")

# the ministry said … opened the crossing; gunmen attacked a checkpoint …
TEXTS = (
    "أعلنت وزارة الداخلية أمس فتح معبر الوادي أمام المسافرين بعد إغلاق استمر ثلاثة أيام، وقال المتحدث إن القرار نهائي.",
    "قالت الشرطة إن مسلحين هاجموا أمس حاجزا للجيش في مدينة السدرة وقتلوا ثلاثة جنود وأصابوا سبعة آخرين بجروح.",
)


def text(number: int) -> str:
    return f"{TEXTS[number % 2]} وجاء ذلك في البيان رقم {number} الذي نشر على موقع اللجنة."


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with create(tmp_path / "a.case") as made:
        yield made


def rules(**more: Any) -> Rules:
    return Rules(**{"inside": True, "pause": 0.0, "proxies": Proxies(), "deadline": 10.0, **more})


def look(case: CaseFile, *feeds: Feed, **more: Any) -> Tally:
    """One round over these feeds."""
    made = more.pop("rules", rules())
    return watch_round(case, WatchList(feeds, made), Settings(), fetcher=Fetcher(made), **more)


def lay_feed(site: Site, *numbers: int, path: str = "/feed", title: str = "الميدان", **headers: str) -> Feed:
    """A feed of pages that are there, and how it is listed."""
    for number in numbers:
        site.lay(f"/{number}", page(text(number)), etag=f'"p{number}"')
    pages = [f"{site.base}/{number}" for number in numbers]
    site.lay(path, feed(title, "https://midan.example/", pages), content_type="application/rss+xml", **headers)
    return Feed(site.base + path, "الميدان", "feed")


def test_watching_adds_what_is_new_with_its_evidence(case: CaseFile, site: Site) -> None:
    site.lay("/robots.txt", "", content_type="text/plain")
    told = look(case, lay_feed(site, 1, 2))
    assert (told.read, told.pages, told.counts.added, told.troubles) == (1, 2, 2, ())
    with case.read() as tx:
        (key,) = listing.report_keys(tx, f"{site.base}/1")
        (fetch,) = fetches.of_report(tx, key)
        row = next(r for r in listing.reports(tx) if r.key == key)
        body = reports.original(tx, key)
        ((_, report),) = reports.texts(tx, [key])
    assert report.text.split() == ["خبر", *text(1).split()]  # heading and paragraph, word for word
    assert body == page(text(1)).encode()
    assert fetch.sha256 == hashlib.sha256(body).hexdigest()
    assert (fetch.asked, fetch.url, fetch.status) == (f"{site.base}/1", f"{site.base}/1", 200)
    assert fetch.header("etag") == '"p1"'
    assert row.outlet == "الميدان"


def test_watching_from_own_hosts_only_where_the_list_is(case: CaseFile, site: Site) -> None:
    """A feed of somebody else that names a page of an own host is no way in."""
    lay_feed(site, 1)
    with served() as other:
        other.lay("/feed", feed("الضفة", "https://dafa.example/", [f"{site.base}/1"]), content_type="application/xml")
        own = frozenset([site.base.removeprefix("http://")])
        made = rules(inside=False, own=own)
        told = look(case, Feed(f"{other.base}/feed"), Feed(f"{site.base}/feed"), rules=made)
        assert (told.failed, told.counts.added) == (1, 1)
        assert other.asked == []


def test_watching_on_every_database(place: str, site: Site) -> None:
    listed = replace(lay_feed(site, 1, 2), recheck=0.0)
    with create(place) as case:
        assert look(case, listed, Feed(f"{site.base}/none")).counts.added == 2
        site.lay("/1", page(text(1) + " تحديث."))
        told = look(case, listed, Feed(f"{site.base}/none"))
        assert (told.counts.added, told.pages_unchanged, told.waiting) == (1, 1, 1)
        with case.read() as tx:
            key = listing.report_keys(tx, f"{site.base}/1")[0]
            assert len(versions.versions(tx, key)) == 2
        changes.erase(case, (key,))
        with case.read() as tx:
            assert len(versions.versions(tx, listing.report_keys(tx, f"{site.base}/1")[0])) == 1


def test_watching_a_feed_that_has_not_changed_costs_one_request(case: CaseFile, site: Site) -> None:
    listed = lay_feed(site, 1, etag='"f1"')
    look(case, listed)
    site.asked.clear()
    told = look(case, listed)
    assert (told.unchanged, told.pages) == (1, 0)
    assert site.paths() == ["/feed"]
    assert site.asked[-1][1]["if-none-match"] == '"f1"'


def test_watching_asks_a_feed_only_when_its_interval_has_passed(case: CaseFile, site: Site) -> None:
    listed = replace(lay_feed(site, 1), interval=3600.0)
    look(case, listed)
    told = look(case, listed)
    assert (told.due, told.waiting) == (0, 1)


def test_watching_a_changed_page_is_a_new_version_with_the_difference(case: CaseFile, site: Site) -> None:
    listed = replace(lay_feed(site, 1), recheck=0.0)
    look(case, listed)
    site.lay("/1", page(text(1).replace("ثلاثة جنود", "أربعة جنود")), etag='"p1b"')
    told = look(case, listed)
    assert told.counts.added == 1
    with case.read() as tx:
        held = versions.versions(tx, listing.report_keys(tx, f"{site.base}/1")[0])
    assert [v.version for v in held] == [1, 2]
    assert held[0].text.replace("ثلاثة جنود", "أربعة جنود") == held[1].text
    assert held[1].fetches[0].header("etag") == '"p1b"'


def test_watching_a_page_that_has_not_changed_is_noted_as_seen(case: CaseFile, site: Site) -> None:
    listed = replace(lay_feed(site, 1), recheck=0.0)
    look(case, listed)
    told = look(case, listed)
    assert (told.pages, told.pages_unchanged, told.counts.added) == (0, 1, 0)
    with case.read() as tx:
        held = fetches.of_report(tx, listing.report_keys(tx, f"{site.base}/1")[0])
    assert [fetch.status for fetch in held] == [200, 304]
    assert held[0].sha256 == held[1].sha256


def test_watching_other_bytes_with_the_same_wording_are_no_version(case: CaseFile, site: Site) -> None:
    listed = replace(lay_feed(site, 1), recheck=0.0)
    site.lay("/1", page(text(1), noise="1"))
    look(case, listed)
    site.lay("/1", page(text(1), noise="2"))
    assert look(case, listed).counts.same == 1
    with case.read() as tx:
        keys = listing.report_keys(tx, f"{site.base}/1")
        first, second = fetches.of_report(tx, keys[0])
    assert len(keys) == 1
    assert first.sha256 != second.sha256


def test_watching_a_page_is_looked_at_again_only_after_a_while_or_when_the_feed_says_so(
    case: CaseFile, site: Site
) -> None:
    listed = lay_feed(site, 1)
    look(case, listed)
    site.asked.clear()
    look(case, listed)
    assert "/1" not in site.paths()
    pages = [f"{site.base}/1"]
    site.lay("/feed", feed("الميدان", "https://midan.example/", pages, updated="Fri, 01 Jan 2100 10:00:00 GMT"))
    look(case, listed)  # a date of publication alone is no change
    assert "/1" not in site.paths()
    sitemap = f"<urlset><url><loc>{pages[0]}</loc><lastmod>2100-01-01</lastmod></url></urlset>"
    site.lay("/map", sitemap, content_type="application/xml")
    look(case, Feed(f"{site.base}/map", "الميدان", "sitemap"))
    assert "/1" in site.paths()


def test_watching_a_page_itself(case: CaseFile, site: Site) -> None:
    site.lay("/statement", page(text(0)), etag='"a"')
    listed = Feed(f"{site.base}/statement", "اللجنة", "page")
    assert look(case, listed).counts.added == 1
    told = look(case, listed)
    assert (told.unchanged, told.pages_unchanged) == (1, 1)
    site.lay("/statement", page(text(0) + " ثم عدلت اللجنة البيان."), etag='"b"')
    assert look(case, listed).counts.added == 1


def test_watching_names_a_feed_that_fails_and_leaves_it_alone(case: CaseFile, site: Site) -> None:
    bad = Feed(f"{site.base}/none", "الضفة", "feed")
    told = look(case, bad, lay_feed(site, 1))
    assert (told.failed, told.read, told.counts.added) == (1, 1, 1)
    (trouble,) = told.troubles
    assert trouble.feed == f"الضفة ({site.base}/none)"
    assert "404" in trouble.message
    assert "look for the new one" in trouble.message
    with case.read() as tx:
        assert [row.provenance for row in audit.failures(tx)] == [f"{site.base}/none"]
    assert look(case, bad).waiting == 1


def test_watching_waits_as_long_as_it_is_asked_to(case: CaseFile, site: Site) -> None:
    site.lay("/feed", "", status=429, retry_after="7200")
    listed = Feed(f"{site.base}/feed")
    look(case, listed)
    with case.read() as tx:
        state = fetches.watched(tx, [listed.url])[listed.url]
    left = time.mktime(time.strptime(state.due, "%Y-%m-%dT%H:%M:%SZ")) - time.mktime(
        time.strptime(state.checked, "%Y-%m-%dT%H:%M:%SZ")
    )
    assert left == pytest.approx(7200, abs=3)


def test_watching_a_host_that_asks_to_wait_is_left_alone_at_once(case: CaseFile, site: Site) -> None:
    listed = lay_feed(site, *range(1, 9), etag='"f"')
    for number in range(1, 9):
        site.lay(f"/{number}", "", status=503, retry_after="1")
    told = look(case, listed)
    assert told.put_off >= 6
    assert len([path for path in site.paths() if path != "/feed"]) <= 2
    with case.read() as tx:  # what was put off is not lost: the feed does not count as seen
        assert fetches.watched(tx, [listed.url])[listed.url].etag is None


@pytest.mark.parametrize(
    ("failures", "wait", "seconds"),
    [(1, None, 300), (2, None, 600), (5, None, 4800), (40, None, 86400), (1, 7200.0, 7200), (9, 5.0, 76800)],
)
def test_watching_rests_longer_with_each_failure(failures: int, wait: float | None, seconds: float) -> None:
    assert rest_after(failures, wait, first=300, longest=86400) == seconds


def test_watching_a_feed_that_became_another_is_held_until_accepted(case: CaseFile, site: Site) -> None:
    listed = lay_feed(site, 1)
    look(case, listed)
    site.lay("/9", page(text(9)))
    site.lay("/feed", feed("عروض وتخفيضات", "https://shop.example/", [f"{site.base}/9"]))  # offers and discounts
    told = look(case, listed)
    assert (told.failed, told.counts.added) == (1, 0)
    assert "--accept" in told.troubles[0].message
    assert "/9" not in site.paths()
    told = look(case, listed, accept=frozenset([listed.url]))
    assert (told.failed, told.counts.added) == (0, 1)


def test_watching_a_feed_with_a_new_title_goes_on(case: CaseFile, site: Site) -> None:
    look(case, lay_feed(site, 1))
    assert look(case, lay_feed(site, 1, 2, title="شبكة الميدان")).counts.added == 1


def test_watching_a_feed_that_is_a_page_now_says_so(case: CaseFile, site: Site) -> None:
    listed = lay_feed(site, 1)
    look(case, listed)
    site.lay("/feed", page(text(0)))
    told = look(case, listed)
    assert "it is a page, no feed" in told.troubles[0].message


def test_watching_tells_that_a_feed_moved_for_good(case: CaseFile, site: Site) -> None:
    lay_feed(site, 1)
    site.lay("/old", b"", status=301, location="/feed")
    told = look(case, Feed(f"{site.base}/old", "الميدان", "feed"))
    assert told.counts.added == 1
    assert f"moved for good to {site.base}/feed" in told.notes[0]


def test_watching_sitemaps_of_sitemaps(case: CaseFile, site: Site) -> None:
    site.lay("/map", f"<sitemapindex><sitemap><loc>{site.base}/map2</loc></sitemap></sitemapindex>")
    site.lay("/map2", f"<urlset><url><loc>{site.base}/1</loc></url><url><loc>{site.base}/map</loc></url></urlset>")
    site.lay("/1", page(text(1)))
    assert look(case, Feed(f"{site.base}/map", kind="sitemap")).counts.added == 1


def test_watching_pages_that_fail_are_counted_and_left_alone(case: CaseFile, site: Site) -> None:
    listed = lay_feed(site, 1)
    site.lay("/empty", "<html><body></body></html>")
    links = [f"{site.base}/1", f"{site.base}/empty", "file:///etc/passwd", "http://169.254.169.254/x"]
    site.lay("/feed", feed("الميدان", "https://midan.example/", links))
    made = rules(inside=False, own=frozenset([site.base.removeprefix("http://")]))
    told = look(case, listed, rules=made)
    assert (told.counts.added, told.counts.failed) == (1, 3)
    assert told.troubles[0].pages == 3
    site.asked.clear()
    look(case, listed, rules=made)
    assert site.paths() == ["/feed"]


def test_watching_an_erased_report_does_not_come_back(case: CaseFile, site: Site) -> None:
    listed = replace(lay_feed(site, 1), recheck=0.0)
    look(case, listed)
    with case.read() as tx:
        keys = listing.report_keys(tx, f"{site.base}/1")
    changes.erase(case, keys)
    site.lay("/1", page(text(1), noise="other"))
    assert look(case, listed).counts.added == 0
    assert site.base.encode() + b"/1" not in Path(case.where).read_bytes()


@pytest.mark.parametrize("kind", ["page", None])
def test_watching_an_erased_page_of_the_list_does_not_come_back(case: CaseFile, site: Site, kind: Any) -> None:
    lay_feed(site, 1)
    listed = Feed(f"{site.base}/1", "الميدان", kind)
    assert look(case, listed).counts.added == 1
    with case.read() as tx:
        keys = listing.report_keys(tx, listed.url)
    changes.erase(case, keys)
    site.lay("/1", page(text(1), noise="other"))
    for _ in range(2):
        told = look(case, listed)
        assert (told.due, told.counts.added) == (0, 0)
        assert "erased" in told.notes[0]
    assert look(case, listed, accept=frozenset([listed.url])).counts.added == 1


def test_watching_stopped_goes_on_without_a_double_or_a_loss(case: CaseFile, site: Site) -> None:
    listed = lay_feed(site, *range(1, 31), etag='"f"')
    seen: list[Tally] = []
    calls = Calls(tell=seen.append, stop=lambda: bool(seen) and seen[-1].counts.added >= 5)
    told = look(case, listed, calls=calls)
    assert told.counts.stopped
    assert told.counts.added < 30
    again = look(case, listed)
    assert told.counts.added + again.counts.added == 30
    with case.read() as tx:
        assert {row.version for row in listing.reports(tx)} == {1}


def test_watching_leaves_for_the_next_round_what_would_take_too_long(case: CaseFile, site: Site) -> None:
    listed = lay_feed(site, *range(1, 7), etag='"f"')
    for number in range(1, 7):
        site.slow(f"/{number}", 0.2)
    told = look(case, listed, rules=rules(pause=0.01), seconds=0.5)
    assert told.put_off > 0
    assert told.counts.added + look(case, listed).counts.added == 6


def test_watching_no_feed_starves_another(case: CaseFile, site: Site) -> None:
    good = [lay_feed(site, n, path=f"/good{n}") for n in range(1, 13)]
    bad = [Feed(f"{site.base}/bad{n}", kind="feed") for n in range(12)]
    for number in range(12):
        match number % 4:
            case 0:
                site.endless(f"/bad{number}")
            case 1:
                site.circle(f"/bad{number}", f"/bad{number}b")
            case 2:
                site.broken(f"/bad{number}")
            case _:
                site.lay(f"/bad{number}", "<rss><channel>", status=500)
    unchanged = [lay_feed(site, 20 + n, path=f"/same{n}", etag='"s"') for n in range(6)]
    look(case, *unchanged)
    for n in range(6):
        site.slow(f"/same{n}", 0.3)
    own = rules(inside=False, own=frozenset(["127.0.0.1"]), deadline=2.0)
    began = time.monotonic()
    told = look(case, *bad, *good, *unchanged, rules=own)
    assert (told.read, told.unchanged, told.failed) == (12, 6, 12)
    assert told.counts.added == 12
    assert time.monotonic() - began < 30
    messages = " ".join(trouble.message for trouble in told.troubles)
    for said in ("longer than 2 seconds", "perhaps in a circle", "cut off", "500"):
        assert said in messages


def test_watching_ends_at_once_when_stopped_in_the_middle_of_an_endless_answer(case: CaseFile, site: Site) -> None:
    site.endless("/feed")
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    began = time.monotonic()
    told = look(case, Feed(f"{site.base}/feed"), rules=rules(deadline=60.0), calls=Calls(stop=stop.is_set))
    assert told.counts.stopped
    assert time.monotonic() - began < 10
