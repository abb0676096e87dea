# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Copies between two reports, with invented news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.joining import copies, signature
from tawatur.joining.direction import direction, earlier
from tawatur.joining.printed import Printed, printed
from tawatur.model import Report

# A fire in a market of an invented town, its cause, the governor's visit, the traders' loss, a second story.
FIRE = "اندلع حريق هائل فجر الثلاثاء في سوق الزعفران القديم وسط بلدة وادي السرو وأتى على أربعين متجرا قبل وصول الإطفاء."
CAUSE = "وأفاد قائد الدفاع المدني العقيد نضال الخضيري بأن تماسا كهربائيا في مستودع أقمشة تسبب في اشتعال النيران سريعا."
VISIT = (
    "وتفقد محافظ البلدة رامز الكيلاني موقع السوق برفقة مهندسين لتقدير الأضرار وأمر بصرف إعانة عاجلة للتجار المتضررين."
)
LOSS = "وقدر رئيس غرفة التجارة خسائر أصحاب المتاجر بنحو سبعة ملايين مشيرا إلى أن معظم البضائع غير مؤمن عليها إطلاقا."
WATCH = "وقال الحارس الليلي مسعود إنه شم رائحة دخان ثم شاهد ألسنة اللهب تتصاعد من سقف المستودع فاتصل بالنجدة فورا."
BRIDGE = "افتتح وزير النقل جسر العقيق المعلق أمام حركة الشاحنات بعد أعمال صيانة استمرت ثمانية أشهر وكلفت الخزينة."
TOLL = "وأوضح الوزير أن رسوم العبور ستبقى مجمدة حتى نهاية العام المقبل مراعاة لظروف سائقي الأجرة والمزارعين في الأرياف."
LANES = "ويضم الجسر أربعة مسارات وممرا للمشاة وأجهزة استشعار ترصد اهتزاز الكوابل وسرعة الرياح على مدار الساعة."
STORY = [FIRE, CAUSE, VISIT, LOSS, WATCH]
OTHER = [BRIDGE, TOLL, LANES]


def report(key: str, *parts: str, outlet: str | None = None, published: str | None = None) -> Printed:
    return Printed(key, "\n".join(parts), outlet or f"outlet {key}", published)


def shared_text(text: str, spans: list[tuple[int, int]]) -> str:
    return "".join(text[start:end] for start, end in spans)


def test_copies_finds_a_whole_copy_with_small_edits() -> None:
    edited = [p.replace("وأفاد", "وذكر").replace("أربعين", "اربعين").replace("سريعا", "بسرعة") for p in STORY]
    copy = copies.compare(report("a", *STORY), report("b", *edited))
    assert copy is not None
    assert copy.kind == "whole"
    assert copy.left_share > 0.95


def test_copies_finds_moved_and_dropped_paragraphs_with_their_spans() -> None:
    a, b = report("a", *STORY), report("b", LOSS, WATCH, FIRE, CAUSE)
    copy = copies.compare(a, b)
    assert copy is not None
    assert copy.kind == "whole"
    for passage in copy.passages:
        left = a.text[passage.left.start : passage.left.end]
        assert left == b.text[passage.right.start : passage.right.end]
    assert {a.text[p.left.start : p.left.end].split()[0] for p in copy.passages} == {"اندلع", "وقدر"}


def test_copies_finds_a_part_within_another_report() -> None:
    a, b = (
        report("a", *STORY, *STORY[:0]),
        report("b", BRIDGE, FIRE, CAUSE, VISIT, TOLL, LANES, BRIDGE.replace("جسر", "نفق")),
    )
    copy = copies.compare(a, b)
    assert copy is not None
    assert copy.kind == "partial"
    (passage,) = copy.passages
    assert b.text[passage.right.start : passage.right.end] == "\n".join([FIRE, CAUSE, VISIT]).removesuffix(".")


def test_copies_takes_a_shared_quotation_for_no_copy() -> None:
    said = (
        "«لن نترك تاجرا واحدا دون تعويض عادل وسنحاسب كل مقصر في صيانة شبكة الكهرباء بسوق الزعفران القديم مهما علا شأنه»"
    )
    a = report("a", FIRE, f"وقال المحافظ رامز الكيلاني: {said}", LOSS)
    b = report("b", BRIDGE, TOLL, f"وسئل المحافظ عن الحريق فأجاب: {said}", LANES)
    copy = copies.compare(a, b)
    assert copy is not None
    assert copy.kind == "quotation"
    assert copy.origin is None


def test_copies_proposes_two_translations_of_one_story() -> None:
    one = (
        "أعلنت شركة غرانفيلد للطاقة في أبردين أن رئيسها مالكولم ثورنبري استقال بعد خسائر بلغت 418 مليونا، "
        "وأن نائبته إينغريد لوفستروم ستخلفه في 17 الشهر المقبل، وفق ما ذكره محللو بنك هاليفاكس."
    )
    other = (
        "مالكولم ثورنبري يترك منصبه على رأس غرانفيلد، مجموعة أبردين المتخصصة في الطاقة، إثر عجز قدره 418 مليونا، "
        "لتحل مكانه إينغريد لوفستروم اعتبارا من يوم 17، بحسب تقدير خبراء من مصرف هاليفاكس."
    )
    a = Printed("a", one, "مرآة", "2024-03-01", ("رويترز",))
    b = Printed("b", other, "الضحى", "2024-03-02", ("رويترز",))
    copy = copies.compare(a, b)
    assert copy is not None
    assert (copy.kind, copy.passages) == ("translation", ())
    late = copies.compare(a, Printed("b", other, "الضحى", "2024-05-02", ("رويترز",)))
    assert late is None or late.kind != "translation"


def test_copies_of_unrelated_reports_is_none() -> None:
    assert copies.compare(report("a", *STORY), report("b", *OTHER)) is None


def test_copies_ignores_the_footer_of_one_outlet() -> None:
    footer = (
        "للتواصل مع تحرير صحيفة مرآة الوادي أرسل رسالة إلى صندوق البريد أو زر صفحتنا جميع الحقوق محفوظة لمؤسسة المرآة"
    )
    a, b = report("a", *STORY, footer, outlet="مرآة"), report("b", *OTHER, footer, outlet="مرآة")
    assert copies.compare(a, b) is None


def test_copies_is_the_same_in_either_order() -> None:
    a, b = report("a", *STORY), report("b", WATCH, FIRE, CAUSE, BRIDGE)
    assert copies.compare(a, b) == copies.compare(b, a)


@pytest.mark.parametrize("parts", [STORY[:3], STORY[2:], [*OTHER, *STORY[1:4]]])
def test_signature_reports_with_a_passage_in_common_meet(parts: list[str]) -> None:
    assert set(signature.keys("\n".join(STORY))) & set(signature.keys("\n".join(parts)))


def test_signature_keys_are_few_sorted_and_do_not_depend_on_spelling() -> None:
    keys = signature.keys("\n".join(STORY))
    assert list(keys) == sorted(set(keys))
    assert all(0 <= key < 1 << 63 for key in keys)
    assert len(keys) < 90
    assert signature.keys(FIRE.replace("أ", "ا").replace("بلدة", "بلده")) == signature.keys(FIRE)


def test_signature_keys_do_not_change_from_version_to_version() -> None:
    # Stored in case files: whoever has to change this raises `signature.VERSION` and adds a migration.
    assert signature.VERSION == 2
    assert signature.keys("حريق الزعفران بالكيلاني")[:1] == (785774337201092604,)


def test_signature_meetings_asks_more_of_one_outlet() -> None:
    keys = {"a": (1, 2), "b": (2, 3), "c": (1, 2, 9)}
    assert set(signature.meetings(keys, {})) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert set(signature.meetings(keys, {"a": "x", "b": "x", "c": "y"})) == {("a", "c"), ("b", "c")}


def test_signature_meetings_asks_more_of_reports_with_many_keys() -> None:
    many = {"a": tuple(range(30)), "b": (0, *range(100, 130)), "c": (0, 1, *range(200, 230))}
    assert set(signature.meetings(many, {})) == {("a", "c")}


@pytest.mark.parametrize(
    ("a", "b", "before"),
    [
        ("2024-03-01", "2024-03-02", True),
        ("2024-03-02", "2024-03-02", None),
        ("2024-03-02", "2024-03-02T10:00:00", None),
        ("2024-03-02T10:00:00+03:00", "2024-03-02T09:00:00+00:00", True),
        ("2024-03-02T10:00:00Z", "2024-03-02T09:00:00Z", False),
        ("gestern", "2024-03-02", None),
        (None, "2024-03-02", None),
    ],
)
def test_direction_earlier(a: str | None, b: str | None, before: bool | None) -> None:
    assert earlier(a, b) is before


def test_direction_follows_credit_then_time() -> None:
    wire = printed("w", Report("1", FIRE, outlet="رويترز", published="2024-03-05"))
    paper = printed("p", Report("2", f"وادي السرو (رويترز) - {FIRE}", outlet="مرآة", published="2024-03-04"))
    late = printed("l", Report("3", FIRE, outlet="الضحى", published="2024-03-06"))
    other = printed("o", Report("4", f"وادي السرو - رويترز: {FIRE}", outlet="الضحى", published="2024-03-06"))
    assert direction(wire, paper) == ("w", "credit")
    assert direction(paper, late) == ("p", "time")
    assert direction(paper, other) == (None, "credit")  # both took it from the agency


def test_printed_reads_names_of_agencies_in_any_spelling() -> None:
    text = f"{FIRE}\nوكانت النيران أخمدت عند الظهر نقلا عن صحيفة الأهرام المصرية."
    assert printed("a", Report("1", f"عواصم - أ. ف. ب.: {text}")).agencies == ("الأهرام", "فرانس برس")


@given(st.text(), st.text())
def test_copies_takes_any_text(a: str, b: str) -> None:
    left, right = Printed("a", a, "x"), Printed("b", b, "x")
    copy = copies.compare(left, right)
    assert copy == copies.compare(right, left)
    signature.keys(a)


def test_copies_of_a_text_that_repeats_itself_ends_soon() -> None:
    words = "سوق الزعفران " * 20_000
    copies.compare(report("a", words), report("b", words + FIRE))
