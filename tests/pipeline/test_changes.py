# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the analyst decides holds, can be taken back, and says when it must be decided again."""

from collections.abc import Iterator
from typing import Any

import pytest

from tawatur.casefile import CaseFile, create, decisions, listing, parties, reports, stories
from tawatur.intake import Failure, Loaded
from tawatur.model import Count, Reading
from tawatur.model.errors import DecisionError, UnknownIdError
from tawatur.pipeline import changes, comparing, rereading
from tawatur.pipeline.adding import add
from tawatur.pipeline.changes import Work
from tawatur.pipeline.grouping import groups
from tawatur.pipeline.local import Settings
from tests.casefile.samples import loaded

FLOOD = (
    "أعلنت هيئة الدفاع المدني أن السيول جرفت خمسة منازل في بلدة العقيلة صباح الأحد. وقال رئيس البلدية إن الطرق مقطوعة."
)
RAID = "قالت الشرطة إن مسلحين هاجموا أمس مخفر الزعفرانية بالقذائف وقتلوا ثلاثة جنود. وأضافت أن المهاجمين فروا شرقا."
RAID_TOO = "هاجم مسلحون مخفر الزعفرانية أمس بالقذائف وقتلوا ثلاثة جنود، كما قالت الشرطة. وفر المهاجمون شرقا بعد الهجوم."


def items() -> list[Loaded | Failure]:
    return [
        loaded(0, text=FLOOD, title="سيول العقيلة تجرف المنازل"),
        loaded(1, text=RAID, title="هجوم على مخفر الزعفرانية"),
        loaded(2, text=RAID_TOO, title="هجوم على مخفر الزعفرانية", outlet="الضفة"),
    ]


@pytest.fixture
def case(place: str) -> Iterator[CaseFile]:
    with create(place, author="سلمى") as made:
        add(made, items(), Settings())
        yield made


def state(case: CaseFile) -> dict[str, Any]:
    with case.read() as tx:
        found = groups(tx)
        found["entities"] = [(e, parties.forms_of(tx, e.id)) for e in parties.entities(tx)]
    return found


def together(case: CaseFile) -> set[frozenset[str]]:
    return {frozenset(i["reports"]) for i in state(case)["incidents"]}


def incident_of(case: CaseFile, report: str) -> str:
    return next(i["id"] for i in state(case)["incidents"] if report in i["reports"])


def reading_of(case: CaseFile, report: str) -> tuple[str, Reading]:
    with case.read() as tx:
        (key,) = listing.report_keys(tx, report)
        return key, comparing.coded(tx, [key])[key]


def test_changes_two_tellings_are_one_incident(case: CaseFile) -> None:
    assert together(case) == {frozenset({"r0"}), frozenset({"r1", "r2"})}


def test_changes_merging_incidents_and_undoing_it_restores_the_case(case: CaseFile) -> None:
    before = state(case)
    number = changes.merge(Work(case), (incident_of(case, "r0"), incident_of(case, "r1")), "واحد")
    assert together(case) == {frozenset({"r0", "r1", "r2"})}
    changes.undo(Work(case), number)
    assert state(case) == before


def test_changes_splitting_an_incident_and_undoing_it_restores_the_case(case: CaseFile) -> None:
    before = state(case)
    number = changes.split(Work(case), incident_of(case, "r1"), ("r2",))
    assert frozenset({"r1"}) in together(case)
    changes.undo(Work(case), number)
    assert state(case) == before


def test_changes_undoing_an_undoing_brings_it_back(case: CaseFile) -> None:
    number = changes.split(Work(case), incident_of(case, "r1"), ("r2",))
    undone = changes.undo(Work(case), number)
    with pytest.raises(DecisionError, match="undone already"):
        changes.undo(Work(case), number)
    changes.undo(Work(case), undone)
    assert frozenset({"r1"}) in together(case)


def test_changes_an_id_that_was_merged_away_leads_to_the_new_one(case: CaseFile) -> None:
    ids = (incident_of(case, "r0"), incident_of(case, "r1"))
    changes.merge(Work(case), ids)
    with case.read() as tx:
        assert {changes.incident(tx, id).id for id in ids} == set(stories.incident_ids(tx))


def test_changes_merges_hold_for_reports_to_come_and_new_readings(case: CaseFile) -> None:
    changes.merge(Work(case), (incident_of(case, "r0"), incident_of(case, "r1")))
    add(case, [loaded(3, text=RAID + " وعاد الهدوء.", outlet="المدار", title="هجوم على مخفر الزعفرانية")], Settings())
    assert together(case) == {frozenset({"r0", "r1", "r2", "r3"})}
    rereading.reread(case, Settings(), every=True)
    assert together(case) == {frozenset({"r0", "r1", "r2", "r3"})}


def event_of(reading: Reading) -> str:
    return next(e.id for e in reading.events if e.deaths is not None)


def test_changes_a_correction_holds_through_rereading(case: CaseFile) -> None:
    _, reading = reading_of(case, "r1")
    changes.correct(Work(case), "r1", event_of(reading), {"deaths": "4..5"})
    rereading.reread(case, Settings(), every=True)
    _, corrected = reading_of(case, "r1")
    assert any(e.deaths is not None and (e.deaths.low, e.deaths.high) == (4, 5) for e in corrected.events)
    with case.read() as tx:
        assert decisions.rows(tx, again=True) == ()


def tolls(case: CaseFile, report: str) -> list[tuple[int | None, int | None] | None]:
    with case.read() as tx:
        return [t.deaths for t in changes.incident(tx, incident_of(case, report)).tellings]


def test_changes_a_correction_reaches_the_incident(case: CaseFile) -> None:
    _, reading = reading_of(case, "r1")
    number = changes.correct(Work(case), "r1", event_of(reading), {"deaths": "9"})
    assert (9, 9) in tolls(case, "r1")
    changes.undo(Work(case), number)
    assert (3, 3) in tolls(case, "r1")


def test_changes_digits_may_be_typed_as_arabic_ones(case: CaseFile) -> None:
    _, reading = reading_of(case, "r1")
    changes.correct(Work(case), "r1", event_of(reading), {"deaths": "٧..۹", "when": "٢٠٢٤-٠٣-٠١"})
    with case.read() as tx:
        (recorded,) = decisions.every(tx)
    assert recorded.decision.values == ("7..9", "2024-03-01")


def test_changes_fields_corrected_together_are_one_decision(case: CaseFile) -> None:
    _, reading = reading_of(case, "r1")
    id = event_of(reading)
    # in whatever order they come: another type empties the mode, the span is how the rest is found
    start = next(e.start for e in reading.events if e.id == id)
    fields = {"span": f"{start}..{start + 2}", "mode": "arrest", "deaths": "9", "type": "COERCE"}
    number = changes.correct(Work(case), "r1", id, fields, "كلها معا")
    event = next(e for e in reading_of(case, "r1")[1].events if e.id == id)
    assert (event.type, event.mode, event.end) == ("COERCE", "arrest", start + 2)
    assert event.deaths is not None
    assert event.deaths.low == 9
    rereading.reread(case, Settings(), every=True)
    assert next(e for e in reading_of(case, "r1")[1].events if e.id == id) == event
    with case.read() as tx:
        (recorded,) = decisions.every(tx)
        (row,) = decisions.rows(tx)
    assert {a.field.partition(".")[2]: v for a, v in recorded.decision.changes} == fields
    assert row.value == f"COERCE, arrest, 9, {start}..{start + 2}"
    changes.undo(Work(case), number)
    assert reading_of(case, "r1")[1] == reading


def test_changes_of_fields_corrected_together_all_hold_or_none(case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    _, reading = reading_of(case, "r1")
    id = event_of(reading)
    changes.correct(Work(case), "r1", id, {"status": "denied", "deaths": "9"})
    read_one = rereading.read_one

    def otherwise(item: Loaded, settings: Settings) -> Any:
        done: Any = read_one(item, settings)
        events = tuple(replace(e, deaths=Count(5, 5, e.start, e.end)) for e in done.reading.events)
        return replace(done, reading=replace(done.reading, events=events))

    monkeypatch.setattr(rereading, "read_one", otherwise)
    assert rereading.reread(case, Settings(), every=True).unsettled == 1
    event = next(e for e in reading_of(case, "r1")[1].events if e.id == id)
    assert event.status == "asserted"
    assert event.deaths is not None
    assert event.deaths.low == 5


@pytest.mark.parametrize("fields", [{}, {"drop": "yes", "type": "COERCE"}, {"type": "COERCE", "deaths": "many"}])
def test_changes_a_correction_with_one_wrong_field_leaves_nothing(case: CaseFile, fields: dict[str, str]) -> None:
    _, reading = reading_of(case, "r1")
    with pytest.raises(DecisionError):
        changes.correct(Work(case), "r1", event_of(reading), fields)
    with case.read() as tx:
        assert decisions.every(tx) == ()


def test_changes_a_correction_whose_place_is_gone_must_be_decided_again(
    case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    _, reading = reading_of(case, "r1")
    changes.correct(Work(case), "r1", event_of(reading), {"type": "COERCE"})
    read_one = rereading.read_one

    def blind(item: Loaded, settings: Settings) -> Any:
        done = read_one(item, settings)
        return replace(done, reading=replace(done.reading, events=()))  # type: ignore[type-var]

    monkeypatch.setattr(rereading, "read_one", blind)
    assert rereading.reread(case, Settings(), every=True).unsettled == 1
    with case.read() as tx:
        (row,) = decisions.rows(tx, again=True)
    assert row.state.startswith("decide again")


def test_changes_what_was_missed_can_be_added_and_taken_back(case: CaseFile) -> None:
    key, reading = reading_of(case, "r0")
    start = reading.report.text.index("مقطوعة")
    fields = {"type": "COERCE", "status": "asserted", "deaths": "2"}
    number = changes.add_missed(Work(case), "r0", "event", (start, start + 6), fields)
    _, grown = reading_of(case, "r0")
    added = next(e for e in grown.events if e.rule == "analyst")
    assert (added.text, added.type, added.deaths and added.deaths.low) == ("مقطوعة", "COERCE", 2)
    changes.undo(Work(case), number)
    assert reading_of(case, "r0")[1] == reading
    with case.read() as tx:
        assert dict(reports.readings(tx, [key]))[key].events == reading.events


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "WAR"), ("status", "sure"), ("deaths", "many"), ("actors", "زيد الغريب"), ("span", "9"), ("colour", "")],
)
def test_changes_a_value_that_cannot_be_is_refused_and_leaves_nothing(case: CaseFile, field: str, value: str) -> None:
    _, reading = reading_of(case, "r1")
    with pytest.raises(DecisionError):
        changes.correct(Work(case), "r1", event_of(reading), {field: value})
    with case.read() as tx:
        assert decisions.every(tx) == ()


def test_changes_grades_raise_credibility_and_can_be_undone(case: CaseFile) -> None:
    changes.grade(Work(case), "الميدان", "B", "صدق مرارا")
    changes.affiliate(Work(case), "الميدان", "SYR")
    from tawatur.casefile.outlets import outlets

    with case.read() as tx:
        row = next(o for o in outlets(tx) if o.outlet == "الميدان")
        recorded = decisions.every(tx)
    assert (row.grade, row.affiliation) == ("B", "SYR")
    assert {r.author for r in recorded} == {"سلمى"}
    changes.undo(Work(case), recorded[0].id)
    with case.read() as tx:
        assert next(o for o in outlets(tx) if o.outlet == "الميدان").grade == "F"


def test_changes_unknown_ids_name_the_nearest(case: CaseFile) -> None:
    id = incident_of(case, "r0")
    wrong = id[:-1] + ("0" if id[-1] != "0" else "1")
    with case.read() as tx, pytest.raises(UnknownIdError, match=id):
        changes.incident(tx, wrong)
    with pytest.raises(UnknownIdError, match="no decision '7'"):
        changes.undo(Work(case), 7)


VISIT = "استقبل الرئيس سامي النجار اليوم وزير الدفاع كريم العطار في قصر المرسى. وقال النجار إن الزيارة مهمة."
VISIT_TOO = "قال الدكتور سامي بن جاد النجار أمس إن زيارة كريم العطار للمرسى ناجحة، وشكر العطار مضيفيه."


@pytest.fixture
def visits(place: str) -> Iterator[CaseFile]:
    with create(place, author="سلمى") as made:
        add(made, [loaded(5, text=VISIT), loaded(6, text=VISIT_TOO, outlet="الضفة")], Settings())
        yield made


def names(case: CaseFile) -> dict[str, str]:
    with case.read() as tx:
        return {e.name: e.id for e in parties.entities(tx, kind="person")}


def test_changes_merging_entities_and_undoing_it_restores_the_case(visits: CaseFile) -> None:
    before, found = state(visits), names(visits)
    assert len(found) >= 2
    first, second = sorted(found)[:2]
    number = changes.merge(Work(visits), (found[first], found[second]))
    assert len(names(visits)) == len(found) - 1
    rereading.reread(visits, Settings(), every=True)
    assert len(names(visits)) == len(found) - 1
    changes.undo(Work(visits), number)
    assert state(visits) == before


def test_changes_splitting_an_entity_and_undoing_it_restores_the_case(visits: CaseFile) -> None:
    before = state(visits)
    shared = next(e for e, forms in before["entities"] if len({key for key, _ in forms}) == 2)
    number = changes.split(Work(visits), shared.id, ("r6",))
    held = [forms for _, forms in state(visits)["entities"]]
    assert all(forms not in held for e, forms in before["entities"] if e.id == shared.id)
    changes.undo(Work(visits), number)
    assert state(visits) == before
