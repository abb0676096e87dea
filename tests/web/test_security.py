# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who gets in, and what the browser may do."""

import logging
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tawatur.casefile import CaseFile
from tawatur.cli import main
from tawatur.web import security
from tawatur.web.app import create_app
from tawatur.web.security import Access, local_path
from tests.web.conftest import BASE

PAGES = (
    "/incidents",
    "/reports",
    "/entities",
    "/network",
    "/outlets",
    "/review",
    "/decisions",
    "/import",
    "/search?q=x",
)


@pytest.fixture
def stranger(case: CaseFile, access: Access) -> TestClient:
    return TestClient(create_app(case, access), base_url=BASE, raise_server_exceptions=False)


@pytest.mark.parametrize("path", [*PAGES, "/api/case", "/api/openapi.json", "/nothing"])
def test_security_nothing_is_shown_without_the_token(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "border.case" not in answer.text


def test_security_the_printed_address_lets_in_by_a_cookie_that_scripts_cannot_read(
    stranger: TestClient, access: Access
) -> None:
    answer = stranger.get("/enter", params={"token": access.token}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert access.token not in cookie
    assert stranger.get("/incidents").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "رمز"])
def test_security_a_wrong_token_does_not_let_in(stranger: TestClient, token: str) -> None:
    assert stranger.get("/enter", params={"token": token}).status_code == 401
    assert stranger.get("/incidents").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:9999", "localhost.evil.example:8710", ""])
def test_security_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/incidents", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8710", "localhost:8710", "[::1]:8710", "LOCALHOST:8710"])
def test_security_our_hosts_are_known(stranger: TestClient, access: Access, host: str) -> None:
    bearer = {"authorization": f"Bearer {access.token}"}
    assert stranger.get("/api/case", headers={"host": host, **bearer}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8710", "http://127.0.0.1:81"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_security_a_foreign_origin_is_refused(client: TestClient, method: str, origin: str) -> None:
    answer = client.request(method, "/api/decisions", headers={"origin": origin})
    assert answer.status_code == 403


def test_security_changes_need_the_second_token(client: TestClient) -> None:
    wanted = {"kind": "grade", "source": "الميدان", "value": "B"}
    for token in ("", "x"):
        answer = client.post("/api/decisions", json=wanted, headers={"x-csrf-token": token, "origin": BASE})
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/api/decisions").json()["total"] == 0


def test_security_programs_come_in_by_the_launch_token(stranger: TestClient, access: Access) -> None:
    assert stranger.get("/api/case", headers={"authorization": f"Bearer {access.token}"}).json()["reports"] == 13
    assert stranger.get("/api/case", headers={"authorization": f"Bearer {access.session}"}).status_code == 401


@pytest.mark.parametrize("path", ["/incidents", "/api/case", "/static/report.js", "/nothing"])
def test_security_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_security_no_page_holds_inline_scripts_styles_or_foreign_addresses(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert "https://" not in page
    assert "http://" not in page


def test_security_bodies_have_a_limit(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "MAX_BODY", 100)
    assert client.post("/api/imports", content=b"x" * 101).status_code == 413
    assert client.post("/api/imports", content=iter([b"x" * 60, b"y" * 60])).status_code == 413


@pytest.mark.parametrize(
    ("given", "goes"),
    [
        ("/reports/a", "/reports/a"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/a\r\nb: c", "/"),
    ],
)
def test_security_the_way_in_leads_nowhere_else(given: str, goes: str) -> None:
    assert local_path(given) == goes


def test_security_a_defect_shows_and_logs_no_text(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*arguments: object, **named: object) -> None:
        raise RuntimeError("اسم سري")

    monkeypatch.setattr("tawatur.casefile.listing.status", broken)
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/incidents?words=سري")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "RuntimeError" not in answer.text
    ours = [r.getMessage() for r in caplog.records if r.name == "tawatur.web"]
    assert len(ours) == 1
    assert "RuntimeError" in ours[0]
    assert "سري" not in ours[0]


@pytest.mark.parametrize(
    "options",
    [
        ["--host", "0.0.0.0"],
        ["--host", "192.168.1.5"],
        ["--host", "a.org"],
        ["--host", "::"],
        ["--name", "a.org"],
    ],
)
def test_security_serving_to_other_machines_needs_users(filled: Path, options: list[str]) -> None:
    result = CliRunner().invoke(main, ["serve", str(filled), *options])
    assert result.exit_code == 2
    assert "tawatur user add CASE NAME --role admin" in result.output


def test_security_health_needs_no_token_and_tells_nothing(stranger: TestClient) -> None:
    answer = stranger.get("/healthz")
    assert answer.status_code == 200
    assert answer.json().keys() == {"status", "version"}
    assert stranger.get("/healthz", headers={"host": "evil.example"}).status_code == 421
