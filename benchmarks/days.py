# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Labelled days of reports, to measure the joining by: which they are, and their reports and readings.

One day comes with the shared data (`dev`). The labels of the others stand in `benchmarks/days`, see the README there;
their reports are taken by id from the shared corpus.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tawatur.intake.fields import report_from
from tawatur.model import Reading
from tawatur.reading.reader import default_reader

OWN = Path(__file__).parent / "days"
DEV, CORPUS = "dev", "corpus/saudi.jsonl.gz"


@dataclass(frozen=True)
class Day:
    """The reports of one day as read, by id, and the labels: `families` and `incidents`."""

    name: str
    labels: dict[str, Any]
    readings: dict[str, Reading]


def names() -> list[str]:
    """Return the labelled days, that of the shared data first."""
    return [DEV, *sorted(path.stem for path in OWN.glob("*.json"))]


def labels_of(shared: Path, name: str) -> Path:
    """Return the file with the labels of a day."""
    return shared / "joining/dev/labels.json" if name == DEV else OWN / f"{name}.json"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def _reports(shared: Path, labels: dict[str, Any], name: str) -> list[dict[str, Any]]:
    if name == DEV:
        return list(_rows(shared / "joining/dev/reports.jsonl.gz"))
    wanted = set(labels["reports"])
    return [row for row in _rows(shared / CORPUS) if row["id"] in wanted]


def day(shared: Path, name: str, kept: Path | None = None) -> Day:
    """Return a labelled day; its readings are taken from the file `kept` where it exists, else read, and put there."""
    labels = json.loads(labels_of(shared, name).read_text("utf8"))
    if kept is not None and kept.exists():
        readings = [Reading.from_json(line) for line in kept.read_text("utf8").splitlines()]
    else:
        reader = default_reader()
        readings = [reader.read(report_from(row)[0]) for row in _reports(shared, labels, name)]
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text("".join(reading.to_json() + "\n" for reading in readings), "utf8")
    return Day(name, labels, {reading.report.id: reading for reading in readings})
