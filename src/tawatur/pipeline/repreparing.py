# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Work out again what follows from a stored reading: its corrections have changed, or the tables that hold it."""

from collections.abc import Iterable, Iterator

from tawatur.casefile import Transaction, decisions, reports
from tawatur.casefile.records import Prepared
from tawatur.pipeline import corrections
from tawatur.pipeline.local import Settings
from tawatur.pipeline.preparing import prepare_reading


def _prepared(tx: Transaction, keys: Iterable[str], settings: Settings) -> Iterator[Prepared]:
    for key, reading in reports.readings(tx, keys):
        held = decisions.on_reports(tx, [key]).get(key, ())
        done = corrections.apply(reading, held)
        decisions.set_unsettled(tx, [r.id for r in held if r.decision.kind in ("correct", "add")], done.again)
        yield prepare_reading(key, reading, settings, corrected=done.reading)


def reprepare(tx: Transaction, keys: Iterable[str], settings: Settings) -> None:
    """Work out anew all that follows from readings."""
    for prepared in _prepared(tx, keys, settings):
        reports.put_again(tx, prepared)


def recorrect(tx: Transaction, keys: Iterable[str], settings: Settings) -> None:
    """Work out anew what follows from readings whose corrections have changed, and store what is not as it was."""
    for prepared in _prepared(tx, keys, settings):
        reports.put_corrected(tx, prepared)
