# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Likenesses of namings, tolls of headlines and chains made anew, as each is worked out otherwise.

Of a party that a table knows, names other than the table's had a say in some likenesses.
"""

import sqlalchemy as sa
from alembic import op

from tawatur.casefile.migrations import again

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Note what is to be worked out again: what follows from each report, what namings are alike, and who is who."""
    bind = op.get_bind()
    bind.execute(sa.text("DELETE FROM likes"))
    again.note(bind, "prepare", "likes", "parties", "positions")
