# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Find the copies among a corpus in memory and state what a report costs.

    copies_speed.py REPORTS.jsonl.gz [--reports 30000]

Reports are taken in the order of publication, as an archive is added; those of a day are compared while their words
are remembered.
"""

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from pathlib import Path

from tawatur.joining import copies, families, signature
from tawatur.joining.printed import Printed


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("reports", type=Path)
    options.add_argument("--reports", dest="most", type=int, default=30_000)
    args = options.parse_args()
    if not args.reports.exists():
        print(f"{args.reports}: not there; the raw reports are not part of the repository", file=sys.stderr)
        return 2
    with gzip.open(args.reports, "rt", encoding="utf-8") as lines:
        rows = sorted(map(json.loads, lines), key=lambda row: (row["published"] or "", row["id"]))[: args.most]
    pool = {f"{n:06}": Printed(f"{n:06}", r["text"], r["outlet"], r["published"]) for n, r in enumerate(rows)}
    began = time.process_time()
    keys = {key: signature.keys(report.text) for key, report in pool.items()}
    by_keys = time.process_time() - began
    began = time.process_time()
    pairs = list(signature.meetings(keys, {key: report.outlet for key, report in pool.items()}))
    by_meeting = time.process_time() - began
    began = time.process_time()
    found = [copy for a, b in pairs if (copy := copies.compare(pool[a], pool[b])) is not None]
    by_words = time.process_time() - began
    grouped = families.partition(pool, found)
    n = len(pool)
    print(f"{n} reports: {sum(map(len, keys.values())) / n:.0f} keys and {len(pairs) / n:.1f} comparisons a report")
    print(f"kinds {dict(sorted(Counter(copy.kind for copy in found).items()))}; {len(grouped)} families")
    print(f"largest families {sorted((len(f.reports) for f in grouped), reverse=True)[:10]}")
    parts = (("keys", by_keys), ("meeting", by_meeting), ("comparing", by_words))
    print(", ".join(f"{name} {1000 * seconds / n:.2f} ms a report" for name, seconds in parts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
