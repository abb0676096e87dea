# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train the judges of relations, and show their figures by five-fold cross-validation.

relations.py GOLD_TRAIN [--entities DIR] [--claims DIR] [--events DIR] [--cv OUT] [--write]

The folders hold readings out of fold, as `entities.py`, `claims.py --out` and `events.py --cv` write them: a model
taught with what the others make of their own lessons would trust them too much. `--cv` receives this script's own.
"""

import argparse
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import forests
import judges
import material
from gold import FOLDS, Gold, fold, ids
from sparse import Items
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model import Entity, Mention
from tawatur.model.codec import decode, encode
from tawatur.model.ontology import SYMMETRIC_RELATIONS
from tawatur.reading.judge import Judge
from tawatur.reading.parties import Entities
from tawatur.reading.relations import SOURCES, THRESHOLD, candidates, choose, complete, open_scene, pairs, standing
from tawatur.reading.relations.candidate import Candidate
from tawatur.reading.relations.pairs import NONE, TIED, Pair
from tawatur.reading.relations.scene import Scene
from tawatur.reading.trees import Forest
from tawatur.text.document import analyse

PENALTY = {"offices": 0.3, "cues": 0.5, "parts": 0.3}
PARTIES = {"trees": 120, "rate": 0.05, "leaves": 8, "least": 20, "l2": 5.0}
PAIRS = {"trees": 200, "rate": 0.05, "leaves": 8, "least": 20, "l2": 10.0, "share": 0.3}
THRESHOLDS = (0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where readings out of fold lie; the annotation stands for those not given."""

    entities: Path | None = None
    claims: Path | None = None
    events: Path | None = None


def parties(gold: Gold, folder: Path | None) -> Entities:
    """Return the report's parties: predicted out of fold where a folder is given, else those of the annotation."""
    data = gold.data if folder is None else _read(folder, gold)
    entities = tuple(decode(Entity, e) for e in data["entities"])
    mentions = sorted((decode(Mention, m) for m in data["mentions"]), key=lambda m: (m.start, -m.end))
    return Entities(entities, tuple(mentions))


def _read(folder: Path, gold: Gold) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / f"{gold.id}.json").read_text("utf-8"))
    return data


def done(gold: Gold, claims: Path | None, events: Path | None) -> standing.Deeds:
    """Return who speaks and acts, as read out of fold, or as annotated where no folder is given."""
    found = standing.Deeds()
    for claim in (gold.data if claims is None else _read(claims, gold))["claims"]:
        found.speaks.add((claim["source"] or {}).get("entity"), claim.get("confidence", 1.0))
        for via in claim["via"]:
            found.relays.add(via.get("entity") if isinstance(via, dict) else None, claim.get("confidence", 1.0))
    for event in (gold.data if events is None else _read(events, gold))["events"]:
        for actor in event["actors"]:
            found.acts.add(actor, event.get("confidence", 1.0))
        for recipient in event["recipients"]:
            found.suffers.add(recipient, event.get("confidence", 1.0))
    return found


def _iou(a: Mention, b: dict[str, int]) -> float:
    shared = min(a.end, b["end"]) - max(a.start, b["start"])
    return max(0, shared) / (max(a.end, b["end"]) - min(a.start, b["start"]))


def shared_mentions(gold: Gold, read: Entities) -> Counter[tuple[str, str]]:
    """Return how many mentions each annotated entity shares with each read one."""
    shared: Counter[tuple[str, str]] = Counter()
    for mention in gold.data["mentions"]:
        for found in read.mentions:
            if found.start < mention["end"] and mention["start"] < found.end and _iou(found, mention) >= 0.5:
                shared[mention["entity"], found.entity] += 1
    return shared


def pairing(gold: Gold, read: Entities) -> dict[str, str]:
    """Return which read entity stands for which annotated one.

    As the scorer pairs them: most shared mentions first, then the earliest.
    """
    ones = {m["entity"]: n for n, m in reversed(list(enumerate(gold.data["mentions"])))}
    others = {m.entity: n for n, m in reversed(list(enumerate(read.mentions)))}
    pairs: dict[str, str] = {}
    ranked = sorted(shared_mentions(gold, read).items(), key=lambda i: (-i[1], ones[i[0][0]], others[i[0][1]]))
    for (one, other), _ in ranked:
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def truth(gold: Gold, same: Mapping[str, Collection[str]]) -> set[tuple[str, str, str]]:
    """Return the annotated relations in terms of the read entities, symmetric ones both ways."""
    found = set()
    for relation in gold.data["relations"]:
        for one in same.get(relation["from"], ()):
            for other in same.get(relation["to"], ()):
                found.add((relation["type"], one, other))
                if relation["type"] in SYMMETRIC_RELATIONS:
                    found.add((relation["type"], other, one))
    return found


def scored(gold: Gold, read: Entities) -> set[tuple[str, str, str]]:
    """Return what the scorer would count as right."""
    return truth(gold, {one: (other,) for one, other in pairing(gold, read).items()})


def taught(gold: Gold, read: Entities) -> set[tuple[str, str, str]]:
    """Return what the judges learn as right: parties that share a mention, though coreference split them."""
    same: dict[str, list[str]] = {}
    for one, other in shared_mentions(gold, read):
        same.setdefault(one, []).append(other)
    return truth(gold, same)


def label(source: str, candidate: Candidate, right: set[Triple]) -> str:
    """Return the type that the annotation gives a candidate, `none` where it gives none."""
    ends = (candidate.from_, candidate.to)
    found = next((t for t in candidate.types if (t, *ends) in right), NONE)
    return TIED if source == "cues" and found != NONE else found


@dataclass(slots=True)
class Case:
    """A report with what was proposed of it and what is right."""

    gold: Gold
    scene: Scene
    proposed: dict[str, list[Candidate]]
    labels: dict[str, list[str]]
    facts: dict[str, tuple[float, ...]]
    partakes: dict[str, bool]
    right: set[Triple]
    at: dict[str, int] = field(default_factory=dict)  # number of the first candidate of each source


def open_case(gold: Gold, lexicon: Lexicon, folders: Folders) -> Case:
    """Return a report with its candidates and their labels."""
    document = analyse(gold.text, lexicon)
    read = complete(document, parties(gold, folders.entities), lexicon)
    scene = open_scene(document, read, lexicon)
    proposed = candidates(scene, lexicon)
    lessons = taught(gold, read)
    labels = {source: [label(source, c, lessons) for c in found] for source, found in proposed.items()}
    noted = {other for _, other in shared_mentions(gold, read)}
    facts = standing.inputs(scene, done(gold, folders.claims, folders.events))
    return Case(gold, scene, proposed, labels, facts, {e: e in noted for e in facts}, scored(gold, read))


@dataclass(frozen=True, slots=True)
class Trained:
    """Judges of each source, the forest over parties and its lines."""

    judges: dict[str, Judge]
    parties: Forest
    lines: list[str]


class Data:
    """All reports, their candidates numbered once.

    Args:
        cases: Reports with their parties as read.
        twins: The same reports with their parties as annotated, by id; the judges of words learn from both.
        annotated: Ids of the annotated reports.
    """

    def __init__(self, cases: Sequence[Case], twins: Mapping[str, Case], annotated: Collection[str]) -> None:
        self.twins = twins
        self.worth = {case.gold.id: material.worth(case.gold.id, annotated) for case in cases}
        every = [*cases, *twins.values()]
        self.items: dict[str, Items] = {}
        self.labels: dict[str, list[str]] = {}
        for source in SOURCES:
            self.labels[source] = []
            for case in every:
                case.at[source] = len(self.labels[source])
                self.labels[source] += case.labels[source]
            self.items[source] = Items([c.features for case in every for c in case.proposed[source]])

    def train(self, cases: Sequence[Case]) -> Trained:
        """Return the judges of the sources and the forest over parties, taught by some of the reports."""
        found = {}
        both = [*cases, *(self.twins[case.gold.id] for case in cases if case.gold.id in self.twins)]
        for source in SOURCES:
            rows = [case.at[source] + i for case in both for i in range(len(case.proposed[source]))]
            labels = [self.labels[source][row] for row in rows]
            worth = [self.worth[case.gold.id] for case in both for _ in case.proposed[source]]
            order = [NONE, *sorted(set(labels) - {NONE})]
            fitted = self.items[source].train(rows, labels, order, c=PENALTY[source], least=2, worth=worth)
            found[source] = fitted.judge()
        items = [(case.facts[e], case.partakes[e], self.worth[case.gold.id]) for case in cases for e in case.facts]
        inputs, labels, worth = zip(*items, strict=True)
        forest, lines = forests.train(inputs, labels, standing.INPUTS, worth=worth, **PARTIES)
        return Trained(found, forest, lines)


def weigh(case: Case, trained: Trained) -> list[tuple[Pair, tuple[float, ...]]]:
    """Return the pairs of a report with the inputs of the forest over pairs."""
    judged = [(s, c, pairs.scores(trained.judges[s], c)) for s in SOURCES for c in case.proposed[s]]
    found = pairs.gather(judged)
    parts = standing.chances(trained.parties, case.facts)
    return list(zip(found, pairs.inputs(found, case.facts, parts), strict=True))


def is_right(case: Case, pair: Pair) -> bool:
    """Whether the scorer would count a pair as right."""
    return (pair.type, pair.from_, pair.to) in case.right


def train_pairs(data: Data, cases: Sequence[Case]) -> tuple[Forest, list[str]]:
    """Train the forest over pairs from what judges say of reports that they were not taught by."""
    rows, labels, worth = [], [], []
    for held in sorted({fold(case.gold.id) for case in cases}):
        trained = data.train([case for case in cases if fold(case.gold.id) != held])
        for case in cases:
            if fold(case.gold.id) == held:
                for pair, values in weigh(case, trained):
                    rows.append(values)
                    labels.append(is_right(case, pair))
                    worth.append(data.worth[case.gold.id])
    return forests.train(rows, labels, pairs.INPUTS, worth=worth, **PAIRS)


def report(cases: Sequence[Case], judged: Mapping[str, list[tuple[Pair, float]]], errors: bool) -> None:
    """Print precision, recall and F1 at some thresholds, and how well the probabilities are calibrated."""
    whole = sum(len(case.gold.data["relations"]) for case in cases)
    for threshold in THRESHOLDS:
        kinds: Counter[tuple[str, bool]] = Counter()
        for case in cases:
            for relation in choose(judged[case.gold.id], case.gold.text, threshold):
                hit = (relation.type, relation.from_, relation.to) in case.right
                kinds[relation.type, hit] += 1
                if errors and threshold == THRESHOLD and not hit:
                    print("  wrong", relation.type, relation.rule, "|", relation.text)
        right, read = sum(n for (_, hit), n in kinds.items() if hit), sum(kinds.values())
        print(
            f"threshold {threshold}: precision {right / max(1, read):.3f} recall {right / whole:.3f} "
            f"F1 {2 * right / (read + whole):.3f}  "
            + " ".join(
                f"{k} {kinds[k, True]}/{kinds[k, True] + kinds[k, False]}" for k in sorted({k for k, _ in kinds})
            )
        )
    bins: Counter[tuple[int, bool]] = Counter()
    for case in cases:
        for pair, probability in judged[case.gold.id]:
            bins[min(9, int(10 * probability)), is_right(case, pair)] += 1
    print("calibration", " ".join(f".{b}:{bins[b, True]}/{bins[b, True] + bins[b, False]}" for b in range(10)))


def write_readings(cases: Sequence[Case], judged: Mapping[str, list[tuple[Pair, float]]], out: Path) -> None:
    """Write what each report was read as by the models of the other folds."""
    out.mkdir(parents=True, exist_ok=True)
    for case in cases:
        reading: dict[str, Any] = {name: [] for name in ("timexes", "events", "claims", "non_responses")}
        reading["entities"] = [encode(e) for e in case.scene.parties.entities]
        reading["mentions"] = [encode(m) for m in case.scene.parties.mentions]
        reading["relations"] = [encode(r) for r in choose(judged[case.gold.id], case.gold.text)]
        (out / f"{case.gold.id}.json").write_text(json.dumps(reading, ensure_ascii=False), "utf-8")


def main() -> None:
    """Cross-validate, and write the models if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--entities", type=Path)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--cv", type=Path, metavar="OUT")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    lexicon = default_lexicon()
    reports = material.load(options.gold, tied=True)
    counted = ids(options.gold)
    folders = Folders(options.entities, options.claims, options.events)
    cases = [open_case(gold, lexicon, folders) for gold in reports]
    twins = [open_case(gold, lexicon, Folders()) for gold in reports] if options.entities else []
    data = Data(cases, {case.gold.id: case for case in twins}, counted)
    annotated = [case for case in cases if case.gold.id in counted]
    wanted = sum(len(case.gold.data["relations"]) for case in annotated)
    paired = {case.gold.id: {frozenset(t[1:]) for t in case.right} for case in annotated}
    reach = {
        case.gold.id: {frozenset((c.from_, c.to)) for found in case.proposed.values() for c in found}
        for case in annotated
    }
    print(
        f"{wanted} annotated, {sum(map(len, paired.values()))} with paired parties, "
        f"{sum(len(paired[id] & reach[id]) for id in paired)} proposed;",
        " ".join(f"{s} {len(data.labels[s])}" for s in SOURCES),
    )
    judged: dict[str, list[tuple[Pair, float]]] = {}
    for held in range(FOLDS):
        rest = [case for case in cases if fold(case.gold.id) != held]
        forest, _ = train_pairs(data, rest)
        trained = data.train(rest)
        for case in cases:
            if fold(case.gold.id) == held:
                judged[case.gold.id] = [(p, pairs.probability(forest, p, values)) for p, values in weigh(case, trained)]
    report(annotated, judged, options.errors)
    if options.cv is not None:
        write_readings(cases, judged, options.cv)
    if options.write:
        trained = data.train(cases)
        for source in SOURCES:
            print(judges.save(trained.judges[source], f"relations_{source}"))
        print(forests.save(trained.lines, "relations_parties"))
        print(forests.save(train_pairs(data, cases)[1], "relations_pairs"))


if __name__ == "__main__":
    main()
