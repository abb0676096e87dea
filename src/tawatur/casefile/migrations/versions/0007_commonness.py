# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Keys of wording made anew, as how common words are is counted otherwise (version 2 of `joining.signature`)."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Note that what follows from each report's text and reading is to be worked out again."""
    bind = op.get_bind()
    bind.execute(sa.text("DELETE FROM pending WHERE kind = 'prepare'"))
    again = "INSERT INTO pending (kind, key, serial) SELECT 'prepare', key, :serial FROM reports"
    bind.execute(sa.text(again).bindparams(serial=time.time_ns()))
