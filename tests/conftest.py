# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Places for cases: an SQLite file, and a schema of a PostgreSQL cluster that lives as long as the tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

MISSING = "PostgreSQL is not installed; run: make system"
_numbers = count()


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    on_path = shutil.which("pg_ctl")
    places = [*found, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((p for p in places if (p / "initdb").exists()), None)


def _as_user() -> tuple[str, list[str]]:
    """Who may run the server (never root), and what to put before its commands."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name, []
    names = {p.pw_name for p in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    return name, ["runuser", "-u", name, "--"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[tuple[Path, str]]:
    """A private PostgreSQL that listens on a socket in its own folder only; skips where none is installed."""
    programs = _programs()
    if programs is None:
        pytest.skip(MISSING)
    user, prefix = _as_user()
    folder = Path(tempfile.mkdtemp(prefix="tawatur-pg-", dir="/tmp"))
    shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        command = [*prefix, str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/tmp")

    run("initdb", "-A", "trust", "-U", "tawatur", "-E", "UTF8", "--locale=C.UTF-8")
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield folder, "tawatur"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def new_schema(cluster: tuple[Path, str]) -> str:
    """Make an empty schema and return the address of a case in it."""
    import psycopg

    folder, user = cluster
    name = f"case{next(_numbers)}"
    with psycopg.connect(host=str(folder), user=user, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    options = quote(f"-csearch_path={name}", safe="")
    return f"postgresql://{user}@/postgres?host={quote(str(folder), safe='')}&options={options}"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a case can be made: each test that asks for it runs on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "test.case")
    return new_schema(request.getfixturevalue("cluster"))
