# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How much of a gold folder's events the frame table can reach, and how often each frame is right.

    python benchmarks/frame_reach.py GOLD_DIR [--misses] [--frames N]

Reach: share of gold anchors for which some analysis of the anchor's word has a frame of the gold type.
Precision: of the places where a frame's lemma is the chosen reading, the share that are gold anchors of its type.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tawatur.lexicon import Lexicon
from tawatur.text.document import Document, analyse
from tawatur.text.normalize import fold
from tawatur.text.words import Token

NOMINAL = ("noun", "adj")
Key = tuple[str, str]
Rows = dict[Key, set[str]]


def frame_types(lexicon: Lexicon) -> Rows:
    """Return the types of each folded lemma and analyser part of speech; participles are nouns or adjectives."""
    found: Rows = defaultdict(set)
    for lemma, pos, type_ in lexicon.table("events/frames").columns("lemma", "pos", "type"):
        for reading in ("verb",) if pos == "verb" else NOMINAL:
            found[fold(lemma), reading].add(type_)
    return found


def reports(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the annotated reports of a folder in name order."""
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def at(document: Document, start: int, end: int) -> Token | None:
    """Return the first token that overlaps a span."""
    return next((t for t in document.tokens if t.start < end and start < t.end), None)


def measure(folder: Path, lexicon: Lexicon) -> tuple[Counter[str], Counter[str], list[str], Counter[Key], Counter[Key]]:
    """Return gold and reached events per type, the misses, and fires and hits per lemma, part of speech and type."""
    types = frame_types(lexicon)
    gold: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    misses: list[str] = []
    fires: Counter[Any] = Counter()
    hits: Counter[Any] = Counter()
    for report in reports(folder):
        document = analyse(report["report"]["text"], lexicon)
        anchors: dict[int, set[str]] = defaultdict(set)
        for event in report["events"]:
            gold[event["type"]] += 1
            token = at(document, event["start"], event["end"])
            if token is None:
                continue
            anchors[token.index].add(event["type"])
            if any(event["type"] in types.get((fold(a.lemma), a.pos), ()) for a in token.word.analyses):
                reached[event["type"]] += 1
            else:
                read = ", ".join(sorted({f"{a.lemma}/{a.pos}" for a in token.word.analyses}))
                misses.append(f"{event['type']}\t{token.text}\t{read}\t{report['report']['id']}")
        for token in document.tokens:
            key = (fold(token.analysis.lemma), token.analysis.pos)
            for type_ in types.get(key, ()):
                fires[*key, type_] += 1
                hits[*key, type_] += type_ in anchors[token.index]
    return gold, reached, misses, fires, hits


def main() -> None:
    """Print reach per type, then misses and frame precision as asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true", help="list the anchors that no frame reaches")
    parser.add_argument("--frames", type=int, metavar="N", help="list precision of frames that fire N times or more")
    args = parser.parse_args()
    gold, reached, misses, fires, hits = measure(args.gold, Lexicon())
    out = sys.stdout
    for type_, n in sorted(gold.items()):
        out.write(f"{type_:<10}{reached[type_]:>6}/{n:<6}{reached[type_] / n:.3f}\n")
    out.write(f"{'all':<10}{reached.total():>6}/{gold.total():<6}{reached.total() / gold.total():.3f}\n")
    out.writelines(f"miss\t{line}\n" for line in sorted(misses) if args.misses)
    if args.frames is not None:
        for key, n in sorted(fires.items(), key=lambda item: (-item[1], item[0])):
            if n >= args.frames:
                out.write(f"frame\t{' '.join(key)}\t{hits[key]}/{n}\t{hits[key] / n:.2f}\n")


if __name__ == "__main__":
    main()
