# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Refusals and failures to comment."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.model import Entity, Mention, NonResponse, Report
from tawatur.reading.parties import Entities
from tawatur.reading.reader import default_reader
from tawatur.reading.silences import annotate
from tawatur.text.document import analyse

LEXICON = default_lexicon()


def read(text: str, *names: str) -> tuple[NonResponse, ...]:
    """The refusals of a text whose parties are organisations of these names, `n1` first."""
    mentions = []
    for number, name in enumerate(names, start=1):
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(at, at + len(name), name, f"n{number}"))
            at = text.find(name, at + 1)
    entities = tuple(Entity(f"n{n}", name, "organisation") for n, name in enumerate(names, start=1))
    parties = Entities(entities, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))
    return annotate(analyse(text, LEXICON), parties, LEXICON).records


CASES = {
    # The ministry refused to comment on the report.
    "refused": ("رفضت الوزارة التعليق على التقرير.", "رفضت", "الوزارة"),
    # An official of the ministry declined to comment.
    "declined": ("وامتنع مسؤول في الوزارة عن التعليق.", "امتنع", "مسؤول في الوزارة"),
    # The ministry did not answer the questions.
    "no answer": ("ولم ترد الوزارة على أسئلة الصحفيين.", "لم ترد", "الوزارة"),
    # The company gave no details.
    "no details": ("ولم تقدم الشركة تفاصيل عن الحادث.", "لم تقدم", "الشركة"),
    # No comment could be had from the embassy.
    "not reached": ("ولم يتسن الحصول على تعليق فوري من السفارة.", "لم يتسن", "السفارة"),
    # The police announced the arrest without giving details.
    "without details": ("أعلنت الشرطة اعتقال رجلين دون إعطاء تفاصيل.", "دون إعطاء", "الشرطة"),
    # The police announced it without stating their number.
    "without stating": ("أكدت الشرطة سقوط جرحى من غير أن تحدد عددهم.", "غير أن تحدد", "الشرطة"),
    # The police that guards the northern quarter gave, until this hour, no details.
    "far object": ("ولم تذكر الشرطة التي تحرس الحي الشمالي حتى ساعة متأخرة أي تفاصيل عن الحادث.", "لم تذكر", "الشرطة"),
    # But a spokesman would not disclose the sum.
    "subject first": ("لكن متحدثا رفض الكشف عن قيمة العقد.", "رفض", "متحدثا"),
}


@pytest.mark.parametrize(("text", "cue", "party"), CASES.values(), ids=CASES)
def test_silences_cue_and_party(text: str, cue: str, party: str) -> None:
    (found,) = read(text, party)
    assert (found.text, found.entity) == (cue, "n1")
    assert text[found.start : found.end] == cue


@pytest.mark.parametrize(
    "text",
    [
        "رفضت الوزارة الاتفاق مع النقابات.",  # refused the agreement
        "قال مسؤول رفض الكشف عن هويته إن الاتفاق جاهز.",  # would not be named: told with the claim
        "لم يرد ذكر الأسماء في القائمة.",  # the names were not mentioned
        "وصل الوفد دون تأخير.",  # without delay
        "وطلبت البلدية المساعدة لكنها لم تتلق ردا.",  # asked for help, but received no answer
        "",
    ],
    ids=["agreement", "unnamed source", "not mentioned", "without delay", "no help", "empty"],
)
def test_silences_none(text: str) -> None:
    assert read(text) == ()


def test_silences_channel_and_asker() -> None:
    # The company did not answer written questions that Reuters sent. The office did not take phone calls.
    text = "لم ترد الشركة على أسئلة مكتوبة وجهتها رويترز. ولم يرد المكتب على الاتصالات الهاتفية."
    first, second = read(text, "الشركة", "المكتب", "رويترز")
    assert (first.channel, first.asked_by, first.entity) == ("written", "رويترز", "n1")
    assert (second.channel, second.asked_by, second.entity) == ("phone", None, "n2")


@pytest.mark.parametrize(
    ("text", "asker"),
    [
        # The minister did not respond to a written request from Reuters. / Al-Madar did not receive answers from …
        pytest.param("لم تستجب الوزارة لطلب مكتوب من رويترز للتعليق.", "رويترز", id="request from"),
        pytest.param("وقالت رويترز إنها لم تتلق ردا من الوزارة على أسئلتها.", "رويترز", id="receiver before"),
        pytest.param("ولم تتمكن رويترز من الوصول إلى الوزارة للتعليق.", "رويترز", id="receiver behind"),
        pytest.param("وامتنعت الوزارة عن التعليق عندما اتصلت بها رويترز.", "رويترز", id="who called"),
        pytest.param("رفضت الوزارة التعليق على بيان رويترز.", None, id="nobody asked"),
    ],
)
def test_silences_asker(text: str, asker: str | None) -> None:
    (found,) = read(text, "الوزارة", "رويترز")
    assert found.asked_by == asker


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="رفض لم يرد دون أن التعليق على تفاصيل.\n ولا،", max_size=120))
def test_silences_any_text(text: str) -> None:
    for found in read(text):
        assert text[found.start : found.end] == found.text


def test_silences_a_refusal_ends_where_another_begins() -> None:
    # Iran refused the offer; the ministry refused to comment on the report.
    (found,) = read("رفضت إيران العرض ورفضت الوزارة التعليق على التقرير.", "إيران", "الوزارة")
    assert (found.start, found.entity) == (18, "n2")


@pytest.mark.parametrize(
    "refusal",
    [
        "ولم يرد المتحدث باسم الوزارة على طلب للتعليق.",  # a spokesman did not answer a request for comment
        "ورفض مكتب رئيس الوزراء التعليق على التقرير.",  # the office refused to comment
    ],
)
def test_silences_a_refusal_to_comment_is_no_event_besides(refusal: str) -> None:
    reading = default_reader().read(Report("r", f"أعلنت الشرطة اعتقال ثلاثة مسلحين في بغداد. {refusal}"))
    assert len(reading.non_responses) == 1
    assert [event.type for event in reading.events] == ["COERCE"]


@pytest.mark.parametrize(
    "text",
    [
        # The spokesman Salim said that the talks on the return of the government go on, and gave no details.
        "وعن عودة الحكومة، قال المتحدث سالم الكرخي إن المحادثات مستمرة، ولم يعط أي تفاصيل.",
        # The spokesman Salim said that the ministry closed the road. He did not say when it opens.
        "قال المتحدث سالم الكرخي إن الوزارة أغلقت الطريق. ولم يشر إلى موعد فتحه.",
    ],
    ids=["same sentence", "sentence before"],
)
def test_silences_who_spoke_tells_no_more(text: str) -> None:
    reading = default_reader().read(Report("r", text))
    (found,) = reading.non_responses
    assert found.entity is not None
    assert found.entity == reading.claims[0].source.entity
