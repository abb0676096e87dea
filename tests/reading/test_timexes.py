# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Time expressions: each case is an id, a sentence, and what is read in it. Published 2017-06-15, a Thursday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.model import Timex
from tawatur.reading.timexes import annotate, calendars
from tawatur.text.document import analyse

PUBLISHED = date(2017, 6, 15)


def read(text: str, published: date | None = PUBLISHED) -> tuple[Timex, ...]:
    lexicon = default_lexicon()
    return annotate(analyse(text, lexicon), published, lexicon)


def pairs(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    timexes = read(text, published)
    assert all(t.text == text[t.start : t.end] for t in timexes)
    return [(t.text, t.value) for t in timexes]


MONTHS = [
    ("levantine", "في 3 كانون الثاني 2017", "2017-01-03"),
    ("levantine_short", "في 3 شباط 2017", "2017-02-03"),
    ("iraqi_august", "في 7 آب 2016", "2016-08-07"),
    ("egyptian", "في 5 أغسطس 2016", "2016-08-05"),
    ("gulf_july", "في 5 يوليو 2016", "2016-07-05"),
    ("moroccan_july", "في 5 يوليوز 2016", "2016-07-05"),
    ("moroccan_august", "في 30 غشت 2016", "2016-08-30"),
    ("moroccan_september", "في 4 شتنبر 2016", "2016-09-04"),
    ("moroccan_november", "في 4 نونبر 2016", "2016-11-04"),
    ("moroccan_december", "في 4 دجنبر 2016", "2016-12-04"),
    ("tunisian_january", "في 13 جانفي 2017", "2017-01-13"),
    ("tunisian_february", "في 6 فيفري 2017", "2017-02-06"),
    ("tunisian_april", "في 9 أفريل 2017", "2017-04-09"),
    ("tunisian_may", "في 2 ماي 2017", "2017-05-02"),
    ("tunisian_june", "في 2 جوان 2017", "2017-06-02"),
    ("tunisian_july", "في 25 جويلية 2016", "2016-07-25"),
    ("tunisian_august", "في 13 أوت 2016", "2016-08-13"),
    ("dual_slash", "في 12 تشرين الأول/أكتوبر 2016", "2016-10-12"),
    ("dual_spaced_slash", "في 12 أكتوبر / تشرين الأول 2016", "2016-10-12"),
    ("dual_brackets", "في 12 تموز (يوليو) 2016", "2016-07-12"),
    ("dual_beside", "في 12 مارس آذار 2016", "2016-03-12"),
    ("no_space", "في 13جانفي 2017", "2017-01-13"),
    ("arabic_digits", "في ١٣ يناير ٢٠١٧", "2017-01-13"),
    ("of_month", "في 31 من يناير 2017", "2017-01-31"),
    ("ordinal", "في الخامس عشر من شهر مارس 2017", "2017-03-15"),
    ("ordinal_tens", "في الحادي والعشرين من سبتمبر 2014", "2014-09-21"),
    ("first", "في غرة ماي 2017", "2017-05-01"),
    ("article", "في الـ31 من يناير 2017", "2017-01-31"),
    ("misspelt", "في 4 ديسمير 2014", "2014-12-04"),
    ("vowelled", "في 4 دِيسَمْبَر 2014", "2014-12-04"),
]


@pytest.mark.parametrize(("text", "value"), [c[1:] for c in MONTHS], ids=[c[0] for c in MONTHS])
def test_timexes_months_of_every_region(text: str, value: str) -> None:
    assert [v for _, v in pairs(text)] == [value]


DAYS = [
    ("today", "اجتمع المجلس اليوم", [("اليوم", "2017-06-15")]),
    ("yesterday", "اجتمع المجلس أمس", [("أمس", "2017-06-14")]),
    ("yesterday_with_clitic", "اجتمع المجلس بالأمس", [("الأمس", "2017-06-14")]),
    ("before_yesterday", "اجتمع المجلس أول من أمس", [("أول من أمس", "2017-06-13")]),
    ("before_yesterday_short", "اجتمع المجلس أول أمس", [("أول أمس", "2017-06-13")]),
    ("before_yesterday_gulf", "اجتمع المجلس أمس الأول", [("أمس الأول", "2017-06-13")]),
    ("tomorrow", "يجتمع المجلس غدا الجمعة", [("غدا الجمعة", "2017-06-16")]),
    ("after_tomorrow", "يجتمع المجلس بعد غد السبت", [("بعد غد السبت", "2017-06-17")]),
    ("day_of_yesterday", "اجتمع المجلس يوم أمس الأربعاء", [("يوم أمس الأربعاء", "2017-06-14")]),
    ("weekday_past", "اجتمع المجلس الثلاثاء", [("الثلاثاء", "2017-06-13")]),
    ("weekday_today", "اجتمع المجلس يوم الخميس", [("يوم الخميس", "2017-06-15")]),
    ("weekday_future", "سيجتمع المجلس يوم الثلاثاء", [("يوم الثلاثاء", "2017-06-20")]),
    ("weekday_to_come", "يجتمع المجلس الثلاثاء", [("الثلاثاء", "2017-06-20")]),
    ("today_behind_a_name", "تعقد الجزائر وروسيا اليوم الخميس دورة", [("اليوم الخميس", "2017-06-15")]),
    ("weekday_scheduled", "الجلسة المقررة الاثنين", [("الاثنين", "2017-06-19")]),
    ("weekday_last", "اجتمع المجلس الأحد الماضي", [("الأحد الماضي", "2017-06-11")]),
    ("weekday_last_same", "اجتمع المجلس الخميس الماضي", [("الخميس الماضي", "2017-06-08")]),
    ("weekday_next", "يجتمع المجلس الأحد المقبل", [("الأحد المقبل", "2017-06-18")]),
    ("weekday_with_and", "اجتمع والأحد", [("الأحد", "2017-06-11")]),
    ("weekday_pair", "يومي السبت والأحد", [("يومي السبت والأحد", "2017-06-10/2017-06-11")]),
    ("with_date", "الاثنين 12 يونيو 2017", [("الاثنين 12 يونيو 2017", "2017-06-12")]),
    ("weekday_wins", "الأحد 12 يونيو 2017", [("الأحد 12 يونيو 2017", "2017-06-11")]),
    ("weekday_of_week", "يوم الجمعة من الأسبوع المقبل", [("يوم الجمعة من الأسبوع المقبل", "2017-06-23")]),
    ("this_month", "في 12 الشهر الجاري", [("12 الشهر الجاري", "2017-06-12")]),
    ("last_month_name", "في 10 أكتوبر الماضي", [("10 أكتوبر الماضي", "2016-10-10")]),
    ("next_month_name", "يوم 4 يوليو المقبل", [("يوم 4 يوليو المقبل", "2017-07-04")]),
    ("last_year", "في 11 مايو من العام الماضي", [("11 مايو من العام الماضي", "2016-05-11")]),
    ("nearest_past", "في 18 مارس", [("18 مارس", "2017-03-18")]),
    ("future_tense", "ستجرى الانتخابات في 17 ديسمبر", [("17 ديسمبر", "2017-12-17")]),
    ("figures", "بتاريخ 15/5/2017", [("15/5/2017", "2017-05-15")]),
    ("iso", "بتاريخ 2017-05-15", [("2017-05-15", "2017-05-15")]),
    ("next_day", "اعتقل الجمعة وأفرج عنه في اليوم التالي", [("الجمعة", "2017-06-09"), ("اليوم التالي", "2017-06-10")]),
    ("either", "يوم 5 أو 12 نوفمبر 2017", [("يوم 5 أو 12 نوفمبر 2017", "[2017-11-05,2017-11-12]")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in DAYS], ids=[c[0] for c in DAYS])
def test_timexes_days(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


HOURS = [
    ("dawn", "فجر الثلاثاء", "2017-06-13TMO"),
    ("morning", "صباح اليوم", "2017-06-15TMO"),
    ("noon", "ظهر اليوم الخميس", "2017-06-15TAF"),
    ("afternoon", "بعد ظهر أمس", "2017-06-14TAF"),
    ("evening", "مساء أمس الأربعاء", "2017-06-14TEV"),
    ("eve", "عشية اليوم", "2017-06-15TEV"),
    ("night", "ليلة أمس", "2017-06-14TNI"),
    ("last_night", "الليلة الماضية", "2017-06-14TNI"),
    ("night_of_two", "ليلة الأحد الاثنين", "2017-06-11TNI"),
    ("night_of_two_dash", "ليلة الأحد - الاثنين", "2017-06-11TNI"),
    ("early", "الساعات الأولى من صباح اليوم", "2017-06-15TMO"),
    ("late", "في ساعة متأخرة من مساء أمس", "2017-06-14TEV"),
    ("joined", "بعد ظهراليوم", "2017-06-15TAF"),
    ("clock_words", "الساعة الثالثة عصرا اليوم", "2017-06-15T15:00"),
    ("clock_half", "الساعة التاسعة والنصف من صباح اليوم", "2017-06-15T09:30"),
    ("clock_figures", "الساعة 23:30", "2017-06-15T23:30"),
    ("clock_after_date", "مساء 26 فبراير 2017 الساعة 21:00", "2017-02-26T21:00"),
    ("midnight_of_two", "منتصف ليل الثلاثاء الأربعاء", "2017-06-14T00:00"),
    ("new_year", "ليلة رأس السنة", "2016-12-31TNI"),
]


@pytest.mark.parametrize(("text", "value"), [c[1:] for c in HOURS], ids=[c[0] for c in HOURS])
def test_timexes_parts_of_the_day(text: str, value: str) -> None:
    assert [v for _, v in pairs(text)] == [value]
    assert read(text)[0].type == "TIME"


PERIODS = [
    ("this_week", "هذا الأسبوع", "2017-06-12/2017-06-18"),
    ("last_week", "الأسبوع الماضي", "2017-06-05/2017-06-11"),
    ("next_week", "الأسبوع المقبل", "2017-06-19/2017-06-25"),
    ("weekend", "نهاية الأسبوع الماضي", "2017-06-10/2017-06-11"),
    ("last_month", "الشهر الماضي", "2017-05"),
    ("this_month", "أواخر الشهر الجاري", "2017-06"),
    ("last_year", "العام الماضي", "2016"),
    ("this_year", "العام الجاري", "2017"),
    ("start_of_year", "مطلع العام", "2017-01"),
    ("month", "في مارس 2015", "2015-03"),
    ("month_last", "منذ مارس الماضي", "2017-03"),
    ("month_word", "شهر ديسمبر الماضي", "2016-12"),
    ("start_of_month", "مطلع فبراير", "2017-02"),
    ("middle_of_month", "منتصف مارس", "2017-03-15~"),
    ("month_glued", "شهرفيفري", "2017-02"),
    ("months_either", "شهر سبتمبر أو نوفمبر المقبل", "[2017-09,2017-11]"),
    ("year", "عام 2014", "2014"),
    ("year_bare", "بعد ثورة 2011", "2011"),
    ("year_era", "عام 2003م", "2003"),
    ("year_words", "عام ألفين وخمسة", "2005"),
    ("years_between", "بين عامي 2011 و2015", "2011/2015"),
    ("years_pair", "سنتي 2012 و2013", "2012/2013"),
    ("days_between", "بين 5 و7 مايو", "2017-05-05/2017-05-07"),
    ("days_from", "من 3 إلى 5 يناير", "2017-01-03/2017-01-05"),
    ("days_two", "يومي 7 و8 يوليو المقبل", "2017-07-07/2017-07-08"),
    ("days_of_two_months", "يومي 31 مارس و1 أبريل الماضيين", "2017-03-31/2017-04-01"),
    ("figures_span", "من 2-3-2017 وحتى 16-5-2017", "2017-03-02/2017-05-16"),
    ("decade", "ثمانينيات القرن الماضي", "1980/1989"),
    ("decade_bare", "في التسعينات", "1990/1999"),
    ("decades", "من الخمسينات حتى أواخر السبعينات", "1950/1979"),
    ("season_last", "الصيف الماضي", "2016-06/2016-08"),
    ("season_year", "صيف 2014", "2014-06/2014-08"),
    ("winter", "شتاء 2014", "2013-12/2014-02"),
    ("half_of_month", "النصف الثاني من مايو 2017", "2017-05-16/2017-05-31"),
    ("quarter", "الربع الأول من عام 2016", "2016-01/2016-03"),
    ("years_ago", "قبل ثلاث سنوات", "2014~"),
    ("years_ago_figures", "منذ 12 عاما", "2005~"),
    ("years_ago_dual", "منذ عامين", "2015~"),
    ("about_months_ago", "قبل نحو أربعة أشهر", "2017-02~"),
    ("days_ago", "قبل يومين", "2017-06-13~"),
    ("weeks_ago", "قبل أسبوعين", "2017-06-01~"),
    ("some_days_ago", "قبل أيام", "2017-06~"),
    ("coming_months", "الأشهر الستة المقبلة", "2017-07/2017-12"),
    ("last_hours", "الـ24 ساعة الماضية", "2017-06-14/2017-06-15"),
    ("islamic_year", "عام 1436 هـ", "2014~/2015~"),
    ("islamic_figures", "بتاريخ 2 / 6 / 1436 هـ", "2015-03-22~"),
    ("islamic_figures_joined", "(17/11/1435هـ)", "2014-09-11~"),
    ("islamic_dashed", "بتاريخ 5-صفر-1436هـ", "2014-11-27~"),
]


@pytest.mark.parametrize(("text", "value"), [c[1:] for c in PERIODS], ids=[c[0] for c in PERIODS])
def test_timexes_periods(text: str, value: str) -> None:
    assert [v for _, v in pairs(text)] == [value]


NOT_DATES = [
    ("duration", "استمرت الحرب لمدة عامين"),
    ("duration_hours", "أغلقت الطريق ثلاث ساعات"),
    ("until_now", "لم يصدر بيان حتى الآن"),
    ("currently", "تدرس الحكومة الأمر حاليا"),
    ("prayer", "بعد صلاة الجمعة"),
    ("every_week", "يلتقون كل يوم جمعة"),
    ("newspaper", "قالت صحيفة المصري اليوم"),
    ("world_day", "بمناسبة اليوم العالمي للمرأة"),
    ("movement", "أعلنت قوى 14 آذار موقفها"),
    ("verb_march", "مارس الضغط على الحكومة"),
    ("person_may", "قالت تيريزا ماي إنها ستستقيل"),
    ("count", "قتل 2000 مقاتل"),
    ("count_beyond", "أنقذ خفر السواحل 2074 مهاجرا"),
    ("percent", "بنسبة 12% من الأصوات"),
    ("impossible", "في 31 يونيو 2017 كذا"),
]


@pytest.mark.parametrize("text", [c[1] for c in NOT_DATES], ids=[c[0] for c in NOT_DATES])
def test_timexes_leave_out_what_is_no_date(text: str) -> None:
    assert [t for t in pairs(text) if t[1] != "2017-06" and t[1] != "2017"] == []


def test_timexes_islamic_dates_are_approximate() -> None:
    # 1 Ramadan 1438 was 27 May 2017 in most countries; the tabular calendar is a day early
    (timex,) = read("في 10 رمضان 1438 هـ")
    assert (timex.calendar, timex.value) == ("islamic", "2017-06-04~")


def test_timexes_islamic_date_with_its_weekday_is_exact() -> None:
    # 7 Shawwal 1436 was Thursday, 23 July 2015, by the tabular calendar, and by another 8 Shawwal was
    assert [v for _, v in pairs("صباح اليوم الخميس 7 / 10 / 1436 هـ")] == ["2015-07-23TMO"]
    assert [v for _, v in pairs("يوم الخميس 8 شوال 1436 هـ")] == ["2015-07-23"]
    assert [v for _, v in pairs("يوم الاثنين 8 شوال 1436 هـ")] == ["2015-07-24~"]


@pytest.mark.parametrize("score", ["2 - صفر", "2-صفر", "3 ــ صفر", "صفر – صفر"])
def test_a_score_is_no_date(score: str) -> None:
    assert pairs(f"فاز فريق الساحل على الميناء {score} في مباراة الإياب") == []


def test_timexes_islamic_date_beside_its_gregorian_day_is_exact() -> None:
    found = pairs("في 26 شوال 1436 هـ الموافق 11 أغسطس 2015")
    assert [value for _, value in found] == ["2015-08-11", "2015-08-11"]
    found = pairs("في 26 / 10 / 1436هـ الموافق 11/8/2015")
    assert [value for _, value in found] == ["2015-08-11", "2015-08-11"]


def test_timexes_persian_dates_are_converted() -> None:
    # 1 Farvardin 1396 was 21 March 2017
    (timex,) = read("في 1 فروردين 1396")
    assert (timex.calendar, timex.value) == ("persian", "2017-03-21~")


def test_timexes_weekday_of_today_wins_over_publication() -> None:
    # an agency story of Tuesday, published on Thursday
    found = pairs("قال الوزير اليوم الثلاثاء إن الهجوم وقع أمس")
    assert found == [("اليوم الثلاثاء", "2017-06-13"), ("أمس", "2017-06-12")]


def test_timexes_without_publication_only_full_dates_have_values() -> None:
    timexes = read("قال أمس إن الحرب بدأت في 5 مايو 2014", None)
    assert [(t.text, t.value, t.anchored) for t in timexes] == [
        ("أمس", None, "none"),
        ("5 مايو 2014", "2014-05-05", "text"),
    ]


def test_timexes_say_what_they_are_anchored_to() -> None:
    assert read("أمس")[0].anchored == "published"
    assert read("عام 2014")[0].anchored == "text"


def test_timexes_at_the_end_of_the_calendar_do_not_raise() -> None:
    assert pairs("غدا", date(9999, 12, 31)) == []
    assert pairs("قبل يومين", date(1, 1, 1)) == []


def test_timexes_grammar_examples_hold() -> None:
    lexicon = default_lexicon()
    for record in lexicon.table("time/grammar").records():
        if record["example"]:
            assert [v for _, v in pairs(record["example"])] == [record["gives"]], record["name"]


def test_timexes_islamic_calendar_round_trips() -> None:
    assert all(
        calendars.to_islamic(calendars.from_islamic(year, month, 1)) == (year, month)
        for year in range(1300, 1500)
        for month in range(1, 13)
    )


WORDS_AND_MARKS = """اليوم أمس غدا الأحد الخميس 5 12 31 2017 2011 و أو من إلى بين في مارس ماي يونيو حزيران / ( ) - ،
. الماضي المقبل صباح ليلة منتصف ليل قبل منذ عامين أشهر ثلاثة الساعة 23:30 عام سنة القرن التسعينات النصف الأول هذا
الأسبوع شوال 1436 هـ الموافق كل صلاة 2-3-2017 99999999999999999999 % ٣ و6 رأس السنة فروردين شتاء"""
PIECES = st.sampled_from(WORDS_AND_MARKS.split())


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60))
def test_timexes_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    end = 0
    for timex in read(text):
        assert end <= timex.start < timex.end <= len(text)
        assert timex.text == text[timex.start : timex.end]
        end = timex.end
