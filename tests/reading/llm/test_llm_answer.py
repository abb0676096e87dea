# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The form of a model's answer."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from tawatur.model.errors import AnswerError
from tawatur.reading.llm.answer import MOST_ITEMS, answer_schema, parse_answer
from tawatur.reading.llm.prompt import instructions, prompt_version

ACT = {"id": "V1", "sentence": 1, "anchor": "قصف", "type": "ASSAULT"}


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_llm_answer_schema_is_as_strict_as_endpoints_ask() -> None:
    schema = answer_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    found = list(objects(schema))
    assert len(found) == 9
    assert all(o["additionalProperties"] is False and o["required"] == list(o["properties"]) for o in found)
    type_ = schema["$defs"]["Act"]["properties"]["type"]
    assert (type_["type"], type_["enum"][-1]) == ("string", "ASSAULT")


def test_llm_answer_prompt_explains_every_list_and_no_comment_is_sent() -> None:
    for name in answer_schema()["properties"]:
        assert f"`{name}`" in instructions()
    assert "SPDX" not in instructions()
    assert len(prompt_version()) == 8


@pytest.mark.parametrize("wrap", ["{}", "```json\n{}\n```", "```\n{}\n```\n"])
def test_llm_answer_may_stand_in_a_fence(wrap: str) -> None:
    answer, wrong = parse_answer(wrap.replace("{}", json.dumps({"events": [ACT]})))
    assert [e.anchor for e in answer.events] == ["قصف"]
    assert wrong.total() == 0


@pytest.mark.parametrize(
    "content",
    ["", "لا أستطيع", "[]", "null", "3", '{"answer": []}', '{"events": [', "[" * 100_000, '"' + "\\ud800" + '"'],
)
def test_llm_answer_that_is_none_is_refused(content: str) -> None:
    with pytest.raises(AnswerError):
        parse_answer(content)


@pytest.mark.parametrize(
    "item",
    [
        {**ACT, "type": "FIGHT"},
        {**ACT, "sentence": "1"},
        {**ACT, "actors": "E1"},
        {**ACT, "status": "maybe"},
        {**ACT, "deaths": 3},
        {"id": "V1"},
        "قصف",
        None,
        [],
    ],
)
def test_llm_answer_one_bad_item_does_not_cost_the_others(item: Any) -> None:
    answer, wrong = parse_answer(json.dumps({"events": [item, ACT]}))
    assert [e.type for e in answer.events] == ["ASSAULT"]
    assert wrong == {"form": 1}


def test_llm_answer_lists_that_are_none_and_lists_without_end() -> None:
    answer, wrong = parse_answer(
        json.dumps({"claims": {"cue": "قال"}, "events": [ACT] * (MOST_ITEMS + 7), "places": None})
    )
    assert (len(answer.events), answer.claims, answer.places) == (MOST_ITEMS, (), ())
    assert wrong == {"form": 8}


def test_llm_answer_values_outside_the_vocabularies_go_alone() -> None:
    party = {"id": "E1", "name": "الجيش", "kind": "organisation", "sector": "ARMY", "name_en": "a\ud800b"}
    act = {**ACT, "mode": "demo", "contexts": ["military", "war"]}
    answer, _ = parse_answer(json.dumps({"entities": [party], "events": [act]}))
    assert (answer.entities[0].sector, answer.entities[0].name_en) == (None, "a?b")
    assert (answer.events[0].mode, answer.events[0].contexts) == (None, ("military",))
