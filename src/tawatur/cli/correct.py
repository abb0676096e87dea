# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur correct`."""

import click

from tawatur.cli import casing, options


def _span(value: str) -> tuple[int, int]:
    start, _, end = value.partition("..")
    if not (start.isdecimal() and end.isdecimal()):
        raise click.UsageError(f"{value!r} is no span; write start..end in code points of the text")
    return int(start), int(end)


@click.command("correct")
@casing.case
@click.argument("report", metavar="REPORT")
@click.argument("item", metavar="ITEM")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE…")
@casing.note
@casing.author
@casing.wait
@options.plain_errors
def command(
    case: str, report: str, item: str, values: tuple[str, ...], note: str, author: str | None, wait: float
) -> None:
    """Decide that a reading is wrong in an event, claim or party, or that one was missed.

    ITEM is an id of the reading (e1, c2, n3), or event@start..end or claim@start..end for one that was missed. Fields
    of an event: type, mode, status, when, place, deaths, injured, actors, recipients, span; of a claim: stance,
    anonymous, source; of a party: name, name_en, kind, country, sector. Several fields are one decision. The field
    "drop" takes an event or claim away.

    \b
    Examples:
      tawatur correct border.case r12 e1 type=COERCE deaths=7..12
      tawatur correct border.case r12 e2 drop=yes
      tawatur correct border.case r12 event@120..126 type=ASSAULT "actors=مسلحون"
    """
    from tawatur.pipeline import changes

    fields = dict(value.partition("=")[::2] for value in values)
    kind, at, span = item.partition("@")
    with casing.opened(case, author=author, wait=wait) as found:
        work = changes.Work(found)
        if at:
            if kind not in ("event", "claim"):
                raise click.UsageError("only an event or a claim can be added: event@start..end")
            number = changes.add_missed(work, report, kind, _span(span), fields, note)
        else:
            number = changes.correct(work, report, item, fields, note)
    click.echo(f"decision {number}; take it back with: tawatur undo {casing.shown(case)} {number}")
