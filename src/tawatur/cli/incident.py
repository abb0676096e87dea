# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur incident`."""

from typing import TYPE_CHECKING

import click

from tawatur.cli import casing, options, output
from tawatur.cli.summary import isolate
from tawatur.model.joined import Chain, Incident, Position

if TYPE_CHECKING:
    from tawatur.casefile import Transaction

_LINKS = {
    "copy": "the same wording",
    "agency": "the same agency",
    "source": "the same source",
    "affiliation": "one affiliation",
    "outlet": "the same outlet",
    "anonymous": "unnamed sources that cannot be told apart",
    "unattributed": "accounts that name no source",
}


def told_chain(chain: Chain) -> str:
    """Return a chain as a line, from the outlet to the source."""
    links = [" = ".join(map(isolate, chain.outlets)) or "?"]
    links += [isolate(chain.agency)] if chain.agency else []
    links += [isolate(via) for via in chain.via]
    links.append(isolate(chain.source_text) if chain.source_text else "no source named")
    marks = [m for m, held in (("anonymous", chain.anonymous), ("denies", chain.denies)) if held]
    return " ← ".join(links) + (f"  [{', '.join(marks)}]" if marks else "")


def told_position(position: Position, ids: dict[str, str], names: dict[str, str]) -> list[str]:
    """Return a position with its proof: the chains that count, and for each other what excludes it."""
    found = position.independence
    span = str(found.low) if found.low == found.high else f"{found.low}–{found.high}"
    answer = isolate(names.get(position.answer, position.answer))
    head = f"{position.question}: {answer}  {span} independent of {len(position.chains)} chains"
    lines = [click.style(head, bold=True) + f"  credibility {position.credibility} ({position.rule})"]
    chains = {chain.id: chain for chain in position.chains}
    excluded = {e.chain: e for e in found.excluded}
    for number, id in enumerate(found.chosen, 1):
        if id in chains:
            reports = ", ".join(isolate(ids.get(r, r)) for r in chains[id].reports)
            lines.append(f"  {number}. {told_chain(chains[id])}  ({reports})")
    for id, chain in chains.items():
        if id in excluded:
            why = excluded[id]
            detail = f": {isolate(names.get(why.detail, why.detail))}" if why.detail else ""
            reports = ", ".join(isolate(ids.get(r, r)) for r in chain.reports)
            lines.append(f"  –  {told_chain(chain)}  ({reports}): {_LINKS[why.link]}{detail}")
    return lines


def told(incident: Incident, ids: dict[str, str], names: dict[str, str]) -> str:
    """Return an incident as text.

    Args:
        incident: With tellings and positions.
        ids: The reports' own ids by key.
        names: Of canonical entities by id.
    """
    from tawatur.pipeline.ways import readable

    incident = readable(incident)
    kind = incident.type + (f"/{incident.mode}" if incident.mode else "")
    where = isolate(incident.place) if incident.place else incident.country or "?"
    lines = [
        click.style(isolate(incident.title), bold=True),
        f"{incident.id}  {kind}  {incident.when or '?'}  {where}",
        f"told by {len(incident.reports)} reports of {len({t.outlet for t in incident.tellings})} outlets: "
        + ", ".join(isolate(ids.get(key, key)) for key in incident.reports),
    ]
    if incident.recalled_by:
        lines.append("recalled by: " + ", ".join(isolate(ids.get(key, key)) for key in incident.recalled_by))
    for position in incident.positions:
        lines += ["", *told_position(position, ids, names)]
    lines += ["", "The counts rest on the links found; a link that no text shows cannot be seen."]
    return "\n".join(lines)


def names_in(tx: "Transaction", incident: Incident) -> dict[str, str]:
    """Return the names of the canonical entities that positions on an incident speak of, by id."""
    from tawatur.casefile import parties

    said = {p.answer for p in incident.positions}
    said |= {why.detail for p in incident.positions for why in p.independence.excluded}
    return {id: entity.name for id, entity in parties.canonicals(tx, said).items()}


@click.command("incident")
@casing.case
@click.argument("incident", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.plain_errors
def command(case: str, incident: str, form: output.Format) -> None:
    """Show an incident: what is said of it, by which chains, how many of them are independent, and why.

    ID may be the beginning of one, or an id that the incident had before others were merged into it.

    \b
    Example:
      tawatur incident border.case 36d57c
    """
    from tawatur.casefile import reports
    from tawatur.pipeline.changes import incident as find

    with casing.opened(case) as found, found.read() as tx:
        whole, ids = find(tx, incident), reports.own_ids(tx)
        names = names_in(tx, whole)
    if form == "json":
        output.show_json(whole)
    else:
        click.echo(told(whole, ids, names))
