# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The REST API under `/api`, described by OpenAPI at `/api/openapi.json`; the pages use it too.

Records have the names that they have in Python. Programs send `Authorization: Bearer TOKEN` with the token of the
launch or, where the case has users, the one that `POST /api/login` gives. Readers may ask, analysts may decide and add
too, admins may erase and manage users too. What goes wrong is told as a problem of RFC 9457.
"""

from dataclasses import asdict, fields
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tawatur.casefile import acts, browsing, decisions, listing, ties
from tawatur.casefile import outlets as outlet_rows
from tawatur.casefile.browsing import IncidentFilter
from tawatur.casefile.records import OutletRow, ReportRow, Status
from tawatur.joining.tension import Unit
from tawatur.model import codec
from tawatur.model.errors import DecisionError, ExportError, LockedCaseFileError, UnknownIdError
from tawatur.model.protocols import Wanted as ForExport
from tawatur.pipeline import changes, tensions
from tawatur.pipeline.changes import Work
from tawatur.reading.published import parse_date
from tawatur.web import whole
from tawatur.web.desk import (
    ADMIN,
    LONGEST,
    PAGE,
    AtDesk,
    Day,
    End,
    Filtered,
    Id,
    Order,
    PageNumber,
    RelationType,
    RelationTypes,
    RoleError,
    Seen,
    Text,
)
from tawatur.web.marking import Marker, astral, marks_of
from tawatur.web.picture import names_of, party_at, report_picture
from tawatur.web.problems import RESPONSES

router = APIRouter(prefix="/api", responses=RESPONSES)
LONGEST_NOTE = 2000


def _json(value: Any, status: int = 200) -> Response:
    return JSONResponse(value, status)


def _listed(rows: Any, total: int) -> Response:
    return _json({"total": total, "items": [codec.encode(row) for row in rows]})


@router.get("/case", tags=["case"])
def case(desk: AtDesk) -> Status:
    """The case in figures."""
    with desk.case.read() as tx:
        return whole.figures(desk, tx)


@router.get("/incidents", tags=["incidents"])
def incidents(desk: AtDesk, wanted: Filtered, order: Order = "outlets", page: PageNumber = 1) -> Response:
    """One page of incidents that a filter wants, and how many there are in all."""
    with desk.case.read() as tx:
        return _listed(*browsing.incidents(tx, wanted, order=order, offset=(page - 1) * PAGE, limit=PAGE))


@router.get("/days", tags=["incidents"])
def days(desk: AtDesk, wanted: Filtered) -> dict[str, int]:
    """How many incidents that a filter wants there are on each day."""
    with desk.case.read() as tx:
        return browsing.days(tx, wanted)


@router.get("/places", tags=["incidents"])
def places(desk: AtDesk, wanted: Filtered) -> list[browsing.PlaceCount]:
    """Where the incidents that a filter wants are, those places with most first."""
    with desk.case.read() as tx:
        return list(browsing.places(tx, wanted))


@router.get("/incidents/{id}", tags=["incidents"])
def incident(desk: AtDesk, id: Id) -> Response:
    """An incident with tellings, positions, chains, and the proof of every count."""
    with desk.case.read() as tx:
        return _json(codec.encode(changes.incident(tx, id)))


@router.get("/reports", tags=["reports"])
def reports(desk: AtDesk, outlet: Text = None, page: PageNumber = 1) -> Response:
    """One page of reports, the newest first."""
    with desk.case.read() as tx:
        return _listed(*browsing.reports(tx, outlet=outlet, offset=(page - 1) * PAGE, limit=PAGE))


def _key(tx: Any, name: str) -> str:
    return listing.report_keys(tx, name)[-1]


@router.get("/reports/{key}", tags=["reports"])
def report(desk: AtDesk, key: Id) -> Response:
    """The reading of a report as corrections leave it, in the reading contract."""
    with desk.case.read() as tx:
        return _json(codec.encode(report_picture(tx, _key(tx, key)).reading))


@router.get("/reports/{key}/marks", tags=["reports"])
def marks(desk: AtDesk, key: Id) -> Response:
    """The text of a report and what is marked in it.

    Places are in code points. `astral` holds those of characters that take two units of UTF-16, from which a browser
    works out its own offsets.
    """
    with desk.case.read() as tx:
        reading = report_picture(tx, _key(tx, key)).reading
    found = marks_of(Marker(reading).items())
    text = reading.report.text
    return _json({"text": text, "astral": astral(text), "marks": [asdict(m) for m in found]})


@router.get("/entities", tags=["entities"])
def entities(desk: AtDesk, name: Text = None, kind: Text = None, page: PageNumber = 1) -> Response:
    """One page of entities, those in most reports first."""
    with desk.case.read() as tx:
        return _listed(*whole.entities(desk, tx, name=name, kind=kind, page=page))


@router.get("/entities/{id:path}", tags=["entities"])
def entity(desk: AtDesk, id: Id) -> Response:
    """An entity with its names and forms, and why they are one."""
    with desk.case.read() as tx:
        return _json(codec.encode(changes.entity(tx, id)))


@router.get("/network", tags=["entities"])
def network(
    desk: AtDesk,
    party: Text = None,
    as_of: Day = None,
    type: RelationTypes = (),
    limit: int = Query(500, ge=1, le=5000),
) -> Response:
    """The standing relations that reports state until a day, those that most state first, and their parties.

    An end that begins with `=` is a name that no entity is made of.
    """
    with desk.case.read() as tx:
        id = changes.entity(tx, party).id if party else None
        found = whole.related(desk, tx, party=id, until=as_of or None, types=type)
        names = names_of(tx, {end for tie in found[:limit] for end in (tie.source, tie.target)})
    return _json({"total": len(found), "items": [codec.encode(tie) for tie in found[:limit]], "names": names})


@router.get("/network/said", tags=["entities"])
def said(desk: AtDesk, source: End, target: End, type: RelationType, as_of: Day = None) -> list[ties.Stated]:
    """Who states a relation between two parties, in which words, the earliest first."""
    with desk.case.read() as tx:
        return list(ties.stated(tx, tie=(source, target, type), until=as_of or None, limit=PAGE))


@router.get("/tension", tags=["entities"])
def tension(desk: AtDesk, left: End, right: End, unit: Unit = "week") -> Response:
    """Conflict and cooperation between two entities by day or week, and where the level changed.

    `changes` is null where they are not looked for: below a dozen incidents, or without the extra `tension`.
    """
    with desk.case.read() as tx:
        one, other = party_at(tx, left).id, party_at(tx, right).id
        done = acts.between(tx, one, other)
    return _json(tensions.between(done, one, other, unit, desk.lexicon).plain())


@router.get("/outlets", tags=["outlets"])
def outlets(desk: AtDesk) -> list[OutletRow]:
    """The outlets, those with most reports first."""
    with desk.case.read() as tx:
        return list(outlet_rows.outlets(tx))


@router.get("/copying", tags=["outlets"])
def copying(desk: AtDesk) -> list[browsing.Copying]:
    """Who prints whose wording, and how often."""
    with desk.case.read() as tx:
        return list(whole.copying(desk, tx))


@router.get("/search", tags=["reports"])
def search(
    desk: AtDesk, q: Annotated[str, Query(max_length=500)], limit: int = Query(100, ge=1, le=1000)
) -> list[ReportRow]:
    """Reports that hold all words of a query, under any clitics."""
    with desk.case.read() as tx:
        return list(listing.search(tx, q, desk.lexicon, limit=limit))


@router.get("/review", tags=["decisions"])
def review(desk: AtDesk, limit: int = Query(30, ge=1, le=500)) -> Response:
    """Events to look at first: uncertain ones on which much depends."""
    with desk.case.read() as tx:
        due = whole.due(desk, tx, limit=limit)
    return _json([{"report": d.report, "event": codec.encode(d.event), "incident": d.incident.id} for d in due])


class _Input(BaseModel):
    model_config = ConfigDict(extra="forbid")
    note: str = Field("", max_length=LONGEST_NOTE, description="Why, for the record.")


class Accept(_Input):
    """An event or claim was read rightly."""

    kind: Literal["accept"]
    report: str = Field(max_length=LONGEST)
    item: str = Field(max_length=LONGEST)


class Correct(_Input):
    """Fields of an event, claim or party have other values, in one decision; the field `drop` alone takes it away."""

    kind: Literal["correct"]
    report: str = Field(max_length=LONGEST)
    item: str = Field(max_length=LONGEST)
    fields: dict[str, str] = Field(min_length=1, max_length=12)


class Add(_Input):
    """An event or claim was missed; its place is in code points."""

    kind: Literal["add"]
    report: str = Field(max_length=LONGEST)
    record: Literal["event", "claim"]
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    fields: dict[str, str] = Field(max_length=12)


class Merge(_Input):
    """Incidents, or entities, are one."""

    kind: Literal["merge"]
    ids: list[str] = Field(min_length=2, max_length=50)


class Split(_Input):
    """Some reports of an incident tell another one; some names of an entity are another party's."""

    kind: Literal["split"]
    id: str = Field(max_length=LONGEST)
    away: list[str] = Field(min_length=1, max_length=1000)


class Grade(_Input):
    """How reliable a source is, A to F."""

    kind: Literal["grade"]
    source: str = Field(max_length=LONGEST)
    value: Literal["A", "B", "C", "D", "E", "F"]


class Affiliation(_Input):
    """To whom an outlet or body belongs; nothing where it belongs to none."""

    kind: Literal["affiliation"]
    source: str = Field(max_length=LONGEST)
    value: str = Field(max_length=LONGEST)


Wanted = Annotated[Accept | Correct | Add | Merge | Split | Grade | Affiliation, Body(discriminator="kind")]


def _decide(work: Work, wanted: Any) -> int:
    note = wanted.note
    match wanted:
        case Accept():
            return changes.accept(work, wanted.report, wanted.item, note)
        case Correct():
            return changes.correct(work, wanted.report, wanted.item, wanted.fields, wanted.note)
        case Add():
            span = (wanted.start, wanted.end)
            return changes.add_missed(work, wanted.report, wanted.record, span, wanted.fields, note)
        case Merge():
            return changes.merge(work, tuple(wanted.ids), note)
        case Split():
            return changes.split(work, wanted.id, tuple(wanted.away), note)
        case Grade():
            return changes.grade(work, wanted.source, wanted.value, note)
        case Affiliation():
            return changes.affiliate(work, wanted.source, wanted.value, note)
    raise DecisionError("no such decision")


@router.get("/decisions", tags=["decisions"])
def decided(desk: AtDesk, again: bool = False) -> Response:
    """What was decided, oldest first; `again` gives only what has to be decided again."""
    with desk.case.read() as tx:
        rows = decisions.rows(tx, again=again)
    return _listed(rows, len(rows))


def _made(desk: AtDesk, work: Work, number: int) -> Response:
    if not work.join:
        desk.imports.join_later()
    return _json({"decisions": [number], "joined": work.join}, 201)


@router.post("/decisions", tags=["decisions"], status_code=201)
def decide(desk: AtDesk, wanted: Wanted, seen: Seen = None) -> Response:
    """Decide something; the case is joined anew where it is touched. Gives the number of the decision.

    With `seen`, what somebody else decided on the same meanwhile is told (409) and nothing is recorded. While reports
    are being added, what is touched is joined after them, and `joined` is false.
    """
    work = desk.work(seen)
    return _made(desk, work, _decide(work, wanted))


@router.post("/decisions/{number}/undo", tags=["decisions"], status_code=201)
def undo(desk: AtDesk, number: Annotated[int, Path(ge=1, le=2**62)], seen: Seen = None) -> Response:
    """Take a decision back; taking that back brings it to life again."""
    work = desk.work(seen)
    return _made(desk, work, changes.undo(work, number))


@router.delete("/reports/{key}", tags=["reports"], status_code=204, dependencies=ADMIN)
def erase(desk: AtDesk, key: Id) -> Response:
    """Erase a report for good: only a hash of its key is left. Not while reports are being added."""
    if desk.imports.is_busy:
        raise LockedCaseFileError("reports are being added")
    with desk.case.read() as tx:
        found = listing.report_keys(tx, key)
    if len(found) > 1:
        raise DecisionError(
            "%(name)s has several versions; name one by its key: %(keys)s", name=key, keys=", ".join(found)
        )
    changes.erase(desk.case, found, desk.settings)
    return Response(status_code=204)


@router.get("/imports", tags=["imports"])
def imports(desk: AtDesk) -> Response:
    """The imports of this launch, the latest first."""
    return _json([i.told() for i in desk.imports.all()])


@router.get("/imports/{number}", tags=["imports"])
def one_import(desk: AtDesk, number: int) -> Response:
    """How an import goes."""
    found = desk.imports.get(number)
    if found is None:
        raise UnknownIdError("import", str(number))
    return _json(found.told())


_BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_BYTES = {"requestBody": {"required": True, "content": _BINARY}}


@router.post("/imports", tags=["imports"], status_code=202, openapi_extra=_BYTES)
async def start_import(
    request: Request,
    desk: AtDesk,
    name: Annotated[str, Query(max_length=LONGEST)] = "pasted",
    outlet: Text = None,
    published: Text = None,
) -> Response:
    """Add reports: the body is a file of any kind that intake reads. Gives the import, to be asked again."""
    if published:
        parse_date(published)
    data = await request.body()
    plain = name.replace("\\", "/").rsplit("/", 1)[-1] or "pasted"
    author = desk.case.author
    made = desk.imports.start(plain, data, outlet=outlet or None, published=published or None, author=author)
    return _json(made.told(), 202)


class Export(BaseModel):
    """How the incidents that a filter chooses are to be written; the words are those of `tawatur export`."""

    model_config = ConfigDict(extra="forbid")
    format: str = Field(max_length=LONGEST)
    text: Literal["none", "quotes", "full"] = "quotes"
    redact: Literal["private", "persons", "none"] = Field("private", description="`none` is for analysts alone.")
    reviewed_only: bool = False
    reviewers: Literal["numbered", "named"] = Field("numbered", description="`named` is for analysts alone.")
    hide: list[Annotated[str, Field(max_length=LONGEST)]] = Field([], max_length=1000)
    columns: str = Field("", max_length=20_000, description="Your own columns, TOML, of the format `mapping`.")
    language: Literal["ar", "en"] = "ar"
    pdf: bool = False
    bom: bool = False


def _conditions(wanted: IncidentFilter) -> tuple[str, ...]:
    blank = IncidentFilter()
    said = {f.name: getattr(wanted, f.name) for f in fields(wanted)}
    return tuple(f"{name}={value}" for name, value in said.items() if value != getattr(blank, name))


@router.post("/export", tags=["incidents"], response_class=StreamingResponse)
def export(desk: AtDesk, wanted: Filtered, how: Export) -> Response:
    """Write the incidents that a filter wants in a format of the field, redacted; gives the file."""
    open_handed = how.redact == "none" or how.reviewers == "named"
    if open_handed and (desk.visitor is None or not desk.visitor.may("analyst")):
        raise RoleError
    hide = tuple(h.strip() for h in how.hide if h.strip())
    if hide and how.redact == "none":
        raise ExportError("names to be taken out have no effect where nobody's are; choose whose to take out")
    with desk.case.read() as tx:
        ids = browsing.incident_ids(tx, wanted)
    made = desk.exports.make(
        ForExport(
            how.format, ids, _conditions(wanted), how.text, how.redact, how.reviewed_only, how.reviewers == "named",
            hide, how.columns, how.language, how.pdf, how.bom,
        )
    )  # fmt: skip
    headers = {
        "content-disposition": f'attachment; filename="{made.name}"',
        "content-length": str(made.size),
        "x-incidents": str(made.incidents),
    }
    return StreamingResponse(made.pieces, headers=headers, media_type="application/octet-stream")
