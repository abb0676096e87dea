# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What every request works with, and how what it asks for is checked."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from starlette.requests import Request

from tawatur.casefile import CaseFile
from tawatur.casefile.browsing import IncidentFilter
from tawatur.lexicon import Lexicon
from tawatur.pipeline.changes import Work
from tawatur.pipeline.local import Settings, reader_of
from tawatur.web.imports import Imports
from tawatur.web.rendering import Pages

PAGE = 50  # rows of a list
LONGEST = 200  # characters of a value in an address


@dataclass(frozen=True, slots=True)
class Desk:
    """One launch of the workbench."""

    case: CaseFile
    settings: Settings
    pages: Pages
    imports: Imports

    @property
    def lexicon(self) -> Lexicon:
        """The tables that read."""
        return reader_of(self.settings.lexicon).lexicon

    @property
    def work(self) -> Work:
        """The case, ready for changes."""
        return Work(self.case, self.settings)


def desk_of(request: Request) -> Desk:
    """Return the desk of the application that handles a request."""
    found: Desk = request.app.state.desk
    return found


AtDesk = Annotated[Desk, Depends(desk_of)]
Text = Annotated[str | None, Query(max_length=LONGEST)]
Day = Annotated[str | None, Query(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
_YES_NO = {"yes": True, "no": False}
Order = Literal["outlets", "chains", "newest", "oldest"]


def incident_filter(
    type: Text = None,
    country: Text = None,
    place: Text = None,
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
        "type": type, "country": country, "place": place, "words": words, "since": since, "until": until,
        "entity": entity, "outlet": outlet,
    }  # fmt: skip
    asked = {name: value or None for name, value in given.items()}
    best = int(grade) if grade else None
    return IncidentFilter(
        **asked, least=least, chains=chains, grade=best, denied=_YES_NO.get(denied), reviewed=_YES_NO.get(reviewed)
    )


Filtered = Annotated[IncidentFilter, Depends(incident_filter)]
