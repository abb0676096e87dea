# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The tension between two parties, the same for the workbench, the API and the command line."""

import sys
from datetime import date, timedelta

import pytest

from tawatur.joining.tension import ENOUGH
from tawatur.model.joined import Interaction
from tawatur.pipeline.tensions import between

LEFT, RIGHT = "حزب المنارة الخضراء", "كتائب سنابل الزيتون"


def done(number: int) -> list[Interaction]:
    """Fights, then as many talks."""
    first = date(2024, 1, 1)
    return [
        Interaction(
            (first + timedelta(days=n)).isoformat(),
            LEFT,
            RIGHT,
            "ASSAULT" if n < number // 2 else "AGREE",
            None,
            f"i{n}",
        )
        for n in range(number)
    ]


def test_tensions_changes_are_looked_for_from_a_dozen_incidents_on() -> None:
    pytest.importorskip("ruptures")
    few, enough = (between(done(n), LEFT, RIGHT, "day") for n in (ENOUGH - 1, ENOUGH))
    assert (few.unlooked, few.tension.changes, few.plain()["changes"]) == ("few", (), None)
    assert enough.unlooked is None
    assert enough.plain()["changes"] == list(enough.tension.changes)
    assert [p.events for p in few.tension.points] == [1] * (ENOUGH - 1)


def test_tensions_one_incident_with_several_acts_counts_once() -> None:
    acts = [one for one in done(ENOUGH - 1) for _ in range(2)]
    assert between(acts, LEFT, RIGHT, "week").unlooked == "few"


def test_tensions_without_the_extra_are_shown_without_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruptures", None)
    found = between(done(2 * ENOUGH), LEFT, RIGHT, "day")
    assert (found.unlooked, found.plain()["changes"]) == ("extra", None)
    assert len(found.tension.points) == 2 * ENOUGH
