# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The tables of a case file, one schema for SQLite and PostgreSQL.

Numbers of rows never leave the package: outside, a report is its key and everything else has an id made from content.
What joining works out (copies, families, entities, incidents) is derived from `readings` and `decisions` alone and may
be thrown away at any time; `pending` says what is still to be worked out. Records stand in `body` as JSON; the columns
beside it are what lists are sorted and filtered by. The index of words differs by database, see `search`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_NUMBER: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up INTEGER keys only
_NEVER_AGAIN: Any = {"sqlite_autoincrement": True}  # processes remember rows by number
_COMPACT: Any = {"sqlite_with_rowid": False}


def _number() -> "Column[int]":
    return Column("id", _NUMBER, primary_key=True, autoincrement=True)


def _of(target: str, name: str = "report_id", *, primary_key: bool = False) -> "Column[int]":
    parent = ForeignKey(f"{target}.id", ondelete="CASCADE")
    return Column(name, _NUMBER, parent, nullable=False, primary_key=primary_key)


case = Table("case", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

batches = Table(
    "batches",
    metadata,
    _number(),
    Column("author", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("added", Integer, nullable=False, default=0),
    Column("same", Integer, nullable=False, default=0),
    Column("erased", Integer, nullable=False, default=0),
    Column("failed", Integer, nullable=False, default=0),
)

reports = Table(
    "reports",
    metadata,
    _number(),
    Column("key", Text, nullable=False, unique=True),
    Column("own_id", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("title", Text),
    Column("published", Text),
    Column("language", Text),
    Column("credits", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("original", LargeBinary),
    Column("provenance", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("batch_id", _NUMBER, ForeignKey("batches.id"), nullable=False),
    Column("previous", Text),
    Column("version", Integer, nullable=False, default=1),
    Index(None, "own_id"),
    Index(None, "url"),
    Index(None, "published"),
    Index(None, "outlet"),
    Index(None, "previous"),
    **_NEVER_AGAIN,
)

fetches = Table(
    "fetches",
    metadata,
    _number(),
    _of("reports"),
    Column("asked", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Index(None, "report_id"),
    Index(None, "asked"),
)

watched = Table(
    "watched",
    metadata,
    Column("address", Text, primary_key=True),
    Column("checked", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("listed", Text),
    Column("identity", Text),
    Column("erased", Boolean, nullable=False),
    **_COMPACT,
)

readings = Table(
    "readings",
    metadata,
    _of("reports", primary_key=True),
    Column("reader", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("lexicon", Text, nullable=False),
    Column("events", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("printed", Text, nullable=False),
    Column("shingles", Integer, nullable=False),
)

# What a report brings lies together and costs one page; the indexes are added to in the order of their keys, many
# reports at once (`indexing`), as every report touches a hundred places of them. They have no foreign keys, which would
# need another such index: `indexing` takes out what goes.
shingles = Table(
    "shingles",
    metadata,
    _of("reports"),
    Column("key", BigInteger, nullable=False),
    PrimaryKeyConstraint("report_id", "key"),
    **_COMPACT,
)

shingle_index = Table(
    "shingle_index",
    metadata,
    Column("key", BigInteger, nullable=False),
    Column("report_id", _NUMBER, nullable=False),
    PrimaryKeyConstraint("key", "report_id"),
    **_COMPACT,
)

copies = Table(
    "copies",
    metadata,
    _of("reports", "left_id"),
    _of("reports", "right_id"),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("left_id", "right_id"),
    Index(None, "right_id"),
)

families = Table(
    "families",
    metadata,
    Column("id", Text, primary_key=True),
    Column("origin", Text),
    Column("body", Text, nullable=False),
)

family_reports = Table(
    "family_reports",
    metadata,
    Column("family_id", Text, ForeignKey("families.id", ondelete="CASCADE"), nullable=False),
    _of("reports"),
    PrimaryKeyConstraint("family_id", "report_id"),
    Index(None, "report_id"),
)

namings = Table(
    "namings",
    metadata,
    _number(),
    Column("hash", Text, nullable=False, unique=True),
    **_NEVER_AGAIN,
)

naming_keys = Table(
    "naming_keys",
    metadata,
    Column("key", Text, nullable=False),
    _of("namings", "naming_id"),
    PrimaryKeyConstraint("key", "naming_id"),
    Index(None, "naming_id"),
    **_COMPACT,
)

last_names = Table(
    "last_names",
    metadata,
    Column("name", Text, nullable=False),
    _of("namings", "naming_id"),
    Column("lone", Boolean, nullable=False),
    PrimaryKeyConstraint("name", "naming_id"),
    Index(None, "naming_id"),
    **_COMPACT,
)

likes = Table(
    "likes",
    metadata,
    _of("namings", "left_id"),
    _of("namings", "right_id"),
    PrimaryKeyConstraint("left_id", "right_id"),
    Index(None, "right_id"),
    **_COMPACT,
)

profiles = Table(
    "profiles",
    metadata,
    _number(),
    Column("hash", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),
    Column("naming_id", _NUMBER, ForeignKey("namings.id", ondelete="CASCADE")),
    Index(None, "naming_id"),
    **_NEVER_AGAIN,
)

profile_offices = Table(
    "profile_offices",
    metadata,
    Column("office", Text, nullable=False),
    _of("profiles", "profile_id"),
    PrimaryKeyConstraint("office", "profile_id"),
    Index(None, "profile_id"),
    **_COMPACT,
)

profile_days = Table(
    "profile_days",
    metadata,
    _of("profiles", "profile_id"),
    Column("day", Text, nullable=False),
    PrimaryKeyConstraint("profile_id", "day"),
    **_COMPACT,
)

forms = Table(
    "forms",
    metadata,
    _of("reports"),
    Column("entity", Text, nullable=False),
    _of("profiles", "profile_id"),
    PrimaryKeyConstraint("report_id", "entity"),
    Index(None, "profile_id"),
    **_COMPACT,
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("body", Text, nullable=False),
)

entity_profiles = Table(
    "entity_profiles",
    metadata,
    _of("profiles", "profile_id"),
    Column("day", Text, nullable=False),
    Column("canonical_id", Text, ForeignKey("entities.id", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("profile_id", "day"),
    Index(None, "canonical_id"),
    **_COMPACT,
)

entity_forms = Table(
    "entity_forms",
    metadata,
    _of("reports"),
    Column("entity", Text, nullable=False),
    Column("canonical_id", Text, ForeignKey("entities.id", ondelete="CASCADE")),
    PrimaryKeyConstraint("report_id", "entity"),
    Index(None, "canonical_id"),
    **_COMPACT,
)

ties = Table(
    "ties",
    metadata,
    _of("reports", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("target_name", Text, nullable=False),
    Column("says", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    **_COMPACT,
)

tellings = Table(
    "tellings",
    metadata,
    _number(),
    _of("reports"),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("report_id", "position"),
    **_NEVER_AGAIN,
)

telling_blocks = Table(
    "telling_blocks",
    metadata,
    _of("tellings", "telling_id"),
    Column("block", Text, nullable=False),
    Column("window", Text, nullable=False),
    PrimaryKeyConstraint("telling_id", "block"),
    **_COMPACT,
)

block_index = Table(
    "block_index",
    metadata,
    Column("block", Text, nullable=False),
    Column("telling_id", _NUMBER, nullable=False),
    Column("report_id", _NUMBER, nullable=False),
    PrimaryKeyConstraint("block", "telling_id"),
    **_COMPACT,
)

links = Table(
    "links",
    metadata,
    _of("tellings", "left_id"),
    _of("tellings", "right_id"),
    Column("likeness", Double, nullable=False),
    Column("translated", Boolean, nullable=False),
    PrimaryKeyConstraint("left_id", "right_id"),
    Index(None, "right_id"),
    **_COMPACT,
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("day", Text),
    Column("place", Text),
    Column("country", Text),
    Column("lat", Double),
    Column("lon", Double),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("credibility", Integer),
    Column("denied", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "day"),
    Index(None, "reports"),
)

incident_tellings = Table(
    "incident_tellings",
    metadata,
    Column("incident_id", Text, ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False),
    _of("tellings", "telling_id"),
    Column("position", Integer, nullable=False),
    Column("recalled", Boolean, nullable=False),
    PrimaryKeyConstraint("telling_id"),
    Index(None, "incident_id"),
)

acts = Table(
    "acts",
    metadata,
    Column("incident_id", Text, ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("mode", Text),
    Index(None, "actor"),
    Index(None, "recipient"),
    **_COMPACT,
)

redirects = Table("redirects", metadata, Column("old", Text, primary_key=True), Column("new", Text, nullable=False))

pending = Table(
    "pending",
    metadata,
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("serial", BigInteger, nullable=False),
    PrimaryKeyConstraint("kind", "key"),
    **_COMPACT,
)

decisions = Table(
    "decisions",
    metadata,
    _number(),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("undoes", _NUMBER, ForeignKey("decisions.id")),
    Column("body", Text, nullable=False),
    **_NEVER_AGAIN,
)

anchors = Table(
    "anchors",
    metadata,
    _of("decisions", "decision_id"),
    Column("position", Integer, nullable=False),
    Column("report", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("field", Text, nullable=False),
    Column("before", Text),
    Column("side", Integer, nullable=False, default=0),
    PrimaryKeyConstraint("decision_id", "position"),
    Index(None, "report"),
)

unsettled = Table(
    "unsettled",
    metadata,
    _of("decisions", "decision_id", primary_key=True),
    Column("reason", Text, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    _number(),
    Column("provenance", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("times", Integer, nullable=False, default=1),
    UniqueConstraint("provenance", "error"),
)

audit = Table(
    "audit",
    metadata,
    _number(),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

tombstones = Table(
    "tombstones", metadata, Column("hash", Text, primary_key=True), Column("erased", Text, nullable=False)
)

sessions = Table(
    "sessions",
    metadata,
    _number(),
    Column("pid", Integer, nullable=False),
    Column("host", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("doing", Text, nullable=False),
    Column("started", Text, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("changed", Text, nullable=False),
)
