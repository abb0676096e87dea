# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The states of a report, and the words that name one by an adjective: «الإيراني», «إيرانيا»."""

from tawatur.model import Entity
from tawatur.reading.relations.offices import Offices
from tawatur.reading.relations.scene import Scene, bare
from tawatur.text.normalize import fold

MEN = frozenset(["person", "role"])
AND = "و"
TANWIN = "ا"  # ending of an adverb


class Nations:
    """Finds states by the adjectives in one document.

    Args:
        scene: Mentions by token.
        offices: Knows the adjectives of countries.
    """

    def __init__(self, scene: Scene, offices: Offices) -> None:
        self.scene, self.offices = scene, offices
        known = [e for e in scene.parties.entities if e.kind == "state"]
        self.states = {offices.country(fold(e.name)): e for e in reversed(known)}
        self.ranked = sorted(known, key=lambda e: -scene.counts[e.id])
        self._of_men = self._find_men()

    def _find_men(self) -> dict[str, set[str]]:
        """Return the countries whose adjective stands in a phrase of a man or on its end: «رئيس الوزراء العراقي»."""
        found: dict[str, set[str]] = {}
        for p in self.scene.placed:
            if p.entity.kind in MEN:
                for at in range(p.first, min(p.last + 1, len(self.scene.tokens))):
                    country = self.country_at(at)
                    if country is not None:
                        found.setdefault(p.entity.id, set()).add(country)
        return found

    def country(self, state: Entity) -> str | None:
        """Return the country of a state, None of one that the report calls «البلاد», «الحكومة»."""
        country = self.offices.country(fold(state.name))
        return country if country in self.offices.known else None

    def country_at(self, index: int) -> str | None:
        """Return the country whose adjective stands at a token, joined to another by «و» or not."""
        token = self.scene.tokens[index]
        norm, demonyms = token.word.norm, self.offices.demonyms
        joined = token.analysis.proclitics[:1] == (AND,)
        return demonyms.get(bare(norm)) or (demonyms.get(bare(norm[len(AND) :])) if joined else None)

    def state_at(self, index: int) -> Entity | None:
        """Return the state whose adjective stands at a token, or its adverb: «الإيراني», «إيرانيا»."""
        norm = self.scene.tokens[index].word.norm
        country = self.country_at(index) or self.offices.demonyms.get(norm.removesuffix(TANWIN))
        return None if country is None else self.states.get(country)

    def is_foreign(self, who: Entity, state: Entity) -> bool:
        """Whether a man is known, or called by adjectives, to be of another country than a state."""
        if who.country is not None and state.country is not None and who.country != state.country:
            return True
        own, country = self._of_men.get(who.id, set()), self.country(state)
        return bool(own) and country is not None and country not in own
