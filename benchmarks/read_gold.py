# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read the annotated reports of a folder into readings that `gold/score.py` can score.

read_gold.py GOLD_DIR OUT_DIR
"""

import sys
from pathlib import Path

from tawatur.intake import load
from tawatur.model.identity import file_name
from tawatur.pipeline.local import Done, Settings, read_many


def main(gold: Path, out: Path) -> int:
    """Write one reading per report; return how many failed."""
    if not gold.is_dir():
        print(f"{gold}: no such folder; the annotated reports are not part of the repository", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for outcome in read_many(load([gold]), Settings()):
        if isinstance(outcome, Done):
            path = out / f"{file_name(outcome.reading.report.id)}.json"
            path.write_text(outcome.reading.to_json(), "utf-8")
        else:
            failed += 1
            print(f"{outcome.name}: {outcome.error}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), Path(sys.argv[2])), 1))
