# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A case of invented reports, a client that is let in, and a server with a browser where there is one."""

import io
import json
import runpy
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the workbench is not installed; run: pip install 'tawatur[web]'")

import uvicorn
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from tawatur.casefile import CaseFile, create, users
from tawatur.casefile.records import Role
from tawatur.export.chosen import Chosen
from tawatur.intake import load, load_stream
from tawatur.pipeline.adding import add
from tawatur.pipeline.local import Settings
from tawatur.web import passwords
from tawatur.web.app import create_app
from tawatur.web.security import Access, address
from tawatur.web.server import listen
from tests.casefile.samples import loaded

BASE = "http://127.0.0.1:8710"
MISSING = "Chromium is not installed; run: make system"
# Emoji, a flag, combining marks, a tag of HTML, a lone bidi override, letters beyond U+FFFF, then things to be marked.
HOSTILE = (
    "😀🇮🇶 قَالَتِ الشُّرْطَةُ <b>اليوم</b> إن مسلحين هاجموا حاجزا للجيش في مدينة السدرة 𞸀\u202eوقتلوا ثلاثة جنود. "
    "ورفضت وزارة الدفاع التعليق على الهجوم. <script>document.title='x'</script>"
)


def _filled(where: Path) -> CaseFile:
    case = create(where, author="tester")
    samples = list(load([Path(str(files("tawatur.cli") / "samples" / "reports.jsonl"))]))
    hostile = loaded(99, HOSTILE, id="hostile", title="<i>عنوان</i> \u202e😀")
    add(case, [*samples, hostile], Settings())
    return case


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A case file that tests copy."""
    where = tmp_path_factory.mktemp("web") / "filled.case"
    _filled(where).close()
    return where


@pytest.fixture(scope="session")
def case(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    """An open case for tests that only look."""
    from tawatur.casefile import open_case

    where = tmp_path_factory.mktemp("looked") / "border.case"
    shutil.copy(filled, where)
    with open_case(where, author="tester") as found:
        yield found


@pytest.fixture(scope="session")
def pictured_filled(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file with places that a map knows, relations that change, and two parties that fight and talk."""
    from tawatur.casefile import open_case

    where = tmp_path_factory.mktemp("pictured") / "pictured.case"
    shutil.copy(filled, where)
    lines = runpy.run_path(str(Path(__file__).parents[2] / "genscripts" / "pictured.py"))["lines"]()
    with open_case(where, author="tester") as case:
        add(case, load_stream(io.BytesIO(lines.encode()), name="pictured.jsonl"), Settings())
    return where


@pytest.fixture
def pictured_case(pictured_filled: Path) -> Iterator[CaseFile]:
    """Such a case, open, for tests that only look."""
    from tawatur.casefile import open_case

    with open_case(pictured_filled, author="tester") as found:
        yield found


@pytest.fixture
def own_case(filled: Path, tmp_path: Path) -> Iterator[CaseFile]:
    """An open case of the test's own, to change."""
    from tawatur.casefile import open_case

    where = tmp_path / "own.case"
    shutil.copy(filled, where)
    with open_case(where, author="tester") as found:
        yield found


def stranger_to(case: CaseFile, access: Access) -> TestClient:
    """Return a client that is not in."""
    app = create_app(case, access, exporter=Chosen())
    return TestClient(app, base_url=BASE, raise_server_exceptions=False)


def entered(case: CaseFile, access: Access) -> TestClient:
    """Return a client that came in by the printed address and sends what changes need."""
    client = stranger_to(case, access)
    client.get(address(access, "127.0.0.1").removeprefix(BASE), follow_redirects=False)
    client.headers["x-csrf-token"] = access.csrf
    return client


@pytest.fixture
def access() -> Access:
    """The secrets of one launch."""
    return Access.fresh(8710)


@pytest.fixture
def client(case: CaseFile, access: Access) -> TestClient:
    """A client that is let in and only looks."""
    return entered(case, access)


@pytest.fixture
def own_client(own_case: CaseFile, access: Access) -> Iterator[TestClient]:
    """A client that is let in to a case of its own."""
    client = entered(own_case, access)
    with client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; skips where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; run: make test")
    where = shutil.which("chromium") or shutil.which("chromium-browser")
    if where is None:
        pytest.skip(MISSING)
    with api.sync_playwright() as played:
        made = played.chromium.launch(executable_path=where, args=["--no-sandbox"])
        yield made
        made.close()


USERS: dict[str, Role] = {"سلمى": "admin", "Karim": "analyst", "Nour": "analyst", "guest": "reader"}
PASSWORD = "three words long"


@pytest.fixture
def staffed(own_case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    """An open case of the test's own with users, whose passwords take no time."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with own_case.write() as tx:
        for name, role in USERS.items():
            users.add(tx, name, role, passwords.make(PASSWORD))
    return own_case


@contextmanager
def serving(case: CaseFile, *, has_users: bool = False) -> Iterator[str]:
    """Yield the address of a server on a case, with its token where that lets in."""
    with listen("127.0.0.1", 0) as listening:
        access = Access.fresh(listening.getsockname()[1], has_users=has_users)
        config = uvicorn.Config(create_app(case, access, exporter=Chosen()), log_level="error", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield address(access, "127.0.0.1")
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture
def served(own_case: CaseFile) -> Iterator[str]:
    """The address, with its token, of a server on a case of the test's own."""
    with serving(own_case) as where:
        yield where


@pytest.fixture
def served_to_users(staffed: CaseFile) -> Iterator[str]:
    """The address of a server that asks for name and password."""
    with serving(staffed, has_users=True) as where:
        yield where


def key_of(client: TestClient, id: str) -> str:
    """Return the key of a report by its own id."""
    rows = client.get("/api/reports").json()["items"]
    return str(next(row["key"] for row in rows if row["id"] == id))


def body_of(**values: object) -> str:
    """Return JSON as a request sends it."""
    return json.dumps(values, ensure_ascii=False)
