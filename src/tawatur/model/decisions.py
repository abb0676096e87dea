# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the analyst decides: records that are only ever added, and that hold however often reports are read again.

A decision hangs on anchors: places in texts, with what stood there before. It never names an id that a new reading
makes anew. One whose anchor is gone, or where something else stands now, has to be decided again.
"""

from dataclasses import dataclass
from typing import Literal

DecisionKind = Literal["merge", "split", "correct", "add", "accept", "translation", "grade", "affiliation", "undo"]

REPORT = "report"  # field of an anchor that means a whole report
JUDGEMENTS = ("accepted", "rejected")  # what may be said of a proposed translation


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that a decision hangs on.

    Args:
        report: The report's key.
        start: First code point; None where the whole report is meant.
        end: After the last code point.
        field: What is decided there: `entity`, `event` or `claim`, or one field of it as `event.type`; of a whole
            report, `REPORT`.
        before: What stood there when it was decided.
        side: Of a split: 0 for what stays, 1 for what goes apart.
    """

    report: str
    start: int | None
    end: int | None
    field: str
    before: str | None = None
    side: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Args:
        kind: merge and split join or part what the anchors point at; correct gives a field another value; add adds an
            event or claim that was missed; accept says that what stands there is right; translation says whether two
            reports render one story; grade and affiliation speak of a source by name; undo takes another back.
        anchors: Where it hangs; none for grades and affiliations.
        subject: Of grades and affiliations: the outlet's or body's name.
        value: The new value; for `add` the record as JSON; for `translation` one of `JUDGEMENTS`.
        values: Of a correction of several fields in one: the new value of each, in the order of the anchors.
        note: Why, in the analyst's words.
        undoes: Number of the decision it takes back.
    """

    kind: DecisionKind
    anchors: tuple[Anchor, ...] = ()
    subject: str | None = None
    value: str | None = None
    note: str = ""
    undoes: int | None = None
    values: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[tuple[Anchor, str], ...]:
        """Of a correction: the fields that it changes, each with its new value."""
        return tuple(zip(self.anchors, self.values or (self.value or "",), strict=False))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision as the case holds it."""

    id: int
    author: str
    made: str
    decision: Decision
    undone: bool = False
    again: str | None = None  # why it has to be decided again
