# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Score the reader on reports written for measuring, from which nothing learns: in the manners of many outlets.

    written.py GOLD_FOLDER [STYLE …]

The reports and their annotations lie in `benchmarks/written`, one file for each style, in the notation of
`training/authored.py`; GOLD_FOLDER holds `score.py`. They were written and annotated by language models by the coding
manual, so they are plainer and more consistent than what outlets print: figures on them are higher than on real text,
and are for comparing one reader with another, on nine times as many reports as `dev` and `check` together.
"""

import sys
import tempfile
from pathlib import Path

from read_gold import scored

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
import authored

UNMARKED = ("timexes", "silent")  # the notation has no marks for them
WRITTEN = Path(__file__).parent / "written"


def main(folder: Path, styles: list[str]) -> int:
    """Read and score each style, then all; return the exit status."""
    scorer = folder / "score.py"
    if not scorer.exists():
        print(f"{scorer}: not there; the scorer is not part of the repository", file=sys.stderr)
        return 2
    reports = authored.load(WRITTEN)
    known = sorted({report.id.rpartition("-")[0] for report in reports})
    for style in styles or [*known, ""]:
        print(f"== {style or 'all'}")
        own = [(r.id, r.data) for r in reports if r.id.startswith(f"{style}-" if style else "")]
        with tempfile.TemporaryDirectory() as out:
            lines = scored(own, scorer, Path(out))
        print("\n".join(line for line in lines if not line.startswith(UNMARKED)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
