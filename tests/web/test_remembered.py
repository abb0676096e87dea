# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What pages remember of the whole case, and when they work it out anew."""

import pytest

from tawatur.casefile import CaseFile, decisions, listing, revision
from tawatur.model.decisions import Decision
from tawatur.pipeline.changes import Work, accept, correct
from tawatur.pipeline.comparing import coded
from tawatur.web.remembered import LATE, Remembered


class Shelf:
    """Something remembered of a case, that counts how often it was worked out."""

    def __init__(self, case: CaseFile) -> None:
        self.case, self.now, self.made = case, 0.0, 0
        self.remembered = Remembered(clock=lambda: self.now)

    def look(self, *areas: str) -> int:
        """Return how often it was worked out, this look included."""

        def make() -> int:
            self.made += 1
            return self.made

        with self.case.read() as tx:
            return self.remembered.get(tx, areas, make, areas=areas or (revision.ALL,))


@pytest.fixture
def shelf(own_case: CaseFile) -> Shelf:
    return Shelf(own_case)


def some_event(case: CaseFile) -> tuple[str, str]:
    with case.read() as tx:
        keys = [row.key for row in listing.reports(tx)]
        return next((key, r.events[0].id) for key, r in coded(tx, keys).items() if r.events)


def test_remembered_holds_until_the_case_changes(shelf: Shelf) -> None:
    assert shelf.look() == shelf.look() == 1
    with shelf.case.write() as tx:
        decisions.record(tx, Decision("grade", subject="س", value="A"))
    assert shelf.look() == shelf.look() == 2


def test_remembered_of_an_area_holds_while_others_change(shelf: Shelf) -> None:
    assert shelf.look(revision.PARTIES) == 1
    key, event = some_event(shelf.case)
    accept(Work(shelf.case), key, event)
    assert shelf.look(revision.PARTIES) == 1
    correct(Work(shelf.case), key, event, {"status": "denied"})  # all that follows from the reading is stored anew
    assert shelf.look(revision.PARTIES) == 2


def test_remembered_may_be_late_while_reports_are_added_but_never_after_a_decision(shelf: Shelf) -> None:
    with shelf.case.session("add"):
        assert shelf.look() == 1
        with shelf.case.write():
            pass
        assert shelf.look() == 1
        with shelf.case.write() as tx:
            decisions.record(tx, Decision("grade", subject="س", value="A"))
        assert shelf.look() == 2
        with shelf.case.write():
            pass
        shelf.now += LATE
        assert shelf.look() == 3
    assert shelf.look() == 4


def test_remembered_of_a_case_that_was_rolled_back_stays(shelf: Shelf) -> None:
    assert shelf.look() == 1

    def fail() -> None:
        with shelf.case.write() as tx:
            decisions.record(tx, Decision("grade", subject="س", value="A"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert shelf.look() == 1
