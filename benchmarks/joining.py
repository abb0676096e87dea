# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Join a labelled day in memory and score it.

Run: python benchmarks/joining.py SHARED [--day DAY] [--readings FILE]
(DAY as in benchmarks/days, that of the shared data if not given; FILE keeps the readings; made where it is not)
"""

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import days
from tawatur.joining import families, incidents, parties, positions, tellings
from tawatur.joining.copies import compare
from tawatur.joining.printed import printed
from tawatur.joining.signature import keys
from tawatur.model import Reading
from tawatur.model.joined import Copy, Family, Incident


def share(readings: Mapping[str, Reading]) -> tuple[tuple[Family, ...], tuple[Copy, ...]]:
    """Return the families of some readings, and what their reports share."""
    papers = {key: printed(key, reading.report) for key, reading in readings.items()}
    held: dict[int, list[str]] = {}
    for key in sorted(papers):
        for number in keys(papers[key].text):
            held.setdefault(number, []).append(key)
    pairs = sorted({pair for met in held.values() for pair in itertools.combinations(met, 2)})
    found = tuple(copy for a, b in pairs if (copy := compare(papers[a], papers[b])) is not None)
    return families.partition(papers, found), found


def join(readings: Mapping[str, Reading], made: tuple[Family, ...], shared: tuple[Copy, ...]) -> list[Incident]:
    """Return the incidents of some readings, with their positions."""
    told = [t for key, reading in readings.items() for t in tellings.prepare(key, reading)]
    entities = parties.resolve(form for key, reading in readings.items() for form in parties.prepare(key, reading))
    out = []
    for incident in incidents.partition(told):
        inside = set(incident.reports)
        copies = [c for c in shared if c.left in inside and c.right in inside]
        said = positions.of(incident, readings, families=made, copies=copies, entities=entities)
        out.append(positions.with_positions(incident, said))
    return out


def groups(found: list[Incident], made: tuple[Family, ...]) -> dict[str, Any]:
    """Return what score.py reads."""
    out = []
    for incident in found:
        happened = [p for p in incident.positions if p.question == "happened" and p.answer == "yes"]
        best = max(incident.positions and happened, key=lambda p: p.independence.low, default=None)
        tolls = [
            {"deaths": [p.low, p.high], "independent": [p.independence.low, p.independence.high]}
            for p in incident.positions
            if p.question == "deaths"
        ]
        count = [best.independence.low, best.independence.high] if best else [0, 0]
        out.append({"reports": list(incident.reports), "independent": count, "tolls": tolls})
    return {"families": [{"reports": list(f.reports), "origin": f.origin} for f in made], "incidents": out}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--day", default=days.DEV, choices=days.names())
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    readings = days.day(args.shared, args.day, args.readings).readings
    start = time.perf_counter()
    made, shared = share(readings)
    found = join(readings, made, shared)
    print(f"joined {len(readings)} reports in {time.perf_counter() - start:.1f} s: {len(found)} incidents")
    out = args.out or Path(tempfile.mkdtemp()) / "found.json"
    out.write_text(json.dumps(groups(found, made), ensure_ascii=False), "utf8")
    labels = days.labels_of(args.shared, args.day)
    subprocess.run([sys.executable, str(args.shared / "joining/score.py"), str(labels), str(out)], check=True)


if __name__ == "__main__":
    main()
