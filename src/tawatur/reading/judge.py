# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Learned decisions over string features: multinomial logistic regression.

A judge's file is a gzip TSV. Its first line names the labels; the others give a feature and its weight for each
label. Training scripts write it (`training/`), the program only reads it. Probabilities are those of the
regression, so they mean what they say as far as the model card's calibration plot shows.
"""

import gzip
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tawatur.model.errors import ModelFileError

MODELS = Path(__file__).parent / "models"
BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Judge:
    """A trained judge.

    Args:
        labels: What it can say; of a two-label judge the second is "yes".
        weights: For each feature one weight per label in their order; of a two-label judge only that of "yes".
    """

    labels: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]
    _single: dict[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        single = {f: w[0] for f, w in self.weights.items()} if len(self.weights[BIAS]) == 1 else {}
        object.__setattr__(self, "_single", single)

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each label.

        Args:
            features: Names of the features that hold; unknown ones count nothing, a repeated one counts twice.
        """
        if self._single:
            yes = self.probability(features)
            return {self.labels[0]: 1 - yes, self.labels[1]: yes}
        totals = self._three(features) if len(self.labels) == 3 else self._totals(features)
        top = max(totals)
        powers = [math.exp(t - top) for t in totals]
        whole = sum(powers)
        return {label: p / whole for label, p in zip(self.labels, powers, strict=True)}

    def _totals(self, features: Iterable[str]) -> list[float]:
        get = self.weights.get
        found = [self.weights[BIAS], *(weight for weight in map(get, features) if weight is not None)]
        return [sum(column) for column in zip(*found, strict=True)]

    def _three(self, features: Iterable[str]) -> list[float]:
        """The same for three labels, the commonest number: plain additions take a third of the time."""
        get = self.weights.get
        one, two, three = self.weights[BIAS]
        for feature in features:
            weight = get(feature)
            if weight is not None:
                one += weight[0]
                two += weight[1]
                three += weight[2]
        return [one, two, three]

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability of the second label of a two-label judge ("yes")."""
        get = self._single.get
        total = self._single[BIAS]
        for feature in features:
            total += get(feature, 0.0)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def best(self, features: Iterable[str]) -> tuple[str, float]:
        """Return the likeliest label and its probability; the first of equals."""
        scores = self.scores(features)
        label = max(self.labels, key=lambda name: scores[name])
        return label, scores[label]


@cache
def load(name: str) -> Judge:
    """Return the judge of that name, read once in a process.

    Raises:
        ModelFileError: The file is missing or damaged.
    """
    path = MODELS / f"{name}.tsv.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            labels = tuple(file.readline().rstrip("\n").split("\t"))
            weights = {}
            for line in file:
                feature, *numbers = line.rstrip("\n").split("\t")
                weights[feature] = tuple(map(float, numbers))
        if BIAS not in weights:
            raise ValueError("no bias line")
    except (OSError, EOFError, ValueError) as exc:
        raise ModelFileError(f"{path}: {exc}; reinstall tawatur") from exc
    return Judge(labels, weights)
