# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Incidents partitioned part by part are those of a partition of everything, whatever came, went, and was decided."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.casefile import CaseFile, create, erasing, pending, reports, stories
from tawatur.casefile.records import NewReport, Prepared, StoredReading, StoredTelling
from tawatur.casefile.words import Indexed
from tawatur.joining.incidents import Spots, partition, spot
from tawatur.lexicon import default_lexicon
from tawatur.model import Reading, Report
from tawatur.model.joined import Telling, Verdict
from tawatur.model.records import ReaderInfo
from tawatur.pipeline.partitioning import Partitioning

Told = dict[str, list[Telling]]  # by report

LIKENESS = st.sampled_from([0.02, 0.1, 0.19, 0.21, 0.3, 0.5, 0.8, 0.95])
REPORTS = st.lists(
    st.lists(st.sampled_from([True, True, True, False]), min_size=1, max_size=2), min_size=1, max_size=10
)
LINKS = st.dictionaries(st.tuples(st.integers(0, 19), st.integers(0, 19)), LIKENESS, max_size=24)
VERDICTS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19), st.booleans()), max_size=2)


def telling(report: str, number: int, *, substance: bool) -> Telling:
    place = 10 * number
    return Telling(
        report, (), "ASSAULT", (), substance, None, (), (), (), (), published="2024-03-05", start=place, end=place + 9,
        aside=not substance and number == 1,
    )  # fmt: skip


def placed(drawn: list[list[bool]]) -> Told:
    return {f"r{n}": [telling(f"r{n}", m, substance=s) for m, s in enumerate(row)] for n, row in enumerate(drawn)}


def linked(told: Iterable[Telling], drawn: dict[tuple[int, int], float]) -> dict[Spots, float]:
    every = list(told)
    pairs = ((every[a % len(every)], every[b % len(every)], value) for (a, b), value in drawn.items())
    found = {(min(spot(a), spot(b)), max(spot(a), spot(b))): value for a, b, value in pairs if a.report != b.report}
    return dict(sorted(found.items()))


def judged(told: Iterable[Telling], drawn: list[tuple[int, int, bool]]) -> tuple[Verdict, ...]:
    every = list(told)
    pairs = [(every[a % len(every)], every[b % len(every)], same) for a, b, same in drawn]
    return tuple(
        Verdict((a.report, a.start, a.end), (b.report, b.start, b.end), same)
        for a, b, same in pairs
        if a.report != b.report
    )


def store(case: CaseFile, key: str, told: list[Telling], links: dict[Spots, float]) -> None:
    """Add a report and its links to those that are there."""
    reading = Reading(reader=ReaderInfo("test", "0", "0"), report=Report(key, "نص"))
    stored = tuple(StoredTelling.of(one) for one in told)
    prepared = Prepared(key, StoredReading.of(reading), Indexed("نص", "نص"), tellings=stored)
    with case.write() as tx:
        reports.add(tx, NewReport(Report(key, "نص"), key, None, "test", prepared), reports.start_batch(tx))
        number: dict[Any, int] = {}
        for n in range(10):
            numbers = stories.numbers_of(tx, [f"r{n}"])
            number |= {spot(one): m for m, one in stories.tellings(tx, numbers).items()}
        pairs = {
            (min(number[a], number[b]), max(number[a], number[b])): stories.Linked(value)
            for (a, b), value in links.items()
            if a in number and b in number
        }
        stories.put_links(tx, pairs)
        pending.note(tx, "incidents", [key])


def work_off(case: CaseFile, said: tuple[Verdict, ...], size: int) -> None:
    """Partition what is pending, so many reports at once."""
    while True:
        with case.write() as tx:
            part = pending.waiting(tx, "incidents", limit=size)
            if not part:
                return
            Partitioning(tx, said, default_lexicon()).run(part)
            pending.strike_all(tx, "incidents", part)


def held(case: CaseFile) -> list[Any]:
    with case.read() as tx:
        found = [f.incident for f in stories.incidents(tx, stories.incident_ids(tx))]
    return sorted((i.id, i.tellings, i.reports, i.recalled_by, i.reasons) for i in found)


def wanted(told: Told, links: dict[Spots, float], said: tuple[Verdict, ...]) -> list[Any]:
    every = [one for row in told.values() for one in row]
    there = {spot(one) for one in every}
    alike = {pair: value for pair, value in links.items() if there.issuperset(pair)}
    found = partition(every, said, default_lexicon(), alike=alike)
    return sorted((i.id, i.tellings, i.reports, i.recalled_by, i.reasons) for i in found)


@settings(deadline=None, max_examples=50)
@given(REPORTS, LINKS, VERDICTS, st.randoms(), st.integers(1, 4))
def test_partitioning_part_by_part_is_partitioning_everything(
    drawn: list[list[bool]], likeness: dict[tuple[int, int], float], verdicts: list[Any], random: Any, size: int
) -> None:
    told = placed(drawn)
    every = [one for row in told.values() for one in row]
    links, said = linked(every, likeness), judged(every, verdicts)
    keys = list(told)
    random.shuffle(keys)
    with tempfile.TemporaryDirectory() as folder, create(Path(folder, "a.case")) as case:
        for number, key in enumerate(keys):
            store(case, key, told[key], links)
            if number % size == 0:
                work_off(case, (), size)
        work_off(case, (), size)
        assert held(case) == wanted(told, links, ())
        with case.write() as tx:
            pending.note(tx, "incidents", sorted({a[0] for v in said for a in (v.left, v.right)}))
        work_off(case, said, size)
        assert held(case) == wanted(told, links, said)
        with case.write() as tx:
            erasing.erase(tx, keys[0])
        del told[keys[0]]
        work_off(case, said, size)
        assert held(case) == wanted(told, links, said)
