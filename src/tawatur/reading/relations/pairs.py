# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""All that was proposed of one pair of parties, weighed together with the part that the two play in the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tawatur.model.ontology import SYMMETRIC_RELATIONS
from tawatur.reading.judge import Judge
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.standing import INPUTS as STANDING
from tawatur.reading.trees import Forest

NONE = "none"
TIED = "tied"  # where the words leave one type only, the judge just says yes or no
PLAIN = 0.3  # of ties stated in so many words («الموالية لإيران») 7 of 23 were annotated: too few to judge each word
GUESSED = 0.6  # of a body that an office is given by its sector alone; of 21 ties at 0.25 to 0.4, 2 were annotated
SOURCES = ("offices", "cues", "parts")
TYPES = (
    "leads",
    "member_of",
    "part_of",
    "backs",
    "loyal_to",
    "opposes",
    "allied_with",
    "rival_of",
    "linked_to",
)
INPUTS = (
    *(f"type:{name}" for name in TYPES),
    *(f"best:{source}" for source in SOURCES),
    *(f"count:{source}" for source in SOURCES),
    "chance",
    "other",
    "reverse",
    "rival_from",
    "rival_to",
    "rivals_from",
    "rivals_to",
    "rival_span",
    "from_part",
    "to_part",
    "least_part",
    "sentence",
    *(f"from:{name}" for name in STANDING),
    *(f"to:{name}" for name in STANDING),
)


@dataclass(slots=True)
class Pair:
    """What was proposed of two parties: the likeliest type, the candidate that states it best, and the inputs."""

    from_: str
    to: str
    type: str = ""
    chance: float = 0.0
    other: float = 0.0
    candidate: Candidate | None = None
    best: dict[str, float] = field(default_factory=dict)
    count: dict[str, int] = field(default_factory=dict)
    chances: dict[str, float] = field(default_factory=dict)
    leading: dict[str, tuple[float, Candidate]] = field(default_factory=dict)

    def add(self, source: str, candidate: Candidate, scores: Mapping[str, float]) -> None:
        """Take in one candidate with what its judge says of each type."""
        self.count[source] = self.count.get(source, 0) + 1
        for type, score in scores.items():
            self.best[source] = max(self.best.get(source, 0.0), score)
            self.chances[type] = 1 - (1 - self.chances.get(type, 0.0)) * (1 - score)
            if type not in self.leading or score > self.leading[type][0]:
                self.leading[type] = score, candidate

    def settle(self) -> None:
        """Choose the type."""
        ranked = sorted(self.chances.items(), key=lambda item: (-item[1], TYPES.index(item[0])))
        self.type, self.chance = ranked[0]
        self.other = ranked[1][1] if len(ranked) > 1 else 0.0
        self.candidate = self.leading[self.type][1]


def scores(judge: Judge, candidate: Candidate) -> dict[str, float]:
    """Return the probability of each type that a candidate may state."""
    found = judge.scores(candidate.features)
    if TIED in found:
        return {candidate.types[0]: found[TIED]}
    return {type: found[type] for type in candidate.types if type in found}


def probability(forest: Forest, pair: Pair, values: Sequence[float]) -> float:
    """Return the probability that the report states a pair's tie."""
    found, candidate = forest.probability(values), pair.candidate
    if candidate is not None and candidate.guessed:
        return GUESSED * found
    return max(found, PLAIN) if candidate is not None and candidate.plain else found


def gather(judged: Sequence[tuple[str, Candidate, Mapping[str, float]]]) -> list[Pair]:
    """Return the pairs of a report, in the order in which they were first proposed.

    Args:
        judged: Source, candidate and the probability of each of its types.
    """
    pairs: dict[tuple[str, str], Pair] = {}
    for source, candidate, found in judged:
        if not found:
            continue
        ends = (candidate.from_, candidate.to)
        if candidate.types[0] in SYMMETRIC_RELATIONS:
            ends = (min(ends), max(ends))
        pairs.setdefault(ends, Pair(*ends)).add(source, candidate, found)
    for pair in pairs.values():
        pair.settle()
    return list(pairs.values())


def _rivals(pairs: Sequence[Pair], key: str) -> dict[tuple[str, str], list[float]]:
    found: dict[tuple[str, str], list[float]] = {}
    for pair in pairs:
        found.setdefault((pair.type, getattr(pair, key)), []).append(pair.chance)
    return {name: sorted(values, reverse=True) for name, values in found.items()}


def _best_other(values: Sequence[float], own: float) -> float:
    """Return the greatest of some numbers, one's own left out."""
    if len(values) < 2:
        return 0.0
    return values[1] if values[0] == own else values[0]


def inputs(
    pairs: Sequence[Pair],
    standing: Mapping[str, tuple[float, ...]],
    parts: Mapping[str, float],
) -> list[tuple[float, ...]]:
    """Return the inputs of the forest for each pair of a report.

    Args:
        pairs: All pairs of the report.
        standing: Inputs of each party.
        parts: Probability that each party takes part.
    """
    by_from, by_to = _rivals(pairs, "from_"), _rivals(pairs, "to")
    chances = {(pair.from_, pair.to): pair.chance for pair in pairs}
    spans: dict[int, list[float]] = {}
    for pair in pairs:
        if pair.candidate is not None:
            spans.setdefault(pair.candidate.start, []).append(pair.chance)
    spans = {start: sorted(values, reverse=True) for start, values in spans.items()}
    blank = (0.0,) * len(STANDING)
    found = []
    for pair in pairs:
        one, other = parts.get(pair.from_, 0.0), parts.get(pair.to, 0.0)
        givers, takers = by_from[pair.type, pair.from_], by_to[pair.type, pair.to]
        start = 0 if pair.candidate is None else pair.candidate.start
        found.append(
            (
                *(float(pair.type == name) for name in TYPES),
                *(pair.best.get(source, 0.0) for source in SOURCES),
                *(float(pair.count.get(source, 0)) for source in SOURCES),
                pair.chance,
                pair.other,
                chances.get((pair.to, pair.from_), 0.0),
                _best_other(givers, pair.chance),
                _best_other(takers, pair.chance),
                float(len(givers)),
                float(len(takers)),
                _best_other(spans.get(start, ()), pair.chance),
                one,
                other,
                min(one, other),
                float(start),
                *standing.get(pair.from_, blank),
                *standing.get(pair.to, blank),
            )
        )
    return found
