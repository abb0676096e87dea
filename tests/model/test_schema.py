# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The published JSON Schema."""

import json

import jsonschema

from tawatur.model import Claim, Event, ReaderInfo, Reading, Report, Source, TextSpan
from tawatur.model.schema import reading_schema


def test_schema_is_valid_and_accepts_a_reading() -> None:
    schema = reading_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    claim = Claim("c1", TextSpan(0, 3, "قال"), Source(), None)
    event = Event("e1", "ASSAULT", 0, 3, "قصف", mode="aerial", contexts=("military",))
    reading = Reading(reader=ReaderInfo("a", "1", ""), report=Report("r", "قال"), claims=(claim,), events=(event,))
    jsonschema.validate(json.loads(reading.to_json()), schema)


def test_schema_refuses_an_unknown_event_type() -> None:
    reading = Reading(
        reader=ReaderInfo("a", "1", ""), report=Report("r", "قال"), events=(Event("e1", "FIGHT", 0, 3, "قال"),)
    )
    errors = list(jsonschema.Draft202012Validator(reading_schema()).iter_errors(json.loads(reading.to_json())))
    assert [list(e.path) for e in errors] == [["events", 0, "type"]]
