# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur restore`."""

from pathlib import Path

import click

from tawatur.cli import casing, options


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@casing.case
@options.plain_errors
def command(file: Path, case: str) -> None:
    """Make a case out of a copy that `backup` wrote.

    A case that is there already stays: move it away first. A copy of an older version is brought up to date.

    \b
    Example:
      tawatur restore /media/stick/border-2026-11-29.case border.case
    """
    from tawatur.casefile import backup, checking

    backup.restore(file, case)
    with casing.opened(case) as found, found.read() as tx:
        reports = checking.count(tx)
    click.echo(f"{casing.shown(case)}: {reports} reports")
