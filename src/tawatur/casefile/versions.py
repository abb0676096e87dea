# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The versions of one report, and how each came."""

from dataclasses import dataclass

from sqlalchemy import ScalarSelect, or_, select

from tawatur.casefile import fetches, schema
from tawatur.casefile.sql import Transaction
from tawatur.model.errors import UnknownIdError
from tawatur.model.evidence import Fetch
from tawatur.text.difference import Piece, difference

_R = schema.reports


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a report, as a list shows it.

    Args:
        key: Its key.
        version: Its number, from 1.
        added: When it came into the case, UTC, ISO 8601.
        sha256: Of its bytes as received, in hex.
        title: Its title.
        fetches: How it came over the net and was seen again, oldest first.
    """

    key: str
    version: int
    added: str
    sha256: str
    title: str | None
    fetches: tuple[Fetch, ...] = ()


@dataclass(frozen=True, slots=True)
class Version(VersionRow):
    """One version of a report, with its text."""

    text: str = ""


def _before(key: str) -> ScalarSelect[str | None]:
    return select(_R.c.previous).where(_R.c.key == key).scalar_subquery()


def numbers(tx: Transaction, key: str) -> dict[str, int]:
    """Return the numbers of all versions of the report that a key belongs to, by their keys.

    Args:
        tx: An open transaction.
        key: Key of any of them, which must be there.
    """
    columns = select(_R.c.key, _R.c.version).order_by(_R.c.id)
    found: dict[str, int] = {}
    due = [key]
    for known in due:  # grows as it goes, to both sides
        near = columns.where(or_(_R.c.key == known, _R.c.previous == known, _R.c.key == _before(known)))
        found |= {row.key: row.version for row in tx.connection.execute(near)}
        due += [other for other in found if other not in due]
    return found


def versions(tx: Transaction, key: str) -> tuple[Version, ...]:
    """Return all versions of the report that a key belongs to, oldest first.

    Args:
        tx: An open transaction.
        key: Key of any of them, which must be there.
    """
    names = ("key", "version", "added", "sha256", "title", "text")
    chosen = select(*(_R.c[name] for name in names)).where(_R.c.key.in_(numbers(tx, key)))
    rows = tx.connection.execute(chosen).mappings()
    found = [Version(**row, fetches=fetches.of_report(tx, row["key"])) for row in rows]
    return tuple(sorted(found, key=lambda v: (v.version, v.key)))


def between(tx: Transaction, key: str, other: str) -> tuple[Piece, ...]:
    """Return what differs between two versions of one report, word by word.

    Args:
        tx: An open transaction.
        key: Key of the version that is the old one, which must be there.
        other: Key of the one that is the new one, or the beginning of its key.
    Raises:
        UnknownIdError: The second is no version of the report; its versions are named.
    """
    held = {version.key: version for version in versions(tx, key)}
    meant = [k for k in held if k == other] or [k for k in held if len(other) >= 6 and k.startswith(other)]
    if len(meant) != 1:
        raise UnknownIdError("version", other, tuple(held))
    return difference(held[key].text, held[meant[0]].text)
