# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Clauses and phrases: each case is an id, a sentence, and what the parts of it are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.reading.clauses import NONE, Structure, parse
from tawatur.text.document import Document, analyse


def build(text: str) -> tuple[Document, Structure]:
    document = analyse(text, default_lexicon())
    return document, parse(document, default_lexicon())


def text_of(document: Document, first: int, last: int) -> str:
    return document.text[document.tokens[first].start : document.tokens[last - 1].end]


CLAUSES = [
    # The army said that the rebels attacked the bridge.
    ("complement", "قال الجيش إن المتمردين هاجموا الجسر", [("main", "قال"), ("complement", "هاجموا")]),
    # The minister condemned the raid that the planes launched.
    ("relative", "أدان الوزير القصف الذي شنته الطائرات", [("main", "أدان"), ("relative", "شنته")]),
    # The guard arrested the smuggler and searched his house.
    ("coordinate", "اعتقل الحرس المهرب وفتشوا منزله", [("main", "اعتقل"), ("coordinate", "وفتشوا")]),
    # The guard searched the house and did not arrest anybody: «و» joins the verb by its particle.
    ("particle", "فتش الحرس المنزل ولم يعتقلوا أحدا", [("main", "فتش"), ("coordinate", "يعتقلوا")]),
    # He fled when the police stormed the quarter.
    ("time", "هرب عندما اقتحمت الشرطة الحي", [("main", "هرب"), ("time", "اقتحمت")]),
    # The union would accept if the ministry withdrew.
    ("condition", "ستقبل النقابة إذا تراجعت الوزارة", [("main", "ستقبل"), ("condition", "تراجعت")]),
    # He arrived before the council met.
    ("two_words", "وصل قبل أن يجتمع المجلس", [("main", "وصل"), ("time", "يجتمع")]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CLAUSES], ids=[c[0] for c in CLAUSES])
def test_clauses_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    document, structure = build(text)
    found = [(c.kind, document.tokens[c.predicate].text) for c in structure.clauses if c.predicate != NONE]
    assert found == expected


def test_clauses_relative_has_its_antecedent() -> None:
    document, structure = build("أدان الوزير القصف الذي شنته الطائرات")
    relative = next(c for c in structure.clauses if c.kind == "relative")
    assert document.tokens[relative.antecedent].text == "القصف"


def test_clauses_auxiliary_stays_with_its_verb() -> None:
    # The army was bombing the village.
    _, structure = build("كان الجيش قد قصف القرية")
    assert len([c for c in structure.clauses if c.kind == "main"]) == 1


PHRASES = [
    # The army bombed positions of the gunmen with artillery.
    ("prefixed", "قصف الجيش مواقع المسلحين بالمدفعية", "بالمدفعية", "ب"),
    # The police opened fire on the crowd.
    ("preposition", "أطلقت الشرطة النار على الحشد", "الحشد", "علي"),
    # The officer was killed at the hands of gunmen.
    ("several_words", "قتل الضابط على يد مسلحين", "مسلحين", "علي يد"),
    ("bare", "قصف الجيش مواقع المسلحين", "الجيش", ""),
]


@pytest.mark.parametrize(("text", "start", "prep"), [c[1:] for c in PHRASES], ids=[c[0] for c in PHRASES])
def test_clauses_phrase_knows_its_preposition(text: str, start: str, prep: str) -> None:
    document, structure = build(text)
    assert [p.prep for p in structure.phrases if document.tokens[p.first].text == start] == [prep]


def test_clauses_phrase_is_a_chain_that_stops_at_a_new_noun() -> None:
    document, structure = build("قصف الجيش مواقع المسلحين")
    found = [text_of(document, p.first, p.last) for p in structure.phrases]
    assert "الجيش" in found
    assert "مواقع المسلحين" in found


def test_clauses_names_are_nominal_whatever_their_analysis() -> None:
    document = analyse("إن تونس تدين الهجوم", default_lexicon())
    structure = parse(document, default_lexicon(), {1})
    assert [document.tokens[c.predicate].text for c in structure.clauses if c.predicate != NONE] == ["تدين"]


def test_clauses_know_what_is_quoted() -> None:
    document, structure = build("قال «لن نتراجع» ثم غادر")
    assert [t.text for t in document.tokens if structure.quoted[t.index]] == ["لن", "نتراجع"]


@given(st.text(alphabet='وقال أن الذي شن هجوما على،."«»()\n12ab', max_size=80))
def test_clauses_cover_every_token_once(text: str) -> None:
    document, structure = build(text)
    covered = [t for c in structure.clauses for t in range(c.first, c.last)]
    assert covered == list(range(len(document.tokens)))
    assert all(p.first < p.last for p in structure.phrases)
