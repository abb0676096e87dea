# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur reread`."""

import sys
from pathlib import Path

import click

from tawatur.cli import casing, options
from tawatur.cli.add import STOPPED, Progress, stopping


@click.command("reread")
@casing.case
@click.option("--all", "every", is_flag=True, help="Also what this version with this lexicon has read already.")
@options.jobs
@options.lexicon
@casing.author
@casing.wait
@options.plain_errors
def command(case: str, every: bool, jobs: int, lexicon: Path | None, author: str | None, wait: float) -> None:
    """Read the reports of a case again, after an update or with tables of your own.

    Your decisions hold. Those whose place in the text is read otherwise now are listed by: tawatur status CASE --again.

    \b
    Example:
      tawatur reread border.case --lexicon my-tables/
    """
    from tawatur.pipeline.local import Settings
    from tawatur.pipeline.rereading import reread

    progress = Progress(shown=sys.stderr.isatty())
    with casing.opened(case, author=author, wait=wait) as found, stopping() as stop:
        done = reread(found, Settings(lexicon), every=every, jobs=jobs, tell=progress.stage, stop=stop)
    progress.clear()
    click.echo(f"{done.read:,} read again, {done.failed:,} failed; {done.unsettled:,} decisions to be made again")
    if done.stopped:
        click.echo("stopped; the same command goes on from here", err=True)
        raise click.exceptions.Exit(STOPPED)
