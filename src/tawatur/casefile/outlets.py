# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The outlets of a case: what they print, how much of it is shared wording, and what the analyst says of them."""

from sqlalchemy import case, exists, func, select

from tawatur.casefile import decisions, schema
from tawatur.casefile.records import OutletRow
from tawatur.casefile.sql import Transaction

UNGRADED = "F"


def said_of_sources(tx: Transaction) -> tuple[dict[str, str], dict[str, str]]:
    """Return the grades and the affiliations of sources by name, the analyst's latest word on each."""
    grades: dict[str, str] = {}
    affiliations: dict[str, str] = {}
    for r in decisions.in_force(tx):
        if r.decision.subject is not None:
            said = grades if r.decision.kind == "grade" else affiliations
            said[r.decision.subject] = r.decision.value or ""
    return grades, affiliations


def outlets(tx: Transaction) -> tuple[OutletRow, ...]:
    """Return the outlets, those with most reports first; `copied` counts their reports that share a wording."""
    table, members = schema.reports, schema.family_reports
    shares = exists().where(members.c.report_id == table.c.id)
    statement = (
        select(
            table.c.outlet,
            func.count(),
            func.min(table.c.published),
            func.max(table.c.published),
            func.sum(case((shares, 1), else_=0)),
        )
        .group_by(table.c.outlet)
        .order_by(func.count().desc(), table.c.outlet)
    )
    grades, affiliations = said_of_sources(tx)
    return tuple(
        OutletRow(name or "", number, first, last, int(copied), grades.get(name, UNGRADED), affiliations.get(name))
        for name, number, first, last, copied in tx.connection.execute(statement)
    )
