# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""JSON in and out."""

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.model import Claim, Event, ReaderInfo, Reading, Relation, Report, Source, TextSpan, codec
from tawatur.model.errors import ReadingFormatError

READER = ReaderInfo("sparse", "1", "abc")


def reading(**fields: object) -> Reading:
    return Reading(reader=READER, report=Report("r1", "قال الوزير"), **fields)  # type: ignore[arg-type]


def test_codec_round_trip_keeps_every_record() -> None:
    claim = Claim("c1", TextSpan(0, 3, "قال"), Source(4, 10, "الوزير"), None, stance="denies", count=2)
    event = Event("e1", "ACCUSE", 0, 3, "قال", actors=("n1",), confidence=0.5)
    first = reading(claims=(claim,), events=(event,), relations=(Relation("backs", "n1", "n2", 0, 3, "قال"),))
    assert Reading.from_json(first.to_json()) == first


def test_codec_writes_the_contract_names() -> None:
    data = json.loads(reading(relations=(Relation("backs", "n1", "n2", 0, 3, "قال"),)).to_json())
    assert list(data)[:4] == ["schema", "reader", "warnings", "report"]
    assert data["relations"][0]["from"] == "n1"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_codec_round_trips_any_text(text: str) -> None:
    first = Reading(reader=READER, report=Report("r", text))
    assert Reading.from_json(first.to_json()) == first


@pytest.mark.parametrize(
    ("data", "path"),
    [
        pytest.param("[", "not JSON", id="no-json"),
        pytest.param("[]", "expected an object", id="list"),
        pytest.param("{}", "'reader' is missing", id="no-reader"),
        pytest.param('{"reader": {"name": "a", "version": 1, "lexicon": ""}}', "reader.version", id="wrong-type"),
        pytest.param(
            '{"reader": {"name": "a", "version": "1", "lexicon": ""}, "report": {"id": "a", "text": "b"},'
            ' "mentions": [{"start": true, "end": 1, "text": "", "entity": ""}]}',
            "mentions[0].start",
            id="bool-is-no-int",
        ),
        pytest.param("[" * 100_000, "not JSON", id="deep"),
    ],
)
def test_codec_refuses_what_is_no_reading(data: str, path: str) -> None:
    with pytest.raises(ReadingFormatError) as caught:
        Reading.from_json(data)
    assert path in str(caught.value)


def test_codec_ignores_unknown_fields() -> None:
    data = json.loads(reading().to_json()) | {"later": 1}
    assert Reading.from_json(json.dumps(data)) == reading()


def test_codec_takes_a_whole_number_for_a_fraction() -> None:
    data = reading(events=(Event("e1", "ACCUSE", 0, 3, "قال", confidence=1.0),)).to_json()
    found = Reading.from_json(data.replace('"confidence":1.0', '"confidence":1'))
    assert found.events[0].confidence == 1.0
    assert isinstance(found.events[0].confidence, float)


@dataclass(frozen=True)
class _Part:
    id: str
    url: str | None = None


def test_codec_reads_some_fields_of_a_record() -> None:
    assert codec.loads(_Part, codec.dumps(Report("r1", "قال", url="u"))) == _Part("r1", "u")
    with pytest.raises(ReadingFormatError, match="'id' is missing"):
        codec.loads(_Part, "{}")
    with pytest.raises(ReadingFormatError, match=r"url"):
        codec.loads(_Part, '{"id":"r1","url":7}')
