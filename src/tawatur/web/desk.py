# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What every request works with, and how what it asks for is checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query
from pydantic import StringConstraints
from starlette.requests import Request

from tawatur.casefile import CaseFile, decisions
from tawatur.casefile.browsing import IncidentFilter
from tawatur.casefile.records import Role
from tawatur.lexicon import Lexicon
from tawatur.model.ontology import RELATION_TYPES
from tawatur.pipeline.changes import Work
from tawatur.pipeline.local import Settings, reader_of
from tawatur.web.exporting import Exports
from tawatur.web.imports import Imports
from tawatur.web.remembered import Remembered
from tawatur.web.rendering import Pages, visitor_of
from tawatur.web.security import Access
from tawatur.web.sessions import Sessions, Visitor

PAGE = 50  # rows of a list
LONGEST = 200  # characters of a value in an address


class RoleError(Exception):
    """A visitor asks for what their role does not allow."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One launch of the workbench; with a visitor, their place at it: what they decide carries their name."""

    case: CaseFile
    settings: Settings
    access: Access
    pages: Pages
    imports: Imports
    exports: Exports
    sessions: Sessions
    remembered: Remembered
    visitor: Visitor | None = None

    @property
    def lexicon(self) -> Lexicon:
        """The tables that read."""
        return reader_of(self.settings.lexicon).lexicon

    def work(self, seen: int | None = None) -> Work:
        """Return the case, ready for changes.

        While reports are being added, what a change touches is joined with them, after them.

        Args:
            seen: Number of the newest decision that the visitor has seen.
        """
        return Work(self.case, self.settings, seen, join=not self.imports.is_busy)


def open_desk(request: Request) -> Desk:
    """Return the desk of the application that handles a request, whoever asks."""
    found: Desk = request.app.state.desk
    return found


def desk_of(request: Request) -> Desk:
    """Return the visitor's place at the desk."""
    found, visitor = open_desk(request), visitor_of(request)
    if visitor is None:  # the guard lets nobody unknown come here
        raise RoleError
    return replace(found, case=found.case.acting_for(visitor.name), visitor=visitor)


def note_seen(request: Request) -> None:
    """Note, before a page is made, the newest decision that it can show."""
    with open_desk(request).case.read() as tx:
        request.state.seen = decisions.newest(tx)


def needs(role: Role) -> Callable[[Request], None]:
    """Return a dependency for routes that only visitors of a role, or of one above it, may ask."""

    def check(request: Request) -> None:
        visitor = visitor_of(request)
        if visitor is None or not visitor.may(role):
            raise RoleError

    return check


AtDesk = Annotated[Desk, Depends(desk_of)]
AnyDesk = Annotated[Desk, Depends(open_desk)]
ANALYST, ADMIN = [Depends(needs("analyst"))], [Depends(needs("admin"))]
Id = Annotated[str, Path(max_length=LONGEST)]
Text = Annotated[str | None, Query(max_length=LONGEST)]
Day = Annotated[str | None, Query(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]
End = Annotated[str, Query(max_length=LONGEST)]
RelationType = Annotated[str, StringConstraints(pattern=f"^({'|'.join(RELATION_TYPES)})$")]
RelationTypes = Annotated[Sequence[RelationType], Query(max_length=20)]
Spot = Annotated[str | None, Query(pattern=r"^(-?\d{1,3}(\.\d+)?,-?\d{1,3}(\.\d+)?)?$", max_length=60)]
Seen = Annotated[int | None, Query(ge=0, le=2**62, description="Number of the newest decision that you have seen.")]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
_YES_NO = {"yes": True, "no": False}
Order = Literal["outlets", "chains", "newest", "oldest"]


def incident_filter(
    type: Text = None,
    country: Text = None,
    place: Text = None,
    site: Text = None,
    spot: Spot = None,
    words: Text = None,
    since: Day = None,
    until: Day = None,
    entity: Text = None,
    outlet: Text = None,
    least: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    chains: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    grade: Literal["", "1", "2", "3", "4", "5", "6"] = "",
    denied: Literal["", "yes", "no"] = "",
    reviewed: Literal["", "yes", "no"] = "",
) -> IncidentFilter:
    """Return the filter that an address asks for; empty values ask for nothing."""
    given: dict[str, Any] = {
        "type": type, "country": country, "place": place, "site": site, "words": words, "since": since, "until": until,
        "entity": entity, "outlet": outlet,
    }  # fmt: skip
    asked = {name: value or None for name, value in given.items()}
    best = int(grade) if grade else None
    lat, _, lon = (spot or "").partition(",")
    return IncidentFilter(
        **asked,
        spot=(float(lat), float(lon)) if spot else None,
        least=least,
        chains=chains,
        grade=best,
        denied=_YES_NO.get(denied),
        reviewed=_YES_NO.get(reviewed),
    )


Filtered = Annotated[IncidentFilter, Depends(incident_filter)]
