# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What adding costs: many reports to a new case, the same again, and one more, all with what joins them.

    adding.py REPORTS.jsonl[.gz] [--reports N] [--slice N] [--jobs N] [--case FILE]

Without --slice the reports are added in one run, as `tawatur add` does, which joins at the end: what each thousand took
is the reading and storing. With --slice N they are added N at a time, each slice joined with all that was there
before, and what each slice took is everything. Processor time is that of all processes.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tawatur import read
from tawatur.casefile import create, listing, open_case, parties
from tawatur.intake import Failure, Loaded, load
from tawatur.model import Report
from tawatur.pipeline.adding import Counts, add
from tawatur.pipeline.grouping import groups
from tawatur.pipeline.local import Settings

THOUSAND = 1000


def processor() -> float:
    """Return the seconds of the processor that this process and its ended children took."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak_mib(who: int) -> float:
    """Return the peak resident memory in MiB of this process or of its largest ended child."""
    return resource.getrusage(who).ru_maxrss / 1024


@dataclass
class Watch:
    """When each thousand reports was stored, and how long each kind of joining took, by the clock."""

    began: float = field(default_factory=time.perf_counter)
    thousands: list[float] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    _stage: str = ""
    _since: float = 0.0

    def told(self, counts: Counts) -> None:
        """Take in how many reports are stored."""
        if counts.seen >= THOUSAND * (len(self.thousands) + 1):
            self.thousands.append(time.perf_counter())

    def joining(self, kind: str, left: int) -> None:
        """Take in what is being joined."""
        if kind != self._stage:
            self.end()
            self._stage, self._since = kind, time.perf_counter()

    def end(self) -> None:
        """The kind of joining that was at work is done."""
        if self._stage:
            self.stages[self._stage] = self.stages.get(self._stage, 0.0) + time.perf_counter() - self._since
        self._stage = ""

    def seconds(self) -> list[float]:
        """Return the seconds that each thousand took."""
        return [end - start for start, end in zip([self.began, *self.thousands], self.thousands, strict=False)]


@dataclass(frozen=True, slots=True)
class Took:
    """What one adding took, in seconds."""

    counts: Counts
    wall: float
    processor: float
    watch: Watch


def adding(case: Path, items: Iterator[Loaded | Failure], jobs: int) -> Took:
    """Open the case, add, and say what it took."""
    watch, used = Watch(), processor()
    with open_case(case) as found:
        counts = add(found, items, Settings(), jobs=jobs, tell=watch.told, tell_joining=watch.joining)
    watch.end()
    return Took(counts, time.perf_counter() - watch.began, processor() - used, watch)


def state(case: Path) -> str:
    """Return a hash of what the case holds joined, and print it in figures."""
    with open_case(case) as found, found.read() as tx:
        held = listing.status(tx)
        entities = [(e.id, e.name, e.reports) for e in parties.entities(tx)]
        whole = json.dumps([groups(tx), entities], sort_keys=True)
    size = sum(file.stat().st_size for file in case.parent.glob(case.name + "*")) / 2**20
    print(f"the case               {held.reports:,} reports, {held.entities:,} parties, {held.families:,} families,")
    print(f"                       {held.incidents:,} incidents, {held.pending} pending, {size:,.0f} MiB on the disk")
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def show(name: str, took: Took) -> None:
    """Print what one adding took."""
    each = took.counts.seen or 1
    print(f"{name:22} {took.wall:,.1f} s by the clock, {took.processor:,.1f} s of processors "
          f"({1000 * took.processor / each:,.1f} ms a report); {took.counts.added:,} added, "
          f"{took.counts.same:,} there already, {took.counts.failed} failed")  # fmt: skip
    for kind, seconds in took.watch.stages.items():
        print(f"  joining {kind:12} {seconds:,.1f} s")


def in_slices(case: Path, items: Iterator[Loaded | Failure], jobs: int, size: int) -> None:
    """Add slice by slice and print what each took."""
    first = 0.0
    while part := list(islice(items, size)):
        took = adding(case, iter(part), jobs)
        each = 1000 * took.processor / len(part)
        first = first or each
        stages = ", ".join(f"{kind} {seconds:.1f}" for kind, seconds in took.watch.stages.items())
        print(f"  {len(part):,} more: {each:.1f} ms of processors a report ({each / first:.2f} x the first), "
              f"{took.wall:.1f} s; {stages}", flush=True)  # fmt: skip


def one_more(case: Path, report: Report, folder: Path) -> float:
    """Add a report under another id by a process of its own and return the seconds it took."""
    fields = {name: getattr(report, name) for name in ("text", "outlet", "url", "title", "published")}
    path = folder / "one.jsonl"
    path.write_text(json.dumps({"id": report.id + "-2", **fields}, ensure_ascii=False), "utf8")
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "tawatur", "add", str(case), str(path), "--jobs", "1"], check=True)
    return time.perf_counter() - began


def measure(case: Path, path: Path, number: int, options: argparse.Namespace) -> None:
    """Add all but the last of so many reports, the same again, then the last, and print what it took."""

    def most() -> Iterator[Loaded | Failure]:
        return islice(load([path]), number - 1)

    if options.slice:
        in_slices(case, most(), options.jobs, options.slice)
    else:
        took = adding(case, most(), options.jobs)
        show("adding", took)
        each = took.watch.seconds()
        if len(each) > 1:
            print(f"  thousands: first {each[0]:.1f} s, last {each[-1]:.1f} s, {each[-1] / each[0]:.2f} x")
    before = state(case)
    show("the same again", adding(case, most(), options.jobs))
    print(f"which changed          {'nothing' if state(case) == before else 'SOMETHING'}")
    last = next(islice(load([path]), number - 1, None))
    read("قالت الشرطة إن مسلحين هاجموا حاجزا أمس.", published="2024-03-05")  # loads what a server has loaded long ago
    show("one more, warm", adding(case, iter([last]), 1))
    if isinstance(last, Loaded):
        seconds = one_more(case, last.report, case.parent)
        print(f"one more, new process  {seconds:.1f} s, starting Python and loading the tables included")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reports", type=int, default=3000, help="how many reports to add (0: all)")
    parser.add_argument("--slice", type=int, default=0, help="add so many at a time, each joined (0: all at once)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", type=Path, help="where to make the case, which stays; by default it is thrown away")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as thrown:
        folder = options.folder or Path(thrown)
        folder.mkdir(parents=True, exist_ok=True)
        case = folder / "adding.case"
        create(case).close()
        measure(case, options.path, options.reports or sum(1 for _ in load([options.path])), options)
    here, there = peak_mib(resource.RUSAGE_SELF), peak_mib(resource.RUSAGE_CHILDREN)
    print(f"peak memory            {here:,.0f} MiB here, {there:,.0f} MiB a worker")


if __name__ == "__main__":
    main()
