# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur lexicon`."""

from pathlib import Path

import click

from tawatur.cli import options
from tawatur.lexicon import Lexicon
from tawatur.lexicon.lookup import Entry, look_up
from tawatur.text.normalize import fold
from tawatur.text.words import Analyser


@click.group("lexicon")
def command() -> None:
    """Check the lexicon's tables, or show what it knows of a word."""


@command.command("check")
@click.option("--list", "listed", is_flag=True, help="List the tables with their rows and licences instead.")
@options.lexicon
@options.plain_errors
def check(listed: bool, lexicon: Path | None) -> None:
    """Check every table's header, columns, cells and keys; errors name file, line and column.

    The exit status is 1 when anything is wrong.
    """
    tables = Lexicon(lexicon)
    if listed:
        for name in tables.names():
            table = tables.table(name)
            licence = dict(table.header).get("SPDX-License-Identifier", "?")
            click.echo(f"{name:32} {len(table.rows):7,} rows  {licence:14} {dict(table.header).get('purpose', '')}")
        return
    problems = tables.check()
    for problem in problems:
        click.secho(str(problem), fg="red", err=True)
    click.echo(f"{len(tables.names())} tables, {len(problems)} problems")
    if problems:
        raise click.exceptions.Exit(1)


def _show(entry: Entry) -> None:
    click.secho(f"{entry.table}:{entry.line}", fg="cyan")
    for column, cell in entry.cells:
        click.echo(f"    {column:12} {cell}")


@command.command("show")
@click.argument("word")
@options.lexicon
@options.plain_errors
def show(word: str, lexicon: Path | None) -> None:
    """Show how WORD is analysed and every row of every table that holds it or one of its lemmas."""
    tables = Lexicon(lexicon)
    forms = [word]
    for analysis in tables.compiled("text.analyser", Analyser).word(word).analyses:
        clitics = "+".join((*analysis.proclitics, analysis.lemma, *filter(None, (analysis.enclitic,))))
        detail = " ".join(
            filter(None, (analysis.pos, analysis.aspect, analysis.person, analysis.gender, analysis.number))
        )
        click.echo(f"{analysis.lemma}  ({detail})  {clitics}" + ("" if analysis.known else "  guessed"))
        forms.append(analysis.lemma)
    entries = look_up(tables, forms, fold)
    for entry in entries:
        _show(entry)
    if not entries:
        click.echo("no table holds it")
