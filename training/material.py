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
    written = authored.load(authored.WHOLE if tied else authored.REPORTS)
    return [*gold.load(folder), *written, *standoff.load("anercorp", folder.resolve().parents[1] / "data")]
