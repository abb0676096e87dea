# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur entities`."""

from typing import get_args

import click

from tawatur.cli import casing, options, output
from tawatur.model.records import EntityKind


@click.command("entities")
@casing.case
@click.option("--name", metavar="TEXT", help="Only those with this in one of their names.")
@click.option("--kind", type=click.Choice(list(get_args(EntityKind))), help="Only of this kind.")
@output.limit
@output.form
@options.plain_errors
def command(case: str, name: str | None, kind: str | None, limit: int | None, form: output.Format) -> None:
    """List the persons, bodies, states and groups of a case, those in most reports first.

    \b
    Examples:
      tawatur entities border.case --kind person --limit 20
      tawatur entities border.case --name قاآني
    """
    from tawatur.casefile import parties
    from tawatur.casefile.records import EntityRow

    with casing.opened(case) as found, found.read() as tx:
        rows = parties.entities(tx, name=name, kind=kind, limit=limit)
    output.show(rows, EntityRow, form)
