# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Places: each case is an id, a sentence, and the text, name, country and precision of the places in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.model import Place
from tawatur.reading.places import annotate
from tawatur.text.document import analyse


def read(text: str) -> tuple[Place, ...]:
    lexicon = default_lexicon()
    return annotate(analyse(text, lexicon), lexicon)


def rows(text: str) -> list[tuple[str, str, str | None, str | None]]:
    places = read(text)
    assert all(p.text == text[p.start : p.end] for p in places)
    return [(p.text, p.name, p.country, p.precision) for p in places]


CASES = [
    ("state", "زار الوزير سوريا", [("سوريا", "سوريا", "SYR", "country")]),
    ("state_with_and", "ولبنان", [("لبنان", "لبنان", "LBN", "country")]),
    ("city", "وصل الوفد إلى صنعاء", [("صنعاء", "صنعاء", "YEM", "city")]),
    ("city_with_clitic", "وقع انفجار ببغداد", [("بغداد", "بغداد", "IRQ", "city")]),
    ("city_headed", "دخل الجيش مدينة الرقة", [("مدينة الرقة", "الرقة", "SYR", "city")]),
    ("province", "في محافظة نينوى", [("محافظة نينوى", "نينوى", "IRQ", "province")]),
    ("tunisian_province", "في ولاية تطاوين", [("ولاية تطاوين", "تطاوين", "TUN", "province")]),
    ("direction", "في شمال العراق", [("شمال العراق", "العراق", "IRQ", "country")]),
    ("direction_of_city", "جنوب دمشق", [("جنوب دمشق", "دمشق", "SYR", "city")]),
    ("airport", "هبطت في مطار بيروت الدولي", [("مطار بيروت الدولي", "بيروت", "LBN", "site")]),
    ("camp", "اقتحم مخيم جنين", [("مخيم جنين", "جنين", "PSE", "site")]),
    ("unknown_quarter", "قصف حي الزهور", [("حي الزهور", "الزهور", None, "site")]),
    ("quoted", 'في شارع "الشانزليزيه"', [('شارع "الشانزليزيه"', "الشانزليزيه", "FRA", "site")]),
    ("capital_named", "في العاصمة بغداد", [("العاصمة بغداد", "بغداد", "IRQ", "city")]),
    ("capital_of_nationality", "في العاصمة الألمانية", [("العاصمة الألمانية", "برلين", "DEU", "city")]),
    ("city_of_states_name", "في مدينة الجزائر", [("مدينة الجزائر", "الجزائر", "DZA", "city")]),
    ("several_words", "معارك في دير الزور", [("دير الزور", "دير الزور", "SYR", "city")]),
    ("region", "في قطاع غزة", [("قطاع غزة", "قطاع غزة", "PSE", "province")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_places_are_found(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    assert rows(text) == expected


def test_places_have_coordinates_and_an_id() -> None:
    (place,) = read("في بغداد")
    assert place.lat == pytest.approx(33.3, abs=0.2)
    assert place.lon == pytest.approx(44.4, abs=0.2)
    assert place.geoname == 98182


SAME_NAME = [
    ("libyan", "قالت الحكومة الليبية إن اشتباكات وقعت في طرابلس", "LBY"),
    ("lebanese", "قال الجيش اللبناني إنه انتشر في طرابلس شمالي لبنان", "LBN"),
    ("alone", "وقع انفجار في طرابلس", "LBY"),  # the larger
]


@pytest.mark.parametrize(("text", "country"), [c[1:] for c in SAME_NAME], ids=[c[0] for c in SAME_NAME])
def test_places_of_one_name_are_told_apart_by_the_countries_named(text: str, country: str) -> None:
    assert next(p.country for p in read(text) if p.name == "طرابلس") == country


WORDS = [
    ("the_city", "شلت الحركة في المدينة كلها"),
    ("a_revolution", "قامت الثورة ضد الحاكم"),
    ("a_name", "قال كامل سعيد إنه بخير"),
    ("adjective", "قالت وسائل إعلام سورية كلاما"),
    ("and_that", "وأن الأمر خطير وإن كان معروفا"),
    ("attacker", "قتل منفذ الهجوم"),
    ("father_of_a_prince", "استقبل الأمير محمد بن نايف ضيوفه"),
    ("family_name", "أعلن إياد الدهماني القرار"),
    ("given_name_before_son", "قال فارس بن سالم إنه بخير"),
    ("month", "ينتهي العقد في آب المقبل"),
    ("always", "يكرر ذلك دوما أمام الناس"),
    ("pretext", "أغلقت الطريق بحجة الأمن"),
    ("pronoun", "أسكنه الله فسيح جناته"),
    ("superlative", "أنجز العمل على الوجه الأكمل"),
    ("adjective_of_a_noun", "عرضت المنظومة الديوانية للنقاش"),
    ("experts", "قالت لجنة من الخبراء إن الجسر سليم"),
]


@pytest.mark.parametrize("text", [c[1] for c in WORDS], ids=[c[0] for c in WORDS])
def test_places_that_are_words_are_left_out(text: str) -> None:
    assert rows(text) == []


EVIDENT = [
    ("in_a_list", "دارت معارك في عدن وتعز وحجة اليمنية", "حجة"),
    ("behind_a_preposition", "قال مسؤول يمني إن انفجارا وقع في حجة", "حجة"),
    ("dateline", "الخبر: افتتح المعرض", "الخبر"),
    ("with_b", "قالت الشرطة السعودية إن حريقا شب بالخبر", "الخبر"),
]


@pytest.mark.parametrize(("text", "name"), [c[1:] for c in EVIDENT], ids=[c[0] for c in EVIDENT])
def test_places_whose_name_is_a_word_are_found_where_they_are_meant(text: str, name: str) -> None:
    assert name in [place.name for place in read(text)]


def test_places_of_the_country_that_the_report_names() -> None:
    assert [p.country for p in read("قال مسؤول سعودي إن الأمطار هطلت في الجوف") if p.name == "الجوف"] == ["SAU"]
    assert [p.country for p in read("قال مسؤول يمني إن المعارك اشتدت في الجوف") if p.name == "الجوف"] == ["YEM"]


def test_places_headed_village_is_found_and_bare_one_is_not() -> None:
    assert rows("في قرية تل شعير")[0][0] == "قرية تل شعير"


WORDS_AND_MARKS = """مدينة حي مطار "الزهور" ( ) طرابلس سوريا وسوريا بدمشق للعراق العاصمة الألمانية شمال غرب
قرية تل . ، محافظة عاصمة لبنان"""
PIECES = st.sampled_from(WORDS_AND_MARKS.split())


@given(st.lists(PIECES, max_size=10).map(" ".join) | st.text(max_size=60))
def test_places_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    end = 0
    for place in read(text):
        assert end <= place.start < place.end <= len(text)
        assert place.text == text[place.start : place.end]
        end = place.end
