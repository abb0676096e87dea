# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables that let a case grow: what names have in common, and indexes that are added to in bulk.

What they hold is derived from the readings; that it is to be worked out again is noted for every report.
"""

import time
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GONE = (
    "entity_forms", "entity_profiles", "entities", "forms", "profile_keys", "profiles", "shingles", "links",
    "telling_blocks",
)  # fmt: skip


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="CASCADE")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _pairs(table: str, first: "sa.Column[Any]", *more: Any, second: "sa.Column[Any]") -> None:
    """Make a table of two columns that are its key, and more beside them."""
    keys = _key(table, first.name, second.name)
    op.create_table(table, first, second, *more, keys, sqlite_with_rowid=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, NUMBER, nullable=False)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=False)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _parties() -> None:
    op.create_table(
        "namings",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        _text("hash"),
        _key("namings", "id"),
        sa.UniqueConstraint("hash", name=op.f("uq_namings_hash")),
        sqlite_autoincrement=True,
    )
    of_naming = _reference("naming_keys", "naming_id", "namings")
    _pairs("naming_keys", _text("key"), of_naming, second=_number("naming_id"))
    _index("naming_keys", "naming_id")
    lone: sa.Column[bool] = sa.Column("lone", sa.Boolean(), nullable=False)
    of_naming = _reference("last_names", "naming_id", "namings")
    _pairs("last_names", _text("name"), lone, of_naming, second=_number("naming_id"))
    _index("last_names", "naming_id")
    sides = _reference("likes", "left_id", "namings"), _reference("likes", "right_id", "namings")
    _pairs("likes", _number("left_id"), *sides, second=_number("right_id"))
    _index("likes", "right_id")
    op.create_table(
        "profiles",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        _text("hash"),
        _text("body"),
        sa.Column("naming_id", NUMBER, nullable=True),
        _reference("profiles", "naming_id", "namings"),
        _key("profiles", "id"),
        sa.UniqueConstraint("hash", name=op.f("uq_profiles_hash")),
        sqlite_autoincrement=True,
    )
    _index("profiles", "naming_id")
    of_profile = _reference("profile_offices", "profile_id", "profiles")
    _pairs("profile_offices", _text("office"), of_profile, second=_number("profile_id"))
    _index("profile_offices", "profile_id")
    of_profile = _reference("profile_days", "profile_id", "profiles")
    _pairs("profile_days", _number("profile_id"), of_profile, second=_text("day"))


def _forms() -> None:
    op.create_table(
        "entities",
        _text("id"),
        _text("name"),
        _text("kind"),
        sa.Column("country", sa.Text, nullable=True),
        _text("body"),
        _key("entities", "id"),
    )
    held = _reference("forms", "profile_id", "profiles"), _reference("forms", "report_id", "reports")
    _pairs("forms", _number("report_id"), _number("profile_id"), *held, second=_text("entity"))
    _index("forms", "profile_id")
    held = (
        _reference("entity_profiles", "canonical_id", "entities"),
        _reference("entity_profiles", "profile_id", "profiles"),
    )
    _pairs("entity_profiles", _number("profile_id"), _text("canonical_id"), *held, second=_text("day"))
    _index("entity_profiles", "canonical_id")
    held = _reference("entity_forms", "canonical_id", "entities"), _reference("entity_forms", "report_id", "reports")
    canonical = sa.Column("canonical_id", sa.Text, nullable=True)
    _pairs("entity_forms", _number("report_id"), canonical, *held, second=_text("entity"))
    _index("entity_forms", "canonical_id")


def _meetings() -> None:
    of_report = _reference("shingles", "report_id", "reports")
    _pairs("shingles", _number("report_id"), of_report, second=sa.Column("key", sa.BigInteger(), nullable=False))
    _pairs("shingle_index", sa.Column("key", sa.BigInteger(), nullable=False), second=_number("report_id"))
    of_telling = _reference("telling_blocks", "telling_id", "tellings")
    _pairs("telling_blocks", _number("telling_id"), _text("window"), of_telling, second=_text("block"))
    _pairs("block_index", _text("block"), _number("report_id"), second=_number("telling_id"))
    sides = _reference("links", "left_id", "tellings"), _reference("links", "right_id", "tellings")
    likeness: sa.Column[float] = sa.Column("likeness", sa.Double(), nullable=False)
    translated: sa.Column[bool] = sa.Column("translated", sa.Boolean(), nullable=False)
    _pairs("links", _number("left_id"), likeness, translated, *sides, second=_number("right_id"))
    _index("links", "right_id")


def upgrade() -> None:
    """Make the tables anew and note what is to be worked out again."""
    for table in GONE:
        op.drop_table(table)
    _parties()
    _forms()
    _meetings()
    again = "INSERT INTO pending (kind, key, serial) SELECT 'prepare', key, :serial FROM reports"
    op.execute(sa.text(again).bindparams(serial=time.time_ns()))
