# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How text is cut into tokens, and which reading of a word is chosen where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.text import memory
from tawatur.text.words import Analyser, Token

ANY = st.text() | st.text("اأبةتلوفسكي هن1.,«\u064e\u0640\u200f\ufefbaZ'-", max_size=40)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return default_lexicon().compiled("text.analyser", Analyser)


def cut(analyser: Analyser, text: str) -> list[Token]:
    return analyser.tokens(text, [(0, len(text))])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("غادر 3.5 مليون", ["word غادر", "number 3.5", "word مليون"], id="decimal"),
        pytest.param("و12 جنديا", ["word و", "number 12", "word جنديا"], id="conjunction_before_digits"),
        pytest.param("(٢٠١٧)", ["punct (", "number ٢٠١٧", "punct )"], id="arabic_indic_digits"),
        pytest.param("«نعم»، قال", ["punct «", "word نعم", "punct »", "punct ،", "word قال"], id="quotes"),
        pytest.param("عـــاجل", ["word عـــاجل"], id="tatweel_within"),
        pytest.param("ذَهَبَ", ["word ذَهَبَ"], id="vowelled"),
        pytest.param("شركة Tele-X2 هنا", ["word شركة", "latin Tele-X2", "word هنا"], id="latin"),
        pytest.param("انتظر...", ["word انتظر", "punct ..."], id="dots"),
        pytest.param("50%", ["number 50", "punct %"], id="percent"),
        pytest.param("سعر € هنا", ["word سعر", "symbol €", "word هنا"], id="symbol"),
        pytest.param("", [], id="empty"),
    ],
)
def test_words_cuts_text_into_kinds(analyser: Analyser, text: str, expected: list[str]) -> None:
    assert [f"{t.kind} {t.text}" for t in cut(analyser, text)] == expected


@given(ANY)
def test_words_offsets_point_at_the_surface(text: str) -> None:
    tokens = cut(default_lexicon().compiled("text.analyser", Analyser), text)
    at = 0
    for number, token in enumerate(tokens):
        assert token.index == number
        assert at <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        assert token.word.analyses
        assert 0 <= token.analysis.lead <= len(token.text)
        at = token.end


@given(ANY)
def test_words_reads_any_surface(text: str) -> None:
    word = default_lexicon().compiled("text.analyser", Analyser).word(text)
    assert all(0 <= a.lead <= len(text) for a in word.analyses)


@pytest.mark.parametrize(
    ("surface", "lead"),
    [
        pytest.param("وقال", 1, id="and"),
        pytest.param("وبالقصف", 2, id="and_with_the"),
        pytest.param("للمدينة", 0, id="l_of_lil_stays"),  # to the city
        pytest.param("وللمدينة", 1, id="and_before_lil"),
        pytest.param("سيغادر", 0, id="future_stays"),
        pytest.param("المدينة", 0, id="article_stays"),
        pytest.param("وَقَالَ", 2, id="vowel_mark_counts"),
        pytest.param("وـــقال", 4, id="tatweel_counts"),
    ],
)
def test_words_lead_counts_characters_of_the_surface(analyser: Analyser, surface: str, lead: int) -> None:
    assert analyser.word(surface).analyses[0].lead == lead


@pytest.mark.parametrize(
    ("text", "word", "lemma", "pos"),
    [
        pytest.param("قتل الجيش ثلاثة مسلحين", "قتل", "قتل", "verb", id="killed_verb"),  # the army killed
        pytest.param("أدان الوزير قتل المدنيين", "قتل", "قتل", "noun", id="killing_noun"),  # the killing of
        pytest.param("وصل الوفد إلى المدينة أمس", "وصل", "وصل", "verb", id="arrived"),
        pytest.param("خرج الوفد بعد رفض الطلب", "رفض", "رفض", "noun", id="refusal"),  # after the refusal
        pytest.param("لم يكتب الصحفي شيئا", "يكتب", "كتب", "verb", id="after_negation"),
        pytest.param("التقى علي بالوزير", "علي", "علي", "noun_prop", id="ali"),  # not على
        pytest.param("وقال علي إن الأمر انتهى", "علي", "علي", "noun_prop", id="ali_said"),
        pytest.param("و قال المتحدث", "و", "و", "conj", id="conjunction_apart"),
    ],
)
def test_words_context_chooses_the_reading(analyser: Analyser, text: str, word: str, lemma: str, pos: str) -> None:
    token = next(t for t in cut(analyser, text) if t.text == word)
    assert (token.analysis.lemma, token.pos) == (lemma, pos)


def test_words_are_the_same_object_wherever_they_stand(analyser: Analyser) -> None:
    first, *_, last = cut(analyser, "غادر الوفد ثم غادر")
    assert first.word is last.word


def test_words_store_of_types_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    small = Analyser(default_lexicon())
    for surface in ("قال", "أكد", "أعلن", "نفى", "رأى"):
        small.word(surface)
        memory.bound()
    assert len(small._cache) <= 3
    assert small.word("قال").analyses[0].lemma == "قال"


@pytest.mark.parametrize(
    ("text", "word", "enclitic"),
    [
        # The deputy of its commander spoke; the commander (f.) spoke; in the words of its secretary-general
        ("تحدث نائب قائده الجديد.", "قائده", "ه"),
        ("تحدثت قائدة الفريق.", "قائدة", ""),
        ("أعلن على لسان أمينه العام.", "أمينه", "ه"),
    ],
)
def test_words_noun_that_ends_in_ha_bears_the_pronoun(analyser: Analyser, text: str, word: str, enclitic: str) -> None:
    assert [t.analysis.enclitic for t in cut(analyser, text) if t.text == word] == [enclitic]
