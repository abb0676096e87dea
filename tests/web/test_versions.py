# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The page of a report's versions."""

import re

import pytest
from starlette.testclient import TestClient

from tawatur.casefile import CaseFile
from tawatur.model.evidence import Fetch
from tawatur.pipeline.adding import add
from tawatur.pipeline.local import Settings
from tests.casefile.samples import TEXTS, loaded
from tests.web.conftest import key_of


def put_twice(case: CaseFile) -> None:
    """One page as it was, and as it is now."""
    url = "https://midan.example/1"
    for day, text in enumerate((TEXTS[1], TEXTS[1].replace("ثلاثة جنود", "<b>أربعة</b> جنود")), 1):
        item = loaded(7, text, url=url, id="changed")
        fetch = Fetch(url, url, 200, f"2024-03-0{day}T10:00:00+00:00", "0" * 64)
        case_item = item.__class__(item.name, item.report, (), item.original, fetch)
        add(case, [case_item], Settings())


@pytest.mark.parametrize("code", ["ar", "en"])
def test_versions_page_shows_what_was_changed(own_client: TestClient, own_case: CaseFile, code: str) -> None:
    put_twice(own_case)
    key = key_of(own_client, "changed")
    report = own_client.get(f"/reports/{key}").text
    assert f'href="/reports/{key}/versions"' in report
    page = own_client.get(f"/reports/{key}/versions?lang={code}").text
    assert re.search(r"<del>ثلاثة\s*</del><ins>&lt;b&gt;أربعة&lt;/b&gt;\s*</ins>", page)
    assert "2024-03-02T10:00:00+00:00" in page
    assert page.count('class="panel version"') == 2


def test_versions_page_of_a_report_that_is_not_there(client: TestClient) -> None:
    assert client.get("/reports/nothing/versions").status_code == 404
