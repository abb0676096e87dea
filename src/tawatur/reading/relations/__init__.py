# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Standing relations between parties: who backs, leads, belongs to, follows or opposes whom."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tawatur.lexicon import Lexicon
from tawatur.model import Claim, Event, Relation
from tawatur.reading.judge import load
from tawatur.reading.parties import Entities
from tawatur.reading.relations import pairs, standing
from tawatur.reading.relations.against import compile_against
from tawatur.reading.relations.apposed import join
from tawatur.reading.relations.bodies import complete
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.cues import CueFinder
from tawatur.reading.relations.holding import OfficeFinder
from tawatur.reading.relations.offices import compile_offices
from tawatur.reading.relations.pairs import SOURCES, Pair
from tawatur.reading.relations.parts import PartFinder
from tawatur.reading.relations.scene import Scene
from tawatur.reading.relations.tie_words import compile_cues
from tawatur.reading.trees import load as load_forest
from tawatur.text.document import Document

__all__ = ["SOURCES", "THRESHOLD", "annotate", "candidates", "choose", "complete", "join", "open_scene"]

MEN = frozenset(["person", "role"])
NEVER_FROM = {"part_of": MEN}  # kinds of parties that the coding manual gives no such tie: a man is a member
NEVER_TO = {"part_of": MEN, "member_of": MEN, "leads": MEN}
THRESHOLD = 0.42  # least probability of a relation that is kept: seven in ten of those are right


def open_scene(document: Document, parties: Entities, lexicon: Lexicon) -> Scene:
    """Return a document's mentions laid over its tokens."""
    return Scene(document, parties, lexicon.compiled("relations.offices", compile_offices).places)


def candidates(scene: Scene, lexicon: Lexicon) -> dict[str, list[Candidate]]:
    """Return what the lexicon proposes, by the kind of words that state it."""
    offices = lexicon.compiled("relations.offices", compile_offices)
    cues = lexicon.compiled("relations.cues", compile_cues)
    against = lexicon.compiled("relations.against", compile_against)
    held = OfficeFinder(scene, offices)
    found: dict[str, Iterable[Candidate]] = {
        "offices": held.find(),
        "cues": CueFinder(scene, cues, against, held.nations.state_at).find(),
        "parts": PartFinder(scene, offices).find(),
    }
    return {source: [c for c in (_fitting(scene, c) for c in own) if c.types] for source, own in found.items()}


def _fitting(scene: Scene, candidate: Candidate) -> Candidate:
    """Return a candidate with those of its types that parties of their kinds may have."""
    giver, taker = (scene.parties.entity(end).kind for end in (candidate.from_, candidate.to))
    types = tuple(t for t in candidate.types if giver not in NEVER_FROM.get(t, ()) and taker not in NEVER_TO.get(t, ()))
    return candidate if types == candidate.types else replace(candidate, types=types)


def choose(judged: Iterable[tuple[Pair, float]], text: str, threshold: float = THRESHOLD) -> tuple[Relation, ...]:
    """Return the relations that pass, in text order.

    Args:
        judged: Pairs with the probability that the report states their tie.
        text: The report's text.
        threshold: Least probability to keep.
    """
    found = []
    for pair, probability in judged:
        c = pair.candidate
        if probability >= threshold and c is not None:
            words = text[c.start : c.end]
            found.append(
                Relation(pair.type, c.from_, c.to, c.start, c.end, words, confidence=round(probability, 3), rule=c.rule)
            )
    return tuple(sorted(found, key=lambda r: (r.start, r.end, r.type, r.from_, r.to)))


def annotate(
    document: Document,
    parties: Entities,
    claims: Sequence[Claim],
    events: Sequence[Event],
    lexicon: Lexicon,
    threshold: float = THRESHOLD,
) -> tuple[Relation, ...]:
    """Return the standing relations that the text states.

    Args:
        document: Analysed text.
        parties: Its entities and mentions.
        claims: Its claims, which say who speaks.
        events: Its events, which say who acts.
        lexicon: Tables to read with.
        threshold: Least probability of a relation; higher for precision, lower for triage.
    """
    scene = open_scene(document, parties, lexicon)
    judges = {source: load(f"relations_{source}") for source in SOURCES}
    proposed = candidates(scene, lexicon)
    found = pairs.gather([(s, c, pairs.scores(judges[s], c)) for s in SOURCES for c in proposed[s]])
    if not found:
        return ()
    named = {end for pair in found for end in (pair.from_, pair.to)}
    facts = standing.inputs(scene, standing.deeds(claims, events), named)
    parts = standing.chances(load_forest("relations_parties"), facts)
    forest = load_forest("relations_pairs")
    rows = pairs.inputs(found, facts, parts)
    judged = [(pair, pairs.probability(forest, pair, row)) for pair, row in zip(found, rows, strict=True)]
    return choose(judged, document.text, threshold)
