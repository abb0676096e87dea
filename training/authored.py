# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Reports written for training.

Those of `training/reports/plain` are a few sentences each: constructions of the news that few annotated reports hold.
Those of `training/reports/whole` are reports as outlets print them, with all that the coding manual asks for.

    python training/authored.py OUT

writes them to OUT as annotated reports are, so that readings of them can be scored.

A file holds reports apart by empty lines; lines that begin with `#` are passed over. A report's
first line is `@ PUBLISHED`; its text follows with its annotations in braces, which nest:

    {a:o|التحالف}          a mention of party `a`, of kind o(rganisation), s(tate), g(roup), r(ole), p(erson, by name)
                           or d (a person or body by its description: settles no kind)
    {!ASSAULT a,b>c d=7 st=planned w=2018-03-02|غارات}   an event: type, actors > recipients; deaths (`7`, `7-9`,
                           `7-` for at least), status, date
    {?1 a an n=1 st=denies m=direct|قال}   the cue of claim 1 by party `a` (`-` for none): anonymous, count (else 1, of
                           a group none), stance, mode
    {$1|…} {=1|…} {%1|…}   its source phrase, its content, an intermediary
    {:leads a>b|رئيس}      a relation, with the word that tells it
    & b leads c; d member_of c    relations on a report's last line, where no one word tells them

Names, places and outlets are invented or stand for nobody; the annotation follows the coding manual of the gold.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gold import Gold

REPORTS = Path(__file__).parent / "reports"
WHOLE = REPORTS / "whole"
KINDS = {"o": "organisation", "s": "state", "g": "group", "r": "role", "p": "person", "d": ""}
_OPEN = re.compile(r"\{([^|{}]*)\|")
_MENTION = re.compile(r"([a-z]\d?)(?::([osgrpd]))?")

Mark = tuple[int, int, str]
"""The bounds of what a brace holds, half-open in characters of the text, and its label."""


class AuthoredError(ValueError):
    """An authored report is not well formed."""


@dataclass(slots=True)
class _Report:
    """A report while it is read."""

    id: str
    published: str
    text: str
    mentions: list[dict[str, Any]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    claims: dict[str, dict[str, Any]] = field(default_factory=dict)
    relations: list[dict[str, Any]] = field(default_factory=list)

    def claim(self, number: str) -> dict[str, Any]:
        """Return the claim of a number, a new one at first."""
        return self.claims.setdefault(
            number,
            {
                "id": f"c{number}", "cue": None, "content": None, "mode": "indirect", "stance": "asserts",
                "source": {"start": None, "end": None, "text": None, "entity": None},
                "anonymous": False, "count": None, "via": [], "events": [],
            },
        )  # fmt: skip

    def note(self, label: str, start: int, end: int) -> None:
        """Take in an annotation of a span."""
        span = {"start": start, "end": end, "text": self.text[start:end]}
        sigil, rest = label[0], label[1:].split()
        if sigil == "!":
            self._event(rest, span)
        elif sigil == "?":
            self._cue(rest, span)
        elif sigil == "$":
            self.claim(rest[0])["source"].update(span)
        elif sigil == "=":
            self.claim(rest[0])["content"] = span
        elif sigil == "%":
            self.claim(rest[0])["via"].append(span["text"])
        elif sigil == ":":
            one, other = rest[1].split(">")
            self.relations.append({"type": rest[0], "from": one, "to": other, **span})
        else:
            self._mention(label, span)

    def relate(self, ties: str) -> None:
        """Take in the relations of a report's last line."""
        for tie in filter(None, map(str.strip, ties.split(";"))):
            if len(tie.split()) != 3:
                raise AuthoredError(f"{self.id}: {tie!r} is no relation")
            one, kind, other = tie.split()
            self.relations.append({"type": kind, "from": one, "to": other, "start": None, "end": None, "text": None})

    def _mention(self, label: str, span: dict[str, Any]) -> None:
        found = _MENTION.fullmatch(label)
        if found is None:
            raise AuthoredError(f"{self.id}: {label!r} is no annotation")
        key, kind = found[1], found[2] or ""
        if kind and kind != "d":
            self.kinds.setdefault(key, KINDS[kind])
        if kind != "d":
            self.names.setdefault(key, []).append(span["text"])
        self.mentions.append({**span, "entity": key})

    def _event(self, rest: list[str], span: dict[str, Any]) -> None:
        actors, recipients = rest[1].split(">")
        given = dict(option.split("=") for option in rest[2:])
        deaths = given.get("d")
        self.events.append(
            {
                "id": f"e{len(self.events) + 1}", "type": rest[0], **span,
                "actors": [k for k in actors.split(",") if k], "recipients": [k for k in recipients.split(",") if k],
                "status": given.get("st", "asserted"), "when": given.get("w"), "place": None,
                "deaths": _count(deaths) if deaths else None, "injured": None,
            }
        )  # fmt: skip

    def _cue(self, rest: list[str], span: dict[str, Any]) -> None:
        claim = self.claim(rest[0])
        claim["cue"] = span
        claim["source"]["entity"] = None if rest[1] == "-" else rest[1]
        given = dict([*option.split("="), ""][:2] for option in rest[2:])
        claim["anonymous"] = "an" in given
        claim["count"] = int(given["n"]) if "n" in given else -1
        claim["stance"], claim["mode"] = given.get("st", "asserts"), given.get("m", "indirect")

    def gold(self) -> Gold:
        """Return the report in the form of the annotated ones."""
        for number, claim in self.claims.items():
            if claim["cue"] is None or claim["content"] is None:
                raise AuthoredError(f"{self.id}: claim {number} lacks its cue or its content")
            if claim["count"] == -1:
                claim["count"] = 1 if self.kinds.get(claim["source"]["entity"], "group") != "group" else None
        for key in {m["entity"] for m in self.mentions} - self.kinds.keys():
            raise AuthoredError(f"{self.id}: no mention says of what kind {key} is")
        used = {k for e in self.events for k in (*e["actors"], *e["recipients"])}
        used |= {k for r in self.relations for k in (r["from"], r["to"])}
        used |= {c["source"]["entity"] for c in self.claims.values()} - {None}
        if used - self.kinds.keys():
            raise AuthoredError(f"{self.id}: {sorted(used - self.kinds.keys())} are mentioned nowhere")
        entities = [{"id": k, "name": max(self.names[k], key=len), "kind": self.kinds[k]} for k in sorted(self.kinds)]
        data = {
            "report": {"id": self.id, "text": self.text, "published": self.published, "outlet": None, "title": None},
            "entities": entities, "mentions": sorted(self.mentions, key=lambda m: (m["start"], -m["end"])),
            "timexes": [], "events": self.events, "claims": list(self.claims.values()),
            "relations": self.relations, "non_responses": [],
        }  # fmt: skip
        return Gold(self.id, self.text, self.published, data)


def _count(written: str) -> list[int | None]:
    low, dash, high = written.partition("-")
    return [int(low), int(high) if high else None if dash else int(low)]


def parse(name: str, block: str) -> Gold:
    """Return the report of a block of lines.

    Raises:
        AuthoredError: Braces do not match, or an annotation is not understood.
    """
    head, _, body = block.partition("\n")
    if not head.startswith("@ "):
        raise AuthoredError(f"{name}: begins with {head[:40]!r}, not with its date")
    body, _, ties = body.partition("\n& ")
    text, marks = parted(name, body.strip())
    return assemble(name, head[2:].strip(), text, marks, ties)


def assemble(name: str, published: str, text: str, marks: Iterable[Mark], ties: str) -> Gold:
    """Return the report of a text, of the marks over it, each before those in it, and of ties that no one word tells.

    Raises:
        AuthoredError: An annotation is not understood.
    """
    report = _Report(name, published, text)
    report.relate(ties)
    for start, end, label in marks:
        report.note(label, start, end)
    return report.gold()


def parted(name: str, body: str) -> tuple[str, list[Mark]]:
    """Return a text without its braces, and what they mark, each mark before those in it.

    Raises:
        AuthoredError: Braces do not match.
    """
    opened: list[tuple[str, int]] = []
    marks: list[Mark] = []
    text, at = "", 0
    while at < len(body):
        found = _OPEN.match(body, at)
        if found:
            opened.append((found[1], len(text)))
            at = found.end()
        elif body[at] == "}":
            if not opened:
                raise AuthoredError(f"{name}: a brace closes nothing after {text[-30:]!r}")
            label, start = opened.pop()
            marks.append((start, len(text), label))
            at += 1
        else:
            text += body[at]
            at += 1
    if opened:
        raise AuthoredError(f"{name}: {opened[-1][0]!r} is not closed")
    if "{" in text:
        raise AuthoredError(f"{name}: a brace opens nothing before {text[text.index('{') :][:30]!r}")
    return text, sorted(marks, key=lambda mark: (mark[0], -mark[1]))


def blocks(path: Path) -> list[str]:
    """Return the reports of a file, apart by empty lines, without its comments."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [block.strip() for block in "\n".join(lines).split("\n\n") if block.strip()]


def load(folder: Path = REPORTS) -> list[Gold]:
    """Return the authored reports of a folder and the folders in it, in the order of files and lines."""
    found = []
    for path in sorted(folder.rglob("*.txt")):
        found += [parse(f"{path.stem}-{number:03}", block) for number, block in enumerate(blocks(path), 1)]
    return found


def main(out: str) -> None:
    """Write the reports to a folder."""
    Path(out).mkdir(parents=True, exist_ok=True)
    for report in load():
        text = json.dumps(report.data, ensure_ascii=False, indent=1)
        (Path(out) / f"{report.id}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
