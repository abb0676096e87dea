# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Fetch many addresses at once so that no host starves another.

A host is asked by one thread at a time and hosts take turns; one that is slow or endless holds up only itself. Answers
are handed over as fast as they are taken, so that few are in memory.
"""

import queue
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from tawatur.intake.online.fetching import WAITS, Fetched, Fetcher
from tawatur.model.errors import FetchError, IntakeError, InternalError, NoAnswerError

T = TypeVar("T")
THREADS = 64
_SILENT = 3  # addresses in a row that got no answer, after which a host is left alone for the round
_AHEAD = 16  # answers that wait to be taken


@dataclass(frozen=True, slots=True)
class Errand(Generic[T]):
    """An address to fetch, and what for.

    Args:
        url: The address.
        task: What it is for; comes back with the answer.
        etag: `ETag` of what is there already.
        modified: Its `Last-Modified`.
        own: Whether it may lead to the user's own hosts, see `Fetcher.fetch`.
    """

    url: str
    task: T
    etag: str | None = None
    modified: str | None = None
    own: bool = False


class PutOff(Exception):
    """The host asked to be left alone, or gave no answer time and again, before this address had its turn."""


Answer = Fetched | Exception


@dataclass(slots=True)
class Turns(Generic[T]):
    """Errands by host, the hosts in turn. All calls hold the lock `free`."""

    free: threading.Condition = field(default_factory=threading.Condition)
    waiting: dict[str, deque[Errand[T]]] = field(default_factory=dict)
    ready: deque[str] = field(default_factory=deque)
    busy: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    ended: bool = False

    def put(self, host: str, errand: Errand[T]) -> bool:
        """Let an errand queue up for its host; False where that wants to be left alone."""
        with self.free:
            if host in self.closed:
                return False
            line = self.waiting.setdefault(host, deque())
            line.append(errand)
            if len(line) == 1 and host not in self.busy:
                self.ready.append(host)
                self.free.notify()
            return True

    def take(self) -> tuple[str, Errand[T]] | None:
        """Return the next errand, of the host whose turn it is; None at the end."""
        with self.free:
            while not self.ready and not self.ended:
                self.free.wait()
            if self.ended:
                return None
            host = self.ready.popleft()
            self.busy.add(host)
            return host, self.waiting[host].popleft()

    def done(self, host: str) -> None:
        """Let the next errand of a host have its turn."""
        with self.free:
            self.busy.discard(host)
            if self.waiting[host]:
                self.ready.append(host)
                self.free.notify()

    def close(self, host: str) -> list[Errand[T]]:
        """Leave a host alone from now on; return what waited for it."""
        with self.free:
            self.closed.add(host)
            found = list(self.waiting[host])
            self.waiting[host].clear()
            return found

    def drop(self) -> list[Errand[T]]:
        """Take away and return all that waits."""
        with self.free:
            found = [errand for line in self.waiting.values() for errand in line]
            for line in self.waiting.values():
                line.clear()
            self.ready.clear()
            return found

    def end(self) -> None:
        """Send the threads home."""
        with self.free:
            self.ended = True
            self.free.notify_all()


class Crawl(Generic[T]):
    """One round of fetching; use it as a context manager.

    Args:
        fetcher: Fetches; it is stopped when the round is left early.
        threads: At most so many hosts at once.
        until: Is asked whether no more is to be begun.
    """

    def __init__(self, fetcher: Fetcher, *, threads: int = THREADS, until: Callable[[], bool] = lambda: False) -> None:
        self._fetcher, self._limit, self._until = fetcher, threads, until
        self._turns: Turns[T] = Turns()
        self._answers: queue.Queue[tuple[Errand[T], Answer]] = queue.Queue(_AHEAD)
        self._threads: list[threading.Thread] = []
        self._refused: deque[Errand[T]] = deque()
        self._silent: Counter[str] = Counter()
        self._left = 0

    def __enter__(self) -> "Crawl[T]":
        return self

    def __exit__(self, *error: object) -> None:
        self._turns.end()
        if self._left:
            self._fetcher.stop()

    def host(self, errand: Errand[T]) -> str:
        """Return the host by which an address waits its turn; the user's own machines need not be spared."""
        try:
            name = urlsplit(errand.url).hostname
            is_own = errand.own and self._fetcher.rules.is_own(errand.url)
            return errand.url if name is None or is_own else name
        except ValueError:
            return errand.url

    def put(self, errand: Errand[T]) -> None:
        """Let an address be fetched when its host's turn comes."""
        self._left += 1
        if not self._turns.put(self.host(errand), errand):
            self._refused.append(errand)
        elif len(self._threads) < min(self._limit, self._left):
            thread = threading.Thread(target=self._work, name="fetch", daemon=True)
            self._threads.append(thread)
            thread.start()

    def rest(self) -> list[Errand[T]]:
        """Begin nothing more; return what would have been."""
        dropped = self._turns.drop()
        self._left -= len(dropped)
        return dropped

    def answers(self) -> Iterator[tuple[Errand[T], Answer]]:
        """Yield the answers as they come, until none is awaited; more may be put meanwhile."""
        while self._left and not self._until():
            if self._refused:
                self._left -= 1
                yield self._refused.popleft(), PutOff()
                continue
            try:
                found = self._answers.get(timeout=0.2)
            except queue.Empty:
                continue
            self._left -= 1
            yield found

    def _work(self) -> None:
        while (taken := self._turns.take()) is not None:
            host, errand = taken
            answer: Answer
            try:
                answer = self._fetcher.fetch(errand.url, etag=errand.etag, modified=errand.modified, own=errand.own)
            except IntakeError as exc:
                answer = exc
            except Exception as exc:  # the boundary of one address: a thread that dies would hold its host for ever
                answer = InternalError(f"{type(exc).__name__}; please report this as a defect")
            dropped = self._turns.close(host) if self._is_left_alone(host, answer) else []
            self._turns.done(host)
            self._hand_over(errand, answer)
            for other in dropped:
                self._hand_over(other, PutOff())

    def _is_left_alone(self, host: str, answer: Answer) -> bool:
        self._silent[host] = self._silent[host] + 1 if isinstance(answer, NoAnswerError) else 0
        return self._silent[host] >= _SILENT or (isinstance(answer, FetchError) and answer.status in WAITS)

    def _hand_over(self, errand: Errand[T], answer: Answer) -> None:
        while not self._turns.ended:
            try:
                self._answers.put((errand, answer), timeout=0.5)
            except queue.Full:
                continue
            return
