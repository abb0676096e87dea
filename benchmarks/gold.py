# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Score the reader on the annotated reports, by the scorer that lies beside them.

    gold.py GOLD_FOLDER [PART …]

GOLD_FOLDER holds `score.py` and the parts (seed, train, dev, check). The annotations were made by language models:
agreement with them is consistency with a careful reading by the manual, not proven human reliability.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from read_gold import main as read_gold

PARTS = ("seed", "dev", "check")


def main(folder: Path, parts: list[str]) -> int:
    """Read and score each part; return the exit status."""
    scorer = folder / "score.py"
    if not scorer.exists():
        print(f"{scorer}: not there; the annotated reports are not part of the repository", file=sys.stderr)
        return 2
    for part in parts or PARTS:
        print(f"== {part}")
        with tempfile.TemporaryDirectory() as out:
            read_gold(folder / part, Path(out))
            sys.stdout.flush()
            subprocess.run([sys.executable, str(scorer), str(folder / part), out], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
