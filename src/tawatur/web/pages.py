# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The pages. Each gathers records and hands them to a template; nothing is decided here."""

import json
import math
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawatur.casefile import acts, audit, browsing, decisions, listing, ties
from tawatur.casefile import outlets as outlet_rows
from tawatur.casefile import reports as case_reports
from tawatur.casefile.search import parse
from tawatur.joining.tension import ENOUGH, Unit
from tawatur.model.decisions import Decision
from tawatur.model.joined import Position
from tawatur.model.ontology import ENTITY_KINDS, EVENT_MODES, EVENT_TYPES, RELATION_TYPES, STATUSES
from tawatur.pipeline import changes, tensions
from tawatur.pipeline.ways import readable
from tawatur.web import whole
from tawatur.web.desk import (
    ANALYST,
    PAGE,
    AtDesk,
    Day,
    End,
    Filtered,
    Order,
    PageNumber,
    RelationType,
    RelationTypes,
    Text,
    note_seen,
)
from tawatur.web.isnad import HEIGHT, WIDTH, layout
from tawatur.web.marking import LAYERS, Marker
from tawatur.web.matrix import matrix
from tawatur.web.network import FRESH
from tawatur.web.picture import (
    beside_picture,
    incident_picture,
    names_of,
    party_at,
    report_picture,
)
from tawatur.web.rendering import view_of
from tawatur.web.snippets import cut, hits, snippet
from tawatur.web.tension import tension_plot
from tawatur.web.timeline import timeline
from tawatur.web.worldmap import world_map

router = APIRouter(include_in_schema=False, dependencies=[Depends(note_seen)])
FOUND = 20  # results of a search on one page; each text is looked through for its snippet


def _pages(total: int, size: int = PAGE) -> int:
    return max(1, math.ceil(total / size))


@router.get("/")
def home() -> Response:
    """Go to the list of incidents."""
    return RedirectResponse("/incidents", 303)


@router.get("/incidents")
def incidents(
    request: Request, desk: AtDesk, wanted: Filtered, order: Order = "outlets", page: PageNumber = 1
) -> Response:
    """The list of incidents with its filter, its bar of time and its map."""
    with desk.case.read() as tx:
        held = whole.incidents(desk, tx, wanted, order=order, page=page)
        entity = changes.entity(tx, wanted.entity).name if wanted.entity else None
        figures = whole.figures(desk, tx)
    bars = timeline(held.days, mirrored=view_of(request).language.dir == "rtl")
    return desk.pages.page(
        request, "incidents.html", rows=held.rows, total=held.total, page=page, pages=_pages(held.total),
        wanted=wanted, order=order, types=held.types, countries=held.countries, bars=bars, entity=entity,
        figures=figures, worldmap=world_map(held.places),
        formats=desk.exports.formats,
    )  # fmt: skip


@router.get("/incidents/{id}")
def incident(request: Request, desk: AtDesk, id: str) -> Response:
    """One incident: its positions, their chains, the isnad trees."""
    with desk.case.read() as tx:
        found = readable(changes.incident(tx, id))
        picture = incident_picture(tx, found)
    mirrored = view_of(request).language.dir == "rtl"
    trees: dict[int, Any] = {}
    for position in found.positions:
        trees[id_of(position)] = layout(position, found.title, mirrored=mirrored)
    return desk.pages.page(
        request, "incident.html", picture=picture, incident=found, trees=trees, id_of=id_of, box=(WIDTH, HEIGHT)
    )


def id_of(position: Position) -> int:
    """Return what tells positions of one incident apart while its page is made."""
    return id(position)


@router.get("/reports")
def reports(request: Request, desk: AtDesk, outlet: Text = None, page: PageNumber = 1) -> Response:
    """The list of reports."""
    with desk.case.read() as tx:
        rows, total = browsing.reports(tx, outlet=outlet, offset=(page - 1) * PAGE, limit=PAGE)
    return desk.pages.page(
        request, "reports.html", rows=rows, total=total, page=page, pages=_pages(total), outlet=outlet
    )


@router.get("/reports/{key}")
def report(request: Request, desk: AtDesk, key: str) -> Response:
    """One report: its text, all that the reading says of it, and why."""
    with desk.case.read() as tx:
        found = listing.report_keys(tx, key)
        picture = report_picture(tx, found[-1])
    items = Marker(picture.reading, desk.lexicon).items()
    counts = {layer: sum(i.layer == layer for i in items) for layer in LAYERS}
    return desk.pages.page(
        request, "report.html", picture=picture, row=picture.row, reading=picture.reading, items=items, counts=counts,
        layers=LAYERS, by_id={i.id: i for i in items}, types=EVENT_TYPES, modes=EVENT_MODES, statuses=STATUSES,
    )  # fmt: skip


@router.get("/reports/{key}/beside/{other}")
def beside(request: Request, desk: AtDesk, key: str, other: str) -> Response:
    """Two reports side by side, with the wording that they share marked."""
    with desk.case.read() as tx:
        found = beside_picture(tx, key, other)
    sides = [
        (row, cut(text, [(s.start, s.end) for s in spans]), share)
        for row, text, spans, share in zip(found.rows, found.texts, found.passages, found.shares, strict=True)
    ]
    return desk.pages.page(request, "beside.html", copy=found.copy, sides=sides)


@router.get("/search")
def search(
    request: Request, desk: AtDesk, q: Annotated[str, Query(max_length=500)] = "", page: PageNumber = 1
) -> Response:
    """Search over the reports, with the words found marked."""
    terms = parse(q, desk.lexicon)
    with desk.case.read() as tx:
        rows = listing.search(tx, q, desk.lexicon)
        shown = rows[(page - 1) * FOUND : page * FOUND]
        texts = {key: text.text for key, text in case_reports.texts(tx, [r.key for r in shown])}
    found = []
    for row in shown:
        text = texts.get(row.key, "")
        found.append((row, snippet(text, hits(text, terms, desk.lexicon))))
    return desk.pages.page(
        request, "search.html", q=q, found=found, total=len(rows), page=page, pages=_pages(len(rows), FOUND)
    )


@router.get("/entities")
def entities(request: Request, desk: AtDesk, name: Text = None, kind: Text = None, page: PageNumber = 1) -> Response:
    """The list of entities."""
    with desk.case.read() as tx:
        rows, total = whole.entities(desk, tx, name=name or None, kind=kind or None, page=page)
    return desk.pages.page(
        request, "entities.html", rows=rows, total=total, page=page, pages=_pages(total), name=name, kind=kind,
        kinds=ENTITY_KINDS,
    )  # fmt: skip


def _terms(request: Request) -> dict[str, str]:
    return {type: view_of(request).language.term("relation", type) for type in RELATION_TYPES}


@router.get("/network")
def network_page(
    request: Request, desk: AtDesk, party: Text = None, as_of: Day = None, type: RelationTypes = ()
) -> Response:
    """The network of parties as of a day: of the whole case, or around one party."""
    with desk.case.read() as tx:
        centre = changes.entity(tx, party) if party else None
        id = centre.id if centre else None
        net = whole.network(desk, tx, _terms(request), party=id, as_of=as_of, types=type)
    return desk.pages.page(request, "network.html", net=net, party=centre, fresh=FRESH, relation_types=RELATION_TYPES)


@router.get("/network/said")
def said(request: Request, desk: AtDesk, source: End, target: End, type: RelationType, as_of: Day = None) -> Response:
    """Who says that two parties are so related."""
    with desk.case.read() as tx:
        rows = ties.stated(tx, tie=(source, target, type), until=as_of or None, limit=PAGE)
        names = names_of(tx, [source, target])
        told = browsing.report_rows(tx, {row.report for row in rows})
    return desk.pages.page(
        request, "said.html", rows=rows, names=names, reports=told, source=source, target=target, type=type
    )


@router.get("/entities/{id:path}")
def entity(request: Request, desk: AtDesk, id: str, as_of: Day = None, type: RelationTypes = ()) -> Response:
    """One entity: names, relations with who says so, reports, incidents."""
    with desk.case.read() as tx:
        found = changes.entity(tx, id)
        told = whole.around(desk, tx, found)
        net = whole.network(desk, tx, _terms(request), party=found.id, as_of=as_of, types=type)
    return desk.pages.page(
        request, "entity.html", picture=told.picture, entity=found, incidents=told.incidents,
        incidents_total=told.total, net=net, party=found, fresh=FRESH, relation_types=RELATION_TYPES,
        opposites=told.opposites,
    )  # fmt: skip


@router.get("/tension")
def tension_page(request: Request, desk: AtDesk, left: End, right: End, unit: Unit = "week") -> Response:
    """Conflict and cooperation between two parties over time."""
    with desk.case.read() as tx:
        one, other = party_at(tx, left), party_at(tx, right)
        done = acts.between(tx, one.id, other.id)
        told = browsing.incident_rows(tx, {act.incident for act in done})
        opposites = acts.opposites(tx, one.id)
    found = tensions.between(done, one.id, other.id, unit, desk.lexicon)
    return desk.pages.page(
        request, "tension.html", left=one, right=other, unit=unit, opposites=opposites, found=found, enough=ENOUGH,
        plot=tension_plot(found.tension, mirrored=view_of(request).language.dir == "rtl"),
        incidents=sorted(told, key=lambda row: (row.day or "", row.id), reverse=True),
    )  # fmt: skip


@router.get("/outlets")
def outlets(request: Request, desk: AtDesk) -> Response:
    """The outlets, and who copies whom."""
    with desk.case.read() as tx:
        rows = outlet_rows.outlets(tx)
        copying = whole.copying(desk, tx)
    most = max((c.reports for c in copying), default=1)
    return desk.pages.page(request, "outlets.html", rows=rows, copying=copying[:200], most=most, matrix=matrix(copying))


@router.get("/import", dependencies=ANALYST)
def add(request: Request, desk: AtDesk) -> Response:
    """Add reports; what could not be added."""
    with desk.case.read() as tx:
        failures = audit.failures(tx)
    return desk.pages.page(request, "import.html", failures=failures[-100:], imports=desk.imports.all())


@router.get("/review", dependencies=ANALYST)
def review(request: Request, desk: AtDesk) -> Response:
    """The queue of what to look at first."""
    with desk.case.read() as tx:
        due = whole.due(desk, tx)
    return desk.pages.page(request, "review.html", due=due, types=EVENT_TYPES, modes=EVENT_MODES, statuses=STATUSES)


def _values(decision: Decision) -> list[tuple[str, str]]:
    """The fields that a correction or an addition sets, as anchors name them, and their values."""
    if decision.kind == "correct":
        return [(anchor.field, value) for anchor, value in decision.changes]
    if decision.kind == "add" and decision.value:
        kind = decision.anchors[0].field if decision.anchors else ""
        return [(f"{kind}.{name}", value) for name, value in json.loads(decision.value).items() if value]
    return []


@router.get("/decisions")
def log(request: Request, desk: AtDesk) -> Response:
    """What was decided, and by whom; each can be taken back."""
    with desk.case.read() as tx:
        held = decisions.every(tx)
    rows = [(recorded, _values(recorded.decision)) for recorded in held[::-1][:500]]
    return desk.pages.page(request, "decisions.html", rows=rows, total=len(held))
