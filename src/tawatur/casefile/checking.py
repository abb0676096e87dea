# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Check that a case is whole: what a crash, a copy cut short or a fault of ours would leave is named."""

from sqlalchemy import exists, func, select, text

from tawatur.casefile import schema
from tawatur.casefile.sql import Transaction

_R, _T = schema.reports, schema.tellings


def count(tx: Transaction) -> int:
    """Return how many reports the case holds."""
    return int(tx.connection.execute(select(func.count()).select_from(_R)).scalar_one())


def problems(tx: Transaction) -> tuple[str, ...]:
    """Return what is wrong with a case, nothing for one that is whole."""
    found: list[str] = []

    def count_of(what: str, number: int) -> None:
        if number:
            found.append(f"{number} {what}")

    def without(table: str, column: str) -> int:
        held = schema.metadata.tables[table]
        has = exists().where(held.c[column] == _R.c.id)
        return int(tx.connection.execute(select(func.count()).select_from(_R).where(~has)).scalar_one())

    if tx.is_sqlite:
        said = tx.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        if said != "ok":
            found.append("the file is damaged")
        count_of("references lead nowhere", len(tx.connection.exec_driver_sql("PRAGMA foreign_key_check").all()))
        indexed = tx.connection.execute(text("SELECT count(*) FROM search")).scalar_one()
        count_of("reports are not in the index of words", abs(indexed - count(tx)))
    count_of("reports have no reading", without("readings", "report_id"))
    pending = schema.pending
    waits = exists().where(pending.c.kind.in_(("links", "incidents")), pending.c.key == _R.c.key)
    told = exists().where(schema.incident_tellings.c.telling_id == _T.c.id)
    lost = select(func.count()).select_from(_T).join(_R, _R.c.id == _T.c.report_id).where(~waits, ~told)
    substance = _T.c.body.contains('"substance":true')
    count_of("tellings are in no incident", tx.connection.execute(lost.where(substance)).scalar_one())
    return tuple(found)
