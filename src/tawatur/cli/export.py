# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur export`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import casing, options
from tawatur.model.errors import ExportError

if TYPE_CHECKING:
    from tawatur.export import Request

_FORMATS = (
    "plover", "polecat", "acled", "ucdp", "positions", "mapping", "geojson", "gexf", "graphml", "ftm", "parquet",
    "dossier",
)  # fmt: skip


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    from tawatur.casefile.files import whole

    try:
        with whole(path, over=True) as part:
            part.write_bytes(content)
    except OSError as exc:
        raise ExportError(f"{path}: cannot be written: {exc.strerror}") from exc


def _lines(path: Path | None) -> tuple[str, ...]:
    try:
        text = path.read_text("utf-8-sig") if path is not None else ""
    except (OSError, UnicodeDecodeError) as exc:
        raise ExportError(f"{path}: cannot be read as UTF-8 text") from exc
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _request(values: dict[str, object], hide: Path | None, columns: Path | None) -> "Request":
    from tawatur.export import Request
    from tawatur.export.dossier import Form
    from tawatur.export.mapping import parse as parse_mapping
    from tawatur.export.selection import parse

    mapped = None if columns is None else parse_mapping("\n".join(_raw(columns)), columns.name)
    return Request(
        format=str(values["kind"]),
        selection=parse(values["where"]),  # type: ignore[arg-type]
        reviewed_only=bool(values["reviewed_only"]),
        text=values["text"],  # type: ignore[arg-type]
        redact=values["redact"],  # type: ignore[arg-type]
        also=_lines(hide),
        named=values["reviewers"] == "named",
        columns=mapped,
        form=Form(values["language"], values["form"]),  # type: ignore[arg-type]
    )


def _raw(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise ExportError(f"{path}: cannot be read as UTF-8 text") from exc


@click.command("export")
@casing.case
@click.option("--as", "kind", type=click.Choice(_FORMATS), required=True, help="The format; docs/export.md tells all.")
@click.option(
    "--where",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Only incidents of which this holds; several conditions must all hold, values split by | need one. Fields: "
    "incident, type, mode, country, place, since, until, outlet, party, least, low, credibility.",
)
@click.option("--reviewed-only", is_flag=True, help="Only incidents and events that a person decided on.")
@click.option(
    "--text",
    type=click.Choice(["none", "quotes", "full"]),
    default="quotes",
    show_default=True,
    help="How much of the reports' wording goes out; the reports belong to others.",
)
@click.option(
    "--redact",
    type=click.Choice(["private", "persons", "none"]),
    default="private",
    show_default=True,
    help="Whose names to take out: private persons, victims, witnesses and minors; all persons; nobody's.",
)
@click.option(
    "--hide",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Further names, accounts and numbers to take out, one a line.",
)
@click.option(
    "--reviewers",
    type=click.Choice(["numbered", "named"]),
    default="numbered",
    show_default=True,
    help="How those who reviewed are called.",
)
@click.option(
    "--map",
    "columns",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Your own columns, TOML; for --as mapping.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "pdf"]),
    default="html",
    show_default=True,
    help="Of the dossier; PDF needs Chromium on this machine.",
)
@click.option(
    "--language", type=click.Choice(["ar", "en"]), default="ar", show_default=True, help="Of the dossier's own words."
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, by which Excel knows Arabic.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write; a folder for Parquet. Else standard output.",
)
@options.lexicon
@options.plain_errors
def command(
    case: str,
    hide: Path | None,
    columns: Path | None,
    output: Path | None,
    bom: bool,
    lexicon: Path | None,
    **values: object,
) -> None:
    """Write what a case holds in a format that others use, redacted.

    Private persons, victims, witnesses and minors are replaced by pseudonyms, phone numbers and accounts are taken out,
    unless --redact none is given. The same case gives the same bytes.

    \b
    Examples:
      tawatur export border.case --as acled --where country=IRQ --where since=2024-01-01 -o iraq.csv
      tawatur export border.case --as positions --where incident=36d57c --text none > chains.csv
      tawatur export border.case --as dossier --where incident=36d57c --format pdf --language en -o 36d57c.pdf
      tawatur export border.case --as mapping --map columns.toml --reviewed-only -o ours.csv
      tawatur export border.case --as parquet -o tables/
    """
    from tawatur.export import FORMATS, export
    from tawatur.lexicon import Lexicon

    request = _request(values, hide, columns)
    kind = FORMATS[request.format]
    if kind.is_folder and output is None:
        raise ExportError(f"--as {request.format} writes several files: name a folder with -o")
    with casing.opened(case) as found:
        made = export(found, request, None if lexicon is None else Lexicon(lexicon))
    mark = b"\xef\xbb\xbf" if bom and kind.is_table else b""
    if output is None:
        sys.stdout.buffer.write(mark + made.files[""])
        return
    if kind.is_folder:
        output.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in made.files.items():
        _write(output / name if name else output, mark + content)
    click.echo(f"{made.incidents} incident(s) written to {output}; {_told(request)}", err=True)


def _told(request: "Request") -> str:
    if request.redact == "none":
        return click.style("nothing is redacted", fg="yellow")
    return "redacted: " + ("private persons" if request.redact == "private" else "all persons")
