# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is still to be joined: in which order it comes, and when it is struck out."""

from tawatur.casefile import create, pending, reports
from tawatur.casefile.records import NewReport
from tawatur.pipeline.local import Settings
from tawatur.pipeline.preparing import identify, prepare
from tests.casefile.samples import loaded

DAYS = ("2024-03-07", "2024-03-05", "2024-03-06T10:00:00")


def test_pending_comes_day_by_day_and_what_is_gone_comes_too(place: str) -> None:
    with create(place) as case:
        keys = {}
        for number, day in enumerate(DAYS):
            item = identify(loaded(number, published=day), Settings(), keep_original=False)
            keys[item.key] = day
            new = prepare(item, Settings())
            assert isinstance(new, NewReport)
            with case.write() as tx:
                reports.add(tx, new, reports.start_batch(tx))
        with case.write() as tx:
            pending.note(tx, "copies", ["gone"])
            found = list(pending.in_time(tx, "copies"))
            assert set(found) == {*keys, "gone"}
            assert [keys[key] for key in found if key in keys] == sorted(DAYS)
            assert list(pending.in_time(tx, "copies", limit=2)) == found[:2]


def test_pending_noted_again_stays(place: str) -> None:
    with create(place) as case, case.write() as tx:
        pending.note(tx, "copies", ["a"])
        pending.note(tx, "copies", ["b"])
        seen = pending.waiting(tx, "copies")
        pending.note(tx, "copies", ["b", "c"])
        pending.strike(tx, "copies", seen)
        assert list(pending.waiting(tx, "copies")) == ["b", "c"]
        pending.strike(tx, "copies", {})
        assert pending.count(tx) == 2
