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
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from tawatur import __version__
from tawatur.casefile import CaseFile
from tawatur.model.errors import (
    CaseFileError,
    DecisionError,
    LockedCaseFileError,
    PublishedDateError,
    TawaturError,
    UnknownIdError,
)
from tawatur.pipeline.local import Settings
from tawatur.web import api, pages
from tawatur.web.desk import Desk
from tawatur.web.imports import Imports
from tawatur.web.rendering import Pages
from tawatur.web.security import Access, Guard

# From an error to the status and the reason that the reader is given; the first that fits counts.
ANSWERS: tuple[tuple[type[TawaturError], int, str], ...] = (
    (UnknownIdError, 404, "unknown"),
    (DecisionError, 422, "refused"),
    (PublishedDateError, 422, "invalid"),
    (LockedCaseFileError, 503, "busy"),
    (CaseFileError, 503, "case"),
    (TawaturError, 400, "refused"),
)


def _handlers(app: FastAPI, made: Pages) -> None:
    @app.exception_handler(TawaturError)
    async def ours(request: Request, error: TawaturError) -> Response:
        status, reason = next((s, r) for kind, s, r in ANSWERS if isinstance(error, kind))
        return made.refusal(request, status, reason, str(error))

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


def create_app(case: CaseFile, access: Access, settings: Settings | None = None, *, name: str | None = None) -> Guard:
    """Return the application.

    Args:
        case: An open case; whoever opened it closes it.
        access: Secrets of this launch.
        settings: How new reports are read.
        name: How the pages call the case; by default its file name, never its folder.
    """
    settings = settings or Settings()
    made = Pages(access, name or Path(case.name).name)
    imports = Imports(case, settings)
    desk = Desk(case, settings, made, imports)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=lambda: desk.lexicon, name="lexicon", daemon=True).start()
        yield
        imports.close()

    app = FastAPI(
        title="Tawatur", version=__version__, description=api.__doc__ or "", lifespan=lifespan,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
    )  # fmt: skip
    app.state.desk = desk
    _handlers(app, made)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=str(files("tawatur.web") / "static")), name="static")
    return Guard(app, access, made.refusal)
