# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the lexicon proposes: a possible relation, and the features by which it is judged."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible relation between two entities.

    Args:
        types: Relation types it may be, the lexicon's own first.
        from_: Entity id.
        to: Entity id.
        start: First code point of the words that state it.
        end: After their last code point.
        rule: Table and row that proposed it.
        features: What the judge weighs.
        plain: Whether the words leave no doubt of the tie.
        guessed: Whether no word names one of the parties, which is understood as one of its sector.
    """

    types: tuple[str, ...]
    from_: str
    to: str
    start: int
    end: int
    rule: str
    features: tuple[str, ...]
    plain: bool = False
    guessed: bool = False
