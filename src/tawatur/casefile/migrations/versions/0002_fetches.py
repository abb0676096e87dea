# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How reports came over the net, and what is known of addresses that are watched."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "fetches",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_fetches_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetches")),
    )
    op.create_index(op.f("ix_fetches_report_id"), "fetches", ["report_id"])
    op.create_index(op.f("ix_fetches_asked"), "fetches", ["asked"])
    op.create_table(
        "watched",
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("checked", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text, nullable=True),
        sa.Column("modified", sa.Text, nullable=True),
        sa.Column("listed", sa.Text, nullable=True),
        sa.Column("identity", sa.Text, nullable=True),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_watched")),
        sqlite_with_rowid=False,
    )
