# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The file that lists what is watched."""

from pathlib import Path

import pytest

from tawatur.intake.online.watchlist import Feed, load_watchlist, parse_duration, parse_watchlist
from tawatur.model.errors import WatchListError

LIST = """
proxy = "socks5h://127.0.0.1:9050"
pause = 2
inside = ["127.0.0.1:1200"]

[[feed]]
outlet = "الميدان"
url = "https://midan.example/feed.xml"
kind = "feed"
interval = "15m"
recheck = "1d"

[[feed]]
url = "https://dafa.example/sitemap.xml"
recheck = "never"
"""


def test_watchlist_says_what_is_watched_and_how() -> None:
    found = parse_watchlist(LIST, "feeds.toml")
    assert found.feeds == (
        Feed("https://midan.example/feed.xml", "الميدان", "feed", 900.0, 86400.0),
        Feed("https://dafa.example/sitemap.xml", None, None, 0.0, None),
    )
    assert found.rules.pause == 2.0
    assert found.rules.is_own("http://127.0.0.1:1200/x")
    assert not found.rules.is_own("http://127.0.0.1:80/x")
    proxy = found.rules.proxies.of("https", "midan.example")
    assert proxy is not None
    assert (proxy.host, proxy.port, proxy.is_socks) == ("127.0.0.1", 9050, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = ", "not TOML"),
        ("", "it lists nothing"),
        ("[[feed]]\noutlet = 'a'", "feed 1: url is missing"),
        ("[[feed]]\nurl = 'ftp://a'", "has to begin with http"),
        ("[[feed]]\nurl = 'https://a'\nkind = 'rss'", "write one of feed, sitemap, page"),
        ("[[feed]]\nurl = 'https://a'\ninterval = 'often'", "write 90s, 10m, 6h or 1d"),
        ("[[feed]]\nurl = 'https://a'\nevery = '1h'", "'every' is not known here; there is url, outlet"),
        ("[[feed]]\nurl = 'https://a'\n[[feed]]\nurl = 'https://a'", "listed more than once"),
        ("proxy = 'tor'\n[[feed]]\nurl = 'https://a'", "SCHEME://HOST:PORT"),
        ("pause = -1\n[[feed]]\nurl = 'https://a'", "write a number of seconds"),
        ("inside = 'x'\n[[feed]]\nurl = 'https://a'", "write a list of texts"),
        ("feed = 3", "write each as [[feed]]"),
        ("robots = 'no'\n[[feed]]\nurl = 'https://a'", "write true or false"),
    ],
)
def test_watchlist_mistakes_are_named(text: str, said: str) -> None:
    with pytest.raises(WatchListError, match=r"feed") as found:
        parse_watchlist(text, "feeds.toml")
    assert said in str(found.value)


def test_watchlist_all_mistakes_at_once() -> None:
    with pytest.raises(WatchListError) as found:
        parse_watchlist("pause = 'x'\n[[feed]]\nkind = 3\n[[feed]]\nurl = 'https://a'\nrecheck = 'x'", "feeds.toml")
    assert len(str(found.value).splitlines()) == 4


def test_watchlist_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(WatchListError, match=r"none\.toml: cannot be read"):
        load_watchlist(tmp_path / "none.toml")
    path = tmp_path / "a.toml"
    path.write_bytes("outlet = 'الميدان'".encode("windows-1256"))
    with pytest.raises(WatchListError, match="save it as UTF-8"):
        load_watchlist(path)


@pytest.mark.parametrize(
    ("value", "seconds"), [("90s", 90), ("10m", 600), ("6h", 21600), ("1d", 86400), (45, 45), ("7", 7)]
)
def test_watchlist_times(value: object, seconds: float) -> None:
    assert parse_duration(value) == seconds


@pytest.mark.parametrize("value", ["", "m", "1w", "-5m", True, 1.5, None, "10 10"])
def test_watchlist_what_is_no_time(value: object) -> None:
    with pytest.raises(ValueError, match="is no time"):
        parse_duration(value)
