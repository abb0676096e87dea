# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who holds an office: who leads, or belongs to, which body.

«رئيس حركة النهوض» leads it, «وزير الخارجية التركي» is a member of his state. The body stands in the phrase or right
after it, in a nationality adjective, or on the head as a pronoun; the holder is who the phrase names, or the name
that follows or precedes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tawatur.model import Entity
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.offices import HELD, Office, Offices
from tawatur.reading.relations.scene import Placed, Scene, bare, words_between
from tawatur.text.normalize import fold

BODIES = frozenset(["organisation", "state", "group"])
HOLDERS = frozenset(["person", "role", "group"])
IMPLIED = frozenset(["cabinet", "field", "implied"])  # bodies that the office's phrase does not name
QUOTES = frozenset('"«»“”()')
MOST_INSIDE, MOST_NEXT, MOST_CABINETS = 4, 3, 2
REACH = 8  # tokens that an office's complement may lie behind it
NEXT = 4  # tokens between an office's phrase and the name of its holder


@dataclass(frozen=True, slots=True)
class Body:
    """A body that an office may be in: how it was found, and after which token its words end."""

    how: str
    entity: Entity
    last: int


@dataclass(frozen=True, slots=True)
class Holder:
    """Who may hold an office, how he was found, and the words between."""

    how: str
    place: Placed
    gap: int


class OfficeFinder:
    """Proposes relations from the offices in one document."""

    def __init__(self, scene: Scene, offices: Offices) -> None:
        self.scene, self.offices = scene, offices
        counts = scene.counts
        known = [e for e in scene.parties.entities if e.kind == "state"]
        self.states = {offices.country(fold(e.name)): e for e in reversed(known)}
        self.main_state = max(known, key=lambda e: counts[e.id], default=None)
        bodies = [e for e in scene.parties.entities if e.kind in ("organisation", "state")]
        self.bodies = sorted(((e, _words(e.name)) for e in bodies), key=lambda b: -counts[b[0].id])
        self.cabinets = [e for e, words in self.bodies if words[0] in offices.cabinets][:MOST_CABINETS]

    def head_at(self, first: int) -> tuple[Office, int] | None:
        """Return the office head that starts at a token, and the token after it."""
        return self.offices.head_at(self.scene.tokens, first)

    def _inside(self, head: int, last: int, own: Placed) -> Iterator[Body]:
        found: set[str] = {own.entity.id}
        places = [p for p in self.scene.inside(own) if p.entity.kind in BODIES and p.first >= last - 1]
        for place in [p for p in places if p.first > head][:MOST_INSIDE]:
            if place.entity.id not in found:
                yield Body(f"inside{len(found) - 1}:{self._link(place.first)}", place.entity, place.last)
                found.add(place.entity.id)
        for _, entity in self.scene.named(head + 1, own.last):
            if entity.id not in found:
                yield Body("named", entity, own.last)
                found.add(entity.id)

    def _link(self, first: int) -> str:
        """Return the preposition before a body or on it, `gen` for none."""
        token, before = self.scene.tokens[first], self.scene.tokens[first - 1]
        if before.word.norm in self.offices.links:
            return before.word.norm
        return next((c for c in token.analysis.proclitics if c in self.offices.links), "gen")

    def _following(self, end: int) -> Iterator[Body]:
        """Yield the bodies behind an office's phrase: «الناطق باسم المحكمة والقطب», «النائب بالبرلمان عن الحركة»."""
        scene, tokens = self.scene, self.scene.tokens
        at, found = end, 0
        while at < min(len(tokens), end + REACH) and found < MOST_NEXT:
            token = tokens[at]
            if token.sentence != tokens[end - 1].sentence or token.analysis.pos == "verb":
                return
            if token.kind == "punct" and token.text not in QUOTES:
                return
            starting = scene.starting(at)
            if not starting:
                at += 1
                continue
            place = starting[0]
            if place.entity.kind not in BODIES:
                return
            link = self._link(at)
            if at == end and link == "gen" and tokens[end - 1].analysis.definite:
                return  # a definite word has no complement
            if found == 0 and any(t.kind == "word" and t.word.norm not in self.offices.links for t in tokens[end:at]):
                return
            yield Body(f"next{found}:{link}", place.entity, place.last)
            at, found = place.last, found + 1

    def _bodies(self, office: Office, head: int, last: int, own: Placed | None) -> list[Body]:
        tokens = self.scene.tokens
        end = last if own is None else max(last, own.last)
        found = [] if own is None else list(self._inside(head, last, own))
        nested = bool(found)
        countries = [self.offices.demonyms.get(bare(token.word.norm)) for token in tokens[last:end]]
        found += [Body("demonym", self.states[c], last) for c in countries if c in self.states]
        if end < len(tokens):
            found += self._following(end)
        if tokens[last - 1].analysis.enclitic:
            before = self.scene.before(head, 3)
            found += [Body("pronoun", p.entity, last) for p in before if p.entity.kind in BODIES]
        if office.relation in HELD and not nested and not any(countries):
            found += self._implied(office, head, end)
        return found

    def _implied(self, office: Office, head: int, end: int) -> Iterator[Body]:
        """Yield the cabinets, the body of the office's own words («وزير الخارجية»: «وزارة الخارجية»), the state."""
        for entity in self.cabinets if self.offices.is_minister(office) else ():
            yield Body("cabinet", entity, end)
        field = set(self.scene.words(head + 1, end).values())
        ministry = next((e for e, words in self.bodies if len(words) > 1 and set(words[1:]) <= field), None)
        if ministry is not None and ministry not in self.cabinets:
            yield Body("field", ministry, end)
        if self.main_state is not None:
            yield Body("implied", self.main_state, end)

    def _holders(self, head: int, last: int, own: Placed | None, end: int) -> Iterator[Holder]:
        scene, tokens = self.scene, self.scene.tokens
        seen: set[str] = set()
        if own is not None:
            yield Holder("own", own, 0)
            seen.add(own.entity.id)
            if own.entity.kind != "role":
                return  # a named holder's own phrase, or a group
        for at in dict.fromkeys((last if own is None else max(last, own.last), end)):
            place = scene.after(at - 1, within=NEXT if own is not None else REACH)
            if place is None or place.entity.id in seen or place.entity.kind not in HOLDERS:
                continue
            between = tokens[at : place.first]
            if own is None or (place.entity.kind == "person" and all(t.analysis.pos != "verb" for t in between)):
                yield Holder("apposed" if at == end else "after", place, words_between(tokens, at, place.first))
                seen.add(place.entity.id)
        before = [p for p in scene.before(head, 2) if p.entity.kind in HOLDERS]
        before.sort(key=lambda p: p.entity.kind != "person")
        for place in before[:1]:
            if place.entity.id not in seen:
                yield Holder("before", place, words_between(tokens, place.last, head))

    def _candidate(
        self, office: Office, head: int, holder: Holder, body: Body, last: int, own: Placed | None
    ) -> Candidate:
        who, what = holder.place.entity, body.entity
        tokens = self.scene.tokens
        end = max(last, body.last, holder.place.last if holder.how != "before" else last)
        phrase = " ".join(t.word.norm for t in tokens[head:last])
        kinds = f"{who.kind}>{what.kind}"
        where = body.how
        how = f"{holder.how}:{'none' if own is None else own.entity.kind}"
        sign = tokens[head - 1].text if head and tokens[head - 1].kind == "punct" else "word"
        features = (
            *self.scene.standing(who, what),
            f"office:{office.head}",
            f"where:{where}",
            f"where:{where}:{office.relation}",
            f"how:{how}",
            f"how:{how}:{where}",
            f"how:{how}:{min(holder.gap, 4)}",
            f"how:{how}:{sign}",
            f"kinds:{kinds}",
            f"kinds:{kinds}:{where}",
            f"relation:{office.relation}",
            f"relation:{office.relation}:{what.kind}:{where}",
            f"phrase:{phrase}:{where}",
            f"definite:{tokens[last - 1].analysis.definite}:{where}",
            f"definite:{tokens[last - 1].analysis.definite}:{how}",
            f"words:{min(last - head, 3)}",
            f"after:{tokens[last].analysis.pos if last < len(tokens) else 'end'}:{where}",
            f"former:{any(bare(t.word.norm) in self.offices.former for t in tokens[last : end + 2])}",
        )
        other = "member_of" if office.relation == "leads" else "leads"
        types = (office.relation, other) if office.relation in ("leads", "member_of") else ("member_of", "leads")
        first = min(head, holder.place.first) if holder.how == "before" else head
        start = tokens[first].start + tokens[first].analysis.lead
        return Candidate(
            types, who.id, what.id, start, tokens[end - 1].end, f"entities/offices:{office.head}", features
        )

    def _own(self, index: int, last: int) -> Placed | None:
        """Return the party whose phrase the office heads: the longest that starts with it, or just before it."""
        own = [p for p in self.scene.starting(index) if p.entity.kind in HOLDERS and p.last >= last]
        if not own:
            own = [
                p
                for p in self.scene.around(index)
                if p.entity.kind in HOLDERS and p.first >= index - 2 and p.last >= last
            ]
        return own[0] if own else None

    def find(self) -> list[Candidate]:
        """Return the candidates of the document in text order.

        The state most spoken of is not implied of one whose own state is named in another place.
        """
        found = list(self._find())
        named = {c.from_ for c, how in found if how != "implied" and self.scene.parties.entity(c.to).kind == "state"}
        return [c for c, how in found if how != "implied" or c.from_ not in named]

    def _find(self) -> Iterator[tuple[Candidate, str]]:
        covered = -1
        for index in range(len(self.scene.tokens)):
            if index < covered or self.scene.tokens[index].kind != "word":
                continue
            found = self.head_at(index)
            if found is None:
                continue
            office, last = found
            covered = last
            own = self._own(index, last)
            if own is None and office.relation not in HELD:
                continue
            bodies = self._bodies(office, index, last, own)
            if not bodies:
                continue
            end = max(last, *(b.last for b in bodies), last if own is None else own.last)
            for holder in self._holders(index, last, own, end):
                for body in bodies:
                    if own is not None and holder.how != "own" and body.how in IMPLIED:
                        continue
                    if body.entity.id != holder.place.entity.id:
                        yield self._candidate(office, index, holder, body, last, own), body.how


def _words(name: str) -> list[str]:
    return [bare(word) for word in fold(name).replace('"', " ").split()] or [""]
