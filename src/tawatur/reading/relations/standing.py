# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Does a party take part in what the report tells?

A coder notes the ties of parties that speak, act, are acted on or refuse, and leaves out the many that are only
named on the way. Whether a party takes part is judged from what was read of claims and events, and from how the
report names it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from tawatur.model import Claim, Event
from tawatur.reading.relations.scene import Placed, Scene
from tawatur.reading.trees import Forest

OPENERS = frozenset(["verb", "conj", "part"])  # parts of speech before a party that opens a clause
KINDS = ("person", "organisation", "state", "group", "role")
INPUTS = (
    *KINDS,
    "mentions",
    "share",
    "rank",
    "first",
    "last",
    "sentence",
    "words",
    "tokens",
    "entities",
    "known",
    "speaks",
    "speaks_best",
    "relays",
    "acts",
    "acts_best",
    "suffers",
    "suffers_best",
    "inside",
    "holds",
    "in_place",
    "after_verb",
    "opens",
    "after_preposition",
    "free",
    "free_share",
    "free_opens",
)


@dataclass(slots=True)
class Tally:
    """How often a party does something, and the best confidence with which it was read."""

    count: dict[str, int] = field(default_factory=dict)
    best: dict[str, float] = field(default_factory=dict)

    def add(self, entity: str | None, confidence: float) -> None:
        """Note one more."""
        if entity is not None:
            self.count[entity] = self.count.get(entity, 0) + 1
            self.best[entity] = max(self.best.get(entity, 0.0), confidence)


@dataclass(frozen=True, slots=True)
class Deeds:
    """What was read of the parties in claims and events."""

    speaks: Tally = field(default_factory=Tally)
    relays: Tally = field(default_factory=Tally)
    acts: Tally = field(default_factory=Tally)
    suffers: Tally = field(default_factory=Tally)


def deeds(claims: Iterable[Claim], events: Iterable[Event]) -> Deeds:
    """Return who speaks, relays, acts and is acted on."""
    found = Deeds()
    for claim in claims:
        found.speaks.add(claim.source.entity, claim.confidence)
        for via in claim.via:
            found.relays.add(via.entity, claim.confidence)
    for event in events:
        for actor in event.actors:
            found.acts.add(actor, event.confidence)
        for recipient in event.recipients:
            found.suffers.add(recipient, event.confidence)
    return found


def inputs(scene: Scene, done: Deeds, wanted: Collection[str] | None = None) -> dict[str, tuple[float, ...]]:
    """Return the inputs of the forest for each entity of a report, or for the wanted ones."""
    own: dict[str, list[Placed]] = {}
    for placed in scene.placed:
        own.setdefault(placed.entity.id, []).append(placed)
    ranks: dict[str, int] = {}
    found = {}
    whole = max(1, len(scene.placed))
    for entity in sorted(scene.parties.entities, key=lambda e: (-scene.counts[e.id], e.id)):
        ranks[entity.kind] = ranks.get(entity.kind, 0) + 1
        places = own.get(entity.id, [])
        if places and (wanted is None or entity.id in wanted):
            found[entity.id] = (
                *(float(entity.kind == kind) for kind in KINDS),
                float(len(places)),
                len(places) / whole,
                float(ranks[entity.kind]),
                float(places[0].first),
                float(places[-1].first),
                float(scene.tokens[places[0].first].sentence),
                float(len(entity.name.split())),
                float(len(scene.tokens)),
                float(len(scene.parties.entities)),
                float(entity.known is not None),
                *_done(done, entity.id),
                *_seats(scene, places),
            )
    return found


def _done(done: Deeds, entity: str) -> tuple[float, ...]:
    return (
        float(done.speaks.count.get(entity, 0)),
        done.speaks.best.get(entity, 0.0),
        float(done.relays.count.get(entity, 0)),
        float(done.acts.count.get(entity, 0)),
        done.acts.best.get(entity, 0.0),
        float(done.suffers.count.get(entity, 0)),
        done.suffers.best.get(entity, 0.0),
    )


def _seats(scene: Scene, places: list[Placed]) -> tuple[float, ...]:
    """Where the mentions stand: within others, holding others, after a preposition of place, a verb, a stop.

    Free are those neither within another nor in a place; a free one opens a clause behind a verb, a particle or a stop.
    """
    tokens = scene.tokens
    before = [tokens[p.first - 1] if p.first else None for p in places]
    marked = [any(c in "بلك" for c in tokens[p.first].analysis.proclitics) for p in places]
    free = [not (scene.is_inside(p) or scene.is_placed(p.first)) for p in places]
    opens = [b is None or b.kind == "punct" or b.analysis.pos in OPENERS for b in before]
    return (
        float(sum(scene.is_inside(p) for p in places)),
        float(sum(bool(scene.inside(p)) for p in places)),
        float(sum(scene.is_placed(p.first) for p in places)),
        float(sum(b is not None and b.analysis.pos == "verb" for b in before)),
        float(sum(b is None or b.kind == "punct" for b in before)),
        float(sum(m or (b is not None and b.analysis.pos == "prep") for m, b in zip(marked, before, strict=True))),
        float(sum(free)),
        sum(free) / len(places),
        float(sum(f and o for f, o in zip(free, opens, strict=True))),
    )


def chances(forest: Forest, found: Mapping[str, tuple[float, ...]]) -> dict[str, float]:
    """Return the probability that each party takes part."""
    return {entity: forest.probability(values) for entity, values in found.items()}
