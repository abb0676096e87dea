# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What holds for every format: the same bytes again, nobody named who is not to be, no analyst, no local path."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tawatur.casefile import CaseFile
from tawatur.cli.export import _FORMATS
from tawatur.export import FORMATS, Request, export, formats
from tawatur.export.mapping import FIELDS, parse
from tawatur.export.material import PARTS
from tawatur.text.normalize import fold
from tests.export.conftest import ANALYST, HIDDEN

COLUMNS = parse("rows = 'positions'\n[columns]\n" + "\n".join(f'"{f}" = "{f}"' for f in FIELDS["positions"]))
TEXTS = ("none", "quotes", "full")


def _plain(content: bytes, name: str) -> str:
    if not name.endswith(".parquet"):
        return content.decode("utf-8")
    parquet = pytest.importorskip("pyarrow.parquet", reason="pip install 'tawatur[parquet]'")
    return str(parquet.read_table(io.BytesIO(content)).to_pylist())


def _all(case: CaseFile, **asked: object) -> Iterator[tuple[str, str]]:
    for name in FORMATS:
        if name == "parquet":
            pytest.importorskip("pyarrow", reason="pip install 'tawatur[parquet]'")
        request = Request(name, columns=COLUMNS, **asked)  # type: ignore[arg-type]
        for file, content in export(case, request).files.items():
            yield name, _plain(content, file)


def test_formats_the_command_knows_all() -> None:
    assert tuple(FORMATS) == _FORMATS


@pytest.mark.parametrize("text", TEXTS)
def test_formats_name_nobody_who_is_not_to_be_named(case: CaseFile, text: str) -> None:
    for name, content in _all(case, text=text):
        folded = fold(content)
        assert [h for h in HIDDEN if fold(h) in folded] == [], name


def test_formats_name_everybody_when_asked(case: CaseFile) -> None:
    request = Request("positions", redact="none")
    assert "الشرقاوي" in export(case, request).files[""].decode()


def test_formats_keep_public_figures_unless_all_are_to_go(case: CaseFile) -> None:
    keeps = Request("plover", text="full")
    assert "سامر الوردي" in export(case, keeps).files[""].decode()
    for name, content in _all(case, text="full", redact="persons"):
        assert "الوردي" not in content, name


def test_formats_take_out_what_else_is_named(case: CaseFile) -> None:
    for name, content in _all(case, text="full", also=("العوينية",)):
        assert "العوينية" not in content, name


def test_formats_bear_no_analyst_and_no_local_path(case: CaseFile) -> None:
    for name, content in _all(case):
        assert ANALYST not in content, name
        assert str(Path(case.where).parent) not in content, name


def test_formats_reviewers_are_named_when_asked(case: CaseFile) -> None:
    assert ANALYST in export(case, Request("dossier", named=True)).files[""].decode()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_formats_twice_gives_the_same_bytes(case: CaseFile, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pip install 'tawatur[parquet]'")
    request = Request(name, columns=COLUMNS)
    assert export(case, request) == export(case, request)


@pytest.mark.parametrize("text", TEXTS)
def test_formats_are_handed_all_that_they_write(case: CaseFile, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for rows in FIELDS:
        columns = parse(f"rows = '{rows}'\n[columns]\n" + "\n".join(f'"{f}" = "{f}"' for f in FIELDS[rows]))
        requests = [Request(name, text=text, columns=columns) for name in FORMATS if name != "parquet"]  # type: ignore[arg-type]
        made = [export(case, request) for request in requests]
        with monkeypatch.context() as patched:
            patched.setattr(formats, "_parts_of", lambda request: PARTS)
            assert [export(case, request) for request in requests] == made


def test_formats_without_text_hold_no_sentence(case: CaseFile) -> None:
    for name, content in _all(case, text="none"):
        assert "لم نر سيارات" not in content, name


def test_formats_full_text_is_in_those_with_a_place_for_it(case: CaseFile) -> None:
    held = {name for name, content in _all(case, text="full") if re.search("طلبا عدم الكشف عن هويتيهما", content)}
    assert {"plover", "ftm", "parquet", "dossier"} <= held
