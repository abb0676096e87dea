# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Canonical entities made anew part by part are those of a full resolution, whatever came, went, and was decided."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.casefile import CaseFile, create, erasing, parties, pending, reports
from tawatur.casefile.records import NewReport, Prepared, StoredReading
from tawatur.casefile.words import Indexed
from tawatur.joining.parties import resolve
from tawatur.joining.resolution import Verdict
from tawatur.lexicon import default_lexicon
from tawatur.model import Reading, Report
from tawatur.model.joined import PartyForm
from tawatur.model.records import ReaderInfo
from tawatur.pipeline.preparing import stored_form
from tawatur.pipeline.resolving import Resolving, find_likes

Named = dict[str, list[PartyForm]]  # by report
Verdicts = list[Verdict]

DAYS = st.sampled_from([None, "2024-03-01", "2024-03-20", "2025-03-20"])
COUNTRIES = st.sampled_from([None, "IRQ", "LBN"])
OFFICES = st.sampled_from([(), (), ("وزير موانئ جزيره",), ("وزير موانئ جزيره", "رئيس مجلس عشيره")])
FULL = st.builds(
    lambda given, father, family: " ".join(filter(None, (given, father, family))),
    st.sampled_from(["نضال", "رامز", "حسن", "الدكتور نضال"]),
    st.sampled_from(["", "بن غسان", "بن رامز", "غسان"]),
    st.sampled_from(["القنيطري", "الخضيري", "القنيطرى", "السمرقندي"]),
)
LONE = st.sampled_from(["القنيطري", "الخضيري", "السمرقندي", "سمرقندي"])
PERSONS = st.builds(
    lambda names, country, offices: PartyForm("", "", tuple(names), "person", country, offices=offices),
    st.one_of(st.lists(FULL, min_size=1, max_size=2), st.lists(LONE, min_size=1, max_size=1)),
    COUNTRIES,
    OFFICES,
)
ROLES = st.builds(
    lambda offices: PartyForm("", "", ("وزير موانئ الجزيرة",), "role", offices=offices), OFFICES.filter(bool)
)
BODIES = st.builds(
    lambda name, country: PartyForm("", "", (name,), "organisation", country),
    st.sampled_from(["هيئة موانئ العقيلة", "لجنة صيادي العقيلة"]),
    COUNTRIES,
)
REPORTS = st.lists(st.tuples(DAYS, st.lists(st.one_of(PERSONS, PERSONS, ROLES, BODIES), max_size=4)), max_size=9)
VERDICTS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.booleans()), max_size=3)


def placed(drawn: list[tuple[str | None, list[PartyForm]]]) -> Named:
    return {
        f"r{n}": [replace(f, report=f"r{n}", entity=f"n{m}", published=day) for m, f in enumerate(forms)]
        for n, (day, forms) in enumerate(drawn)
    }


def verdicts_on(named: Named, drawn: list[tuple[int, int, bool]]) -> Verdicts:
    spots = [(f.report, f.entity) for forms in named.values() for f in forms]
    if len(spots) < 2:
        return []
    said = [Verdict(spots[a % len(spots)], spots[b % len(spots)], same) for a, b, same in drawn]
    return [v for v in said if v.left != v.right]


def prepared(key: str, forms: list[PartyForm]) -> Prepared:
    reading = Reading(reader=ReaderInfo("test", "0", "0"), report=Report(key, "نص"))
    stored = tuple(stored_form(form, default_lexicon()) for form in forms)
    return Prepared(key, StoredReading.of(reading), Indexed("نص", "نص"), forms=stored)


def store(case: CaseFile, key: str, forms: list[PartyForm]) -> None:
    with case.write() as tx:
        batch = reports.start_batch(tx)
        day = forms[0].published if forms else None
        report = Report(key, "نص", published=day and f"{day}T21:30:00+03:00")  # the hour is nothing to parties
        reports.add(tx, NewReport(report, key, None, "test", prepared(key, forms)), batch)


def work_off(case: CaseFile, said: Verdicts, size: int) -> None:
    """Resolve what is pending, so many profiles at once."""
    lexicon = default_lexicon()
    with case.write() as tx:
        waiting = pending.waiting(tx, "likes")
        find_likes(tx, map(int, waiting), lexicon)
        pending.strike_all(tx, "likes", waiting)
    while True:
        with case.write() as tx:
            part = pending.waiting(tx, "parties", limit=size)
            if not part:
                return
            Resolving(tx, said, lexicon).resolve(map(int, part))
            pending.strike_all(tx, "parties", part)


def held(case: CaseFile) -> list[tuple[str, str | None, list[tuple[str, str]]]]:
    with case.read() as tx:
        return sorted((e.id, e.country, parties.forms_of(tx, e.id)) for e in parties.entities(tx))


def wanted(named: Named, said: Verdicts) -> list[tuple[str, str | None, list[tuple[str, str]]]]:
    found = resolve((form for forms in named.values() for form in forms), said)
    return sorted((e.id, e.country, list(e.forms)) for e in found)


def decide(case: CaseFile, verdicts: Verdicts) -> None:
    """Make pending what a decision touches, as recording one does."""
    with case.write() as tx:
        keys = sorted({spot[0] for v in verdicts for spot in (v.left, v.right)})
        pending.note(tx, "parties", list(map(str, parties.profiles_of_reports(tx, keys))))


@settings(deadline=None, max_examples=40)
@given(REPORTS, VERDICTS, st.randoms(), st.integers(1, 5))
def test_resolving_part_by_part_is_resolving_everything(
    drawn: list[tuple[str | None, list[PartyForm]]], verdicts: list[tuple[int, int, bool]], random: object, size: int
) -> None:
    named = placed(drawn)
    keys = list(named)
    random.shuffle(keys)  # type: ignore[attr-defined]
    first = keys[: len(keys) // 2 + 1]
    said = verdicts_on({key: named[key] for key in first}, verdicts)
    with tempfile.TemporaryDirectory() as folder, create(Path(folder, "a.case")) as case:
        for number, key in enumerate(first):
            store(case, key, named[key])
            if number % size == 0:
                work_off(case, [], size)
        decide(case, said)
        work_off(case, said, size)
        assert held(case) == wanted({key: named[key] for key in first}, said)
        for key in keys[len(first) :]:
            store(case, key, named[key])
        work_off(case, said, size)
        assert held(case) == wanted(named, said)
        change(case, named, keys, {spot[0] for v in said for spot in (v.left, v.right)})
        work_off(case, said, size)
        assert held(case) == wanted(named, said)
        decide(case, said)
        work_off(case, [], size)
        assert held(case) == wanted(named, [])


def test_short_name_of_a_party_of_the_tables_makes_it_no_other(tmp_path: Path) -> None:
    full, short = "نضال بن غسان بن رامز القنيطري", "نضال غسان"
    known = PartyForm("", "", (full, short), "person", "IRQ", known="entities/persons")
    named = placed([(None, [known]), (None, [PartyForm("", "", (short,), "person")])])
    with create(tmp_path / "a.case") as case:
        for key, forms in named.items():
            store(case, key, forms)
        work_off(case, [], 1)
        assert held(case) == wanted(named, [])
        assert len(held(case)) == 2


def change(case: CaseFile, named: Named, keys: list[str], judged: set[str]) -> None:
    """Erase a report, and let another be read again and name the parties of the next."""
    free = [key for key in keys if key not in judged]
    if len(free) > 1:
        again, gone = free[0], free[1]
        day = named[again][0].published if named[again] else None
        named[again] = [replace(f, report=again, published=day) for f in named[keys[-1]]] if named[again] else []
        with case.write() as tx:
            reports.put_again(tx, prepared(again, named[again]))
            erasing.erase(tx, gone)
        del named[gone]
