# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The body that a title names and that is no party of its own: «رئيس [مجلس النواب]», «قائد [الكتيبة الثالثة]».

The tables know an office of several words as a whole, and not every noun that heads the name of a body where it heads
an office's complement, so that the body is no party until a tie asks for it. Claims and events are read before: a body
named in its head's title neither speaks nor acts beside him.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tawatur.lexicon import Lexicon, values
from tawatur.model import Entity, Mention
from tawatur.reading.parties import Entities, new_id
from tawatur.reading.relations.offices import HELD, Offices, compile_offices, words_by_use
from tawatur.reading.relations.scene import LONGEST, Placed, Scene, bare
from tawatur.text.document import Document
from tawatur.text.normalize import fold, folded
from tawatur.text.words import Token

BODIES = frozenset(["organisation", "state"])
HOLDERS = frozenset(["person", "role"])
FEMININE = "f"
NISBA = "ي"
QUOTES = frozenset('"«»“”')
NOMINAL = frozenset(["noun", "noun_prop", "adj"])
TITLED = "titled"  # use of words that head a body's name behind an office only
HOLLOW = "hollow"  # use of nouns that are no body even there
VOICED = "voiced"  # use of offices whose complement can be nothing but a body


@dataclass(frozen=True, slots=True)
class Heads:
    """Nouns that head the names of bodies.

    Args:
        sectors: The sector of each such folded noun.
        titled: Folded lemmas, one or two, that head one behind an office only: «قائد المنطقة العسكرية الرابعة».
        voiced: Folded offices, each with the link behind it, of which any complement is a body: «القيادي في [الحراك]».
        hollow: Folded nouns that are none even there: «زعيم المعارضة».
    """

    sectors: dict[str, str]
    titled: frozenset[tuple[str, ...]]
    voiced: frozenset[str]
    hollow: frozenset[str]

    def are_at(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the name of a body begins at a token."""
        lemmas = tuple(folded(token.analysis.lemma) for token in tokens[index : index + 2])
        return self.known(tokens[index]) != "" or lemmas[:1] in self.titled or lemmas in self.titled

    def is_of_many(self, token: Token) -> bool:
        """Whether a noun names people together, so that no phrase of it is one man: «قبيلة», «خلية»."""
        return (folded(token.analysis.lemma),) in self.titled

    def known(self, token: Token) -> str:
        """Return the noun that heads a body's name anywhere, empty if a token is none: «تنسيقية» is no adjective."""
        return next((w for w in (folded(token.analysis.lemma), bare(token.word.norm)) if w in self.sectors), "")


def compile_heads(lexicon: Lexicon) -> Heads:
    """Return the nouns that head the names of bodies."""
    columns = lexicon.table("entities/organisation_heads").columns("head", "kind", "sector")
    sectors = {fold(head): sector for head, kind, sector in columns if kind == "organisation" and " " not in head}
    used = words_by_use(lexicon)
    return Heads(sectors, frozenset(tuple(word.split()) for word in used[TITLED]), used[VOICED], used[HOLLOW])


def compile_names(lexicon: Lexicon) -> dict[str, str]:
    """Return the usual name of each known body by its folded names."""
    found: dict[str, str] = {}
    for name, variants in lexicon.table("entities/organisations").columns("name", "variants"):
        for form in (name, *values(variants)):
            found.setdefault(fold(form), fold(name))
    return found


def complete(document: Document, parties: Entities, lexicon: Lexicon) -> Entities:
    """Return the parties with the bodies that only the titles of their heads and members name.

    Args:
        document: Analysed text.
        parties: Its entities and mentions.
        lexicon: Tables to read with.
    """
    if not any(e.kind in HOLDERS for e in parties.entities):
        return parties
    offices = lexicon.compiled("relations.offices", compile_offices)
    heads = lexicon.compiled("relations.bodies", compile_heads)
    names = lexicon.compiled("relations.bodies.names", compile_names)
    scene = Scene(document, parties, offices.places)
    many = {p.entity.id for p in scene.placed if p.entity.kind == "role" and heads.is_of_many(document.tokens[p.first])}
    if many:
        entities = tuple(replace(e, kind="organisation") if e.id in many else e for e in parties.entities)
        parties = Entities(entities, parties.mentions)
        scene = Scene(document, parties, offices.places)
    bodies = {_usual(e.name, names): e for e in reversed(parties.entities) if e.kind in BODIES}
    mentions = list(parties.mentions)
    added: list[Entity] = []
    for first, last in dict.fromkeys(_Titles(scene, offices, heads).find()):
        token = document.tokens[first]
        lead = 0 if "ال" in token.analysis.proclitics else token.analysis.lead  # «للحملة» is taken as written
        start, end = token.start + lead, document.tokens[last - 1].end
        text = document.text[start:end]
        body = bodies.get(_usual(text, names)) or _shortened(scene.words(first, last), parties)
        if body is None:
            sector = heads.sectors.get(heads.known(document.tokens[first]))
            body = Entity(new_id([*parties.entities, *added]), text, "organisation", sector=sector or None)
            bodies[_usual(text, names)] = body
            added.append(body)
        mentions.append(Mention(start, end, text, body.id))
    if len(mentions) == len(parties.mentions):
        return parties
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Entities((*parties.entities, *added), tuple(mentions))


def _usual(name: str, names: dict[str, str]) -> str:
    """Return a folded name, of a known body the usual one."""
    return names.get(fold(name), fold(name))


def _shortened(words: dict[int, str], parties: Entities) -> Entity | None:
    """Return the only body whose longer name holds some words: «الحزام» of «قوات الحزام الأمني», None for several."""
    short = f" {' '.join(words.values())} "
    found = [
        entity
        for entity in parties.entities
        if entity.kind == "organisation" and short in f" {' '.join(bare(word) for word in fold(entity.name).split())} "
    ]
    return found[0] if len(found) == 1 else None


class _Titles:
    """Finds the bodies named in titles, as token ranges."""

    def __init__(self, scene: Scene, offices: Offices, heads: Heads) -> None:
        self.scene, self.offices, self.heads = scene, offices, heads

    def find(self) -> Iterator[tuple[int, int]]:
        """Yield where each body begins and ends."""
        for place in self.scene.placed:
            found = self.offices.head_at(self.scene.tokens, place.first) if place.entity.kind in HOLDERS else None
            if found is None or found[0].relation not in HELD or self.offices.is_minister(found[0]):
                continue
            yield from self._within(place, found[1])
            behind = list(self._behind(place, found[1]))
            yield from behind or self._voiced(place, fold(found[0].head), found[1])

    def _within(self, place: Placed, after: int) -> Iterator[tuple[int, int]]:
        """Yield the body that the words of an office name: «رئيس [مجلس النواب]», «رئيس أركان [الجيش]»."""
        for first in range(place.first + 1, after):
            if self.heads.are_at(self.scene.tokens, first) and not self.scene.starting(first):
                last = self._end(first, after, place.last)
                if last > after or self.heads.known(self.scene.tokens[first]) not in self.offices.cabinets:
                    yield first, last
                return

    def _behind(self, place: Placed, first: int) -> Iterator[tuple[int, int]]:
        """Yield the body behind an office, its complement: «قائد [الكتيبة الثالثة]»; of one word it may be any."""
        tokens = self.scene.tokens
        if first >= place.last or self.scene.starting(first) or not self.heads.are_at(tokens, first):
            return
        analysis = tokens[first].analysis
        if tokens[first - 1].analysis.definite or analysis.enclitic or any(c != "ال" for c in analysis.proclitics):
            return
        last = self._end(first, first + 1, place.last)
        if last - first > 1:
            yield first, last

    def _voiced(self, place: Placed, head: str, first: int) -> Iterator[tuple[int, int]]:
        """Yield what stands behind an office of which any complement is a body: «المتحدث باسم [الحزام]»."""
        tokens, at = self.scene.tokens, first
        while at < place.last and tokens[at].analysis.pos == "adj":
            at += 1
        link = tokens[at].word.norm if at < len(tokens) and tokens[at].word.norm in self.offices.links else ""
        at += 1 if link else 0
        while at < len(tokens) and tokens[at].text in QUOTES:
            at += 1
        if at >= len(tokens) or tokens[at].sentence != tokens[place.first].sentence or self.scene.starting(at):
            return
        analysis = tokens[at].analysis
        marks = [link] if link else [c for c in analysis.proclitics if c != "ال"]
        has_complement = bool(marks) or not tokens[at - 1].analysis.definite
        if " ".join((head, *marks)) not in self.heads.voiced or not has_complement or analysis.enclitic:
            return
        if analysis.pos in NOMINAL and bare(tokens[at].word.norm) not in self.heads.hollow:
            end = min(at + LONGEST, place.last if at < place.last else len(tokens))
            named = [p.first for i in range(at, end) for p in self.scene.starting(i)]
            last = self._end(at, at + 1, min([end, *named]))
            if last > at + 1 or analysis.definite:
                yield at, last

    def _end(self, first: int, last: int, end: int) -> int:
        """Return where a body's name ends: behind the adjectives that agree with it, or its complement."""
        tokens = self.scene.tokens
        gender = tokens[first].analysis.gender
        while last < end and tokens[last].kind == "word":
            analysis, is_closed = tokens[last].analysis, tokens[last - 1].analysis.definite
            if any(c != "ال" for c in analysis.proclitics) or analysis.pos not in ("adj", "noun", "noun_prop"):
                break
            if is_closed and not (analysis.pos == "adj" and (self._agrees(last, gender) or self._is_of_field(last))):
                break
            last += 1
        return last

    def _agrees(self, index: int, gender: str) -> bool:
        """Whether an adjective behind a title is that of its body and not of its holder: not «رئيس الحكومة المكلف»."""
        analysis = self.scene.tokens[index].analysis
        return analysis.definite and (analysis.gender == FEMININE) == (gender == FEMININE)

    def _is_of_field(self, index: int) -> bool:
        """Whether an adjective is that of the noun before it, a field: «غرفة النقل البحري»; no man is «بحري»."""
        norm, before = bare(self.scene.tokens[index].word.norm), self.scene.tokens[index - 1].analysis
        return norm.endswith(NISBA) and before.pos == "noun" and norm not in self.offices.demonyms
