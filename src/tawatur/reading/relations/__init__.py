# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Standing relations between parties: who backs, leads, belongs to, follows or opposes whom."""

from collections.abc import Sequence

from tawatur.lexicon import Lexicon
from tawatur.model import Relation
from tawatur.model.ontology import SYMMETRIC_RELATIONS
from tawatur.reading.judge import Judge, load
from tawatur.reading.parties import Entities
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.cues import CueFinder, compile_cues
from tawatur.reading.relations.offices import OfficeFinder, compile_offices
from tawatur.reading.relations.parts import PartFinder
from tawatur.reading.relations.scene import Scene
from tawatur.text.document import Document

__all__ = ["annotate", "candidates", "choose", "weigh"]

SOURCES = ("offices", "cues", "parts")
NONE = "none"
THRESHOLD = 0.3  # least probability of a relation that is kept


def candidates(document: Document, parties: Entities, lexicon: Lexicon) -> dict[str, list[Candidate]]:
    """Return what the lexicon proposes, by the kind of words that state it."""
    offices = lexicon.compiled("relations.offices", compile_offices)
    scene = Scene(document, parties, offices.places)
    cues = lexicon.compiled("relations.cues", compile_cues)
    held = OfficeFinder(scene, offices)
    return {
        "offices": list(held.find()),
        "cues": list(CueFinder(scene, cues).find()),
        "parts": list(PartFinder(scene, held.head_at).find()),
    }


def weigh(judge: Judge, candidate: Candidate) -> tuple[Candidate, str, float]:
    """Return a candidate with the relation that a judge finds likeliest, nothing aside, and its probability."""
    scores = judge.scores(candidate.features)
    type = max((label for label in judge.labels if label != NONE), key=lambda label: scores[label])
    return candidate, type, max(scores[type], candidate.least)


def choose(
    judged: Sequence[tuple[Candidate, str, float]], text: str, threshold: float = THRESHOLD
) -> tuple[Relation, ...]:
    """Return the relations that pass, one per pair, in text order.

    Args:
        judged: Candidates with the type they were judged to state and its probability.
        text: The report's text.
        threshold: Least probability to keep.
    """
    best: dict[tuple[str, str], tuple[Candidate, str, float]] = {}
    for candidate, type, probability in judged:
        ends = (candidate.from_, candidate.to)
        pair = (min(ends), max(ends)) if type in SYMMETRIC_RELATIONS else ends
        if probability >= threshold and (pair not in best or probability > best[pair][2]):
            best[pair] = (candidate, type, probability)
    found = [
        Relation(type, c.from_, c.to, c.start, c.end, text[c.start : c.end], confidence=round(p, 3), rule=c.rule)
        for c, type, p in best.values()
    ]
    return tuple(sorted(found, key=lambda r: (r.start, r.end, r.type, r.from_, r.to)))


def annotate(document: Document, parties: Entities, lexicon: Lexicon) -> tuple[Relation, ...]:
    """Return the standing relations that the text states.

    Args:
        document: Analysed text.
        parties: Its entities and mentions.
        lexicon: Tables to read with.
    """
    proposed = candidates(document, parties, lexicon)
    judges = {source: load(f"relations_{source}") for source in proposed}
    judged = [weigh(judges[source], candidate) for source, found in proposed.items() for candidate in found]
    return choose(judged, document.text)
