# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What steps of several versions do: have work done again that a case of an older version has done otherwise."""

import time

import sqlalchemy as sa


def note(bind: sa.Connection, kind: str, key: str, table: str) -> None:
    """Note for all rows of a table that work is to be done again, in place of what is noted of that kind.

    Args:
        bind: The step's connection.
        kind: Kind of work, see `casefile.pending`.
        key: What makes the key of a row, in SQL.
        table: Its table.
    """
    bind.execute(sa.text("DELETE FROM pending WHERE kind = :kind").bindparams(kind=kind))
    again = f"INSERT INTO pending (kind, key, serial) SELECT :kind, {key}, :serial FROM {table}"
    bind.execute(sa.text(again).bindparams(kind=kind, serial=time.time_ns()))
