# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur entity`."""

import click

from tawatur.cli import casing, options, output
from tawatur.cli.summary import isolate
from tawatur.model.joined import CanonicalEntity


def told(entity: CanonicalEntity, ids: dict[str, str]) -> str:
    """Return an entity as text, with what makes its names one."""
    english = f" ({entity.name_en})" if entity.name_en else ""
    place = "  ".join(part for part in (entity.kind, entity.country or "", entity.sector or "") if part)
    lines = [click.style(isolate(entity.name) + english, bold=True), f"{entity.id}  {place}"]
    if len(entity.names) > 1:
        lines.append("names: " + ", ".join(map(isolate, entity.names)))
    if entity.offices:
        lines.append("offices: " + ", ".join(map(isolate, entity.offices)))
    keys = dict.fromkeys(key for key, _ in entity.forms)
    lines.append(f"in {len(keys)} reports: " + ", ".join(isolate(ids.get(key, key)) for key in keys))
    lines += [f"  {reason}" for reason in dict.fromkeys(entity.reasons) if reason]
    return "\n".join(lines)


@click.command("entity")
@casing.case
@click.argument("entity", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.plain_errors
def command(case: str, entity: str, form: output.Format) -> None:
    """Show a person, body, state or group: its names, offices, reports, and why they are taken for one.

    \b
    Example:
      tawatur entity border.case 5f0c2a9d11ab
    """
    from tawatur.casefile import reports
    from tawatur.pipeline.changes import entity as find

    with casing.opened(case) as found, found.read() as tx:
        whole, ids = find(tx, entity), reports.own_ids(tx)
    if form == "json":
        output.show_json(whole)
    else:
        click.echo(told(whole, ids))
