# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is left of an erased report: nothing but a hash."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from tawatur.casefile import CaseFile, create, decisions, listing, open_case
from tawatur.lexicon import default_lexicon
from tawatur.model.decisions import Anchor, Decision
from tawatur.pipeline.adding import Counts, add
from tawatur.pipeline.changes import erase
from tawatur.pipeline.local import Settings
from tests.casefile.samples import loaded, several

RARE = "زغلولستان"  # an invented word
SECRET = f"قال ناطق في {RARE} إن مسلحين هاجموا حاجزا أمس وقتلوا ثلاثة جنود."


def filled(place: str) -> CaseFile:
    case = create(place)
    add(case, [*several(3), loaded(9, text=SECRET, title=RARE, id="mine", url="https://example.org/mine")], Settings())
    return case


def key_of(case: CaseFile, id: str) -> str:
    with case.read() as tx:
        (key,) = listing.report_keys(tx, id)
    return key


def cells(case: CaseFile) -> str:
    """Everything that stands in the database."""
    with case.read() as tx:
        tables = inspect(tx.connection).get_table_names()
        return repr([tx.connection.execute(text(f'SELECT * FROM "{t}"')).all() for t in sorted(tables)])


def test_erasing_leaves_a_tombstone_only(place: str) -> None:
    with filled(place) as case:
        assert RARE in cells(case)
        key = key_of(case, "mine")
        erase(case, (key,))
        left = cells(case)
        for trace in (RARE, "example.org", key):
            assert trace not in left
        with case.read() as tx:
            status = listing.status(tx)
            assert listing.search(tx, RARE, default_lexicon()) == ()
        assert (status.reports, status.erased) == (3, 1)


def test_erasing_is_for_good(place: str) -> None:
    with filled(place) as case:
        erase(case, (key_of(case, "mine"),))
        again = [loaded(9, text=SECRET, title=RARE, id="mine", url="https://example.org/mine")]
        assert add(case, list(again), Settings()) == Counts(erased=1)


@pytest.mark.parametrize("open_reader", [False, True])
def test_erasing_reaches_file_and_log(tmp_path: Path, *, open_reader: bool) -> None:
    with filled(str(tmp_path / "a.case")) as case, open_case(tmp_path / "a.case") as other:
        if open_reader:
            with other.read() as tx:
                listing.status(tx)
        erase(case, (key_of(case, "mine"),))
        raw = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    for trace in (RARE.encode(), b"example.org/mine", RARE.encode("utf-8")[2:-2]):
        assert trace not in raw


def test_erasing_takes_the_words_of_decisions_too(place: str) -> None:
    with filled(place) as case:
        key, other = key_of(case, "mine"), key_of(case, "r0")
        alone = Decision("correct", (Anchor(key, 0, 5, "entity.name", RARE),), value=RARE, note=RARE)
        both = Decision("merge", (Anchor(key, 0, 5, "entity", RARE), Anchor(other, 0, 4, "entity", "س")), note=RARE)
        with case.write() as tx:
            numbers = [decisions.record(tx, alone), decisions.record(tx, both)]
            decisions.record(tx, replace(alone, anchors=alone.anchors * 2, value=None, values=(RARE, RARE)))
        erase(case, (key,))
        assert RARE not in cells(case)
        with case.read() as tx:
            (left,) = decisions.every(tx)
        assert left.id == numbers[1]
        assert [a.report for a in left.decision.anchors] == [other]


def test_erasing_that_was_cut_short_is_finished_by_the_next_adding(tmp_path: Path) -> None:
    from tawatur.casefile.erasing import erase_reports

    with filled(str(tmp_path / "a.case")) as case:
        erase_reports(case, (key_of(case, "mine"),))
    with open_case(tmp_path / "a.case") as case:
        add(case, [], Settings())
    assert RARE.encode() not in (tmp_path / "a.case").read_bytes()
    assert os.listdir(tmp_path) == ["a.case"]
