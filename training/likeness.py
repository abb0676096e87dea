# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Fit the weights of `joining/likeness` on labelled incidents, and say how well they carry over.

Only the weights of some dozen named measures are fitted. Cross-validation leaves out whole incidents, together with
those that share a report, so that no fold is judged by weights that have seen its story.

Run: python training/likeness.py SHARED READINGS [--write]   (READINGS: JSON lines as benchmarks/joining.py keeps them)
"""

import argparse
import hashlib
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from tawatur.joining.incidents import cluster
from tawatur.joining.likeness import BIAS, Weights, likeness, measures, profile, weights
from tawatur.joining.tellings import prepare
from tawatur.lexicon.lexicon import TABLES
from tawatur.model import Reading
from tawatur.model.joined import Telling

FOLDS = 5
STRENGTH = 0.3  # of the fit; .1 to 1 differ by less than .01
GIVEN = ("apart",)  # days between two tellings: one day of labels says nothing of it, so its weight stays
EVEN = 0  # how far stories are evened out: 0 not at all, 1 to the same weight per report
Pair = tuple[int, int]


def folds(stories: dict[str, set[str]]) -> dict[str, int]:
    """Return the fold of each report: those that share an incident fall into one."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for told in stories.values():
        first, *others = sorted(told)
        for other in others:
            parent[root(other)] = root(first)
    keys = {report: root(min(told)) for report, told in stories.items()}
    return {report: int(hashlib.md5(key.encode()).hexdigest(), 16) % FOLDS for report, key in keys.items()}


def fit(names: list[str], rows: Iterable[tuple[dict[str, float], float]]) -> dict[str, float]:
    """Return the weight of each measure; a row is its measures and its weight, 0 where the two tell other things."""
    kept = list(rows)
    x = np.array([[found.get(name, 0.0) for name in names] for found, _ in kept])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(x, [w > 0 for _, w in kept], sample_weight=[w or 1.0 for _, w in kept])
    return {BIAS: float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def examples(
    tellings: list[Telling], found: dict[Pair, dict[str, float]], stories: dict[str, set[str]]
) -> dict[Pair, float]:
    """Pairs to learn from: of two reports with a common story the pairs most alike, of others all.

    A story's pairs weigh less the more reports tell it, so that the day's great event does not drown the others.
    """
    size = Counter(story for told in stories.values() for story in told)
    out: dict[Pair, float] = {}
    together: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for a, b in found:
        reports = tellings[a].report, tellings[b].report
        if stories.get(reports[0], set()) & stories.get(reports[1], set()):
            together[reports].append((a, b))
        else:
            out[a, b] = 0.0
    for (one, other), pairs in together.items():
        order = ("words", "names", "leads", "lead", "sentence")
        pairs.sort(key=lambda p: -sum(found[p].get(name, 0.0) for name in order))
        common = stories[one] & stories[other]
        weight = (2 / max(size[story] for story in common)) ** EVEN
        out |= dict.fromkeys(pairs[: len(common)], weight)
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--least", type=float, nargs="+", default=[0.2, 0.25, 0.3, 0.35, 0.4, 0.5])
    parser.add_argument("--without", nargs="*", default=[])
    args = parser.parse_args()
    labels = json.loads((args.shared / "joining/dev/labels.json").read_text("utf8"))["incidents"]
    stories: dict[str, set[str]] = defaultdict(set)
    for incident in labels:
        for report in incident["reports"]:
            stories[report].add(incident["id"])
    readings = [Reading.from_json(line) for line in args.readings.read_text("utf8").splitlines()]
    tellings = [t for r in readings for t in prepare(r.report.id, r) if t.substance]
    profiles = [profile(t) for t in tellings]
    reports = [t.report for t in tellings]
    pairs = [(a, b) for a, b in itertools.combinations(range(len(tellings)), 2) if reports[a] != reports[b]]
    found = {(a, b): measures(profiles[a], profiles[b]) for a, b in pairs}
    names = sorted({name for f in found.values() for name in f} - {*args.without, *GIVEN})
    used = examples(tellings, found, stories)
    fold_of = folds(stories)
    fold = [fold_of.get(t.report, int(hashlib.md5(t.report.encode()).hexdigest(), 16) % FOLDS) for t in tellings]
    reason = weights().reason
    models = [
        Weights(fit(names, ((found[p], s) for p, s in used.items() if k not in (fold[p[0]], fold[p[1]]))), reason)
        for k in range(FOLDS)
    ]
    whole = fit(names, ((found[p], s) for p, s in used.items()))
    for name, weight in whole.items():
        print(f"{name:14s} {weight:6.2f}  folds " + " ".join(f"{m.weight[name]:6.2f}" for m in models))
    import sys

    sys.path.insert(0, str(args.shared / "joining"))
    import score

    def figures(alike: dict[Pair, float], least: float) -> str:
        groups = [{"reports": sorted({tellings[n].report for n in c})} for c in cluster(tellings, alike, least)]
        groups = [g for g in groups if len(g["reports"]) > 1]
        recall = score.mean([max((score.alike(i, o) for o in groups), default=0.0) for i in labels])
        precision = score.mean([max((score.alike(o, i) for i in labels), default=0.0) for o in groups])
        g, p = score.pairs(labels), score.pairs(groups)
        both = score.f1(precision * recall, precision, recall)
        return (
            f"P {precision:.3f} R {recall:.3f} F1 {both:.3f}  pairs P {len(g & p) / max(1, len(p)):.2f}"
            f" R {len(g & p) / len(g):.2f} F1 {score.f1(len(g & p), len(p), len(g)):.3f}"
        )

    crossed = {p: (likeness(f, models[fold[p[0]]]) + likeness(f, models[fold[p[1]]])) / 2 for p, f in found.items()}
    seen = {p: likeness(f, Weights(whole, reason)) for p, f in found.items()}
    for least in args.least:
        print(f"{least:.2f}  left out {figures(crossed, least)}   seen {figures(seen, least)}")
    if args.write:
        path = TABLES / "joining/likeness.tsv"
        lines = path.read_text("utf8").splitlines()
        head = [line for line in lines if line.startswith(("#", "feature"))]
        kept = {name: weights().weight[name] for name in GIVEN} | whole
        rows = [f"{name}\t{weight:.2f}\t{reason.get(name, name)}" for name, weight in kept.items()]
        path.write_text("\n".join([*head, *rows]) + "\n", "utf8")


if __name__ == "__main__":
    main()
