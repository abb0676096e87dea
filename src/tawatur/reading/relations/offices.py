# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Offices: who leads, or belongs to, which body.

«رئيس حركة النهوض» leads it, «وزير الخارجية التركي» is a member of his state. The body stands in the phrase or right
after it, in a nationality adjective, or on the head as a pronoun.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tawatur.lexicon import Lexicon, values
from tawatur.model import Entity
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.scene import Placed, Scene
from tawatur.text.normalize import fold

BODIES = frozenset(["organisation", "state", "group"])
GROUP = "group"  # said of a group's noun: it holds no office, but may belong to a body
NO_HEADS = frozenset(["verb", "noun_prop"])  # «سامر» is a name, not «آمر» with a clitic
HELD = frozenset(["leads", "member_of", "spokesman"])
HOLDERS = frozenset(["person", "role", "group"])


@dataclass(frozen=True, slots=True)
class Office:
    """An office head: its name in the table, the relation it states, and what a bare one stands in."""

    head: str
    relation: str


@dataclass(frozen=True, slots=True)
class Offices:
    """Heads by folded word sequence, demonyms by folded form."""

    heads: dict[tuple[str, ...], Office]
    firsts: frozenset[str]  # words that open a head
    longest: int
    demonyms: dict[str, str]  # folded demonym -> folded country name
    countries: dict[str, str]  # folded country name, variant or capital -> folded country name
    links: frozenset[str]  # folded words that may stand between an office and its body
    former: frozenset[str]  # folded adjectives of an office no longer held
    cabinets: frozenset[str]  # folded nouns that open the name of a cabinet
    places: frozenset[str]  # folded prepositions of place


def compile_offices(lexicon: Lexicon) -> Offices:
    """Return the office heads, group heads and demonyms of the lexicon."""
    heads: dict[tuple[str, ...], Office] = {}
    for head, feminine, plural, relation in lexicon.table("entities/offices").columns(
        "head", "feminine", "plural", "relation"
    ):
        for form in (head, *values(feminine), *values(plural)):
            heads.setdefault(tuple(fold(form).split()), Office(head, relation))
    for singular, plural, feminine in lexicon.table("entities/group_heads").columns(
        "singular", "plural", "feminine_plural"
    ):
        for form in (*values(singular), *values(plural), *values(feminine)):
            heads.setdefault(tuple(fold(form).split()), Office(singular or values(plural)[0], GROUP))
    demonyms: dict[str, str] = {}
    countries: dict[str, str] = {}
    for row in lexicon.table("entities/countries").records():
        name = fold(row["name"])
        for column in ("name", "variants", "capital", "capital_variants"):
            for form in values(row[column]):
                countries.setdefault(fold(form), name)
        for column in ("demonym_ms", "demonym_fs", "demonym_mp", "demonym_mp_obl", "demonym_fp"):
            for form in values(row[column]):
                demonyms.setdefault(fold(form), name)
    used: dict[str, set[str]] = {}
    for word, use in lexicon.table("relations/words").columns("word", "use"):
        used.setdefault(use, set()).add(fold(word))
    links, former, cabinets, places = (frozenset(used[use]) for use in ("link", "former", "cabinet", "place"))
    firsts = frozenset(head[0] for head in heads)
    longest = max(map(len, heads))
    return Offices(heads, firsts, longest, demonyms, countries, links, former, cabinets, places)


class OfficeFinder:
    """Proposes relations from the offices in one document."""

    def __init__(self, scene: Scene, offices: Offices) -> None:
        self.scene, self.offices = scene, offices
        self.states: dict[str | None, Entity] = {
            self._country(e): e for e in reversed(scene.parties.entities) if e.kind == "state"
        }
        counts = Counter(m.entity for m in scene.parties.mentions)
        kinds = [e for e in scene.parties.entities if e.kind == "state"]
        self.main_state = max(kinds, key=lambda e: counts[e.id], default=None)
        self.bodies = [(e, _words(e.name)) for e in scene.parties.entities if e.kind in ("organisation", "state")]
        self.bodies.sort(key=lambda b: -counts[b[0].id])

    def _country(self, entity: Entity) -> str:
        name = fold(entity.name)
        found = self.offices.countries.get(name)
        if found is None:
            words = name.split()
            found = next((self.offices.demonyms[bare(w)] for w in words if bare(w) in self.offices.demonyms), name)
            found = next((self.offices.countries[w] for w in words if w in self.offices.countries), found)
        return found

    def head_at(self, first: int) -> tuple[Office, int] | None:
        """Return the office head that starts at a token, and the token after it; the longest wins."""
        tokens, token, firsts = self.scene.tokens, self.scene.tokens[first], self.offices.firsts
        if token.analysis.pos in NO_HEADS:
            return None
        if token.analysis.stem not in firsts and token.word.norm not in firsts and bare(token.word.norm) not in firsts:
            return None
        for length in range(min(self.offices.longest, len(tokens) - first), 0, -1):
            words = [t.analysis.stem or t.word.norm for t in tokens[first : first + length]]
            for form in _forms(words, [t.word.norm for t in tokens[first : first + length]]):
                office = self.offices.heads.get(form)
                if office is not None:
                    return office, first + length
        return None

    def _bodies(
        self, office: Office, head: int, last: int, holder: Placed | None
    ) -> Iterator[tuple[str, Placed | Entity]]:
        scene, tokens = self.scene, self.scene.tokens
        end = last if holder is None else max(last, holder.last)
        inside = [] if holder is None else [p for p in scene.inside(holder) if p.first >= last - 1 and p.first > head]
        for place in inside[:1]:
            yield "inside", place
        countries = [self.offices.demonyms.get(bare(token.word.norm)) for token in tokens[last:end]]
        for country in countries:
            if country in self.states:
                yield "demonym", self.states[country]
        if not inside and end < len(tokens) and tokens[end].sentence == tokens[head].sentence:
            yield from self._following(end)
        if tokens[last - 1].analysis.enclitic:
            for place in scene.before(head, 3):
                if place.entity.kind in BODIES:
                    yield "pronoun", place
        if not inside and not any(countries) and office.relation in HELD:
            yield from self._named_alike(head, end)
            if self.main_state is not None:
                yield "implied", self.main_state

    def _named_alike(self, head: int, end: int) -> Iterator[tuple[str, Entity]]:
        """Yield the cabinet, and the body named by the office's own words («وزير الخارجية»: «وزارة الخارجية»)."""
        field = {bare(t.word.norm) for t in self.scene.tokens[head + 1 : end]}
        cabinet = next((e for e, words in self.bodies if words[0] in self.offices.cabinets), None)
        if cabinet is not None:
            yield "cabinet", cabinet
        ministry = next((e for e, words in self.bodies if len(words) > 1 and set(words[1:]) <= field), None)
        if ministry is not None and ministry is not cabinet:
            yield "field", ministry

    def _following(self, end: int) -> Iterator[tuple[str, Placed]]:
        scene, tokens = self.scene, self.scene.tokens
        starting = scene.starting(end)
        if starting:
            clitic = next((c for c in tokens[end].analysis.proclitics if c in self.offices.links), "gen")
            if clitic != "gen" or not tokens[end - 1].analysis.definite:  # a definite word has no complement
                yield f"next:{clitic}", starting[0]
        elif tokens[end].word.norm in self.offices.links and end + 1 < len(tokens) and scene.starting(end + 1):
            yield f"next:{tokens[end].word.norm}", scene.starting(end + 1)[0]

    def _holders(self, head: int, last: int, holder: Placed | None) -> Iterator[tuple[str, Placed]]:
        if holder is not None:
            yield "mention", holder
            return
        for place in self.scene.before(head, 2):
            if place.entity.kind in HOLDERS:
                yield "before", place
                break
        following = self.scene.after(last - 1, within=8)
        if following is not None and following.entity.kind in HOLDERS:
            yield "after", following

    def _candidate(
        self, office: Office, head: int, holder: tuple[str, Placed], body: tuple[str, Placed | Entity], last: int
    ) -> Candidate | None:
        (how, who), (where, what) = holder, body
        target = what.entity if isinstance(what, Placed) else what
        if who.entity.id == target.id:
            return None
        tokens = self.scene.tokens
        ends = [last, who.last if how == "mention" else last, what.last if isinstance(what, Placed) else last]
        phrase = " ".join(t.word.norm for t in tokens[head:last])
        kinds = f"{who.entity.kind}>{target.kind}"
        features = (
            *self.scene.standing(who.entity, target),
            f"office:{office.head}",
            f"where:{where}",
            f"where:{where}:{office.relation}",
            f"how:{how}:{where}",
            f"kinds:{kinds}",
            f"kinds:{kinds}:{where}",
            f"relation:{office.relation}",
            f"relation:{office.relation}:{target.kind}:{where}",
            f"phrase:{phrase}:{where}",
            f"definite:{tokens[last - 1].analysis.definite}:{where}",
            f"words:{min(last - head, 3)}",
            f"after:{tokens[last].analysis.pos if last < len(tokens) else 'end'}:{where}",
            f"former:{any(bare(t.word.norm) in self.offices.former for t in tokens[last : max(ends) + 2])}",
        )
        other = "member_of" if office.relation == "leads" else "leads"
        types = (office.relation, other) if office.relation in ("leads", "member_of") else ("member_of", "leads")
        start = tokens[head].start + tokens[head].analysis.lead
        end = tokens[max(ends) - 1].end
        return Candidate(types, who.entity.id, target.id, start, end, f"entities/offices:{office.head}", features)

    def find(self) -> Iterator[Candidate]:
        """Yield the candidates of the document in text order."""
        covered = -1
        for index in range(len(self.scene.tokens)):
            if index < covered or self.scene.tokens[index].kind != "word":
                continue
            found = self.head_at(index)
            if found is None:
                continue
            office, last = found
            covered = last
            own = [p for p in self.scene.starting(index) if p.entity.kind in HOLDERS and p.last >= last]
            holder = own[0] if own else None
            if holder is None and office.relation not in HELD:
                continue
            for who in self._holders(index, last, holder):
                for what in self._bodies(office, index, last, holder):
                    candidate = self._candidate(office, index, who, what, last)
                    if candidate is not None:
                        yield candidate


def bare(norm: str) -> str:
    """Return a folded adjective without its article."""
    return norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm


def _words(name: str) -> list[str]:
    return [bare(word) for word in fold(name).replace('"', " ").split()] or [""]


def _forms(stems: list[str], norms: list[str]) -> Iterator[tuple[str, ...]]:
    yield tuple(stems)
    yield (stems[0], *norms[1:])
    yield (bare(norms[0]), *norms[1:])
