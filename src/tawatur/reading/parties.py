# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The parties of one report: entities with their mentions, and look-ups over them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tawatur.model import Entity, Mention


@dataclass(frozen=True, slots=True)
class Entities:
    """Entities in order of first mention; mentions sorted by start, longer first where they begin together."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    _by_id: dict[str, Entity] = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {e.id: e for e in self.entities})
        object.__setattr__(self, "_starts", [m.start for m in self.mentions])

    def entity(self, id: str) -> Entity:
        """Return the entity of that id.

        Raises:
            KeyError: There is none.
        """
        return self._by_id[id]

    def with_mentions(self, more: Sequence[Mention]) -> "Entities":
        """Return these parties with more mentions of them."""
        return Entities(self.entities, tuple(sorted((*self.mentions, *more), key=lambda m: (m.start, -m.end))))

    def begins(self, start: int) -> bool:
        """Whether a mention begins at a code point."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] == start

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly in `[start, end)`, in order."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(m for m in self.mentions[low:high] if m.end <= end)


def new_id(entities: Sequence[Entity]) -> str:
    """Return an id that no entity has."""
    taken, number = {e.id for e in entities}, len(entities) + 1
    while f"n{number}" in taken:
        number += 1
    return f"n{number}"
