# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Many hosts at once, each in its turn."""

import threading
import time
from collections import Counter
from typing import Any

import pytest

from tawatur.intake.online import Fetched, Fetcher, Rules
from tawatur.intake.online.crawling import Crawl, Errand, PutOff
from tawatur.intake.online.proxies import Proxies
from tawatur.model.errors import FetchError, NoAnswerError


class Played(Fetcher):
    """Fetches nothing; notes how many are with one host at once."""

    def __init__(self, answers: dict[str, Any]) -> None:
        super().__init__(Rules(proxies=Proxies()))
        self.answers, self.now, self.most = answers, Counter[str](), Counter[str]()
        self.guard = threading.Lock()

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None, own: bool = False) -> Fetched:
        host = url.split("/")[2]
        with self.guard:
            self.now[host] += 1
            self.most[host] = max(self.most[host], self.now[host])
        try:
            found = self.answers.get(host, 0.0)
            if isinstance(found, Exception):
                raise found
            time.sleep(found)
            return Fetched(url, url, 200, {}, b"", "", "")
        finally:
            with self.guard:
                self.now[host] -= 1


def test_crawling_asks_a_host_one_at_a_time_and_hosts_together() -> None:
    fetcher = Played({f"h{n}": 0.05 for n in range(8)})
    with Crawl[int](fetcher, threads=8) as crawl:
        for n in range(24):
            crawl.put(Errand(f"http://h{n % 8}/{n}", n))
        began = time.monotonic()
        assert sorted(errand.task for errand, _ in crawl.answers()) == list(range(24))
    assert time.monotonic() - began < 1.0  # 1.2 s one after the other
    assert set(fetcher.most.values()) == {1}


def test_crawling_a_slow_host_holds_up_only_itself() -> None:
    fetcher = Played({"slow": 0.5})
    with Crawl[str](fetcher, threads=4) as crawl:
        for n in range(3):
            crawl.put(Errand(f"http://slow/{n}", "slow"))
        for n in range(30):
            crawl.put(Errand(f"http://h{n}/", "quick"))
        order = [errand.task for errand, _ in crawl.answers()]
    assert order[:30] == ["quick"] * 30


def test_crawling_more_is_put_on_the_way() -> None:
    with Crawl[int](Played({})) as crawl:
        crawl.put(Errand("http://a/0", 0))
        seen = []
        for errand, _ in crawl.answers():
            seen.append(errand.task)
            if errand.task < 5:
                crawl.put(Errand(f"http://a/{errand.task + 1}", errand.task + 1))
    assert seen == [0, 1, 2, 3, 4, 5]


def test_crawling_a_host_that_wants_rest_gets_it() -> None:
    fetcher = Played({"a": FetchError("busy", status=429)})
    with Crawl[int](fetcher) as crawl:
        for n in range(5):
            crawl.put(Errand(f"http://a/{n}", n))
        crawl.put(Errand("http://b/", 9))
        answers = {errand.task: answer for errand, answer in crawl.answers()}
        crawl.put(Errand("http://a/7", 7))
        answers |= {errand.task: answer for errand, answer in crawl.answers()}
    assert isinstance(answers[0], FetchError)
    assert all(isinstance(answers[n], PutOff) for n in (1, 2, 3, 4, 7))
    assert isinstance(answers[9], Fetched)


def test_crawling_a_host_that_never_answers_is_given_up_for_the_round() -> None:
    with Crawl[int](Played({"a": NoAnswerError("late")})) as crawl:
        for n in range(9):
            crawl.put(Errand(f"http://a/{n}", n))
        answers = Counter(type(answer) for _, answer in crawl.answers())
    assert answers == {NoAnswerError: 3, PutOff: 6}


def test_crawling_a_defect_is_named_and_the_rest_goes_on() -> None:
    with Crawl[int](Played({"a": KeyError("x")})) as crawl:
        crawl.put(Errand("http://a/1", 1))
        crawl.put(Errand("http://a/2", 2))
        answers = [str(answer) for _, answer in crawl.answers()]
    assert len(answers) == 2
    assert "KeyError; please report" in answers[0]


@pytest.mark.parametrize("url", ["http://[bad", "", "file:///x", "http://"])
def test_crawling_addresses_without_a_host(url: str) -> None:
    with Crawl[int](Fetcher(Rules(proxies=Proxies()))) as crawl:
        crawl.put(Errand(url, 1))
        ((_, answer),) = crawl.answers()
    assert isinstance(answer, Exception)
