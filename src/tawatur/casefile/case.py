# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Make, open and close a case; take turns at writing; know who writes."""

import contextlib
import getpass
import os
import platform
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, insert, inspect, select, text

from tawatur.casefile import revision, schema
from tawatur.casefile.clock import now
from tawatur.casefile.engine import (
    APPLICATION_ID,
    WAIT,
    Target,
    check_header,
    make_engine,
    plain,
    run_outside,
    target,
    transaction,
)
from tawatur.casefile.files import whole
from tawatur.casefile.sql import Transaction, replace_rows
from tawatur.model.errors import (
    CaseExistsError,
    LockedCaseFileError,
    NewerCaseFileError,
    NotACaseFileError,
)

REVISIONS = tuple(f"{n:04}" for n in range(1, 11))  # oldest first; migrations of these names
VERSION_TABLE = "tawatur_version"
_SHRINK = "shrink"


def default_author() -> str:
    """Return who decides when nobody is named: TAWATUR_AUTHOR, else the name of the account."""
    named = os.environ.get("TAWATUR_AUTHOR", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def is_alive(pid: int) -> bool:
    """Return whether a process of this machine still runs; where that cannot be known, True."""
    if platform.system() == "Windows":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


class CaseFile:
    """An open case. Use it as a context manager, or close it.

    Args:
        engine: Connections to it.
        where: Its path or address, a password in it and all: for opening it again, never for showing.
        name: How messages call it.
        author: Who acts.
    """

    def __init__(self, engine: Engine, where: str, name: str, author: str) -> None:
        self._engine, self.where, self.name, self.author = engine, where, name, author

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_sqlite(self) -> bool:
        """Whether the case is one SQLite file."""
        return self._engine.dialect.name == "sqlite"

    def acting_for(self, author: str) -> "CaseFile":
        """Return this case, its connections shared, for what somebody else does; only the first is to be closed."""
        return CaseFile(self._engine, self.where, self.name, author)

    def close(self) -> None:
        """Give back the connections; SQLite's log is folded into the file by the last one out."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Yield a transaction that sees one state of the case and never waits for writers."""
        with plain(self.name), transaction(self._engine, write=False) as connection:
            yield Transaction(connection, self.author)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Yield a transaction that writes, once it is our turn; it is committed whole or not at all.

        Raises:
            LockedCaseFileError: It did not become our turn in time; who had it is named.
        """
        try:
            with plain(self.name), transaction(self._engine, write=True) as connection:
                tx = Transaction(connection, self.author)
                revision.begin(connection)
                yield tx
                revision.grow(tx)
        except LockedCaseFileError as error:
            raise LockedCaseFileError(f"{self.name}: {self._holder()}") from error

    def _holder(self) -> str:
        advice = "wait until that ends, then do it again"
        with contextlib.suppress(Exception), self.read() as tx:
            rows = tx.connection.execute(select(schema.sessions).order_by(schema.sessions.c.id)).all()
            here = [r for r in rows if r.pid != os.getpid() and (r.host != socket.gethostname() or is_alive(r.pid))]
            if here:
                told = ", ".join(f"{r.doing!r} by {r.author} (process {r.pid} on {r.host})" for r in here)
                return f"locked by {told}; {advice}"
        return f"locked by another writer that does not say who it is; {advice}"

    @contextmanager
    def session(self, doing: str) -> Iterator[None]:
        """Say for others, while a long work runs, who writes and what.

        Args:
            doing: The work, as a command's name.
        """
        host, pid = socket.gethostname(), os.getpid()
        table = schema.sessions
        with self.write() as tx:
            for row in tx.connection.execute(select(table).where(table.c.host == host)).all():
                if not is_alive(row.pid):
                    tx.connection.execute(delete(table).where(table.c.id == row.id))
            values = {"pid": pid, "host": host, "author": self.author, "doing": doing, "started": now()}
            made = tx.connection.execute(insert(table).values(values)).inserted_primary_key
        try:
            yield
        finally:
            with contextlib.suppress(LockedCaseFileError), self.write() as tx:
                if made is not None:
                    tx.connection.execute(delete(table).where(table.c.id == made[0]))

    def owe_shrinking(self, tx: Transaction) -> None:
        """Note that something was erased whose traces `shrink` has to remove, even if we are stopped before it."""
        replace_rows(tx, schema.case, [{"name": _SHRINK, "value": "due"}])

    def shrink_if_due(self) -> None:
        """Do what a stopped erasing left undone."""
        with self.read() as tx:
            due = tx.connection.execute(select(schema.case.c.value).where(schema.case.c.name == _SHRINK)).first()
        if due is not None:
            self.shrink()

    def shrink(self) -> None:
        """Rewrite the database so that nothing deleted stays in its file, its free pages or its log."""
        emptied = "PRAGMA wal_checkpoint(TRUNCATE)"
        with plain(self.name):
            if self.is_sqlite:
                run_outside(self._engine, emptied, "VACUUM", emptied)
            else:
                run_outside(self._engine, *(f'VACUUM (FULL) "{t}"' for t in [*schema.metadata.tables, "search"]))
        with self.write() as tx:
            tx.connection.execute(delete(schema.case).where(schema.case.c.name == _SHRINK))


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "tawatur.casefile:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none()
    return None if found is None else str(found)


def _create_file(path: Path) -> None:
    if path.exists():
        raise CaseExistsError(f"{path}: there is a file already; give another name, or add to it with: tawatur add")
    try:
        with whole(path) as part:
            engine = make_engine(Target(path=part))
            with plain(str(path)):
                run_outside(engine, "PRAGMA journal_mode=WAL")
                with transaction(engine, write=True) as connection:
                    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                    _migrate(connection)
            engine.dispose()
    except FileExistsError as error:
        raise CaseExistsError(f"{path}: there is a file already; give another name") from error
    except OSError as error:
        raise NotACaseFileError(f"{path}: cannot be made: {error.strerror}") from error


def create(where: str | Path, *, author: str | None = None, wait: float = WAIT) -> CaseFile:
    """Make a case and open it.

    Args:
        where: A file that does not exist yet (made with mode 0600), or `postgresql://…` with no case in it.
        author: Who acts.
        wait: Seconds a writer waits for its turn.
    Raises:
        CaseExistsError: There is something already; it stays as it is.
    """
    place = target(where)
    if place.path is not None:
        _create_file(place.path)
    else:
        engine = make_engine(place, wait=wait)
        try:
            with plain(place.name), transaction(engine, write=True) as connection:
                if _revision(connection) is not None:
                    raise CaseExistsError(f"{place.name}: there is a case already; add to it with: tawatur add")
                _migrate(connection)
        finally:
            engine.dispose()
    return open_case(where, author=author, wait=wait)


def _bring_up_to_date(case: CaseFile) -> None:
    with case.read() as tx:
        revision = _revision(tx.connection)
    if revision is None:
        raise NotACaseFileError(f"{case.name}: no case is in it; make one with: tawatur new {case.name}")
    if revision not in REVISIONS:
        raise NewerCaseFileError(f"{case.name}: made by a newer version of tawatur; update tawatur to open it")
    if revision != REVISIONS[-1]:
        with case.write() as tx:
            _migrate(tx.connection)


def open_case(where: str | Path, *, author: str | None = None, wait: float = WAIT) -> CaseFile:
    """Open a case; one of an older version is brought up to date first.

    Args:
        where: The file, or `postgresql://…`.
        author: Who acts; see `default_author`.
        wait: Seconds a writer waits for its turn.
    Raises:
        NotACaseFileError: It is something else, or nothing.
        NewerCaseFileError: A newer version of the program made it.
    """
    place = target(where)
    if place.path is not None:
        check_header(place.path)
    engine = make_engine(place, wait=wait)
    revision.watch(engine)
    found = CaseFile(engine, str(where), place.name, author or default_author())
    try:
        _bring_up_to_date(found)
    except BaseException:
        found.close()
        raise
    return found
