# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tellings made anew, with what reports tell in passing; their likenesses and the incidents follow."""

from alembic import op

from tawatur.casefile.migrations import again

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Note what is to be worked out again: what follows from each report, what tellings are alike, and positions."""
    for kind, key, table in (
        ("prepare", "key", "reports"),
        ("links", "key", "reports"),
        ("positions", "id", "incidents"),
    ):
        again.note(op.get_bind(), kind, key, table)
