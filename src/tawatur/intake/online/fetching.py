# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Fetch an address: bounded in time and size, polite to its host, and with all that evidence needs.

Source:
    RFC 9110 (HTTP), 13.1: conditional requests, 10.2.3: Retry-After; RFC 9309: robots exclusion.
"""

import hashlib
import http.client
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from tawatur.intake.items import MIB
from tawatur.intake.online.connecting import Connection, Target, resolve
from tawatur.intake.online.proxies import Proxies, environment
from tawatur.model.errors import FetchError, NoAnswerError, TooLargeError
from tawatur.model.evidence import Fetch

AGENT = "tawatur"
_MOVED = frozenset([301, 302, 303, 307, 308])
_FOR_GOOD = frozenset([301, 308])
_OK, _UNCHANGED = 200, 304
_NOT_THERE = range(400, 500)
WAITS = frozenset([429, 503])  # a host that wants to be left alone for a while
_PART = 1 << 16
_ROBOTS_SIZE = 512 * 1024
_ROBOTS_HOLD = 24 * 3600.0  # seconds, RFC 9309 2.4
_SLOWEST = 30.0  # seconds between two requests at most, whatever robots.txt asks for
_LONGEST_WAIT = 24 * 3600.0
_PRIVATE_HEADERS = ("set-cookie", "set-cookie2")
_ADVICE = {
    401: "it wants a password: it cannot be read so",
    403: "it refuses: see in a browser whether it lets anybody in",
    404: "the address is wrong or gone: look for the new one",
    410: "it is gone for good: take the address out",
    429: "it wants to be asked less often",
    451: "it may not be shown where you are: a proxy elsewhere may help",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """How to fetch.

    Args:
        agent: What to call oneself.
        timeout: Seconds that one step of a connection may take.
        deadline: Seconds that one address may take in all, without waiting for its host's turn.
        size: Bytes of one answer at most, unpacked.
        redirects: Redirections followed at most.
        pause: Seconds between two requests to one host.
        robots: Whether robots.txt is obeyed.
        inside: Whether this machine and its network may be fetched from; for tests.
        own: Hosts (`host` or `host:port`) inside that may be, because the user named them; they are not spared.
        proxies: What requests go through; by default what the environment names.
    """

    agent: str = AGENT
    timeout: float = 15.0
    deadline: float = 60.0
    size: int = 32 * MIB
    redirects: int = 5
    pause: float = 1.0
    robots: bool = True
    inside: bool = False
    own: frozenset[str] = frozenset()
    proxies: Proxies = field(default_factory=environment)

    def is_own(self, url: str) -> bool:
        """Return whether an address is on one of the user's own hosts."""
        try:
            parts = urlsplit(url)
            return bool(self.own) and (parts.hostname in self.own or parts.netloc.rpartition("@")[2] in self.own)
        except ValueError:
            return False


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
        moved: Whether every redirection said that it is for good.
    """

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    sha256: str
    at: str
    moved: bool = False

    def evidence(self) -> Fetch:
        """Return what is kept of it beside its bytes."""
        kept = tuple((name, value) for name, value in self.headers.items() if name not in _PRIVATE_HEADERS)
        return Fetch(self.asked, self.url, self.status, self.at, self.sha256, kept)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class _Deadline:
    """One address on its way.

    Args:
        at: When it has to be done with; the time that its host makes us wait does not count.
        own: Whether it may lead to the user's own hosts inside.
    """

    at: float
    own: bool


def _now() -> datetime:
    return datetime.now(UTC)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a `Retry-After` header asks to wait, None where it does not say.

    Args:
        value: The header: seconds or a date.
        now: The time.
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return min(float(value.strip()[:9]), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
        left = ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(left, 0.0), _LONGEST_WAIT)


def _location(here: str, answer: _Answer) -> str:
    """Where an answer leads; the library reads headers as Latin-1, hosts write Arabic addresses in UTF-8."""
    stated = answer.headers.get("location", "")
    with suppress(UnicodeError):
        stated = stated.encode("latin-1").decode("utf-8")
    try:
        return urljoin(here, stated)
    except ValueError:
        return stated


def _refused(answer: _Answer) -> FetchError:
    trouble = "it has trouble: try again later" if answer.status >= 500 else "try again later"
    advice = _ADVICE.get(answer.status, trouble)
    wait = retry_after(answer.headers.get("retry-after"), _now())
    return FetchError(f"the host answers {answer.status}; {advice}", status=answer.status, wait=wait)


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, from several threads if need be, and remembers what each host asks for.

    Args:
        rules: How to fetch.
        sleep: Waits, by default until it is stopped at most; another one in tests.
        clock: Seconds that only grow.
    """

    rules: Rules = field(default_factory=Rules)
    sleep: Callable[[float], object] | None = None
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, tuple[float, RobotFileParser]] = field(default_factory=dict)
    _open: set[Connection] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None, own: bool = False) -> Fetched:
        """Return what an address answers.

        Args:
            url: The address.
            etag: `ETag` of what is there already: the answer may be that nothing has changed.
            modified: Its `Last-Modified`.
            own: Whether the user named it, or one of the user's own hosts did: only such may lead to own hosts.
        Raises:
            ForbiddenAddressError: It, or where it redirects to, leads inside or is no web address.
            FetchError: robots.txt forbids it, or it does not answer as it should.
            TooLargeError: The answer is too large.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value is not None}
        until = _Deadline(self.clock() + self.rules.deadline, own and self.rules.is_own(url))
        here, moved = url, True
        for _ in range(self.rules.redirects + 1):
            if self.rules.robots and not self._is_allowed(here, until):
                raise FetchError(f"the robots.txt of {urlsplit(here).hostname} forbids it")
            answer = self._ask(here, headers, until, self.rules.size)
            if answer.status not in _MOVED:
                if answer.status not in (_OK, _UNCHANGED):
                    raise _refused(answer)
                digest = hashlib.sha256(answer.body).hexdigest()
                at = _now().isoformat(timespec="seconds")
                return Fetched(url, here, answer.status, answer.headers, answer.body, digest, at, moved and here != url)
            here, moved = _location(here, answer), moved and answer.status in _FOR_GOOD
        raise FetchError(f"redirects more than {self.rules.redirects} times, perhaps in a circle; check the address")

    def stop(self) -> None:
        """End everything that is on its way; what is asked for later is refused."""
        self._stopped.set()
        with self._lock:
            for connection in self._open:
                connection.cut()

    def _wait(self, target: Target, url: str, until: _Deadline) -> None:
        if until.own and self.rules.is_own(url):
            return
        with self._lock:
            now = self.clock()
            turn = max(now, self._next.get(target.host, now))
            self._next[target.host] = turn + self._pauses.get(target.host, self.rules.pause)
        if turn > now:
            until.at += turn - now
            (self.sleep or self._stopped.wait)(turn - now)

    def _is_allowed(self, url: str, until: _Deadline) -> bool:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        held = self._robots.get(origin)
        if held is None or self.clock() - held[0] > _ROBOTS_HOLD:
            held = self._robots[origin] = self.clock(), self._read_robots(origin, until)
            asked = held[1].crawl_delay(self.rules.agent)
            if asked is not None and parts.hostname:
                self._pauses[parts.hostname] = min(max(self.rules.pause, float(asked)), _SLOWEST)
        return held[1].can_fetch(self.rules.agent, url)

    def _read_robots(self, origin: str, until: _Deadline) -> RobotFileParser:
        rules, here = RobotFileParser(), f"{origin}/robots.txt"
        for _ in range(self.rules.redirects + 1):
            answer = self._ask(here, {}, until, _ROBOTS_SIZE)
            if answer.status == _OK:
                rules.parse(answer.body.decode("utf-8", "replace").splitlines())
                return rules
            if answer.status in WAITS or answer.status not in (*_NOT_THERE, *_MOVED):
                wait = retry_after(answer.headers.get("retry-after"), _now())
                host = urlsplit(origin).hostname
                told = f"the robots.txt of {host} answers {answer.status}; try again later"
                raise FetchError(told, status=answer.status, wait=wait)
            if answer.status not in _MOVED:
                break
            here = _location(here, answer)
        rules.parse([])
        return rules

    @contextmanager
    def _connected(self, target: Target, until: _Deadline) -> Iterator[Connection]:
        """Yield an open connection that ends at the deadline, or when everything does."""
        connection = Connection(target, self.rules.timeout)
        try:
            connection.connect()
        except (OSError, ValueError) as exc:
            raise NoAnswerError(f"the host cannot be reached ({type(exc).__name__}); try again later") from exc
        alarm = threading.Timer(max(until.at - self.clock(), 0.0), connection.cut)
        alarm.daemon = True
        alarm.start()
        with self._lock:
            self._open.add(connection)
        try:
            if self._stopped.is_set():
                raise FetchError("stopped")
            connection.secure()
            yield connection
        except (OSError, http.client.HTTPException, zlib.error, UnicodeError, ValueError) as exc:
            late = f"took longer than {self.rules.deadline:.0f} seconds; " if self.clock() > until.at else ""
            raise NoAnswerError(f"{late}no whole answer ({type(exc).__name__}); try again later") from exc
        finally:
            alarm.cancel()
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _ask(self, url: str, headers: Mapping[str, str], until: _Deadline, size: int) -> _Answer:
        if self._stopped.is_set():
            raise FetchError("stopped")
        inside = self.rules.inside or (until.own and self.rules.is_own(url))
        target = resolve(url, inside=inside, proxies=self.rules.proxies)
        self._wait(target, url, until)
        sent = {"User-Agent": self.rules.agent, "Accept-Encoding": "gzip", "Connection": "close"}
        with self._connected(target, until) as connection:
            connection.request("GET", target.path, headers={**sent, **target.headers, **headers})
            with connection.getresponse() as response:
                found = {name.lower(): value for name, value in response.getheaders()}
                body = b"" if response.status in _MOVED else self._body(response, until, size)
                return _Answer(response.status, found, body)

    def _body(self, response: http.client.HTTPResponse, until: _Deadline, size: int) -> bytes:
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "", "gzip", "x-gzip"):
            raise FetchError(f"the answer is packed as {coding[:20]!r}, which was not asked for")
        if response.length is not None and response.length > size:
            raise TooLargeError(f"the answer is larger than {size // MIB} MiB")
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in coding else None
        parts, length = [], 0
        while part := response.read1(_PART):
            plain = part if unpack is None else unpack.decompress(part, size + 1 - length)
            length += len(plain)
            if length > size:
                raise TooLargeError(f"the answer is larger than {size // MIB} MiB")
            parts.append(plain)
            if self.clock() >= until.at:
                break
        if self._stopped.is_set() or self.clock() >= until.at:  # what was cut looks like an end
            raise NoAnswerError(f"took longer than {self.rules.deadline:.0f} seconds; try again later")
        if response.length or (unpack is not None and length and not unpack.eof):
            raise NoAnswerError("the answer was cut off; try again later")
        return b"".join(parts)
