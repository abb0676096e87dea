# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur doctor`."""

import sys
from pathlib import Path

import click

from tawatur import __version__
from tawatur.cli import casing, options, output

_COLOURS = {"damage": "red", "due": "yellow", "advice": "cyan"}


@click.command("doctor")
@casing.case
@output.form
@options.plain_errors
def command(case: str, form: output.Format) -> None:
    """Check that a case is whole, and say what to do where it is not.

    Looks at the file, its indices and references, work that a stop left undone, decisions to be made again, versions of
    readings, rights and room. Exit status 1 where something is damaged.

    \b
    Examples:
      tawatur doctor border.case
      tawatur doctor border.case --format json
    """
    from tawatur.casefile import checking

    with casing.opened(case) as found, found.read() as tx:
        findings = checking.findings(tx, Path(case) if found.is_sqlite else None, __version__)
    if form != "text":
        output.show(findings, checking.Finding, form)
    elif not findings:
        click.echo(f"{casing.shown(case)}: in order")
    for finding in findings if form == "text" else ():
        click.echo(f"{click.style(finding.level, fg=_COLOURS[finding.level])}: {finding.what}")
        click.echo(f"  {finding.remedy.replace('CASE', casing.shown(case))}")
    if any(finding.level == "damage" for finding in findings):
        sys.exit(1)
