# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Join what the annotators found apart: which events and relations stand inside which claim."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tawatur.model import Claim, Event, Relation


def _innermost(claims: Iterable[Claim], start: int, end: int) -> str | None:
    best: Claim | None = None
    for claim in claims:
        content = claim.content
        if content is None or not (content.start <= start and end <= content.end):
            continue
        if best is None or best.content is None or content.end - content.start < best.content.end - best.content.start:
            best = claim
    return None if best is None else best.id


def link_claims(
    claims: Sequence[Claim], events: Sequence[Event], relations: Sequence[Relation]
) -> tuple[tuple[Claim, ...], tuple[Event, ...], tuple[Relation, ...]]:
    """Return the records with `Claim.events`, `Event.claim` and `Relation.claim` filled in.

    A claim tells the events whose anchor stands in its content, and the event that its cue itself names
    («تبنى»); an event or relation belongs to the innermost claim around it.
    """
    told = tuple(
        replace(
            claim,
            events=tuple(
                event.id
                for event in events
                if event.id in claim.events
                or (claim.content is not None and claim.content.start <= event.start < claim.content.end)
            ),
        )
        for claim in claims
    )
    placed = tuple(replace(e, claim=_innermost(claims, e.start, e.end)) for e in events)
    stated = tuple(replace(r, claim=_innermost(claims, r.start, r.end)) for r in relations)
    return told, placed, stated
