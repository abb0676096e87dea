# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Joining: the same case, however the reports came."""

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tawatur.casefile import CaseFile, create, listing, open_case, parties, pending
from tawatur.cli.demo import SAMPLES
from tawatur.intake import Failure, Loaded, load_stream
from tawatur.pipeline import comparing, joins
from tawatur.pipeline.adding import add
from tawatur.pipeline.changes import erase
from tawatur.pipeline.grouping import groups
from tawatur.pipeline.local import Settings
from tawatur.pipeline.processes import Workers

Items = list[Loaded | Failure]


@pytest.fixture(scope="module")
def samples() -> Items:
    from importlib.resources import files

    with files("tawatur.cli").joinpath(SAMPLES).open("rb") as stream:
        return list(load_stream(stream, name="samples"))


@pytest.fixture
def case(place: str) -> Iterator[CaseFile]:
    with create(place) as made:
        yield made


def joined(case: CaseFile) -> dict[str, Any]:
    with case.read() as tx:
        assert pending.count(tx) == 0
        found = groups(tx)
        found["entities"] = [(e, parties.forms_of(tx, e.id)) for e in parties.entities(tx)]
    found["families"] = sorted((sorted(f["reports"]), f["origin"]) for f in found["families"])
    return found


@pytest.fixture(scope="module")
def at_once(samples: Items, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with create(tmp_path_factory.mktemp("joins") / "a.case") as case:
        add(case, samples, Settings())
        return joined(case)


def test_joins_find_copies_and_incidents(at_once: dict[str, Any]) -> None:
    assert at_once["families"]
    assert any(len(i["reports"]) >= 3 for i in at_once["incidents"])


def test_joins_know_a_party_over_several_reports(at_once: dict[str, Any]) -> None:
    assert any(entity.reports >= 3 for entity, _ in at_once["entities"])


def test_joins_count_no_more_chains_than_reports(at_once: dict[str, Any]) -> None:
    for incident in at_once["incidents"]:
        low, high = incident["independent"]
        assert 0 <= low <= high


@pytest.mark.parametrize("seed", [1, 2])
def test_joins_any_order_and_any_batches_give_the_same(
    case: CaseFile, samples: Items, at_once: dict[str, Any], seed: int
) -> None:
    shuffled = random.Random(seed).sample(samples, len(samples))
    at = 0
    while at < len(shuffled):
        size = 1 + (at + seed) % 5
        add(case, shuffled[at : at + size], Settings())
        at += size
    assert joined(case) == at_once


def test_joins_stopped_between_parts_go_on(case: CaseFile, samples: Items, at_once: dict[str, Any]) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > len(samples) + 3

    assert add(case, samples, Settings(), stop=stop).stopped
    with case.read() as tx:
        assert pending.count(tx) > 0
    add(case, [], Settings())
    assert joined(case) == at_once


def test_joins_after_erasing_are_as_if_it_had_never_been(case: CaseFile, samples: Items, tmp_path: Path) -> None:
    add(case, samples, Settings())
    first = samples[0]
    assert isinstance(first, Loaded)
    with case.read() as tx:
        (key,) = listing.report_keys(tx, first.report.id)
    erase(case, (key,))
    with create(tmp_path / "never.case") as never:
        add(never, samples[1:], Settings())
        assert joined(case) == joined(never)


def test_joins_threads_that_end_take_nothing_from_others(tmp_path: Path) -> None:
    with create(tmp_path / "a.case") as case:
        comparing.set_up(case, Settings())
        other = threading.Thread(target=joins.work_off, args=(case.acting_for("other"), Settings(), Workers()))
        other.start()
        other.join()
        assert comparing._bench(case.where, Settings()).case is case
        comparing.clear_away(case, Settings())


def test_joining_makes_the_keys_of_an_older_case_anew(place: str, samples: Items) -> None:
    keys = text("SELECT report_id, key FROM shingles ORDER BY 1, 2")
    with create(place) as case:
        add(case, samples, Settings())
        before = joined(case)
        with case.write() as tx:
            held = tx.connection.execute(keys).all()
            for table in ("shingles", "shingle_index", "copies"):  # as if other keys had been made of all reports
                tx.connection.execute(text(f"DELETE FROM {table}"))
            tx.connection.execute(text("UPDATE tawatur_version SET version_num = '0006'"))
    with open_case(place) as case:
        add(case, [], Settings())
        assert joined(case) == before
        with case.read() as tx:
            assert held == tx.connection.execute(keys).all() != []


WRITTEN = """
import sys
from pathlib import Path
from tawatur.casefile import create, stories
from tawatur.intake import load
from tawatur.pipeline.adding import add
from tawatur.pipeline.local import Settings
with create(Path(sys.argv[1])) as case:
    add(case, load([Path(sys.argv[2])]), Settings())
    with case.read() as tx:
        for found in stories.incidents(tx, stories.incident_ids(tx)):
            print(found.incident)
"""


def test_incidents_are_the_same_whatever_order_sets_have(tmp_path: Path) -> None:
    from importlib.resources import as_file, files

    with as_file(files("tawatur.cli").joinpath(SAMPLES)) as path:
        told = {
            subprocess.run(
                [sys.executable, "-c", WRITTEN, str(tmp_path / f"{seed}.case"), str(path)],
                env=os.environ | {"PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
            for seed in "012"
        }
    assert len(told) == 1
    assert told != {b""}
