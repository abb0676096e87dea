# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Imports in a process of their own: progress, stopping, being killed, and what is decided meanwhile."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.casefile import CaseFile, listing
from tawatur.pipeline.local import Settings
from tawatur.web import imports as imports_module
from tawatur.web.imports import Import, Imports
from tests.web.conftest import key_of


def lines(number: int, *, first: int = 0) -> bytes:
    """Reports, one a line: a minister met an ambassador in a town."""
    text = "التقى الوزير سامي النجار السفير كريم العطار في مدينة المرسى صباح اليوم {} وبحثا الهدنة."
    rows = ({"id": f"n{n}", "text": text.format(n), "outlet": "الميدان"} for n in range(first, first + number))
    return b"\n".join(json.dumps(row, ensure_ascii=False).encode() for row in rows)


def wait(holds: Callable[[], bool], seconds: float = 180) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def count(case: CaseFile) -> int:
    with case.read() as tx:
        return listing.status(tx).reports


@pytest.fixture
def held(own_case: CaseFile) -> Iterator[Imports]:
    found = Imports(own_case, Settings())
    yield found
    found.close()


def started(held: Imports, data: bytes, name: str = "new.jsonl") -> Import:
    return held.start(name, data, outlet=None, published="2024-05-14", author="Karim")


def test_imports_run_one_after_the_other_and_list_failures(held: Imports, own_case: CaseFile) -> None:
    before = count(own_case)
    first, second = started(held, lines(3) + b'\n{"text": 3}'), started(held, lines(4), "again.jsonl")
    assert held.is_busy
    wait(lambda: second.is_over)
    assert (first.state, first.counts.added, first.counts.failed, first.author) == ("done", 3, 1, "Karim")
    assert "new.jsonl:4" in first.failures[0][0]
    assert (second.counts.added, second.counts.same) == (1, 3)
    assert count(own_case) == before + 4
    wait(lambda: not held.is_busy)


def test_imports_what_is_no_report_fails_alone(held: Imports) -> None:
    bad, good = started(held, b"\x1f\x8b cut off", "x.jsonl.gz"), started(held, lines(1))
    wait(lambda: good.is_over)
    assert bad.state == "done"
    assert bad.counts.failed == 1
    assert good.counts.added == 1


def test_imports_stop_with_the_server_after_the_report_in_hand(own_case: CaseFile) -> None:
    before, held = count(own_case), Imports(own_case, Settings())
    first, second = started(held, lines(400)), started(held, lines(5, first=1000))
    wait(lambda: first.counts.added > 2)
    held.close()
    assert (first.state, second.state) == ("stopped", "stopped")
    assert "the server stopped" in first.error
    assert held._process is not None
    assert not held._process.is_alive()
    assert before < count(own_case) < before + 400
    again = Imports(own_case, Settings())  # what was added stays, the rest follows
    rest = started(again, lines(8))
    wait(lambda: rest.is_over)
    again.close()
    assert rest.state == "done"
    assert rest.counts.same > 0


def test_imports_a_killed_process_fails_one_and_the_next_goes_on(held: Imports) -> None:
    first, second = started(held, lines(400)), started(held, lines(2, first=1000))
    wait(lambda: first.counts.added > 0)
    assert held._process is not None
    os.kill(held._process.pid or 0, signal.SIGKILL)
    wait(lambda: second.is_over)
    assert first.state == "failed"
    assert "want of memory" in first.error
    assert (second.state, second.counts.added) == ("done", 2)


def test_imports_too_much_waiting_is_refused(held: Imports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports_module, "MOST_WAITING", 10)
    with pytest.raises(imports_module.TooLargeError):
        started(held, b"x" * 11)
    assert held.all() == []


def test_imports_what_is_decided_meanwhile_is_joined_after_them(own_client: TestClient) -> None:
    desk: Any = own_client.app.app.state.desk  # type: ignore[attr-defined]
    key = key_of(own_client, "madar-0514")
    event = own_client.get(f"/api/reports/{key}").json()["events"][0]
    made = own_client.post("/api/imports?name=x.jsonl&published=2024-05-14", content=lines(30)).json()
    wait(lambda: own_client.get(f"/api/imports/{made['id']}").json()["counts"]["added"] > 0)
    wanted = {"kind": "correct", "report": key, "item": event["id"], "fields": {"status": "denied"}}
    decided = own_client.post("/api/decisions", json=wanted)
    assert (decided.status_code, decided.json()["joined"]) == (201, False)
    erased = own_client.delete(f"/api/reports/{key}")
    assert (erased.status_code, erased.headers["content-type"]) == (503, "application/problem+json")
    found = {e["id"]: e["status"] for e in own_client.get(f"/api/reports/{key}").json()["events"]}
    assert found[event["id"]] == "denied"  # in the report at once
    wait(lambda: not desk.imports.is_busy)
    assert own_client.get("/api/case").json()["pending"] == 0
