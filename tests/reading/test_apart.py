# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Phrases that do not run into dates."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tawatur
from tawatur.model import Claim, Entity, Mention, Place, Source, TextSpan, Timex
from tawatur.reading import apart
from tawatur.reading.parties import Entities

TEXT = "قالت مديرية الصحة الخميس إن"  # the health directorate said on Thursday that
DATE = Timex("t1", 18, 24, "الخميس", "DATE", "2024-05-16")


def dates() -> apart.Dates:
    return apart.Dates([DATE], TEXT)


def test_apart_a_party_ends_before_the_date() -> None:
    found = Entities((Entity("n1", TEXT[5:24], "organisation"),), (Mention(5, 24, TEXT[5:24], "n1"),))
    cut = apart.parties(found, dates())
    assert cut.mentions == (Mention(5, 17, "مديرية الصحة", "n1"),)
    assert cut.entities[0].name == "مديرية الصحة"


def test_apart_what_a_table_knows_stays_whole() -> None:
    found = Entities((Entity("n1", TEXT[5:24], "organisation", known="x"),), (Mention(5, 24, TEXT[5:24], "n1"),))
    assert apart.parties(found, dates()) == found


def test_apart_two_phrases_that_become_one_are_one() -> None:
    entities = (Entity("n1", TEXT[5:24], "organisation"), Entity("n2", TEXT[5:17], "organisation"))
    found = Entities(entities, (Mention(5, 24, TEXT[5:24], "n1"), Mention(5, 17, TEXT[5:17], "n2")))
    assert [(m.text, m.entity) for m in apart.parties(found, dates()).mentions] == [("مديرية الصحة", "n1")]


def test_apart_a_place_ends_before_the_date() -> None:
    (place,) = apart.places([Place("p1", 5, 24, TEXT[5:24], TEXT[5:24])], dates())
    assert (place.text, place.name) == ("مديرية الصحة", "مديرية الصحة")


def test_apart_a_source_ends_before_the_date() -> None:
    claim = Claim("c1", TextSpan(0, 4, "قالت"), Source(5, 24, TEXT[5:24], "n1"), None)
    (cut,) = apart.sources([claim], dates(), Entities())
    assert (cut.source.end, cut.source.text) == (17, "مديرية الصحة")


def test_apart_a_source_does_not_run_into_whom_it_speaks_of() -> None:
    # The minister Samir al-Wardi warned the Brigades of …
    text = "حذر الوزير سامر الوردي الكتائب من"
    whole, person, group = "الوزير سامر الوردي الكتائب", "الوزير سامر الوردي", "الكتائب"
    spans = {t: (text.index(t), text.index(t) + len(t)) for t in (whole, person, group)}
    named = Entities(
        (Entity("n1", "سامر الوردي", "person"), Entity("n2", group, "organisation")),
        (Mention(*spans[person], person, "n1"), Mention(*spans[group], group, "n2")),
    )
    claim = Claim("c1", TextSpan(0, 3, "حذر"), Source(*spans[whole], whole, "n2"), None)
    (cut,) = apart.sources([claim], apart.Dates([], text), named)
    assert (cut.source.text, cut.source.entity) == (person, "n1")


@pytest.mark.parametrize("span", [(0, 4), (5, 17), (18, 24), (5, 27)])
def test_apart_other_phrases_stay(span: tuple[int, int]) -> None:
    assert dates().cut(*span) == span[1]


@settings(deadline=None)
@given(st.text(alphabet="قالت الصحة الخميس أمس في محافظة النخيل .،", max_size=80))
def test_apart_spans_stay_what_they_say(text: str) -> None:
    reading = tawatur.read(text, published="2024-05-16")
    for span in (*reading.mentions, *reading.places):
        assert text[span.start : span.end] == span.text != ""
