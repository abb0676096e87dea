# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur explain`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tawatur.cli import options
from tawatur.cli.read import inputs
from tawatur.cli.summary import isolate
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.lexicon.lookup import rule_entries
from tawatur.model import Claim, Event, NonResponse, Reading, Relation, Role
from tawatur.pipeline.local import Done, Settings, read_many
from tawatur.text.normalize import fold


class _Explanation:
    """Lines that say why a record was read as it was."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading, self.lexicon = reading, lexicon
        self.text = reading.report.text
        self.names = {e.id: e.name for e in reading.entities}

    def _quote(self, start: int, end: int) -> str:
        """Return the sentence around a span, the span in brackets."""
        inside = [s for s in self.reading.sentences if s.start <= start < s.end]
        low, high = (inside[0].start, max(inside[0].end, end)) if inside else (start, end)
        return isolate(self.text[low:start] + "[" + self.text[start:end] + "]" + self.text[end:high])

    def _name(self, id: str | None) -> str:
        return isolate(self.names[id]) if id is not None and id in self.names else "nobody named"

    def _rule(self, rule: str) -> Iterator[str]:
        yield f"  rule        {rule}"
        for entry in rule_entries(self.lexicon, rule, fold)[:3]:
            cells = "  ".join(f"{column}={isolate(cell)}" for column, cell in entry.cells)
            yield f"              {entry.table}:{entry.line}  {cells}"

    def _role(self, role: Role) -> str:
        where = isolate(self.text[role.start : role.end]) if role.start is not None else "not in the sentence"
        path = f": {role.path}" if role.path else ""
        return f"  {role.role:11} {self._name(role.entity)}, {where}{path}"

    def event(self, event: Event) -> Iterator[str]:
        """Yield why an event was read."""
        kind = event.type + (f"/{event.mode}" if event.mode else "")
        yield click.style(f"{event.id}  {kind}  confidence {event.confidence:.2f}", bold=True)
        yield f"  sentence    {self._quote(event.start, event.end)}"
        yield from self._rule(event.rule)
        yield from map(self._role, event.roles)
        if not event.roles:
            yield "  parties     none that the report ties to it"
        yield f"  status      {event.status}"
        if event.when is not None:
            timex = next((t for t in self.reading.timexes if t.id == event.when.timex), None)
            source = "" if timex is None else f", from {isolate(timex.text)} (anchored: {timex.anchored})"
            yield f"  when        {event.when.value}{source}"
        for name, count in (("deaths", event.deaths), ("injured", event.injured)):
            if count is not None:
                yield f"  {name:11} {count.low}–{count.high}, from {isolate(self.text[count.start : count.end])}"
        if event.claim is not None:
            yield f"  told in     {event.claim}"

    def claim(self, claim: Claim) -> Iterator[str]:
        """Yield why a claim was read."""
        yield click.style(f"{claim.id}  claim  confidence {claim.confidence:.2f}", bold=True)
        yield f"  sentence    {self._quote(claim.cue.start, claim.cue.end)}"
        yield from self._rule(claim.rule)
        if claim.source.text is not None:
            yield f"  source      {isolate(claim.source.text)} = {self._name(claim.source.entity)}"
        else:
            yield f"  source      dropped; understood: {self._name(claim.source.entity)}"
        for number, link in enumerate(claim.via, 1):
            yield f"  via {number}       {isolate(link.text)}"
        if claim.basis is not None:
            yield f"  basis       {isolate(claim.basis)}"
        counted = "not stated" if claim.count is None else str(claim.count)
        known = "anonymous" if claim.anonymous else "named"
        yield f"  qualities   {claim.mode}, {claim.stance}, {known}, count {counted}"
        if claim.content is not None:
            yield f"  content     {isolate(claim.content.text)}"
        if claim.events:
            yield f"  tells       {', '.join(claim.events)}"

    def relation(self, number: int, relation: Relation) -> Iterator[str]:
        """Yield why a relation was read."""
        yield click.style(f"r{number}  {relation.type}  confidence {relation.confidence:.2f}", bold=True)
        yield f"  parties     {self._name(relation.from_)} → {self._name(relation.to)}"
        yield f"  sentence    {self._quote(relation.start, relation.end)}"
        yield from self._rule(relation.rule)

    def silence(self, number: int, silence: NonResponse) -> Iterator[str]:
        """Yield why a refusal to comment was read."""
        yield click.style(f"s{number}  no comment", bold=True)
        yield f"  sentence    {self._quote(silence.start, silence.end)}"
        yield f"  silent      {self._name(silence.entity)}"
        yield from self._rule(silence.rule)

    def all(self) -> Iterator[tuple[str, list[str]]]:
        """Yield every record's id and its lines."""
        reading = self.reading
        yield from ((e.id, list(self.event(e))) for e in reading.events)
        yield from ((c.id, list(self.claim(c))) for c in reading.claims)
        yield from ((f"r{n}", list(self.relation(n, r))) for n, r in enumerate(reading.relations, 1))
        yield from ((f"s{n}", list(self.silence(n, s))) for n, s in enumerate(reading.non_responses, 1))


def explain(reading: Reading, lexicon: Lexicon, wanted: Sequence[str] = ()) -> list[str]:
    """Return the lines that explain a reading's records.

    Args:
        reading: What to explain.
        lexicon: The tables it was read with.
        wanted: Ids of the records to explain; all when empty.
    """
    shown = [(id, lines) for id, lines in _Explanation(reading, lexicon).all() if not wanted or id in wanted]
    return [line for _, lines in shown for line in [*lines, ""]]


@click.command("explain")
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH|-")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@options.published
@options.outlet
@options.lexicon
@options.threshold
@options.plain_errors
def command(
    path: Path,
    ids: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    lexicon: Path | None,
    threshold: float | None,
) -> None:
    """Read the report at PATH and show why.

    For each event and claim: its sentence, the lexicon row that fired, and the way to each party.

    Name ids (e1, c2, r1, s1) to see only those.
    """
    options.check_published(published)
    tables = default_lexicon() if lexicon is None else Lexicon(lexicon)  # the one that reads
    failed = False
    for outcome in read_many(inputs([path]), Settings(lexicon, published, outlet, threshold)):
        if not isinstance(outcome, Done):
            failed = True
            click.secho(f"failed: {outcome.name}: {outcome.error}", fg="red", err=True)
            continue
        lines = explain(outcome.reading, tables, ids)
        click.echo("\n".join(lines) if lines else f"nothing to explain{' under ' + ', '.join(ids) if ids else ''}")
    if failed:
        raise click.exceptions.Exit(1)
