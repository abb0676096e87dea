# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Coming in by name and password, going out, and one's own account."""

import secrets
from typing import Annotated
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from tawatur.casefile import users
from tawatur.model.errors import LoginError, TooManyLoginsError
from tawatur.web import passwords
from tawatur.web.desk import AnyDesk, AtDesk, Desk, note_seen
from tawatur.web.problems import RESPONSES
from tawatur.web.rendering import REASONS, visitor_of
from tawatur.web.security import LOGIN, LONGEST_WAY, bearer, local_path, same, session_of

router = APIRouter(responses=RESPONSES)
AT_ONCE = CapacityLimiter(2)  # logins; more wait without keeping a thread from the pages
MOST = 8192  # bytes of a form that logs in
PRE = "tawatur-login"  # cookie that the form has to repeat: a foreign page can neither read nor set it


class Login(BaseModel):
    """Name and password of a user."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=users.LONGEST_NAME)
    password: str = Field(max_length=passwords.LONGEST)


class NewPassword(BaseModel):
    """The password that a user has, and the one that they want."""

    model_config = ConfigDict(extra="forbid")
    old: str = Field(max_length=passwords.LONGEST)
    new: str = Field(max_length=passwords.LONGEST)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _login_page(
    request: Request, desk: Desk, *, next: str, name: str = "", error: str = "", status: int = 200
) -> Response:
    given = secrets.token_urlsafe(32)
    page = desk.pages.page(request, "login.html", status=status, next=next, name=name, error=error, given=given)
    desk.access.keep(page, PRE, given)
    return page


def _goes_in(desk: Desk, where: str, token: str) -> Response:
    response = RedirectResponse(where, 303)
    desk.access.keep(response, desk.access.cookie, token)
    response.delete_cookie(PRE, path="/")
    return response


@router.get(LOGIN, include_in_schema=False)
def login_page(request: Request, desk: AnyDesk, next: Annotated[str, Query(max_length=LONGEST_WAY)] = "/") -> Response:
    """The form that asks for name and password."""
    if not desk.access.has_users or visitor_of(request) is not None:
        return RedirectResponse(local_path(next), 303)
    return _login_page(request, desk, next=local_path(next))


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form that was sent."""
    if int(request.headers.get("content-length", "0") or 0) > MOST:
        raise HTTPException(413)
    body = (await request.body())[:MOST].decode("utf-8", "replace")
    return {name: found[0] for name, found in parse_qs(body).items()}


@router.post(LOGIN, include_in_schema=False)
async def login(request: Request, desk: AnyDesk) -> Response:
    """Come in by the form."""
    form = await _form(request)
    next, name = local_path(form.get("next", "/")), form.get("name", "")
    held = request.cookies.get(PRE, "")
    if not held or not same(form.get("given", ""), held):
        return _login_page(request, desk, next=next, name=name, error=REASONS["csrf"], status=403)
    password, where = form.get("password", ""), _address(request)
    try:
        token = await to_thread.run_sync(desk.sessions.enter, name, password, where, limiter=AT_ONCE)
    except LoginError:
        return _login_page(request, desk, next=next, name=name, error=REASONS["wrong_login"], status=401)
    except TooManyLoginsError as error:
        page = _login_page(request, desk, next=next, name=name, error=REASONS["too_many_logins"], status=429)
        page.headers["retry-after"] = str(error.seconds)
        return page
    return _goes_in(desk, next, token)


@router.post("/logout", include_in_schema=False)
async def logout(request: Request, desk: AtDesk) -> Response:
    """Go out; the session is over."""
    form = await _form(request)
    if desk.visitor is None or not same(form.get("csrf", ""), desk.visitor.csrf):
        return desk.pages.refusal(request, 403, "csrf")
    desk.sessions.leave(session_of(desk.access, request.headers))
    response = RedirectResponse(LOGIN, 303)
    response.delete_cookie(desk.access.cookie, path="/")
    return response


@router.post("/api/login", tags=["account"], status_code=201)
async def login_program(request: Request, desk: AnyDesk, given: Login) -> Response:
    """Come in as a program: gives the token to send as `Authorization: Bearer`, valid until it rests or is old."""
    name, password, where = given.name, given.password, _address(request)
    token = await to_thread.run_sync(desk.sessions.enter, name, password, where, limiter=AT_ONCE)
    return JSONResponse({"token": token}, 201)


@router.get("/api/account", tags=["account"])
def me(desk: AtDesk) -> dict[str, str | bool]:
    """Who you are here, and what you may do."""
    visitor = desk.visitor
    return {} if visitor is None else {"name": visitor.name, "role": visitor.role, "is_user": visitor.is_user}


@router.delete("/api/login", tags=["account"], status_code=204)
def logout_program(request: Request, desk: AtDesk) -> Response:
    """Go out; the token is no longer valid."""
    desk.sessions.leave(bearer(request.headers) or session_of(desk.access, request.headers))
    return Response(status_code=204)


@router.post("/api/account/password", tags=["account"], status_code=204)
def change_password(request: Request, desk: AtDesk, given: NewPassword) -> Response:
    """Change your own password; every session of yours ends, this one too."""
    visitor = desk.visitor
    if visitor is None or not visitor.is_user:
        return desk.pages.refusal(request, 403, "role")
    desk.sessions.check(visitor.name, given.old, _address(request))
    secret = passwords.make(given.new)
    with desk.case.write() as tx:
        users.set_secret(tx, visitor.name, secret)
    return Response(status_code=204)


@router.get("/account", include_in_schema=False, dependencies=[Depends(note_seen)])
def account(request: Request, desk: AtDesk) -> Response:
    """One's own account."""
    return desk.pages.page(request, "account.html", shortest=passwords.SHORTEST)
