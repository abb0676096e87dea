# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Print when a long series of weekly scores changed: Israelis and Palestinians, 1979 to 2003.

The series is from the R package MSBVAR (MIT). What history knows of it: the first uprising (December 1987), the
agreement of Oslo (September 1993), the second uprising (end of September 2000).

Run: python benchmarks/tension.py SHARED
"""

import csv
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from tawatur.joining.tension import changes

FIRST = date(1979, 4, 15)
COLUMNS = ("isr_to_pse", "pse_to_isr")


def main(shared: Path) -> None:
    lines = (shared / "joining/tension.csv").read_text("utf8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    values = [sum(float(row[name]) for name in COLUMNS) for row in rows]
    start = time.perf_counter()
    found = changes(values)
    print(f"{len(values)} weeks, {len(found)} changes, {time.perf_counter() - start:.1f} s")
    print(" ".join((FIRST + timedelta(weeks=n)).isoformat() for n in found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
