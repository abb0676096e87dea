# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur groups`."""

import click

from tawatur.cli import casing, options, output


@click.command("groups")
@casing.case
@options.plain_errors
def command(case: str) -> None:
    """Print the families and incidents of a case as JSON, by the reports' own ids.

    An incident lists the reports that tell it in substance, how many independent chains say that it happened
    ([low, high]), and the death tolls with theirs. Groups of one report are among them.

    \b
    Example:
      tawatur groups border.case > groups.json
    """
    from tawatur.pipeline.grouping import groups

    with casing.opened(case) as found, found.read() as tx:
        output.show_json(groups(tx))
