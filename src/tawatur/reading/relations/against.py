# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Whom words of hostility are aimed at: «الموقف المندد بالحزب», «شن هجوما على التنظيم».

Whom something is said or done against is not the one whom «بدعم من» behind it stands by. Which words are hostile, and
how they mark their object, the frames of events and the tie words of opposition say.
"""

from dataclasses import dataclass

from tawatur.lexicon import Lexicon, values
from tawatur.reading.relations.scene import Placed, Scene
from tawatur.text.normalize import fold, folded
from tawatur.text.words import Token

HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "ASSAULT", "COERCE", "SANCTION"})
FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
PARTICIPLE = "participle"
READ_AS = {PARTICIPLE: ("adj", "noun"), "adj": ("adj", "noun")}  # parts of speech that a row's words are read as
MARKS = frozenset(map(fold, ("ب", "ل", "على", "ضد")))  # prepositions that mark the object of a participle
ALWAYS = "ضد"
OBJECT = "obj"
MOST_STEPS = 3  # adjectives and subjects between a hostile word and its object


@dataclass(frozen=True, slots=True)
class Against:
    """How each hostile word, by its folded lemma and part of speech, marks whom it is aimed at."""

    marks: dict[tuple[str, str], frozenset[str]]

    def is_hostile(self, token: Token) -> bool:
        """Whether a word is one of hostility."""
        return (folded(token.analysis.lemma), token.analysis.pos) in self.marks

    def is_aimed_at(self, scene: Scene, place: Placed) -> bool:
        """Whether a party is the object of a hostile word before it."""
        tokens, at = scene.tokens, place.first - 1
        mark = next((c for c in tokens[place.first].analysis.proclitics if c in MARKS), "")
        if not mark and at >= 0 and tokens[at].analysis.pos == "prep":
            mark = folded(tokens[at].analysis.lemma)
            at -= 1
        if mark == ALWAYS:
            return True
        has_subject = False
        for _ in range(MOST_STEPS):
            if at < 0 or tokens[at].sentence != tokens[place.first].sentence or tokens[at].kind != "word":
                return False
            analysis = tokens[at].analysis
            wanted = self.marks.get((folded(analysis.lemma), analysis.pos))
            if wanted is not None:
                return mark in wanted if mark else has_subject and OBJECT in wanted and analysis.pos == "verb"
            subject = [p for p in scene.before(at + 1, 1) if p.last == at + 1]
            if not subject and analysis.pos != "adj":
                return False
            has_subject = has_subject or bool(subject)
            at = subject[0].first - 1 if subject else at - 1
        return False


def compile_against(lexicon: Lexicon) -> Against:
    """Return the hostile words of the lexicon."""
    found: dict[tuple[str, str], set[str]] = {}
    friendly: set[tuple[str, str]] = set()
    for lemma, pos, type, to in lexicon.table("events/frames").columns("lemma", "pos", "type", "recipient"):
        keys = [(fold(lemma), read) for read in READ_AS.get(pos, (pos,))]
        if type in FRIENDLY:
            friendly.update(keys)
        elif type in HOSTILE:
            for key in keys:
                found.setdefault(key, set()).update(MARKS if pos == PARTICIPLE else map(fold, values(to)))
    for lemma, pos, type, to in lexicon.table("relations/cues").columns("lemma", "pos", "type", "to"):
        if type == "opposes" and pos != "prep":
            for read in READ_AS.get(pos, (pos,)):
                found.setdefault((fold(lemma), read), set()).update(map(fold, values(to)))
    return Against({key: frozenset(own) for key, own in found.items() if key not in friendly})
