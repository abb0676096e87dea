# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers that grow with every change of a case, by area: what was worked out of an area holds as long as its own."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Text, cast, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import UpdateBase

from tawatur.casefile import schema
from tawatur.casefile.sql import Transaction

ALL = "all"
PARTIES, TIES, COPIES, INCIDENTS = "parties", "ties", "copies", "incidents"
_TABLES = {
    PARTIES: {"profiles", "profile_days", "forms", "entities", "entity_profiles", "entity_forms"},
    TIES: {"ties"},
    COPIES: {"copies"},
    INCIDENTS: {"readings", "tellings", "incidents", "incident_tellings"},
}
_WITH_ALL = "reports"  # whose rows take those of other tables with them
_C = schema.case
_TOUCHED = "touched"


def watch(engine: Engine) -> None:
    """Note from now on which tables each connection writes to."""

    @event.listens_for(engine, "after_execute")
    def touched(connection: Connection, clause: Any, *rest: Any) -> None:
        if isinstance(clause, UpdateBase):
            connection.info.setdefault(_TOUCHED, set()).add(str(clause.table))


def begin(connection: Connection) -> None:
    """Forget what a transaction that was rolled back has touched."""
    connection.info.pop(_TOUCHED, None)


def grow(tx: Transaction) -> None:
    """Note that the case changes, in the areas that this transaction wrote to."""
    touched: Collection[str] = tx.connection.info.pop(_TOUCHED, ())
    if not touched:
        return
    areas = [a for a, tables in _TABLES.items() if _WITH_ALL in touched or not tables.isdisjoint(touched)]
    made = (sqlite.insert if tx.is_sqlite else postgresql.insert)(_C)
    grown = cast(cast(_C.c.value, Integer) + 1, Text)
    statement = made.on_conflict_do_update(index_elements=["name"], set_={"value": grown})
    tx.connection.execute(statement, [{"name": _name(area), "value": "1"} for area in (*areas, ALL)])


def _name(area: str) -> str:
    return f"revision of {area}"


def of(tx: Transaction, areas: Iterable[str] = (ALL,)) -> tuple[int, ...]:
    """Return the numbers of areas in the state that a transaction sees; 0 where nothing was noted yet.

    Args:
        tx: An open transaction.
        areas: `PARTIES`, `TIES`, `COPIES`, `INCIDENTS`, or `ALL` for the whole case.
    """
    wanted = [_name(area) for area in areas]
    rows = tx.connection.execute(select(_C.c.name, _C.c.value).where(_C.c.name.in_(wanted)))
    held = {row.name: int(row.value) for row in rows}
    return tuple(held.get(name, 0) for name in wanted)


def is_growing(tx: Transaction) -> bool:
    """Return whether somebody says that they are at a long work on the case, as adding is."""
    return tx.connection.execute(select(schema.sessions.c.id).limit(1)).first() is not None
