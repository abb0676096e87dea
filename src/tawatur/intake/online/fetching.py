# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Fetch an address: bounded in time and size, polite to its host, and with all that evidence needs.

Source:
    RFC 9110 (HTTP), 13.1: conditional requests; RFC 9309: robots exclusion.
"""

import hashlib
import http.client
import socket
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Timer
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from tawatur.intake.items import MIB
from tawatur.intake.online.connecting import connect, resolve
from tawatur.model.errors import FetchError, TooLargeError

_MOVED = frozenset([301, 302, 303, 307, 308])
_OK, _UNCHANGED = 200, 304
_NOT_THERE = range(400, 500)
_PART = 1 << 16
_ROBOTS_SIZE = 512 * 1024


@dataclass(frozen=True, slots=True)
class Rules:
    """How to fetch.

    Args:
        agent: What to call oneself.
        timeout: Seconds that one step of a connection may take.
        deadline: Seconds that one address may take in all.
        size: Bytes of one answer at most, unpacked.
        redirects: Redirections followed at most.
        pause: Seconds between two requests to one host.
        robots: Whether robots.txt is obeyed.
        inside: Whether this machine and its network may be fetched from; for tests.
    """

    agent: str = "tawatur"
    timeout: float = 15.0
    deadline: float = 60.0
    size: int = 32 * MIB
    redirects: int = 5
    pause: float = 1.0
    robots: bool = True
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, as evidence needs it.

    Args:
        asked: Address asked for.
        url: Address that answered, redirections followed.
        status: 200, or 304 where nothing has changed.
        headers: Its headers, names in lower case.
        body: Its bytes, unpacked.
        sha256: Their SHA-256 in hex.
        at: When, UTC, ISO 8601.
    """

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    sha256: str
    at: str


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _cut(sock: socket.socket) -> None:
    """End a connection that drips on past its deadline: no time limit on single reads would."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses one after the other and remembers what each host asks for.

    Args:
        rules: How to fetch.
        sleep: Waits; another one in tests.
        clock: Seconds that only grow.
    """

    rules: Rules = field(default_factory=Rules)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what an address answers.

        Args:
            url: The address.
            etag: `ETag` of what is there already: the answer may be that nothing has changed.
            modified: Its `Last-Modified`.
        Raises:
            ForbiddenAddressError: It, or where it redirects to, leads inside or is no web address.
            FetchError: robots.txt forbids it, or it does not answer as it should.
            TooLargeError: The answer is too large.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value is not None}
        until = self.clock() + self.rules.deadline
        here = url
        for _ in range(self.rules.redirects + 1):
            if self.rules.robots and not self._is_allowed(here, until):
                raise FetchError(f"the robots.txt of {urlsplit(here).hostname} forbids it")
            answer = self._ask(here, headers, until, self.rules.size)
            if answer.status not in _MOVED:
                if answer.status not in (_OK, _UNCHANGED):
                    raise FetchError(f"the host answers {answer.status}")
                digest = hashlib.sha256(answer.body).hexdigest()
                return Fetched(url, here, answer.status, answer.headers, answer.body, digest, _now())
            here = urljoin(here, answer.headers.get("location", ""))
        raise FetchError(f"redirects more than {self.rules.redirects} times")

    def _wait(self, host: str) -> None:
        left = self._last.get(host, float("-inf")) + self.rules.pause - self.clock()
        if left > 0:
            self.sleep(left)
        self._last[host] = self.clock()

    def _is_allowed(self, url: str, until: float) -> bool:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._robots.get(origin)
        if rules is None:
            rules = RobotFileParser()
            answer = self._ask(f"{origin}/robots.txt", {}, until, _ROBOTS_SIZE)
            if answer.status == _OK:
                rules.parse(answer.body.decode("utf-8", "replace").splitlines())
            elif answer.status in _NOT_THERE or answer.status in _MOVED:
                rules.parse([])
            else:
                raise FetchError(f"the robots.txt of {parts.hostname} answers {answer.status}; try again later")
            self._robots[origin] = rules
        return rules.can_fetch(self.rules.agent, url)

    def _ask(self, url: str, headers: Mapping[str, str], until: float, size: int) -> "_Answer":
        target = resolve(url, inside=self.rules.inside)
        self._wait(target.host)
        connection = connect(target, self.rules.timeout)
        sent = {"User-Agent": self.rules.agent, "Accept-Encoding": "gzip", "Connection": "close", **headers}
        try:
            connection.connect()
            alarm = Timer(max(until - self.clock(), 0.0), _cut, [connection.sock])
            alarm.daemon = True
            alarm.start()
        except (OSError, ValueError) as exc:
            raise FetchError(f"the host cannot be reached ({type(exc).__name__}); try again later") from exc
        try:
            connection.request("GET", target.path, headers=sent)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            body = b"" if response.status in _MOVED else self._body(response, found, until, size)
            return _Answer(response.status, found, body)
        except (OSError, http.client.HTTPException, zlib.error, UnicodeError, ValueError) as exc:
            raise FetchError(f"no whole answer ({type(exc).__name__}); try again later") from exc
        finally:
            alarm.cancel()
            connection.close()

    def _body(self, response: http.client.HTTPResponse, headers: Mapping[str, str], until: float, size: int) -> bytes:
        packed = headers.get("content-encoding", "").lower() in ("gzip", "x-gzip")
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed else None
        parts, length = [], 0
        while part := response.read1(_PART):
            plain = part if unpack is None else unpack.decompress(part, size + 1 - length)
            length += len(plain)
            if length > size:
                raise TooLargeError(f"the answer is larger than {size // MIB} MiB")
            if self.clock() > until:
                raise FetchError(f"took longer than {self.rules.deadline:.0f} seconds")
            parts.append(plain)
        if response.length or (unpack is not None and not unpack.eof):
            raise FetchError("the answer was cut off; try again later")
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
