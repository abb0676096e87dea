# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur grade`."""

import click

from tawatur.cli import casing, options


@click.command("grade")
@casing.case
@click.argument("source", metavar="SOURCE")
@click.argument("grade", required=False, type=click.Choice(list("ABCDEF")), metavar="[A-F]")
@click.option(
    "--affiliation", metavar="NAME", help="Whom it belongs to: a party, a state (ISO3), an owner; '' for none."
)
@casing.note
@casing.author
@casing.wait
@options.plain_errors
def command(
    case: str,
    source: str,
    grade: str | None,
    affiliation: str | None,
    note: str,
    author: str | None,
    wait: float,
) -> None:
    """Decide how reliable a source is (Admiralty code A to F), or to whom an outlet or body belongs.

    SOURCE is an outlet's or body's name, or the id of an entity. A source that nobody graded counts as F. Two chains
    through sources of one affiliation are not independent.

    \b
    Examples:
      tawatur grade border.case 5f0c2a9d11ab B --note "right in 2022 and 2023"
      tawatur grade border.case "قناة الميدان" --affiliation SYR
    """
    from tawatur.pipeline.changes import Work, affiliate
    from tawatur.pipeline.changes import grade as decide

    if grade is None and affiliation is None:
        raise click.UsageError("give a grade, or --affiliation")
    numbers = []
    with casing.opened(case, author=author, wait=wait) as found:
        if grade is not None:
            numbers.append(decide(Work(found), source, grade, note))
        if affiliation is not None:
            numbers.append(affiliate(Work(found), source, affiliation, note))
    for number in numbers:
        click.echo(f"decision {number}; take it back with: tawatur undo {casing.shown(case)} {number}")
