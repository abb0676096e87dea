# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The headlines of the Arabic News Stance corpus."""

import csv
import re
from functools import cache
from pathlib import Path

SOURCE = "ANS (J. Khouja, Apache-2.0)"
PURPOSE = "measure"
ANNOTATIONS = Path(__file__).parents[1] / "benchmarks" / "headlines" / "ans.txt"
FOLDER = Path("ans_stance")
COLUMNS = ("claim_s", "s1", "s2")


@cache
def sentences(data: Path) -> dict[int, str]:
    """Return the headlines and claims of the corpus by number, each text once.

    Args:
        data: Folder of the open data.

    Raises:
        FileNotFoundError: The corpus is not there.
    """
    found: dict[str, str] = {}
    for kind in ("claim", "stance"):
        for part in ("dev", "test", "train"):
            with (data / FOLDER / f"{kind}_{part}.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    for text in (row[column] for column in COLUMNS if row.get(column)):
                        text = re.sub(r"\s+", " ", text).strip().strip('"').strip()
                        found.setdefault(re.sub(r"\W", "", text), text)
    return dict(enumerate(found.values()))
