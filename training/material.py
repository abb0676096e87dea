# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""All that the judges learn from: annotated reports, those written for training, annotated news of an open corpus."""

from collections.abc import Collection
from pathlib import Path

import authored
import gold
import standoff
from gold import Gold

PRINTED = 3.0  # what a report that an outlet printed counts to one written for training


def load(folder: Path, *, tied: bool = False) -> list[Gold]:
    """Return the annotated reports of a folder, then what is taught beside them.

    Args:
        folder: Of the annotated reports, `gold/train`; the open data lie in `data` beside `gold`.
        tied: Whether only reports are wanted whose relations are all noted.

    Raises:
        FileNotFoundError: The open corpus is not there.
    """
    written = authored.load(authored.WHOLE if tied else authored.REPORTS)
    return [*gold.load(folder), *written, *standoff.load("anercorp", folder.resolve().parents[1] / "data")]


def worth(report: str, annotated: Collection[str]) -> float:
    """Return what a report counts among those that are learnt from.

    Args:
        report: Its id.
        annotated: Ids of the annotated reports.
    """
    return PRINTED if report in annotated or standoff.holds(report) else 1.0
