# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What pages remember of the whole case, and when they work it out anew."""

import pytest

from tawatur.casefile import CaseFile, decisions, listing, pending, revision
from tawatur.model.decisions import Decision
from tawatur.pipeline.changes import Work, accept, correct
from tawatur.pipeline.comparing import coded
from tawatur.web.remembered import LATE, Remembered


class Shelf:
    """Something remembered of a case, that counts how often it was worked out."""

    def __init__(self, case: CaseFile) -> None:
        self.case, self.now, self.made, self.prompt = case, 0.0, 0, False
        self.remembered = Remembered(clock=lambda: self.now)

    def look(self, *areas: str) -> int:
        """Return how often it was worked out, this look included."""

        def make() -> int:
            self.made += 1
            return self.made

        with self.case.read() as tx:
            return self.remembered.get(tx, areas, make, areas=areas or (revision.ALL,), prompt=self.prompt)


@pytest.fixture
def shelf(own_case: CaseFile) -> Shelf:
    return Shelf(own_case)


def some_event(case: CaseFile) -> tuple[str, str, str]:
    """Return a report, an event of it, and a party that it names."""
    with case.read() as tx:
        keys = [row.key for row in listing.reports(tx)]
        found = ((key, r, e) for key, r in coded(tx, keys).items() for e in r.entities if e.known is not None)
        return next((key, r.events[0].id, e.id) for key, r, e in found if r.events)


def note(case: CaseFile, key: str) -> None:
    """Write something, as adding does time and again."""
    with case.write() as tx:
        pending.note(tx, "copies", [key])


def test_remembered_holds_until_the_case_changes(shelf: Shelf) -> None:
    assert shelf.look() == shelf.look() == 1
    with shelf.case.write() as tx:
        decisions.record(tx, Decision("grade", subject="س", value="A"))
    assert shelf.look() == shelf.look() == 2


def test_remembered_of_an_area_holds_while_others_change(shelf: Shelf) -> None:
    assert shelf.look(revision.PARTIES) == 1
    key, event, party = some_event(shelf.case)
    accept(Work(shelf.case), key, event)
    assert shelf.look(revision.PARTIES) == 1
    correct(Work(shelf.case), key, event, {"status": "denied"})
    assert shelf.look(revision.PARTIES) == 1
    correct(Work(shelf.case), key, party, {"name": "اسم آخر"})
    assert shelf.look(revision.PARTIES) == 2


def test_remembered_may_be_late_while_reports_are_added(shelf: Shelf) -> None:
    with shelf.case.session("add"):
        assert shelf.look() == 1
        note(shelf.case, "a")
        assert shelf.look() == 1
        shelf.now += LATE
        assert shelf.look() == 2
    assert shelf.look() == 3  # who was at work has ended


@pytest.mark.parametrize(("prompt", "made"), [(True, 2), (False, 1)])
def test_remembered_of_what_was_decided_is_new_even_while_reports_are_added(
    shelf: Shelf, prompt: bool, made: int
) -> None:
    shelf.prompt = prompt
    with shelf.case.session("add"):
        assert shelf.look() == 1
        with shelf.case.write() as tx:
            decisions.record(tx, Decision("grade", subject="س", value="A"))
        assert shelf.look() == made


def test_remembered_of_a_case_that_was_rolled_back_stays(shelf: Shelf) -> None:
    assert shelf.look() == 1

    def fail() -> None:
        with shelf.case.write() as tx:
            decisions.record(tx, Decision("grade", subject="س", value="A"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert shelf.look() == 1
