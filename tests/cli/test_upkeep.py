# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`doctor`, `backup` and `restore`."""

import json
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tawatur.casefile import backup, checking, open_case
from tawatur.model.errors import CaseExistsError, CaseFileError, NotACaseFileError
from tests.cli.test_cases import run, write_reports


@pytest.fixture
def case(tmp_path: Path) -> Path:
    where = tmp_path / "a.case"
    run("new", str(where))
    run("add", str(where), str(write_reports(tmp_path, range(3))), "--jobs", "1")
    return where


def change(case: Path, *statements: str) -> None:
    with closing(sqlite3.connect(case, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_upkeep_doctor_is_content_with_a_whole_case(case: Path) -> None:
    assert "in order" in run("doctor", str(case))
    assert json.loads(run("doctor", str(case), "--format", "json")) == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DELETE FROM readings", "3 reports have no reading"),
        ("DROP INDEX ix_entity_profiles_canonical_id", "the index ix_entity_profiles_canonical_id is missing"),
        ("UPDATE readings SET report_id = report_id + 1000", "references lead nowhere"),
        ("DELETE FROM incident_tellings", "tellings are in no incident"),
        ("DROP TABLE failures", "the table failures is missing"),
    ],
)
def test_upkeep_doctor_names_damage_and_fails(case: Path, statement: str, what: str) -> None:
    change(case, "PRAGMA foreign_keys=OFF", statement)
    out = run("doctor", str(case), code=1)
    assert what in out
    assert "tawatur " in out


def test_upkeep_doctor_advises_without_failing(case: Path) -> None:
    change(case, "UPDATE readings SET version = '0.0.1'")
    case.chmod(0o644)
    out = run("doctor", str(case))
    assert f"read them again, decisions hold: tawatur reread {case}" in out
    assert f"chmod 600 {case}" in out


def test_upkeep_backup_and_restore_give_the_same_case(case: Path, tmp_path: Path) -> None:
    copy, again = tmp_path / "copy.case", tmp_path / "again.case"
    assert "checked" in run("backup", str(case), str(copy))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert "3 reports" in run("restore", str(copy), str(again))
    assert run("groups", str(again)) == run("groups", str(case))
    assert "in order" in run("doctor", str(again))


def test_upkeep_backup_takes_one_state_while_others_write(case: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with open_case(case) as found:
            while not stop.is_set():
                with found.session("busy"):
                    pass

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            backup.back_up(case, tmp_path / f"{number}.case")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        assert "damage" not in run("doctor", str(tmp_path / f"{number}.case"))


def test_upkeep_backup_keeps_what_is_there(case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.case"
    copy.write_text("mine", "utf-8")
    with pytest.raises(CaseExistsError, match="move it away"):
        backup.back_up(case, copy)
    with pytest.raises(CaseExistsError, match="move it away"):
        backup.restore(case, copy)
    assert copy.read_text("utf-8") == "mine"


def test_upkeep_restore_refuses_what_is_no_copy(case: Path, tmp_path: Path) -> None:
    torn, to = tmp_path / "torn.case", tmp_path / "b.case"
    torn.write_bytes(case.read_bytes()[: 3 * 4096])
    with pytest.raises(NotACaseFileError, match="damaged"):
        backup.restore(torn, to)
    assert not to.exists()
    assert not list(tmp_path.glob(".*.part"))


def test_upkeep_databases_are_left_to_their_tools(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="pg_dump"):
        backup.back_up("postgresql://analyst:secret@localhost/cases", tmp_path / "b.case")


def test_upkeep_backup_goes_to_a_disk_without_hard_links(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    copy = tmp_path / "copy.case"
    backup.back_up(case, copy)
    assert [path.name for path in tmp_path.glob(".*.part")] == []
    with open_case(copy) as found, found.read() as tx:
        assert checking.count(tx) == 3
    with pytest.raises(CaseExistsError):
        backup.back_up(case, copy)
