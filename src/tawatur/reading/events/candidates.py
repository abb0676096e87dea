# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Words that the frame tables say may express an event."""

from dataclasses import dataclass

from tawatur.text.words import Analysis


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the frame tables: what a lemma may express, and where its parties stand."""

    lemma: str
    pos: str
    type: str
    mode: str = ""
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    strength: str = ""
    plural: tuple[str, ...] = ()
    source: str = "frames"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may be an event's anchor, with the frames that say so.

    Args:
        token: The anchor.
        start: First code point of the anchor without its leading clitics.
        end: After its last code point.
        lemma: Folded lemma of the reading that has the frames.
        analysis: That reading.
        light: Token of the light verb, -1 for none.
        carried: What the light verb's subject is in the event: actor, recipient or none; empty without one.
        own: Whether that reading is the one chosen in context.
        frames: One per type, in table order.
        types: Their types.
    """

    token: int
    start: int
    end: int
    lemma: str
    analysis: Analysis
    light: int
    carried: str
    own: bool
    frames: tuple[Frame, ...]
    types: tuple[str, ...]

    def frame(self, type_: str) -> Frame:
        """Return the frame of a type."""
        return self.frames[self.types.index(type_)]
