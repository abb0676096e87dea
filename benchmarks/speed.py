# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How fast reports are read, cold and warm, on one core and on all, beside a floor in the same run.

    speed.py REPORTS.jsonl[.gz] [--reports N] [--jobs N]

The floor is tokenising the same text with one regular expression: a machine that is busy or slow slows both, so the
ratio can be compared between runs and machines, the rest only within one.
"""

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from tawatur import __version__
from tawatur.intake import Loaded, load
from tawatur.pipeline.local import Done, Settings, read_many

WORD = re.compile(r"\w+")
COLD = "import tawatur; tawatur.read('قالت الشرطة إن مسلحين هاجموا حاجزا أمس.', published='2024-03-05')"


def peak_mib(who: int) -> float:
    """Return the peak resident memory in MiB of this process or of its largest child."""
    return resource.getrusage(who).ru_maxrss / 1024


def seconds_cold() -> float:
    """Return the wall-clock seconds from starting Python to the first reading, best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", COLD], check=True)
        best = min(best, time.perf_counter() - start)
    return best


def seconds_reading(items: list[Loaded], jobs: int) -> tuple[float, int]:
    """Return the seconds that reading took, start of processes included, and how many reports were read."""
    start = time.perf_counter()
    read = sum(isinstance(o, Done) for o in read_many(items, Settings(), jobs=jobs))
    return time.perf_counter() - start, read


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reports", type=int, default=2000, help="how many reports to read (0: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes of the parallel run")
    options = parser.parse_args()
    if not options.path.exists():
        sys.exit(f"{options.path}: not there; the corpus is not part of the repository, give the path of yours")
    cold = seconds_cold()
    loaded = (i for i in load([options.path]) if isinstance(i, Loaded))
    items = list(islice(loaded, options.reports or None))
    start = time.perf_counter()
    words = sum(len(WORD.findall(i.report.text)) for i in items)
    floor = time.perf_counter() - start
    seconds_reading(items[:50], 1)  # tables and models are loaded from here on
    many = None if options.jobs == 1 else seconds_reading(items, options.jobs)[0]
    one, read = seconds_reading(items, 1)  # last, so that no process starts with the words of these reports known
    memory = peak_mib(resource.RUSAGE_SELF)
    print(f"tawatur {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    print(f"reports read           {read:,} of {len(items):,}, {words:,} words")
    print(f"one core               {read / one:,.1f} reports/s, {words / one:,.0f} words/s")
    print(f"ratio to the floor     {one / floor:,.0f} x one regular expression over the same text ({floor:.2f} s)")
    if many is not None:
        print(f"{options.jobs} processes            {read / many:,.1f} reports/s, {one / many:.2f} x one core")
        print(f"peak memory, worker    {peak_mib(resource.RUSAGE_CHILDREN):,.0f} MiB")
    print(f"peak memory, one core  {memory:,.0f} MiB (reports to read held in it)")
    print(f"first reading, cold    {cold:.2f} s")


if __name__ == "__main__":
    main()
