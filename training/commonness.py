# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Count how common each stem is in news (`src/tawatur/joining/models/commonness.tsv.gz`).

Only counts of single words are kept, of stems that many reports hold; no text.

Run: python training/commonness.py SHARED (about 60 s)
"""

import gzip
import io
import json
import math
import sys
from collections import Counter
from pathlib import Path

from tawatur.joining.wording import COMMONNESS, stem
from tawatur.text.words import TOKEN

CORPORA = ("ant", "ant2018")
LEAST = 40  # reports that hold a stem; a rarer one is as good as unknown, and no private name gets in
HEADER = """\
# bits of each stem: minus log2 of the share of reports that hold it
# source: counts over the ANT corpus (Apache-2.0); no text
# generator: training/commonness.py
"""


def counts(shared: Path) -> tuple[Counter[str], int]:
    """Return in how many reports each stem stands, and the number of reports."""
    held: Counter[str] = Counter()
    stems: dict[str, str] = {}
    total = 0
    for corpus in CORPORA:
        with gzip.open(shared / "corpus" / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                found = set()
                for match in TOKEN.finditer(json.loads(line)["text"]):
                    if match.lastgroup not in ("punct", "symbol"):
                        surface = match[0]
                        if surface not in stems:
                            stems[surface] = stem(surface)
                        found.add(stems[surface])
                held.update(found)
                total += 1
    return held, total


def main(shared: Path) -> None:
    held, total = counts(shared)
    rows = [f"{word}\t{-math.log2(n / total):.1f}\n" for word, n in sorted(held.items()) if n >= LEAST and word]
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as out:
        out.write((HEADER + "".join(rows)).encode())
    COMMONNESS.parent.mkdir(exist_ok=True)
    COMMONNESS.write_bytes(packed.getvalue())
    print(f"{len(rows)} stems of {total} reports, {len(packed.getvalue())} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
