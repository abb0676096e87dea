# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Relations of reports and acts of incidents in tables of their own, filled from what the case holds."""

import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PART = 500


def _tables() -> tuple[sa.Table, sa.Table]:
    ties = op.create_table(
        "ties",
        sa.Column("report_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("source_name", sa.Text, nullable=False),
        sa.Column("target_name", sa.Text, nullable=False),
        sa.Column("says", sa.Text, nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_ties_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_ties")),
        sqlite_with_rowid=False,
    )
    acts = op.create_table(
        "acts",
        sa.Column("incident_id", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("mode", sa.Text, nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_acts_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "actor", "recipient", name=op.f("pk_acts")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_acts_actor"), "acts", ["actor"], unique=False)
    op.create_index(op.f("ix_acts_recipient"), "acts", ["recipient"], unique=False)
    return ties, acts


def _ties(report: int, reading: dict[str, Any]) -> list[dict[str, Any]]:
    names = {e["id"]: e["name"] for e in reading["entities"]}
    said = {c["id"]: c["source"].get("text") or names.get(c["source"].get("entity")) for c in reading["claims"]}
    return [
        {
            "report_id": report,
            "number": number,
            "type": r["type"],
            "source": r["from"],
            "target": r["to"],
            "source_name": names.get(r["from"], r["from"]),
            "target_name": names.get(r["to"], r["to"]),
            "says": said.get(r.get("claim")),
            "start": r["start"],
            "end": r["end"],
        }
        for number, r in enumerate(reading["relations"], 1)
    ]


def _acts(incident: dict[str, Any]) -> list[dict[str, Any]]:
    if not incident.get("days"):
        return []
    sides: dict[str, set[str]] = {"who": set(), "whom": set()}
    for position in incident.get("positions") or ():
        if position["question"] in sides and position["independence"]["low"] > 0:
            sides[position["question"]].add(position["answer"])
    return [
        {"incident_id": incident["id"], "actor": actor, "recipient": recipient, "mode": incident.get("mode")}
        for actor in sorted(sides["who"])
        for recipient in sorted(sides["whom"])
        if actor != recipient
    ]


def _filled(table: sa.Table, held: sa.TableClause, rows_of: Any) -> None:
    """Fill a table from the bodies of another, part by part, in the order of its keys."""
    bind, (key, body) = op.get_bind(), held.c
    last = None
    while True:
        after = sa.select(key, body).order_by(key).limit(PART)
        found = bind.execute(after if last is None else after.where(key > last)).all()
        if not found:
            return
        rows = [row for number, packed in found for row in rows_of(number, json.loads(zlib.decompress(packed)))]
        if rows:
            bind.execute(sa.insert(table), rows)
        last = found[-1][0]


def upgrade() -> None:
    """Make and fill the tables."""
    ties, acts = _tables()
    _filled(ties, sa.table("readings", sa.column("report_id"), sa.column("body", sa.LargeBinary)), _ties)
    held = sa.table("incidents", sa.column("id"), sa.column("body", sa.LargeBinary))
    _filled(acts, held, lambda id, incident: _acts(incident))
