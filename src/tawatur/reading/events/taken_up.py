# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Relative clauses that take up a thing and name who acts: «نشرت الصحيفة بيانا دعت فيه الحركة إلى …»."""

from collections.abc import Sequence

from tawatur.reading.clauses import NONE
from tawatur.reading.events.candidates import Candidate
from tawatur.reading.events.context import Context
from tawatur.reading.events.roles import Part
from tawatur.reading.events.subjects import Subject

RELATIVE = frozenset({"relative", "asyndetic"})
AFTER = "after"


def settle(context: Context, candidate: Candidate, subjects: Sequence[Subject], parts: Sequence[Part]) -> list[Part]:
    """Return the parts of an event without actors from before its relative clause, where that names its own.

    Args:
        context: The document.
        candidate: The event's word.
        subjects: Subject of each clause.
        parts: The parts.
    """
    structure, at = context.structure, candidate.token
    clause = structure.clauses[structure.clause_of[at]]
    subject = subjects[clause.index]
    if clause.kind not in RELATIVE or clause.predicate != at or subject.party == NONE or subject.how != AFTER:
        return list(parts)
    tokens = context.document.tokens
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.analysis.pos != "prep" or not following.analysis.enclitic:
        return list(parts)
    return [p for p in parts if p.role != "actor" or p.link.party.first >= clause.first]
