# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who did what to the case and when, and what could not be added. Ids and counts only: never text or names."""

import json

from sqlalchemy import insert, select

from tawatur.casefile import schema
from tawatur.casefile.clock import now
from tawatur.casefile.records import AuditRow, FailureRow
from tawatur.casefile.sql import Transaction, insert_new


def record(tx: Transaction, action: str, subject: str, **detail: int | str) -> None:
    """Write a line of the audit log.

    Args:
        tx: The transaction that does it.
        action: A verb.
        subject: Id of what it was done to.
        detail: Counts and ids.
    """
    values = {"at": now(), "author": tx.author, "action": action, "subject": subject, "detail": json.dumps(detail)}
    tx.connection.execute(insert(schema.audit).values(values))


def log(tx: Transaction) -> tuple[AuditRow, ...]:
    """Return the audit log, oldest first."""
    table = schema.audit
    rows = tx.connection.execute(select(table).order_by(table.c.id))
    return tuple(AuditRow(r.at, r.author, r.action, r.subject, r.detail) for r in rows)


def record_failure(tx: Transaction, provenance: str, error: Exception) -> None:
    """Store that an input could not be added; the same failure again only counts up."""
    table = schema.failures
    kind = type(error).__name__
    same = (table.c.provenance == provenance) & (table.c.error == kind)
    raised = tx.connection.execute(table.update().where(same).values(times=table.c.times + 1))
    if raised.rowcount == 0:
        row = {"provenance": provenance, "error": kind, "message": str(error), "first": now(), "times": 1}
        insert_new(tx, table, [row])


def failures(tx: Transaction) -> tuple[FailureRow, ...]:
    """Return what could not be added, in the order it came."""
    table = schema.failures
    rows = tx.connection.execute(select(table).order_by(table.c.id))
    return tuple(FailureRow(r.provenance, r.error, r.message, r.times) for r in rows)
