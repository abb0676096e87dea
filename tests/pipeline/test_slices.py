# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Slices of readings in Parquet: into a case without reading again."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.casefile import CaseFile, create, listing, reports
from tawatur.cli import main
from tawatur.intake import Failure
from tawatur.model import Reading
from tawatur.model.errors import PipelineError
from tawatur.pipeline import preparing
from tawatur.pipeline.adding import Counts, add
from tawatur.pipeline.grouping import groups
from tawatur.pipeline.local import Settings
from tawatur.pipeline.preparing import Incoming, identify, prepare
from tawatur.pipeline.slices import day_of, load_slice, row_of
from tests.casefile.samples import loaded

DAYS = ("2024-03-05", "2024-03-06", "2024-03-07", None)


def reported() -> list[Incoming]:
    return [identify(loaded(n, published=day), Settings(), keep_original=False) for n, day in enumerate(DAYS)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of readings, a file for each day."""
    import pyarrow
    from pyarrow import parquet

    where = tmp_path_factory.mktemp("tables")
    for item in reported():
        made = prepare(item, Settings())
        assert not isinstance(made, Failure)
        row = row_of(made)
        part = where / "readings" / f"day={row.pop('day')}"
        part.mkdir(parents=True)
        parquet.write_table(pyarrow.Table.from_pylist([row]), part / "part-0.parquet")
    return where


def picture(case: CaseFile) -> tuple[object, ...]:
    with case.read() as tx:
        rows = listing.reports(tx)
        readings: list[tuple[str, Reading]] = sorted(reports.readings(tx, [row.key for row in rows]))
        return sorted(rows, key=lambda row: row.key), readings, groups(tx)


def test_slices_give_the_case_that_reading_gives(folder: Path, tmp_path: Path) -> None:
    with create(tmp_path / "a.case") as sliced, create(tmp_path / "b.case") as read:
        assert add(sliced, load_slice(folder), Settings()) == Counts(added=len(DAYS))
        add(read, reported(), Settings())
        assert picture(sliced) == picture(read)


def test_slices_are_not_read_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(preparing, "read_one", refuse)
    with create(tmp_path / "a.case") as case:
        assert add(case, load_slice(folder), Settings()).added == len(DAYS)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ((), 4),
        (("2024-03-06",), 1),
        (("2024-03-05..2024-03-06",), 2),
        (("undated", "2024-03-07"), 2),
        (("2024-03-06..2025-01-01",), 2),
    ],
)
def test_slices_take_the_days_asked_for(folder: Path, wanted: tuple[str, ...], found: int) -> None:
    assert len(list(load_slice(folder, wanted))) == found


@pytest.mark.parametrize(("days", "said"), [(("1999-01-01",), "none of its 4 days"), ((), "no readings by day")])
def test_slices_that_are_not_there_are_an_error(folder: Path, tmp_path: Path, days: tuple[str, ...], said: str) -> None:
    with pytest.raises(PipelineError, match=said):
        load_slice(folder if days else tmp_path, days)


def test_slices_a_damaged_file_is_one_failure(folder: Path, tmp_path: Path) -> None:
    part = tmp_path / "readings" / "day=2024-03-05"
    part.mkdir(parents=True)
    (part / "a.parquet").write_bytes(b"PAR1 broken")
    (part / "b.parquet").write_bytes((folder / "readings" / "day=2024-03-05" / "part-0.parquet").read_bytes())
    first, second = load_slice(tmp_path)
    assert isinstance(first, Failure)
    assert isinstance(second, Incoming)


def test_slices_a_damaged_reading_is_a_failure_that_names_it(folder: Path) -> None:
    item = next(item for item in load_slice(folder) if isinstance(item, Incoming) and item.stored is not None)
    assert item.stored is not None
    broken = Incoming(item.key, item.sha256, item.loaded, None, type(item.stored)("s", "1", "l", 0, 0, b"{"))
    made = prepare(broken, Settings())
    assert isinstance(made, Failure)
    assert made.name == item.loaded.name


@pytest.mark.parametrize(
    ("published", "day"), [("2024-03-05T10:00:00Z", "2024-03-05"), ("2024-03-05", "2024-03-05"), (None, "undated")]
)
def test_slices_are_filed_by_day_of_publication(published: str | None, day: str) -> None:
    assert day_of(published) == day


def invoke(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def test_slices_are_added_by_command(folder: Path, tmp_path: Path) -> None:
    where = str(tmp_path / "a.case")
    create(where).close()
    code, said = invoke("add", where, "--parquet", str(folder), "--day", "2024-03-05", "--jobs", "1")
    assert (code, said.strip()) == (0, "1 added")


@pytest.mark.parametrize("arguments", [(), ("--day", "2024-03-05", "x.jsonl")])
def test_slices_a_day_needs_a_folder(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert invoke("add", str(tmp_path / "a.case"), *arguments)[0] == 2
