# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The users of the case: who they are and what they may do, for those who run it."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile import users
from tawatur.casefile.records import Role, UserRow
from tawatur.casefile.users import ROLES
from tawatur.model.errors import UserError
from tawatur.web import passwords
from tawatur.web.desk import ADMIN, AtDesk
from tawatur.web.problems import RESPONSES

router = APIRouter(dependencies=ADMIN, responses=RESPONSES)
Name = Annotated[str, Path(max_length=users.LONGEST_NAME)]


class NewUser(BaseModel):
    """Somebody who is to come in."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=users.LONGEST_NAME)
    role: Role
    password: str = Field(max_length=passwords.LONGEST)


class Change(BaseModel):
    """What a user is to have instead."""

    model_config = ConfigDict(extra="forbid")
    role: Role | None = None
    password: str | None = Field(None, max_length=passwords.LONGEST)


@router.get("/users", include_in_schema=False)
def page(request: Request, desk: AtDesk) -> Response:
    """The users, and forms to add and change them."""
    with desk.case.read() as tx:
        found = users.every(tx)
    return desk.pages.page(
        request, "users.html", users=found, roles=ROLES, has_users=desk.access.has_users,
        shortest=passwords.SHORTEST,
    )  # fmt: skip


@router.get("/api/users", tags=["users"])
def every(desk: AtDesk) -> list[UserRow]:
    """The users by name; never their passwords."""
    with desk.case.read() as tx:
        return list(users.every(tx))


@router.post("/api/users", tags=["users"], status_code=201)
def add(desk: AtDesk, given: NewUser) -> UserRow:
    """Add a user; name and password are asked for from the next start of the server on, where they were not yet."""
    secret = passwords.make(given.password)
    with desk.case.write() as tx:
        return users.add(tx, given.name, given.role, secret)


@router.patch("/api/users/{name}", tags=["users"])
def change(desk: AtDesk, name: Name, given: Change) -> UserRow:
    """Give a user another role or password; a new password ends their sessions."""
    secret = None if given.password is None else passwords.make(given.password)
    with desk.case.write() as tx:
        if given.role is not None:
            if given.role != "admin" and users.is_last_admin(tx, name):
                raise UserError("nobody else is an admin; make somebody else one first")
            users.set_role(tx, name, given.role)
        if secret is not None:
            users.set_secret(tx, name, secret)
        found = users.get(tx, name)
        return UserRow(found.name, found.role, found.changed)


@router.delete("/api/users/{name}", tags=["users"], status_code=204)
def remove(desk: AtDesk, name: Name) -> Response:
    """Remove a user, which ends their sessions; what they decided stays and keeps their name."""
    with desk.case.write() as tx:
        if users.is_last_admin(tx, name):
            raise UserError("nobody else is an admin; make somebody else one first")
        users.remove(tx, name)
    return Response(status_code=204)
