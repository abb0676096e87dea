# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tension between two entities: what it sums, when it changed."""

import sys
from datetime import date, timedelta

import pytest

from tawatur.joining.tension import changes, pairs, score, series
from tawatur.model.errors import MissingExtraError
from tawatur.model.joined import Interaction
from tawatur.model.ontology import EVENT_MODES, EVENT_TYPES


def done(
    day: str, type: str = "ASSAULT", *, incident: str = "", actor: str = "e1", recipient: str = "e2"
) -> Interaction:
    return Interaction(day, actor, recipient, type, None, incident or f"{day}{type}{actor}")


def test_tension_scores_every_type_and_mode() -> None:
    assert all(-10 <= score(t, m) <= 10 for t in EVENT_TYPES for m in (None, *EVENT_MODES[t]))
    assert all(score(t) != 0 for t in EVENT_TYPES)
    assert score("AID") > score("CONSULT") > 0 > score("ACCUSE") > score("ASSAULT")
    assert score("COERCE", "martial-law") == score("COERCE")
    assert score("NONE") == 0


def test_tension_sums_both_directions_by_day_and_week() -> None:
    story = [done("2024-01-01"), done("2024-01-01", "AID", actor="e2", recipient="e1"), done("2024-01-03")]
    days = series(story, "e2", "e1", "day", with_changes=False)
    assert (days.left, days.right) == ("e1", "e2")
    assert [(p.start, p.events, p.cooperation, p.conflict) for p in days.points] == [
        ("2024-01-01", 2, 7.0, -9.0),
        ("2024-01-02", 0, 0.0, 0.0),
        ("2024-01-03", 1, 0.0, -9.0),
    ]
    weeks = series(story, "e1", "e2", "week", with_changes=False)
    assert [(p.start, p.events) for p in weeks.points] == [("2024-01-01", 3)]


def test_tension_counts_an_incident_once() -> None:
    told = [done("2024-01-01", incident="i"), done("2024-01-01", incident="i", actor="e2", recipient="e1")]
    assert series(told, "e1", "e2", "day", with_changes=False).points[0].events == 1


def test_tension_passes_over_others_and_impossible_days() -> None:
    told = [done("2024-01-01", recipient="e3"), done("2024-13-01")]
    assert series(told, "e1", "e2").points == ()


def test_tension_lists_pairs_with_enough_events() -> None:
    many = [done(f"2024-01-{day:02d}") for day in range(1, 13)]
    assert pairs([*many, done("2024-01-01", recipient="e3")]) == (("e1", "e2"),)


def calm_then_war(before: int, after: int) -> list[Interaction]:
    first = date(2024, 1, 1)
    calm = [done((first + timedelta(days=n)).isoformat(), "CONSULT") for n in range(before)]
    war = [done((first + timedelta(days=n)).isoformat(), "ASSAULT") for n in range(before, before + after)]
    return calm + war


def test_tension_finds_when_it_changed() -> None:
    pytest.importorskip("ruptures")
    story = calm_then_war(30, 30)
    noisy = [*story, *(done(story[n].day, "ACCUSE", incident=f"x{n}") for n in range(0, 60, 7))]
    found = series(noisy, "e1", "e2", "day")
    assert found.changes == ("2024-01-31",)


def test_tension_finds_no_change_in_one_bad_day() -> None:
    pytest.importorskip("ruptures")
    values = [1.0, -1.0, 2.0, -2.0, 1.0, 0.0, -90.0, 1.0, -1.0, 0.0, 2.0, -2.0, 1.0, -1.0] * 2
    assert changes(values) == ()


def test_tension_names_the_extra_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruptures", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'tawatur\[tension\]'"):
        changes([0.0, 0.0, 0.0, 9.0, 9.0, 9.0, 9.0, 8.0])
