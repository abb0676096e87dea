# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Users of a case, and what two of them decide on one thing."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from tawatur.casefile import case as case_module
from tawatur.casefile import create, decisions, users
from tawatur.model import codec
from tawatur.model.decisions import Anchor, Decision
from tawatur.model.errors import UnknownIdError, UserError


def test_users_come_change_and_go(place: str) -> None:
    with create(place, author="سلمى") as case:
        with case.write() as tx:
            assert users.add(tx, "  Karim\u0041\u030a  x ", "analyst", "hash").name == "Karim\u00c5 x"
            users.add(tx, "سلمى", "admin", "hash")
            users.set_role(tx, "Karim\u00c5 x", "reader")
            users.set_secret(tx, "Karim\u00c5 x", "another")
        with case.read() as tx:
            found = users.get(tx, "Karim\u00c5 x")
            assert (found.role, found.secret) == ("reader", "another")
            assert (users.is_last_admin(tx, "سلمى"), users.is_last_admin(tx, found.name)) == (True, False)
        with case.write() as tx:
            users.set_role(tx, "سلمى", "analyst")
            assert not users.is_last_admin(tx, found.name)
            users.remove(tx, "Karim\u00c5 x")
            assert [u.name for u in users.every(tx)] == ["سلمى"]
            assert users.find(tx, "Karim\u00c5 x") is None


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\u202eb", "a\x00b", "سلمى", "SALMA"])
def test_users_names_that_cannot_be(place: str, name: str) -> None:
    with create(place) as case, case.write() as tx:
        users.add(tx, "سلمى", "admin", "hash")
        users.add(tx, "salma", "admin", "hash")
        with pytest.raises(UserError):
            users.add(tx, name, "reader", "hash")
        with pytest.raises(UnknownIdError):
            users.remove(tx, "nobody")


def test_users_a_case_of_before_gets_them(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = iter(("0001", "head"))

    def migrate(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", "tawatur.casefile:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, next(targets))

    monkeypatch.setattr(case_module, "_migrate", migrate)  # made as the first version made it, then opened by this one
    with create(place) as case, case.write() as tx:
        users.add(tx, "سلمى", "admin", "hash")
        said = tx.connection.execute(text(f"SELECT version_num FROM {case_module.VERSION_TABLE}")).scalar_one()
    assert said == case_module.REVISIONS[-1]
    assert next(targets, None) is None


def at(report: str, start: int | None, end: int | None, field: str = "event") -> Anchor:
    return Anchor(report, start, end, field)


CORRECTED = Decision("correct", (at("a", 10, 15, "event.type"),), value="AID")


@pytest.mark.parametrize(
    ("later", "clashes"),
    [
        (Decision("correct", (at("a", 10, 15, "event.status"),), value="denied"), True),
        (Decision("add", (at("a", 12, 20),), value="{}"), True),
        (Decision("merge", (at("a", 10, 15), at("b", 3, 9))), True),
        (Decision("split", (at("a", None, None),)), True),
        (Decision("undo", undoes=1), True),
        (Decision("accept", (at("a", 15, 20),)), False),
        (Decision("accept", (at("b", 10, 15),)), False),
        (Decision("grade", subject="الميدان", value="B"), False),
    ],
)
def test_users_two_decisions_are_about_the_same(place: str, later: Decision, clashes: bool) -> None:
    with create(place, author="Karim") as case:
        with case.write() as tx:
            decisions.record(tx, CORRECTED)
        with case.acting_for("Nour").write() as tx:
            found = decisions.clash(tx, later, 0)
            assert (found is not None) is clashes
            assert found is None or found.author == "Karim"
            assert decisions.clash(tx, later, 1) is None  # seen
        with case.write() as tx:
            assert decisions.clash(tx, later, 0) is None  # one's own


def test_users_a_source_graded_by_another_and_an_undoing_are_told(place: str) -> None:
    graded = Decision("grade", subject="الميدان", value="B")
    with create(place, author="Karim") as case:
        with case.write() as tx:
            decisions.record(tx, graded)
            decisions.record(tx, Decision("undo", undoes=1))
        with case.acting_for("Nour").write() as tx:
            told = decisions.clash(tx, graded, 1)
            assert told is not None
            assert told.decision.kind == "undo"
            assert decisions.clash(tx, Decision("affiliation", subject="الميدان", value=""), 0) is None


def test_users_asking_for_a_clash_loads_what_was_not_seen_only(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    loads = codec.loads

    def counted(cls: type, data: str) -> object:
        loaded.append(1)
        return loads(cls, data)

    with create(place, author="Karim") as case:
        with case.write() as tx:
            for n in range(50):
                decisions.record(tx, Decision("accept", (at("a", n, n + 1),)))
            decisions.record(tx, Decision("undo", undoes=1))
            decisions.record(tx, Decision("undo", undoes=51))
        monkeypatch.setattr(decisions.codec, "loads", counted)
        with case.acting_for("Nour").read() as tx:
            told = decisions.clash(tx, Decision("accept", (at("a", 0, 1),)), 50)
            assert told is not None
            assert (told.id, len(loaded) < 10) == (52, True)
            assert [decisions.get(tx, n).undone for n in (1, 2, 51, 52)] == [False, False, True, False]
            assert [r.undone for r in decisions.every(tx)].index(True) == 50
