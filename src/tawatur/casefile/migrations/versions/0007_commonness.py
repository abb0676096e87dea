# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Keys of wording made anew, as how common words are is counted otherwise (version 2 of `joining.signature`)."""

from alembic import op

from tawatur.casefile.migrations import again

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Note that what follows from each report's text and reading is to be worked out again."""
    again.note(op.get_bind(), "prepare")
