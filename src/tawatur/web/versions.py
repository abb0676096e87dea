# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The page of a report's versions: how each came, and what was changed in it."""

from itertools import pairwise

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile import browsing, listing
from tawatur.casefile.versions import versions
from tawatur.text.difference import difference
from tawatur.web.desk import AtDesk

router = APIRouter(include_in_schema=False)


@router.get("/reports/{key}/versions")
def report_versions(request: Request, desk: AtDesk, key: str) -> Response:
    """All versions of one report, the newest first, each with what differs from the one before."""
    with desk.case.read() as tx:
        asked = listing.report_keys(tx, key)[-1]
        held = versions(tx, asked)
        rows = browsing.report_rows(tx, [version.key for version in held])
    changed = {new.key: difference(old.text, new.text) for old, new in pairwise(held)}
    return desk.pages.page(request, "versions.html", row=rows[asked], rows=rows, held=held[::-1], changed=changed)
