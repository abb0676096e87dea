# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Cross-validate the events reader on the annotated reports, five folds.

    events_cv.py GOLD_FOLDER

GOLD_FOLDER holds `score.py` and `train`. Every report is read by models trained on the other folds (entities out of
fold too, see `training/events.py`); printed are the scorer's figures, precision and recall per type, and how often
events of each confidence are right. The annotations were made by language models: agreement with them is consistency
with a careful reading by the manual, not proven human reliability.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FIGURES = ("events", "roles", "strict", "status", "when", "deaths")
BINS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def _load(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def _told(report: dict[str, Any], ends: list[int]) -> Counter[tuple[int, str]]:
    """Count the events of a report by sentence, as the scorer cuts them, and type."""
    return Counter((sum(end <= e["start"] for end in ends), e["type"]) for e in report["events"])


def table(gold: dict[str, dict[str, Any]], read: dict[str, dict[str, Any]], sentence_end: Any) -> None:
    """Print precision and recall per type and the share of right events per confidence."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    told: Counter[str] = Counter()
    bins: dict[float, list[bool]] = {}
    for name, report in gold.items():
        ends = [m.end() for m in sentence_end.finditer(report["report"]["text"])]
        left = _told(report, ends)
        for (_, type_), n in left.items():
            told[type_] += n
        for event in sorted(read[name]["events"], key=lambda e: -e["confidence"]):
            key = sum(end <= event["start"] for end in ends), event["type"]
            hit = left[key] > 0
            left[key] -= hit
            found[event["type"]] += 1
            right[event["type"]] += hit
            bins.setdefault(next(b for b in BINS if event["confidence"] < b), []).append(hit)
    for type_, n in told.most_common():
        precision = right[type_] / (found[type_] or 1)
        print(f"{type_:10} precision {precision:.2f}  recall {right[type_] / n:.2f}  ({n} told)")
    for top, hits in sorted(bins.items()):
        print(f"confidence below {top:.1f}: right {sum(hits) / len(hits):.2f} of {len(hits)}")


def main(folder: Path) -> int:
    """Cross-validate and print; return the exit status."""
    scorer = folder / "score.py"
    if not scorer.exists():
        print(f"{scorer}: not there; the annotated reports are not part of the repository", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as out:
        train = str(folder / "train")
        subprocess.run([sys.executable, "training/events.py", train, "--cv", out], check=True, cwd=ROOT)
        run = subprocess.run(
            [sys.executable, str(scorer), train, out], check=True, capture_output=True, text=True, cwd=ROOT
        )
        print("".join(line + "\n" for line in run.stdout.splitlines() if line.split()[0] in FIGURES), end="")
        sys.path.insert(0, str(folder))
        from score import SENTENCE_END  # type: ignore[import-not-found]

        table(_load(folder / "train"), _load(Path(out)), SENTENCE_END)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
