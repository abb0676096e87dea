# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Score cross-validated readings of events: the scorer's figures, and precision and recall per type.

    events_cv.py GOLD_FOLDER [--readings build/cv/events]

GOLD_FOLDER holds `score.py` and `train`. The readings are those that `benchmarks/crossval.py` leaves behind, every
report read by models that never saw it; `benchmarks/calibration.py` tells how often events of each confidence are
right. The annotations were made by language models: agreement with them is consistency with a careful reading by the
manual, not proven human reliability.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CROSSVAL = "run: python benchmarks/crossval.py GOLD_FOLDER"
FIGURES = ("events", "roles", "strict", "status", "when", "deaths")


def _load(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def _told(report: dict[str, Any], ends: list[int]) -> Counter[tuple[int, str]]:
    """Count the events of a report by sentence, as the scorer cuts them, and type."""
    return Counter((sum(end <= e["start"] for end in ends), e["type"]) for e in report["events"])


def table(gold: dict[str, dict[str, Any]], read: dict[str, dict[str, Any]], sentence_end: Any) -> None:
    """Print precision and recall per type."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for name, report in gold.items():
        ends = [m.end() for m in sentence_end.finditer(report["report"]["text"])]
        wanted, had = _told(report, ends), _told(read[name], ends)
        for counts, events in ((told, wanted), (found, had), (right, wanted & had)):
            for (_, type_), n in events.items():
                counts[type_] += n
    for type_, n in told.most_common():
        precision = right[type_] / (found[type_] or 1)
        print(f"{type_:10} precision {precision:.2f}  recall {right[type_] / n:.2f}  ({n} told)")


def main(folder: Path, readings: Path) -> int:
    """Score and print; return the exit status."""
    scorer, train = folder / "score.py", folder / "train"
    for needed, why in ((scorer, "the annotated reports are not part of the repository"), (readings, CROSSVAL)):
        if not needed.exists():
            print(f"{needed}: not there; {why}", file=sys.stderr)
            return 2
    command = [sys.executable, str(scorer), str(train), str(readings)]
    scored = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print("".join(line + "\n" for line in scored.splitlines() if line.split()[0] in FIGURES), end="")
    sys.path.insert(0, str(folder))
    from score import SENTENCE_END  # type: ignore[import-not-found]

    table(_load(train), _load(readings), SENTENCE_END)
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--readings", type=Path, default=ROOT / "build" / "cv" / "events")
    asked = parser.parse_args()
    sys.exit(main(asked.gold.resolve(), asked.readings.resolve()))
