# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What language a text looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.text.language import detect

# Each says about the same: the minister said that the talks were over, or that they matter.
SENTENCES = {
    "ar": "قالت الوزيرة إن المحادثات مع الوفد انتهت",
    "fa": "وزیر گفت که این دیدار برای هر دو کشور مهم است",
    "ur": "وزیر نے کہا ہے کہ بات چیت میں پیش رفت ہوئی ہے",
    "ku": "وەزیر لە هەولێر پێشوازی لە شاندەکە کرد",
    "ps": "وزیر وايي چې خبرې به په ښار کې وي",
    "ug": "بۇ يىغىندا ئۇلار بىر بىلەن سۆزلەشتى ۋە",
    "en": "The minister said that the talks were over",
    "fr": "La ministre a dit que les discussions sont terminées",
    "es": "El ministro dijo que las conversaciones han terminado",
    "de": "Die Ministerin sagte, dass die Gespräche beendet sind",
    "tr": "Bakan görüşmelerin bir anlaşma için bittiğini söyledi",
    "ru": "Министр сказал, что переговоры закончены",
    "he": "השרה אמרה כי השיחות הסתיימו",
    "el": "Η υπουργός είπε ότι οι συνομιλίες τελείωσαν",
    "zh": "部长说谈判结束了",
    "ja": "大臣は交渉が終わったと述べた",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_language_of_a_sentence(language: str) -> None:
    guess = detect(SENTENCES[language])
    assert guess.language == language
    assert (guess.note == "") == (language == "ar")


def test_language_note_names_the_language() -> None:
    assert detect(SENTENCES["fa"]).note == "this looks like Persian (fa), not Arabic"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وزير گفت كه اين ديدار براي هر دو كشور مهم است", id="persian_with_arabic_letters"),
        pytest.param("رئیس جمهور ایران", id="persian_heading"),
    ],
)
def test_language_persian_in_other_spellings(text: str) -> None:
    assert detect(text).language == "fa"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("گوگل قال", id="borrowed_letter"),
        pytest.param("رئيس", id="one_word"),
        pytest.param("ﺍﻟﻮﻓﺪ ﻓﻲ ﺍﻟﻤﺪﻳﻨﺔ", id="presentation_forms"),
        pytest.param("غادر الوفد (CNN) أمس", id="a_foreign_name"),
    ],
)
def test_language_little_or_odd_arabic_is_arabic(text: str) -> None:
    guess = detect(text)
    assert (guess.language, guess.note) == ("ar", "")


def test_language_mixed_text_is_named_so() -> None:
    guess = detect(f"{SENTENCES['ar']}\n{SENTENCES['en']}")
    assert guess.note.startswith("mixed text")
    assert 0.3 < guess.share_arabic_script < 0.7


@pytest.mark.parametrize("text", ["", " \n", "2017 !?", "\u064e\u064f", "\ud800", "🙂🙂🙂"])
def test_language_without_words_is_undetermined(text: str) -> None:
    guess = detect(text)
    assert (guess.language, guess.share_arabic_script) == ("und", 0.0)
    assert guess.note == "there are no words in it"


def test_language_looks_into_the_whole_of_a_long_text() -> None:
    guess = detect(SENTENCES["en"] * 500 + SENTENCES["ar"] * 500)
    assert guess.note.startswith("mixed text")


@given(st.text())
def test_language_takes_any_text(text: str) -> None:
    guess = detect(text, default_lexicon())
    assert guess == detect(text)
    assert 0 <= guess.share_arabic_script <= 1
