# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Finding a model's quotes in the text."""

import pytest

from tawatur.lexicon import default_lexicon
from tawatur.reading.llm.quotes import Placer, Quotes, nearest
from tawatur.text.document import analyse


def quotes(text: str) -> Quotes:
    return Quotes(analyse(text, default_lexicon()))


@pytest.mark.parametrize(
    ("text", "quote", "meant"),
    [
        # the police said that gunmen attacked
        pytest.param("قالت الشرطة إن مسلحين هاجموا الحاجز.", "مسلحين هاجموا", ["مسلحين هاجموا"], id="exact"),
        # and they killed two soldiers: without the clitic
        pytest.param("هاجموا الحاجز وقتلوا جنديين.", "قتلوا", ["قتلوا"], id="behind-a-clitic"),
        # the minister received the delegation: hamza and ta marbuta written otherwise
        pytest.param("استقبل الوزير أعضاء اللجنة.", "اعضاء اللجنه", ["أعضاء اللجنة"], id="swapped-letters"),
        # vowel marks and tatweel in the text
        pytest.param("قَصَفَ الجيـــش المدينةَ.", "قصف الجيش المدينة", ["قَصَفَ الجيـــش المدينةَ"], id="marks"),
        pytest.param("قُتل ٣٤ شخصا.", "34 شخصا", ["٣٤ شخصا"], id="digits"),
        pytest.param("أعلن «المجلس الأعلى» موقفه.", '"المجلس الأعلى"', ["«المجلس الأعلى»"], id="quotation-marks"),
        pytest.param("وصل\n\nالوفد  إلى بغداد.", "وصل الوفد إلى بغداد", ["وصل\n\nالوفد  إلى بغداد"], id="white-space"),
        # for the government: one lam for two
        pytest.param("موقف واضح للحكومة.", "الحكومة", ["للحكومة"], id="lam"),
        pytest.param("هاجموا الحاجز.", "هاجم", [], id="a-lemma-is-no-quote"),
        pytest.param("زار الرئيس تونس.", "رئيس الجمهورية", [], id="invented"),
        pytest.param("قال، ثم قال.", "قال", ["قال", "قال"], id="twice"),
        pytest.param("قال.", "", [], id="empty"),
        pytest.param("قال. نعم.", " . ", [], id="signs-only"),
        pytest.param("", "قال", [], id="no-text"),
    ],
)
def test_quotes_are_found_as_words(text: str, quote: str, meant: list[str]) -> None:
    assert [text[a:b] for a, b in quotes(text).places(quote)] == meant


def test_quotes_without_their_middle_cover_it() -> None:
    # the minister said that the talks which began on Monday in the capital will go on next week
    text = "قال الوزير إن المحادثات التي بدأت يوم الاثنين في العاصمة ستستمر الأسبوع المقبل، ثم غادر."
    [(start, end)] = quotes(text).places("المحادثات التي بدأت … ستستمر الأسبوع المقبل")
    assert text[start:end] == "المحادثات التي بدأت يوم الاثنين في العاصمة ستستمر الأسبوع المقبل"
    assert quotes(text).places("ستستمر الأسبوع … المحادثات التي") == ()


def test_quotes_of_several_places_are_told_apart_by_sentence_then_by_order() -> None:
    text = "وقع هجوم في الشمال وهجوم في الجنوب. ثم وقع هجوم في الشرق."
    found = quotes(text)
    first, second, third = found.places("هجوم")
    placer = Placer(found)
    assert [placer.place("هجوم", 1), placer.place("هجوم", 1), placer.place("هجوم", 2)] == [first, second, third]
    assert Placer(found).place("هجوم", 2) == third
    assert Placer(found).place("هجوم", 99) == first  # a sentence that is not there


def test_quotes_nearest_prefers_what_stands_apart() -> None:
    assert nearest([(0, 3), (10, 14), (40, 44)], (9, 15)) == (0, 3)
    assert nearest([(10, 14)], (9, 15)) == (10, 14)
    assert nearest([], (0, 1)) is None


@pytest.mark.parametrize("text", ["\x00", "َُِّ" * 40, "\u202eقال\u202c", "ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ", "😀👨‍👩‍👧", "…" * 50, "\ud800"])
def test_quotes_of_any_text_lie_in_it(text: str) -> None:
    found = quotes(text)
    for quote in (text, text[:1], text[1:], "قال", "… …"):
        assert all(0 <= a < b <= len(text) for a, b in found.places(quote))
