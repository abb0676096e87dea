# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read the reports of a case again, with another version of the reader or another lexicon.

The analyst's decisions are applied to the new readings; those whose place is gone go to the list "to decide again".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tawatur.casefile import CaseFile, audit, decisions, reports
from tawatur.casefile.records import Prepared
from tawatur.intake import Failure, Loaded
from tawatur.model import Report
from tawatur.model.decisions import Recorded
from tawatur.pipeline import corrections, joins
from tawatur.pipeline.local import Settings, read_one, reader_of, settle
from tawatur.pipeline.preparing import prepare_reading
from tawatur.pipeline.processes import StartMethod, Workers

PART = 64  # reports fetched at once


@dataclass(frozen=True, slots=True)
class Again:
    """A report to be read again, with the decisions on it."""

    key: str
    report: Report
    held: tuple[Recorded, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """How a rereading went."""

    read: int = 0
    failed: int = 0
    unsettled: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Made:
    prepared: Prepared
    looked_at: tuple[int, ...]
    again: dict[int, str]


def _read_again(item: Again, settings: Settings) -> _Made | Failure:
    outcome = read_one(Loaded(item.key, item.report), settings)
    if isinstance(outcome, Failure):
        return outcome
    done = corrections.apply(outcome.reading, item.held)
    prepared = prepare_reading(item.key, outcome.reading, settings, corrected=done.reading)
    looked_at = tuple(r.id for r in item.held if r.decision.kind in ("correct", "add"))
    return _Made(prepared, looked_at, done.again)


def reread(
    case: CaseFile,
    settings: Settings,
    *,
    every: bool = False,
    jobs: int = 1,
    method: StartMethod | None = None,
    tell: Callable[[str, int], None] = lambda kind, left: None,
    stop: Callable[[], bool] = lambda: False,
) -> Reread:
    """Read again what another reader, version or lexicon has read; stopped, the same call goes on.

    Args:
        case: An open case.
        settings: How to read.
        every: Read all reports again, also those that this reader has read.
        jobs: Processes to read with.
        method: How processes start; by default as Python does on this system.
        tell: Is told how many are left, then what is being joined.
        stop: Is asked after each report whether to stop.
    """
    reader = reader_of(settings.lexicon)
    read = failed = 0
    with case.session("reread"), Workers(jobs, method, start=partial(settle, settings)) as workers:
        with case.read() as tx:
            keys = reports.outdated(tx, reader.name, reader.version, reader.lexicon.version(), every=every)

        def items() -> Iterator[Again]:
            for at in range(0, len(keys), PART):
                with case.read() as tx:
                    held = decisions.on_reports(tx, keys[at : at + PART])
                    found = list(reports.texts(tx, keys[at : at + PART]))
                for key, report in found:
                    yield Again(key, report, held.get(key, ()))

        for made in workers.map(items(), partial(_read_again, settings=settings)):
            with case.write() as tx:
                if isinstance(made, Failure):
                    failed += 1
                    audit.record_failure(tx, made.name, made.error)
                elif reports.put_again(tx, made.prepared):
                    read += 1
                    decisions.set_unsettled(tx, made.looked_at, made.again)
            tell("reading", len(keys) - read - failed)
            if stop():
                break
        joins.work_off(case, settings, workers, tell=tell, stop=stop)
        with case.write() as tx:
            audit.record(tx, "reread", f"{reader.name} {reader.version}", read=read, failed=failed)
            unsettled = len(decisions.rows(tx, again=True))
    return Reread(read, failed, unsettled, stop())
