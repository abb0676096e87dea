# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train the span model and the link judge on coded reports; cross-validate and write out-of-fold readings.

    entities.py GOLD_DIR [--no-ship] [--misses]

Each report is read by models that have not seen its fold; the readings go to `build/oof/entities/<id>.json`, for the
training of what builds on entities, and their figures are printed. Then what ships is trained on all reports.
"""

import json
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pycrfsuite

import anercorp
import material
import standoff
from gold import FOLDS, Gold, fold, ids
from judges import save, train
from tawatur.lexicon import default_lexicon
from tawatur.reading.entities import coreference, spans
from tawatur.reading.entities.coreference import cluster, examples
from tawatur.reading.entities.described import Described, describe
from tawatur.reading.entities.ends import MODEL as ENDS
from tawatur.reading.entities.ends import walk
from tawatur.reading.entities.meant import settle
from tawatur.reading.entities.mentions import MentionFinder, Proposed
from tawatur.reading.entities.names import MODELS, Tagger
from tawatur.reading.entities.parsed import Parsed
from tawatur.reading.entities.profiles import build
from tawatur.reading.entities.spans import Span
from tawatur.reading.judge import Judge
from tawatur.reading.parties import Entities
from tawatur.reading.relations import join
from tawatur.text.document import analyse

SETTINGS = {
    "c1": 0.1,
    "c2": 0.02,
    "max_iterations": 80,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
OUT = Path("build/oof/entities")
ALIKE = 0.5
LABELS = {"role": "DES", "organisation": "ORG", "state": "STA", "group": "GRP"}
Sequences = list[tuple[list[tuple[bytes, ...]], list[str]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A coded report with its parse."""

    gold: Gold
    parsed: Parsed
    sequences: Sequences


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Return the intersection over union of two spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def coded_label(mention: dict[str, Any], entity: dict[str, Any]) -> str:
    """Return the span label of a coded mention; a person's is a name if it shares a word with his own."""
    if entity["kind"] != "person":
        return LABELS[entity["kind"]]
    return "NAM" if set(entity["name"].split()) & set(mention["text"].split()) else "DES"


def outermost(gold: Gold) -> list[tuple[int, int, str]]:
    """Return the coded mentions that lie in no other, with their labels."""
    entities = {e["id"]: e for e in gold.data["entities"]}
    found: list[tuple[int, int, str]] = []
    for m in sorted(gold.data["mentions"], key=lambda m: (m["start"], -m["end"])):
        if not found or m["start"] >= found[-1][1]:
            found.append((m["start"], m["end"], coded_label(m, entities[m["entity"]])))
    return found


def labelled(gold: Gold, finder: MentionFinder) -> Case:
    """Return a report with the labels that the span model learns.

    Parties that do nothing are not coded, so where nothing is coded the proposals of the lexicon stand in: without them
    the model would learn to pass over half of what it should find.
    """
    document = analyse(gold.text, default_lexicon())
    names = anercorp.names(gold.id)
    parsed = finder.parse(document, unseen(names) if names else None)
    labels = ["O"] * len(document.tokens)

    def put(first: int, last: int, label: str) -> None:
        for i in range(first, last):
            labels[i] = ("B-" if i == first else "I-") + label

    ends = [t.end for t in document.tokens]
    for start, end, label in outermost(gold):
        first = last = bisect_right(ends, start)
        while last < len(ends) and document.tokens[last].start < end:
            last += 1
        put(first, last, label)
    for span in sorted(finder.proposals(parsed), key=lambda s: (s.first - s.last, s.first)):
        if all(label == "O" for label in labels[span.first : span.last]):
            put(span.first, span.last, span.label)
    sequences = [
        (
            finder.span_features.sentence(document.tokens[s.first : s.last], parsed.names[s.first : s.last]),
            labels[s.first : s.last],
        )
        for s in document.sentences
        if s.first < s.last
    ]
    return Case(gold, parsed, sequences)


def teaches(case: Case) -> bool:
    """Whether a report is learnt from: not those of ANERcorp, in which names are read by weaker models."""
    return not standoff.holds(case.gold.id)


@cache
def unseen(path: Path) -> Tagger:
    """Return a model of names by `ner.py --unseen`, for reports that the one that ships was taught with."""
    if not path.exists():
        raise FileNotFoundError(f"{path}: not there; `python training/ner.py DATA/ner --unseen` makes it")
    return Tagger(path)


def train_spans(cases: Iterable[Case], path: Path) -> Tagger:
    """Write and return a span model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for case in cases:
        for features, labels in case.sequences:
            trainer.append(features, labels)
    trainer.set_params(SETTINGS)
    trainer.train(str(path))
    return Tagger(path)


def coded_parties(mentions: Sequence[Described], gold: Gold) -> list[str | None]:
    """Return the coded party of each mention found, one to one, None for what is not coded."""
    coded = [((m["start"], m["end"]), m["entity"]) for m in gold.data["mentions"]]
    options = sorted(
        (-overlap((m.start, m.end), at), i, j)
        for i, m in enumerate(mentions)
        for j, (at, _) in enumerate(coded)
        if at[0] < m.end and m.start < at[1]
    )
    found: list[str | None] = [None] * len(mentions)
    used: set[int] = set()
    for negative, i, j in options:
        if -negative >= ALIKE and found[i] is None and j not in used:
            found[i] = coded[j][1]
            used.add(j)
    return found


def train_judge(items: Iterable[tuple[list[str], bool]]) -> Judge:
    """Return a judge of links or of ends."""
    kept = list(items)
    labels = ["yes" if right else "no" for _, right in kept]
    return train([features for features, _ in kept], labels, order=("no", "yes"), c=0.3, least=3)


def proposed_spans(cases: Sequence[Case], finder: MentionFinder) -> dict[str, Proposed]:
    """Return what may be a mention in each report, proposed by a span model that has not seen its fold."""
    found: dict[str, Proposed] = {}
    for number in range(FOLDS):
        path = Path(f"build/spans{number}.crfsuite")
        tagger = train_spans((c for c in cases if teaches(c) and fold(c.gold.id) != number), path)
        for case in cases:
            if fold(case.gold.id) == number:
                found[case.gold.id] = finder.propose(case.parsed, tagger)
    return found


def coded_ends(case: Case) -> dict[int, int]:
    """Return the end of the longest coded mention that begins at a token."""
    ends = [t.end for t in case.parsed.document.tokens]
    starts = [t.start for t in case.parsed.document.tokens]
    found: dict[int, int] = {}
    for m in case.gold.data["mentions"]:
        first = bisect_right(ends, m["start"])
        found[first] = max(found.get(first, 0), bisect_left(starts, m["end"]))
    return found


def end_examples(case: Case, proposed: Proposed) -> Iterator[tuple[list[str], bool]]:
    """Yield the places where a phrase that begins like a coded mention may end, and whether the mention ends there."""
    coded = coded_ends(case)
    begun = dict.fromkeys((s.first, s.label) for s in (*proposed.sure, *proposed.others) if s.first in coded)
    for first, label in begun:
        for end, features in walk(Span(first, first + 1, label), proposed.ends.get(first, {}), case.parsed):
            yield features, end == coded[first]
            if end >= coded[first]:
                break


def write(entities: Entities, path: Path) -> None:
    """Write a reading's entities and mentions."""
    data = {"entities": [asdict(e) for e in entities.entities], "mentions": [asdict(m) for m in entities.mentions]}
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


class Score:
    """Recall of mentions; precision and recall of their joining, by the rules of the coding manual's scorer."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.coded: Counter[str] = Counter()
        self.joined = self.in_pairs = self.kinds = self.pairs = 0

    def add(self, gold: Gold, mentions: Sequence[Described], numbers: Sequence[int], entities: Entities) -> None:
        """Count one report."""
        kinds = {e["id"]: e["kind"] for e in gold.data["entities"]}
        self.coded.update(kinds[m["entity"]] for m in gold.data["mentions"])
        parties = coded_parties(mentions, gold)
        self.found.update(kinds[p] for p in parties if p is not None)
        shared = Counter((p, n) for p, n in zip(parties, numbers, strict=True) if p is not None)
        same: dict[str, int] = {}
        for (party, number), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
            if party not in same and number not in same.values():
                same[party] = number
        coded = [(m["start"], m["end"]) for m in gold.data["mentions"]]
        for mention, party, number in zip(mentions, parties, numbers, strict=True):
            self.joined += party is not None and same.get(party) == number
            alike = any(overlap((mention.start, mention.end), at) >= ALIKE for at in coded)
            self.in_pairs += alike and number in same.values()
        for party, number in same.items():
            self.pairs += 1
            first = next(i for i, n in enumerate(numbers) if n == number)
            self.kinds += entities.entity(entities.mentions[first].entity).kind == kinds[party]

    def show(self) -> None:
        """Print the figures."""
        found, coded = sum(self.found.values()), sum(self.coded.values())
        print(f"mentions recall {found / coded:.3f} ({found}/{coded})", end=" ")
        print(*(f"{kind} {self.found[kind] / self.coded[kind]:.3f}" for kind in sorted(self.coded)))
        precision, recall = self.joined / self.in_pairs, self.joined / found
        mean = 2 * precision * recall / (precision + recall)
        print(f"joining precision {precision:.3f} recall {recall:.3f} F1 {mean:.3f}")
        print(f"kinds right {self.kinds / self.pairs:.3f} of {self.pairs} paired entities")


def main(folder: str, *flags: str) -> None:
    """Cross-validate, write out-of-fold readings, train what ships."""
    lexicon = default_lexicon()
    finder = lexicon.compiled("entities.finder", MentionFinder)
    OUT.mkdir(parents=True, exist_ok=True)
    cases = [labelled(gold, finder) for gold in material.load(Path(folder))]
    proposed = proposed_spans(cases, finder)
    ends = {c.gold.id: list(end_examples(c, proposed[c.gold.id])) for c in cases if teaches(c)}
    enders = [train_judge(x for id, xs in ends.items() if fold(id) != n for x in xs) for n in range(FOLDS)]
    mentions = {
        c.gold.id: settle(
            describe(finder.settle(proposed[c.gold.id], c.parsed, enders[fold(c.gold.id)]), c.parsed, finder)
        )
        for c in cases
    }
    learnt = {
        c.gold.id: list(examples(mentions[c.gold.id], coded_parties(mentions[c.gold.id], c.gold), c.parsed))
        for c in cases
        if teaches(c)
    }
    judges = [train_judge(x for id, xs in learnt.items() if fold(id) != n for x in xs) for n in range(FOLDS)]
    score, annotated = Score(), ids(Path(folder))
    for case in cases:
        own = mentions[case.gold.id]
        numbers = cluster(own, case.parsed, judges[fold(case.gold.id)])
        entities = build(case.gold.text, own, numbers)
        write(join(analyse(case.gold.text, lexicon), entities, lexicon), OUT / f"{case.gold.id}.json")
        if case.gold.id in annotated:
            score.add(case.gold, own, numbers, entities)
    score.show()
    if "--no-ship" not in flags:
        path = MODELS / f"{spans.MODEL}.crfsuite"
        train_spans(filter(teaches, cases), path)
        links = train_judge(x for xs in learnt.values() for x in xs)
        ender = train_judge(x for xs in ends.values() for x in xs)
        for kept in (path, save(links, coreference.MODEL), save(ender, ENDS)):
            print(f"{kept.name} {kept.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
