# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tolls of headlines, likenesses of tellings and chains made anew, as each is worked out otherwise.

Likenesses go in steps that add up to the same in any order; what only recalls goes to the incident that it is most
alike to by the tellings in substance alone.
"""

from alembic import op

from tawatur.casefile.migrations import again

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Note what is to be worked out again: what follows from each report, what tellings are alike, and positions."""
    again.note(op.get_bind(), "prepare", "links", "positions")
