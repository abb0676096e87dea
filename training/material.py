# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""All that the judges learn from: annotated reports, those written for training, annotated news of an open corpus."""

from pathlib import Path

import authored
import gold
import standoff
from gold import Gold


def load(folder: Path, *, tied: bool = False) -> list[Gold]:
    """Return the annotated reports of a folder, then what is taught beside them.

    Args:
        folder: Of the annotated reports, `gold/train`; the open data lie in `data` beside `gold`.
        tied: Whether only reports are wanted whose relations are all noted.

    Raises:
        FileNotFoundError: The open corpus is not there.
    """
    return [*gold.load(folder), *_beside(folder, tied=tied)]


def beside(folder: Path) -> frozenset[str]:
    """Return the ids of what is taught beside the annotated reports of a folder, which figures leave out."""
    return frozenset(report.id for report in _beside(folder, tied=False))


def _beside(folder: Path, *, tied: bool) -> list[Gold]:
    written = authored.load(authored.WHOLE if tied else authored.REPORTS)
    return [*written, *standoff.load("anercorp", folder.resolve().parents[1] / "data")]
