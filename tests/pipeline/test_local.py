# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading many reports."""

from pathlib import Path

import pytest

from tawatur.intake import Failure, Loaded
from tawatur.model import ReaderInfo, Reading, Report
from tawatur.model.errors import EndpointError, InternalError, LexiconError, UnreadableFileError
from tawatur.pipeline import local, threads
from tawatur.pipeline.local import Done, Settings, read_many, read_one
from tawatur.pipeline.processes import StartMethod

TEXT = "قالت الشرطة إن مسلحين هاجموا حاجزا للجيش أمس وقتلوا ثلاثة جنود."


def items(n: int) -> list[Loaded | Failure]:
    return [Loaded(f"r{i}", Report(f"r{i}", f"{TEXT} التقرير {i}.", published="2024-03-05")) for i in range(n)]


def dump(outcomes: list[Done | Failure]) -> str:
    return "\n".join(o.reading.to_json() if isinstance(o, Done) else str(o.error) for o in outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_local_any_number_of_processes_gives_the_same_bytes(method: StartMethod) -> None:
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

    monkeypatch.setattr(local, "reader_of", lambda lexicon, threshold: Broken())
    outcome = read_one(items(1)[0], Settings())
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, InternalError)
    assert "ZeroDivisionError at test_local.py" in str(outcome.error)
    assert TEXT not in str(outcome.error)  # report text never enters a message


def test_local_a_faulty_overlay_stops_before_reading(tmp_path: Path) -> None:
    with pytest.raises(LexiconError):
        list(read_many(items(1), Settings(lexicon=tmp_path / "none")))


class Marking:
    """A reader that notes what it is asked."""

    name, version = "marking", "1"

    def __init__(self, gone_at: str = "") -> None:
        self.asked: list[str] = []
        self.gone_at = gone_at

    def read(self, report: Report) -> Reading:
        self.asked.append(report.id)
        if report.id == self.gone_at:
            raise EndpointError("gone")
        return Reading(reader=ReaderInfo(self.name, self.version, ""), report=report)


def test_local_another_reader_keeps_the_order_and_is_asked_little_ahead() -> None:
    reader = Marking()
    outcomes = read_many(items(50), Settings(outlet="الضفة"), jobs=3, reader=reader)
    first = next(outcomes)
    assert isinstance(first, Done)
    assert (first.reading.report.id, first.reading.report.outlet) == ("r0", "الضفة")
    assert len(reader.asked) <= 3 * threads.AHEAD
    assert [o.name for o in outcomes] == [f"r{i}" for i in range(1, 50)]


def test_local_an_endpoint_that_has_gone_stops_the_run() -> None:
    reader = Marking(gone_at="r2")
    outcomes = read_many(items(50), Settings(), jobs=2, reader=reader)
    assert [next(outcomes).name, next(outcomes).name] == ["r0", "r1"]
    with pytest.raises(EndpointError):
        next(outcomes)
    assert len(reader.asked) < 20
