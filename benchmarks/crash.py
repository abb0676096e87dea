# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Kill `tawatur add` without warning at random moments and see that nothing acknowledged is lost, nothing half there.

Run: python benchmarks/crash.py REPORTS.jsonl.gz [--reports 60] [--kills 50] [--seed 1] [--jobs 2]

A run that nobody disturbs says how long adding takes and what the case is in the end. Then processes are killed one
after another, each a random while after it began to go on with the same case. After each kill the case must open, hold
every report that was acknowledged before it, each whole, and in the end be the case of the undisturbed run.
"""

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from tawatur.casefile import checking, create, open_case
from tawatur.pipeline.grouping import groups

CHILD = """
import sys
from pathlib import Path
from tawatur.casefile import open_case
from tawatur.intake import load
from tawatur.pipeline.adding import add
from tawatur.pipeline.local import Settings
with open_case(sys.argv[1]) as case:
    add(case, load([Path(sys.argv[2])]), Settings(), jobs=int(sys.argv[3]),
        tell=lambda counts: print(counts.added, flush=True))
print("done", flush=True)
"""


def start(case: Path, reports: Path, jobs: int) -> "subprocess.Popen[str]":
    """Begin, or go on, adding in a process of its own."""
    command = [sys.executable, "-c", CHILD, str(case), str(reports), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)


def finish(case: Path, reports: Path, jobs: int) -> float:
    """Add to the end and return the seconds it took."""
    began = time.monotonic()
    process = start(case, reports, jobs)
    process.communicate()
    if process.returncode != 0:
        raise SystemExit("adding failed")
    return time.monotonic() - began


def state(case: Path) -> dict[str, Any]:
    """Return what a case holds, in a form that does not depend on how it came about."""
    with open_case(case) as found, found.read() as tx:
        problems = checking.problems(tx)
        if problems:
            raise SystemExit(f"the case is not whole: {problems}")
        held = groups(tx)
    held["families"] = sorted((sorted(f["reports"]), f["origin"]) for f in held["families"])
    return held


def kill(case: Path, reports: Path, jobs: int, after: float) -> int:
    """Go on adding, kill the main process after a while, and return how many reports it acknowledged."""
    process = start(case, reports, jobs)
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    said = process.communicate()[0].split()
    return max((int(word) for word in said if word.isdecimal()), default=0)


def held(case: Path) -> int:
    """Open a case after a kill, see that it is whole, and return how many reports it holds."""
    with open_case(case) as found, found.read() as tx:
        problems = checking.problems(tx)
        if problems:
            raise SystemExit(f"the case is not whole: {problems}")
        return checking.count(tx)


def main() -> None:
    """Kill and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    chosen = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder, "reports.jsonl")
        with gzip.open(options.corpus, "rt", encoding="utf-8") as lines:
            reports.write_text("".join(islice(lines, options.reports)), "utf-8")
        whole = Path(folder, "whole.case")
        create(whole).close()
        took = finish(whole, reports, options.jobs)
        wanted = state(whole)
        kills = fewest = 0
        while kills < options.kills:
            case = Path(folder, f"killed{kills}.case")
            create(case).close()
            before = 0
            for _ in range(2):
                acknowledged = kill(case, reports, options.jobs, chosen.uniform(0.3, 1.05) * took)
                kills += 1
                there = held(case)
                if there < before + acknowledged:
                    raise SystemExit(f"{before + acknowledged} acknowledged, {there} there")
                before, fewest = there, fewest + (there < options.reports)
            finish(case, reports, options.jobs)
            if state(case) != wanted:
                raise SystemExit("going on ended in another case")
    print(json.dumps({"kills": kills, "with reports still to come": fewest, "seconds undisturbed": round(took, 1)}))


if __name__ == "__main__":
    main()
