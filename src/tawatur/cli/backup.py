# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur backup`."""

from pathlib import Path

import click

from tawatur.cli import casing, options


@click.command("backup")
@casing.case
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@options.plain_errors
def command(case: str, file: Path) -> None:
    """Copy a case to FILE, also while others read and write it.

    The copy is one state of the case and a case file itself. It holds what the case holds: keep it as safe.

    \b
    Example:
      tawatur backup border.case /media/stick/border-2026-11-29.case
    """
    from tawatur.casefile import backup

    size = backup.back_up(case, file)
    click.echo(f"{file}: {size / 2**20:.1f} MiB, checked")
