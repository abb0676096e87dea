# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur tension`."""

import click

from tawatur.cli import casing, options, output
from tawatur.cli.summary import isolate

_UNLOOKED = {
    "few": "changes of level were not looked for: there are fewer than a dozen incidents",
    "extra": "changes of level were not looked for: run: pip install 'tawatur[tension]'",
}


@click.command("tension")
@casing.case
@click.argument("entities", nargs=-1, metavar="[ENTITY ENTITY]")
@click.option("--by", type=click.Choice(["day", "week"]), default="week", show_default=True, help="Length of a point.")
@output.form
@options.plain_errors
def command(case: str, entities: tuple[str, ...], by: str, form: output.Format) -> None:
    """Show conflict (below zero) and cooperation of two parties over time, and when it came to a new level.

    Every incident between the two counts once, with the score of its kind. Changes of level are looked for where there
    are a dozen incidents and more; this needs: pip install 'tawatur[tension]'. Without parties, those pairs are
    listed.

    \b
    Examples:
      tawatur tension border.case
      tawatur tension border.case e5f0c2a9 e81b44d0 --by day --format csv
    """
    from tawatur.pipeline import tensions

    if len(entities) not in (0, 2):
        raise click.UsageError("name two parties, or none to list the pairs; see: tawatur entities CASE")
    with casing.opened(case) as found, found.read() as tx:
        if not entities:
            output.show(tensions.pairs(tx), tensions.PairRow, form)
            return
        made, left, right = tensions.series(tx, entities[0], entities[1], "day" if by == "day" else "week")
    if form == "json":
        output.show_json(made.plain())
        return
    if form == "text":
        click.secho(f"{isolate(left)} – {isolate(right)}", bold=True)
    output.show(tensions.rows(made.tension), tensions.PointRow, form)
    if made.unlooked is not None:
        click.echo(_UNLOOKED[made.unlooked], err=True)
