# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The versions of a report, as a page and over the API."""

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


@pytest.mark.parametrize(("code", "older"), [("ar", "لم تعد هذه أحدث صيغة."), ("en", "no longer the newest")])
def test_versions_an_old_report_leads_to_the_newest(
    own_client: TestClient, own_case: CaseFile, code: str, older: str
) -> None:
    put_twice(own_case)
    old, new = (row["key"] for row in own_client.get("/api/reports/changed/versions").json())
    page = own_client.get(f"/reports/{old}?lang={code}").text
    assert older in page
    assert f'href="/reports/{new}"' in page
    assert older not in own_client.get(f"/reports/{new}?lang={code}").text


def test_versions_api_lists_them_with_their_evidence(own_client: TestClient, own_case: CaseFile) -> None:
    put_twice(own_case)
    rows = own_client.get("/api/reports/changed/versions").json()
    assert [row["version"] for row in rows] == [1, 2]
    assert all("text" not in row for row in rows)
    assert rows[1]["fetches"][0]["at"] == "2024-03-02T10:00:00+00:00"
    by_key = own_client.get(f"/api/reports/{rows[0]['key']}/versions").json()
    assert by_key == rows


def test_versions_api_tells_the_difference_in_either_direction(own_client: TestClient, own_case: CaseFile) -> None:
    put_twice(own_case)
    old, new = (row["key"] for row in own_client.get("/api/reports/changed/versions").json())
    there = own_client.get(f"/api/reports/{old}/versions/{new}").json()
    back = own_client.get(f"/api/reports/{new}/versions/{old[:12]}").json()
    assert "".join(p["text"] for p in there if p["kind"] != "added") == TEXTS[1]
    assert "".join(p["text"] for p in back if p["kind"] != "gone") == TEXTS[1]
    assert {p["text"].strip() for p in there if p["kind"] == "added"} == {"<b>أربعة</b>"}
    assert {p["kind"] for p in own_client.get(f"/api/reports/{old}/versions/{old}").json()} == {"same"}


def test_versions_api_says_what_is_unknown_as_a_problem(own_client: TestClient, own_case: CaseFile) -> None:
    put_twice(own_case)
    key, other = key_of(own_client, "changed"), key_of(own_client, "hostile")
    for path in ("nothing/versions", f"nothing/versions/{key}", f"{key}/versions/nothing", f"{key}/versions/{other}"):
        answer = own_client.get(f"/api/reports/{path}")
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert "there is no" in answer.json()["detail"]


def test_versions_api_is_described(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    for path in ("/api/reports/{key}/versions", "/api/reports/{key}/versions/{other}"):
        call = described["paths"][path]["get"]
        assert "application/problem+json" in call["responses"]["404"]["content"]
        assert call["description"]
    assert "/reports/{key}/versions" not in described["paths"]
    assert "text" not in described["components"]["schemas"]["VersionRow"]["properties"]
