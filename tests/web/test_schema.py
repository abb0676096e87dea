# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The API against its own description: whatever is sent, no answer is a defect, and each is one that is described."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tawatur.casefile import open_case
from tawatur.web.app import create_app
from tawatur.web.security import Access

schemathesis = pytest.importorskip("schemathesis", reason="run: pip install 'tawatur[dev]'")

CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]


def test_schema_every_answer_is_one_that_is_described(filled: Path, tmp_path: Path, access: Access) -> None:
    where = tmp_path / "own.case"
    shutil.copy(filled, where)
    sent = {"host": "127.0.0.1:8710", "authorization": f"Bearer {access.token}"}
    asked = 0
    with open_case(where, author="tester") as case:
        schemathesis.checks.load_all_checks()
        checks = schemathesis.checks.CHECKS.get_by_names(CHECKS)
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(case, access), headers=sent)
        for found in schema.get_all_operations():

            @given(call=found.ok().as_strategy())
            @settings(
                max_examples=10, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            def answers(call: "schemathesis.Case") -> None:
                call.call_and_validate(headers=sent, checks=checks)

            answers()
            asked += 1
    assert asked > 20
