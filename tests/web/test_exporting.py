# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Export of what a filter chooses, in a process of its own."""

import csv
import io
from collections.abc import Iterator
from threading import Timer

import pytest
from starlette.testclient import TestClient

from tawatur.casefile import CaseFile
from tawatur.web import exporting
from tawatur.web.app import create_app
from tawatur.web.exporting import AT_ONCE, WAITING, Exports
from tawatur.web.security import Access
from tests.web.conftest import BASE


def exported(client: TestClient, query: str = "", **how: object) -> bytes:
    answer = client.post(f"/api/export?{query}", json=how)
    assert answer.status_code == 200, answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    return answer.content


@pytest.mark.parametrize("format", ["acled", "dossier", "parquet"])
def test_exporting_gives_a_file_that_is_named(client: TestClient, format: str) -> None:
    answer = client.post("/api/export?least=2", json={"format": format})
    assert answer.status_code == 200, answer.text
    endings = {"acled": "csv", "dossier": "html", "parquet": "zip"}
    assert answer.headers["content-disposition"] == f'attachment; filename="{format}.{endings[format]}"'
    assert int(answer.headers["x-incidents"]) > 0
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("query", ["type=ASSAULT&reviewed=no", "words=محادثات&denied=no", "least=2&grade=3&chains=1"])
def test_exporting_gives_the_incidents_of_the_page(client: TestClient, query: str) -> None:
    shown = {i["id"] for i in client.get(f"/api/incidents?{query}").json()["items"]}
    rows = csv.DictReader(io.StringIO(exported(client, query, format="positions").decode("utf-8")))
    assert {row["incident"] for row in rows} == shown


def test_exporting_takes_out_what_is_listed(client: TestClient) -> None:
    whole, hidden = (
        exported(client, format="dossier", text="full", hide=hide).decode("utf-8") for hide in ([], ["العوينية"])
    )
    assert "العوينية" in whole
    assert "العوينية" not in hidden


def test_exporting_the_same_again_gives_the_same_bytes(client: TestClient) -> None:
    assert exported(client, format="parquet") == exported(client, format="parquet")


@pytest.mark.parametrize(
    ("query", "how", "status"),
    [
        ("", {"format": "../../etc/passwd"}, 400),
        ("", {"format": "mapping"}, 400),
        ("", {"format": "mapping", "columns": "[[["}, 400),
        ("", {"format": "acled", "text": "everything"}, 422),
        ("", {"format": "acled", "more": 1}, 422),
        ("", {"format": "acled", "redact": "none", "hide": ["اسم"]}, 400),
        ("", {"format": "x" * 500}, 422),
        ("type=" + "x" * 500, {"format": "acled"}, 422),
        ("grade=9", {"format": "acled"}, 422),
    ],
)
def test_exporting_what_cannot_be_is_a_problem(
    client: TestClient, query: str, how: dict[str, object], status: int
) -> None:
    answer = client.post(f"/api/export?{query}", json=how)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text


def test_exporting_needs_our_origin_and_the_second_token(client: TestClient) -> None:
    for headers in ({"origin": "http://evil.example"}, {"x-csrf-token": "x"}):
        assert client.post("/api/export", json={"format": "acled"}, headers=headers).status_code == 403


@pytest.fixture
def exports(client: TestClient) -> Iterator[Exports]:
    """The exports of the server while as many as can be are being made."""
    found: Exports = client.app.app.state.desk.exports  # type: ignore[attr-defined]
    for _ in range(AT_ONCE):
        assert found.places.acquire(blocking=False)
    yield found
    for _ in range(AT_ONCE):
        found.places.release()


def test_exporting_so_many_at_once_and_no_more(
    client: TestClient, exports: Exports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "PATIENCE", 0.05)
    assert client.post("/api/export", json={"format": "acled"}).status_code == 503
    for _ in range(WAITING):
        assert exports.queue.acquire(blocking=False)
    monkeypatch.setattr(exporting, "PATIENCE", 600)
    assert client.post("/api/export", json={"format": "acled"}).status_code == 503  # at once: enough wait already
    for _ in range(WAITING):
        exports.queue.release()


def test_exporting_waits_for_its_turn(client: TestClient, exports: Exports) -> None:
    def end_one() -> None:
        exports.places.release()

    timer = Timer(0.2, end_one)
    timer.start()
    exported(client, format="acled")
    timer.join()
    assert exports.places.acquire(timeout=10)


def test_exporting_without_an_exporter_is_not_offered(case: CaseFile, access: Access) -> None:
    client = TestClient(create_app(case, access), base_url=BASE)
    client.headers["authorization"] = f"Bearer {access.token}"
    assert client.post("/api/export", json={"format": "acled"}).status_code == 400
    assert 'id="export"' not in client.get("/incidents").text
