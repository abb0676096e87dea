# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur add`."""

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from tawatur.cli import casing, options
from tawatur.cli.read import check_addresses, inputs

if TYPE_CHECKING:
    from tawatur.intake import Failure, Loaded
    from tawatur.pipeline.adding import Counts
    from tawatur.pipeline.preparing import Incoming

INTERVAL = 0.5  # seconds between two lines of progress
STOPPED = 130  # exit status, as shells give for Ctrl-C


class Line:
    """A line on standard error that says how something goes, renewed every `INTERVAL`."""

    def __init__(self, *, shown: bool) -> None:
        self._shown, self._last = shown, 0.0

    def say(self, text: str) -> None:
        """Show a text in place of the last, if that is a while ago."""
        now = time.monotonic()
        if self._shown and now - self._last >= INTERVAL:
            self._last = now
            click.echo(f"\r\x1b[K{text}", nl=False, err=True)

    def stage(self, name: str, left: int) -> None:
        """Show what is being joined."""
        self.say(f"joining {name}: {left:,} left")

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


class Progress(Line):
    """How the adding goes."""

    def __init__(self, *, shown: bool) -> None:
        super().__init__(shown=shown)
        self._started = time.monotonic()

    def __call__(self, counts: "Counts") -> None:
        """Show the counts, if the last time is a while ago."""
        rate = counts.seen / max(time.monotonic() - self._started, 0.001)
        self.say(f"{told(counts)}; {rate:,.0f} a second")


def told(counts: "Counts") -> str:
    """Return counts as a line."""
    parts = [f"{counts.added:,} added"]
    parts += [f"{counts.same:,} there already"] if counts.same else []
    parts += [f"{counts.erased:,} erased before and left out"] if counts.erased else []
    parts += [f"{counts.failed:,} failed"] if counts.failed else []
    return ", ".join(parts)


@contextmanager
def stopping(*others: signal.Signals) -> Iterator[Callable[[], bool]]:
    """Yield a function that says whether Ctrl-C was pressed; pressed again it ends the program at once.

    Args:
        others: Signals that mean the same.
    """
    pressed = [False]

    def press(number: int, frame: FrameType | None) -> None:
        if pressed[0]:
            raise KeyboardInterrupt
        pressed[0] = True
        click.echo("\nstopping; what was added stays (Ctrl-C again ends at once)", err=True)

    before = {number: signal.signal(number, press) for number in (signal.SIGINT, *others)}
    try:
        yield lambda: pressed[0]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@click.command("add")
@casing.case
@click.argument("paths", nargs=-1, metavar="PATH…|-|URL…")
@click.option(
    "--parquet",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Add what `tawatur spark read` wrote there; it is not read again.",
)
@click.option(
    "--day",
    "days",
    multiple=True,
    metavar="DAY|FROM..TO",
    help="Of --parquet only this day, or span of days; `undated` for reports that state none.",
)
@options.published
@options.outlet
@options.mapping
@options.online
@options.jobs
@click.option("--hash-only", is_flag=True, help="Keep only the hash of the bytes as received, not the bytes.")
@options.lexicon
@casing.author
@casing.wait
@options.plain_errors
def command(
    case: str,
    paths: tuple[str, ...],
    parquet: Path | None,
    days: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    mapping: tuple[str, ...],
    online: bool,
    jobs: int,
    hash_only: bool,
    lexicon: Path | None,
    author: str | None,
    wait: float,
) -> None:
    """Add reports to a case and join them with what is there.

    Files of every kind that `tawatur read` knows, folders of them, or - for standard input. The same report
    again changes nothing; the same address with other bytes is a new version; the same text from another outlet is
    another report. Ctrl-C stops after the report in hand; the same command goes on from there. A report that cannot be
    read is stored as a failure and counted; see them with: tawatur status CASE --failures.

    The exit status is 0 when all were added, 1 when some failed, 2 when it could not go on, 130 when it was stopped.

    \b
    Examples:
      tawatur add border.case reports.jsonl.gz
      tawatur add border.case pages/ --outlet "الميدان" --published 2024-03-05
      tawatur add border.case table.csv --map text=body,published=date
      tawatur add border.case --parquet tables --day 2024-05-13..2024-05-20
    """
    from tawatur.pipeline.adding import add
    from tawatur.pipeline.local import Settings
    from tawatur.pipeline.slices import load_slice

    options.check_published(published)
    intake = options.intake(mapping)
    check_addresses(paths, online=online)
    items: list[Iterable[Loaded | Incoming | Failure]] = [inputs(paths, intake)]
    if parquet is not None:
        items.append(load_slice(parquet, days))
    elif not paths or days:
        raise click.UsageError("name a PATH, or a folder with --parquet; --day goes with --parquet")
    progress = Progress(shown=sys.stderr.isatty())
    with casing.opened(case, author=author, wait=wait) as found, stopping() as stop:
        counts = add(
            found,
            chain.from_iterable(items),
            Settings(lexicon, published, outlet),
            jobs=jobs,
            keep_originals=not hash_only,
            tell=progress,
            tell_joining=progress.stage,
            stop=stop,
        )
    progress.clear()
    click.echo(told(counts))
    if counts.stopped:
        click.echo("stopped; the same command goes on from here", err=True)
        raise click.exceptions.Exit(STOPPED)
    if counts.failed:
        click.echo(f"see what failed with: tawatur status {casing.shown(case)} --failures", err=True)
        raise click.exceptions.Exit(1)
