# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur merge`."""

import click

from tawatur.cli import casing, options


@click.command("merge")
@casing.case
@click.argument("ids", nargs=-1, required=True, metavar="ID ID…")
@casing.note
@casing.author
@casing.wait
@options.plain_errors
def command(case: str, ids: tuple[str, ...], note: str, author: str | None, wait: float) -> None:
    """Decide that incidents are one incident, or that entities are one entity.

    The decision hangs on places in the texts: it holds through new readings and any reports to come. Take it back with:
    tawatur undo CASE NUMBER.

    \b
    Example:
      tawatur merge border.case 36d57cb9f4ab 0a41d2c8e7f1 --note "the same bombing, two dates"
    """
    from tawatur.pipeline.changes import Work, merge

    with casing.opened(case, author=author, wait=wait) as found:
        number = merge(Work(found), ids, note)
    click.echo(f"decision {number}; take it back with: tawatur undo {casing.shown(case)} {number}")
