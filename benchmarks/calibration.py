# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Does `confidence` mean what it says: of the items read with 0.7 to 0.8, are three quarters right?

    calibration.py GOLD_FOLDER [--readings build/cv] [--docs docs]

GOLD_FOLDER holds `score.py` and `train`; the readings are out of fold, one folder each of claims, events and relations,
as `training/claims.py --out`, `training/events.py --cv` and `training/relations.py --cv` write them. An item is right
when the scorer pairs it: an event by type and sentence, a claim by cue or content and source, a relation by type and
both parties. Written are `calibration.svg` and the table of `reading.md`. The annotations were made by language
models: agreement with them is consistency with a careful reading by the manual, not proven human reliability.
"""

import argparse
import json
import math
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from calibration_plot import Panel, Point, draw

KINDS = ("events", "claims", "relations")
TENTHS = 10
_TABLE = re.compile(r"(<!-- calibration: begin -->\n).*?(<!-- calibration: end -->)", re.DOTALL)
Item = tuple[float, bool]  # confidence, right


@dataclass(frozen=True, slots=True)
class Tenth:
    """The items of one tenth of confidence."""

    number: int
    confidence: float  # mean
    right: int
    all: int

    @property
    def share(self) -> float:
        """Share of the items that are right."""
        return self.right / self.all

    def interval(self) -> tuple[float, float]:
        """95 % interval of the share (Wilson)."""
        z, n = 1.96, self.all
        middle = (self.share + z * z / (2 * n)) / (1 + z * z / n)
        reach = z / (1 + z * z / n) * math.sqrt(self.share * (1 - self.share) / n + z * z / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)


def tenths(items: Iterable[Item]) -> list[Tenth]:
    """Return the tenths of confidence that hold items, lowest first."""
    held: dict[int, list[Item]] = {}
    for confidence, right in items:
        held.setdefault(min(int(confidence * TENTHS + 1e-9), TENTHS - 1), []).append((confidence, right))
    return [
        Tenth(n, sum(c for c, _ in found) / len(found), sum(r for _, r in found), len(found))
        for n, found in sorted(held.items())
    ]


def error(found: Sequence[Tenth]) -> float:
    """Return the mean gap between confidence and share right, weighted by items (expected calibration error)."""
    return sum(abs(t.share - t.confidence) * t.all for t in found) / max(1, sum(t.all for t in found))


def _paired(score: ModuleType, kind: str, pair: Any, read: Sequence[Any]) -> set[int]:
    """Return the numbers of the read items that the scorer pairs with annotated ones."""
    gold = getattr(pair.gold, kind)
    order = {id(item): n for n, item in enumerate(read)}

    def is_event(a: Any, b: Any) -> bool:
        return a["type"] == b["type"] and pair.near(a["span"], b["span"])

    def is_claim(a: Any, b: Any) -> bool:
        placed = score.alike(a["cue"], b["cue"]) or score.alike(a["content"], b["content"])
        spoken = a["entity"] is not None and pair.same.get(a["entity"]) == b["entity"]
        return placed and (score.alike(a["source"], b["source"]) or spoken)

    def is_relation(a: Any, b: Any) -> bool:
        ends = (pair.same.get(a[1]), pair.same.get(a[2]))
        turned = a[0] in score.SYMMETRIC and ends[::-1] == b[1:]
        return a[0] == b[0] and None not in ends and (ends == b[1:] or turned)

    may = {"events": is_event, "claims": is_claim, "relations": is_relation}[kind]
    return {order[id(b)] for _, b in score.match(gold, read, may, lambda a, b: -order[id(b)])}


def judged(score: ModuleType, kind: str, gold: Path, readings: Path) -> list[Item]:
    """Return the items of one kind with their confidence and whether they are right."""
    items: list[Item] = []
    for path in sorted(gold.glob("*.json")):
        annotated = json.loads(path.read_text("utf-8"))
        read = json.loads((readings / path.name).read_text("utf-8"))
        read[kind].sort(key=lambda item: -item["confidence"])  # of two for one place the likelier is paired
        pair = score.Pair(annotated["report"]["text"], score.reading(annotated), score.reading(read))
        right = _paired(score, kind, pair, getattr(pair.pred, kind))
        items += [(item["confidence"], n in right) for n, item in enumerate(read[kind])]
    return items


def table(found: dict[str, list[Tenth]]) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| confidence | " + " | ".join(found) + " |", "|---|" + "---|" * len(found)]
    for number in range(TENTHS):
        cells = []
        for kind in found:
            tenth = next((t for t in found[kind] if t.number == number), None)
            cells.append("–" if tenth is None else f"{tenth.share:.2f} of {tenth.all:,}")
        if any(cell != "–" for cell in cells):
            lines.append(f"| {number / TENTHS:.1f}–{(number + 1) / TENTHS:.1f} | " + " | ".join(cells) + " |")
    lines.append("| mean gap | " + " | ".join(f"{error(tenths):.3f}" for tenths in found.values()) + " |")
    return "\n".join(lines) + "\n"


def panel(kind: str, found: Sequence[Tenth]) -> Panel:
    """Return what is drawn of one kind."""
    points = tuple(Point(t.confidence, t.share, *t.interval(), t.all) for t in found)
    return Panel(kind, f"{sum(t.all for t in found):,} read, mean gap {error(found):.3f}", points)


def main(gold: Path, readings: Path, docs: Path) -> int:
    """Write the plot and the table; return the exit status."""
    if not (gold / "score.py").exists():
        print(f"{gold / 'score.py'}: not there; the annotated reports are not part of the repository", file=sys.stderr)
        return 2
    missing = [str(readings / kind) for kind in KINDS if not (readings / kind).is_dir()]
    if missing:
        print(f"{', '.join(missing)}: not there; the training scripts write them", file=sys.stderr)
        return 2
    sys.path.insert(0, str(gold))
    import score  # type: ignore[import-not-found]

    found = {kind: tenths(judged(score, kind, gold / "train", readings / kind)) for kind in KINDS}
    print(table(found), end="")
    (docs / "calibration.svg").write_text(draw([panel(kind, found[kind]) for kind in KINDS]), "utf-8", newline="\n")
    page = docs / "reading.md"
    text = page.read_text("utf-8")
    if _TABLE.search(text) is None:
        print(f"{page}: no place marked for the table", file=sys.stderr)
        return 2
    page.write_text(_TABLE.sub(lambda m: m[1] + table(found) + m[2], text), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--readings", type=Path, default=Path("build/cv"))
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    options = parser.parse_args()
    sys.exit(main(options.gold.resolve(), options.readings, options.docs))
