# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The versions of one report, and how each came."""

from dataclasses import dataclass

from sqlalchemy import ScalarSelect, or_, select

from tawatur.casefile import fetches, schema
from tawatur.casefile.sql import Transaction
from tawatur.model.evidence import Fetch

_R = schema.reports


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report.

    Args:
        key: Its key.
        version: Its number, from 1.
        added: When it came into the case, UTC, ISO 8601.
        sha256: Of its bytes as received, in hex.
        title: Its title.
        text: Its text.
        fetches: How it came over the net and was seen again, oldest first.
    """

    key: str
    version: int
    added: str
    sha256: str
    title: str | None
    text: str
    fetches: tuple[Fetch, ...] = ()


def _before(key: str) -> ScalarSelect[str | None]:
    return select(_R.c.previous).where(_R.c.key == key).scalar_subquery()


def versions(tx: Transaction, key: str) -> tuple[Version, ...]:
    """Return all versions of the report that a key belongs to, oldest first.

    Args:
        tx: An open transaction.
        key: Key of any of them, which must be there.
    """
    keys = [key]
    for known in keys:  # grows as it goes, to both sides
        near = select(_R.c.key).where(or_(_R.c.previous == known, _R.c.key == _before(known))).order_by(_R.c.id)
        keys += [other for other in tx.connection.execute(near).scalars() if other not in keys]
    names = ("key", "version", "added", "sha256", "title", "text")
    rows = tx.connection.execute(select(*(_R.c[name] for name in names)).where(_R.c.key.in_(keys))).mappings()
    found = [Version(**row, fetches=fetches.of_report(tx, row["key"])) for row in rows]
    return tuple(sorted(found, key=lambda v: (v.version, v.key)))
