# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who did what to whom: the events of a report, coded in PLOVER's types by the coding manual.

The frame tables propose, learned judges decide. Most frame words in a report are not a new event but a second
mention, a background noun or an opinion; so every candidate is judged by its form, frame, clause and place in the
report and by what else is told there, and so are its ties to the parties around it. Each event names the table row
that it comes from.
"""

from collections.abc import Sequence

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Event, Place, Timex
from tawatur.reading.events.models import THRESHOLD
from tawatur.reading.events.nations import complete
from tawatur.reading.events.reader import read
from tawatur.reading.events.reckoning import reckon
from tawatur.reading.events.status import ahead
from tawatur.reading.parties import Entities
from tawatur.text.document import Document

__all__ = ["THRESHOLD", "ahead", "annotate", "complete", "reckon"]


def annotate(
    document: Document,
    entities: Entities,
    timexes: Sequence[Timex],
    places: Sequence[Place],
    claims: Sequence[Claim],
    lexicon: Lexicon,
    threshold: float = THRESHOLD,
) -> tuple[Event, ...]:
    """Return the events of a document, in order of their anchors, with ids `e1`, `e2`, …

    Args:
        document: Analysed text.
        entities: Its parties.
        timexes: Its time expressions.
        places: Its places.
        claims: Its claims.
        lexicon: Tables to read with.
        threshold: Least probability of an event; higher for precision, lower for triage.
    """
    return read(document, entities, timexes, places, claims, lexicon, threshold)
