# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur demo`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tawatur.cli import options
from tawatur.cli.incident import names_in, told
from tawatur.cli.summary import isolate, summarise
from tawatur.intake import Failure, Loaded, load_stream
from tawatur.model import Reading

if TYPE_CHECKING:
    from tawatur.casefile import CaseFile

SAMPLES = "samples/reports.jsonl"
TOLD = 2  # reports that tell an incident which the demonstration shows, at least


def samples() -> Iterator[Loaded | Failure]:
    """Yield the sample reports, in order."""
    with files("tawatur.cli").joinpath(SAMPLES).open("rb") as stream:
        yield from load_stream(stream, name="samples")


@contextmanager
def sample_case(keep: Path | None = None) -> "Iterator[CaseFile]":
    """Yield a case that holds the sample reports.

    Args:
        keep: Where to make it; by default a place that is gone afterwards.
    Raises:
        CaseExistsError: Something is there already.
    """
    from tawatur.casefile import create
    from tawatur.pipeline.adding import add
    from tawatur.pipeline.local import Settings

    with TemporaryDirectory() as folder, create(str(keep or Path(folder) / "demo.case"), author="demo") as case:
        add(case, samples(), Settings())
        yield case


def _totals(readings: Sequence[Reading]) -> str:
    outlets = {r.report.outlet for r in readings}
    types = Counter(e.type for r in readings for e in r.events)
    claims = [c for r in readings for c in r.claims]
    of_each = ", ".join(f"{n} {name}" for name, n in sorted(types.items(), key=lambda i: (-i[1], i[0])))
    return (
        f"{len(readings)} reports of {len(outlets)} outlets: {sum(types.values())} events ({of_each}); "
        f"{len(claims)} claims, {sum(c.anonymous for c in claims)} of them by anonymous sources, "
        f"{sum(c.stance == 'denies' for c in claims)} denials; {sum(len(r.relations) for r in readings)} relations; "
        f"{sum(len(r.non_responses) for r in readings)} refusals to comment."
    )


@click.command("demo")
@click.option(
    "--keep", type=click.Path(path_type=Path), metavar="CASE", help="Make the case here, to go on with; see serve."
)
@options.plain_errors
def command(keep: Path | None) -> None:
    """Read the built-in sample reports and show what they say, each and together.

    The outlets, people and places of the samples are invented: one story with copies, disagreement, a denial and a
    refusal to comment, told by several outlets, and a few reports of other things. They are added to a case, and what
    several of them tell is shown with its chains of sources: which of these are independent, and why.
    """
    from tawatur.casefile import listing, reports
    from tawatur.pipeline.changes import incident

    with sample_case(keep) as case, case.read() as tx:
        ids = reports.own_ids(tx)
        readings = [reading for _, reading in reports.readings(tx, ids)]
        for reading in sorted(readings, key=lambda r: (r.report.published or "", r.report.id)):
            heading = f" {reading.report.id}  {isolate(reading.report.outlet or '')}  {reading.report.published} "
            click.secho(heading.center(78, "─"), bold=True)
            click.echo(summarise(reading) + "\n")
        for row in listing.incidents(tx, least=TOLD):
            click.secho(f" {row.reports} reports, one incident ".center(78, "═"), bold=True)
            found = incident(tx, row.id)
            click.echo(told(found, ids, names_in(tx, found)) + "\n")
    click.secho(_totals(readings), bold=True)
    if keep is not None:
        click.echo(f"the case is kept: tawatur serve {keep} --open")
