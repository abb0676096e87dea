# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Likenesses of tellings made anew: days between two speak against their being one happening."""

from alembic import op

from tawatur.casefile.migrations import again

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Note what is to be worked out again: what tellings are alike."""
    again.note(op.get_bind(), "links", "key", "reports")
