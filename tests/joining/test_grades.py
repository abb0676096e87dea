# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The table of grades, cell by cell."""

import pytest

from tawatur.joining.grades import credibility


@pytest.mark.parametrize(
    ("low", "reliability", "grades"),
    [
        (5, (), (1, 2, 4)),
        (3, ("F",), (1, 2, 4)),
        (2, ("A",), (1, 2, 4)),
        (2, ("B", "F"), (1, 2, 4)),
        (2, ("C",), (2, 3, 4)),
        (2, (), (2, 3, 4)),
        (1, (), (3, 4, 5)),
        (1, ("A",), (3, 4, 5)),
    ],
)
def test_grades_follow_the_table(low: int, reliability: tuple[str, ...], grades: tuple[int, ...]) -> None:
    against = (0, low - 1, low)
    found = [credibility(low, n, reliability=reliability)[0] for n in against]  # type: ignore[arg-type]
    assert found[0] == grades[0]
    assert found[2] == grades[2]
    assert low == 1 or found[1] == grades[1]


@pytest.mark.parametrize("against", [0, 1, 5])
def test_grades_of_what_nobody_is_named_for_cannot_be_judged(against: int) -> None:
    assert credibility(1, against, attributed=False)[0] == 6
    assert credibility(0, against)[0] == 6


def test_grades_name_their_rule() -> None:
    assert credibility(2, 1)[1] == "two independent chains; contradicted by fewer"
