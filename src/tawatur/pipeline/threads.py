# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Apply one function to many items, in order, with threads: for work that waits for others more than it computes.

The threads may be left where they wait, so that a run that is broken off ends at once.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3  # items in flight per thread


def _serve(tasks: "SimpleQueue[tuple[T, Future[R]] | None]", work: Callable[[T], R]) -> None:
    """Do what is put into the queue, until that is None."""
    while (task := tasks.get()) is not None:
        item, future = task
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(work(item))
            except BaseException as exc:
                future.set_exception(exc)


def map_threads(items: Iterable[T], work: Callable[[T], R], *, jobs: int = 1) -> Iterator[R]:
    """Yield the result of each item, in order.

    Args:
        items: Taken only as fast as they are worked on.
        work: What to do with each.
        jobs: Number of threads.
    """
    tasks: SimpleQueue[tuple[T, Future[R]] | None] = SimpleQueue()
    for _ in range(jobs):
        Thread(target=_serve, args=(tasks, work), daemon=True).start()
    waiting: deque[Future[R]] = deque()
    try:
        for item in items:
            waiting.append(Future())
            tasks.put((item, waiting[-1]))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for _ in range(jobs):
            tasks.put(None)
