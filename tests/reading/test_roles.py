# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a party does in the other events of a report."""

import pytest

from tawatur.reading.events.roles import Best


@pytest.mark.parametrize(
    ("values", "of", "best"),
    [
        ((0.2, 0.9, 0.4), 0, 0.9),
        ((0.2, 0.9, 0.4), 1, 0.4),  # an event's own odds do not speak for it
        ((0.9, 0.9), 1, 0.9),
        ((0.7,), 0, 0.0),
        ((), 0, 0.0),
    ],
)
def test_roles_best_of_the_other_events(values: tuple[float, ...], of: int, best: float) -> None:
    found = Best()
    for number, value in enumerate(values):
        found.put(value, number)
    assert found.without(of) == best
    assert found.total == pytest.approx(sum(values))
