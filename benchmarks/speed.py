# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How fast reports are read, cold and warm, on one core and on all, beside a floor in the same run.

    speed.py REPORTS.jsonl[.gz] [--reports N] [--jobs N] [--release FILE [--write]]

The floor is tokenising the same text with one regular expression, in turns with the reading and by processor time: a
machine that is busy or slow slows both, so the ratio can be compared between runs and machines, the rest only within
one. `--release` compares it with that of the last release, which `--write` notes, and fails when a tenth is lost.
"""

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tawatur import __version__
from tawatur.intake import Loaded, load
from tawatur.pipeline.local import Done, Settings, read_many, settle
from tawatur.reading import judge

WORD = re.compile(r"\w+")
SLICE = 20  # reports read before the floor has its turn
REPEATS = 3
LOSS = 0.1  # of the speed of the last release that may be lost
COMPILED = not judge.__file__.endswith(".py")
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


def seconds_reading(items: list[Loaded], jobs: int) -> float:
    """Return the wall-clock seconds that reading took, start of processes included."""
    start = time.perf_counter()
    for _ in read_many(items, Settings(), jobs=jobs):
        pass
    return time.perf_counter() - start


@dataclass
class Measured:
    """What one core did: reports read, seconds by the clock and of the processor, and the floor's."""

    read: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    floor: float = 0.0


def measure(items: list[Loaded]) -> Measured:
    """Read on one core; after every few reports tokenise their text, so that both meet the same machine."""
    found = Measured()
    for at in range(0, len(items), SLICE):
        part = items[at : at + SLICE]
        wall, cpu = time.perf_counter(), time.process_time()
        found.read += sum(isinstance(outcome, Done) for outcome in read_many(part, Settings()))
        found.wall += time.perf_counter() - wall
        found.cpu += time.process_time() - cpu
        cpu = time.process_time()
        for _ in range(REPEATS):
            for item in part:
                WORD.findall(item.report.text)
        found.floor += (time.process_time() - cpu) / REPEATS
    return found


def compare(release: Path, ratio: float, reports: int) -> bool:
    """Print the ratio beside that of the last release; return whether too much is lost.

    A ratio says nothing beside one of other reports, of another Python or of a package that is not compiled alike.
    """
    now = conditions(reports)
    if not release.exists():
        print(f"last release           {release} is not there; --write notes this ratio")
        return False
    noted = json.loads(release.read_text("utf-8"))
    before = noted["ratio"]
    if any(noted[name] != value for name, value in now.items()):
        print(f"last release           not compared: it was measured with {noted}, this is {now}")
        return False
    print(f"last release           {before:,.0f} x, {100 * (ratio / before - 1):+.1f} % time")
    return bool(ratio > before * (1 + LOSS))


def conditions(reports: int) -> dict[str, str | int | bool]:
    """Return under what a ratio is measured."""
    return {"reports": reports, "python": ".".join(platform.python_version_tuple()[:2]), "compiled": COMPILED}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reports", type=int, default=2000, help="how many reports to read (0: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes of the parallel run")
    parser.add_argument("--release", type=Path, help="file that holds the ratio of the last release")
    parser.add_argument("--write", action="store_true", help="note this ratio in it")
    options = parser.parse_args()
    if not options.path.exists():
        sys.exit(f"{options.path}: not there; the corpus is not part of the repository, give the path of yours")
    cold = seconds_cold()
    loaded = (i for i in load([options.path]) if isinstance(i, Loaded))
    items = list(islice(loaded, options.reports or None))
    words = sum(len(WORD.findall(i.report.text)) for i in items)
    settle(Settings())  # as `tawatur read` does; tables and models are loaded from here on
    many = None if options.jobs == 1 else seconds_reading(items, options.jobs)
    one = measure(items)  # last, so that no process starts with the words of these reports known
    memory = peak_mib(resource.RUSAGE_SELF)
    kind = "compiled" if COMPILED else "pure Python"
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    print(f"tawatur {__version__}, {kind}, Python {platform.python_version()}, {machine}")
    print(f"reports read           {one.read:,} of {len(items):,}, {words:,} words")
    print(f"one core               {one.read / one.wall:,.1f} reports/s, {words / one.wall:,.0f} words/s by the clock")
    print(f"processor time         {1000 * one.cpu / one.read:.2f} ms a report, {one.read / one.cpu:,.1f} reports/s")
    print(f"ratio to the floor     {one.cpu / one.floor:,.0f} x one regular expression over the same text")
    if many is not None:
        print(f"{options.jobs} processes            {one.read / many:,.1f} reports/s, {one.wall / many:.2f} x one core")
        print(f"peak memory, worker    {peak_mib(resource.RUSAGE_CHILDREN):,.0f} MiB")
    print(f"peak memory, one core  {memory:,.0f} MiB (reports to read held in it)")
    print(f"first reading, cold    {cold:.2f} s")
    ratio = one.cpu / one.floor
    if options.release and options.write:
        noted = {"version": __version__, "ratio": round(ratio), **conditions(len(items))}
        options.release.write_text(json.dumps(noted) + "\n", "utf-8", newline="\n")
    elif options.release and compare(options.release, ratio, len(items)):
        sys.exit(f"more than {LOSS:.0%} of the speed of the last release is lost")


if __name__ == "__main__":
    main()
