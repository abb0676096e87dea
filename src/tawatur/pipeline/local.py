# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read many reports on this machine, in order, with one process or several.

Results come in the order of the inputs whatever the number of processes, so that every run gives the same bytes. A
report that fails is handed back as a `Failure`; the others are read.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

from tawatur.intake import Failure, Loaded
from tawatur.lexicon import Lexicon
from tawatur.model import Reading
from tawatur.model.errors import InternalError, PipelineError, TawaturError
from tawatur.reading.reader import SparseReader, default_reader

CHUNK = 16  # reports handed to a worker at once: enough to hide the hand-over, little enough to keep memory flat
AHEAD = 3  # chunks in flight per worker
StartMethod = Literal["fork", "spawn"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read; the same for every process."""

    lexicon: Path | None = None
    published: str | None = None  # for reports that state no publication date
    outlet: str | None = None  # for reports that state no outlet


@dataclass(frozen=True, slots=True)
class Done:
    """A report that was read."""

    name: str
    reading: Reading


Outcome = Done | Failure


@cache
def _reader(lexicon: Path | None) -> SparseReader:
    return default_reader() if lexicon is None else SparseReader(Lexicon(lexicon))


def read_one(item: Loaded | Failure, settings: Settings) -> Outcome:
    """Read one report; whatever goes wrong becomes a `Failure` that names it."""
    if isinstance(item, Failure):
        return item
    report = replace(
        item.report,
        published=item.report.published or settings.published,
        outlet=item.report.outlet or settings.outlet,
    )
    try:
        reading = _reader(settings.lexicon).read(report)
    except TawaturError as exc:
        return Failure(item.name, exc)
    except Exception as exc:  # the boundary of one report: a defect must not stop the batch
        where = exc.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        line = "" if where is None else f" at {Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}"
        return Failure(item.name, InternalError(f"{type(exc).__name__}{line}; please report this as a defect"))
    return Done(item.name, replace(reading, warnings=(*item.warnings, *reading.warnings)))


def _read_chunk(items: list[Loaded | Failure], settings: Settings) -> list[Outcome]:
    return [read_one(item, settings) for item in items]


def _chunks(items: Iterable[Loaded | Failure]) -> Iterator[list[Loaded | Failure]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _parallel(
    items: Iterable[Loaded | Failure], settings: Settings, jobs: int, method: StartMethod | None
) -> Iterator[Outcome]:
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            for chunk in _chunks(items):
                waiting.append(pool.submit(_read_chunk, chunk, settings))
                if len(waiting) >= jobs * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as exc:
            raise PipelineError(
                "a reading process was killed, most likely for want of memory; try fewer --jobs"
            ) from exc
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def read_many(
    items: Iterable[Loaded | Failure],
    settings: Settings,
    *,
    jobs: int = 1,
    method: StartMethod | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each item, in order.

    Args:
        items: What intake found; taken only as fast as it is read.
        settings: How to read.
        jobs: Number of processes; with 1 everything stays in this one.
        method: How processes start; by default as Python does on this system.
    Raises:
        LexiconError: The overlay cannot be used.
        PipelineError: A reading process died.
    """
    _reader(settings.lexicon)  # so that a faulty overlay stops the run before any report is taken
    if jobs == 1:
        yield from (read_one(item, settings) for item in items)
    else:
        yield from _parallel(items, settings, jobs, method)
