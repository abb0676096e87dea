# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Compare our time expressions with dateparser's on annotated reports.

    python benchmarks/timexes.py GOLD_DIR

Two figures each: *found* (spans that overlap by half) and *right* (and the same EDTF value). dateparser gives
a moment, not an EDTF value: it is right when its day, month or year, at the precision of the gold's value, is
the gold's; parts of the day are not asked of it, and intervals count by their first day. Needs `tawatur[bench]`.
The gold was annotated by language models: the figures are agreement with it.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

import dateparser.search

from gold import Gold, load
from tawatur.lexicon import default_lexicon
from tawatur.reading.timexes import annotate
from tawatur.text.document import analyse

Spans = list[tuple[int, int, str]]


def ours(report: Gold) -> Spans:
    """Our spans and values."""
    lexicon = default_lexicon()
    published = date.fromisoformat(report.published[:10]) if report.published else None
    timexes = annotate(analyse(report.text, lexicon), published, lexicon)
    return [(t.start, t.end, t.value or "") for t in timexes]


def theirs(report: Gold) -> Spans:
    """dateparser's spans, found again in the text in order, and moments."""
    base = datetime.combine(date.fromisoformat((report.published or "2000-01-01")[:10]), time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found = dateparser.search.search_dates(report.text, languages=["ar"], settings=settings) or []
    spans, at = [], 0
    for words, moment in found:
        start = report.text.find(words, at)
        if start >= 0:
            at = start + len(words)
            spans.append((start, at, moment.date().isoformat()))
    return spans


def alike(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans overlap by half of what they cover together."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared * 2 >= max(a[1], b[1]) - min(a[0], b[0])


def same_value(wanted: str, read: str) -> bool:
    """Whether values are equal."""
    return wanted == read


def same_moment(wanted: str, read: str) -> bool:
    """Whether a day is what the gold names, at the gold's precision."""
    first = wanted.strip("[]").split("/")[0].split(",")[0].split("T")[0].rstrip("~?%")
    return read.startswith(first)


def score(reports: list[Gold], reader: Callable[[Gold], Spans], same: Callable[[str, str], bool]) -> Iterator[str]:
    """Yield a line each for spans found and values right."""
    found = right = read = wanted = 0
    for report in reports:
        spans = reader(report)
        read += len(spans)
        wanted += len(report.data["timexes"])
        left = list(spans)
        for gold in report.data["timexes"]:
            near = [s for s in left if alike((gold["start"], gold["end"]), s[:2])]
            best = next((s for s in near if same(gold["value"], s[2])), near[0] if near else None)
            if best is not None:
                left.remove(best)
                found += 1
                right += same(gold["value"], best[2])
    for name, hits in (("found", found), ("right", right)):
        precision, recall = hits / max(read, 1), hits / max(wanted, 1)
        f1 = 2 * hits / max(read + wanted, 1)
        yield f"{name}: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({hits}/{read} read/{wanted} gold)"


def main(folder: Path) -> int:
    """Print both readers' figures; say so where there is no gold."""
    if not folder.is_dir():
        print(f"{folder}: no such folder; nothing measured", file=sys.stderr)
        return 1
    reports = load(folder)
    for name, reader, same in (("tawatur", ours, same_value), ("dateparser", theirs, same_moment)):
        for line in score(reports, reader, same):
            print(f"{name:10} {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("gold")))
