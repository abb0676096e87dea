# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What Spark costs over one process, what it shuffles, how even its tasks are; and whether it gives the same rows.

    spark.py REPORTS.jsonl[.gz] [--reports N] [--copies N] [--master URL] [--partitions N] [--keep DIR]
             [--skip-local | --case FILE]

Costs are processor time of whole process trees (Linux), which others on the machine hardly change; times of stages and
tasks are by the clock. Fixed costs are those of a job on a handful of reports. `--copies` adds so many copies of one
text under other outlets: the agency text that everybody prints. `--case` names a case to compare with, which is made
of the readings that Spark wrote if it is not there (`tawatur add CASE --parquet`): half the time, but what one process
costs is not measured then, nor are readings compared.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tawatur import __version__
from tawatur.casefile import copying, create, open_case, stories
from tawatur.intake import Loaded, load
from tawatur.model import codec
from tawatur.pipeline.adding import add
from tawatur.pipeline.local import Settings
from tawatur.pipeline.slices import load_slice
from tawatur.pipeline.spark.joining import join
from tawatur.pipeline.spark.reading import read
from tawatur.pipeline.spark.session import session

TICKS = os.sysconf("SC_CLK_TCK")
LOOK = 0.5  # seconds between two looks at the processes: what ends between is lost
HANDFUL = 8  # reports of the job that shows the fixed cost
OUTLETS = 300  # that print the copies
EVEN = 4  # tasks from which a stage's evenness says something


def tree(root: int) -> dict[int, float]:
    """Return the processor seconds of a process and of each that descends from it, by number."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            seconds[int(entry.name)] = sum(map(int, fields[11:13])) / TICKS
    inside = {root}
    while more := {pid for pid, parent in parents.items() if parent in inside and pid not in inside}:
        inside |= more
    return {pid: seconds[pid] for pid in inside if pid in seconds}


@dataclass
class Cost:
    """Seconds of the processor and by the clock."""

    cpu: float
    wall: float


def measured(work: Callable[[], Any]) -> Cost:
    """Return what a piece of work costs this process and all below it, those that end meanwhile among them."""
    before = tree(os.getpid())
    seen, done = dict(before), Event()

    def look() -> None:
        while not done.wait(LOOK):
            seen.update(tree(os.getpid()))

    watcher, wall = Thread(target=look, daemon=True), time.perf_counter()
    watcher.start()
    work()
    done.set()
    watcher.join()
    seen.update(tree(os.getpid()))
    return Cost(sum(seen.values()) - sum(before.values()), time.perf_counter() - wall)


def inputs(path: Path, out: Path, reports: int, copies: int) -> int:
    """Write the first reports, and copies of the one of middle length; return how many there are."""
    items = list(islice((i for i in load([path]) if isinstance(i, Loaded)), reports))
    rows = [codec.encode(item.report) for item in items]
    copied = sorted(rows, key=lambda row: len(row["text"]))[len(rows) // 2]
    rows += [copied | {"id": f"copy{n}", "outlet": f"outlet {n % OUTLETS}", "url": None} for n in range(copies)]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return len(rows)


@dataclass
class Stage:
    """A stage of a job: milliseconds of its tasks, bytes that it shuffled."""

    name: str
    times: list[int]
    shuffled: int = 0


def stages(log: Path) -> dict[int, Stage]:
    """Return the stages of an event log by number."""
    found: dict[int, Stage] = {}
    for file in sorted(f for f in log.rglob("*") if f.is_file() and not f.name.startswith(".")):
        for line in file.read_text("utf-8").splitlines():
            event = json.loads(line) if '"SparkListenerTaskEnd"' in line else {}
            if event.get("Event") == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                metrics = event["Task Metrics"]
                stage = found.setdefault(event["Stage ID"], Stage(event["Task Type"], []))
                stage.times.append(metrics["Executor Run Time"])
                stage.shuffled += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return found


class Jobs:
    """Spark's two jobs on some reports."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.logs: dict[str, Path] = {}

    def _run(self, name: str, work: Callable[[Any, int], Any]) -> Cost:
        self.logs[name] = self.folder / f"log-{name}"
        self.logs[name].mkdir(parents=True)
        conf = {
            "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": self.logs[name].as_uri(),
            "spark.eventLog.compress": "false",
            **dict(pair.split("=", 1) for pair in self.options.conf),
        }

        def job() -> None:
            with session(self.options.master, conf) as spark:
                work(spark, self.options.partitions or 4 * spark.sparkContext.defaultParallelism)

        return measured(job)

    def run(self, reports: Path) -> tuple[Cost, Cost]:
        """Return what reading and joining cost."""
        out = str(self.folder / "tables")
        reading = self._run("read", lambda spark, parts: read(spark, [str(reports)], out, Settings(), parts=parts))
        return reading, self._run("join", lambda spark, parts: join(spark, out, out, Settings(), parts=parts))


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table."""
    from pyarrow import parquet

    for file in sorted((folder / name).rglob("*.parquet")):
        yield from parquet.ParquetFile(file).read().to_pylist()


def differences(where: Path, tables: Path) -> dict[str, tuple[int, int, int]]:
    """Return for families and incidents how many both have, only the case, only Spark."""
    with open_case(where) as case, case.read() as tx:
        families = {(f.id, f.origin, f.reports) for f in copying.families_of(tx)}
        found = stories.incidents(tx, stories.incident_ids(tx))
        incidents = {(f.incident.id, stories.row_of(f.incident)["body"]) for f in found}
    theirs = {(r["family"], r["origin"], tuple(r["reports"])) for r in rows(tables, "families")}
    told = {(r["incident"], r["body"]) for r in rows(tables, "incidents")}
    return {
        "families": (len(families & theirs), len(families - theirs), len(theirs - families)),
        "incidents": (len(incidents & told), len(incidents - told), len(told - incidents)),
    }


def show_stages(name: str, log: Path, number: int) -> None:
    """Print what a job shuffled, and its longest and least even stages."""
    found = stages(log)
    shuffled = sum(stage.shuffled for stage in found.values())
    print(f"{name}: {len(found)} stages, {shuffled / number:,.0f} bytes shuffled a report")
    print("   stage  tasks  sum s  median s  longest s  longest / median  shuffled MB")
    for id, stage in sorted(found.items(), key=lambda pair: -sum(pair[1].times))[:12]:
        middle, longest = statistics.median(stage.times), max(stage.times)
        ratio = f"{longest / max(middle, 1):.1f}" if len(stage.times) >= EVEN else "-"
        print(
            f"   {id:5}  {len(stage.times):5}  {sum(stage.times) / 1000:5.1f}  {middle / 1000:8.2f}"
            f"  {longest / 1000:9.2f}  {ratio:>16}  {stage.shuffled / 1e6:11.2f}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--copies", type=int, default=0, help="copies of one text to add")
    parser.add_argument("--master", default="local[*]")
    parser.add_argument("--partitions", type=int, default=0)
    parser.add_argument("--conf", action="append", default=[], metavar="NAME=VALUE")
    local_case = parser.add_mutually_exclusive_group()
    local_case.add_argument("--skip-local", action="store_true", help="do not add the reports to a case")
    local_case.add_argument("--case", type=Path, help="a case of these reports, made of Spark's readings if not there")
    parser.add_argument("--keep", type=Path, help="folder for the tables and logs; a new one by default")
    options = parser.parse_args()
    if not options.path.exists():
        sys.exit(f"{options.path}: not there; the corpus is not part of the repository, give the path of yours")
    folder = options.keep or Path(tempfile.mkdtemp(prefix="tawatur-spark-"))
    folder.mkdir(parents=True, exist_ok=True)
    few, many = folder / "few.jsonl", folder / "reports.jsonl"
    inputs(options.path, few, HANDFUL, 0)
    number = inputs(options.path, many, options.reports, options.copies)
    print(f"tawatur {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, {options.master}")
    print(f"{number:,} reports in {folder}", flush=True)
    fixed = Jobs(folder / "few", options).run(few)  # first, as it also shows in a minute whether Spark is there
    local, where = None, options.case or folder / "local.case"
    if not options.skip_local and options.case is None:
        with create(where) as case:
            local = measured(lambda: add(case, load([many]), Settings(), keep_originals=False))
        print(f"one process: {1000 * local.cpu / number:.1f} ms a report, {local.wall:.0f} s by the clock", flush=True)
    jobs = Jobs(folder / "many", options)
    whole = jobs.run(many)
    for name, start, cost in zip(("read", "join"), fixed, whole, strict=True):
        each = (cost.cpu - start.cpu) / (number - HANDFUL)
        print(
            f"{name}: {1000 * each:.1f} ms a report and {start.cpu:.0f} s fixed;"
            f" by the clock {cost.wall:.0f} s, {start.wall:.0f} s of a handful"
        )
    for name, log in jobs.logs.items():
        show_stages(name, log, number)
    if local is not None:
        start = sum(cost.cpu for cost in fixed)
        each = (sum(cost.cpu for cost in whole) - start) / (number - HANDFUL)
        alone = local.cpu / number
        print(f"overhead: {each / alone:.2f} x the processor time of one process for each report, {start:.0f} s fixed")
        for machines in (2, 4, 16):
            gain = alone - each / machines
            size = f"{start / gain:,.0f} reports" if gain > 0 else "never"
            print(f"break-even of {machines} machines like this one: {size}")
    if not options.skip_local:
        if not where.exists():
            with create(where) as case:
                add(case, load_slice(folder / "many/tables"), Settings(), jobs=os.cpu_count() or 1)
        for name, (both, case_only, spark_only) in differences(where, folder / "many/tables").items():
            print(f"{name}: {both:,} the same, {case_only} only in the case, {spark_only} only on Spark")


if __name__ == "__main__":
    main()
