# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Adding reports to a case, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tawatur.casefile import CaseFile, create, listing, reports
from tawatur.casefile.audit import failures
from tawatur.intake import Failure, Loaded
from tawatur.lexicon import default_lexicon
from tawatur.model.errors import LexiconError, UnreadableFileError
from tawatur.pipeline.adding import Counts, add
from tawatur.pipeline.local import Settings
from tests.casefile.samples import TEXTS, loaded, several


def put(case: CaseFile, items: list[Loaded | Failure], **options: Any) -> Counts:
    return add(case, items, Settings(), **options)


@pytest.fixture
def case(place: str) -> Iterator[CaseFile]:
    with create(place, author="تجربة") as made:
        yield made


def test_adding_the_same_again_changes_nothing(case: CaseFile) -> None:
    assert put(case, several(4)) == Counts(added=4)
    with case.read() as tx:
        before = listing.reports(tx)
    assert put(case, several(4)) == Counts(same=4)
    with case.read() as tx:
        assert listing.reports(tx) == before


def test_adding_other_bytes_at_one_address_is_a_new_version_that_names_the_old(case: CaseFile) -> None:
    first = loaded(1, url="https://example.org/1", id="a")
    second = loaded(1, text=TEXTS[1] + " تحديث.", url="https://example.org/1", id="b")
    assert put(case, [first, second]) == Counts(added=2)
    with case.read() as tx:
        assert sorted(r.version for r in listing.reports(tx)) == [1, 2]


def test_adding_one_body_from_another_outlet_is_another_report(case: CaseFile) -> None:
    assert put(case, [loaded(1), loaded(1, outlet="الضفة")]) == Counts(added=2)
    with case.read() as tx:
        assert {r.version for r in listing.reports(tx)} == {1}


def test_adding_keeps_the_reading_and_the_bytes(case: CaseFile) -> None:
    item = loaded(1)
    put(case, [item])
    with case.read() as tx:
        (key,) = listing.report_keys(tx, "r1")
        ((_, reading),) = reports.readings(tx, [key])
        assert reports.original(tx, key) == item.original
    assert reading.report.text == item.report.text
    assert reading.report.outlet == "الميدان"
    assert any(e.deaths is not None and e.deaths.low == 3 for e in reading.events)


def test_adding_stores_and_counts_failures(case: CaseFile) -> None:
    broken = Failure("x.json", UnreadableFileError("damaged"))
    assert put(case, [broken, loaded(0), broken]) == Counts(added=1, failed=2)
    with case.read() as tx:
        (row,) = failures(tx)
    assert (row.provenance, row.error, row.times) == ("x.json", "UnreadableFileError", 2)


def test_adding_stops_when_asked_and_goes_on(case: CaseFile) -> None:
    done: list[Counts] = []
    counts = put(case, several(6), tell=done.append, stop=lambda: bool(done) and done[-1].added >= 2)
    assert counts.stopped
    assert counts.added == 2
    assert put(case, several(6)) == Counts(added=4, same=2)


def test_adding_takes_odd_letters_anywhere(case: CaseFile) -> None:
    item = loaded(1, text="خبر \x00 \ud800 نص", title="عنوان \x00", outlet="م\ud800", id="\x00", url="\ud800")
    item = Loaded("odd", item.report, (), b"\x00\xff")
    assert put(case, [item]).added == 1
    with case.read() as tx:
        assert [r.title for r in listing.reports(tx)] == ["عنوان \ufffd"]


@pytest.mark.slow
def test_adding_with_several_processes_gives_the_same_case(tmp_path: Path) -> None:
    found = []
    for jobs in (1, 2):
        with create(tmp_path / f"{jobs}.case") as case:
            put(case, several(40), jobs=jobs)
            with case.read() as tx:
                found.append(listing.reports(tx))
    assert found[0] == found[1]


def test_adding_a_faulty_overlay_stops_before_anything(tmp_path: Path) -> None:
    with create(tmp_path / "a.case") as case:
        with pytest.raises(LexiconError):
            add(case, several(1), Settings(lexicon=tmp_path / "none"))
        with case.read() as tx:
            assert listing.status(tx).reports == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("الحكومة", ["r0"]),  # finds وللحكومة
        ("جندي", ["r1"]),  # a soldier: finds soldiers
        ('"وزير الخارجية"', ["r2"]),
        ('"الخارجية وزير"', []),
        ("مدينة", ["r1", "r2"]),
        ("مدينة -السدرة", ["r2"]),
        ("مدينه السفير", ["r2"]),
        ("٣", []),
        ('" OR * NEAR(', []),
        ("-مدينة", []),
        ("", []),
    ],
)
def test_adding_makes_words_found_under_clitics(searched: CaseFile, query: str, found: list[str]) -> None:
    with searched.read() as tx:
        assert sorted(r.id for r in listing.search(tx, query, default_lexicon())) == found


@pytest.fixture
def searched(case: CaseFile) -> CaseFile:
    put(case, [loaded(n, text=text) for n, text in enumerate(TEXTS)])
    return case
