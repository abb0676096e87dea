# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a judge and the network say of one question, weighed against each other.

The judge knows many words by heart and the network few, so neither may learn beside the other: each is taught alone,
and how far to follow either is fitted on reports that neither had seen.
"""

import math
from collections.abc import Sequence

from tawatur.model.quick import quick
from tawatur.reading.judge import MODELS
from tawatur.text.modelfile import opened

SURE = 1e-6  # probabilities nearer to 0 or 1 say no more


@quick(frozen=True, slots=True)
class Blend:
    """A logistic regression over log-odds.

    Args:
        rows: For each label its bias, then the weight of each input; the first label's are left out, being 0.
    """

    rows: tuple[tuple[float, ...], ...]

    def odds(self, inputs: Sequence[float]) -> list[float]:
        """Return the probability of each label, the first one's first.

        Args:
            inputs: Log-odds, see `logit`.
        """
        powers = [1.0]
        for row in self.rows:
            total = row[0]
            for weight, value in zip(row[1:], inputs, strict=True):
                total += weight * value
            powers.append(math.exp(max(-30.0, min(30.0, total))))
        whole = math.fsum(powers)
        return [power / whole for power in powers]


def logit(probability: float, against: float) -> float:
    """Return how much likelier one thing is than another, as log-odds."""
    return math.log(max(probability, SURE) / max(against, SURE))


def load(name: str) -> Blend:
    """Return the blend of a file `NAME.tsv.gz`: a label a line, its bias and its weights."""
    with opened(MODELS / f"{name}.tsv.gz") as lines:
        return Blend(tuple(tuple(map(float, line.split("\t"))) for line in lines))
