# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The formats, and the one way from a case to any of them."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as member

from tawatur.casefile import CaseFile
from tawatur.export import acled, dossier, ftm, geojson, graph, mapping, parquet, plover, polecat, rows, tables, ucdp
from tawatur.export.dossier import Form
from tawatur.export.mapping import Mapped, Rows
from tawatur.export.material import PARTS, Material, Part, Text, collect, index
from tawatur.export.people import Redact
from tawatur.export.redaction import redact
from tawatur.export.selection import Selection
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.errors import ExportError
from tawatur.pipeline.local import resting_collector


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Args:
        format: A key of `FORMATS`.
        selection: Which incidents.
        reviewed_only: Only what a person decided on.
        text: How much of the reports' wording.
        redact: Whom to redact.
        also: Further names, accounts and numbers to take out.
        named: Name reviewers instead of numbering them.
        columns: The user's own, of the format `mapping`.
        form: Language and kind of the dossier.
    """

    format: str
    selection: Selection = member(default_factory=Selection)
    reviewed_only: bool = False
    text: Text = "quotes"
    redact: Redact = "private"
    also: tuple[str, ...] = ()
    named: bool = False
    columns: Mapped | None = None
    form: Form = member(default_factory=Form)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was made: one file under an empty name, or several by name; and how many incidents are in it."""

    files: dict[str, bytes]
    incidents: int


Writer = Callable[[Material, Lexicon, Request], dict[str, bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Args:
        write: How it is made.
        about: What it is.
        ending: How its file ends.
        parts: What it writes beside reports, incidents and the names of parties: nothing else is handed to it.
        is_folder: Whether it is several files.
        is_table: Whether it is a table for spreadsheets.
    """

    write: Writer
    about: str
    ending: str
    parts: frozenset[Part]
    is_folder: bool = False
    is_table: bool = False


def _one(write: Callable[[Material, Lexicon], bytes]) -> Writer:
    return lambda material, lexicon, request: {"": write(material, lexicon)}


def _parts(*parts: Part) -> frozenset[Part]:
    return frozenset(parts)


def _positions(material: Material, lexicon: Lexicon) -> bytes:
    return tables.write(rows.POSITION, rows.position_rows(material, index(material)))


def _mapped(material: Material, lexicon: Lexicon, request: Request) -> dict[str, bytes]:
    if request.columns is None:
        raise ExportError("--as mapping needs a file that names the columns: --map columns.toml")
    return {"": mapping.write(material, lexicon, request.columns)}


_INCIDENTS = _parts()
_POSITIONS = _parts("quotes")
_CODED = _parts("events", "entities", "mentions", "places", "forms")
_EVENTS = _CODED | _parts("event_quotes")
_NETWORK = _parts("entities", "relations", "forms")
_MAPPED: dict[Rows, frozenset[Part]] = {"incidents": _INCIDENTS, "events": _EVENTS, "positions": _POSITIONS}

FORMATS: dict[str, Format] = {
    "plover": Format(_one(plover.write), "events of reports in PLOVER's fields, JSON lines", "jsonl", _EVENTS),
    "polecat": Format(_one(polecat.write), "events of reports in POLECAT's 40 columns, TSV", "tsv", _CODED),
    "acled": Format(_one(acled.write), "incidents in ACLED's columns, CSV", "csv", _INCIDENTS, is_table=True),
    "ucdp": Format(_one(ucdp.write), "fatal incidents in UCDP GED's columns, CSV", "csv", _INCIDENTS, is_table=True),
    "positions": Format(
        _one(_positions), "a row for each position, chain and report, CSV", "csv", _POSITIONS, is_table=True
    ),
    "mapping": Format(
        _mapped, "your own columns, CSV; they stand in a TOML file (--map)", "csv", _EVENTS, is_table=True
    ),
    "geojson": Format(_one(geojson.write), "incidents with their places, GeoJSON", "geojson", _INCIDENTS),
    "gexf": Format(_one(graph.write_gexf), "the network of parties over time, for Gephi", "gexf", _NETWORK),
    "graphml": Format(_one(graph.write_graphml), "the network of parties, GraphML", "graphml", _NETWORK),
    "ftm": Format(
        _one(ftm.write), "FollowTheMoney entities, JSON lines", "ftm.jsonl", _parts("relations", "quotes", "forms")
    ),
    "parquet": Format(
        lambda material, lexicon, request: parquet.write(material, lexicon),
        "every table, a folder of Parquet files",
        "parquet",
        PARTS,
        is_folder=True,
    ),
    "dossier": Format(
        lambda material, lexicon, request: {"": dossier.write(material, lexicon, request.form)},
        "what is known of each incident and from whom, to print: HTML or PDF",
        "html",
        _POSITIONS,
    ),
}


def _parts_of(request: Request) -> frozenset[Part]:
    if request.format == "mapping" and request.columns is not None:
        return _MAPPED[request.columns.rows]
    return FORMATS[request.format].parts


def _material(case: CaseFile, request: Request, lexicon: Lexicon) -> Material:
    with case.read() as tx:
        whole, out = collect(
            tx, request.selection, text=request.text, reviewed_only=request.reviewed_only, named=request.named,
            parts=_parts_of(request),
        )  # fmt: skip
    return redact(whole, out, request.redact, also=request.also, lexicon=lexicon)


def export(case: CaseFile, request: Request, lexicon: Lexicon | None = None) -> Exported:
    """Return the chosen part of a case in a format.

    Args:
        case: An open case.
        request: What is asked for.
        lexicon: Tables to use; the built-in ones if None.
    Raises:
        ExportError: It cannot be exported so.
        MissingExtraError: The format needs a package that is not installed.
    """
    lexicon = lexicon or default_lexicon()
    with resting_collector():
        material = _material(case, request, lexicon)
        return Exported(FORMATS[request.format].write(material, lexicon, request), len(material.shown))
