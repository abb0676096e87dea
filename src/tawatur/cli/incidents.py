# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur incidents`."""

import click

from tawatur.cli import casing, options, output


@click.command("incidents")
@casing.case
@click.option("--type", "kind", metavar="TYPE", help="Only of this PLOVER type, as ASSAULT.")
@click.option("--country", metavar="ISO3", help="Only in this country, as IRQ.")
@click.option("--since", metavar="DATE", help="Only from this day on.")
@click.option("--until", metavar="DATE", help="Only until this day.")
@click.option(
    "--least", type=click.IntRange(min=1), default=1, show_default=True, help="Reports that tell it, at least."
)
@output.limit
@output.form
@options.plain_errors
def command(
    case: str,
    kind: str | None,
    country: str | None,
    since: str | None,
    until: str | None,
    least: int,
    limit: int | None,
    form: output.Format,
) -> None:
    """List the incidents of a case, those that most outlets report first.

    `low` and `high` bound how many independent chains stand behind it.

    \b
    Examples:
      tawatur incidents border.case --least 2
      tawatur incidents border.case --type ASSAULT --country IRQ --format csv > incidents.csv
    """
    from tawatur.casefile import listing
    from tawatur.casefile.records import IncidentRow

    with casing.opened(case) as found, found.read() as tx:
        rows = listing.incidents(tx, type=kind, country=country, since=since, until=until, least=least, limit=limit)
    output.show(rows, IncidentRow, form)
