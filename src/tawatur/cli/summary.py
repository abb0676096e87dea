# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A reading as text for people: what happened, who says so, who stands where, who was silent.

The frame of a line runs left to right; every piece of the report stands in a Unicode isolate, so that a terminal
that knows bidirectional text cannot reorder names across the arrows, and control characters in a report
cannot reach out of it. Colour only repeats what words say already.
"""

import re
from collections.abc import Iterator

import click

from tawatur.model import Claim, Count, Event, NonResponse, Reading, Relation

_ISOLATE, _END = "\u2068", "\u2069"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")
LONGEST = 160  # characters of a quoted content; the whole stands in the JSON form

_STATUS = {"denied": "not", "planned": "planned", "hypothetical": "hypothetical", "historical": "past"}
_ARROWS = {"allied_with": "↔", "rival_of": "↔"}


def isolate(text: str) -> str:
    """Return report text that can stand in a line of any direction: one line, controls out, isolated."""
    return _ISOLATE + _CONTROLS.sub("", _SPACES.sub(" ", text)).strip() + _END


def harmless(text: str) -> str:
    """Return report text whose control characters cannot reach the terminal; its lines stay."""
    return _CONTROLS.sub("", text)


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


class _Summary:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = {e.id: e.name for e in reading.entities}

    def party(self, id: str | None) -> str:
        return isolate(self.names[id]) if id is not None and id in self.names else "?"

    def parties(self, ids: tuple[str, ...]) -> str:
        return ", ".join(map(self.party, ids)) or "—"

    def event(self, event: Event) -> str:
        kind = event.type + (f"/{event.mode}" if event.mode else "")
        line = f"{event.id:>4}  {click.style(f'{kind:14}', fg='cyan', bold=True)} {self.parties(event.actors)}"
        line += f" → {click.style(isolate(event.text), bold=True)} → {self.parties(event.recipients)}"
        details = [_STATUS[event.status]] if event.status in _STATUS else []
        details += [event.when.value] if event.when is not None else []
        details += [isolate(event.place.text)] if event.place is not None else []
        details += [f"deaths {_count(event.deaths)}"] if event.deaths is not None else []
        details += [f"injured {_count(event.injured)}"] if event.injured is not None else []
        return line + (f"  [{'; '.join(details)}]" if details else "")

    def claim(self, claim: Claim) -> str:
        source = isolate(claim.source.text) if claim.source.text else self.party(claim.source.entity)
        chain = " ← ".join([*(isolate(v.text) for v in claim.via), source])
        marks = [] if claim.stance == "asserts" else [click.style(claim.stance, fg="red")]
        marks += ["anonymous"] if claim.anonymous else []
        marks += [f"{claim.count} sources"] if claim.count is not None and claim.count > 1 else []
        marks += [isolate(claim.basis)] if claim.basis else []
        told = "" if claim.content is None else isolate(_shorten(claim.content.text))
        events = f"  ({', '.join(claim.events)})" if claim.events else ""
        cue = click.style(isolate(claim.cue.text), fg="green")
        return f"{claim.id:>4}  {chain} {cue}{' [' + '; '.join(marks) + ']' if marks else ''}: {told}{events}"

    def relation(self, relation: Relation) -> str:
        arrow = _ARROWS.get(relation.type, "→")
        kind = click.style(relation.type, fg="magenta")
        return f"      {self.party(relation.from_)} {arrow} {kind} {arrow} {self.party(relation.to)}"

    def silence(self, silence: NonResponse) -> str:
        asked = f", asked by {isolate(silence.asked_by)}" if silence.asked_by else ""
        channel = "" if silence.channel == "unstated" else f" ({silence.channel})"
        return f"      {self.party(silence.entity)}: {isolate(silence.text)}{asked}{channel}"

    def sections(self) -> Iterator[tuple[str, list[str]]]:
        reading = self.reading
        dates = [f"      {isolate(t.text)} = {t.value or 'unresolved'}" for t in reading.timexes]
        yield "Dates", dates
        yield "Events: who → what → whom", [self.event(e) for e in reading.events]
        yield "Who says so", [self.claim(c) for c in reading.claims]
        yield "Relations", [self.relation(r) for r in reading.relations]
        yield "Would not comment", [self.silence(n) for n in reading.non_responses]


def _count(count: Count) -> str:
    if count.low == count.high:
        return str(count.low)
    if count.high is None:
        return f"≥ {count.low}"
    return f"≤ {count.high}" if count.low is None else f"{count.low}–{count.high}"


def summarise(reading: Reading) -> str:
    """Return a reading as a readable, coloured summary, one fact a line.

    Args:
        reading: What to show; its text is made safe for a terminal.
    """
    lines = []
    if reading.report.title:
        lines.append(click.style(isolate(reading.report.title), bold=True))
    for heading, items in _Summary(reading).sections():
        if items:
            lines += [click.style(heading, underline=True), *items]
    if len(lines) <= bool(reading.report.title):
        lines.append("nothing found")
    return "\n".join(lines)
