# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train a judge: logistic regression over string features, written as `tawatur.reading.judge` reads it."""

import gzip
from collections.abc import Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from tawatur.reading.judge import BIAS, MODELS, Judge

Features = Sequence[str]


def _counts(features: Features) -> dict[str, float]:
    counts: dict[str, float] = {}
    for feature in features:
        counts[feature] = counts.get(feature, 0.0) + 1.0
    return counts


def train(
    items: Sequence[Features],
    labels: Sequence[str],
    *,
    c: float = 1.0,
    least: int = 2,
    order: Sequence[str] = (),
) -> Judge:
    """Return a judge trained on the items.

    Args:
        items: Feature names of each item.
        labels: The right label of each item.
        c: Inverse strength of the L2 penalty.
        least: Features seen fewer times are left out.
        order: Labels in the order wanted; for a two-label judge the second is "yes". Default: sorted.
    """
    seen: dict[str, int] = {}
    for item in items:
        for feature in set(item):
            seen[feature] = seen.get(feature, 0) + 1
    kept = {f for f, n in seen.items() if n >= least}
    vectors = DictVectorizer(sort=True)
    matrix = vectors.fit_transform([_counts([f for f in item if f in kept]) for item in items])
    names = list(order) or sorted(set(labels))
    target = [names.index(label) for label in labels]
    model = LogisticRegression(C=c, max_iter=2000, tol=1e-5)
    model.fit(matrix, target)
    rows, bias = model.coef_, model.intercept_
    weights = {BIAS: tuple(round(float(b), 4) for b in bias)}
    for column, feature in enumerate(vectors.get_feature_names_out()):
        values = tuple(round(float(w), 4) for w in rows[:, column])
        if any(values):
            weights[feature] = values
    return Judge(tuple(names), weights)


def save(judge: Judge, name: str, folder: Path = MODELS) -> Path:
    """Write a judge; the same judge gives the same bytes."""
    lines = ["\t".join(judge.labels)]
    lines += ["\t".join([f, *(f"{w:g}" for w in ws)]) for f, ws in sorted(judge.weights.items())]
    path = folder / f"{name}.tsv.gz"
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        file.write(("\n".join(lines) + "\n").encode())
    return path
