# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train boosted trees and write them as `tawatur.reading.trees` reads them."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from tawatur.reading.judge import MODELS
from tawatur.reading.trees import Forest, parse


def _lines(model: HistGradientBoostingClassifier, names: Sequence[str]) -> list[str]:
    lines = ["\t".join(names), f"{float(model._baseline_prediction.ravel()[0]):.5f}"]
    for number, (predictor,) in enumerate(model._predictors):
        for node, row in enumerate(predictor.nodes):
            if row["is_leaf"]:
                lines.append(f"{number}\t{node}\t{row['value']:.5f}")
            else:
                name, at = names[row["feature_idx"]], row["num_threshold"]
                lines.append(f"{number}\t{node}\t{name}\t{at:.5f}\t{row['left']}\t{row['right']}")
    return lines


def train(
    rows: Sequence[Sequence[float]],
    labels: Sequence[bool],
    names: Sequence[str],
    *,
    trees: int = 120,
    rate: float = 0.06,
    leaves: int = 8,
    least: int = 20,
    l2: float = 5.0,
    share: float = 1.0,
    worth: Sequence[float] | None = None,
) -> tuple[Forest, list[str]]:
    """Return a forest and the lines of its file.

    Args:
        rows: Inputs of each item.
        labels: Whether the answer is yes.
        names: Names of the inputs.
        trees: Number of trees.
        rate: Learning rate.
        leaves: Most leaves of a tree.
        least: Fewest items in a leaf.
        l2: Penalty on leaf values.
        share: Share of the inputs, drawn by chance with a fixed seed, that each question may be about.
        worth: What each item counts; each the same by default.
    """
    model = HistGradientBoostingClassifier(
        max_iter=trees, learning_rate=rate, max_leaf_nodes=leaves, min_samples_leaf=least, l2_regularization=l2,
        max_features=share, early_stopping=False, random_state=0,
    )  # fmt: skip
    model.fit(np.asarray(rows, dtype=float), np.asarray(labels, dtype=int), worth)
    lines = _lines(model, names)
    return parse(lines), lines


def save(lines: Sequence[str], name: str, folder: Path = MODELS) -> Path:
    """Write a forest; the same lines give the same bytes."""
    path = folder / f"{name}.tsv.gz"
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        file.write(("\n".join(lines) + "\n").encode())
    return path
