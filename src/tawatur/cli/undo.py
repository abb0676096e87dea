# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur undo`."""

import click

from tawatur.cli import casing, options


@click.command("undo")
@casing.case
@click.argument("number", type=int, metavar="NUMBER")
@casing.note
@casing.author
@casing.wait
@options.plain_errors
def command(case: str, number: int, note: str, author: str | None, wait: float) -> None:
    """Take a decision back; its record stays. Undoing the undoing brings it back.

    See the numbers with: tawatur status CASE --decisions.

    \b
    Example:
      tawatur undo border.case 3
    """
    from tawatur.pipeline.changes import Work, undo

    with casing.opened(case, author=author, wait=wait) as found:
        done = undo(Work(found), number, note)
    click.echo(f"decision {done} takes back decision {number}")
