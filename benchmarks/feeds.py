# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How long a round over many feeds takes of which some are slow, broken, endless, in circles, or unchanged.

    feeds.py REPORTS.jsonl[.gz] [--feeds N] [--pages N] [--deadline SECONDS]

The pages are made of the reports. Every feed is a host of its own, 127.0.x.y, asked once a second at most and with its
robots.txt, as hosts outside are. A first round fills the case; the second, in which nothing is new in the unchanged
feeds, is timed too.
"""

import argparse
import sys
import tempfile
import time
from html import escape
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.loopback import Site, feed, page, served

from tawatur.casefile import create, listing
from tawatur.intake import Loaded, load
from tawatur.intake.online import Fetcher, Rules
from tawatur.intake.online.proxies import Proxies
from tawatur.intake.online.watchlist import Feed, WatchList
from tawatur.model import Report
from tawatur.pipeline.local import Settings
from tawatur.pipeline.watching import Tally, watch_round

# Of ten feeds: 5 are good, and one each is slow, endless, broken, a circle, and answers with an error.
KINDS = ("good", "good", "good", "good", "good", "slow", "endless", "broken", "circle", "error")
SLOW = 5.0  # seconds


def lay(site: Site, number: int, reports: list[Report]) -> tuple[str, Feed]:
    """Lay out one feed and return its kind and how it is listed."""
    kind = KINDS[number % len(KINDS)]
    host = f"127.0.{1 + number // 200}.{1 + number % 200}"
    base = site.base.replace("127.0.0.1", host)
    path, links = f"/{number}/feed", [f"{base}/{number}/{n}" for n in range(len(reports))]
    for n, report in enumerate(reports):
        site.lay(f"/{number}/{n}", page(escape(report.text), title=escape(report.title or "")), etag=f'"{n}"')
    if kind in ("good", "slow"):
        site.lay(path, feed(f"الموقع {number}", base, links), content_type="application/xml", etag=f'"{number}"')
    if kind == "slow":
        site.slow(path, SLOW)
    elif kind == "endless":
        site.endless(path)
    elif kind == "broken":
        site.broken(path)
    elif kind == "circle":
        site.circle(path, f"/{number}/other")
    elif kind == "error":
        site.lay(path, "", status=500)
    return kind, Feed(base + path, f"الموقع {number}", "feed")


def told(name: str, tally: Tally, seconds: float, busy: float) -> None:
    """Print how a round went."""
    print(
        f"{name}: {seconds:.1f} s, of the processor {busy:.1f} s; feeds: {tally.due} due, {tally.read} read, "
        f"{tally.unchanged} unchanged, "
        f"{tally.failed} failed, {tally.waiting} left alone; pages: {tally.pages}; added: {tally.counts.added}"
    )


def main() -> None:
    """Run two rounds and say whether every good feed was heard."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--pages", type=int, default=3, help="of each feed")
    parser.add_argument("--deadline", type=float, default=30.0)
    asked = parser.parse_args()
    rules = Rules(inside=True, pause=1.0, deadline=asked.deadline, proxies=Proxies())
    with served("") as site, tempfile.TemporaryDirectory() as folder, create(Path(folder, "feeds.case")) as case:
        source = (item.report for item in load([asked.reports]) if isinstance(item, Loaded))
        laid = [lay(site, number, list(islice(source, asked.pages))) for number in range(asked.feeds)]
        watched = WatchList(tuple(feed for _, feed in laid), rules)
        heard = sum(kind in ("good", "slow") for kind, _ in laid)
        fetcher = Fetcher(rules)
        for name in ("first round", "second round"):
            began, busy = time.monotonic(), time.process_time()
            tally = watch_round(case, watched, Settings(), fetcher=fetcher)
            told(name, tally, time.monotonic() - began, time.process_time() - busy)
            if tally.read + tally.unchanged != heard:
                sys.exit(f"{heard} feeds could be heard, {tally.read + tally.unchanged} were")
        with case.read() as tx:
            found = listing.status(tx).reports
    print(f"reports: {found} of {heard * asked.pages}")
    if found != heard * asked.pages:
        sys.exit("some are missing, or double")


if __name__ == "__main__":
    main()
