# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Likenesses of namings made anew: of a party that a table knows, names other than the table's had a say in some."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Note that what each naming is alike to, and with it who is who, is to be worked out again."""
    bind = op.get_bind()
    bind.execute(sa.text("DELETE FROM likes"))
    for kind, table in (("likes", "namings"), ("parties", "profiles")):
        bind.execute(sa.text("DELETE FROM pending WHERE kind = :kind").bindparams(kind=kind))
        again = f"INSERT INTO pending (kind, key, serial) SELECT :kind, CAST(id AS VARCHAR), :serial FROM {table}"
        bind.execute(sa.text(again).bindparams(kind=kind, serial=time.time_ns()))
