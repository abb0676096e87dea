# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur outlets`."""

import click

from tawatur.cli import casing, options, output


@click.command("outlets")
@casing.case
@output.form
@options.plain_errors
def command(case: str, form: output.Format) -> None:
    """List the outlets of a case: how much they print, how much of it is shared wording, grade, affiliation.

    \b
    Example:
      tawatur outlets border.case --format csv
    """
    from tawatur.casefile import outlets
    from tawatur.casefile.records import OutletRow

    with casing.opened(case) as found, found.read() as tx:
        rows = outlets.outlets(tx)
    output.show(rows, OutletRow, form)
