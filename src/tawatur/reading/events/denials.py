# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who denies a part in what happened did not do it: «نفت الحركة أن تكون وراء الهجوم».

What is denied altogether («نفى الجيش قصف القرية») is told as denied and keeps who is said to have done it.
"""

from dataclasses import replace

from tawatur.model import Event
from tawatur.reading.clauses import NONE
from tawatur.reading.events.context import Context

DENIES, DENIED, ACTOR = "denies", "denied", "actor"


def settle(context: Context, at: int, event: Event) -> Event:
    """Return an event without the actor who in the same breath denies to have had a part in it.

    Args:
        context: The document.
        at: Token of its anchor.
        event: The event.
    """
    number = context.claim_of[at]
    claim = context.claims[number] if number != NONE else None
    if claim is None or claim.stance != DENIES or event.status == DENIED or claim.source.entity not in event.actors:
        return event
    return replace(
        event,
        actors=tuple(actor for actor in event.actors if actor != claim.source.entity),
        roles=tuple(r for r in event.roles if (r.role, r.entity) != (ACTOR, claim.source.entity)),
    )
