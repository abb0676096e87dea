# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The headlines of the Arabic News Stance corpus."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpora import once

SOURCE = "ANS (J. Khouja, Apache-2.0)"
PURPOSE = "measure"
ANNOTATIONS = Path(__file__).parents[1] / "benchmarks" / "headlines" / "ans.txt"
FOLDER = Path("ans_stance")
COLUMNS = ("claim_s", "s1", "s2")


def _texts(data: Path) -> Iterator[str]:
    for kind in ("claim", "stance"):
        for part in ("dev", "test", "train"):
            with (data / FOLDER / f"{kind}_{part}.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    for text in (row[column] for column in COLUMNS if row.get(column)):
                        yield re.sub(r"\s+", " ", text).strip().strip('"').strip()


@cache
def sentences(data: Path) -> dict[int, str]:
    """Return the headlines and claims of the corpus, in a folder of open data, each text once and counted once."""
    return dict(enumerate(once(_texts(data)).values()))
