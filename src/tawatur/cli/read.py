# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur read`."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Literal, Unpack

import click

from tawatur.cli import options, readers
from tawatur.intake import DEFAULT, Failure, Loaded, Options, load, load_stream
from tawatur.model import Reading
from tawatur.model.identity import file_name
from tawatur.pipeline.local import Done, Outcome, Settings, read_many, settle

Format = Literal["json", "jsonl", "text"]
STDIN = "-"
ADDRESSES = ("http://", "https://")


class Writer:
    """Writes readings to standard output or, one file each, into a folder."""

    def __init__(self, form: Format, out: Path | None) -> None:
        self.form, self.out = form, out
        self._names: dict[str, int] = {}

    def render(self, reading: Reading) -> str:
        """Return a reading in the wanted form, without a closing newline."""
        if self.form == "text":
            from tawatur.cli.summary import summarise

            return summarise(reading)
        return reading.to_json(indent=1 if self.form == "json" else None)

    def _path(self, folder: Path, id: str) -> Path:
        name = file_name(id)
        number = self._names[name] = self._names.get(name, 0) + 1
        suffix = ".txt" if self.form == "text" else ".json"
        return folder / (name + (f"~{number}" if number > 1 else "") + suffix)

    def write(self, reading: Reading) -> None:
        """Write one reading; a file appears whole or not at all."""
        rendered = self.render(reading) + "\n"
        if self.out is None:
            click.echo(rendered, nl=False)
            return
        path = self._path(self.out, reading.report.id)
        part = path.with_name(path.name + ".part")
        part.write_text(click.unstyle(rendered) if self.form == "text" else rendered, "utf-8", newline="\n")
        os.replace(part, path)


def inputs(paths: Iterable[Path | str], intake: Options = DEFAULT) -> Iterator[Loaded | Failure]:
    """Yield the reports of paths and web addresses; `-` is standard input."""
    fetcher = None
    for path in paths:
        if str(path) == STDIN:
            yield from load_stream(sys.stdin.buffer, options=intake)
        elif isinstance(path, str) and path.startswith(ADDRESSES):
            from tawatur.intake.online import Fetcher, load_addresses  # only who asks for the net pays for it

            fetcher = fetcher or Fetcher()
            yield from load_addresses([path], fetcher=fetcher, options=intake)
        else:
            yield from load([Path(path)], options=intake)


def check_addresses(paths: Iterable[str], *, online: bool) -> None:
    """Refuse web addresses where the network was not asked for.

    Raises:
        UsageError: There is one.
    """
    if not online and any(path.startswith(ADDRESSES) for path in paths):
        raise click.UsageError("addresses are fetched only with --online")


def _progress(outcomes: Iterable[Outcome], *, shown: bool) -> AbstractContextManager[Iterable[Outcome]]:
    if not shown:
        return nullcontext(outcomes)

    def count(outcome: Outcome | None) -> str:
        return "" if outcome is None else outcome.name

    return click.progressbar(
        outcomes, label="reading", file=sys.stderr, item_show_func=count, show_pos=True, update_min_steps=8
    )


def run(outcomes: Iterable[Outcome], write: Callable[[Reading], None], *, progress: bool) -> tuple[int, int]:
    """Write what was read and report what was not; return how many of each."""
    read = failed = 0
    with _progress(outcomes, shown=progress) as shown:
        for outcome in shown:
            if isinstance(outcome, Done):
                read += 1
                write(outcome.reading)
                for warning in outcome.reading.warnings:
                    click.secho(f"warning: {outcome.name}: {warning}", fg="yellow", err=True)
            else:
                failed += 1
                click.secho(f"failed: {outcome.name}: {outcome.error}", fg="red", err=True)
    return read, failed


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…|-|URL…")
@options.published
@options.outlet
@options.mapping
@options.resume
@options.online
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "text"]),
    default="text",
    show_default=True,
    help="text: a summary to read; json: one indented object per report; jsonl: one object a line.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write one file per report, named by its escaped id, into this folder.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes to read with; of a reader that waits for others, as llm, reports at once.",
)
@click.option(
    "--start-method",
    type=click.Choice(["fork", "spawn"]),
    help="How processes start; Python's own choice by default.",
)
@options.lexicon
@options.threshold
@readers.options
@options.plain_errors
def command(
    paths: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    mapping: tuple[str, ...],
    resume: tuple[str, ...],
    online: bool,
    form: Format,
    out: Path | None,
    jobs: int,
    start_method: Literal["fork", "spawn"] | None,
    lexicon: Path | None,
    threshold: float | None,
    **chosen: Unpack[readers.Chosen],
) -> None:
    """Read reports: files, folders of them, or - for standard input.

    What a file is is told by its content: text, HTML, PDF, DOCX, JSON, JSON lines, CSV, Parquet, WARC, Telegram's
    exports, or a ZIP archive or gzip file of these.

    A report that cannot be read is named on standard error and counted; the others are read. The exit status is 0
    when all were read, 1 when some were not, 2 when nothing could be begun.

    \b
    Examples:
      tawatur read report.txt --published 2024-03-05
      tawatur read reports.jsonl.gz --format jsonl --jobs 2 > readings.jsonl
      tawatur read table.csv --map text=body,published=date
      tawatur read --online https://www.example.org/feed.xml
      cat page.html | tawatur read - --format json
      tawatur read reports.jsonl --reader llm --endpoint http://localhost:8000/v1 --model NAME --cache answers
    """
    options.check_published(published)
    intake = options.intake(mapping, resume)
    check_addresses(paths, online=online)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    writer = Writer(form, out)
    settings = Settings(lexicon, published, outlet, threshold)
    to_terminal = out is None and sys.stdout.isatty()
    with readers.opened(settings, chosen) as reader:
        if jobs == 1 and reader is None:
            settle(settings)
        outcomes = read_many(inputs(paths, intake), settings, jobs=jobs, method=start_method, reader=reader)
        read, failed = run(outcomes, writer.write, progress=sys.stderr.isatty() and not to_terminal)
    if read + failed != 1 or failed:
        click.echo(f"{read:,} read, {failed:,} failed", err=True)
    if failed:
        raise click.exceptions.Exit(1)
