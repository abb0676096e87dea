# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Reports that may be translations of one story: what is proposed, and what the analyst says of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tawatur.casefile import Transaction, copying, decisions, reports
from tawatur.casefile.records import TranslationRow
from tawatur.model.decisions import JUDGEMENTS, Recorded

ACCEPTED = JUDGEMENTS[0]
PROPOSED = "proposed"
Pair = tuple[str, str]  # report keys, the lower first


@dataclass(frozen=True, slots=True)
class Listed:
    """A pair with what is said of it: `state` and, where an analyst said it, the number of the decision."""

    left_key: str
    right_key: str
    state: str
    decision: int | None = None


def _said(tx: Transaction) -> dict[Pair, Recorded]:
    """The analyst's words in force, the last of each pair; of a pair of which one is erased there are none."""
    found: dict[Pair, Recorded] = {}
    for recorded in decisions.in_force(tx):
        if recorded.decision.kind == "translation" and len(recorded.decision.anchors) == 2:
            left, right = sorted(anchor.report for anchor in recorded.decision.anchors)
            found[left, right] = recorded
    return found


def judged(tx: Transaction, keys: Iterable[str]) -> dict[Pair, bool]:
    """Return of which pairs of one of these reports and an earlier stored one an analyst spoke: whether they are one.

    Args:
        tx: An open transaction.
        keys: Report keys.
    """
    said = _said(tx)
    if not said:
        return {}
    mine = set(keys)
    later = copying.later_of(tx, said)
    return {pair: r.decision.value == ACCEPTED for pair, r in said.items() if later.get(pair) in mine}


def listed(tx: Transaction) -> list[Listed]:
    """Return what is proposed and what is decided, in order."""
    said = _said(tx)
    rows = {pair: Listed(*pair, str(r.decision.value), r.id) for pair, r in said.items()}
    rows |= {pair: Listed(*pair, PROPOSED) for pair in copying.proposals(tx) if pair not in rows}
    return [rows[pair] for pair in sorted(rows)]


def rows(tx: Transaction) -> tuple[TranslationRow, ...]:
    """Return what is proposed and what is decided, as a list shows it."""
    found = listed(tx)
    sheets = copying.sheets(tx, sorted({key for row in found for key in (row.left_key, row.right_key)}))
    ids = reports.own_ids(tx)
    out = []
    for row in found:
        left, right = sheets.get(row.left_key), sheets.get(row.right_key)
        if left is not None and right is not None:
            told = (ids[left.key], left.outlet, left.title, ids[right.key], right.outlet, right.title)
            out.append(TranslationRow(*told, row.state, row.decision))
    return tuple(out)
