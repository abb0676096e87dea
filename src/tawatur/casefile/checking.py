# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Check that a case is whole: what a crash, a cut copy or a fault of ours would leave is named, and what to do."""

import os
import shutil
import socket
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import exists, func, inspect, select, text

from tawatur.casefile import pending, schema
from tawatur.casefile.case import is_alive
from tawatur.casefile.sql import Transaction

Level = Literal["damage", "due", "advice"]
_R, _T = schema.reports, schema.tellings
_RESTORE = "restore the last good copy: tawatur restore BACKUP CASE"
_JOIN = "join it again: tawatur add CASE with any report, or the same one once more"
_LEAST_FREE = 2  # times the file's size that should be free beside it: erasing rewrites the file


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a case that wants attention.

    `level` is `damage` where what is stored contradicts itself, `due` where work is left to do, else `advice`.
    """

    level: Level
    what: str
    remedy: str


def count(tx: Transaction) -> int:
    """Return how many reports the case holds."""
    return int(tx.connection.execute(select(func.count()).select_from(_R)).scalar_one())


def touch(tx: Transaction) -> None:
    """Ask for no more than shows that the case can be read."""
    tx.connection.execute(select(_R.c.id).limit(1)).first()


def problems(tx: Transaction) -> tuple[str, ...]:
    """Return what is wrong with a case, nothing for one that is whole."""
    return tuple(finding.what for finding in _damage(tx))


def findings(tx: Transaction, path: Path | None, reader: str) -> tuple[Finding, ...]:
    """Return all that wants attention, the worst first; nothing for a case in order.

    Args:
        tx: An open transaction.
        path: The case's file; None for a database.
        reader: Version of the program, which readings should be of.
    """
    beside = () if path is None else _file(path)
    if lost := tuple(_missing_tables(tx)):
        return (*lost, *beside)  # nothing further can be asked
    return (*_damage(tx), *_due(tx, reader), *beside)


def _damage(tx: Transaction) -> Iterator[Finding]:
    if tx.is_sqlite:
        if tx.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() != "ok":
            yield Finding("damage", "the file is damaged", _RESTORE)
        lost = len(tx.connection.exec_driver_sql("PRAGMA foreign_key_check").all())
        if lost:
            yield Finding("damage", f"{lost} references lead nowhere", _RESTORE)
        indexed = int(tx.connection.execute(text("SELECT count(*) FROM search")).scalar_one())
        if indexed != count(tx):
            missing = f"{abs(indexed - count(tx))} reports are not in the index of words"
            yield Finding("damage", missing, "read the reports again: tawatur reread CASE")
    yield from _missing_indices(tx)
    unread = _reports_without(tx, "readings", "report_id")
    if unread:
        yield Finding("damage", f"{unread} reports have no reading", "read them again: tawatur reread CASE")
    alone = _tellings_alone(tx)
    if alone:
        yield Finding("damage", f"{alone} tellings are in no incident", _JOIN)


def _missing_tables(tx: Transaction) -> Iterator[Finding]:
    there = set(inspect(tx.connection).get_table_names())
    for table in schema.metadata.sorted_tables:
        if table.name not in there:
            yield Finding("damage", f"the table {table.name} is missing", _RESTORE)


def _missing_indices(tx: Transaction) -> Iterator[Finding]:
    there = inspect(tx.connection)
    for table in schema.metadata.sorted_tables:
        missing = {str(index.name) for index in table.indexes} - {str(i["name"]) for i in there.get_indexes(table.name)}
        for name in sorted(missing):
            yield Finding("damage", f"the index {name} is missing: what needs it is slow", _RESTORE)


def _reports_without(tx: Transaction, table: str, column: str) -> int:
    has = exists().where(schema.metadata.tables[table].c[column] == _R.c.id)
    return int(tx.connection.execute(select(func.count()).select_from(_R).where(~has)).scalar_one())


def _tellings_alone(tx: Transaction) -> int:
    """Tellings in substance that are in no incident, though their joining is not still to come."""
    table = schema.pending
    waits = exists().where(table.c.kind.in_(("links", "incidents")), table.c.key == _R.c.key)
    told = exists().where(schema.incident_tellings.c.telling_id == _T.c.id)
    lost = select(func.count()).select_from(_T).join(_R, _R.c.id == _T.c.report_id).where(~waits, ~told)
    return int(tx.connection.execute(lost.where(_T.c.body.contains('"substance":true'))).scalar_one())


def _due(tx: Transaction, reader: str) -> Iterator[Finding]:
    def number(table: str) -> int:
        return int(tx.connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar_one())

    waiting = pending.count(tx)
    if waiting:
        yield Finding("due", f"{waiting} pieces of joining were left when adding stopped", _JOIN)
    again = number("unsettled")
    if again:
        yield Finding("due", f"{again} decisions have lost their place", "see: tawatur status CASE --again")
    failed = number("failures")
    if failed:
        yield Finding("advice", f"{failed} inputs could not be added", "see: tawatur status CASE --failures")
    readings = schema.readings
    old = tx.connection.execute(
        select(func.count()).select_from(readings).where(readings.c.version != reader)
    ).scalar_one()
    if old:
        other = f"{old} reports were read by another version than {reader}"
        yield Finding("advice", other, "read them again, decisions hold: tawatur reread CASE")
    here = socket.gethostname()
    for row in tx.connection.execute(select(schema.sessions).order_by(schema.sessions.c.id)):
        if row.host == here and not is_alive(row.pid):
            ended = f"{row.doing!r} by {row.author}, begun {row.started}, ended without saying so"
            yield Finding("advice", ended, "nothing to do: the next writer clears it away")


def _file(path: Path) -> Iterator[Finding]:
    state = path.stat()
    if os.name == "posix" and state.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding("advice", "other accounts of this machine may read the file", f"chmod 600 {path}")
    if not os.access(path, os.W_OK):
        yield Finding("advice", "the file may be read but not written", f"chmod u+w {path}")
    free = shutil.disk_usage(path.parent).free
    if free < _LEAST_FREE * state.st_size:
        short = f"{free // 2**20} MiB are free beside a file of {state.st_size // 2**20} MiB"
        yield Finding("advice", short, "make room: erasing rewrites the file")
