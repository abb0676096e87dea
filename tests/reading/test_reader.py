# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""One report to one reading."""

import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tawatur
from tawatur.model import Reading, Report
from tawatur.model.errors import PublishedDateError, ReaderSettingsError
from tawatur.reading.reader import LIMIT, SparseReader, default_reader

TEXT = (
    "النخيل (المدار) - قال مسؤولان أمنيان لوكالة المدار اليوم الثلاثاء إن سبعة جنود قتلوا في هجوم بطائرة مسيرة "
    "على معسكر للجيش فجر أمس الاثنين.\n"
    "ونفت كتائب الفجر المدعومة من إيران أن تكون وراء الهجوم، ولم ترد وزارة الدفاع على طلبات الوكالة للتعليق.\n"
    "المدار - (ترجمة ليلى الحمدان)"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return tawatur.read(TEXT, published=date(2024, 5, 14), outlet="المدار")


def test_reader_finds_every_kind_of_record(reading: Reading) -> None:
    assert {t.value for t in reading.timexes} >= {"2024-05-14"}
    assert any(e.type == "ASSAULT" and e.deaths is not None and e.deaths.low == 7 for e in reading.events)
    assert any(c.anonymous and c.count == 2 for c in reading.claims)
    assert any(c.stance == "denies" for c in reading.claims)
    assert any(e.name == "وزارة الدفاع" for e in reading.entities)
    assert [n.text for n in reading.non_responses] == ["لم ترد"]
    assert any(c.role == "translator" for c in reading.report.credits)


def test_reader_every_span_repeats_its_text(reading: Reading) -> None:
    text = reading.report.text
    spans = [*reading.mentions, *reading.timexes, *reading.places, *reading.events, *reading.relations]
    spans += [*reading.non_responses, *(c.cue for c in reading.claims), *(v for c in reading.claims for v in c.via)]
    spans += [c.content for c in reading.claims if c.content is not None]
    assert spans
    assert all(text[s.start : s.end] == s.text for s in spans)


def test_reader_every_reference_resolves(reading: Reading) -> None:
    entities = {e.id for e in reading.entities}
    events, claims = {e.id for e in reading.events}, {c.id for c in reading.claims}
    assert all(m.entity in entities for m in reading.mentions)
    assert all({*e.actors, *e.recipients} <= entities for e in reading.events)
    assert all(e.claim is None or e.claim in claims for e in reading.events)
    assert all(set(c.events) <= events for c in reading.claims)
    assert all({r.from_, r.to} <= entities for r in reading.relations)


def test_reader_explains_itself(reading: Reading) -> None:
    assert all(e.rule.startswith("events/") and 0 < e.confidence <= 1 for e in reading.events)
    assert all(c.rule and 0 < c.confidence <= 1 for c in reading.claims)
    assert reading.reader.name == "sparse"


def test_reader_survives_a_round_trip(reading: Reading) -> None:
    assert Reading.from_json(reading.to_json()) == reading


def test_reader_is_safe_in_threads(reading: Reading) -> None:
    found: list[str] = []

    def work() -> None:
        found.append(tawatur.read(TEXT, published="2024-05-14", outlet="المدار").to_json())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [reading.to_json()] * 4


def test_reader_refuses_an_impossible_date() -> None:
    with pytest.raises(PublishedDateError):
        tawatur.read(TEXT, published="2024-02-30")


def test_reader_passes_over_an_impossible_date_of_a_report() -> None:
    reading = default_reader().read(Report("r", TEXT, published="31.12.2024"))
    assert any("relative dates stay unresolved" in w for w in reading.warnings)


def test_reader_states_its_limit() -> None:
    reading = tawatur.read("قال الوزير نعم. " * 20_000, published="2024-05-14")
    assert any(f"{LIMIT:,}" in w for w in reading.warnings)
    assert max(s.end for s in reading.sentences) <= LIMIT


PIECES = [
    "قال",
    "إن",
    "الوزير",
    "«",
    "»",
    '"',
    "(",
    "،",
    ".",
    "\n",
    "هاجم",
    "مسلحون",
    "12",
    "أمس",
    "وأضاف",
    "لم",
    "من",
    "ـ",
    "َ",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)))
def test_reader_never_raises_and_spans_stay_inside(text: str) -> None:
    reading = tawatur.read(text, published="2024-05-14")
    size = len(reading.report.text)
    spans = [*reading.mentions, *reading.timexes, *reading.events, *(c.cue for c in reading.claims)]
    assert all(0 <= s.start < s.end <= size for s in spans)
    assert Reading.from_json(reading.to_json()) == reading


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister announced on Tuesday that the crossing would open to refugees after three days of talks.", "en"),
        ("Министр объявил во вторник, что переход откроется для беженцев после трёх дней переговоров.", "ru"),
        ("وزیر کشور روز سه‌شنبه گفت که گذرگاه برای پناهجویان باز شده است و این تصمیم را پس از مذاکرات گرفته‌اند.", "fa"),
    ],
)
def test_reader_other_languages_are_kept_unread(text: str, language: str) -> None:
    reading = tawatur.read(text, published="2024-03-05")
    assert reading.report.language == language
    assert (reading.events, reading.claims, reading.entities, reading.sentences) == ((), (), (), ())
    assert any("not read" in warning for warning in reading.warnings)


RICH = (
    "اتهم وزير الدفاع الحركة بقصف المدينة أمس، وقال إن ثلاثة جنود قتلوا في الهجوم. ونفى متحدث باسم الحركة ذلك. "
    "ودعا رئيس الحكومة إلى التهدئة، وأدانت الجماعة الموالية لإيران اعتقال ناشطين."
)


def weighed(reading: Reading) -> list[tuple[str, float]]:
    records = [*reading.claims, *reading.events]
    told = [(record.id, record.confidence) for record in records]
    return told + [(f"{r.type}{r.from_}{r.to}", r.confidence) for r in reading.relations]


@pytest.mark.parametrize("threshold", [0.4, 0.6, 0.9, 0.999])
def test_reader_a_threshold_above_the_usual_only_leaves_out(threshold: float) -> None:
    # The minister accused the movement of shelling the city; its spokesman denied it; others called and condemned.
    report = Report("r", RICH, published="2024-03-05")
    usual = weighed(default_reader().read(report))
    found = weighed(SparseReader(threshold=threshold).read(report))
    assert usual
    assert found == [item for item in usual if item[1] >= threshold]


def test_reader_a_low_threshold_lets_in_more() -> None:
    report = Report("r", RICH, published="2024-03-05")
    usual, more = default_reader().read(report), SparseReader(threshold=0.02).read(report)
    assert {(e.start, e.type) for e in usual.events} < {(e.start, e.type) for e in more.events}
    assert {c.cue.start for c in usual.claims} <= {c.cue.start for c in more.claims}


def test_reader_links_only_what_the_threshold_leaves() -> None:
    reading = SparseReader(threshold=0.7).read(Report("r", RICH, published="2024-03-05"))
    events, claims = {e.id for e in reading.events}, {c.id for c in reading.claims}
    assert {id for c in reading.claims for id in c.events} <= events
    assert {e.claim for e in reading.events} | {r.claim for r in reading.relations} <= claims | {None}


@pytest.mark.parametrize("threshold", [0, 1, -0.1, 1.5, float("nan"), float("inf")])
def test_reader_a_threshold_that_is_no_confidence_is_refused(threshold: float) -> None:
    with pytest.raises(ReaderSettingsError, match="above 0 and below 1"):
        SparseReader(threshold=threshold)
