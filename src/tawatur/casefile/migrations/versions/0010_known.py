# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parties and likenesses of tellings made anew.

What a table knows goes by the table's name, so that its spellings are one party; days between two tellings speak against
their being one happening.
"""

from alembic import op

from tawatur.casefile.migrations import again

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Note what is to be worked out again: what follows from each report, and what tellings are alike."""
    for kind in ("prepare", "links"):
        again.note(op.get_bind(), kind, "key", "reports")
