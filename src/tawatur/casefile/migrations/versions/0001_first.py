# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The first case file."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _tables() -> None:
    op.create_table(
        "audit",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "batches",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("started", sa.Text, nullable=False),
        sa.Column("finished", sa.Text, nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_table(
        "case",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_case")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("undoes", NUMBER, nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["decisions.id"], name=op.f("fk_decisions_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "entities",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_table(
        "failures",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("provenance", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
        sa.UniqueConstraint("provenance", "error", name=op.f("uq_failures_provenance_error")),
    )
    op.create_table(
        "families",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_families")),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=True),
        sa.Column("place", sa.Text, nullable=True),
        sa.Column("country", sa.Text, nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("credibility", sa.Integer(), nullable=True),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_day"), "incidents", ["day"], unique=False)
    op.create_index(op.f("ix_incidents_reports"), "incidents", ["reports"], unique=False)
    op.create_table(
        "pending",
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("serial", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_pending")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "profiles",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles")),
        sa.UniqueConstraint("hash", name=op.f("uq_profiles_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "redirects",
        sa.Column("old", sa.Text, nullable=False),
        sa.Column("new", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("old", name=op.f("pk_redirects")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("doing", sa.Text, nullable=False),
        sa.Column("started", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_table(
        "tombstones",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("erased", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "anchors",
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=True),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_anchors_decision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("decision_id", "position", name=op.f("pk_anchors")),
    )
    op.create_index(op.f("ix_anchors_report"), "anchors", ["report"], unique=False)
    op.create_table(
        "entity_profiles",
        sa.Column("profile_id", NUMBER, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("canonical_id", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["canonical_id"], ["entities.id"], name=op.f("fk_entity_profiles_canonical_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_entity_profiles_profile_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("profile_id", "day", name=op.f("pk_entity_profiles")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entity_profiles_canonical_id"), "entity_profiles", ["canonical_id"], unique=False)
    op.create_table(
        "profile_keys",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("profile_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_profile_keys_profile_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "profile_id", name=op.f("pk_profile_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_profile_keys_profile_id"), "profile_keys", ["profile_id"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("own_id", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("url", sa.Text, nullable=True),
        sa.Column("title", sa.Text, nullable=True),
        sa.Column("published", sa.Text, nullable=True),
        sa.Column("language", sa.Text, nullable=True),
        sa.Column("credits", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=True),
        sa.Column("provenance", sa.Text, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
        sa.Column("batch_id", NUMBER, nullable=False),
        sa.Column("previous", sa.Text, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_reports_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("key", name=op.f("uq_reports_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reports_outlet"), "reports", ["outlet"], unique=False)
    op.create_index(op.f("ix_reports_own_id"), "reports", ["own_id"], unique=False)
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_index(op.f("ix_reports_url"), "reports", ["url"], unique=False)
    op.create_table(
        "unsettled",
        sa.Column("decision_id", NUMBER, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_unsettled_decision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_unsettled")),
    )
    op.create_table(
        "copies",
        sa.Column("left_id", NUMBER, nullable=False),
        sa.Column("right_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["left_id"], ["reports.id"], name=op.f("fk_copies_left_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["right_id"], ["reports.id"], name=op.f("fk_copies_right_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=op.f("pk_copies")),
    )
    op.create_index(op.f("ix_copies_right_id"), "copies", ["right_id"], unique=False)
    op.create_table(
        "entity_forms",
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("canonical_id", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["canonical_id"], ["entities.id"], name=op.f("fk_entity_forms_canonical_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_entity_forms_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "entity", name=op.f("pk_entity_forms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entity_forms_canonical_id"), "entity_forms", ["canonical_id"], unique=False)
    op.create_table(
        "family_reports",
        sa.Column("family_id", sa.Text, nullable=False),
        sa.Column("report_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"], ["families.id"], name=op.f("fk_family_reports_family_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_family_reports_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("family_id", "report_id", name=op.f("pk_family_reports")),
    )
    op.create_index(op.f("ix_family_reports_report_id"), "family_reports", ["report_id"], unique=False)
    op.create_table(
        "forms",
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("profile_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name=op.f("fk_forms_profile_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_forms_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "entity", name=op.f("pk_forms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_forms_profile_id"), "forms", ["profile_id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("lexicon", sa.Text, nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_readings_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_readings")),
    )
    op.create_table(
        "shingles",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("report_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_shingles_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "report_id", name=op.f("pk_shingles")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shingles_report_id"), "shingles", ["report_id"], unique=False)
    op.create_table(
        "tellings",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_tellings_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
        sa.UniqueConstraint("report_id", "position", name=op.f("uq_tellings_report_id_position")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "incident_tellings",
        sa.Column("incident_id", sa.Text, nullable=False),
        sa.Column("telling_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recalled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_tellings_incident_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["telling_id"], ["tellings.id"], name=op.f("fk_incident_tellings_telling_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("telling_id", name=op.f("pk_incident_tellings")),
    )
    op.create_index(op.f("ix_incident_tellings_incident_id"), "incident_tellings", ["incident_id"], unique=False)
    op.create_table(
        "links",
        sa.Column("left_id", NUMBER, nullable=False),
        sa.Column("right_id", NUMBER, nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["left_id"], ["tellings.id"], name=op.f("fk_links_left_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["right_id"], ["tellings.id"], name=op.f("fk_links_right_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("left_id", "right_id", name=op.f("pk_links")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_right_id"), "links", ["right_id"], unique=False)
    op.create_table(
        "telling_blocks",
        sa.Column("block", sa.Text, nullable=False),
        sa.Column("telling_id", NUMBER, nullable=False),
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("window", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["telling_id"], ["tellings.id"], name=op.f("fk_telling_blocks_telling_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("block", "telling_id", name=op.f("pk_telling_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_telling_blocks_telling_id"), "telling_blocks", ["telling_id"], unique=False)


def _index_of_words() -> None:
    """Make the index that `search` asks: FTS5 here, text vectors there, both over words brought to one form."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute('CREATE VIRTUAL TABLE search USING fts5(words, lemmas, tokenize="unicode61 remove_diacritics 0")')
        return
    op.create_table(
        "search",
        sa.Column("report_id", sa.BigInteger, sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("words", postgresql.TSVECTOR, nullable=False),
        sa.Column("lemmas", postgresql.TSVECTOR, nullable=False),
    )
    op.create_index("ix_search_words", "search", ["words"], postgresql_using="gin")
    op.create_index("ix_search_lemmas", "search", ["lemmas"], postgresql_using="gin")


def upgrade() -> None:
    """Make the tables and the index of words."""
    _tables()
    _index_of_words()
