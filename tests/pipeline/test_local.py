# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading many reports."""

from pathlib import Path

import pytest

from tawatur.intake import Failure, Loaded
from tawatur.model import Report
from tawatur.model.errors import InternalError, LexiconError, UnreadableFileError
from tawatur.pipeline import local
from tawatur.pipeline.local import Done, Settings, read_many, read_one

TEXT = "قالت الشرطة إن مسلحين هاجموا حاجزا للجيش أمس وقتلوا ثلاثة جنود."


def items(n: int) -> list[Loaded | Failure]:
    return [Loaded(f"r{i}", Report(f"r{i}", f"{TEXT} التقرير {i}.", published="2024-03-05")) for i in range(n)]


def dump(outcomes: list[Done | Failure]) -> str:
    return "\n".join(o.reading.to_json() if isinstance(o, Done) else str(o.error) for o in outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_local_any_number_of_processes_gives_the_same_bytes(method: local.StartMethod) -> None:
    one = dump(list(read_many(items(40), Settings())))
    assert dump(list(read_many(items(40), Settings(), jobs=2, method=method))) == one


def test_local_failures_pass_through_in_order() -> None:
    broken = Failure("x", UnreadableFileError("gone"))
    outcomes = list(read_many([*items(1), broken, *items(1)], Settings()))
    assert [type(o) for o in outcomes] == [Done, Failure, Done]


def test_local_settings_fill_only_what_a_report_leaves_open() -> None:
    stated = Loaded("a", Report("a", TEXT, published="2024-03-05", outlet="الميدان"))
    silent = Loaded("b", Report("b", TEXT))
    settings = Settings(published="2020-01-02", outlet="الضفة")
    first, second = read_one(stated, settings), read_one(silent, settings)
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert (first.reading.report.published, first.reading.report.outlet) == ("2024-03-05", "الميدان")
    assert (second.reading.report.published, second.reading.report.outlet) == ("2020-01-02", "الضفة")


def test_local_a_defect_is_confined_to_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def read(self, report: Report) -> None:
            raise ZeroDivisionError(report.text)

    monkeypatch.setattr(local, "_reader", lambda lexicon: Broken())
    outcome = read_one(items(1)[0], Settings())
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, InternalError)
    assert "ZeroDivisionError at test_local.py" in str(outcome.error)
    assert TEXT not in str(outcome.error)  # report text never enters a message


def test_local_a_faulty_overlay_stops_before_reading(tmp_path: Path) -> None:
    with pytest.raises(LexiconError):
        list(read_many(items(1), Settings(lexicon=tmp_path / "none")))
