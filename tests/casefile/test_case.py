# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Making and opening cases, and everything that is not one."""

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from tawatur.casefile import Transaction, create, listing, open_case
from tawatur.casefile import case as case_module
from tawatur.casefile.schema import metadata
from tawatur.model.errors import (
    CaseExistsError,
    CaseFileError,
    FullDiskError,
    LockedCaseFileError,
    LostCaseFileError,
    NewerCaseFileError,
    NotACaseFileError,
    ReadOnlyCaseFileError,
    UnknownIdError,
)


def test_case_a_new_one_opens_and_is_empty(place: str) -> None:
    create(place).close()
    with open_case(place) as case, case.read() as tx:
        assert listing.status(tx).reports == 0


def test_case_making_one_twice_leaves_the_first(place: str) -> None:
    create(place).close()
    with pytest.raises(CaseExistsError):
        create(place)
    open_case(place).close()


def test_case_the_migrations_make_the_schema(place: str) -> None:
    with create(place) as case, case.read() as tx:
        context = MigrationContext.configure(tx.connection, opts={"version_table": case_module.VERSION_TABLE})
        found = [d for d in compare_metadata(context, metadata) if "search" not in str(d)]
    assert found == []


def test_case_of_an_older_version_is_brought_up_to_date(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    real = command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, revision: real(config, case_module.REVISIONS[0]))
    monkeypatch.setattr(case_module, "REVISIONS", case_module.REVISIONS[:1])
    create(place).close()
    monkeypatch.undo()
    with open_case(place) as case, case.read() as tx:
        assert inspect(tx.connection).has_table("fetches")
        assert listing.status(tx).reports == 0


def test_case_the_known_revisions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "tawatur.casefile:migrations")
    revisions = [s.revision for s in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(revisions)) == case_module.REVISIONS


def test_case_a_newer_one_says_so(place: str) -> None:
    with create(place) as case, case.write() as tx:
        tx.connection.execute(text("UPDATE tawatur_version SET version_num = '9999'"))
    with pytest.raises(NewerCaseFileError, match="update tawatur"):
        open_case(place)


def test_case_a_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    with create(tmp_path / "a.case") as case, case.write() as tx:
        tx.connection.execute(text("INSERT INTO \"case\" VALUES ('a', 'b')"))
        modes = {stat.S_IMODE(os.stat(p).st_mode) for p in tmp_path.iterdir()}
    assert modes == {0o600}


@pytest.mark.parametrize("content", [b"", b"plain text", b"SQLite format 3\x00", b"\x00" * 5000])
def test_case_another_file_is_not_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(NotACaseFileError, match="not a case file"):
        open_case(tmp_path / "x")
    with pytest.raises(CaseExistsError):
        create(tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == content


def test_case_another_database_is_not_one(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x") as connection:
        connection.execute("CREATE TABLE reports (id)")
    connection.close()
    with pytest.raises(NotACaseFileError):
        open_case(tmp_path / "x")


def test_case_an_empty_database_is_not_one(cluster: tuple[Path, str]) -> None:
    from tests.conftest import new_schema

    with pytest.raises(NotACaseFileError, match="tawatur new"):
        open_case(new_schema(cluster))


def test_case_a_damaged_one_says_so(tmp_path: Path) -> None:
    create(tmp_path / "a.case").close()
    data = bytearray((tmp_path / "a.case").read_bytes())
    data[4096:60_000] = b"\xff" * (60_000 - 4096)
    (tmp_path / "a.case").write_bytes(data)
    with pytest.raises(NotACaseFileError, match="damaged"), open_case(tmp_path / "a.case") as case, case.read() as tx:
        listing.status(tx)


@pytest.mark.parametrize("where", ["missing.case", "missing/a.case", "."])
def test_case_a_path_with_nothing_says_what_to_do(tmp_path: Path, where: str) -> None:
    with pytest.raises(NotACaseFileError):
        open_case(tmp_path / where)


@pytest.mark.parametrize("where", ["mysql://a/b", "postgresql://[", "http://example.org"])
def test_case_an_address_that_is_none_says_so(where: str) -> None:
    with pytest.raises(CaseFileError):
        open_case(where)


def test_case_a_server_that_is_not_there_shows_no_password(tmp_path: Path) -> None:
    with pytest.raises(LostCaseFileError) as caught:
        open_case(f"postgresql://a:secret@/b?host={tmp_path}")
    assert "secret" not in str(caught.value)


def test_case_a_folder_that_is_not_there_cannot_hold_one(tmp_path: Path) -> None:
    with pytest.raises(NotACaseFileError, match="cannot be made"):
        create(tmp_path / "no" / "a.case")


def test_case_a_writer_waits_then_names_the_other(place: str) -> None:
    with create(place, author="سلمى") as first, open_case(place, wait=0.2) as second, first.session("add"):
        entered, leave = threading.Event(), threading.Event()

        def hold() -> None:
            with first.write():
                entered.set()
                leave.wait(10)

        thread = threading.Thread(target=hold)
        thread.start()
        entered.wait(10)
        with second.read() as tx:
            assert listing.status(tx).reports == 0  # readers do not wait
        with pytest.raises(LockedCaseFileError) as caught, second.write():
            pass
        leave.set()
        thread.join()
    assert "'add' by سلمى" in str(caught.value) or "another writer" in str(caught.value)


def test_case_readers_see_one_state(place: str) -> None:
    with create(place) as case, open_case(place) as other, case.read() as tx:
        assert listing.status(tx).failures == 0
        with other.write() as written:
            written.connection.execute(text("INSERT INTO tombstones VALUES ('x', 'y')"))
        assert listing.status(tx).erased == 0


def write_and_fail(tx: Transaction) -> None:
    tx.connection.execute(text("INSERT INTO tombstones VALUES ('x', 'y')"))
    raise ZeroDivisionError


def test_case_a_failed_transaction_leaves_nothing(place: str) -> None:
    with create(place) as case:
        with pytest.raises(ZeroDivisionError), case.write() as tx:
            write_and_fail(tx)
        with case.read() as tx:
            assert listing.status(tx).erased == 0


def test_case_a_full_disk_says_so(tmp_path: Path) -> None:
    with create(tmp_path / "a.case") as case:
        with case.write() as tx:
            tx.connection.exec_driver_sql("PRAGMA max_page_count=70").close()
        values = [{"h": "x" * 4000 + str(n)} for n in range(200)]
        with pytest.raises(FullDiskError, match="no room"), case.write() as tx:
            tx.connection.execute(text("INSERT INTO tombstones VALUES (:h, 'y')"), values)
        with case.read() as tx:
            assert listing.status(tx).erased == 0


def test_case_one_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    with create(tmp_path / "a.case") as case:
        with case.write() as tx:
            tx.connection.exec_driver_sql("PRAGMA query_only=ON").close()
        with pytest.raises(ReadOnlyCaseFileError), case.write() as tx:
            tx.connection.execute(text("INSERT INTO tombstones VALUES ('x', 'y')"))


def test_case_a_server_that_goes_away_says_so(cluster: tuple[Path, str]) -> None:
    from tests.conftest import new_schema

    with create(new_schema(cluster)) as case:
        with pytest.raises(LostCaseFileError, match="goes on where it was"), case.write() as tx:
            tx.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        with case.read() as tx:
            assert listing.status(tx).reports == 0


def test_case_unknown_ids_name_the_nearest(place: str) -> None:
    with create(place) as case, case.read() as tx, pytest.raises(UnknownIdError, match="no report 'x'"):
        listing.report_keys(tx, "x")
    assert listing.nearest("r12", ["r1", "r13", "zzz"]) == ("r1", "r13")
