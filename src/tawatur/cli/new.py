# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur new`."""

import click

from tawatur.cli import casing, options


@click.command("new")
@casing.case
@casing.author
@options.plain_errors
def command(case: str, author: str | None) -> None:
    """Make an empty case: one file that only you may read, or tables in a PostgreSQL database.

    A case holds the reports of one investigation. Lives may hang on it: encrypt the disk it lies on.

    \b
    Examples:
      tawatur new border.case
      tawatur new postgresql://desk@localhost/border
    """
    from tawatur.casefile import create

    with create(case, author=author) as made:
        click.echo(f"made {made.name}; add reports with: tawatur add {made.name} PATH…")
