# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Likenesses of tellings made anew, in steps that add up to the same in any order, and incidents by them.

What only recalls goes to the incident that it is most alike to by the tellings in substance alone.
"""

import time

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Note that what the tellings of each report have in common with others is to be worked out again."""
    bind = op.get_bind()
    bind.execute(sa.text("DELETE FROM pending WHERE kind = 'links'"))
    again = "INSERT INTO pending (kind, key, serial) SELECT 'links', key, :serial FROM reports"
    bind.execute(sa.text(again).bindparams(serial=time.time_ns()))
