# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur status`."""

import click

from tawatur.cli import casing, options, output


@click.command("status")
@casing.case
@click.option("--failures", is_flag=True, help="List what could not be added instead.")
@click.option("--audit", is_flag=True, help="List who did what and when instead.")
@click.option("--again", is_flag=True, help="List the decisions whose anchor is gone instead: decide them again.")
@click.option("--decisions", "decided", is_flag=True, help="List all decisions instead.")
@output.form
@options.plain_errors
def command(case: str, failures: bool, audit: bool, again: bool, decided: bool, form: output.Format) -> None:
    """Show a case in figures, or its failures, its audit log, its decisions to be made again.

    \b
    Examples:
      tawatur status border.case
      tawatur status border.case --failures --format csv
    """
    from tawatur.casefile import audit as audits
    from tawatur.casefile import decisions, listing, records

    with casing.opened(case) as found, found.read() as tx:
        if failures:
            output.show(audits.failures(tx), records.FailureRow, form)
        elif audit:
            output.show(audits.log(tx), records.AuditRow, form)
        elif again or decided:
            output.show(decisions.rows(tx, again=again), records.DecisionRow, form)
        else:
            output.show((listing.status(tx),), records.Status, form)
