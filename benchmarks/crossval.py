# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Cross-validate everything that is trained on the annotated reports, five folds, and score it.

    crossval.py GOLD_FOLDER

GOLD_FOLDER holds `score.py` and `train`. Every report is read by models that never saw it, nor did those they lean on:
parties, then claims from these, then events, then relations. Readings go to `build/`; no model of the package changes.
The open data lie in `data` beside GOLD_FOLDER: reports of an open corpus are learnt from too, with names read by models
that have not seen them.
The annotations were made by language models: agreement with them is consistency with a careful reading by the manual,
not proven human reliability.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENTITIES = ROOT / "build" / "oof" / "entities"
READ = ROOT / "build" / "cv"
FIGURES = {
    "claims": ("claims", "content", "anonymous", "count", "stance", "mode", "via"),
    "events": ("events", "roles", "strict", "status", "when", "deaths"),
    "relations": ("relations",),
}


def steps(train: Path) -> list[list[str]]:
    """Return the training scripts with their arguments, in the order in which one leans on another."""
    claims, events, relations = (str(READ / name) for name in FIGURES)
    own = ["--entities", str(ENTITIES)]
    return [
        ["training/ner.py", str(train.parents[1] / "data" / "ner"), "--unseen"],
        ["training/entities.py", str(train), "--no-ship"],
        ["training/claims.py", str(train), *own, "--out", claims],
        ["training/events.py", str(train), "--cv", events],
        ["training/relations.py", str(train), *own, "--claims", claims, "--events", events, "--cv", relations],
    ]


def main(folder: Path) -> int:
    """Cross-validate and print; return the exit status."""
    scorer, train = folder / "score.py", folder / "train"
    if not scorer.exists():
        print(f"{scorer}: not there; the annotated reports are not part of the repository", file=sys.stderr)
        return 2
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1"}  # several only get in each other's way here
    for step in steps(train):
        print(f"== {step[0]}", flush=True)
        subprocess.run([sys.executable, *step], check=True, cwd=ROOT, env=one_thread)
    for name, figures in FIGURES.items():
        command = [sys.executable, str(scorer), str(train), str(READ / name)]
        scored = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print("".join(line + "\n" for line in scored.splitlines() if line.split()[0] in figures), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
