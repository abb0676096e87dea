# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Those who were spoken to: no part of the source, nor the source; and the attribution that follows a content."""

import pytest

from tawatur.model import Report
from tawatur.reading.reader import default_reader


def sources(text: str) -> list[str | None]:
    """Return the source phrases of a text's claims as written, None where dropped."""
    reading = default_reader().read(Report("r", text=text, published="2020-03-12"))
    return [claim.source.text for claim in reading.claims]


HEARD = [
    # A security source to the radio's reporter; a politician to journalists; a spokesman to an agency.
    ("reporter", "أكد مصدر أمني لمراسل الجوهرة أف أم أن الشرطة أوقفت شخصين.", "مصدر أمني"),
    ("press", "قال عباسي للصحفيين إن الحزب سيشارك في الانتخابات.", "عباسي"),
    ("agency", "قال متحدث باسم الجيش لوكالة رويترز إن الهجوم فشل.", "متحدث باسم الجيش"),
    # Whom it was said to stands first, in quotation marks or brackets: the director of the company to a newspaper.
    ("quoted", 'قال لـ"المدار" سالم العتيبي إن الشركة أغلقت مكاتبها.', "سالم العتيبي"),
    ("quoted office", "وأوضح لـ«المدار» مدير الشركة سالم العتيبي، أن المكاتب أغلقت.", "مدير الشركة سالم العتيبي"),
    ("bracketed", "وأوضح لـ(المدار) مدير الشركة أن المكاتب أغلقت.", "مدير الشركة"),
    ("quoted twice", 'وقال لـ "المدار" مازونيتش "وصلنا عرض واحد، ورفضناه".', "مازونيتش"),
    # A medical source informed a newspaper.
    ("informed", "وأبلغ مصدر طبي «المدار» أن عدد القتلى ارتفع إلى عشرين.", "مصدر طبي"),
    # Kept: a union of journalists, the director of an agency, «وفقا لـ» an outlet.
    ("union", "أعلنت النقابة الوطنية للصحفيين التونسيين أن الإضراب سيتواصل.", "النقابة الوطنية للصحفيين التونسيين"),
    ("office", "قال المدير العام لوكالة الأنباء إن الوكالة ستغلق مكاتبها.", "المدير العام لوكالة الأنباء"),
    # Nobody: «he said to me», «he said on Sunday».
    # A day is no source: he said on Sunday.
    ("day", "وصل الوزير إلى المدينة. وقال الأحد إن الاجتماع تأجل.", None),
    ("me", "التقيت الوزير أمس. قال لي إن الحكومة ستستقيل قريبا.", None),
]


@pytest.mark.parametrize(("text", "source"), [c[1:] for c in HEARD], ids=[c[0] for c in HEARD])
def test_hearers_are_no_part_of_the_source(text: str, source: str | None) -> None:
    assert sources(text)[0] == source


def test_hearers_of_our_own_outlet_are_no_source() -> None:
    # An official in the governorate told our site that the market would close.
    reading = default_reader().read(
        Report("r", text="غير أن مسؤولا في المحافظة قال لموقعنا إن السوق سيغلق.", published="2020-03-12")
    )
    speaker = next(m for m in reading.mentions if m.text == "مسؤولا")
    assert reading.claims[0].source.entity == speaker.entity


def test_hearers_in_quotation_marks_relay_and_never_speak() -> None:
    # The director of the company said to a newspaper that the offices closed, pointing out that the workers left.
    text = "وأوضح لـ«المدار» مدير الشركة سالم العتيبي، أن المكاتب أغلقت، لافتا إلى أن العمال غادروا."
    one, other = default_reader().read(Report("r", text=text, published="2020-03-12")).claims
    assert one.source.entity == other.source.entity
    assert [via.text.strip("«»") for via in one.via] == ["المدار"]


def test_hearers_of_what_is_said_to_the_media_are_no_source() -> None:
    # The minister said he would resign, and to local media: «I will not come back».
    assert "لوسائل إعلام محلية" not in sources('قال الوزير إنه سيستقيل، وقال لوسائل إعلام محلية "لن أعود".')


def test_claims_a_content_ends_before_the_outlet_that_tells_it() -> None:
    # The minister confirmed that the attack had no victims, as the official news agency reported.
    text = "أكد الوزير أن الهجوم لم يوقع ضحايا وفق ما ذكرت وكالة الأنباء الرسمية."
    claim = default_reader().read(Report("r", text=text, published="2020-03-12")).claims[0]
    assert claim.content is not None
    assert claim.content.text == "الهجوم لم يوقع ضحايا"
