# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Connections to SQLite and PostgreSQL that behave alike, and their errors in our words.

A reader sees one state of the case from its first statement to its last and never waits. Writers queue: SQLite by
`BEGIN IMMEDIATE`, PostgreSQL by an advisory lock of the case's schema, both with the same stated wait.

SQLite keeps a write-ahead log and waits for the disk at every commit (`synchronous=FULL`), so that what was
acknowledged outlives a power cut, and overwrites what it deletes (`secure_delete`).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool

from tawatur.model.errors import (
    CaseFileError,
    FullDiskError,
    LockedCaseFileError,
    LostCaseFileError,
    NotACaseFileError,
    ReadOnlyCaseFileError,
)

WAIT = 30.0  # seconds a writer waits for its turn
APPLICATION_ID = 0x54575452  # TWTR in the header of an SQLite file
CACHE = "cache_size=-32768"  # 32 MiB for each connection; one works at a time, so a process has one, seldom two
_MAGIC = b"SQLite format 3\x00"
_WRITE = "tawatur_write"
_SERVERS = ("postgresql", "postgres", "postgresql+psycopg")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a case lies: a file, or the address of a database."""

    path: Path | None = None
    url: URL | None = None

    @property
    def name(self) -> str:
        """How messages call it; a password never shows."""
        if self.url is not None:
            return self.url.render_as_string(hide_password=True)
        return str(self.path)


def target(where: str | Path) -> Target:
    """Return what a path or a `postgresql://` address means."""
    text = str(where)
    if "://" not in text:
        return Target(path=Path(where))
    try:
        url = make_url(text)
    except (exc.ArgumentError, ValueError) as error:
        raise NotACaseFileError("the address of the database cannot be read; give postgresql://host/name") from error
    if url.drivername not in _SERVERS:
        raise NotACaseFileError(f"{url.drivername}:// is no case; give a file, or postgresql://host/name")
    return Target(url=url.set(drivername="postgresql+psycopg"))


def check_header(path: Path) -> None:
    """Raise NotACaseFileError where a file cannot be a case, without opening it as a database."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except FileNotFoundError as error:
        raise NotACaseFileError(f"{path}: there is no such file; make a case with: tawatur new {path}") from error
    except OSError as error:
        raise NotACaseFileError(f"{path}: cannot be opened: {error.strerror}") from error
    if not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotACaseFileError(f"{path}: this is not a case file; make one with: tawatur new FILE")


def _sqlite(path: Path, *, wait: float, read_only: bool) -> Engine:
    address = f"file:{quote(str(path.absolute()))}?mode=" + ("ro" if read_only else "rw")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=2, pool_use_lifo=True)

    @event.listens_for(engine, "connect")
    def settings(connection: Any, record: object) -> None:
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON", CACHE):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get(_WRITE)
        if write is not None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _postgresql(url: URL, *, wait: float) -> Engine:
    try:
        engine = create_engine(url, pool_size=2, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise CaseFileError("PostgreSQL needs psycopg: pip install 'tawatur[postgres]'") from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITE, False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(wait * 1000))}")
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('tawatur:' || current_schema()))")
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")

    return engine


def make_engine(place: Target, *, wait: float = WAIT) -> Engine:
    """Return an engine whose transactions read, or write where `writing` asked for it.

    Args:
        place: Where the case lies; an SQLite file must exist.
        wait: Seconds a writer waits for its turn.
    """
    if place.url is not None:
        return _postgresql(place.url, wait=wait)
    path = place.path or Path()
    return _sqlite(path, wait=wait, read_only=not os.access(path, os.W_OK))


_SQLITE = {
    "SQLITE_BUSY": LockedCaseFileError,
    "SQLITE_LOCKED": LockedCaseFileError,
    "SQLITE_READONLY": ReadOnlyCaseFileError,
    "SQLITE_FULL": FullDiskError,
    "SQLITE_NOTADB": NotACaseFileError,
    "SQLITE_CORRUPT": NotACaseFileError,
    "SQLITE_IOERR": LostCaseFileError,
    "SQLITE_CANTOPEN": LostCaseFileError,
}
_POSTGRESQL = {
    "55P03": LockedCaseFileError,
    "25006": ReadOnlyCaseFileError,
    "42501": ReadOnlyCaseFileError,
    "53100": FullDiskError,
    "53200": LostCaseFileError,
    "53300": LostCaseFileError,
}
_LOST_CLASSES = ("08", "57", "28", "3D")  # no connection, shut down, not let in, no such database
_TOLD: dict[type[CaseFileError], str] = {
    LockedCaseFileError: "another writer holds it",
    ReadOnlyCaseFileError: "it may be read but not written; check the rights of the file and its folder",
    FullDiskError: "no room is left on the disk; make room and do it again, nothing acknowledged is lost",
    NotACaseFileError: "this is not a case file, or it is damaged; go back to a copy of it",
    LostCaseFileError: "the database cannot be reached (any more); see to it and do it again, it goes on where it was",
}


def error_of(error: exc.DBAPIError, name: str) -> CaseFileError | None:
    """Return what an error of the database means to the user, None for a defect of ours.

    Args:
        error: As SQLAlchemy raised it; its text, which may hold values, is not passed on.
        name: How messages call the case.
    """
    kind: type[CaseFileError] | None = None
    code = getattr(error.orig, "sqlite_errorname", None)
    state = getattr(error.orig, "sqlstate", None)
    if code is not None:
        kind = next((found for start, found in _SQLITE.items() if code.startswith(start)), None)
    elif state is not None:
        kind = _POSTGRESQL.get(state) or (LostCaseFileError if state[:2] in _LOST_CLASSES else None)
    elif error.connection_invalidated or isinstance(error, exc.OperationalError):
        kind = LostCaseFileError
    return None if kind is None else kind(f"{name}: {_TOLD[kind]}")


@contextmanager
def plain(name: str) -> Iterator[None]:
    """Turn errors of the database into ours; a defect of ours passes as it is."""
    try:
        yield
    except exc.DBAPIError as error:
        told = error_of(error, name)
        if told is None:
            raise
        raise told from None  # the original shows statements and values: names and report text


def run_outside(engine: Engine, *statements: str) -> None:
    """Run statements that no transaction may hold."""
    with engine.connect() as fresh:
        connection = fresh.execution_options(isolation_level="AUTOCOMMIT")
        for statement in statements:
            connection.exec_driver_sql(statement).close()


@contextmanager
def transaction(engine: Engine, *, write: bool) -> Iterator[Connection]:
    """Yield a connection within one transaction, committed at the end, rolled back on an error.

    Args:
        engine: As `make_engine` gives it.
        write: Take the writers' turn first; otherwise see one unchanging state.
    """
    options: dict[str, Any] = {_WRITE: write}
    if engine.dialect.name == "postgresql" and not write:
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect() as fresh:
        connection = fresh.execution_options(**options)
        with connection.begin():
            yield connection
