# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Bodies named inside other bodies: «المكتب الجهوي للحركة» is part of it, «أعضاء المكتب» belong to it."""

from collections.abc import Iterator

from tawatur.model import Entity
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.offices import Offices
from tawatur.reading.relations.scene import Placed, Scene
from tawatur.text.normalize import fold

HOLDERS = frozenset(["person", "role"])
WHOLES = frozenset(["organisation", "state", "group"])
TYPES = ("part_of", "member_of", "leads", "linked_to")
MOST_INSIDE = 4


class PartFinder:
    """Proposes relations between a party and one that its own phrase names."""

    def __init__(self, scene: Scene, offices: Offices) -> None:
        self.scene, self.offices = scene, offices

    def _office(self, index: int) -> str:
        """Return what the office at a token makes its holder, or nothing."""
        found = self.offices.head_at(self.scene.tokens, index)
        return "" if found is None else found[0].relation

    def _candidate(self, outer: Placed, inner: Entity, first: int, last: int, how: str) -> Candidate:
        tokens = self.scene.tokens
        head, link = tokens[outer.first], tokens[first]
        clitic = "+".join(c for c in link.analysis.proclitics if c != "ال") or "gen"
        before = tokens[first - 1]
        if before.analysis.pos == "prep":
            clitic = before.word.norm
        kinds = f"{outer.entity.kind}>{inner.kind}"
        office = self._office(outer.first)
        features = (
            *self.scene.standing(outer.entity, inner),
            f"office:{office}",
            f"office:{office}:{kinds}",
            f"office:{office}:{min(first - outer.first, 3)}",
            f"head:{head.analysis.lemma}",
            f"head:{head.analysis.lemma}:{inner.kind}",
            f"link:{clitic}",
            f"link:{clitic}:{kinds}",
            f"kinds:{kinds}",
            f"how:{how}",
            f"how:{how}:{kinds}",
            f"at:{min(first - outer.first, 5)}",
            f"at:{min(first - outer.first, 5)}:{kinds}",
            f"closes:{last == outer.last}",
            f"before:{before.analysis.pos}",
            f"before:{before.analysis.lemma}",
            f"number:{head.analysis.number}:{kinds}",
            f"inner:{link.analysis.lemma}",
        )
        return self._proposed(outer, inner, outer.mention.end, features, "nested")

    @staticmethod
    def _proposed(one: Placed, other: Entity, end: int, features: tuple[str, ...], rule: str) -> Candidate:
        return Candidate(TYPES, one.entity.id, other.id, one.mention.start, end, rule, features)

    def _linked(self, placed: Placed) -> Candidate | None:
        """Return what a preposition between two parties may state: «ليلى الحمدان عن حركة النهوض»."""
        tokens, at = self.scene.tokens, placed.last
        if at >= len(tokens) or tokens[at].kind != "word" or tokens[at].sentence != tokens[placed.first].sentence:
            return None
        apart = tokens[at].analysis.pos == "prep"
        clitic = tokens[at].word.norm if apart else "+".join(c for c in tokens[at].analysis.proclitics if c != "ال")
        following = self.scene.starting(at + 1 if apart else at)
        if not clitic or clitic == "و" or not following or following[0].entity.kind not in WHOLES:
            return None
        other = following[0]
        if other.entity.id == placed.entity.id:
            return None
        kinds = f"{placed.entity.kind}>{other.entity.kind}"
        office = self._office(placed.first)
        head, goal = tokens[placed.first].analysis.lemma, tokens[other.first].analysis.lemma
        features = (
            *self.scene.standing(placed.entity, other.entity),
            f"link:{clitic}",
            f"link:{clitic}:{kinds}",
            f"linked:{kinds}",
            f"linkoffice:{office}:{clitic}",
            f"linkoffice:{office}:{kinds}",
            f"linkhead:{head if placed.entity.kind != 'person' else 'name'}:{clitic}",
            f"linkgoal:{goal}:{clitic}",
            f"linkdefinite:{tokens[placed.first].analysis.definite}:{kinds}",
        )
        end = max(placed.mention.end, other.mention.end)
        return self._proposed(placed, other.entity, end, features, "linked")

    def _owned(self, placed: Placed) -> Iterator[Candidate]:
        """Yield what a body says of whom its pronoun or complement stands for: «حزبه», «حكومة عمر الناصري»."""
        token = self.scene.tokens[placed.first]
        head, is_cabinet = token.analysis.lemma, fold(token.analysis.lemma) in self.offices.cabinets
        if not is_cabinet and fold(head) not in self.offices.owned:
            return
        if token.analysis.enclitic:
            owners = [p for p in self.scene.before(placed.first, 2) if p.entity.kind in HOLDERS]
        else:
            owners = [p for p in self.scene.inside(placed) if p.entity.kind == "person" and p.first > placed.first]
        for rank, owner in enumerate(owners[:1] if is_cabinet or token.analysis.enclitic else ()):
            if owner.entity.id == placed.entity.id:
                continue
            kinds = f"{owner.entity.kind}>{placed.entity.kind}"
            features = (
                *self.scene.standing(owner.entity, placed.entity),
                f"owned:{head}",
                f"owned:{is_cabinet}:{bool(token.analysis.enclitic)}",
                f"owned:{is_cabinet}:{bool(token.analysis.enclitic)}:{kinds}",
                f"owned:{kinds}:{rank}",
                f"ownedgap:{min(5, max(0, placed.first - owner.last))}",
                f"office:{self._office(owner.first)}",
            )
            start = min(owner.mention.start, placed.mention.start)
            yield Candidate(
                ("member_of", "leads"), owner.entity.id, placed.entity.id, start, placed.mention.end, "owned", features
            )

    def find(self) -> Iterator[Candidate]:
        """Yield the candidates of the document in text order."""
        for outer in self.scene.placed:
            if outer.entity.kind in HOLDERS and self.offices.is_former(self.scene.tokens[outer.first : outer.last + 1]):
                continue
            inside = [p for p in self.scene.inside(outer) if p.first > outer.first and p.entity.kind in WHOLES]
            for number, inner in enumerate(inside[:MOST_INSIDE]):
                yield self._candidate(outer, inner.entity, inner.first, inner.last, f"inside{number}")
            held = {outer.entity.id, *(p.entity.id for p in inside)}
            for at, entity in self.scene.named(outer.first + 1, outer.last):
                if entity.id not in held:
                    yield self._candidate(outer, entity, at, outer.last, "named")
            if outer.entity.kind in WHOLES:
                yield from self._owned(outer)
            linked = self._linked(outer)
            if linked is not None:
                yield linked
