# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Relations and acts in tables of their own, for networks and tension."""

from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import text

from tawatur.casefile import CaseFile, acts, create, listing, open_case, parties, reports, ties
from tawatur.casefile.records import StoredTie
from tawatur.casefile.sql import ids_of
from tawatur.pipeline.adding import add
from tawatur.pipeline.changes import Work, erase, merge
from tawatur.pipeline.local import Settings
from tests.casefile.samples import loaded

MIGRATION = import_module("tawatur.casefile.migrations.versions.0005_ties_and_acts")
PARTY, ARMS, RIVER = "حزب المنارة الخضراء", "كتائب فجر الزيتون", "حركة المرافئ البيضاء"
TOLD = (
    # the party met the movement, twice; the brigades attacked the party; the party met the movement again
    ("2024-01-10", f"وقال {PARTY} إنه التقى {RIVER} أمس."),
    ("2024-03-01T21:30:00+03:00", f"وقال {PARTY} إنه التقى {RIVER} مجددا."),
    ("2024-02-01", f"شنت {ARMS} هجوما على {PARTY} في مدينة البصرة أمس."),
    ("2024-05-01", f"وقال {PARTY} إنه التقى {RIVER} أمس."),
)
# By number of the report, what it is taken to state, whatever the reader finds: type, from, to, who says so.
STATED = (
    (0, "allied_with", RIVER, PARTY, None),
    (1, "allied_with", PARTY, RIVER, None),
    (3, "backs", RIVER, PARTY, "مسؤول"),
)


def filled(place: str) -> CaseFile:
    case = create(place)
    add(case, [loaded(n, said, published=day) for n, (day, said) in enumerate(TOLD)], Settings())
    with case.write() as tx:
        for n, (_, said) in enumerate(TOLD):
            (key,) = listing.report_keys(tx, f"r{n}")
            number = ids_of(tx, [key])[key]
            local = {e.name: e.id for _, reading in reports.readings(tx, [key]) for e in reading.entities}
            ties.drop_ties(tx, number)
            found = [
                StoredTie(1, type, local[source], local[target], source, target, says, said.index(PARTY), len(said))
                for at, type, source, target, says in STATED
                if at == n
            ]
            ties.put_ties(tx, number, found)
    return case


def names(case: CaseFile) -> dict[str, str]:
    """Ids of the entities by name."""
    with case.read() as tx:
        return {row.name: row.id for row in parties.entities(tx)}


def rows(case: CaseFile) -> Any:
    with case.read() as tx:
        return [
            tx.connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3")).all() for table in ("ties", "acts")
        ]


def test_ties_are_counted_over_reports_and_symmetric_ones_once(place: str) -> None:
    with filled(place) as case, case.read() as tx:
        id = names(case)
        found = {(t.type, t.first, t.last, t.reports): {t.source, t.target} for t in ties.ties(tx)}
    assert found["allied_with", "2024-01-10", "2024-03-01", 2] == {id[PARTY], id[RIVER]}
    assert found["backs", "2024-05-01", "2024-05-01", 1] == {id[PARTY], id[RIVER]}


@pytest.mark.parametrize(
    ("until", "types"),
    [("2024-01-09", set()), ("2024-01-10", {"allied_with"}), ("2024-06-01", {"allied_with", "backs"})],
)
def test_ties_as_of_a_day_are_those_that_reports_stated_by_then(place: str, until: str, types: set[str]) -> None:
    with filled(place) as case, case.read() as tx:
        assert {t.type for t in ties.ties(tx, until=until)} == types


def test_ties_of_one_party_and_of_one_type(place: str) -> None:
    with filled(place) as case, case.read() as tx:
        id = names(case)
        assert {t.type for t in ties.ties(tx, party=id[RIVER], types=("backs",))} == {"backs"}
        assert ties.ties(tx, party=id[ARMS]) == ()


def test_ties_say_who_states_them_in_which_words(place: str) -> None:
    with filled(place) as case, case.read() as tx:
        id = names(case)
        (one,) = ties.stated(tx, tie=(id[RIVER], id[PARTY], "backs"))
        assert one.wording == f"{PARTY} إنه التقى {RIVER} أمس."
        assert one.says == "مسؤول"
        both = ties.stated(tx, tie=(id[PARTY], id[RIVER], "allied_with"))
        assert [s.says for s in both] == [None, None]


def test_ties_follow_the_analyst(place: str) -> None:
    with filled(place) as case:
        id = names(case)
        merge(Work(case, Settings()), (id[ARMS], id[RIVER]))
        with case.read() as tx:
            ends = {end for tie in ties.ties(tx) for end in (tie.source, tie.target)} - {id[PARTY]}
            (one,) = parties.canonicals(tx, ends).values()
        assert {ARMS, RIVER} <= {one.name, *one.names}


def test_ties_go_with_their_report(place: str) -> None:
    with filled(place) as case:
        with case.read() as tx:
            (key,) = listing.report_keys(tx, "r3")
        erase(case, (key,))
        with case.read() as tx:
            assert {t.type for t in ties.ties(tx)} == {"allied_with"}


def test_acts_between_two_parties_and_with_whom_one_has_them(place: str) -> None:
    with filled(place) as case, case.read() as tx:
        id = names(case)
        (done,) = acts.between(tx, id[PARTY], id[ARMS])
        assert (done.actor, done.recipient, done.type, done.day) == (id[ARMS], id[PARTY], "ASSAULT", "2024-01-31")
        assert (ARMS, 1, id[ARMS]) in {(o.name, o.incidents, o.address) for o in acts.opposites(tx, id[PARTY])}


def test_an_older_case_gets_its_ties_and_acts_when_it_is_opened(place: str) -> None:
    with create(place) as case:
        told = f"وقال مسؤول إن {RIVER} تدعم {PARTY}. {TOLD[2][1]}"
        add(case, [loaded(1, told), loaded(2, TOLD[2][1])], Settings())
        before = rows(case)
        with case.write() as tx:
            version = f"UPDATE tawatur_version SET version_num = '{MIGRATION.down_revision}'"
            for statement in ("DROP TABLE ties", "DROP TABLE acts", "DROP INDEX ix_reports_previous", version):
                tx.connection.execute(text(statement))
    assert before[1]
    with open_case(place) as case:
        assert rows(case) == before
