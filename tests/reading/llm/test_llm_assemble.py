# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What an answer is worth against the text."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.model.codec import key
from tawatur.reading import places
from tawatur.reading.llm.answer import Act, Party, Saying, Silence, Site, Tie, Time, parse_answer
from tawatur.reading.llm.assemble import Assembled, assemble
from tawatur.text.document import analyse

# The army bombed a position of the faction in Mosul yesterday and killed five. A spokesman of the army told the Dijla
# agency that the army "will not stop". The faction condemned the bombing, and the minister refused to comment.
TEXT = (
    "قصف الجيش موقعا للفصيل في الموصل أمس وقتل خمسة مسلحين. "
    "وقال متحدث باسم الجيش لوكالة دجلة إن الجيش «لن يتوقف». "
    "وأدان الفصيل القصف، ورفض الوزير التعليق."
)
PARTIES = [
    {"id": "E1", "name": "الجيش", "kind": "organisation", "forms": ["الجيش"], "country": "IRQ", "sector": "MIL"},
    {"id": "E2", "name": "الفصيل", "kind": "organisation", "forms": ["الفصيل"]},
    {"id": "E3", "name": "متحدث باسم الجيش", "kind": "role", "forms": ["متحدث باسم الجيش"]},
    {"id": "E4", "name": "الوزير", "kind": "role", "forms": ["الوزير"], "country": "Iraq"},
]
GOOD: dict[str, Any] = {
    "entities": PARTIES,
    "timexes": [{"sentence": 1, "quote": "أمس", "type": "DATE", "value": "2024-03-04", "anchored": "published"}],
    "places": [{"sentence": 1, "quote": "الموصل", "name": "الموصل", "country": "IRQ"}],
    "events": [
        {
            "id": "V1", "sentence": 1, "anchor": "قصف", "type": "ASSAULT", "mode": "aerial", "actors": ["E1"],
            "recipients": ["E2"], "place": "الموصل", "when": "2024-03-04", "status": "asserted",
            "deaths": {"quote": "خمسة مسلحين", "low": 5, "high": 5},
        },
        {"id": "V2", "sentence": 3, "anchor": "أدان", "type": "ACCUSE", "actors": ["E2"], "recipients": ["E1"]},
    ],
    "claims": [
        {
            "sentence": 2, "cue": "قال", "source": "متحدث باسم الجيش", "speaker": "E3", "content": "الجيش «لن يتوقف»",
            "direct": True, "anonymous": True, "count": 1, "via": ["وكالة دجلة"],
        }
    ],
    "relations": [{"sentence": 2, "quote": "متحدث باسم الجيش", "type": "member_of", "from": "E3", "to": "E1"}],
    "non_responses": [{"sentence": 3, "quote": "رفض", "party": "E4"}],
}  # fmt: skip


def made(**changed: Any) -> Assembled:
    document = analyse(TEXT, default_lexicon())
    answer, wrong = parse_answer(json.dumps({**GOOD, **changed}))
    return assemble(document, answer, places.annotate(document, default_lexicon()), wrong)


def test_llm_assemble_makes_the_records_of_a_good_answer() -> None:
    found = made()
    names = {e.id: e.name for e in found.entities}
    attack, blame = found.events
    [claim] = found.claims
    assert found.wrong.total() == 0
    assert (attack.text, attack.type, attack.mode, attack.status) == ("قصف", "ASSAULT", "aerial", "asserted")
    assert [names[a] for a in attack.actors] == ["الجيش"]
    assert [names[r] for r in blame.recipients] == ["الجيش"]
    assert attack.deaths is not None
    assert (attack.deaths.low, TEXT[attack.deaths.start : attack.deaths.end]) == (5, "خمسة مسلحين")
    assert attack.when is not None
    assert (attack.when.value, attack.when.timex) == ("2024-03-04", found.timexes[0].id)
    assert (claim.cue.text, claim.source.text, claim.mode) == ("قال", "متحدث باسم الجيش", "direct")
    assert claim.content is not None
    assert claim.content.text == "الجيش «لن يتوقف»"
    assert [v.text for v in claim.via] == ["وكالة دجلة"]
    assert [(r.type, names[r.from_], names[r.to]) for r in found.relations] == [
        ("member_of", "متحدث باسم الجيش", "الجيش")
    ]
    assert [names[s.entity or ""] for s in found.non_responses] == ["الوزير"]


def test_llm_assemble_every_span_is_in_the_text() -> None:
    found = made()
    for record in (*found.mentions, *found.timexes, *found.places, *found.events, *found.relations):
        assert TEXT[record.start : record.end] == record.text
    assert [TEXT[m.start : m.end] for m in found.mentions if m.entity == found.events[0].recipients[0]] == [
        "للفصيل",
        "الفصيل",
    ]


def test_llm_assemble_coordinates_are_the_gazetteers() -> None:
    [place] = made().places
    assert place.lat is not None
    assert 36 < place.lat < 37
    [other] = made(places=[{"sentence": 1, "quote": "موقعا", "name": "Atlantis", "country": "Iraq"}]).places
    assert (other.name, other.country, other.lat) == ("موقعا", None, None)


@pytest.mark.parametrize(
    ("changed", "left", "wrong"),
    [
        pytest.param(
            {"events": [{"id": "V1", "sentence": 1, "anchor": "مجزرة", "type": "ASSAULT"}]},
            {"events": 0},
            {"quote": 1},
            id="event-that-is-not-there",
        ),
        pytest.param(
            {"claims": [{**GOOD["claims"][0], "content": "انسحاب القوات"}]}, {"claims": 0}, {"quote": 1}, id="content"
        ),
        pytest.param(
            {"claims": [{**GOOD["claims"][0], "source": "رئيس الوزراء", "speaker": None}]},
            {"claims": 0},
            {"quote": 1},
            id="source",
        ),
        pytest.param(
            {"claims": [{**GOOD["claims"][0], "via": ["رويترز"]}]}, {"claims": 1}, {"quote": 1}, id="intermediary"
        ),
        pytest.param(
            {"relations": [{**GOOD["relations"][0], "to": "E9"}]}, {"relations": 0}, {"reference": 1}, id="wrong-id"
        ),
        pytest.param({"relations": [{**GOOD["relations"][0], "to": "E3"}]}, {"relations": 0}, {}, id="tie-to-oneself"),
        pytest.param(
            {"events": [{**GOOD["events"][1], "actors": ["E7"]}]}, {"events": 1}, {"reference": 1}, id="wrong-actor"
        ),
        pytest.param(
            {"timexes": [{"sentence": 1, "quote": "أمس", "value": "yesterday"}], "events": []},
            {"timexes": 1},
            {"value": 1},
            id="value-that-is-none",
        ),
        pytest.param(
            {"events": [{**GOOD["events"][0], "deaths": {"quote": "خمسة مسلحين", "low": 9, "high": 5}}]},
            {"events": 1},
            {"value": 1},
            id="range-upside-down",
        ),
    ],
)
def test_llm_assemble_leaves_out_and_counts(
    changed: dict[str, Any], left: dict[str, int], wrong: dict[str, int]
) -> None:
    found = made(**changed)
    assert {name: len(getattr(found, name)) for name in left} == left
    assert {reason: n for reason, n in found.wrong.items() if n} == wrong


def test_llm_assemble_an_invented_party_takes_its_part_with_it() -> None:
    ghost = {"id": "E2", "name": "التنظيم", "kind": "organisation", "forms": ["تنظيم الظل"]}
    found = made(entities=[PARTIES[0], ghost, *PARTIES[2:]])
    assert "التنظيم" not in {e.name for e in found.entities}
    assert found.events[0].recipients == ()
    assert found.wrong["reference"] == 2
    assert found.wrong["quote"] == 1


def test_llm_assemble_a_shared_form_is_his_who_was_named_last() -> None:
    # President Salim met President Karim. The president (Karim) left. Salim stayed; the president (Salim) spoke.
    text = "التقى سليم كريم. وغادر الرئيس. وبقي سليم. وتحدث الرئيس."
    parties = [
        {"id": "A", "name": "سليم", "kind": "person", "forms": ["سليم", "الرئيس"]},
        {"id": "B", "name": "كريم", "kind": "person", "forms": ["كريم", "الرئيس"]},
    ]
    answer, wrong = parse_answer(json.dumps({"entities": parties}))
    found = assemble(analyse(text, default_lexicon()), answer, (), wrong)
    names = {e.id: e.name for e in found.entities}
    assert [names[m.entity] for m in found.mentions if m.text == "الرئيس"] == ["كريم", "سليم"]


def test_llm_assemble_name_that_the_text_lacks_gives_way_to_its_fullest_form() -> None:
    party = {"id": "E1", "name": "القوات المسلحة العراقية", "kind": "organisation", "forms": ["الجيش"]}
    found = made(entities=[party])
    assert found.entities[0].name == "الجيش"


WORDS = st.sampled_from(
    ["قصف", "الجيش", "E1", "V1", "ASSAULT", "", " … ", "قصف … أمس", "\x00", "2024-03-04", "[[", "-1", "الفصيل"]
)
VALUES = st.recursive(st.none() | st.booleans() | st.integers(-2, 10**30) | st.floats() | WORDS, st.lists, max_leaves=4)
FIELDS = sorted({key(field) for record in (Party, Time, Site, Act, Saying, Tie, Silence) for field in fields(record)})


@given(
    changes=st.lists(
        st.tuples(st.sampled_from(sorted(GOOD)), st.integers(0, 3), st.sampled_from(FIELDS), VALUES), max_size=12
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_llm_assemble_any_answer_gives_records_that_hold(changes: list[tuple[str, int, str, Any]]) -> None:
    answer = json.loads(json.dumps(GOOD))
    for name, number, field, value in changes:
        answer[name][number % len(answer[name])][field] = value
    found = made(**answer)
    parties = {e.id for e in found.entities}
    for record in (*found.mentions, *found.timexes, *found.places, *found.events, *found.relations):
        assert TEXT[record.start : record.end] == record.text
    assert {id for e in found.events for id in (*e.actors, *e.recipients)} <= parties
    assert {id for r in found.relations for id in (r.from_, r.to)} <= parties
    assert {c.source.entity for c in found.claims} <= parties | {None}
    assert {id for c in found.claims for id in c.events} <= {e.id for e in found.events}
