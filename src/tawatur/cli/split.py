# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur split`."""

import click

from tawatur.cli import casing, options


@click.command("split")
@casing.case
@click.argument("id", metavar="ID")
@click.argument("away", nargs=-1, required=True, metavar="REPORT|NAME…")
@casing.note
@casing.author
@casing.wait
@options.plain_errors
def command(case: str, id: str, away: tuple[str, ...], note: str, author: str | None, wait: float) -> None:
    """Decide that some reports tell another incident than the rest, or that some names are another party.

    ID is that of an incident or an entity; name the reports, or of an entity also the names, that go apart.

    \b
    Examples:
      tawatur split border.case 36d57cb9f4ab r12 r15
      tawatur split border.case 5f0c2a9d11ab "أبو علي"
    """
    from tawatur.pipeline.changes import Work, split

    with casing.opened(case, author=author, wait=wait) as found:
        number = split(Work(found), id, away, note)
    click.echo(f"decision {number}; take it back with: tawatur undo {casing.shown(case)} {number}")
