# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur watch`."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import casing, options
from tawatur.cli.add import STOPPED, Line, stopping, told

if TYPE_CHECKING:
    from tawatur.pipeline.watching import Tally

_BREATH = 0.2  # seconds between two looks whether to stop


class _Progress(Line):
    """How the round goes."""

    def __call__(self, tally: "Tally") -> None:
        """Show how far the round is, if the last time is a while ago."""
        done = tally.read + tally.unchanged + tally.failed
        self.say(f"{done:,} of {tally.due:,} feeds, {tally.pages:,} pages; {told(tally.counts)}")


def summary(tally: "Tally") -> str:
    """Return what a round did, as a line."""
    parts = [f"{tally.read:,} read", f"{tally.unchanged:,} unchanged"]
    parts += [f"{tally.failed:,} failed"] if tally.failed else []
    parts += [f"{tally.waiting:,} not due"] if tally.waiting else []
    pages = [f"{tally.pages:,} fetched"]
    pages += [f"{tally.pages_unchanged:,} unchanged"] if tally.pages_unchanged else []
    pages += [f"{tally.put_off:,} left for the next round"] if tally.put_off else []
    return f"feeds: {', '.join(parts)}; pages: {', '.join(pages)}; reports: {told(tally.counts)}"


def _report(tally: "Tally") -> None:
    for note in tally.notes:
        click.secho(f"note: {note}", fg="yellow", err=True)
    for trouble in tally.troubles:
        pages = f"{trouble.pages:,} of its pages: " if trouble.pages else ""
        click.secho(f"failed: {trouble.feed}: {pages}{trouble.message}", fg="red", err=True)
    click.echo(summary(tally))


def _seconds(context: click.Context, parameter: click.Parameter, value: str | None) -> float | None:
    from tawatur.intake.online.watchlist import parse_duration

    try:
        found = None if value is None else parse_duration(value)
    except ValueError as exc:
        raise click.BadParameter(str(exc)) from exc
    if found == 0:
        raise click.BadParameter("write at least 1s")
    return found


def _rest(seconds: float, stop: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while not stop() and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _BREATH))


@click.command("watch")
@casing.case
@click.argument("feeds", type=click.Path(path_type=Path, dir_okay=False), metavar="FEEDS.TOML")
@click.option("--online", is_flag=True, help="Use the network; without this nothing is done.")
@click.option(
    "--every", metavar="TIME", callback=_seconds, help="Go on, with a round every 10m (or 90s, 6h, 1d), until stopped."
)
@click.option(
    "--accept",
    multiple=True,
    metavar="URL",
    help="Go on with a feed that calls itself otherwise now, and ask it at once.",
)
@options.jobs
@click.option("--hash-only", is_flag=True, help="Keep only the hash of the bytes as fetched, not the bytes.")
@options.lexicon
@casing.author
@casing.wait
@options.plain_errors
def command(
    case: str,
    feeds: Path,
    online: bool,
    every: float | None,
    accept: tuple[str, ...],
    jobs: int,
    hash_only: bool,
    lexicon: Path | None,
    author: str | None,
    wait: float,
) -> None:
    """Add what is new or changed in the feeds, sitemaps and pages that a file lists.

    One round, for cron; with --every round after round, until Ctrl-C. Each address is asked only when its interval has
    passed and only for what has changed since; robots.txt is obeyed, a host is asked once a second at most, and one
    that fails is left alone for longer each time. A page that says something else than before is a new version: see
    `tawatur versions`. A round that was stopped goes on with the next.

    What is listed, how proxies such as Tor are named, and what is kept as evidence: docs/watch.md.

    The exit status is 0 when all went well, 1 when a feed or page failed, 2 when it could not go on, 130 when it was
    stopped.

    \b
    Examples:
      tawatur watch border.case feeds.toml --online
      tawatur watch border.case feeds.toml --online --every 10m
    """
    from tawatur.intake.online import Fetcher
    from tawatur.intake.online.watchlist import load_watchlist
    from tawatur.model.errors import LockedCaseFileError
    from tawatur.pipeline.local import Settings
    from tawatur.pipeline.watching import Calls, watch_round

    if not online:
        raise click.UsageError("addresses are fetched only with --online")
    watchlist = load_watchlist(feeds)
    unknown = set(accept) - {feed.url for feed in watchlist.feeds}
    if unknown:
        raise click.UsageError(f"--accept {min(unknown)}: the list has no such address")
    progress, fetcher = _Progress(shown=sys.stderr.isatty()), Fetcher(watchlist.rules)
    accepted = frozenset(accept)
    with casing.opened(case, author=author, wait=wait) as found, stopping(signal.SIGTERM) as stop:
        while True:
            began = time.monotonic()
            try:
                tally = watch_round(
                    found,
                    watchlist,
                    Settings(lexicon),
                    fetcher=fetcher,
                    accept=accepted,
                    jobs=jobs,
                    keep_originals=not hash_only,
                    seconds=every,
                    calls=Calls(progress, progress.stage, stop),
                )
                progress.clear()
                _report(tally)
                accepted = frozenset()
            except LockedCaseFileError as exc:
                if every is None:
                    raise
                click.secho(f"failed: {exc}; the next round tries again", fg="red", err=True)
                fetcher = Fetcher(watchlist.rules)  # what was on its way was ended
            if every is None or stop():
                break
            _rest(every - (time.monotonic() - began), stop)
    if stop():
        click.echo("stopped; the same command goes on from here", err=True)
        raise click.exceptions.Exit(STOPPED)
    if tally.failed or tally.counts.failed:
        click.echo(f"see all that failed with: tawatur status {casing.shown(case)} --failures", err=True)
        raise click.exceptions.Exit(1)
