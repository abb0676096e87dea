# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Forests answer as a walk through their trees would."""

import math
import random
from pathlib import Path

import pytest

from tawatur.model.errors import ModelFileError
from tawatur.reading import trees
from tawatur.reading.trees import LEAF, Forest, Node, parse

NUMBERS, NAMES = ("depth", "size", "gap"), ("verb", "noun", "inside", "outside")


def grown(chance: random.Random, leaves: int) -> Node:
    """Return a tree of so many leaves that asks for anything."""
    if leaves == 1:
        return Node(LEAF, chance.uniform(-1, 1))
    at = chance.randrange(len(NUMBERS) + len(NAMES))
    threshold = chance.choice((-0.5, 0.0, 0.5, 2.0)) if at < len(NUMBERS) else 0.5
    left = chance.randint(1, leaves - 1)
    return Node(at, threshold, grown(chance, left), grown(chance, leaves - left))


def walked(forest: Forest, values: list[float]) -> float:
    """Return what the definition of a forest says."""
    total = forest.bias
    for node in forest.trees:
        while node.yes is not None and node.no is not None:
            node = node.yes if values[node.at] <= node.number else node.no
        total += node.number
    return 1 / (1 + math.exp(-total))


@pytest.mark.parametrize("leaves", [1, 8, 9, 33, 64])
def test_trees_answer_as_a_walk_would(leaves: int) -> None:
    chance = random.Random(leaves)
    forest = Forest((*NUMBERS, *NAMES), 0.25, tuple(grown(chance, chance.randint(1, leaves)) for _ in range(30)))
    for _ in range(100):
        numbers = [chance.choice((-1.0, -0.5, 0.0, 0.3, 2.0, 2.5)) for _ in NUMBERS]
        held = [name for name in NAMES if chance.random() < 0.4]
        values = [*numbers, *(float(name in held) for name in NAMES)]
        assert forest.probability(values) == walked(forest, values)
        assert forest.probability(numbers, [*held, "unknown"]) == walked(forest, values)


def test_trees_without_any_answer_by_their_bias() -> None:
    assert Forest(("a",), 0.0, ()).probability([1.0]) == 0.5


def test_trees_refuse_one_with_too_many_leaves() -> None:
    with pytest.raises(ValueError, match="more than 64"):
        Forest((*NUMBERS, *NAMES), 0.0, (grown(random.Random(1), 65),))


def test_trees_are_read_from_lines() -> None:
    forest = parse(["a\tb", "0.5", "0\t0\tb\t0.5\t1\t2", "0\t1\t-1", "0\t2\t2"])
    assert forest.probability([0.0, 1.0]) == 1 / (1 + math.exp(-2.5))


def test_trees_name_a_damaged_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(trees, "MODELS", tmp_path)
    with pytest.raises(ModelFileError, match=r"broken\.tsv\.gz"):
        trees.load("broken")
