# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables as a spreadsheet program saves them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from intake_samples import LONG, PARAGRAPHS, read, words

from tawatur.intake import Loaded

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed; run: make test")

# separator, quotation mark, encoding, as LibreOffice's filter names them
FORMS = {"comma": "44,34,76", "semicolon": "59,34,76", "tab": "9,34,76", "windows-1256": "44,34,38"}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_calc_saves_a_table_that_is_read_as_it_was(tmp_path: Path, form: str) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or not any(Path(os.path.realpath(program)).parent.glob("libsclo.*")):
        pytest.skip("LibreOffice Calc is not on this machine; run: make system")
    book = openpyxl.Workbook()
    texts = [*PARAGRAPHS[1:4], LONG[0] + "\n" + LONG[1]]
    if form == "windows-1256":  # which has no digits of Arabic
        texts = [text for text in texts if "٧" not in text]
    book.active.append(["id", "النص", "تاريخ النشر", "المصدر"])
    for number, text in enumerate(texts):
        book.active.append([f"r{number}", text, "2024-03-05", "الميدان"])
    book.save(tmp_path / "table.xlsx")
    command = [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += [f"csv:Text - txt - csv (StarCalc):{FORMS[form]}", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "table.xlsx")], check=True, capture_output=True, timeout=180)
    loaded = [item for item in read(tmp_path / "table.csv") if isinstance(item, Loaded)]
    assert [words(item.report.text) for item in loaded] == [words(text) for text in texts]
    assert {(item.report.outlet, item.report.published) for item in loaded} == {("الميدان", "2024-03-05")}
