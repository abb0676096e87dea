# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Standing relations between parties: who backs, leads, belongs to, follows or opposes whom."""

from collections.abc import Sequence

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Relation
from tawatur.model.ontology import SYMMETRIC_RELATIONS
from tawatur.reading.judge import load
from tawatur.reading.parties import Entities
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.cues import CueFinder, compile_cues
from tawatur.reading.relations.offices import OfficeFinder, compile_offices
from tawatur.reading.relations.parts import PartFinder
from tawatur.reading.relations.scene import Scene
from tawatur.text.document import Document

__all__ = ["annotate", "candidates", "choose"]

SOURCES = ("offices", "cues", "parts")
NONE = "none"
THRESHOLD = 0.5  # least probability of a relation that is kept


def candidates(document: Document, parties: Entities, lexicon: Lexicon) -> dict[str, list[Candidate]]:
    """Return what the lexicon proposes, by the kind of words that state it."""
    scene = Scene(document, parties)
    offices = lexicon.compiled("relations.offices", compile_offices)
    cues = lexicon.compiled("relations.cues", compile_cues)
    return {
        "offices": list(OfficeFinder(scene, offices).find()),
        "cues": list(CueFinder(scene, cues).find()),
        "parts": list(PartFinder(scene).find()),
    }


def _pair(type: str, candidate: Candidate) -> tuple[str, str, str]:
    ends = (candidate.from_, candidate.to)
    return (type, *sorted(ends)) if type in SYMMETRIC_RELATIONS else (type, *ends)  # type: ignore[return-value]


def choose(
    judged: Sequence[tuple[Candidate, str, float]], text: str, threshold: float = THRESHOLD
) -> tuple[Relation, ...]:
    """Return the relations that pass, one per pair and type, in text order.

    Args:
        judged: Candidates with the type they were judged to state (`none` for nothing) and its probability.
        text: The report's text.
        threshold: Least probability to keep.
    """
    best: dict[tuple[str, str, str], tuple[Candidate, float]] = {}
    for candidate, type, probability in judged:
        if type == NONE or probability < threshold:
            continue
        pair = _pair(type, candidate)
        if pair not in best or probability > best[pair][1]:
            best[pair] = (candidate, probability)
    found = [
        Relation(pair[0], c.from_, c.to, c.start, c.end, text[c.start : c.end], confidence=round(p, 3), rule=c.rule)
        for pair, (c, p) in best.items()
    ]
    return tuple(sorted(found, key=lambda r: (r.start, r.end, r.type, r.from_, r.to)))


def annotate(document: Document, parties: Entities, claims: Sequence[Claim], lexicon: Lexicon) -> tuple[Relation, ...]:
    """Return the standing relations that the text states.

    Args:
        document: Analysed text.
        parties: Its entities and mentions.
        claims: Its claims; a relation inside one is linked to it later.
        lexicon: Tables to read with.
    """
    judged = []
    for source, proposed in candidates(document, parties, lexicon).items():
        judge = load(f"relations_{source}")
        judged += [(candidate, *judge.best(candidate.features)) for candidate in proposed]
    return choose(judged, document.text)
