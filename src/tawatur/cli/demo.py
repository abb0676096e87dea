# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur demo`."""

from collections import Counter
from importlib.resources import files

import click

from tawatur.cli import options
from tawatur.cli.summary import isolate, summarise
from tawatur.intake import load_stream
from tawatur.model import Reading
from tawatur.pipeline.local import Done, Settings, read_many

SAMPLES = "samples/reports.jsonl"


def sample_readings() -> list[Reading]:
    """Return the readings of the sample reports, in order."""
    with files("tawatur.cli").joinpath(SAMPLES).open("rb") as stream:
        items = list(load_stream(stream, name="samples"))
    return [o.reading for o in read_many(items, Settings()) if isinstance(o, Done)]


def _totals(readings: list[Reading]) -> str:
    outlets = {r.report.outlet for r in readings}
    types = Counter(e.type for r in readings for e in r.events)
    claims = [c for r in readings for c in r.claims]
    told = ", ".join(f"{n} {name}" for name, n in sorted(types.items(), key=lambda i: (-i[1], i[0])))
    return (
        f"{len(readings)} reports of {len(outlets)} outlets: {sum(types.values())} events ({told}); "
        f"{len(claims)} claims, {sum(c.anonymous for c in claims)} of them by anonymous sources, "
        f"{sum(c.stance == 'denies' for c in claims)} denials; {sum(len(r.relations) for r in readings)} relations; "
        f"{sum(len(r.non_responses) for r in readings)} refusals to comment."
    )


@click.command("demo")
@options.plain_errors
def command() -> None:
    """Read the built-in sample reports and show what they say.

    The outlets, people and places of the samples are invented: one story with copies, disagreement, a denial and a
    refusal to comment, told by several outlets, and a few reports of other things.
    """
    readings = sample_readings()
    for reading in readings:
        heading = f" {reading.report.id}  {isolate(reading.report.outlet or '')}  {reading.report.published} "
        click.secho(heading.center(78, "─"), bold=True)
        click.echo(summarise(reading) + "\n")
    click.secho(_totals(readings), bold=True)
