# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Apply one function to many items, in order, in one process or several.

Results come in the order of the items whatever the number of processes. Ctrl-C is the main process's alone to answer,
and a worker whose main process dies ends too.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from multiprocessing import connection
from types import TracebackType
from typing import Literal, Self, TypeVar

from tawatur.model.errors import PipelineError

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16  # items handed to a worker at once: enough to hide the hand-over, little enough to keep memory flat
AHEAD = 3  # chunks in flight per worker
StartMethod = Literal["fork", "spawn"]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _start_worker(start: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if start is not None:
        start()


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _apply(work: Callable[[T], R], items: list[T]) -> list[R]:
    return [work(item) for item in items]


class Workers:
    """Processes that work for the main one, started when first needed; use it as a context manager.

    Args:
        jobs: Number of processes; with 1 everything stays in this one.
        method: How processes start; by default as Python does on this system.
        start: What each process does first.
    """

    def __init__(
        self, jobs: int = 1, method: StartMethod | None = None, *, start: Callable[[], None] | None = None
    ) -> None:
        self.jobs, self._method, self._start = jobs, method, start
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.renew()

    def renew(self, start: Callable[[], None] | None = None) -> None:
        """End the processes, whose memory goes back to the system; where they are needed again, others start.

        Args:
            start: What each of these does first.
        """
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool, self._start = None, start

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context(self._method)
            self._pool = ProcessPoolExecutor(
                self.jobs, mp_context=context, initializer=_start_worker, initargs=(self._start,)
            )
        return self._pool

    def map(self, items: Iterable[T], work: Callable[[T], R], *, chunk: int = CHUNK) -> Iterator[R]:
        """Yield the result of each item, in order.

        So few that one process would get them all are worked on in this one, which saves starting others.

        Args:
            items: Taken only as fast as they are worked on.
            work: A function of a module, or a partial of one, that can be handed to a process.
            chunk: Items handed to a process at once.
        Raises:
            PipelineError: A process died.
        """
        if self.jobs == 1:
            yield from map(work, items)
            return
        parts = _chunks(items, chunk)
        if self._pool is None:
            first = next(parts, [])
            if len(first) < chunk or (isinstance(items, list) and len(items) <= chunk):
                yield from map(work, first)
                return
            parts = chain([first], parts)
        pool, waiting = self._started(), deque[Future[list[R]]]()
        try:
            for part in parts:
                waiting.append(pool.submit(partial(_apply, work), part))
                if len(waiting) >= self.jobs * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as exc:
            raise PipelineError(
                "a reading process was killed, most likely for want of memory; try fewer --jobs"
            ) from exc
        finally:
            for future in waiting:
                future.cancel()


def map_many(
    items: Iterable[T],
    work: Callable[[T], R],
    *,
    jobs: int = 1,
    method: StartMethod | None = None,
    start: Callable[[], None] | None = None,
) -> Iterator[R]:
    """Yield the result of each item, in order, from processes that live as long as this; see `Workers`."""
    with Workers(jobs, method, start=start) as workers:
        yield from workers.map(items, work)
