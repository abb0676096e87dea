# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who may work on the case in the workbench, and what they may do there.

Only a hash of each password is held, made by whoever asks; nothing here sees a password. Whoever can read the file or
log in to the database needs no user: these are for those who come by the browser.
"""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from tawatur.casefile import audit, schema
from tawatur.casefile.clock import now
from tawatur.casefile.records import Role, UserRow
from tawatur.casefile.sql import Transaction
from tawatur.model.errors import UnknownIdError, UserError

ROLES: tuple[Role, ...] = ("reader", "analyst", "admin")  # each may do what those before it may
LONGEST_NAME = 60  # characters
_U = schema.users


@dataclass(frozen=True, slots=True)
class User(UserRow):
    """A user with the hash of their password, which no list shows."""

    secret: str


def plain_name(name: str) -> str:
    """Return a name without differences of spaces and of composed letters."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def clean_name(name: str) -> str:
    """Return a name as it is held.

    Raises:
        UserError: It is empty, too long, or holds characters that do not show.
    """
    found = plain_name(name)
    if not found or len(found) > LONGEST_NAME or not found.isprintable():
        raise UserError(f"a user's name has 1 to {LONGEST_NAME} characters, all of which show")
    return found


def every(tx: Transaction) -> tuple[UserRow, ...]:
    """Return the users by name."""
    rows = tx.connection.execute(select(_U).order_by(_U.c.name))
    return tuple(UserRow(r.name, r.role, r.changed) for r in rows)


def find(tx: Transaction, name: str) -> User | None:
    """Return the user of that name, None where there is none."""
    row = tx.connection.execute(select(_U).where(_U.c.name == name)).first()
    return None if row is None else User(row.name, row.role, row.changed, row.secret)


def get(tx: Transaction, name: str) -> User:
    """Return the user of that name.

    Raises:
        UnknownIdError: There is none.
    """
    found = find(tx, name)
    if found is None:
        raise UnknownIdError("user", name)
    return found


def check_free(tx: Transaction, name: str) -> str:
    """Return a name as it is held.

    Raises:
        UserError: The name cannot be used, or somebody has it.
    """
    name = clean_name(name)
    taken = [u.name for u in every(tx) if u.name.casefold() == name.casefold()]
    if taken:
        raise UserError(f"there is a user {taken[0]!r} already; give another name, or change that one")
    return name


def add(tx: Transaction, name: str, role: Role, secret: str) -> UserRow:
    """Add a user.

    Raises:
        UserError: The name cannot be used, or somebody has it.
    """
    name = check_free(tx, name)
    made = UserRow(name, role, now())
    tx.connection.execute(insert(_U).values(name=name, role=role, changed=made.changed, secret=secret))
    audit.record(tx, "user add", name, role=role)
    return made


def _change(tx: Transaction, name: str, action: str, **values: str) -> None:
    get(tx, name)
    tx.connection.execute(update(_U).where(_U.c.name == name).values(changed=now(), **values))
    audit.record(tx, action, name, **({"role": values["role"]} if "role" in values else {}))


def set_role(tx: Transaction, name: str, role: Role) -> None:
    """Give a user another role.

    Raises:
        UnknownIdError: There is no such user.
    """
    _change(tx, name, "user role", role=role)


def set_secret(tx: Transaction, name: str, secret: str) -> None:
    """Give a user another password, by its hash.

    Raises:
        UnknownIdError: There is no such user.
    """
    _change(tx, name, "user password", secret=secret)


def remove(tx: Transaction, name: str) -> None:
    """Remove a user; what they decided stays and keeps their name.

    Raises:
        UnknownIdError: There is no such user.
    """
    get(tx, name)
    tx.connection.execute(delete(_U).where(_U.c.name == name))
    audit.record(tx, "user remove", name)


def is_last_admin(tx: Transaction, name: str) -> bool:
    """Return whether this user is an admin and nobody else is."""
    return list(tx.connection.execute(select(_U.c.name).where(_U.c.role == "admin")).scalars()) == [name]
