# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How single words are read: lemma, clitics, form. Each case gives the best reading without context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.text.morphology import LONGEST_WORD, MOST, analyse
from tawatur.text.stems import Morphology, build, skeleton
from tawatur.text.words import Analysis


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return default_lexicon().compiled("text.morphology", build)


def best(morphology: Morphology, form: str) -> Analysis:
    return analyse(morphology, form)[0][0]


@pytest.mark.parametrize(
    ("form", "lemma", "clitics", "enclitic"),
    [
        pytest.param("وقالت", "قال", "و", "", id="and_she_said"),
        pytest.param("ولم", "لم", "و", "", id="and_not"),
        pytest.param("وللحكومة", "حكومة", "و ل ال", "", id="and_to_the_government"),
        pytest.param("بالقاهرة", "قاهرة", "ب ال", "", id="in_cairo"),
        pytest.param("فسيقاتلونهم", "قاتل", "ف س", "هم", id="so_they_will_fight_them"),
        pytest.param("اعتقلته", "اعتقل", "", "ه", id="it_arrested_him"),
        pytest.param("المعتقلين", "معتقل", "ال", "", id="the_detainees"),
        pytest.param("سيجتمعون", "اجتمع", "س", "", id="they_will_meet"),
        pytest.param("لاعتقالهم", "اعتقال", "ل", "هم", id="for_their_arrest"),
        pytest.param("لوزير", "وزير", "ل", "", id="to_a_minister"),
        pytest.param("للجنة", "لجنة", "ل ال", "", id="lil_before_lam"),  # to the committee
        pytest.param("للذين", "الذي", "ل", "", id="to_those_who"),
        pytest.param("بأنه", "أن", "ب", "ه", id="that_he"),
        pytest.param("وحكومته", "حكومة", "و", "ه", id="and_his_government"),
        pytest.param("مستشفاهم", "مستشفى", "", "هم", id="their_hospital"),
        pytest.param("عليهم", "على", "", "هم", id="on_them"),
        pytest.param("وكالة", "وكالة", "", "", id="agency_is_no_and"),
        pytest.param("والي", "والي", "", "", id="governor"),
        pytest.param("بوتين", "بوتين", "", "", id="putin_is_no_in"),
    ],
)
def test_morphology_cuts_clitics(morphology: Morphology, form: str, lemma: str, clitics: str, enclitic: str) -> None:
    found = best(morphology, form)
    assert (found.lemma, " ".join(found.proclitics), found.enclitic) == (lemma, clitics, enclitic)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        pytest.param("وزراء", "وزير", id="broken_plural"),
        pytest.param("وزرائه", "وزير", id="hamza_moves_to_ya"),
        pytest.param("وزراؤهم", "وزير", id="hamza_moves_to_waw"),
        pytest.param("قوات", "قوة", id="feminine_plural"),
        pytest.param("هجمات", "هجمة", id="attacks"),
        pytest.param("مسؤولون", "مسؤول", id="officials"),
        pytest.param("مسئولين", "مسؤول", id="egyptian_hamza"),
        pytest.param("نساء", "امرأة", id="women"),
        pytest.param("قضاة", "قاضي", id="judges"),
        pytest.param("شؤون", "شأن", id="affairs"),
        pytest.param("مشيراً", "مشير", id="tanwin"),
        pytest.param("المحكمة", "محكمة", id="own_feminine"),
    ],
)
def test_morphology_finds_lemmas_of_nominals(morphology: Morphology, form: str, lemma: str) -> None:
    assert best(morphology, form.replace("\u064b", "")).lemma == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "features"),
    [
        pytest.param("أكدوا", "أكد", "p3mp", id="strong"),
        pytest.param("أدانت", "أدان", "p3fs", id="hollow_fourth"),
        pytest.param("دعا", "دعا", "p3ms", id="called"),
        pytest.param("دعت", "دعا", "p3fs", id="called_f"),
        pytest.param("يدعو", "دعا", "i3ms", id="calls"),
        pytest.param("نفى", "نفى", "p3ms", id="denied"),
        pytest.param("نفت", "نفى", "p3fs", id="denied_f"),
        pytest.param("ينفي", "نفى", "i3ms", id="denies"),
        pytest.param("رأى", "رأى", "p3ms", id="saw"),
        pytest.param("رأت", "رأى", "p3fs", id="saw_f"),
        pytest.param("يرى", "رأى", "i3ms", id="sees"),
        pytest.param("تولى", "تولى", "p3ms", id="took_over"),
        pytest.param("قلن", "قال", "p3fp", id="they_f_said"),
        pytest.param("تقول", "قال", "i3fs", id="says_f"),
        pytest.param("يقل", "قال", "i3ms", id="jussive"),
        pytest.param("أعلنا", "أعلن", "p3md", id="they_two_announced"),
        pytest.param("جاءت", "جاء", "p3fs", id="came"),
        pytest.param("يتخذون", "اتخذ", "i3mp", id="take"),
        pytest.param("استعادوا", "استعاد", "p3mp", id="regained"),
        pytest.param("أعدته", "أعد", "p3fs", id="prepared_it"),
    ],
)
def test_morphology_conjugates_verbs(morphology: Morphology, form: str, lemma: str, features: str) -> None:
    found = [a for a in analyse(morphology, form)[0] if a.pos == "verb"]
    shown = [(a.lemma, a.aspect + a.person + a.gender + a.number) for a in found]
    assert shown[0][0] == lemma
    assert (lemma, features) in shown


@pytest.mark.parametrize(
    ("form", "lemma", "voice"),
    [
        pytest.param("قيل", "قال", "p", id="was_said"),
        pytest.param("قال", "قال", "a", id="said"),
        pytest.param("سئل", "سأل", "p", id="was_asked"),
        pytest.param("أصيب", "أصاب", "p", id="was_wounded"),
        pytest.param("يقام", "أقام", "p", id="is_held"),
        pytest.param("هوجم", "هاجم", "p", id="was_attacked"),
        pytest.param("اعتقل", "اعتقل", "a|p", id="arrested_or_was"),
        pytest.param("دعي", "دعا", "p", id="was_called"),
    ],
)
def test_morphology_tells_voice_where_letters_do(morphology: Morphology, form: str, lemma: str, voice: str) -> None:
    found = next(a for a in analyse(morphology, form)[0] if a.pos == "verb")
    assert (found.lemma, found.voice) == (lemma, voice)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        pytest.param("اعلن", "أعلن", id="no_hamza"),
        pytest.param("الى", "إلى", id="to_without_hamza"),
        pytest.param("هذة", "هذا", id="ta_for_ha"),
        pytest.param("امس", "أمس", id="yesterday"),
        pytest.param("المدرسه", "مدرسة", id="ha_for_ta"),
        pytest.param("إنتخابات", "انتخاب", id="hamza_too_many"),
    ],
)
def test_morphology_reads_common_misspellings(morphology: Morphology, form: str, lemma: str) -> None:
    assert best(morphology, form).lemma == lemma


@pytest.mark.parametrize(
    ("form", "stem"),
    [
        pytest.param("وحكومته", "حكومه", id="ta_becomes_ta_marbuta"),
        pytest.param("وزرائه", "وزراء", id="hamza_back_in_place"),
        pytest.param("للقوات", "قوات", id="no_article"),
        pytest.param("سيقاتلونهم", "يقاتلون", id="verb_keeps_its_subject"),
    ],
)
def test_morphology_stem_is_the_word_without_clitics(morphology: Morphology, form: str, stem: str) -> None:
    assert best(morphology, form).stem == stem


@pytest.mark.parametrize("form", ["غزمبور", "وغزمبور"])  # no word at all
def test_morphology_guesses_names(morphology: Morphology, form: str) -> None:
    found = best(morphology, form)
    assert (found.lemma, found.pos, found.known) == ("غزمبور", "noun_prop", False)


@given(st.text(max_size=60) | st.text("اأإآىيةهؤئءوفبلكسنتم", max_size=LONGEST_WORD + 3))
def test_morphology_reads_any_form(form: str) -> None:
    analyses, scores = analyse(default_lexicon().compiled("text.morphology", build), form)
    assert 1 <= len(analyses) == len(scores) <= MOST
    assert list(scores) == sorted(scores, reverse=True)
    assert all(0 <= a.lead <= len(form) for a in analyses)


@given(st.text("اأإآىيةهؤئء", max_size=8))
def test_morphology_skeleton_keeps_length(form: str) -> None:
    assert len(skeleton(form)) == len(form)


def test_morphology_stem_tables_hold_plain_letters_only() -> None:
    lexicon = default_lexicon()
    for name in ("verbs", "nominals", "derived", "names", "supplement"):
        for (cell,) in lexicon.table(f"morphology/{name}").columns("stems"):
            letters = "".join(part.partition(":")[0] for part in cell.split("|"))
            assert all("ء" <= c <= "ي" and c != "ـ" for c in letters), cell


def test_morphology_stem_classes_have_endings() -> None:
    lexicon = default_lexicon()
    classes = {cls for (cls,) in lexicon.table("morphology/endings").columns("class")}
    for name in ("verbs", "nominals", "derived", "names", "supplement"):
        for (cell,) in lexicon.table(f"morphology/{name}").columns("stems"):
            assert all(part.split(":")[1].partition(".")[0] in classes for part in cell.split("|") if part)
