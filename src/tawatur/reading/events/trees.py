# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Boosted decision trees, evaluated without a library.

A forest's file is a gzip TSV: the first line names its inputs, the second holds the bias, the others are the nodes of
the trees in order: `tree, node, input, threshold, yes, no` for a question `input <= threshold`, or `tree, node, value`
for a leaf. Training scripts write it (`training/`), the program only reads it.
"""

import gzip
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from tawatur.model.errors import ModelFileError
from tawatur.reading.judge import MODELS

LEAF = -1
Node = tuple[int, float, "Node | None", "Node | None"]  # input, threshold, yes, no; or LEAF, value


@dataclass(frozen=True, slots=True)
class Forest:
    """A trained forest; its answer is the probability of "yes"."""

    inputs: tuple[str, ...]
    bias: float
    trees: tuple[Node, ...]
    places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {name: i for i, name in enumerate(self.inputs)})

    def probability(self, values: Sequence[float]) -> float:
        """Return the probability of "yes".

        Args:
            values: One number per input, in the order of `inputs`.
        """
        total = self.bias
        for tree in self.trees:
            at, number, yes, no = tree
            while at >= 0:
                at, number, yes, no = yes if values[at] <= number else no  # type: ignore[misc]
            total += number
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _build(rows: dict[int, list[str]], at: int, inputs: dict[str, int]) -> Node:
    cells = rows[at]
    if len(cells) == 1:
        return LEAF, float(cells[0]), None, None
    name, threshold, yes, no = cells
    return inputs[name], float(threshold), _build(rows, int(yes), inputs), _build(rows, int(no), inputs)


def parse(lines: Sequence[str]) -> Forest:
    """Build a forest from the lines of its file.

    Raises:
        ValueError: A line is not as described above.
        KeyError: A node is missing, or asks for an input that the first line does not name.
    """
    inputs = tuple(lines[0].split("\t"))
    trees: dict[int, dict[int, list[str]]] = {}
    for line in lines[2:]:
        tree, node, *cells = line.split("\t")
        trees.setdefault(int(tree), {})[int(node)] = cells
    numbers = {name: number for number, name in enumerate(inputs)}
    return Forest(inputs, float(lines[1]), tuple(_build(rows, 0, numbers) for rows in trees.values()))


@cache
def load(name: str) -> Forest:
    """Return the forest of that name, read once in a process.

    Raises:
        ModelFileError: The file is missing or damaged.
    """
    path = MODELS / f"{name}.tsv.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            return parse(file.read().splitlines())
    except (OSError, EOFError, ValueError, KeyError, IndexError) as exc:
        raise ModelFileError(f"{path}: {exc}; reinstall tawatur") from exc
