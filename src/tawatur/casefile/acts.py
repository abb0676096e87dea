# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who did what to whom, by the positions of incidents: what the tension between two parties is worked out from.

A party is the id of a canonical entity, or the name in the reports where no entity is made of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, insert, or_, select

from tawatur.casefile import schema
from tawatur.casefile.sql import Transaction
from tawatur.model.joined import Interaction

_A, _I, _E = schema.acts, schema.incidents, schema.entities


def put_acts(tx: Transaction, incident: str, acts: Iterable[Interaction]) -> None:
    """Store what an incident says that one party did to another, in place of what it said before."""
    tx.connection.execute(delete(_A).where(_A.c.incident_id == incident))
    rows = [{"incident_id": incident, "actor": a.actor, "recipient": a.recipient, "mode": a.mode} for a in acts]
    if rows:
        tx.connection.execute(insert(_A), rows)


def _chosen(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(_I.c.day, _A.c.actor, _A.c.recipient, _I.c.type, _A.c.mode, _I.c.id)
        .join(_I, _I.c.id == _A.c.incident_id)
        .where(_I.c.day.is_not(None), *conditions)
        .order_by(_I.c.day, _I.c.id, _A.c.actor)
    )


def every(tx: Transaction) -> tuple[Interaction, ...]:
    """Return all that parties did to each other, the earliest first; incidents without a day are left out."""
    return tuple(Interaction(*row) for row in tx.connection.execute(_chosen()))


def between(tx: Transaction, left: str, right: str) -> tuple[Interaction, ...]:
    """Return what two parties did to each other, the earliest first; incidents without a day are left out.

    Args:
        tx: An open transaction.
        left: One party.
        right: The other.
    """
    either = or_(and_(_A.c.actor == left, _A.c.recipient == right), and_(_A.c.actor == right, _A.c.recipient == left))
    return tuple(Interaction(*row) for row in tx.connection.execute(_chosen(either)))


@dataclass(frozen=True, slots=True)
class Opposite:
    """A party with which another shares incidents, and how many; `is_entity` tells an id from a mere name."""

    id: str
    name: str
    incidents: int
    is_entity: bool

    @property
    def address(self) -> str:
        """How pages and calls ask for it: the id, or `=` and the name."""
        return self.id if self.is_entity else f"={self.id}"


def opposites(tx: Transaction, id: str, *, limit: int = 20) -> tuple[Opposite, ...]:
    """Return the parties that did something to a party, or it to them, most incidents first."""
    other = case((_A.c.actor == id, _A.c.recipient), else_=_A.c.actor)
    met = (
        select(other.label("other"), func.count(_A.c.incident_id.distinct()).label("incidents"))
        .where(or_(_A.c.actor == id, _A.c.recipient == id))
        .group_by(other)
        .subquery()
    )
    statement = (
        select(met.c.other, func.coalesce(_E.c.name, met.c.other), met.c.incidents, _E.c.id.is_not(None))
        .outerjoin_from(met, _E, _E.c.id == met.c.other)
        .order_by(met.c.incidents.desc(), _E.c.id.is_(None), met.c.other)
        .limit(limit)
    )
    return tuple(
        Opposite(id, name, number, bool(known)) for id, name, number, known in tx.connection.execute(statement)
    )
