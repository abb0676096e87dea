# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read many reports on this machine, in order, with one process or several, or by a reader of another kind.

Results come in the order of the inputs whatever the number of processes, so that every run gives the same bytes. A
report that fails is handed back as a `Failure`; the others are read.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from tawatur.intake import Failure, Loaded
from tawatur.lexicon import Lexicon
from tawatur.model import Reading, Report
from tawatur.model.errors import EndpointError, InternalError, TawaturError
from tawatur.model.protocols import Reader
from tawatur.pipeline.processes import StartMethod, map_many
from tawatur.pipeline.threads import map_threads
from tawatur.reading.reader import SparseReader, default_reader

WARMING = "قالت الشرطة إن مسلحين هاجموا حاجزا أمس."  # a text for which every table and model is loaded
COLLECT = (200_000, 100, 10)  # reading leaves no cycles: of 550,000 objects new after 300 reports none was collected


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read; the same for every process."""

    lexicon: Path | None = None
    published: str | None = None  # for reports that state no publication date
    outlet: str | None = None  # for reports that state no outlet
    threshold: float | None = None  # least confidence of what is told; by default each kind of record has its own


@dataclass(frozen=True, slots=True)
class Done:
    """A report that was read."""

    name: str
    reading: Reading


Outcome = Done | Failure


@cache
def reader_of(lexicon: Path | None, threshold: float | None = None) -> SparseReader:
    """Return the reader with the built-in lexicon, or one that your own tables overlay; one per process."""
    if lexicon is None and threshold is None:
        return default_reader()
    return SparseReader(None if lexicon is None else Lexicon(lexicon), threshold)


def read_one(item: Loaded | Failure, settings: Settings, reader: Reader | None = None) -> Outcome:
    """Read one report; whatever goes wrong becomes a `Failure` that names it.

    Args:
        item: What intake found.
        settings: How to read.
        reader: The reader; by default the built-in one, opened with the settings.
    Raises:
        EndpointError: The reader's endpoint has gone, so that no other report can be read either.
    """
    if isinstance(item, Failure):
        return item
    report = replace(
        item.report,
        published=item.report.published or settings.published,
        outlet=item.report.outlet or settings.outlet,
    )
    try:
        reading = (reader or reader_of(settings.lexicon, settings.threshold)).read(report)
    except EndpointError:
        raise
    except TawaturError as exc:
        return Failure(item.name, exc)
    except Exception as exc:  # the boundary of one report: a defect must not stop the batch
        where = exc.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        line = "" if where is None else f" at {Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}"
        return Failure(item.name, InternalError(f"{type(exc).__name__}{line}; please report this as a defect"))
    return Done(item.name, replace(reading, warnings=(*item.warnings, *reading.warnings)))


def settle(settings: Settings) -> None:
    """Load all that reading needs, and keep the garbage collector from walking through it again and again.

    For processes that do nothing but read, which so save a tenth of their time; it changes the collector of the
    whole process.
    """
    read_one(Loaded("", Report("", WARMING)), settings)
    collect_rarely()


@contextmanager
def resting_collector() -> Iterator[None]:
    """Let the garbage collector rest where many records are made and none in circles: it walks through all of them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def collect_rarely() -> None:
    """Keep the garbage collector from walking through what is loaded; it changes that of the whole process."""
    gc.freeze()
    gc.set_threshold(*COLLECT)


def read_many(
    items: Iterable[Loaded | Failure],
    settings: Settings,
    *,
    jobs: int = 1,
    method: StartMethod | None = None,
    reader: Reader | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each item, in order.

    Args:
        items: What intake found; taken only as fast as it is read.
        settings: How to read.
        jobs: Number of processes; with 1 everything stays in this one. Of another reader, which waits for others
            more than it works, the number of threads.
        method: How processes start; by default as Python does on this system.
        reader: The reader; by default the built-in one, opened with the settings.
    Raises:
        LexiconError: The overlay cannot be used.
        ReaderSettingsError: The threshold cannot be used.
        EndpointError: The reader's endpoint has gone.
        PipelineError: A reading process died.
    """
    if reader is not None:
        yield from map_threads(items, partial(read_one, settings=settings, reader=reader), jobs=jobs)
        return
    reader_of(settings.lexicon, settings.threshold)  # what cannot be used stops the run before any report is taken
    yield from map_many(
        items, partial(read_one, settings=settings), jobs=jobs, method=method, start=partial(settle, settings)
    )
