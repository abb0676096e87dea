# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Bodies named inside other bodies: «المكتب الجهوي للحركة» is part of it, «أعضاء المكتب» belong to it."""

from collections.abc import Iterator

from tawatur.model import Entity
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.offices import Offices
from tawatur.reading.relations.scene import PERSONS, Placed, Scene
from tawatur.text.normalize import fold

HOLDERS = frozenset(["person", "role"])
WHOLES = frozenset(["organisation", "state", "group"])
MEN = frozenset(["person", "role"])
BODIES = frozenset(["organisation", "group"])
TYPES = ("part_of", "member_of", "leads", "linked_to")
FOLLOWERS = ("loyal_to", "linked_to", "member_of")  # what «قوات الناصري» may be to him
LEADERS = ("leads", "member_of")  # and he to them
ABOUT = "عن"
NEAREST = 2  # parties that a pronoun may stand for
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
        types = ("linked_to", *TYPES) if other.kind in MEN else TYPES
        return Candidate(types, one.entity.id, other.id, one.mention.start, end, rule, features)

    def _followers(self, outer: Placed, man: Entity, first: int) -> Iterator[Candidate]:
        """Yield what a body named after a man is to him, and he to it: «قوات الناصري»."""
        tokens = self.scene.tokens
        head = tokens[outer.first].analysis.lemma
        clitic = "+".join(c for c in tokens[first].analysis.proclitics if c != "ال") or "gen"
        features = (
            f"named:{head}",
            f"named:{outer.entity.kind}:{man.kind}:{clitic}",
            f"named:{min(first - outer.first, 4)}",
            f"named:{fold(head) in self.offices.cabinets}",
        )
        start, end = outer.mention.start, outer.mention.end
        ends = (outer.entity, man)
        for types, (one, other) in ((FOLLOWERS, ends), (LEADERS, ends[::-1])):
            said = (*self.scene.standing(one, other), *(f"{types[0]}:{feature}" for feature in features))
            yield Candidate(types, one.id, other.id, start, end, "named after", said)

    def _by_pronoun(self, placed: Placed) -> Iterator[Candidate]:
        """Yield what a body or a group is to whom the pronoun on its noun stands for: «كتلته البرلمانية», «مقاتليه»."""
        token = self.scene.tokens[placed.first]
        if not token.analysis.enclitic:
            return
        kinds = WHOLES | MEN
        near = [p for p in self.scene.before(placed.first, 3) if p.entity.kind in kinds]
        for rank, owner in enumerate((near or self.scene.earlier(placed.first, kinds, NEAREST))[:NEAREST]):
            if owner.entity.id == placed.entity.id:
                continue
            gender = self.scene.tokens[owner.first].analysis.gender
            pair = f"{placed.entity.kind}>{owner.entity.kind}"
            agrees = (gender == "f") == (token.analysis.enclitic == "ها")
            features = (
                *self.scene.standing(placed.entity, owner.entity),
                f"mine:{token.analysis.lemma}",
                f"mine:{token.analysis.lemma}:{owner.entity.kind}",
                f"mine:{pair}:{rank}",
                f"mine:{pair}:{agrees}",
                f"mine:{agrees}:{rank}:{bool(near)}",
            )
            start = min(owner.mention.start, placed.mention.start) if near else placed.mention.start
            types = FOLLOWERS if owner.entity.kind in MEN else TYPES
            yield Candidate(types, placed.entity.id, owner.entity.id, start, placed.mention.end, "by pronoun", features)

    def _linked(self, placed: Placed) -> Candidate | None:
        """Return what a preposition between two parties may state: «ليلى الحمدان عن حركة النهوض»."""
        tokens, at = self.scene.tokens, placed.last
        if at >= len(tokens) or tokens[at].kind != "word" or tokens[at].sentence != tokens[placed.first].sentence:
            return None
        apart = tokens[at].analysis.pos == "prep" or tokens[at].word.norm in self.offices.links
        wanted = WHOLES | MEN if placed.entity.kind in MEN and self._office(placed.first) else WHOLES
        clitic = tokens[at].word.norm if apart else "+".join(c for c in tokens[at].analysis.proclitics if c != "ال")
        following = self.scene.starting(at + 1 if apart else at)
        if not clitic or clitic == "و" or not following or following[0].entity.kind not in wanted:
            return None
        other = following[0]
        if clitic != ABOUT and self._is_subject(placed):
            return None
        held = self.offices.head_at(tokens, placed.first)
        if other.entity.id == placed.entity.id or (held and self.offices.is_visited(held[0], other.entity.name)):
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

    def _is_subject(self, placed: Placed) -> bool:
        """Whether a man is a verb's subject, so that what follows is the verb's: «رحب الوردي بالقرار»."""
        tokens, first = self.scene.tokens, placed.first
        if placed.entity.kind != "person" or self._office(first):
            return False
        own = [p for p in self.scene.before(first, 1) if p.entity.id == placed.entity.id and p.last == first]
        at = (own[0].first if own else first) - 1
        return at >= 0 and tokens[at].sentence == tokens[first].sentence and tokens[at].analysis.pos == "verb"

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

    def _of_men(self, outer: Placed) -> Iterator[Candidate]:
        """Yield what a phrase says of the man that it names: «قوات الناصري», «مستشار رئيس الوزراء»."""
        men = [(p.first, p.last, p.entity) for p in self.scene.inside(outer) if p.entity.kind in MEN]
        men = [man for man in men if man[0] > outer.first][:1]
        if outer.entity.kind in BODIES:
            found = men or [
                (at, outer.last, entity) for at, entity in self.scene.named(outer.first + 1, outer.last, PERSONS)
            ]
            for first, _, man in found[:1]:
                if man.id != outer.entity.id:
                    yield from self._followers(outer, man, first)
        elif outer.entity.kind in MEN:
            for first, last, man in men:
                yield self._candidate(outer, man, first, last, "man")

    def find(self) -> Iterator[Candidate]:
        """Yield the candidates of the document in text order."""
        for outer in self.scene.placed:
            if outer.entity.kind in HOLDERS and self.offices.is_former(self.scene.tokens[outer.first : outer.last + 1]):
                continue
            yield from self._of_men(outer)
            inside = [p for p in self.scene.inside(outer) if p.first > outer.first and p.entity.kind in WHOLES]
            for number, inner in enumerate(inside[:MOST_INSIDE]):
                yield self._candidate(outer, inner.entity, inner.first, inner.last, f"inside{number}")
            held = {outer.entity.id, *(p.entity.id for p in inside)}
            for at, entity in self.scene.named(outer.first + 1, outer.last):
                if entity.id not in held:
                    yield self._candidate(outer, entity, at, outer.last, "named")
            if outer.entity.kind in WHOLES:
                yield from self._owned(outer)
                yield from self._by_pronoun(outer)
            linked = self._linked(outer)
            if linked is not None:
                yield linked
