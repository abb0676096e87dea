# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables opened in LibreOffice: Arabic whole, columns in their places, nothing taken for a formula."""

import csv
import io
import json
import os
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tawatur.casefile import CaseFile, open_case
from tawatur.export import Request, export
from tawatur.export.mapping import parse
from tests.export.conftest import run

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed; run: make test")
MISSING = "LibreOffice Calc is not on this machine; run: make system"
EVIL = ("=1+1", "+2+3", "-4+5", "@SUM(1,2)", "\t=6*7", '\u200f=HYPERLINK("http://x.example")', "=cmd|' /C calc'!A0")
# gunmen attacked a market in a town and killed so many civilians on such a day
TEXT = 'قالت الشرطة إن مسلحين هاجموا سوق مدينة السدرة أمس وقتلوا {} مدنيين، وأضافت: "الهجوم; مدان", بحسب بيانها.'
SHEETS = {"acled": 31, "ucdp": 49, "positions": 0, "mapping": 3}
COLUMNS = parse("rows = 'incidents'\n[columns]\n'=1+1' = 'title'\n'العنوان' = 'title'\n'القتلى' = 'deaths_best'")


def _calc() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or not any(Path(os.path.realpath(program)).parent.glob("libsclo.*")):
        pytest.skip(MISSING)
    return program


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> CaseFile:
    """A case whose outlets and titles begin as formulas do."""
    folder = tmp_path_factory.mktemp("evil")
    reports = [
        {
            "id": f"evil-{number}", "outlet": f"{sign} صحيفة {number}", "title": f"{sign} هجوم على السوق",
            "published": f"2024-03-{3 * number + 2:02}", "text": TEXT.format("خمسة" if number % 2 else "ستة"),
        }
        for number, sign in enumerate(EVIL)
    ]  # fmt: skip
    path = folder / "r.jsonl"
    path.write_text("\n".join(json.dumps(report, ensure_ascii=False) for report in reports), "utf-8")
    where = str(folder / "a.case")
    run("new", where)
    run("add", where, str(path), "--jobs", "1")
    return open_case(where)


Sheet = list[list[Any]]
BOM = b"\xef\xbb\xbf"


@pytest.fixture(scope="module")
def written(evil: CaseFile, case: CaseFile) -> dict[str, bytes]:
    """The tables by name of the file: as a case with formulas gives them, as another gives them, and one undefended."""
    found = {"bare": b"a\n=1+1\n"}
    for source, held in (("evil", evil), ("plain", case)):
        for name in SHEETS:
            content = export(held, Request(name, columns=COLUMNS, redact="none")).files[""]  # type: ignore[arg-type]
            found[f"{source}-{name}"] = content
    return {**found, "evil-acled-bom": BOM + found["evil-acled"]}


def _converted(program: str, folder: Path, target: str, files: list[Path]) -> None:
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", target]
    if target == "ods" or files[0].suffix == ".csv":
        command.append("--infilter=CSV:44,34,76,1")  # comma, quotation mark, UTF-8, from the first line on
    subprocess.run([*command, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def opened(written: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The sheets that LibreOffice makes of the tables, by name; those of `ods` went through its own format too."""
    program, folder = _calc(), tmp_path_factory.mktemp("sheets")
    files = []
    for name, content in written.items():
        files.append(folder / f"{name}.csv")
        files[-1].write_bytes(content)
    _converted(program, folder, "xlsx", files)
    own = folder / "own"
    own.mkdir()
    _converted(program, own, "ods", [folder / "evil-ucdp.csv"])
    _converted(program, own, "xlsx", [own / "evil-ucdp.ods"])
    places = {name: folder / f"{name}.xlsx" for name in written} | {"ods": own / "evil-ucdp.xlsx"}
    return {name: openpyxl.load_workbook(place).active for name, place in places.items()}


def _cells(sheet: Any) -> Sheet:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _formulas(sheet: Any) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def _as_written(value: Any, cell: str) -> bool:
    """Whether a sheet holds what the file says: as it is, or as the number or day that it is."""
    if value is None:
        return cell == ""
    if isinstance(value, bool):
        return str(value).lower() == cell.lower()
    if isinstance(value, (int, float)):
        return float(value) == float(cell)
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10] == cell
    return str(value) == cell


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*(f"{source}-{name}" for source in ("evil", "plain") for name in SHEETS), "evil-acled-bom", "ods"]
)
def test_spreadsheets_hold_what_the_file_says(written: dict[str, bytes], opened: dict[str, Any], name: str) -> None:
    content = written["evil-ucdp" if name == "ods" else name]
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    found = _cells(opened[name])
    width = SHEETS["ucdp" if name == "ods" else name.split("-")[1]]
    assert len(table) > 1
    assert len(table[0]) == (width or len(table[0]))
    assert [len(row) for row in found] == [len(row) for row in table]
    pairs = (pair for row, cells in zip(found, table, strict=True) for pair in zip(row, cells, strict=True))
    assert [pair for pair in pairs if not _as_written(*pair)] == []
    assert _formulas(opened[name]) == []


@pytest.mark.slow
def test_spreadsheets_ids_stay_texts_and_counts_are_numbers(opened: dict[str, Any]) -> None:
    head, *rows = _cells(opened["plain-acled"])
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        assert isinstance(cells["event_id_cnty"], str)
        assert isinstance(cells["fatalities"], int)
        assert isinstance(cells["event_date"], (datetime, date))


@pytest.mark.slow
def test_spreadsheets_would_take_a_formula_that_is_not_defused(opened: dict[str, Any]) -> None:
    assert _formulas(opened["bare"]) == ["A2"]
