# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The application: pages, API and static files over one open case, behind the guard."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from tawatur import __version__
from tawatur.casefile import CaseFile
from tawatur.model.errors import (
    CaseFileError,
    ConflictError,
    DecisionError,
    InternalError,
    LockedCaseFileError,
    LoginError,
    PublishedDateError,
    TawaturError,
    TooManyLoginsError,
    UnknownIdError,
    UserError,
)
from tawatur.model.protocols import Exporter
from tawatur.pipeline.local import Settings
from tawatur.web import accounts, api, entering, health, pages, versions
from tawatur.web.desk import Desk, RoleError
from tawatur.web.exporting import Exports, TooManyExportsError
from tawatur.web.imports import Imports
from tawatur.web.language import Language
from tawatur.web.remembered import Remembered
from tawatur.web.rendering import Pages, view_of
from tawatur.web.security import LOG, Access, Guard
from tawatur.web.sessions import Sessions

# From an error to the status and the reason that the reader is given; the first that fits counts.
ANSWERS: tuple[tuple[type[TawaturError], int, str], ...] = (
    (UnknownIdError, 404, "unknown"),
    (ConflictError, 409, "conflict"),
    (UserError, 422, "refused"),
    (DecisionError, 422, "refused"),
    (PublishedDateError, 422, "invalid"),
    (LockedCaseFileError, 503, "busy"),
    (TooManyExportsError, 503, "exports"),
    (LoginError, 401, "wrong_login"),
    (TooManyLoginsError, 429, "too_many_logins"),
    (CaseFileError, 503, "case"),
    (InternalError, 500, "defect"),
    (TawaturError, 400, "refused"),
)
ROUTERS = (api.router, accounts.router, entering.router, pages.router, versions.router, health.router)


def _detail(error: TawaturError, language: Language) -> str:
    """What exactly is wrong, in the reader's language where it is for everybody to understand."""
    match error:
        case ConflictError():
            what, when = language.term("decision", error.kind), language.moment(error.made)
            said = "%(who)s: %(what)s, %(when)s. Load the page again to see it, then decide."
            return language.say(said, who=error.author, what=what, when=when)
        case UnknownIdError():
            what = language.term("unknown", error.kind)
            if not error.nearest:
                return language.say("there is no %(what)s %(id)s, nor anything like it", what=what, id=error.id)
            near = language.say(", ").join(error.nearest)
            return language.say(
                "there is no %(what)s %(id)s; the nearest are %(near)s", what=what, id=error.id, near=near
            )
        case DecisionError():
            return language.say(error.said, **error.values)
        case TooManyLoginsError():
            return language.count("Try again in %(n)s second.", "Try again in %(n)s seconds.", error.seconds)
        case LoginError() | TooManyExportsError() | InternalError():
            return ""
    return str(error)


def _handlers(app: FastAPI, made: Pages) -> None:
    @app.exception_handler(TawaturError)
    async def ours(request: Request, error: TawaturError) -> Response:
        status, reason = next((s, r) for kind, s, r in ANSWERS if isinstance(error, kind))
        if isinstance(error, InternalError):
            LOG.error("%s in another process while answering %s", error, request.method)
        answer = made.refusal(request, status, reason, _detail(error, view_of(request).language))
        if isinstance(error, TooManyLoginsError):
            answer.headers["retry-after"] = str(error.seconds)
        return answer

    @app.exception_handler(RoleError)
    async def role(request: Request, error: RoleError) -> Response:
        return made.refusal(request, 403, "role")

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        places = dict.fromkeys(".".join(p for p in e["loc"] if isinstance(p, str)) for e in error.errors())
        return made.refusal(request, 422, "invalid", ", ".join(places)[:300])

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        reason = {404: "not_found", 413: "too_large"}.get(error.status_code, "refused")
        return made.refusal(request, error.status_code, reason)

    @app.exception_handler(Exception)
    async def defect(request: Request, error: Exception) -> Response:
        return made.refusal(request, 500, "defect")  # the guard writes the log


def create_app(
    case: CaseFile,
    access: Access,
    settings: Settings | None = None,
    *,
    name: str | None = None,
    exporter: Exporter | None = None,
) -> Guard:
    """Return the application.

    Args:
        case: An open case; whoever opened it closes it.
        access: Secrets of this launch.
        settings: How new reports are read.
        name: How the pages call the case; by default its file name, never its folder.
        exporter: Writes what is chosen for others; without one nothing is exported.
    """
    settings = settings or Settings()
    made = Pages(access, name or Path(case.name).name)
    imports, sessions = Imports(case, settings), Sessions(case)
    exports = Exports(case.where, settings, exporter)
    desk = Desk(case, settings, access, made, imports, exports, sessions, Remembered())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=lambda: desk.lexicon, name="lexicon", daemon=True).start()
        yield
        await run_in_threadpool(imports.close)

    app = FastAPI(
        title="Tawatur", version=__version__, description=api.__doc__ or "", lifespan=lifespan,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
    )  # fmt: skip
    app.state.desk = desk
    _handlers(app, made)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("tawatur.web") / "static")), name="static")
    return Guard(app, access, owner=case.author, sessions=sessions, refuse=made.refusal)
