# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which mentions of a report are of one party."""

import pytest

from tawatur.lexicon import default_lexicon
from tawatur.model import Report
from tawatur.reading.entities import annotate
from tawatur.reading.entities.coreference import relation
from tawatur.reading.entities.described import describe
from tawatur.reading.entities.mentions import MentionFinder
from tawatur.reading.entities.spans import Span
from tawatur.reading.reader import default_reader
from tawatur.text.document import analyse


def parties(text: str) -> list[list[str]]:
    found = annotate(analyse(text, default_lexicon()), default_lexicon())
    return [[m.text for m in found.mentions if m.entity == e.id] for e in found.entities]


JOINED = [
    # The Turkish president, X, met his counterpart. Y said …
    pytest.param(
        "التقى الرئيس التركي رجب طيب أردوغان الوفد. وقال أردوغان إن الاتفاق قريب.",
        ["الرئيس التركي", "رجب طيب أردوغان", "أردوغان"],
        id="title-name-surname",
    ),
    # Salim al-Haj, Iraqi prime minister, said …
    pytest.param(
        "قال سالم الحاج، رئيس الوزراء العراقي، إن الحوار مستمر.",
        ["سالم الحاج", "رئيس الوزراء العراقي"],
        id="name-then-title",
    ),
    # Two spellings of one general.
    pytest.param(
        "وصل إسماعيل قاآني إلى العاصمة. والتقى قاني قادة الفصائل.",
        ["إسماعيل قاآني", "قاني"],
        id="two-spellings",
    ),
    # A security source said; the source added.
    pytest.param(
        "قال مصدر أمني إن الجيش انسحب. وأوضح المصدر أن الطريق مغلق.",
        ["مصدر أمني", "المصدر"],
        id="the-source",
    ),
    # The Ennahda movement; the movement said.
    pytest.param(
        "اجتمعت حركة النهضة أمس. وقالت الحركة في بيان إنها ترفض القرار.",
        ["حركة النهضة", "الحركة"],
        id="the-movement",
    ),
    # The Spanish government; Spain; Madrid.
    pytest.param(
        "انتقدت الحكومة الإسبانية القرار. وقالت إسبانيا إنها ستطعن فيه. ورحبت مدريد بالحوار.",
        ["الحكومة الإسبانية", "إسبانيا", "مدريد"],
        id="government-state-capital",
    ),
    # The Iranian foreign minister: his country; Iran.
    pytest.param(
        "قال وزير الخارجية الإيراني إن بلاده ترفض العرض. وأضاف أن إيران مستعدة للحوار.",
        ["بلاده", "إيران"],
        id="his-country-before-its-name",
    ),
    # The kingdom, where the report is about Saudi Arabia.
    pytest.param("رحبت السعودية بالاتفاق. وأكدت المملكة دعمها.", ["السعودية", "المملكة"], id="kingdom-in-context"),
    # The Saudi ambassador said that the kingdom welcomes; Riyadh hosts the talks.
    pytest.param(
        "قال السفير السعودي إن المملكة ترحب بالاتفاق. وتستضيف الرياض المحادثات.",
        ["المملكة", "الرياض"],
        id="kingdom-by-adjective",
    ),
    # Iran criticised the decision; the government of Iran said; Iran welcomed.
    pytest.param(
        "انتقدت إيران القرار. وقالت حكومة إيران إنه باطل. ورحبت إيران بالحوار.",
        ["إيران", "حكومة إيران", "إيران"],
        id="state-named-in-its-own-phrase",
    ),
]


@pytest.mark.parametrize(("text", "party"), JOINED)
def test_coreference_joins(text: str, party: list[str]) -> None:
    assert party in parties(text)


APART = [
    # A government source said; a military source denied it.
    pytest.param("قال مصدر حكومي إن الخطة جاهزة. ونفى مصدر عسكري ذلك.", "مصدر حكومي", "مصدر عسكري", id="sources"),
    # The Saudi army; the Qatari army.
    pytest.param("تدرب الجيش السعودي. وراقبه الجيش القطري.", "الجيش السعودي", "الجيش القطري", id="armies"),
    # The head of the party; the party.
    pytest.param("قال رئيس حزب الوفد إن الحزب باق.", "رئيس حزب الوفد", "حزب الوفد", id="part-and-whole"),
    # Baghdad agreed with Erbil; the region of Kurdistan welcomed it.
    pytest.param("اتفقت بغداد مع أربيل. ورحب إقليم كردستان بالاتفاق.", "بغداد", "إقليم كردستان", id="state-and-region"),
    # The Jordanian minister received the Saudi one; who the kingdom is, stays open.
    pytest.param(
        "استقبل الوزير الأردني الوفد السعودي في عمان. وزار السعودية بعدها. وقالت المملكة إن الحوار مهم.",
        "السعودية",
        "المملكة",
        id="one-of-two-kingdoms",
    ),
]


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_coreference_keeps_apart(text: str, one: str, other: str) -> None:
    found = parties(text)
    assert not [party for party in found if one in party and other in party]


@pytest.mark.parametrize(
    ("words", "other", "how"),
    [
        pytest.param(("حركه", "نهضه"), ("حركه", "نهضه"), "same", id="same"),
        pytest.param(("اردوغان",), ("طيب", "اردوغان"), "tail", id="surname"),
        pytest.param(("طيب",), ("طيب", "اردوغان"), "start", id="first-name"),
        pytest.param(("طيب", "اردوغان"), ("اردوغان",), "whole.tail", id="fuller"),
        pytest.param(("حزب", "وفد"), ("حزب", "غد"), "head", id="same-head"),
        pytest.param(("حزب",), ("حركه",), "none", id="nothing"),
    ],
)
def test_coreference_relates_words(words: tuple[str, ...], other: tuple[str, ...], how: str) -> None:
    assert relation(words, other) == how


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        pytest.param("ثلاثة مسلحين", "المهاجمون", True, id="three gunmen, the attackers"),
        pytest.param("عدد من المحتجين", "متظاهرون", True, id="a number of protesters, demonstrators"),
        pytest.param("وفدا", "الوفد", True, id="a delegation, the delegation"),
        pytest.param("المعتقلون", "المحتجين", False, id="the detained, the protesters"),
    ],
)
def test_coreference_sees_kin_through_number_and_synonyms(one: str, other: str, kin: bool) -> None:
    finder = MentionFinder(default_lexicon())

    def of(text: str) -> str:
        parsed = finder.parse(analyse(text, default_lexicon()))
        return describe([Span(0, len(parsed.words), "GRP")], parsed, finder)[0].kin

    assert (of(one) == of(other)) is kin


def test_coreference_an_office_before_a_name_told_before_goes_to_it() -> None:
    # Peter Maurer will meet officials. The head of the committee, Peter Maurer, arrived on Saturday.
    text = "سيلتقي بيتر مورر عددا من المسؤولين. وكان رئيس اللجنة الدولية للصليب الأحمر بيتر مورر وصل السبت."
    assert ["بيتر مورر", "رئيس اللجنة الدولية للصليب الأحمر", "بيتر مورر"] in parties(text)


NAMELESS = [
    # A source close to the president, in the office of the prime minister; sources; people close to the deputy.
    ("قال مصدر مقرب من الرئيس سالم الكرخي إن الحوار فشل.", "سالم الكرخي"),
    ("وقال مصدر في مكتب رئيس الوزراء سالم الكرخي إن اللقاء ألغي.", "سالم الكرخي"),
    ("وقالت مصادر مقربة من الرئيس سالم الكرخي إن اللقاء ألغي.", "سالم الكرخي"),
    ("أفاد مقربون من النائب سالم الكرخي بأنه استقال.", "سالم الكرخي"),
    ("وجدد مصدر مقرب من الرئيس هادي التأكيد على أن الهدنة قائمة.", "هادي"),
    # One of many that closes with another's title: a member of his party, an officer of his army, his spokesman.
    ("قال عضو بارز في حزب المستشارة الألمانية هيلدا كروغر إن الحوار فشل.", "هيلدا كروغر"),
    ("وأكد ضابط كبير في جيش الرئيس سالم الكرخي أن المعركة انتهت.", "سالم الكرخي"),
    ("وقال متحدث باسم الرئيس هادي إن اللقاء ألغي.", "هادي"),
    ("وقال مستشار للرئيس السوري سالم الكرخي إن القصف استمر.", "سالم الكرخي"),
]


@pytest.mark.parametrize(("text", "name"), NAMELESS)
def test_coreference_a_source_is_never_who_is_named_beside_it(text: str, name: str) -> None:
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    (claim,) = reading.claims
    speaker = next(m for m in reading.mentions if m.text == name)
    assert claim.source.entity != speaker.entity


@pytest.mark.parametrize("text", [text for text, _ in NAMELESS[:5]])
def test_coreference_such_a_source_is_anonymous(text: str) -> None:
    (claim,) = default_reader().read(Report("r", text=text, published="2020-03-12")).claims
    assert claim.anonymous


def test_coreference_an_office_without_another_s_title_is_the_name_behind_it() -> None:
    # An official in the ministry of defence, General Salim al-Karkhi.
    text = "وقال مسؤول في وزارة الدفاع اللواء سالم الكرخي إن القصف استمر."
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    speaker = next(m for m in reading.mentions if m.text == "سالم الكرخي")
    assert reading.claims[0].source.entity == speaker.entity


def test_coreference_a_witness_may_be_named() -> None:
    reading = default_reader().read(
        Report("r", text="قال شاهد العيان سالم الكرخي إن ثلاثة قتلوا.", published="2020-03-12")
    )
    (claim,) = reading.claims
    assert claim.source.entity == next(m.entity for m in reading.mentions if m.text == "سالم الكرخي")


def test_coreference_the_title_within_an_office_is_not_its_holder() -> None:
    # The president's adviser Salim al-Karkhi said the meeting was cancelled.
    found = parties("وقال مستشار الرئيس سالم الكرخي إن اللقاء ألغي.")
    assert ["مستشار الرئيس", "سالم الكرخي"] in found
    assert ["الرئيس"] in found


def test_coreference_one_speaker_is_one_party() -> None:
    # The head of the council in the province, Sheikh Hammud, said the attack failed, pointing out that all was calm.
    text = "قال رئيس مجلس التنسيق في محافظة الوادي، الشيخ حمود المخلافي، إن الحوار فشل، مشيرا إلى أن الوضع هادئ."
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    assert len({claim.source.entity for claim in reading.claims}) == 1
    office, name = (m for m in reading.mentions if m.text in ("رئيس مجلس التنسيق", "الشيخ حمود المخلافي"))
    assert office.entity == name.entity
    assert all(claim.source.entity in {e.id for e in reading.entities} for claim in reading.claims)


def test_coreference_who_is_counted_is_told_of_anew() -> None:
    # Officials of the festival said it would take place; more than 2,500 officials take part.
    text = "وقال مسؤولون في المهرجان إن الدورة ستقام. ويشارك فيه أكثر من 2500 من المسؤولين التنفيذيين."
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    assert len({m.entity for m in reading.mentions if "مسؤول" in m.text}) == 2


LATTER = [
    # Mali criticised France after the latter had imposed sanctions; X met Y, and the latter confirmed his support.
    ("انتقدت مالي فرنسا بعدما فرضت الأخيرة عقوبات عليها.", ["فرنسا", "الأخيرة"]),
    ("التقى الوزير سالم الرئيس حمود، وأكد الأخير دعمه للخطة.", ["الرئيس", "حمود", "الأخير"]),
    # X accused the group, but the latter denied it; the minister of defence (a woman) answered; a letter to the latter
    ("اتهم سالم الجماعة بقصف القرية، لكن الأخيرة نفت ذلك.", ["الجماعة", "الأخيرة"]),
    ("انتقد سالم وزيرة الدفاع هند كريم، فردت الأخيرة بأن الخطة باقية.", ["وزيرة الدفاع", "هند كريم", "الأخيرة"]),
    ("اتهم سالم الحكومة بالتقصير، وسلم للأخيرة رسالة.", ["الحكومة", "للأخيرة"]),
    # At the latter's house; between Iran and Iraq, before the latter refused: Iraq is masculine
    ("التقى الوزير سالم الرئيس حمود في منزل الأخير.", ["الرئيس", "حمود", "الأخير"]),
    ("انهارت المحادثات بين إيران والعراق قبل أن يرفض الأخير الشروط.", ["العراق", "الأخير"]),
    # A source near X told the agency Y that he studies the offer.
    ("أكد مصدر مقرب من سالم الحارثي لوكالة رويترز أن الأخير يدرس العرض.", ["سالم الحارثي", "الأخير"]),
]


@pytest.mark.parametrize(("text", "mentions"), LATTER)
def test_coreference_the_latter_is_the_party_named_last_that_agrees(text: str, mentions: list[str]) -> None:
    assert mentions in parties(text)


@pytest.mark.parametrize(
    "text",
    [
        "اتهم سالم الجماعة، وكانت المعركة الأخيرة قبل عام.",  # the last battle
        "قالت الحكومة إن الأسعار ارتفعت خلال ستة أشهر الأخيرة.",  # the last six months
        "قالت الحكومة إن هذه المحاولة ليست الأخيرة.",  # it is not the last attempt
        "وافق الرئيس حمود في الأخير على الخطة.",  # at last
        "نشر الرئيس حمود كتابه الأخير.",  # his latest book
    ],
)
def test_coreference_what_is_last_is_nobody(text: str) -> None:
    assert not [m for party in parties(text) for m in party if m.endswith(("الأخير", "الأخيرة"))]
