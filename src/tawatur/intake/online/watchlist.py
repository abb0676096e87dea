# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The file that lists what is watched: TOML, checked whole, all mistakes told at once.

Source:
    TOML 1.0; docs/watch.md describes every key.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tawatur.intake.items import MIB
from tawatur.intake.online.feeds import Kind
from tawatur.intake.online.fetching import AGENT, Rules
from tawatur.intake.online.proxies import Proxies, environment, parse_proxy
from tawatur.model.errors import FetchError, WatchListError

_KINDS: dict[str, Kind] = {"feed": "feed", "sitemap": "sitemap", "page": "page"}
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d{1,9})\s*([smhd]?)")
RECHECK = 6 * 3600.0
DEADLINE = 30.0  # seconds of one address: an endless one must not hold up a round
SIZE = 16 * MIB


@dataclass(frozen=True, slots=True)
class Feed:
    """One line of the list.

    Args:
        url: Address of the feed, sitemap or page.
        outlet: Whose reports it leads to; None leaves that to the pages.
        kind: What it has to be; None leaves that to its content.
        interval: Seconds between two times that it is asked.
        recheck: Seconds after which its pages are looked at for changes, None for never.
    """

    url: str
    outlet: str | None = None
    kind: Kind | None = None
    interval: float = 0.0
    recheck: float | None = RECHECK

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.outlet} ({self.url})" if self.outlet else self.url


@dataclass(frozen=True, slots=True)
class WatchList:
    """What is watched, and how it is fetched."""

    feeds: tuple[Feed, ...]
    rules: Rules


def parse_duration(value: object) -> float:
    """Return the seconds of a time such as `10m`, `6h`, `1d`, or of a number of seconds.

    Raises:
        ValueError: It is no time.
    """
    match = _DURATION.fullmatch(str(value).strip()) if isinstance(value, (str, int)) else None
    if match is None or isinstance(value, bool):
        raise ValueError(f"{value!r} is no time: write 90s, 10m, 6h or 1d")
    return float(int(match[1]) * _UNITS[match[2]])


class _Reader:
    """Takes values out of a table and remembers what was wrong."""

    def __init__(self, table: Mapping[str, Any], where: str, problems: list[str]) -> None:
        self._left, self._where, self._problems = dict(table), where, problems

    def wrong(self, problem: str) -> None:
        self._problems.append(f"{self._where}: {problem}")

    def text(self, name: str) -> str | None:
        value = self._left.pop(name, None)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            self.wrong(f"{name} is {value!r}: write a text in quotation marks")
            return None
        return value

    def seconds(self, name: str, default: float) -> float:
        if name not in self._left:
            return default
        try:
            return parse_duration(self._left.pop(name))
        except ValueError as exc:
            self.wrong(f"{name}: {exc}")
            return default

    def number(self, name: str, default: float) -> float:
        value = self._left.pop(name, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            self.wrong(f"{name} is {value!r}: write a number of seconds")
            return default
        return float(value)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(f"{name} is {value!r}: write a list of texts")
            return ()
        return tuple(value)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self._left.pop(name, default)
        if not isinstance(value, bool):
            self.wrong(f"{name} is {value!r}: write true or false")
            return default
        return value

    def tables(self, name: str) -> list[Mapping[str, Any]]:
        value = self._left.pop(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(f"write each as [[{name}]]")
            return []
        return value

    def end(self, known: str) -> None:
        for name in self._left:
            self.wrong(f"{name!r} is not known here; there is {known}")


def _feed(table: Mapping[str, Any], number: int, problems: list[str]) -> Feed:
    url = table.get("url")
    take = _Reader(table, f"feed {number}" + (f" ({url})" if isinstance(url, str) else ""), problems)
    address, outlet, kind = take.text("url"), take.text("outlet"), take.text("kind")
    if address is None:
        take.wrong("url is missing")
    elif not re.match(r"https?://", address):
        take.wrong("url has to begin with http:// or https://")
    if kind is not None and kind not in _KINDS:
        take.wrong(f"kind is {kind!r}: write one of {', '.join(_KINDS)}, or leave it out")
    interval = take.seconds("interval", 0.0)
    never = table.get("recheck") == "never"
    recheck = None if never else take.seconds("recheck", RECHECK)
    if never:
        take.text("recheck")
    take.end("url, outlet, kind, interval, recheck")
    return Feed(address or "", outlet, _KINDS.get(kind or ""), interval, recheck)


def _proxies(address: str | None, take: _Reader) -> Proxies:
    if address is None:
        return environment()
    try:
        parse_proxy(address)
    except FetchError as exc:
        take.wrong(f"proxy: {exc}")
    return Proxies({"all": address})


def parse_watchlist(text: str, name: str) -> WatchList:
    """Return what a list says.

    Args:
        text: TOML.
        name: How messages call the file.
    Raises:
        WatchListError: It is no TOML, or not of this form; every mistake is named.
    """
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise WatchListError(f"{name}: not TOML: {exc}") from exc
    problems: list[str] = []
    take = _Reader(whole, name, problems)
    feeds = tuple(_feed(table, number, problems) for number, table in enumerate(take.tables("feed"), 1))
    rules = Rules(
        agent=take.text("agent") or AGENT,
        pause=take.number("pause", 1.0),
        deadline=take.number("deadline", DEADLINE),
        size=SIZE,
        robots=take.flag("robots", default=True),
        own=frozenset(take.texts("inside")),
        proxies=_proxies(take.text("proxy"), take),
    )
    take.end("proxy, agent, pause, deadline, robots, inside, and [[feed]]")
    urls = [feed.url for feed in feeds]
    twice = sorted({url for url in urls if url and urls.count(url) > 1})
    problems += [f"{name}: {url} is listed more than once" for url in twice]
    if not feeds and not problems:
        problems.append(f'{name}: it lists nothing; write [[feed]] and below it url = "https://…"')
    if problems:
        raise WatchListError("\n".join(problems))
    return WatchList(feeds, rules)


def load_watchlist(path: Path) -> WatchList:
    """Return what the list in a file says.

    Raises:
        WatchListError: It cannot be read, or is not of this form.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as exc:
        raise WatchListError(f"{path}: cannot be read: {exc.strerror}") from exc
    except UnicodeDecodeError as exc:
        raise WatchListError(f"{path}: not UTF-8; save it as UTF-8") from exc
    return parse_watchlist(text, path.name)
