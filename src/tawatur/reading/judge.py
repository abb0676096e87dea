# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Learned decisions over string features: multinomial logistic regression.

A judge's file is a gzip TSV. Its first line names the labels; the others give a feature and its weight for each
label. Training scripts write it (`training/`), the program only reads it. Probabilities are those of the
regression, so they mean what they say as far as the model card's calibration plot shows.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from functools import cache
from pathlib import Path
from sys import intern
from typing import TypeVar

from tawatur.text.modelfile import opened
from tawatur.text.sums import plain_sum

MODELS = Path(__file__).parent / "models"
BIAS = "(bias)"
_CROSS = "&"
Crossed = tuple[str, Sequence[str]]  # a name, and features that each count together with it
W = TypeVar("W")


def cross(name: str, feature: str) -> str:
    """Return how a model's file calls a feature that counts together with a name."""
    return f"{name}{_CROSS}{feature}"


def _by_name(weights: Mapping[str, W]) -> dict[str, dict[str, W]]:
    """Sort crossed features by the name they are crossed with; never empty."""
    rows: dict[str, dict[str, W]] = {BIAS: {}}
    for feature, weight in weights.items():
        name, crossed, other = feature.partition(_CROSS)
        if crossed:
            rows.setdefault(name, {})[intern(other)] = weight
    return rows


def _added(weights: dict[str, float], features: Iterable[str], total: float) -> float:
    """Return a total with the weights of features added to it; unknown ones weigh nothing."""
    for feature in features:
        weight = weights.get(feature)
        if weight is not None:
            total += weight
    return total


@dataclass(frozen=True, slots=True)
class Judge:
    """A trained judge.

    Args:
        labels: What it can say; of a two-label judge the second is "yes".
        given: For each feature one weight per label in their order; of a two-label judge only that of "yes".
    """

    labels: tuple[str, ...]
    given: InitVar[Mapping[str, tuple[float, ...]]]
    _single: dict[str, float] = field(init=False, repr=False)
    _several: dict[str, tuple[float, ...]] = field(init=False, repr=False)
    _rows: dict[str, dict[str, float]] = field(init=False, repr=False, compare=False)
    _wide: dict[str, dict[str, tuple[float, ...]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self, given: Mapping[str, tuple[float, ...]]) -> None:
        single = len(given[BIAS]) == 1
        object.__setattr__(self, "_single", {f: w[0] for f, w in given.items()} if single else {})
        object.__setattr__(self, "_several", {} if single else dict(given))
        object.__setattr__(self, "_rows", {})
        object.__setattr__(self, "_wide", {})

    @property
    def weights(self) -> dict[str, tuple[float, ...]]:
        """The weights as they were given."""
        return {f: (w,) for f, w in self._single.items()} or dict(self._several)

    def scores(self, features: Iterable[str], crossed: Sequence[Crossed] = ()) -> dict[str, float]:
        """Return the probability of each label.

        Args:
            features: Names of the features that hold; unknown ones count nothing, a repeated one counts twice.
            crossed: Further features, each named by `cross` of a name and a feature.
        """
        if self._single:
            yes = self.probability(features, crossed)
            return {self.labels[0]: 1 - yes, self.labels[1]: yes}
        totals = (self._three if len(self.labels) == 3 else self._totals)(features, crossed)
        top = max(totals)
        powers = [math.exp(t - top) for t in totals]
        whole = plain_sum(powers)
        return {label: p / whole for label, p in zip(self.labels, powers, strict=True)}

    def _found(self, features: Iterable[str], crossed: Sequence[Crossed]) -> list[tuple[float, ...]]:
        """Return the weights of the features that are known."""
        found = list(filter(None, map(self._several.get, features)))
        if crossed and not self._wide:
            self._wide.update(_by_name(self._several))  # in one step, so that threads see none or all of it
        for name, others in crossed:
            row = self._wide.get(name)
            if row is not None:
                found += filter(None, map(row.get, others))
        return found

    def _totals(self, features: Iterable[str], crossed: Sequence[Crossed]) -> list[float]:
        found = [self._several[BIAS], *self._found(features, crossed)]
        return [plain_sum(column) for column in zip(*found, strict=True)]

    def _three(self, features: Iterable[str], crossed: Sequence[Crossed]) -> list[float]:
        """The same for three labels, the commonest number: plain additions take a third of the time."""
        one, two, three = self._several[BIAS]
        for row in self._found(features, crossed):
            one += row[0]
            two += row[1]
            three += row[2]
        return [one, two, three]

    def weigh(self, features: Iterable[str]) -> float:
        """Return what features weigh together that options of a two-label judge share, see `probability`."""
        return _added(self._single, features, self._single[BIAS])

    def probability(
        self, features: Iterable[str], crossed: Sequence[Crossed] = (), shared: float | None = None
    ) -> float:
        """Return the probability of the second label of a two-label judge ("yes").

        Args:
            features: As for `scores`.
            crossed: Further features, each named by `cross` of a name and a feature.
            shared: What `weigh` said of still further features.
        """
        total = _added(self._single, features, self._single[BIAS] if shared is None else shared)
        if crossed and not self._rows:
            self._rows.update(_by_name(self._single))  # in one step, see above
        for name, others in crossed:
            row = self._rows.get(name)
            if row is not None:
                total = _added(row, others, total)
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
    with opened(MODELS / f"{name}.tsv.gz") as file:
        labels = tuple(file.readline().rstrip("\n").split("\t"))
        weights = {}
        number = cache(float)  # of the weights, rounded as they are, most are equal to another
        for line in file:
            feature, *numbers = line.rstrip("\n").split("\t")
            weights[feature] = tuple(map(number, numbers))
        if BIAS not in weights:
            raise ValueError("no bias line")
    return Judge(labels, weights)
