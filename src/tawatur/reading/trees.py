# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Boosted decision trees, evaluated without a library.

A forest's file is a gzip TSV: the first line names its inputs, the second holds the bias, the others are the nodes of
the trees in order: `tree, node, input, threshold, yes, no` for a question `input <= threshold`, or `tree, node, value`
for a leaf. Training scripts write it (`training/`), the program only reads it.

The trees are not walked. One long number has a bit for every leaf of every tree; each input's value strikes out the
leaves that it rules out in all trees at once, and the first leaf left of each tree is the one that a walk would reach
(QuickScorer, Lucchese et al. 2015). That takes a fifth of the time.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import add, getitem
from struct import Struct

from tawatur.model.quick import quick
from tawatur.reading.judge import MODELS
from tawatur.text.modelfile import opened

LEAF = -1
LANES = {1: "B", 2: "H", 4: "I", 8: "Q"}  # bytes that hold the leaves of one tree, and their name in `struct`
Question = tuple[int, float, int]  # input, threshold, and the leaves that remain when the answer is no
Test = tuple[int, tuple[float, ...], tuple[int, ...]]  # input, its thresholds, leaves that remain above so many of them


@quick(frozen=True, slots=True)
class Node:
    """A question `input <= number` with what follows its answers, or a leaf whose value is `number`."""

    at: int  # number of the input, or LEAF
    number: float
    yes: "Node | None" = None
    no: "Node | None" = None


def _leaves(tree: Node) -> list[float]:
    """Return the values of a tree's leaves from left to right."""
    if tree.yes is None or tree.no is None:
        return [tree.number]
    return [*_leaves(tree.yes), *_leaves(tree.no)]


def _questions(tree: Node, first: int, whole: int) -> list[Question]:
    """Return the questions of a tree whose leftmost leaf has the number `first`."""
    if tree.yes is None or tree.no is None:
        return []
    left = len(_leaves(tree.yes))
    own = tree.at, tree.number, whole & ~(((1 << left) - 1) << first)
    return [own, *_questions(tree.yes, first, whole), *_questions(tree.no, first + left, whole)]


def _tests(questions: Iterable[Question], whole: int) -> tuple[Test, ...]:
    """Sort questions by input and threshold, and note what remains when the first so many are answered with no."""
    by_input: dict[int, dict[float, int]] = {}
    for at, threshold, remaining in questions:
        own = by_input.setdefault(at, {})
        own[threshold] = own.get(threshold, whole) & remaining
    found = []
    for at, own in sorted(by_input.items()):
        thresholds = tuple(sorted(own))
        masks = [whole]
        for threshold in thresholds:
            masks.append(masks[-1] & own[threshold])
        found.append((at, thresholds, tuple(masks)))
    return tuple(found)


def _blank(tests: Iterable[Test], inputs: int, whole: int) -> tuple[int, ...]:
    """Return what remains when all inputs from a given one on are 0, for each number of inputs before."""
    own = {at: masks[bisect_left(thresholds, 0.0)] for at, thresholds, masks in tests}
    found = [whole]
    for at in reversed(range(inputs)):
        found.append(found[-1] & own[at] if own.get(at, whole) != whole else found[-1])  # mostly one and the same
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Forest:
    """A trained forest; its answer is the probability of "yes".

    Raises:
        ValueError: A tree has more than 64 leaves.
    """

    inputs: tuple[str, ...]
    bias: float
    trees: tuple[Node, ...]
    places: dict[str, int] = field(init=False, repr=False, compare=False)
    _blank: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _first: int = field(init=False, repr=False, compare=False)
    _tests: tuple[Test, ...] = field(init=False, repr=False, compare=False)
    _named: dict[str, int] = field(init=False, repr=False, compare=False)
    _values: tuple[dict[int, float], ...] = field(init=False, repr=False, compare=False)
    _lanes: Struct = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        leaves = [_leaves(tree) for tree in self.trees]
        most = max(map(len, leaves), default=1)
        width = next((w for w in LANES if most <= 8 * w), 0)
        if not width:
            raise ValueError(f"a tree has {most} leaves, more than 64")
        lanes = [8 * width * number for number in range(len(leaves))]
        whole = sum(((1 << len(own)) - 1) << lane for own, lane in zip(leaves, lanes, strict=True))
        asked = (q for tree, lane in zip(self.trees, lanes, strict=True) for q in _questions(tree, lane, whole))
        tests = _tests(asked, whole)
        ones = {self.inputs[at]: masks[bisect_left(thresholds, 1.0)] for at, thresholds, masks in tests}
        for name, value in {
            "places": {name: i for i, name in enumerate(self.inputs)},
            "_blank": _blank(tests, len(self.inputs), whole),
            "_first": sum(1 << lane for lane in lanes),
            "_tests": tests,
            "_named": {name: mask for name, mask in ones.items() if mask != whole},
            "_values": tuple({1 << leaf: value for leaf, value in enumerate(own)} for own in leaves),
            "_lanes": Struct(f"<{len(leaves)}{LANES[width]}"),
        }.items():
            object.__setattr__(self, name, value)

    def probability(self, values: Sequence[float], named: Iterable[str] = ()) -> float:
        """Return the probability of "yes".

        Args:
            values: One number per input, in the order of `inputs`; those left out at the end are 0.
            named: Inputs among those left out that are 1; names that are no inputs count nothing.
        """
        given = len(values)
        left = self._blank[given]
        for at, thresholds, masks in self._tests:
            if at >= given:
                break
            left &= masks[bisect_left(thresholds, values[at])]
        for name in self._named.keys() & named:
            left &= self._named[name]
        left &= ~(left - self._first)  # the lowest bit of each tree's leaves
        reached = self._lanes.unpack(left.to_bytes(self._lanes.size, "little"))
        total = reduce(add, map(getitem, self._values, reached), self.bias)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _build(rows: dict[int, list[str]], at: int, inputs: dict[str, int]) -> Node:
    cells = rows[at]
    if len(cells) == 1:
        return Node(LEAF, float(cells[0]))
    name, threshold, yes, no = cells
    return Node(inputs[name], float(threshold), _build(rows, int(yes), inputs), _build(rows, int(no), inputs))


def parse(lines: Sequence[str]) -> Forest:
    """Build a forest from the lines of its file.

    Raises:
        ValueError: A line is not as described above, or a tree has too many leaves.
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
    with opened(MODELS / f"{name}.tsv.gz") as file:
        return parse(file.read().splitlines())
