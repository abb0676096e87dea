# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Score the reader on headlines, one sentence each, from which nothing learns.

    headlines.py SHARED

SHARED holds `gold/score.py` and `data/ans_stance`, the Arabic News Stance corpus (J. Khouja, Apache-2.0): headlines of
2018, some of them changed by people so that they say something untrue. What they tell was annotated by language models
by the coding manual (`benchmarks/headlines`). Those of sport, markets and other things are few; five in six tell
something. Printed are the scores of events and parties, and how often attacks and protests are found where they are
told, and where they are not.
"""

import json
import sys
import tempfile
from pathlib import Path

from read_gold import scored

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
import standoff

SHOWN = ("events", "roles", "strict", "mentions", "status", "deaths")
TYPES = ("ASSAULT", "PROTEST")


def main(shared: Path) -> int:
    """Read and score the headlines; return the exit status."""
    scorer = shared / "gold" / "score.py"
    if not scorer.exists():
        print(f"{scorer}: not there; the scorer is not part of the repository", file=sys.stderr)
        return 2
    reports = standoff.load("ans", shared / "data")
    with tempfile.TemporaryDirectory() as out:
        lines = scored(((report.id, report.data) for report in reports), scorer, Path(out))
        read = {report.id: json.loads((Path(out) / f"{report.id}.json").read_text("utf-8")) for report in reports}
    print("\n".join(line for line in lines if line.startswith(SHOWN)))
    for type_ in TYPES:
        told = {r.id: any(e["type"] == type_ for e in r.data["events"]) for r in reports}
        found = {id_: any(e["type"] == type_ for e in reading["events"]) for id_, reading in read.items()}
        ids = [[id_ for id_ in told if told[id_] is wanted] for wanted in (True, False)]
        right, wrong = (sum(found[id_] for id_ in group) for group in ids)
        print(
            f"{type_:9} found in {right} of {len(ids[0])} headlines that tell one ({right / len(ids[0]):.2f}), "
            f"in {wrong} of {len(ids[1])} others ({wrong / len(ids[1]):.2f})"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
