# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The commands that work on a case."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.cli import casing, main
from tawatur.cli.output import defuse, width
from tests.casefile.samples import loaded


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result.output


def write_reports(folder: Path, numbers: range) -> Path:
    path = folder / "reports.jsonl"
    path.write_bytes(b"\n".join(loaded(n).original for n in numbers))
    return path


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("case")
    where = str(folder / "a.case")
    assert "tawatur add" in run("new", where)
    assert "3 added" in run("add", where, str(write_reports(folder, range(3))), "--jobs", "1")
    return where


def test_cases_adding_again_says_so(case: str, tmp_path: Path) -> None:
    assert "0 added, 3 there already" in run("add", case, str(write_reports(tmp_path, range(3))), "--jobs", "1")


def test_cases_adding_counts_failures_and_status_lists_them(tmp_path: Path) -> None:
    where, bad = str(tmp_path / "b.case"), tmp_path / "bad.jsonl"
    bad.write_text('{"text": "خبر قصير"}\n{"text": 3}\n', "utf-8")
    run("new", where)
    assert "1 added, 1 failed" in run("add", where, str(bad), "--jobs", "1", code=1)
    (row,) = json.loads(run("status", where, "--failures", "--format", "json"))
    assert row["provenance"].endswith("bad.jsonl:2")


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_cases_search_finds_in_every_form(case: str, form: str) -> None:
    out = run("search", case, "السدرة", "--format", form)
    assert "r1" in out
    assert "r2" not in out


def test_cases_status_counts(case: str) -> None:
    (status,) = json.loads(run("status", case, "--format", "json"))
    assert (status["reports"], status["outlets"]) == (3, 1)


def test_cases_status_knows_who_did_what(case: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("status", case, "--audit", "--format", "csv"))))
    assert rows[0]["action"] == "add"
    assert json.loads(rows[0]["detail"])["added"] == 3


def test_cases_erase_asks_first(tmp_path: Path) -> None:
    where = str(tmp_path / "c.case")
    run("new", where)
    run("add", where, str(write_reports(tmp_path, range(2))), "--jobs", "1")
    assert CliRunner().invoke(main, ["erase", where, "r1"], input="n\n").exit_code == 1
    assert "erased 1" in run("erase", where, "r1", "--yes")
    assert "r0" in run("erase", where, "r1", "--yes", code=2)


def test_cases_a_file_that_is_none_is_an_error_without_traceback(tmp_path: Path) -> None:
    assert "tawatur new" in run("status", str(tmp_path / "none.case"), code=2)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+1", "@a", "\t=1", "\u200f=1"])
def test_cases_csv_formulas_are_defused(cell: str) -> None:
    assert defuse(cell) == "'" + cell


def test_cases_widths_are_those_of_a_terminal() -> None:
    assert [width(t) for t in ("abc", "عَلَم", "\u2068م\u2069", "漢")] == [3, 3, 1, 2]


def incidents(case: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("incidents", case, "--format", "json"))
    return found


@pytest.mark.parametrize("form", ["text", "csv"])
def test_cases_incidents_are_listed(case: str, form: str) -> None:
    assert all(row["id"] in run("incidents", case, "--format", form) for row in incidents(case))
    assert "none" in run("incidents", case, "--since", "2030-01-01")


def test_cases_an_incident_shows_its_proof(case: str) -> None:
    id = incidents(case)[0]["id"]
    out = run("incident", case, id[:6])
    assert "happened" in out
    assert "independent of" in out
    assert json.loads(run("incident", case, id, "--format", "json"))["id"] == id


def test_cases_groups_speak_of_own_ids(case: str) -> None:
    found = json.loads(run("groups", case))
    assert {r for i in found["incidents"] for r in i["reports"]} == {"r0", "r1", "r2"}


def test_cases_outlets_show_grades(case: str) -> None:
    out = run("grade", case, "الميدان", "B", "--affiliation", "SYR", "--note", "تجربة")
    (row,) = json.loads(run("outlets", case, "--format", "json"))
    assert (row["reports"], row["grade"], row["affiliation"]) == (3, "B", "SYR")
    for line in out.splitlines():
        run("undo", case, line.split()[1].rstrip(";"))
    (row,) = json.loads(run("outlets", case, "--format", "json"))
    assert (row["grade"], row["affiliation"]) == ("F", None)


def test_cases_merge_and_undo_go_round(case: str) -> None:
    before = run("groups", case)
    ids = [row["id"] for row in incidents(case)]
    out = run("merge", case, *ids[:2], "--author", "سلمى")
    assert len(incidents(case)) == len(ids) - 1
    run("undo", case, out.split()[1].rstrip(";"))
    assert run("groups", case) == before
    assert "سلمى" in run("status", case, "--decisions")


def test_cases_correct_refuses_what_cannot_be(case: str) -> None:
    assert "is not one of" in run("correct", case, "r1", "e1", "type=WAR", code=2)
    assert "nearest" in run("correct", case, "r1", "e99", "type=ASSAULT", code=2)


def test_cases_reread_with_the_same_reader_has_nothing_to_do(case: str) -> None:
    assert "0 read again" in run("reread", case, "--jobs", "1")
    assert "3 read again" in run("reread", case, "--all", "--jobs", "1")


def test_cases_an_unknown_incident_names_the_nearest(case: str) -> None:
    id = incidents(case)[0]["id"]
    assert id in run("incident", case, id[:-1] + "x", code=2)


CABLE = (
    "أعلنت شركة غرانفيلد للطاقة في أبردين أن رئيسها مالكولم ثورنبري استقال بعد خسائر بلغت 418 مليونا، "
    "وأن نائبته إينغريد لوفستروم ستخلفه في 17 الشهر المقبل، وفق ما ذكره محللو بنك هاليفاكس لوكالة رويترز."
)
CABLE_TOO = (
    "مالكولم ثورنبري يترك منصبه على رأس غرانفيلد، مجموعة أبردين المتخصصة في الطاقة، إثر عجز قدره 418 مليونا، "
    "لتحل مكانه إينغريد لوفستروم اعتبارا من يوم 17، بحسب تقدير خبراء من مصرف هاليفاكس لرويترز."
)


@pytest.fixture
def cables(tmp_path: Path) -> str:
    where, path = str(tmp_path / "c.case"), tmp_path / "cables.jsonl"
    shared = {"published": "2024-03-05", "author": "رويترز"}
    two = (
        {"id": "r7", "outlet": "الميدان", "text": CABLE, **shared},
        {"id": "r8", "outlet": "الضحى", "text": CABLE_TOO, **shared},
    )
    path.write_text("\n".join(json.dumps(one) for one in two), "utf-8")
    run("new", where)
    run("add", where, str(path), "--jobs", "1")
    return where


def test_cases_a_translation_is_proposed_and_accepted_until_undone(cables: str) -> None:
    (row,) = json.loads(run("translations", cables, "--format", "json"))
    assert (row["left"], row["right"], row["state"], row["decision"]) == ("r7", "r8", "proposed", None)
    assert json.loads(run("groups", cables))["families"] == []
    assert "tawatur undo" in run("translations", cables, "--accept", "r7", "r8")
    assert [f["reports"] for f in json.loads(run("groups", cables))["families"]] == [["r7", "r8"]]
    (row,) = json.loads(run("translations", cables, "--format", "json"))
    assert (row["state"], row["decision"]) == ("accepted", 1)
    assert "already" in run("translations", cables, "--reject", "r7", "r8", code=2)
    run("reread", cables, "--all", "--jobs", "1")
    assert [f["reports"] for f in json.loads(run("groups", cables))["families"]] == [["r7", "r8"]]
    run("undo", cables, "1")
    assert json.loads(run("groups", cables))["families"] == []
    run("translations", cables, "--reject", "r8", "r7")
    (row,) = json.loads(run("translations", cables, "--format", "json"))
    assert row["state"] == "rejected"


def test_cases_translations_decides_on_what_is_proposed_only(case: str) -> None:
    assert run("translations", case).strip() == "none"
    assert "not proposed" in run("translations", case, "--accept", "r0", "r1", code=2)
    assert "nearest" in run("translations", case, "--accept", "r0", "r11", code=2)


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_cases_tension_shows_two_parties(case: str, form: str) -> None:
    assert run("tension", case, "--format", form)
    entities = [row["id"] for row in json.loads(run("entities", case, "--format", "json"))]
    out = run("tension", case, *entities[:2], "--by", "day", "--format", form)
    if form == "json":
        assert (json.loads(out)["unit"], json.loads(out)["changes"]) == ("day", None)


def test_cases_tension_names_the_nearest_of_unknown_parties(case: str) -> None:
    one = json.loads(run("entities", case, "--format", "json"))[0]["id"]
    wrong = one[:-1] + ("0" if one[-1] != "0" else "1")
    assert one in run("tension", case, one, wrong, code=2)
    assert "two different" in run("tension", case, one, one, code=2)
    assert "two parties" in run("tension", case, one, code=2)


def test_cases_the_password_of_a_database_never_shows() -> None:
    assert "secret" not in casing.shown("postgresql://desk:secret@localhost/border")
    assert casing.shown("cases/border.case") == "cases/border.case"
