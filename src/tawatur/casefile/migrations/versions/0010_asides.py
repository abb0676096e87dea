# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parties and tellings made anew, with the likenesses, incidents and chains that follow from them.

What a table knows goes by the table's name, so that its spellings are one party; what reports tell in passing is a
telling; days between two tellings speak against their being one happening.
"""

from alembic import op

from tawatur.casefile.migrations import again

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Note what is to be worked out again: what follows from each report, what tellings are alike, and positions."""
    again.note(op.get_bind(), "prepare", "links", "positions")
