# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Gather reports that carry one wording into families, each report into one.

A round-up holds several stories. It belongs to the family of the largest, and must not tie the others to it: two copies
make one family only where they share the *same part* of the report between them. The largest shares are joined first,
so the result depends on the set of copies alone.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tawatur.joining.direction import earlier
from tawatur.joining.printed import Printed, is_agency
from tawatur.model.joined import Copy, Family

COUNTED = ("whole", "partial")
SAME_PART = 0.5  # share of the smaller of two parts that must lie in the other for the wording to be the same

Spans = list[tuple[int, int]]


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    out: Spans = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _common(a: Spans, b: Spans) -> int:
    """Code points in both."""
    total = i = j = 0
    while i < len(a) and j < len(b):
        total += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return total


class _Families:
    """Families in the making: a report's family, and the part of it that is the family's wording."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.part: dict[str, Spans] = {}

    def root(self, report: str) -> str:
        """The report that stands for a report's family."""
        while self.parent.setdefault(report, report) != report:
            self.parent[report] = self.parent[self.parent[report]]
            report = self.parent[report]
        return report

    def _fits(self, report: str, spans: Spans) -> bool:
        own = self.part.get(report)
        return own is None or _common(own, spans) >= SAME_PART * min(_size(own), _size(spans))

    def join(self, copy: Copy) -> None:
        """Bring two reports together, unless one is in a family for another part of its text."""
        left = _merged((p.left.start, p.left.end) for p in copy.passages)
        right = _merged((p.right.start, p.right.end) for p in copy.passages)
        if not (self._fits(copy.left, left) and self._fits(copy.right, right)):
            return
        for report, spans in ((copy.left, left), (copy.right, right)):
            self.part[report] = _merged([*self.part.get(report, ()), *spans])
        a, b = sorted((self.root(copy.left), self.root(copy.right)))
        self.parent[b] = a


def _shared(copy: Copy) -> int:
    """Code points that two reports share."""
    left = sum(p.left.end - p.left.start for p in copy.passages)
    return min(left, sum(p.right.end - p.right.start for p in copy.passages))


def _first(reports: Sequence[Printed]) -> str | None:
    """The outlet that printed first; None where the dates do not say."""
    if len(reports) < 2:
        return None
    first = reports[0]
    for report in reports:
        if earlier(report.published, first.published):
            first = report
    return first.outlet if all(earlier(first.published, r.published) for r in reports if r.key != first.key) else None


def _origin(reports: Sequence[Printed]) -> str | None:
    """The agency or outlet that most reports of a family credit, else the outlet of the first."""
    credits = Counter(agency for report in reports for agency in report.agencies)
    if credits:
        return min(credits, key=lambda name: (-credits[name], not is_agency(name), name))
    return _first(reports)


def family_id(reports: Iterable[str]) -> str:
    """Return the id of a family: a hash of the lowest of its report keys, so that it lives through most growth.

    Args:
        reports: Its report keys.
    """
    return "f" + hashlib.blake2b(min(reports).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def partition(printed: Mapping[str, Printed] | Iterable[Printed], copies: Iterable[Copy]) -> tuple[Family, ...]:
    """Return the families of two reports and more, in the order of their ids.

    Args:
        printed: The reports, by key or in any order; a report that a copy names and that is missing here lends its
            family neither credit nor date.
        copies: What was found between them, in any order; quotations and proposals do not count.
    """
    known = dict(printed) if isinstance(printed, Mapping) else {report.key: report for report in printed}
    counted = {(copy.left, copy.right): copy for copy in copies if copy.kind in COUNTED}
    families = _Families()
    for copy in sorted(counted.values(), key=lambda c: (-_shared(c), c.left, c.right)):
        families.join(copy)
    members: dict[str, list[str]] = {}
    for report in sorted(families.parent):
        members.setdefault(families.root(report), []).append(report)
    groups = [tuple(reports) for reports in members.values() if len(reports) > 1]
    found = [Family(family_id(g), g, _origin([known[key] for key in g if key in known])) for g in groups]
    return tuple(sorted(found, key=lambda family: family.id))
