# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train a judge from features numbered once: for models that are trained many times over the same items."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tawatur.reading.judge import BIAS, Judge


class Items:
    """Items with their features as a sparse matrix; a feature holds or does not."""

    def __init__(self, items: Sequence[Sequence[str]]) -> None:
        numbers: dict[str, int] = {}
        starts, columns = [0], []
        for item in items:
            columns.extend(sorted({numbers.setdefault(f, len(numbers)) for f in item}))
            starts.append(len(columns))
        self.names = list(numbers)
        shape = (len(items), len(numbers))
        self.matrix = csr_matrix((np.ones(len(columns), dtype=np.float64), columns, starts), shape=shape)

    def train(
        self,
        rows: Sequence[int],
        labels: Sequence[str],
        order: Sequence[str],
        *,
        c: float = 1.0,
        least: int = 2,
        worth: Sequence[float] | None = None,
    ) -> "Fitted":
        """Return a regression trained on some of the items.

        Args:
            rows: Numbers of the items.
            labels: The right label of each of them.
            order: Labels in the order wanted; of two the second is "yes".
            c: Inverse strength of the L2 penalty.
            least: Features that hold in fewer of the items are left out.
            worth: What each of the items counts; each the same by default.
        """
        part = self.matrix[np.asarray(rows)]
        kept = np.flatnonzero(np.asarray(part.sum(axis=0)).ravel() >= least)
        kept = kept[np.argsort([self.names[k] for k in kept], kind="stable")]
        used = tuple(label for label in order if label in set(labels))
        target = [used.index(label) for label in labels]
        model = LogisticRegression(C=c, max_iter=500, tol=1e-3).fit(part[:, kept], target, worth)
        return Fitted(self, kept, model, used)


class Fitted:
    """A trained regression: probabilities for the items it came from, or a judge to keep."""

    def __init__(
        self,
        items: Items,
        kept: "np.ndarray[tuple[int], np.dtype[np.intp]]",
        model: LogisticRegression,
        order: tuple[str, ...],
    ) -> None:
        self.items, self.kept, self.model, self.order = items, kept, model, order

    def odds(self, rows: Sequence[int]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
        """Return the probabilities of the labels, in their order, for some of the items: (n_rows, n_labels)."""
        return np.asarray(self.model.predict_proba(self.items.matrix[np.asarray(rows)][:, self.kept]))

    def judge(self) -> Judge:
        """Return it as the program reads it."""
        coefficients, bias = self.model.coef_, self.model.intercept_
        weights = {BIAS: tuple(round(float(b), 4) for b in bias)}
        for at, column in enumerate(self.kept):
            values = tuple(round(float(w), 4) for w in coefficients[:, at])
            if any(values):
                weights[self.items.names[column]] = values
        return Judge(self.order, weights)
