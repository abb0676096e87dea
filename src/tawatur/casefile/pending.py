# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is still to be joined: noted in the transaction that makes it necessary, struck out in the one that does it.

So a crash between the two loses nothing, and going on ends in the same case. Every noting has a serial number of its
own; what was worked out from an older state strikes out only the noting that it saw.
"""

import time
from collections.abc import Iterable, Mapping
from typing import Literal

from sqlalchemy import and_, bindparam, delete, func, select

from tawatur.casefile.schema import incidents, pending, reports
from tawatur.casefile.sql import Transaction, pieces, replace_rows

Kind = Literal["prepare", "keys", "copies", "families", "likes", "parties", "links", "incidents", "positions"]


def note(tx: Transaction, kind: Kind, keys: Iterable[str]) -> None:
    """Note work to be done."""
    serial = time.time_ns()
    replace_rows(tx, pending, [{"kind": kind, "key": key, "serial": serial} for key in dict.fromkeys(keys)])


def waiting(tx: Transaction, kind: Kind, *, limit: int | None = None) -> dict[str, int]:
    """Return the keys of work to be done, in order, with the serial numbers of their notings."""
    statement = select(pending.c.key, pending.c.serial).where(pending.c.kind == kind).order_by(pending.c.key)
    return {row.key: row.serial for row in tx.connection.execute(statement.limit(limit))}


def in_time(tx: Transaction, kind: Kind, *, limit: int | None = None) -> dict[str, int]:
    """Return what `waiting` does, in the order of the days that it is about.

    What lies near in time has most in common, so that whoever works it off in this order needs little at hand.

    Args:
        tx: An open transaction.
        kind: Kind of work, whose keys are those of reports, or for `positions` ids of incidents.
        limit: At most so many.
    """
    about, day = (incidents.c.id, incidents.c.day) if kind == "positions" else (reports.c.key, reports.c.published)
    statement = select(pending.c.key, pending.c.serial).outerjoin(about.table, about == pending.c.key)
    statement = statement.where(pending.c.kind == kind).order_by(day, pending.c.key).limit(limit)
    return {row.key: row.serial for row in tx.connection.execute(statement)}


def strike(tx: Transaction, kind: Kind, done: Mapping[str, int]) -> None:
    """Strike out work that is done in this transaction, unless it was noted again since.

    Args:
        tx: A writing transaction.
        kind: Kind of work.
        done: Keys with the serial numbers that `waiting` gave.
    """
    if done:
        same = and_(pending.c.key == bindparam("done"), pending.c.serial == bindparam("seen"))
        rows = [{"done": key, "seen": serial} for key, serial in done.items()]
        tx.connection.execute(delete(pending).where(pending.c.kind == kind, same), rows)


def strike_all(tx: Transaction, kind: Kind, keys: Iterable[str]) -> None:
    """Strike out work that was worked out from the state that this transaction sees."""
    for piece in pieces(keys):
        tx.connection.execute(delete(pending).where(and_(pending.c.kind == kind, pending.c.key.in_(piece))))


def still(tx: Transaction, kind: Kind, seen: Mapping[str, int]) -> set[str]:
    """Return those of these keys that were not noted again, nor struck out, since `waiting` gave them."""
    found: set[str] = set()
    for piece in pieces(seen):
        rows = tx.connection.execute(
            select(pending.c.key, pending.c.serial).where(and_(pending.c.kind == kind, pending.c.key.in_(piece)))
        )
        found.update(row.key for row in rows if seen[row.key] == row.serial)
    return found


def count(tx: Transaction, kind: Kind | None = None) -> int:
    """Return how much is to be done, of one kind or of all."""
    statement = select(func.count()).select_from(pending)
    return int(
        tx.connection.execute(statement if kind is None else statement.where(pending.c.kind == kind)).scalar_one()
    )
