# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur translations`."""

import click

from tawatur.cli import casing, options, output


@click.command("translations")
@casing.case
@click.option("--accept", type=(str, str), metavar="REPORT REPORT", help="They render one story: one counts.")
@click.option("--reject", type=(str, str), metavar="REPORT REPORT", help="They are two accounts.")
@casing.note
@casing.author
@casing.wait
@output.form
@options.plain_errors
def command(
    case: str,
    accept: tuple[str, str] | None,
    reject: tuple[str, str] | None,
    note: str,
    author: str | None,
    wait: float,
    form: output.Format,
) -> None:
    """List the reports that may be translations of one foreign story, or decide on two of them.

    Other words, but the same names and figures in one order: such reports are proposed and count as two until somebody
    has looked. Accepted, the two are copies of each other, of one family, and count once. The decision holds through
    new readings; take it back with: tawatur undo CASE NUMBER.

    \b
    Examples:
      tawatur translations border.case
      tawatur translations border.case --accept r17 r23 --note "both after the same agency's cable"
    """
    from tawatur.casefile.records import TranslationRow
    from tawatur.model.decisions import JUDGEMENTS
    from tawatur.pipeline import translating
    from tawatur.pipeline.changes import Work, judge_translation

    if accept is not None and reject is not None:
        raise click.UsageError("decide on one pair at a time")
    with casing.opened(case, author=author, wait=wait) as found:
        for pair, judgement in zip((accept, reject), JUDGEMENTS, strict=True):
            if pair is not None:
                number = judge_translation(Work(found), *pair, judgement, note)
                click.echo(f"decision {number}; take it back with: tawatur undo {casing.shown(case)} {number}")
                return
        with found.read() as tx:
            rows = translating.rows(tx)
    output.show(rows, TranslationRow, form)
