# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train the judges of relations, and show their figures by five-fold cross-validation.

relations.py GOLD_TRAIN [--oof DIR] [--write]
"""

import argparse
import json
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from gold import FOLDS, Gold, fold, load
from judges import save, train
from tawatur.lexicon import default_lexicon
from tawatur.model import Entity, Mention
from tawatur.model.codec import decode
from tawatur.model.ontology import SYMMETRIC_RELATIONS
from tawatur.reading.judge import Judge
from tawatur.reading.parties import Entities
from tawatur.reading.relations import NONE, SOURCES, THRESHOLD, candidates, choose, weigh
from tawatur.reading.relations.candidate import Candidate
from tawatur.text.document import analyse

PENALTY = {"offices": 0.2, "cues": 1.0, "parts": 0.2}
Item = tuple[Candidate, str]


def parties(gold: Gold, oof: Path | None) -> Entities:
    """Return the report's parties: predicted out of fold where a folder is given, else those of the annotation."""
    data = gold.data if oof is None else json.loads((oof / f"{gold.id}.json").read_text("utf-8"))
    entities = tuple(decode(Entity, e) for e in data["entities"])
    mentions = sorted((decode(Mention, m) for m in data["mentions"]), key=lambda m: (m.start, -m.end))
    return Entities(entities, tuple(mentions))


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


def label(candidate: Candidate, right: set[tuple[str, str, str]]) -> str:
    """Return the type that the annotation gives a candidate, `none` where it gives none."""
    ends = (candidate.from_, candidate.to)
    return next((t for t in candidate.types if (t, *ends) in right), NONE)


def train_source(source: str, items: list[Item]) -> Judge:
    """Return the judge of one source."""
    labels = sorted({name for _, name in items} - {NONE})
    return train(
        [c.features for c, _ in items], [n for _, n in items], c=PENALTY[source], least=2, order=[NONE, *labels]
    )


def main() -> None:
    """Cross-validate, and write the judges if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--oof", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    lexicon, reports = default_lexicon(), load(options.gold)
    proposed, rights, alls, texts = {}, {}, {}, {}
    for report in reports:
        read = parties(report, options.oof)
        rights[report.id] = scored(report, read)
        lessons = taught(report, read)
        alls[report.id] = len(report.data["relations"])
        texts[report.id] = report.text
        document = analyse(report.text, lexicon)
        proposed[report.id] = {
            source: [(c, label(c, lessons)) for c in found]
            for source, found in candidates(document, read, lexicon).items()
        }
    reach = sum(
        len({(n, c.from_, c.to) for items in proposed[r.id].values() for c, n in items if n != NONE}) for r in reports
    )
    print(f"{sum(alls.values())} annotated, {sum(map(len, rights.values()))} with paired parties, {reach} proposed")
    judged: dict[str, list[tuple[Candidate, str, float]]] = {r.id: [] for r in reports}
    for held in range(FOLDS):
        for source in SOURCES:
            judge = train_source(source, [i for r in reports if fold(r.id) != held for i in proposed[r.id][source]])
            for report in reports:
                if fold(report.id) == held:
                    judged[report.id] += [weigh(judge, c) for c, _ in proposed[report.id][source]]
    for threshold in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        kinds: dict[str, list[int]] = {}
        right = read_count = 0
        for report in reports:
            for relation in choose(judged[report.id], texts[report.id], threshold):
                hit = (relation.type, relation.from_, relation.to) in rights[report.id]
                right += hit
                read_count += 1
                row = kinds.setdefault(relation.type, [0, 0])
                row[0] += hit
                row[1] += 1
                if options.errors and threshold == THRESHOLD and not hit:
                    print("  wrong", relation.type, relation.rule, "|", relation.text)
        whole = sum(alls.values())
        print(
            f"threshold {threshold}: precision {right / max(1, read_count):.3f} recall {right / whole:.3f} "
            f"F1 {2 * right / (read_count + whole):.3f}"
            + ("  " + " ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(kinds.items())) if threshold == THRESHOLD else "")
        )
    if options.write:
        for source in SOURCES:
            print(
                save(train_source(source, [i for r in reports for i in proposed[r.id][source]]), f"relations_{source}")
            )


if __name__ == "__main__":
    main()
