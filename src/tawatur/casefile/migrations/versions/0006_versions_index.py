# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""An index by which the next version of a report is found, without looking through all reports."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the index."""
    op.create_index(op.f("ix_reports_previous"), "reports", ["previous"], unique=False)
