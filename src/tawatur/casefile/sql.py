# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Transactions, and the few statements that differ between the databases or need cutting into pieces."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from tawatur.casefile.schema import reports

T = TypeVar("T")
PIECE = 500  # values in one IN list: few plans to remember, far below SQLite's limit


@dataclass(frozen=True, slots=True)
class Transaction:
    """An open transaction on a case: what every function of this package takes first."""

    connection: Connection
    author: str

    @property
    def is_sqlite(self) -> bool:
        """Whether the case is one SQLite file."""
        return self.connection.dialect.name == "sqlite"


def pieces(values: Iterable[T], size: int = PIECE) -> Iterator[list[T]]:
    """Yield the values in lists of at most `size`."""
    rest = iter(values)
    while piece := list(islice(rest, size)):
        yield piece


def insert_new(tx: Transaction, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows and pass over those whose key is there already."""
    if rows:
        made = (sqlite.insert if tx.is_sqlite else postgresql.insert)(table).on_conflict_do_nothing()
        tx.connection.execute(made, rows)


def replace_rows(tx: Transaction, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, each in place of the one that has its primary key."""
    if not rows:
        return
    made = (sqlite.insert if tx.is_sqlite else postgresql.insert)(table)
    keys = [c.name for c in table.primary_key.columns]
    changed = {name: made.excluded[name] for name in rows[0] if name not in keys}
    tx.connection.execute(made.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def ids_of(tx: Transaction, keys: Iterable[str]) -> dict[str, int]:
    """Return the row numbers of reports by key."""
    found: dict[str, int] = {}
    for piece in pieces(keys):
        found.update(
            (row.key, row.id)
            for row in tx.connection.execute(select(reports.c.key, reports.c.id).where(reports.c.key.in_(piece)))
        )
    return found
