# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How much is lost between a perfect model's quotes and the records: the annotations, answered as a model would.

    llm_oracle.py GOLD_FOLDER PART

Each report's annotation is turned into the answer of a model that makes no mistake (quotes and sentence numbers, no
offsets), assembled against the text, and scored by `score.py`. What is missing to 1 is the price of quotes: places of
one quote that could not be told apart, words that are quoted but begin inside a word.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model import ReaderInfo, Reading, Report
from tawatur.reading.llm.answer import parse_answer
from tawatur.reading.llm.assemble import assemble
from tawatur.reading.llm.quotes import Quotes
from tawatur.text.document import analyse

SHORT = 15  # words of a quote that are given in full, as the prompt asks


def _quote(text: str) -> str:
    words = text.split()
    return text if len(words) <= SHORT else " ".join(words[:5]) + " … " + " ".join(words[-5:])


def _spanned(record: dict[str, Any] | None, text: str) -> str | None:
    if not record or record.get("start") is None:
        return None
    return _quote(text[record["start"] : record["end"]])


def answer(gold: dict[str, Any], quotes: Quotes) -> dict[str, list[dict[str, Any]]]:
    """Return an annotation as a model's answer."""
    text = quotes.text

    def at(record: dict[str, Any]) -> dict[str, Any]:
        return {"sentence": quotes.sentence(record["start"]), "quote": text[record["start"] : record["end"]]}

    def ordered(name: str) -> list[dict[str, Any]]:
        return sorted(gold[name], key=lambda r: r.get("start") or (r.get("cue") or {}).get("start") or 0)

    forms: dict[str, list[str]] = {}
    for mention in gold["mentions"]:
        forms.setdefault(mention["entity"], []).append(text[mention["start"] : mention["end"]])
    events = []
    for event in ordered("events"):
        made = {"sentence": quotes.sentence(event["start"]), "anchor": text[event["start"] : event["end"]]}
        same = {name: event[name] for name in ("id", "type", "actors", "recipients", "place", "status")}
        made |= {**same, "when": event["when"]}
        deaths = event.get("deaths")
        if deaths:
            made["deaths"] = {"quote": made["anchor"], "low": deaths[0], "high": deaths[1]}
        events.append(made)
    claims = []
    for claim in ordered("claims"):
        cue, source = claim["cue"], claim["source"] or {}
        claims.append(
            {
                "sentence": quotes.sentence(cue["start"]),
                "cue": text[cue["start"] : cue["end"]],
                "source": _spanned(source, text),
                "speaker": source.get("entity"),
                "content": _spanned(claim["content"], text),
                "direct": claim["mode"] == "direct",
                **{name: claim[name] for name in ("stance", "anonymous", "count", "via", "events")},
            }
        )
    names = ("id", "name", "kind")
    return {
        "entities": [{**{n: e[n] for n in names}, "forms": forms.get(e["id"], [])} for e in gold["entities"]],
        "timexes": [{**at(t), "value": t["value"]} for t in ordered("timexes")],
        "places": [],
        "events": events,
        "claims": claims,
        "relations": [{**at(r), **{n: r[n] for n in ("type", "from", "to")}} for r in ordered("relations")],
        "non_responses": [{**at(s), "party": s["entity"]} for s in ordered("non_responses")],
    }


def read(gold: dict[str, Any], lexicon: Lexicon, wrong: Counter[str]) -> Reading:
    """Return the reading that comes of a perfect answer; what is left out of it is counted."""
    report = gold["report"]
    document = analyse(report["text"], lexicon)
    parsed, found = parse_answer(json.dumps(answer(gold, Quotes(document)), ensure_ascii=False))
    made = assemble(document, parsed, (), found)
    wrong.update(made.wrong)
    return Reading(
        reader=ReaderInfo("oracle", "1", ""),
        report=Report(report["id"], report["text"]),
        entities=made.entities,
        mentions=made.mentions,
        timexes=made.timexes,
        events=made.events,
        claims=made.claims,
        relations=made.relations,
        non_responses=made.non_responses,
    )


def main(folder: Path, part: str) -> int:
    """Answer, assemble and score; return the exit status."""
    scorer = folder / "score.py"
    if not scorer.exists():
        print(f"{scorer}: not there; the annotated reports are not part of the repository", file=sys.stderr)
        return 2
    lexicon, wrong = default_lexicon(), Counter[str]()
    with tempfile.TemporaryDirectory() as out:
        for path in sorted((folder / part).glob("*.json")):
            reading = read(json.loads(path.read_text("utf-8")), lexicon, wrong)
            (Path(out) / path.name).write_text(reading.to_json(), "utf-8")
        print("left out:", dict(wrong))
        sys.stdout.flush()
        subprocess.run([sys.executable, str(scorer), str(folder / part), out], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
