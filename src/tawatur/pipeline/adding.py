# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Add reports to a case: look up which are new, read those in worker processes, store each in one transaction.

What is there already is known before anything is read, so that adding the same again, or going on after a stop, costs
only the looking up. A report is acknowledged when its transaction is on the disk.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from tawatur.casefile import CaseFile, audit, fetches, reports
from tawatur.casefile.records import Outcome
from tawatur.intake import Failure, Loaded
from tawatur.pipeline import joins
from tawatur.pipeline.local import Settings, collect_rarely, reader_of, settle
from tawatur.pipeline.preparing import Incoming, identify, prepare
from tawatur.pipeline.processes import StartMethod, Workers

LOOKED_UP = 256  # reports looked up at once


@dataclass(frozen=True, slots=True)
class Counts:
    """How an adding went, or goes."""

    added: int = 0
    same: int = 0
    erased: int = 0
    failed: int = 0
    stopped: bool = False

    @property
    def seen(self) -> int:
        """Inputs dealt with."""
        return self.added + self.same + self.erased + self.failed


@dataclass(slots=True)
class _Run:
    """One adding on its way."""

    case: CaseFile
    settings: Settings
    keep_originals: bool
    tell: Callable[[Counts], None]
    stop: Callable[[], bool]
    tell_failure: Callable[[Failure], None]
    looked_up: int
    batch: int = 0
    counts: Counts = field(default_factory=Counts)

    def count(self, what: str, number: int = 1) -> None:
        self.counts = replace(self.counts, **{what: getattr(self.counts, what) + number})

    def fail(self, failure: Failure) -> None:
        with self.case.write() as tx:
            audit.record_failure(tx, failure.name, failure.error)
        self.count("failed")
        self.tell_failure(failure)

    def new(self, items: Iterable[Loaded | Incoming | Failure]) -> Iterator[Incoming]:
        """Yield the inputs that the case does not hold; deal with the others."""
        rest = iter(items)
        while not self.stop() and (chunk := list(islice(rest, self.looked_up))):
            incoming = []
            for item in chunk:
                if isinstance(item, Failure):
                    self.fail(item)
                elif isinstance(item, Incoming):
                    incoming.append(item)
                else:
                    incoming.append(identify(item, self.settings, keep_original=self.keep_originals))
            yield from self.unknown(incoming)
            self.tell(self.counts)

    def unknown(self, incoming: list[Incoming]) -> Iterator[Incoming]:
        """Yield those that the case does not hold; of the others count what they are, and note that they were seen."""
        fetched = [i for i in incoming if i.loaded.fetch is not None]
        with self.case.read() as tx:
            found: dict[str, Outcome] = reports.known(tx, [i.key for i in incoming])
            held = {i.key: i.key for i in fetched if found.get(i.key) == "same"}
            for i in fetched:
                if i.key not in found and (key := reports.same_wording(tx, i.loaded.report)) is not None:
                    held[i.key], found[i.key] = key, "same"
        if held:
            with self.case.write() as tx:
                for i in fetched:
                    if i.key in held and i.loaded.fetch is not None:
                        fetches.seen_again(tx, held[i.key], i.loaded.fetch)
        for i in incoming:
            if i.key in found:
                self.count(found[i.key])
            else:
                yield i

    def store(self, items: Iterable[Loaded | Incoming | Failure], workers: Workers) -> None:
        work = partial(prepare, settings=self.settings)
        for outcome in workers.map(self.new(items), work):
            if isinstance(outcome, Failure):
                self.fail(outcome)
            else:
                with self.case.write() as tx:
                    done = reports.add(tx, outcome, self.batch)
                self.count(done)
            self.tell(self.counts)
            if self.stop():
                self.counts = replace(self.counts, stopped=True)
                return


def add(
    case: CaseFile,
    items: Iterable[Loaded | Incoming | Failure],
    settings: Settings,
    *,
    jobs: int = 1,
    method: StartMethod | None = None,
    keep_originals: bool = True,
    tell: Callable[[Counts], None] = lambda counts: None,
    tell_joining: Callable[[str, int], None] = lambda kind, left: None,
    tell_failure: Callable[[Failure], None] = lambda failure: None,
    stop: Callable[[], bool] = lambda: False,
    looked_up: int = LOOKED_UP,
) -> Counts:
    """Add what intake found to a case and join it with what is there.

    Args:
        case: An open case.
        items: Reports and failures of intake, and reports that were read before; taken only as fast as they are stored.
        settings: How to read.
        jobs: Processes to read with.
        method: How processes start; by default as Python does on this system.
        keep_originals: Keep the bytes as received, not only their hash.
        tell: Is told how it goes after each report.
        tell_joining: Is told what is being joined and how much is left.
        tell_failure: Is told of each input that failed, once that is stored.
        stop: Is asked after each report whether to stop; what was stored stays.
        looked_up: Inputs looked up at once; few, where they come slowly.
    Returns:
        How many were added, were there already, were erased before, failed.
    Raises:
        CaseFileError: The case cannot be written (any more).
        LexiconError: The overlay cannot be used.
    """
    reader_of(settings.lexicon)  # a faulty overlay stops the run before any report is taken
    run = _Run(case, settings, keep_originals, tell, stop, tell_failure, looked_up)
    with case.session("add"), Workers(jobs, method, start=partial(settle, settings)) as workers:
        case.shrink_if_due()
        with case.write() as tx:
            run.batch = reports.start_batch(tx)
        run.store(items, workers)
        workers.renew(collect_rarely)  # what reading has loaded, joining does not need
        joins.work_off(case, settings, workers, tell=tell_joining, stop=stop)
        run.counts = replace(run.counts, stopped=run.counts.stopped or stop())
        with case.write() as tx:
            counts = run.counts
            numbers = {n: getattr(counts, n) for n in ("added", "same", "erased", "failed")}
            reports.finish_batch(tx, run.batch, numbers)
            audit.record(tx, "add", str(run.batch), **numbers)
    return run.counts
