# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of reports."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from intake_samples import LONG, PARAGRAPHS, failure, one, read

from tawatur.intake import Failure, Loaded, Options

ROWS = [
    {"id": "1", "title": "خبر أول", "text": LONG[0] + "\n" + LONG[1], "date": "2024-03-05", "source": "الميدان"},
    {"id": "2", "title": "خبر ثان", "text": 'قال: "لا"، ثم; غادر\t|', "date": "2024-03-06", "source": "المدار"},
    {"id": "3", "title": "خبر ثالث", "text": LONG[2], "date": "2024-03-07", "source": "الميدان"},
]


def written(rows: list[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode(encoding, "replace")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_tables_any_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "x.dat"
    path.write_bytes(written(ROWS, delimiter, encoding))
    reports = [item.report for item in read(path) if isinstance(item, Loaded)]
    expected = [row["text"].encode(encoding, "replace").decode(encoding) for row in ROWS]
    assert [report.text for report in reports] == expected
    assert [(r.id, r.published, r.outlet) for r in reports][:1] == [("1", "2024-03-05", "الميدان")]


def test_tables_columns_named_by_the_user(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written([{"a": row["text"], "b": row["date"]} for row in ROWS]))
    assert "'a', 'b'" in failure(path)
    items = read(path, Options({"text": "a", "published": "b"}))
    assert [i.report.published for i in items if isinstance(i, Loaded)] == ["2024-03-05", "2024-03-06", "2024-03-07"]


def test_tables_two_columns_that_could_be_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written([{"body": row["text"], "content": row["title"]} for row in ROWS]))
    message = failure(path)
    assert "'body', 'content'" in message
    assert "--map text=" in message
    assert len(read(path, Options({"text": "body"}))) == 3


def test_tables_a_column_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written(ROWS))
    assert "no column 'bdy'" in failure(path, Options({"text": "bdy"}))


def test_tables_a_row_that_does_not_fit_is_named_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written(ROWS) + "٤,عنوان\n".encode() + written(ROWS).split(b"\n", 1)[1])
    items = read(path)
    (bad,) = (item for item in items if isinstance(item, Failure))
    assert "2 cells" in str(bad.error)
    assert sum(isinstance(item, Loaded) for item in items) == 6


def test_tables_rows_without_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written([*ROWS, {**ROWS[0], "text": " "}]))
    assert "is empty in this row" in str(next(i for i in read(path) if isinstance(i, Failure)).error)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(PARAGRAPHS), id="a-report"),
        pytest.param("بغداد, البصرة\nقال الوزير, ثم غادر\nوأضاف, لاحقا", id="commas-in-lines"),  # Baghdad, Basra
        pytest.param("الخبر\nأعلن الوزير القرار.\n", id="one-column"),  # the news
        pytest.param("text, text, text\n", id="one-line"),
    ],
)
def test_tables_texts_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, "utf-8")
    items = read(path)
    if "البصرة" not in text:
        assert [item.report.text for item in items if isinstance(item, Loaded)] == [text]


def test_tables_huge_cells_and_open_quotes_stay_bounded(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written(ROWS) + b'4,t,"' + "لا ينتهي ".encode() * 200_000)
    items = read(path)
    assert sum(isinstance(item, Loaded) for item in items) == 3
    assert isinstance(items[-1], Failure)


def test_tables_day_and_month_that_may_be_either_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written([{**row, "date": date} for row, date in zip(ROWS, ("5/3/2024", "31/3/2024", "5/5/2024"))]))  # noqa: B905
    items = [item for item in read(path) if isinstance(item, Loaded)]
    assert [item.report.published for item in items] == ["2024-03-05", "2024-03-31", "2024-05-05"]
    assert [bool(item.warnings) for item in items] == [True, False, False]


def _parquet(path: Path, rows: list[dict[str, Any]]) -> Path:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed; run: pip install 'tawatur[parquet]'")
    from pyarrow import parquet

    parquet.write_table(arrow.Table.from_pylist(rows), path, row_group_size=2)
    return path


def test_tables_parquet_has_its_rows(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "x", [{**row, "other": [1, 2]} for row in ROWS * 100])
    items = read(path)
    assert [item.report.text for item in items if isinstance(item, Loaded)] == [row["text"] for row in ROWS * 100]


def test_tables_parquet_columns_inside_others(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "x", [{"entry": {"body": row["text"]}, "n": 1} for row in ROWS])
    items = read(path, Options({"text": "entry.body"}))
    assert [item.report.text for item in items if isinstance(item, Loaded)] == [row["text"] for row in ROWS]
    assert "'entry', 'n'" in failure(path)


def test_tables_parquet_dates_are_dates(tmp_path: Path) -> None:
    from datetime import datetime

    path = _parquet(tmp_path / "x", [{"text": LONG[0], "date": datetime(2024, 3, 5, 10, 30)}])
    assert one(path).report.published == "2024-03-05T10:30:00"


def test_tables_parquet_cut_off_is_named(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "x", ROWS)
    path.write_bytes(path.read_bytes()[:-100])
    assert "damaged" in failure(path)


def test_tables_absent_library_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "x").write_bytes(b"PAR1" + b"\0" * 100)
    assert "pip install 'tawatur[parquet]'" in failure(tmp_path / "x")
