# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The versions of a report, as a page and over the API: how each came, and what was changed in it."""

from itertools import pairwise

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile import browsing, listing
from tawatur.casefile.versions import VersionRow, between, versions
from tawatur.text.difference import Piece, difference
from tawatur.web.desk import AtDesk, Id
from tawatur.web.problems import RESPONSES

router = APIRouter(responses=RESPONSES)


@router.get("/api/reports/{key}/versions", tags=["reports"])
def listed(desk: AtDesk, key: Id) -> list[VersionRow]:
    """The versions of the report that a key belongs to, the oldest first, and how each came over the net."""
    with desk.case.read() as tx:
        return list(versions(tx, listing.report_keys(tx, key)[-1]))


@router.get("/api/reports/{key}/versions/{other}", tags=["reports"])
def differing(desk: AtDesk, key: Id, other: Id) -> list[Piece]:
    """What differs between two versions of one report: the pieces of which their texts are made, in order.

    All but those of kind `added` give the text of `key`, all but the `gone` ones that of `other`.
    """
    with desk.case.read() as tx:
        return list(between(tx, listing.report_keys(tx, key)[-1], other))


@router.get("/reports/{key}/versions", include_in_schema=False)
def report_versions(request: Request, desk: AtDesk, key: str) -> Response:
    """All versions of one report, the newest first, each with what differs from the one before."""
    with desk.case.read() as tx:
        asked = listing.report_keys(tx, key)[-1]
        held = versions(tx, asked)
        rows = browsing.report_rows(tx, [version.key for version in held])
    changed = {new.key: difference(old.text, new.text) for old, new in pairwise(held)}
    return desk.pages.page(request, "versions.html", row=rows[asked], rows=rows, held=held[::-1], changed=changed)
