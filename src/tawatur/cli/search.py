# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur search`."""

from pathlib import Path

import click

from tawatur.cli import casing, options, output


@click.command("search")
@casing.case
@click.argument("words", nargs=-1, required=True, metavar="WORD…")
@output.limit
@output.form
@options.lexicon
@options.plain_errors
def command(case: str, words: tuple[str, ...], limit: int | None, form: output.Format, lexicon: Path | None) -> None:
    """Find reports by words, under any clitics: «الحكومة» finds «وللحكومة».

    All words must occur; "several words" in quotation marks must follow one another; a word after - must not occur
    (write -- before the words then).

    \b
    Examples:
      tawatur search border.case المعبر الحكومة
      tawatur search border.case --format json -- '"وزير الخارجية"' -مصر
    """
    from tawatur.casefile import listing
    from tawatur.casefile.records import ReportRow
    from tawatur.lexicon import Lexicon, default_lexicon

    known = default_lexicon() if lexicon is None else Lexicon(lexicon)
    with casing.opened(case) as found, found.read() as tx:
        rows = listing.search(tx, " ".join(words), known, limit=limit)
    output.show(rows, ReportRow, form)
