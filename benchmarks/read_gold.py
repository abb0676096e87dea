# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read the annotated reports of a folder into readings that `gold/score.py` can score.

read_gold.py GOLD_DIR OUT_DIR
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

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


def scored(reports: Iterable[tuple[str, Mapping[str, Any]]], scorer: Path, out: Path) -> list[str]:
    """Read annotated reports that lie in no folder; return the lines of the scorer.

    Args:
        reports: Id and annotations of each.
        scorer: `gold/score.py`.
        out: Folder for the readings.
    """
    with tempfile.TemporaryDirectory() as gold:
        for id_, data in reports:
            (Path(gold) / f"{id_}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        main(Path(gold), out)
        command = [sys.executable, str(scorer), gold, str(out)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), Path(sys.argv[2])), 1))
