# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who holds an office: who leads, or belongs to, which body.

«رئيس حركة النهوض» leads it, «وزير الخارجية التركي» is a member of his state. The body stands in the phrase or right
after it, in a nationality adjective, or on the head as a pronoun; the holder is who the phrase names, or the name
that follows or precedes it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tawatur.model import Entity
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.nations import Nations
from tawatur.reading.relations.offices import HELD, Office, Offices
from tawatur.reading.relations.scene import Placed, Scene, bare, words_between
from tawatur.text.normalize import fold
from tawatur.text.words import Token

BODIES = frozenset(["organisation", "state", "group"])
HOLDERS = frozenset(["person", "role", "group"])
STATES = ("implied", "implied1")  # the states most spoken of
IMPLIED = frozenset(
    ["cabinet", "field", *STATES, "seat0", "seat1", "nameless0", "nameless1"]
)  # bodies that the office's phrase does not name
SEAT = "seat"
SEATED = frozenset(["LEG", "JUD", "COP", "MIL", "SPY", "JRN", "PTY", "LAB", "EDU", "MED", "REL"])
GOVERNING = frozenset(["GOV", "MIL"])  # sectors of offices of a state
OTHERS = {"leads": ("leads", "member_of"), "none": ("member_of",)}  # types by what an office makes its holder
QUOTES = frozenset('"«»“”()')
MOST_INSIDE, MOST_NEXT, MOST_CABINETS, MOST_OTHERS = 4, 3, 2, 2
SHORT = 3  # tokens behind an office that may hold a body's short name: «الناطق باسم الحركة»
NISBA = "ي"  # ending of an adjective of belonging: «داعشي»
AND, PRONOUN = "و", "pronoun"
FEMININE = frozenset(["ها", "هن"])
REACH = 8  # tokens that an office's complement may lie behind it
OWNED = 3  # words of an office's phrase of which one may bear a pronoun: «نائب أمينها العام»
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
        self.nations = Nations(scene, offices)
        ranked = self.nations.ranked
        self.main_states = ranked[: len(STATES)]
        self.own_states: dict[str, list[Entity]] = {}
        for state in ranked:
            self.own_states.setdefault(state.country or "", []).append(state)
        self.nameless = [e for e in ranked if self.nations.country(e) is None][:MOST_OTHERS]
        bodies = [e for e in scene.parties.entities if e.kind in ("organisation", "state")]
        self.bodies = sorted(((e, _words(e.name)) for e in bodies), key=lambda b: -counts[b[0].id])
        self.cabinets = self._cabinets()
        self.kin, self.adjectives = self._kin()

    def _kin(self) -> tuple[dict[str, list[Entity]], dict[str, Entity]]:
        """Return the bodies with longer names by their head noun, and the parties by the adjectives in their names."""
        tokens, counts = self.scene.tokens, self.scene.counts
        kin: dict[str, dict[str, Entity]] = {}
        adjectives: dict[str, Entity] = {}
        for p in sorted(self.scene.placed, key=lambda p: -counts[p.entity.id]):
            head = fold(tokens[p.first].analysis.lemma)
            if p.last - p.first == 1 and p.entity.kind in ("organisation", "group"):
                adjectives.setdefault(head if head.endswith(NISBA) else head + NISBA, p.entity)
            if p.entity.kind != "organisation" or p.last - p.first < 2:
                continue
            kin.setdefault(head, {}).setdefault(p.entity.id, p.entity)
            if head in self.offices.owned:
                for token in tokens[p.first + 1 : p.last]:
                    if token.analysis.pos == "adj" and bare(token.word.norm) not in self.offices.demonyms:
                        adjectives.setdefault(fold(token.analysis.lemma), p.entity)
        return {head: list(found.values()) for head, found in kin.items()}, adjectives

    def _cabinets(self) -> list[Entity]:
        """Return the cabinets most spoken of, a pronoun on the noun or not: «حكومة الوفاق», «حكومته»."""
        tokens, counts = self.scene.tokens, self.scene.counts
        found = {
            p.entity.id: p.entity
            for p in self.scene.placed
            if p.entity.kind in ("organisation", "state")
            and fold(tokens[p.first].analysis.lemma) in self.offices.cabinets
        }
        return sorted(found.values(), key=lambda e: -counts[e.id])[:MOST_CABINETS]

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
            if place.entity.kind not in BODIES or (found == 0 and AND in token.analysis.proclitics):
                return
            link = self._link(at)
            if at == end and link == "gen" and tokens[end - 1].analysis.definite:
                return  # a definite word has no complement
            if found == 0 and not self._is_link(end, at):
                return
            yield Body(f"next{found}:{link}", place.entity, place.last)
            at, found = place.last, found + 1

    def _is_link(self, first: int, last: int) -> bool:
        """Whether the words between an office and a body may link the two: adjectives of the office, a preposition."""
        words = [t for t in self.scene.tokens[first:last] if t.kind == "word"]
        while words and words[0].analysis.pos == "adj":
            words = words[1:]
        return all(token.word.norm in self.offices.links for token in words)

    def _bodies(self, office: Office, head: int, last: int, own: Placed | None) -> list[Body]:
        tokens = self.scene.tokens
        end = last if own is None else max(last, own.last)
        found = [] if own is None else list(self._inside(head, last, own))
        states = [self.nations.state_at(at) for at in range(last, end)]
        found += [Body("demonym", state, last) for state in states if state is not None]
        if end < len(tokens):
            found += self._following(end)
        farther = [*self._pronouns(head, last, end), *self._short(last, end)]
        if office.relation in HELD and fold(office.head) not in self.offices.nobles:
            farther += self._unnamed(office, head, last, end, found, own)
        for body in farther:
            if all(body.entity.id != other.entity.id for other in found):
                found.append(body)
        return found

    def _unnamed(
        self, office: Office, head: int, last: int, end: int, found: list[Body], own: Placed | None
    ) -> Iterator[Body]:
        """Yield the bodies that an office's phrase leaves to be understood."""
        if not any(b.how.startswith(("inside", "named")) and b.entity.kind != "group" for b in found):
            yield from self._implied(office, head, end)
            if not any(self.nations.country_at(at) for at in range(last, end)):
                for how, state in zip(STATES, self.main_states, strict=False):
                    yield Body(how, state, end)
                if own is not None and own.entity.country is not None:
                    others = [s for s in self.own_states.get(own.entity.country, ()) if s not in self.main_states]
                    yield from (Body(STATES[-1], state, end) for state in others)
            if office.sector in GOVERNING:
                for rank, state in enumerate(self.nameless):
                    yield Body(f"nameless{rank}", state, end)
        if office.sector in SEATED and all(b.entity.sector != office.sector for b in found):
            for rank, entity in enumerate(self._of_sector(office.sector)):
                yield Body(f"{SEAT}{rank}", entity, end)

    def _pronouns(self, head: int, last: int, end: int) -> Iterator[Body]:
        """Yield the bodies that a pronoun on an office, or on the word that links it, may stand for.

        «أمينه العام», «نائب قائدها», «الناطق باسمها», «القيادي فيها»; where the sentence names none before it, those of
        the last ones.
        """
        tokens, scene = self.scene.tokens, self.scene
        owned = [at for at in range(head, min(end, head + OWNED)) if self._is_owned(at)][:1]
        linked = [at for at in (last, last + 1) if not owned and at < len(tokens) and self._is_linked(at)][:1]
        if not owned and not linked:
            return
        at = [*owned, *linked][0]
        how, gender = ("linked" if linked else PRONOUN), "f" if tokens[at].analysis.enclitic in FEMININE else "m"
        found = [p for p in scene.before(head, 3) if p.entity.kind in BODIES]
        far = [] if found else scene.earlier(head, BODIES, MOST_OTHERS)
        for place in found or far:
            agrees = "same" if tokens[place.first].analysis.gender == gender else "other"
            yield Body(f"{how}:{agrees}:{'far' if far else 'near'}", place.entity, at + 1)

    def _is_owned(self, at: int) -> bool:
        """Whether a pronoun stands on a noun of an office's phrase."""
        analysis = self.scene.tokens[at].analysis
        return bool(analysis.enclitic) and analysis.pos == "noun"

    def _is_linked(self, at: int) -> bool:
        """Whether a word links an office to what a pronoun on it stands for: «باسمها»."""
        analysis = self.scene.tokens[at].analysis
        word = "".join((*analysis.proclitics, fold(analysis.lemma)))
        return bool(analysis.enclitic) and (word in self.offices.links or fold(analysis.lemma) in self.offices.links)

    def _short(self, last: int, end: int) -> Iterator[Body]:
        """Yield the bodies whose name a noun behind an office shortens, and those that an adjective there names.

        «الكاتب العام للجمعية» of «جمعية المزارعين», «النائب الديمقراطي» of «الحزب الديمقراطي».
        """
        tokens = self.scene.tokens
        for at in range(last, min(len(tokens), max(end, last + SHORT))):
            token = tokens[at]
            if token.sentence != tokens[last - 1].sentence or token.kind == "punct" or token.analysis.pos == "verb":
                return
            lemma = fold(token.analysis.lemma)
            named = any(p.last > at + 1 and p.entity.kind in BODIES for p in self.scene.starting(at))
            closes = at + 1 == len(tokens) or not (tokens[at + 1].analysis.pos == "adj" and token.analysis.definite)
            if token.analysis.definite and lemma in self.kin and not named and closes:
                for rank, entity in enumerate(self.kin[lemma][:MOST_OTHERS]):
                    yield Body(f"short{rank}", entity, at + 1)
                return
            if lemma in self.adjectives and self.nations.country_at(at) is None:
                yield Body("adjective", self.adjectives[lemma], at + 1)
                return

    def _of_sector(self, sector: str) -> list[Entity]:
        """Return the bodies of an office's own sector most spoken of: «النائب»: «مجلس النواب»."""
        return [e for e, _ in self.bodies if e.kind == "organisation" and e.sector == sector][:MOST_OTHERS]

    def _implied(self, office: Office, head: int, end: int) -> Iterator[Body]:
        """Yield the cabinets, and the body of the office's own words («وزير الخارجية»: «وزارة الخارجية»)."""
        for entity in self.cabinets if self.offices.is_minister(office) else ():
            yield Body("cabinet", entity, end)
        field = set(self.scene.words(head + 1, end).values())
        ministry = next((e for e, words in self.bodies if self._is_of(field, words)), None)
        if ministry is not None and ministry not in self.cabinets:
            yield Body("field", ministry, end)

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
            if _opens_clause(between):
                continue
            if own is None or place.entity.kind == "person":
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
        )
        features += self._likeness(office, head, who, body)
        types = OTHERS.get(office.relation, ("member_of", "leads"))
        if office.relation == types[0] and self.offices.is_minister(office):
            types = types[:1]  # of 17 coded ties of a minister to his ministry none was another
        first = min(head, holder.place.first) if holder.how == "before" else head
        start = tokens[first].start + tokens[first].analysis.lead
        rule, is_guessed = f"entities/offices:{office.head}", where.startswith(SEAT)
        return Candidate(types, who.id, what.id, start, tokens[end - 1].end, rule, features, guessed=is_guessed)

    def _is_of(self, field: set[str], words: list[str]) -> bool:
        """Whether a body's name but for its first word and its nationality is in the words of an office."""
        own = [word for word in words[1:] if word not in self.offices.demonyms]
        return bool(own) and set(own) <= field

    def _likeness(self, office: Office, head: int, who: Entity, body: Body) -> tuple[str, ...]:
        """Return features of what a holder and a body not named in his phrase share: country, sector, nearness."""
        what, where = body.entity, body.how
        sectors = f"sectors:{office.sector}>{what.sector}" if what.kind == "organisation" else "sectors:state"
        country = "unknown" if who.country is None or what.country is None else str(who.country == what.country)
        found = [f"country:{country}:{where}", f"country:{country}:{what.kind}", sectors]
        if where in IMPLIED:
            own = self.scene.tokens[head].sentence
            back = [own - s for s in self.scene.sentences(what.id) if s <= own]
            near = str(min(3, min(back))) if back else "later"
            found += [f"near:{near}", f"near:{near}:{where}"]
        return tuple(found)

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

    def _is_in_name(self, index: int) -> bool:
        """Whether a word stands within the name of a body: «مجلس نواب الشعب»."""
        return any(p.entity.kind == "organisation" for p in self.scene.around(index))

    def _is_own_name(self, index: int, own: Placed) -> bool:
        """Whether a word that is an office elsewhere is part of its bearer's name: «أوضح الوجيه»."""
        token = self.scene.tokens[index]
        return own.entity.kind == "person" and bare(token.analysis.stem or token.word.norm) in _words(own.entity.name)

    def _is_modifier(self, index: int, office: Office, own: Placed) -> bool:
        """Whether a word that may describe a man is the adjective of the noun before it: «عضو المكتب السياسي»."""
        if office.relation in HELD or index <= own.first:
            return False
        before, word = self.scene.tokens[index - 1].analysis, self.scene.tokens[index].analysis
        return before.pos == "noun" and before.definite and word.proclitics == ("ال",)

    def find(self) -> list[Candidate]:
        """Return the candidates of the document in text order.

        The state most spoken of is not implied of one whose own state is named in another place.
        """
        found, entity = list(self._find()), self.scene.parties.entity
        named = {c.from_ for c, how in found if how not in IMPLIED and entity(c.to).kind == "state"}
        return [
            c
            for c, how in found
            if how not in IMPLIED
            or not (self.nations.is_foreign(entity(c.from_), entity(c.to)) or (how in STATES and c.from_ in named))
        ]

    def _find(self) -> Iterator[tuple[Candidate, str]]:
        covered, previous = -1, None
        for index in range(len(self.scene.tokens)):
            if index < covered or self.scene.tokens[index].kind != "word":
                continue
            found = self.head_at(index) or self._peer(index, previous)
            if found is not None:
                office, covered = found
                previous = office if office.relation in HELD else previous
                yield from self._stated(office, index, covered)
                yield from self._listed(office, index, covered)

    def _peer(self, index: int, previous: Office | None) -> tuple[Office, int] | None:
        """Return the office of one who holds the same as the last named: «نظيره التركي»."""
        analysis = self.scene.tokens[index].analysis
        is_peer = previous is not None and analysis.enclitic and fold(analysis.lemma) in self.offices.peers
        return (previous, index + 1) if is_peer and previous is not None else None

    def _listed(self, office: Office, head: int, last: int) -> Iterator[tuple[Candidate, str]]:
        """Yield the ties of holders listed by state: «وزراء الخارجية التونسي خالد الوردي والمصري سامح الناصري»."""
        tokens, at = self.scene.tokens, last
        while (
            at < len(tokens)
            and self.nations.country_at(at) is not None
            and (at == last or "و" in tokens[at].analysis.proclitics)
        ):
            named = [p for p in (*self.scene.starting(at), *self.scene.starting(at + 1)) if p.last > at + 1]
            if not named or named[0].entity.kind != "person":
                return
            state, place = self.nations.state_at(at), named[0]
            if state is not None and (at > last or tokens[head].analysis.number != "s"):
                body = Body("listed", state, at + 1)
                yield self._candidate(office, head, Holder("listed", place, 0), body, last, None), body.how
            at = place.last

    def _stated(self, office: Office, index: int, last: int) -> Iterator[tuple[Candidate, str]]:
        """Yield the ties that one office states, with how their body was found."""
        if index and bare(self.scene.tokens[index - 1].word.norm) in self.offices.sites:
            return  # «مطار الملك فهد» has no king
        own = self._own(index, last)
        if own is not None and (self._is_own_name(index, own) or self._is_modifier(index, office, own)):
            return
        if own is None and (office.relation not in HELD or self._is_in_name(index)):
            return
        bodies = self._bodies(office, index, last, own)
        if not bodies:
            return
        end = max(last, *(b.last for b in bodies), last if own is None else own.last)
        if self.offices.is_former(self.scene.tokens[last : end + 2]):
            return
        for holder in self._holders(index, last, own, end):
            for body in bodies:
                if own is not None and holder.how != "own" and body.how in IMPLIED:
                    continue
                if self.offices.is_visited(office, body.entity.name):
                    continue
                if body.entity.id != holder.place.entity.id:
                    held = replace(office, relation="leads") if self._is_led(office, body) else office
                    yield self._candidate(held, index, holder, body, last, own), body.how

    def _is_led(self, office: Office, body: Body) -> bool:
        """Whether a commander is the body's own: «قائدها» leads it, «قائد في الجيش» need not."""
        return body.how.startswith(PRONOUN) and fold(office.head) in self.offices.commanders


def _opens_clause(tokens: Iterable[Token]) -> bool:
    """Whether a verb or «أن» stands among words: what follows is told of another."""
    return any(t.analysis.pos == "verb" or "subordinator" in t.analysis.function for t in tokens)


def _words(name: str) -> list[str]:
    return [bare(word) for word in fold(name).replace('"', " ").split()] or [""]
