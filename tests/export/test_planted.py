# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Planted names, telephone numbers and accounts: in no redacted export of any kind, in no message, log or failure."""

import gzip
import io
import json
import logging
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.casefile import CaseFile, audit, create, open_case
from tawatur.cli import main
from tawatur.export import FORMATS, Request, export, pdf
from tawatur.export.dossier import Form
from tawatur.intake import Failure, Loaded
from tawatur.model import Report
from tawatur.model.evidence import Fetch
from tawatur.pipeline.adding import add
from tawatur.pipeline.local import Settings
from tawatur.text.normalize import fold
from tests.export.conftest import HIDDEN, PLANTED
from tests.export.test_formats import COLUMNS, _plain

TEXT = PLANTED[0]["text"]
NAMES = ("هدى", "الشرقاوي", "ياسين", "المرزوقي", "منير", "القاسمي", "0912345678", "huda")


def found(text: str, names: tuple[str, ...] = NAMES) -> list[str]:
    """Which of the planted stand in a text, however written."""
    folded = fold(text)
    return [name for name in names if fold(name) in folded]


@pytest.mark.parametrize("text", ["none", "quotes", "full"])
@pytest.mark.parametrize(("name", "language"), [*((name, "ar") for name in sorted(FORMATS)), ("dossier", "en")])
def test_planted_in_no_export(case: CaseFile, name: str, text: str, language: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed; run: pip install 'tawatur[parquet]'")
    request = Request(name, columns=COLUMNS, text=text, form=Form(language))  # type: ignore[arg-type]
    for file, content in export(case, request).files.items():
        assert found(_plain(content, file), HIDDEN) == [], file


@pytest.mark.slow
@pytest.mark.skipif(pdf.program() is None, reason="PDF needs Chromium on this machine; run: make system")
def test_planted_in_no_printed_dossier(case: CaseFile, tmp_path: Path) -> None:
    pytest.importorskip("pdfminer", reason="pdfminer.six is not installed; run: pip install 'tawatur[pdf]'")
    from tawatur.intake import load

    path = tmp_path / "d.pdf"
    path.write_bytes(export(case, Request("dossier", text="full", form=Form("ar", "pdf"))).files[""])
    (item,) = load([path])
    assert isinstance(item, Loaded)
    assert "السدرة" in item.report.text  # it is read, and tells of the attack
    assert found(item.report.text, HIDDEN) == []
    assert found(path.read_bytes().decode("latin-1")) == []


def test_planted_in_no_export_of_what_came_over_the_net(tmp_path: Path) -> None:
    url = "https://maydan.example/2024/07/هدى-الشرقاوي-تروي"
    headers = (("link", "<https://maydan.example/huda-sharqawi>"), ("x-author", "huda"))
    with create(tmp_path / "a.case") as case:
        for number, text in enumerate((TEXT, TEXT + " تحديث.")):
            report = Report(url, text, outlet="الميدان", url=url, title=PLANTED[0]["title"], published="2024-07-02")
            item = Loaded("x", report, (), text.encode(), Fetch(url, url, 200, f"2024-07-0{number + 2}", "0", headers))
            add(case, [item], Settings())
        for name in FORMATS:
            if name == "parquet":
                pytest.importorskip("pyarrow", reason="pyarrow is not installed; run: pip install 'tawatur[parquet]'")
            for file, content in export(case, Request(name, columns=COLUMNS, text="full")).files.items():
                assert found(_plain(content, file)) == [], (name, file)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


# Inputs that fail, each in its way, all of them full of names.
BROKEN = {
    "json": ('{"text": "' + TEXT.replace('"', "") + '", "title": ').encode(),
    "lines": f'{{"text": "{NAMES[0]} {NAMES[1]}"\n{{"text": 3, "title": "هدى الشرقاوي"}}\n'.encode(),
    "json-kinds": json.dumps({"text": [TEXT], "outlet": {"name": TEXT}}).encode(),
    "no-text": json.dumps({"id": 1, "هدى الشرقاوي": TEXT, "author": "هدى"}).encode(),
    "date": json.dumps({"text": TEXT, "published": "هدى الشرقاوي 0912345678"}).encode(),
    "csv": "هدى الشرقاوي,0912345678,@huda_sh99\nمنير القاسمي,0912345678,x\nياسين المرزوقي,1,2\n".encode(),
    "csv-columns": f"body,content\n{TEXT.splitlines()[0]},هدى الشرقاوي\nx,منير القاسمي\n".encode(),
    "telegram": json.dumps(
        {"name": "هدى الشرقاوي", "type": "public_channel", "id": 1, "messages": [{"id": "هدى", "text": 3}, "هدى"]}
    ).encode(),
    "html": b"<html><head><title>" + TEXT.encode() + b"</title></head><body><a>" + b"</a></body></html>",
    "docx": _zip({"word/document.xml": ("<w:document>" + TEXT).encode()}),
    "zip": _zip({"a.txt": TEXT.encode()})[:-30],
    "gzip": gzip.compress(TEXT.encode() * 50)[:-20],
    "pdf": b"%PDF-1.7\n" + TEXT.encode() * 20,
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: x\r\nContent-Length: 999999\r\n\r\n" + TEXT.encode(),
    "parquet": b"PAR1" + TEXT.encode() * 5,
    "rtf": b"{\\rtf1 " + TEXT.encode() + b"}",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_planted_in_no_message_failure_or_log(
    tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    path, where = tmp_path / "input", str(tmp_path / "a.case")
    path.write_bytes(BROKEN[kind])
    runner = CliRunner()
    with caplog.at_level(logging.DEBUG):
        runner.invoke(main, ["new", where])
        added = runner.invoke(main, ["add", where, str(path), "--jobs", "1"])
        read = runner.invoke(main, ["read", str(path), "--out", str(tmp_path / "out")])
        told = runner.invoke(main, ["status", where, "--failures"])
    for result in (added, read, told):
        assert result.exit_code in (0, 1, 2), result.exception
        assert found(result.output) == []
    with open_case(where) as case, case.read() as tx:
        assert found(str(audit.failures(tx)) + str(audit.log(tx))) == []
    assert found(caplog.text + "".join(capfd.readouterr())) == []


def test_planted_in_no_failure_of_the_reader(tmp_path: Path) -> None:
    """A defect while a report is read is told by its kind and line."""
    from tawatur.pipeline import local

    class Broken:
        def read(self, report: Report) -> None:
            raise ValueError(report.text)

    outcome = local.read_one(Loaded("x", Report("x", TEXT)), Settings(), Broken())  # type: ignore[arg-type]
    assert isinstance(outcome, Failure)
    assert found(str(outcome.error)) == []
