# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What steps of several versions do: have work done again that a case of an older version has done otherwise."""

import time

import sqlalchemy as sa

ROWS = {  # by kind of work, see `casefile.pending`: what makes the key of a row, in SQL, and its table
    "prepare": ("key", "reports"),
    "likes": ("CAST(id AS VARCHAR)", "namings"),
    "parties": ("CAST(id AS VARCHAR)", "profiles"),
    "links": ("key", "reports"),
    "positions": ("id", "incidents"),
}


def note(bind: sa.Connection, *kinds: str) -> None:
    """Note for all that it is done for that work is to be done again, in place of what is noted of it.

    Args:
        bind: The step's connection.
        kinds: Kinds of work, of `ROWS`.
    """
    for kind in kinds:
        key, table = ROWS[kind]
        bind.execute(sa.text("DELETE FROM pending WHERE kind = :kind").bindparams(kind=kind))
        again = f"INSERT INTO pending (kind, key, serial) SELECT :kind, {key}, :serial FROM {table}"
        bind.execute(sa.text(again).bindparams(kind=kind, serial=time.time_ns()))
