# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether the server is well, for a supervisor: it needs no login and tells nothing of the case."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from tawatur import __version__
from tawatur.casefile import checking
from tawatur.model.errors import CaseFileError
from tawatur.web.desk import Desk
from tawatur.web.security import HEALTH

router = APIRouter(include_in_schema=False)


@router.get(HEALTH)
def healthz(request: Request) -> JSONResponse:
    """Answer 200 where the case can be read, 503 where it cannot."""
    desk: Desk = request.app.state.desk
    try:
        with desk.case.read() as tx:
            checking.touch(tx)
    except CaseFileError as error:
        return JSONResponse({"status": "unavailable", "error": type(error).__name__}, 503)
    return JSONResponse({"status": "ok", "version": __version__})
