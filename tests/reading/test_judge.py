# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Learned decisions."""

import gzip
from pathlib import Path

import pytest

from tawatur.model.errors import ModelFileError
from tawatur.reading import judge
from tawatur.reading.judge import BIAS, Judge, cross

TWO = Judge(("no", "yes"), {BIAS: (0.0,), "good": (2.0,), "bad": (-2.0,)})
THREE = Judge(("a", "b", "c"), {BIAS: (0.0, 0.0, 0.0), "f": (0.0, 3.0, 0.0)})


def test_judge_two_labels() -> None:
    assert TWO.probability([]) == pytest.approx(0.5)
    assert TWO.probability(["good", "unknown"]) == pytest.approx(0.8808, abs=1e-4)
    assert TWO.best(["bad"])[0] == "no"


def test_judge_three_labels_sum_to_one() -> None:
    scores = THREE.scores(["f"])
    assert sum(scores.values()) == pytest.approx(1)
    assert THREE.best(["f"])[0] == "b"
    assert THREE.best([])[0] == "a"  # the first of equals


def test_judge_extreme_weights_do_not_overflow() -> None:
    extreme = Judge(("no", "yes"), {BIAS: (1e6,)})
    assert extreme.probability([]) == pytest.approx(1)


@pytest.mark.parametrize(
    "content",
    [b"not gzip", gzip.compress(b"no\tyes\n"), gzip.compress(b"no\tyes\nf\tx\n")],
    ids=["not gzip", "no weights", "not a number"],
)
def test_judge_damaged_file_says_reinstall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    (tmp_path / "broken.tsv.gz").write_bytes(content)
    monkeypatch.setattr(judge, "MODELS", tmp_path)
    judge.load.cache_clear()
    with pytest.raises(ModelFileError, match="reinstall"):
        judge.load("broken")
    judge.load.cache_clear()


def test_judge_crossed_features_count_as_their_strings() -> None:
    weights = {
        BIAS: (0.25,),
        "a": (0.5,),
        cross("n", "a"): (1.5,),
        cross("m", "a"): (-4.0,),
        cross("n", "b&c"): (0.125,),
    }
    trained = Judge(("no", "yes"), weights)
    crossed = (("n", ("a", "b&c", "d")), ("unknown", ("a",)))
    whole = [cross(name, other) for name, others in crossed for other in others]
    assert trained.probability(["a"], crossed) == trained.probability(["a", *whole])
    assert trained.probability(["a"], crossed) == pytest.approx(1 / (1 + 2.718281828 ** -(0.25 + 0.5 + 1.5 + 0.125)))
