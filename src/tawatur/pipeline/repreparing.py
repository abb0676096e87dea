# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Work out again what follows from a stored reading: its corrections have changed, or the tables that hold it."""

from collections.abc import Iterable

from tawatur.casefile import Transaction, decisions, reports
from tawatur.pipeline import corrections
from tawatur.pipeline.local import Settings
from tawatur.pipeline.preparing import prepare_reading


def reprepare(tx: Transaction, keys: Iterable[str], settings: Settings) -> None:
    """Work out anew what follows from readings whose corrections have changed."""
    for key, reading in reports.readings(tx, keys):
        held = decisions.on_reports(tx, [key]).get(key, ())
        done = corrections.apply(reading, held)
        decisions.set_unsettled(tx, [r.id for r in held if r.decision.kind in ("correct", "add")], done.again)
        reports.put_again(tx, prepare_reading(key, reading, settings, corrected=done.reading))
