# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The body that an office of several words is in: «رئيس [مجلس النواب]», «قائد [الشرطة الاتحادية]».

The tables know such an office as a whole, so that its body is no party of its own until a tie asks for it. Claims and
events are read before: a body named in its head's title neither speaks nor acts beside him.
"""

from collections.abc import Iterator, Sequence

from tawatur.lexicon import Lexicon, values
from tawatur.model import Entity, Mention
from tawatur.reading.parties import Entities
from tawatur.reading.relations.offices import HELD, Offices, compile_offices
from tawatur.reading.relations.scene import Placed, Scene
from tawatur.text.document import Document
from tawatur.text.normalize import fold, folded

BODIES = frozenset(["organisation", "state"])
HOLDERS = frozenset(["person", "role"])
FEMININE = "f"


def compile_heads(lexicon: Lexicon) -> dict[str, str]:
    """Return the sector of each folded noun that heads the name of a body."""
    columns = lexicon.table("entities/organisation_heads").columns("head", "kind", "sector")
    return {fold(head): sector for head, kind, sector in columns if kind == "organisation" and " " not in head}


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
    bodies = {_usual(e.name, names): e for e in reversed(parties.entities) if e.kind in BODIES}
    mentions = list(parties.mentions)
    added: list[Entity] = []
    for first, last in dict.fromkeys(_Titles(scene, offices, heads).find()):
        start, end = document.tokens[first].start, document.tokens[last - 1].end
        text = document.text[start:end]
        body = bodies.get(_usual(text, names))
        if body is None:
            sector = heads[folded(document.tokens[first].analysis.lemma)]
            body = Entity(_new_id([*parties.entities, *added]), text, "organisation", sector=sector or None)
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


def _new_id(entities: Sequence[Entity]) -> str:
    """Return an id that no entity has."""
    taken, number = {e.id for e in entities}, len(entities) + 1
    while f"n{number}" in taken:
        number += 1
    return f"n{number}"


class _Titles:
    """Finds the bodies named in titles, as token ranges."""

    def __init__(self, scene: Scene, offices: Offices, heads: dict[str, str]) -> None:
        self.scene, self.offices, self.heads = scene, offices, heads

    def find(self) -> Iterator[tuple[int, int]]:
        """Yield where each body begins and ends."""
        tokens = self.scene.tokens
        for place in self.scene.placed:
            found = self.offices.head_at(tokens, place.first) if place.entity.kind in HOLDERS else None
            if found is None or found[0].relation not in HELD or found[1] - place.first < 2:
                continue
            first = place.first + 1
            lemma = folded(tokens[first].analysis.lemma)
            if lemma not in self.heads or self.scene.starting(first) or self.offices.is_minister(found[0]):
                continue
            last = self._end(first, found[1], place)
            if last > found[1] or lemma not in self.offices.cabinets:
                yield first, last

    def _end(self, first: int, last: int, place: Placed) -> int:
        """Return where a body's name ends: behind the adjectives that agree with it, or its complement."""
        tokens = self.scene.tokens
        gender = tokens[first].analysis.gender
        while last < place.last and tokens[last].kind == "word":
            analysis, is_closed = tokens[last].analysis, tokens[last - 1].analysis.definite
            if any(c != "ال" for c in analysis.proclitics) or analysis.pos not in ("adj", "noun", "noun_prop"):
                break
            if is_closed and not (analysis.pos == "adj" and self._agrees(last, gender)):
                break
            last += 1
        return last

    def _agrees(self, index: int, gender: str) -> bool:
        """Whether an adjective behind a title is that of its body and not of its holder: not «رئيس الحكومة المكلف»."""
        analysis = self.scene.tokens[index].analysis
        return analysis.definite and (analysis.gender == FEMININE) == (gender == FEMININE)
