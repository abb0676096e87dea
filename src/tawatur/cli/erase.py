# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur erase`."""

import click

from tawatur.cli import casing, options


@click.command("erase")
@casing.case
@click.argument("reports", nargs=-1, required=True, metavar="REPORT…")
@click.option("--yes", is_flag=True, help="Do not ask.")
@casing.author
@casing.wait
@options.plain_errors
def command(case: str, reports: tuple[str, ...], yes: bool, author: str | None, wait: float) -> None:
    """Erase reports so that only a hash of each is left: from tables, index, decisions, log and free pages.

    REPORT is a key, the beginning of one, a report's own id (all its versions), or its address. An erased report is not
    added again. Copies of the case made before are beyond reach, and so is what a disk keeps of what it overwrote.

    \b
    Example:
      tawatur erase border.case SNN-4ccb0108f5
    """
    from tawatur.casefile import listing
    from tawatur.pipeline.changes import erase

    with casing.opened(case, author=author, wait=wait) as found:
        with found.read() as tx:
            keys = tuple(dict.fromkeys(key for report in reports for key in listing.report_keys(tx, report)))
        if not yes:
            click.confirm(f"erase {len(keys)} report(s) for good?", abort=True)
        erase(found, keys)
    click.echo(f"erased {len(keys)} report(s)")
