# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur versions`."""

from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import click

from tawatur.cli import casing, options, output
from tawatur.cli.summary import harmless, isolate

if TYPE_CHECKING:
    from tawatur.casefile.versions import Version
    from tawatur.text.difference import Piece

_MARKS = {"same": ("", "", None), "gone": ("[-", "-]", "red"), "added": ("{+", "+}", "green")}
_AROUND = 60  # code points shown of what did not change, at each side of what did


def _shortened(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND:
        return text
    head, tail = "" if first else text[:_AROUND], "" if last else text[-_AROUND:]
    return f"{head} … {tail}"


def _marked(pieces: "tuple[Piece, ...]") -> str:
    """A difference as text: `[-gone-]`, `{+added+}`, with colour on a terminal."""
    parts = []
    for place, piece in enumerate(pieces):
        before, behind, colour = _MARKS[piece.kind]
        is_same = piece.kind == "same"
        text = harmless(piece.text)
        text = _shortened(text, first=place == 0, last=place == len(pieces) - 1) if is_same else text
        parts.append(click.style(f"{before}{text}{behind}", fg=colour) if colour else text)
    return "".join(parts)


def _plain(held: "tuple[Version, ...]") -> list[dict[str, Any]]:
    from tawatur.text.difference import difference

    found = [{name: value for name, value in asdict(version).items() if name != "text"} for version in held]
    for row in found:
        row["fetches"] = [{**fetch, "headers": dict(fetch["headers"])} for fetch in row["fetches"]]
    for row, (old, new) in zip(found[1:], pairwise(held), strict=True):
        row["difference"] = [asdict(piece) for piece in difference(old.text, new.text)]
    return found


def _show(version: "Version", before: "Version | None") -> None:
    from tawatur.text.difference import difference

    click.secho(f"version {version.version}  {version.key}  added {version.added}", bold=True)
    click.echo(f"  sha256 {version.sha256}")
    for fetch in version.fetches:
        seen = "fetched" if fetch.status == 200 else "not changed"
        note = "" if fetch.sha256 == version.sha256 else "; other bytes, the same wording"
        click.echo(f"  {seen} {fetch.at} {isolate(fetch.url)}{note}")
    if version.title and (before is None or before.title != version.title):
        click.echo(f"  title {isolate(version.title)}")
    if before is not None:
        found = difference(before.text, version.text)
        changed = any(piece.kind != "same" for piece in found)
        click.echo(_marked(found) if changed else "  the text is the same; other bytes")


@click.command("versions")
@casing.case
@click.argument("report")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text: to read; json: with the headers of every answer and the whole difference.",
)
@options.plain_errors
def command(case: str, report: str, form: Literal["text", "json"]) -> None:
    """Show the versions of a report: when each came, from where, with which hash, and what was changed.

    REPORT is a key, the beginning of one, a report's own id, or its address. What went is shown as [-gone-], what came
    as {+added+}.

    \b
    Examples:
      tawatur versions border.case https://www.example.org/news/1
      tawatur versions border.case 3f9a12 --format json
    """
    from tawatur.casefile import listing, versions

    with casing.opened(case) as found, found.read() as tx:
        held = versions.versions(tx, listing.report_keys(tx, report)[-1])
    if form == "json":
        output.show_json(_plain(held))
        return
    for before, version in zip((None, *held), held, strict=False):
        _show(version, before)
