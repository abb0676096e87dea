# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading, checking and overlaying tables."""

from pathlib import Path

import pytest

from tawatur.lexicon.tables import TableSpec, check_table, overlay, read_table, values
from tawatur.model.errors import TableError

SPEC = TableSpec("test/cues", ("lemma", "type", "note"), ("lemma", "type"), ("lemma",), (("type", ("A", "B")),))
HEADER = (
    "# SPDX-FileCopyrightText: 2026 Tawatur contributors\n# SPDX-License-Identifier: CC-BY-4.0\n"
    "# purpose: test\n# reader: tests\n# source: author, unverified\nlemma\ttype\tnote\n"
)


def write(folder: Path, body: str, header: str = HEADER) -> Path:
    path = folder / "cues.tsv"
    path.write_text(header + body, "utf-8", newline="")
    return path


def test_tables_reads_rows_and_pads_short_ones(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "قال\tA\n# comment\n\nأعلن\tB\tملاحظة\r\n"), SPEC)
    assert list(table.columns("lemma", "note")) == [("قال", ""), ("أعلن", "ملاحظة")]
    assert table.rows[1].line == 10


@pytest.mark.parametrize(
    ("body", "header", "message"),
    [
        pytest.param("a\tA\tb\tc\n", HEADER, "cues.tsv:7: 4 cells, expected 3", id="too-many-cells"),
        pytest.param("", HEADER.replace("note", "notes"), "cues.tsv:6", id="wrong-columns"),
        pytest.param("", "# only: comments\n", "must name the columns", id="no-columns"),
    ],
)
def test_tables_errors_name_file_and_line(tmp_path: Path, body: str, header: str, message: str) -> None:
    with pytest.raises(TableError) as caught:
        read_table(write(tmp_path, body, header), SPEC)
    assert message in str(caught.value)


def test_tables_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_bytes(path.read_bytes() + b"\xc7\xe1\tA\n")
    with pytest.raises(TableError, match=r"cues\.tsv:7: not UTF-8"):
        read_table(path, SPEC)


def test_tables_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_table(tmp_path / "none.tsv", SPEC)


def test_tables_check_finds_everything_wrong(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "قال\tC\n\tA\nقال\tA\nأعلن \tA\n", HEADER.replace("# source", "# sauce")), SPEC)
    found = [(p.line, p.column) for p in check_table(table)]
    assert found == [(1, ""), (7, "type"), (8, "lemma"), (9, "lemma"), (10, "lemma")]


def test_tables_overlay_replaces_removes_and_adds(tmp_path: Path) -> None:
    base = read_table(write(tmp_path, "قال\tA\nأعلن\tA\nنفى\tA\n"), SPEC)
    over = read_table(write(tmp_path, "أعلن\tB\n-نفى\nزعم\tB\n"), SPEC)
    assert [c[:2] for c in overlay(base, over).columns("lemma", "type")] == [("قال", "A"), ("أعلن", "B"), ("زعم", "B")]


def test_tables_values_splits_cells() -> None:
    assert values("أ | ب|") == ("أ", "ب")
    assert values("") == ()
