# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a network that has not seen a report makes of it: of its like the judges learn how far to trust one."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from gold import fold
from tawatur.reading.judge import MODELS
from tawatur.reading.network import Network, Seen, read_files
from tawatur.text.records import Token

NETWORKS = Path(__file__).parent / "networks"  # one for each fold, see `network.py`
WORDS = MODELS / "network_words.npz"


@cache
def _network(number: int) -> Network:
    return read_files(WORDS, NETWORKS / f"{number}.npz")


def looking(report: str) -> Callable[[Sequence[Token]], Seen]:
    """Return what looks at a report: the network that has not seen the reports of its fold.

    Args:
        report: The report's id.
    """
    return _network(fold(report)).read
