# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Joins an office to its holder where the sentence sets them side by side.

«ماكين، رئيس لجنة الدفاع», «النائب بالبرلمان عن حزب الساحل، هدى النعيمي», «سالم الوادي، عضو المجلس وأمين عام الحزب»:
coreference, which weighs phrases by their words and their distance, leaves some of these apart.
"""

from collections.abc import Iterator
from dataclasses import replace

from tawatur.lexicon import Lexicon
from tawatur.reading.nameless import Nameless, nameless
from tawatur.reading.parties import Entities
from tawatur.reading.relations.offices import HELD, Offices, compile_offices
from tawatur.reading.relations.scene import Placed, Scene
from tawatur.text.document import Document
from tawatur.text.normalize import fold

HOLDERS = frozenset(["person", "role"])
QUOTES = frozenset('"«»”“')
SIGNS = QUOTES | {"،", ","}
SAID_OF = frozenset(["هو", "هي"])  # folded pronouns that an office is said of
MOST_WORDS = 9  # words and bodies between an office and the name behind it


def join(document: Document, parties: Entities, lexicon: Lexicon) -> Entities:
    """Return the parties with each office that a name beside it holds joined to the named one.

    Args:
        document: Analysed text.
        parties: Its entities and mentions.
        lexicon: Tables to read with.
    """
    offices = lexicon.compiled("relations.offices", compile_offices)
    if not any(e.kind in HOLDERS for e in parties.entities):
        return parties
    pairs = _Pairs(Scene(document, parties, offices.places), offices, nameless(lexicon))
    holders, titles = dict(pairs.find()), dict(pairs.titles())
    if not holders and not titles:
        return parties
    mentions = tuple(
        replace(m, entity=titles.get((m.start, m.end), holders.get(m.entity, m.entity))) for m in parties.mentions
    )
    left = {m.entity for m in mentions}
    return Entities(tuple(e for e in parties.entities if e.id in left), mentions)


class _Pairs:
    """Finds which anonymous offices a named person beside them holds."""

    def __init__(self, scene: Scene, offices: Offices, nameless: Nameless) -> None:
        self.scene, self.offices, self.nameless = scene, offices, nameless

    def find(self) -> Iterator[tuple[str, str]]:
        """Yield office and holder, as entity ids."""
        for place in self.scene.placed:
            office = self.offices.head_at(self.scene.tokens, place.first, ended=False)
            if place.entity.kind != "role" or office is None or office[0].relation not in HELD:
                continue
            if self.nameless.holds(self.scene.tokens, place.first, place.last):
                continue
            if self.scene.is_inside(place) or any(p.entity.kind == "person" for p in self.scene.inside(place)):
                continue
            holder = self._behind(place) or self._ahead(place)
            if holder is not None:
                yield place.entity.id, holder.entity.id

    def titles(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the titles, as spans, that were given to another than the name right behind: «الرئيس | الوردي»."""
        for place in self.scene.placed:
            office = self.offices.head_at(self.scene.tokens, place.first, ended=False)
            if place.entity.kind != "person" or office is None or office[0].relation not in HELD:
                continue
            named = [p for p in self.scene.starting(place.last) if self._is_name(p)]
            if not named or named[0].entity.id == place.entity.id or self._clitics(place.last):
                continue
            if self.scene.tokens[place.last].sentence == self.scene.tokens[place.first].sentence:
                yield (place.mention.start, place.mention.end), named[0].entity.id

    def _is_name(self, place: Placed) -> bool:
        return (
            place.entity.kind == "person" and self.offices.head_at(self.scene.tokens, place.first, ended=False) is None
        )

    def _clitics(self, index: int) -> set[str]:
        return {c for c in self.scene.tokens[index].analysis.proclitics if c != "ال"}

    def _behind(self, place: Placed) -> Placed | None:
        """Return the name behind an office and its bodies."""
        tokens, at = self.scene.tokens, place.last
        for _ in range(MOST_WORDS):
            if at >= len(tokens) or tokens[at].sentence != tokens[place.first].sentence:
                return None
            starting = self.scene.starting(at)
            if any(self._is_name(p) for p in starting):
                return None if self._clitics(at) else next(p for p in starting if self._is_name(p))
            bodies = [p for p in starting if p.entity.kind in ("organisation", "state")]
            if bodies:
                at = bodies[0].last
            elif tokens[at].text in SIGNS or tokens[at].analysis.pos in ("prep", "adj"):
                at += 1
            else:
                return None
        return None

    def _subject(self, index: int) -> int:
        """Return where the pronoun stands of which an office is said: «سالم الوادي، وهو رئيس»."""
        before = self.scene.tokens[index - 1] if index else None
        is_said = before is not None and fold(before.analysis.lemma) in SAID_OF and not before.analysis.enclitic
        return index - 1 if is_said else index

    def _before(self, index: int) -> Placed | None:
        """Return the person whose phrase ends before a token, signs between them passed over."""
        tokens, at = self.scene.tokens, index
        while at and tokens[at - 1].text in SIGNS:
            at -= 1
        found = [p for p in self.scene.before(at, 1) if p.last == at and p.entity.kind == "person"] if at else []
        return found[0] if found and tokens[at - 1].sentence == tokens[index].sentence else None

    def _ahead(self, place: Placed) -> Placed | None:
        """Return the name before an office, or before the office of his that it is listed with."""
        clitics, found = self._clitics(place.first), self._before(self._subject(place.first))
        if found is None:
            return None
        if not clitics:
            return found if self._is_name(found) else None
        named = self._before(found.first) if clitics == {"و"} and not self._is_name(found) else None
        return named if named is not None and self._is_name(named) and named.entity.id == found.entity.id else None
