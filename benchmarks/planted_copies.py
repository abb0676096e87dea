# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Plant altered copies among real reports and count how many are found, and how exactly.

    planted_copies.py SHARED [--copies 2000] [--others 10000] [--seed 0]

SHARED holds `corpus/saudi.jsonl.gz` and `corpus/ant2018.jsonl.gz`. Each copy is a report whose words were exchanged at
a stated rate (verbs of saying and of events for others of their table row's kind, other words for one of their root),
with paragraphs dropped, moved, or joined with another report. Copies meet their originals only by keys.

recall     planted pairs (copy and original; copy and report it was joined with) found to be whole or partial copies
precision  of the pairs found that hold a planted copy, those planted. A real report that shares a twentieth of
           the original's five-word sequences is left out: newspapers print the same agency text, and that is a copy too
spans      mean intersection over union of the code points of the copied paragraphs, in both texts
"""

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tawatur.joining import copies, signature
from tawatur.joining.printed import Printed
from tawatur.joining.wording import wording
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.text.sentences import split
from tawatur.text.words import TOKEN, Analyser

CORPORA = ("saudi", "ant2018")
RATES = (0.05, 0.1, 0.2, 0.3)
SHAPES = ("whole", "dropped", "moved", "joined")
LEAST_WORDS = 80  # words of an original
LEAST_SENTENCES = 5
COPIED_WORDS = 60  # words that a copy takes over at least
ALIKE = 0.05  # share of five-word sequences beyond which two real reports share wording


@dataclass(slots=True)
class Planted:
    """An altered copy with the truth about it."""

    report: Printed
    rate: float
    shape: str
    spans: dict[str, list[tuple[tuple[int, int], tuple[int, int]]]] = field(default_factory=dict)  # by original


class Synonyms:
    """Words to exchange for a word, from the tables."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.analyser = lexicon.compiled("text.analyser", Analyser)
        self.groups: dict[tuple[str, str], set[str]] = defaultdict(set)  # lemma and part of speech
        alike: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for lemma, pos, type, mode in lexicon.table("events/frames").columns("lemma", "pos", "type", "mode"):
            alike[pos, type, mode].add(lemma)
        for past, noun, kind, stance in lexicon.table("claims/verbs").columns("past", "noun", "class", "stance"):
            alike["verb", "claim", kind, stance].add(past)
            alike["noun", "claim", kind, stance].add(noun)
        for (pos, *_), words in alike.items():
            self._add(pos, words)
        rooted: dict[tuple[str, str], set[str]] = defaultdict(set)
        for table in ("morphology/nominals", "morphology/verbs"):
            for lemma, pos, root in lexicon.table(table).columns("lemma", "pos", "root"):
                rooted[pos, root].add(lemma)
        for (pos, root), words in sorted(rooted.items()):
            if root:
                self._add(pos, {word for word in words if (word, pos) not in self.groups}, to=words)

    def _add(self, pos: str, words: set[str], to: set[str] | None = None) -> None:
        for word in words - {""}:
            self.groups[word, pos] |= (to or words) - {"", word}

    def exchange(self, surface: str, rng: random.Random) -> str | None:
        """Another word for a word, with its clitics; None if the tables know none."""
        analysis = self.analyser.word(surface).analyses[0]
        others = sorted(self.groups.get((analysis.lemma, analysis.pos), ()))
        if not others:
            return None
        article = "ال" if "ال" in analysis.proclitics else ""
        return surface[: analysis.lead] + article + rng.choice(others)


def exchanged(text: str, rate: float, synonyms: Synonyms, rng: random.Random) -> str:
    """A text with a share of its words exchanged, as many as the tables allow."""
    found = [m for m in TOKEN.finditer(text) if m.lastgroup == "word"]
    wanted = round(rate * len(found))
    replaced: dict[int, str] = {}
    for number in rng.sample(range(len(found)), len(found)):
        if len(replaced) >= wanted:
            break
        other = synonyms.exchange(found[number][0], rng)
        if other is not None:
            replaced[number] = other
    pieces, at = [], 0
    for number in sorted(replaced):
        pieces += [text[at : found[number].start()], replaced[number]]
        at = found[number].end()
    return "".join([*pieces, text[at:]])


def paragraphs(text: str, rng: random.Random) -> list[tuple[int, int]]:
    """Stretches of one to three sentences that make up a text."""
    sentences = split(text)
    out, at = [], 0
    while at < len(sentences):
        last = min(len(sentences), at + rng.randint(1, 3))
        out.append((sentences[at][0], sentences[last - 1][1]))
        at = last
    return out


def merged(pairs: list[tuple[tuple[int, int], tuple[int, int]]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Neighbouring stretches of both texts as one."""
    out: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for left, right in pairs:
        if out and 0 <= left[0] - out[-1][0][1] <= 2 and 0 <= right[0] - out[-1][1][1] <= 2:
            out[-1] = (out[-1][0][0], left[1]), (out[-1][1][0], right[1])
        else:
            out.append((left, right))
    return out


def chosen(blocks: list[tuple[int, int]], text: str, shape: str, rng: random.Random) -> list[tuple[int, int]]:
    """The paragraphs that a copy takes over, in its order."""
    if shape == "whole":
        return blocks
    if shape == "moved":
        cut = rng.randint(1, len(blocks) - 1)
        return blocks[cut:] + blocks[:cut]
    if shape == "joined":
        for count in range(2, len(blocks) + 1):
            first = rng.randint(0, len(blocks) - count)
            part = blocks[first : first + count]
            if len(text[part[0][0] : part[-1][1]].split()) >= COPIED_WORDS:
                return part
        return blocks
    kept = sorted(rng.sample(range(len(blocks)), max(1, round(rng.uniform(0.5, 0.8) * len(blocks)))))
    part = [blocks[n] for n in kept]
    return part if sum(len(text[a:b].split()) for a, b in part) >= COPIED_WORDS else blocks


def plant(original: Printed, other: Printed, number: int, synonyms: Synonyms, rng: random.Random) -> Planted:
    """One altered copy of a report, into another where it is to be joined."""
    shape, rate = SHAPES[number % len(SHAPES)], RATES[number // len(SHAPES) % len(RATES)]
    taken = [(original, block) for block in chosen(paragraphs(original.text, rng), original.text, shape, rng)]
    if shape == "joined":
        around = [(other, block) for block in paragraphs(other.text, rng)]
        at = rng.randint(0, len(around))
        taken = around[:at] + taken + around[at:]
    pieces: list[str] = []
    spans: dict[str, list[tuple[tuple[int, int], tuple[int, int]]]] = defaultdict(list)
    length = 0
    for source, (start, end) in taken:
        piece = exchanged(source.text[start:end], rate, synonyms, rng)
        spans[source.key].append(((start, end), (length, length + len(piece))))
        pieces.append(piece)
        length += len(piece) + 1
    report = Printed(f"planted-{number:05}", "\n".join(pieces), f"outlet {number}", original.published)
    return Planted(report, rate, shape, {key: merged(pairs) for key, pairs in spans.items()})


def reports(shared: Path, count: int, rng: random.Random) -> list[Printed]:
    """A sample of the corpora, by chance."""
    rows: list[dict[str, Any]] = []
    for corpus in CORPORA:
        with gzip.open(shared / "corpus" / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows.extend(json.loads(line) for line in lines)
    return [Printed(r["id"], r["text"], r["outlet"], r["published"]) for r in rng.sample(rows, count)]


def fives(text: str) -> set[tuple[str, ...]]:
    """Sequences of five words."""
    stems = wording(text).stems
    return {stems[n : n + 5] for n in range(len(stems) - 4)}


def share(a: str, b: str) -> float:
    """Share of the shorter report's five-word sequences that the other holds."""
    left, right = fives(a), fives(b)
    return len(left & right) / max(1, min(len(left), len(right)))


def overlap(found: list[tuple[int, int]], truth: list[tuple[int, int]]) -> float:
    """Intersection over union of code points."""
    a = {n for start, end in found for n in range(start, end)}
    b = {n for start, end in truth for n in range(start, end)}
    return len(a & b) / max(1, len(a | b))


def candidates(pool: dict[str, Printed], planted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of reports that meet on a key, one of them planted at least."""
    held = {key: signature.keys(report.text) for key, report in pool.items()}
    outlets = {key: report.outlet for key, report in pool.items()}
    yield from (pair for pair in signature.meetings(held, outlets) if any(key in planted for key in pair))


def main() -> int:
    """Plant, find, compare, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("shared", type=Path)
    options.add_argument("--copies", type=int, default=2000)
    options.add_argument("--others", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=0)
    args = options.parse_args()
    if not (args.shared / "corpus").is_dir():
        print(f"{args.shared}/corpus: not there; the raw reports are not part of the repository", file=sys.stderr)
        return 2
    rng = random.Random(args.seed)
    synonyms = Synonyms(default_lexicon())
    real = reports(args.shared, args.copies * 2 + args.others, rng)
    long = [r for r in real if len(r.text.split()) >= LEAST_WORDS and len(split(r.text)) >= LEAST_SENTENCES]
    originals = long[: args.copies]
    used = {report.key for report in originals}
    others = [report for report in real if report.key not in used][: args.others]
    partners = [report for report in others if len(report.text.split()) >= LEAST_WORDS]
    planted = {}
    for number, original in enumerate(originals):
        copy = plant(original, rng.choice(partners), number, synonyms, rng)
        planted[copy.report.key] = copy
    pool = {report.key: report for report in (*originals, *others)}
    pool |= {key: copy.report for key, copy in planted.items()}
    print(f"{len(planted)} copies of {len(originals)} reports among {len(others)} others; seed {args.seed}")
    began = time.process_time()
    pairs = list(candidates(pool, planted))
    by_keys = time.process_time() - began
    wanted = {
        (source, key) if source < key else (key, source) for key, copy in planted.items() for source in copy.spans
    }
    met = wanted & set(pairs)
    began = time.process_time()
    found = {(a, b): copy for a, b in pairs if (copy := copies.compare(pool[a], pool[b])) is not None}
    by_words = time.process_time() - began
    found = {pair: copy for pair, copy in found.items() if copy.kind in ("whole", "partial")}
    right = wanted & found.keys()
    false = 0
    for a, b in sorted(found.keys() - wanted):
        sources = [s for key in (a, b) if key in planted for s in planted[key].spans]
        texts = [pool[key].text for key in (a, b) if key not in planted]
        texts += [pool[s].text for s in sources] if not texts else []
        if not any(share(pool[s].text, text) >= ALIKE for s in sources for text in texts):
            false += 1
    print(f"meet on a key {len(met) / len(wanted):.4f} of {len(wanted)} planted pairs; {len(pairs)} pairs compared")
    print(f"recall {len(right) / len(wanted):.4f}  precision {len(right) / (len(right) + false):.4f} ({false} false)")
    groups: dict[str, list[float]] = defaultdict(list)
    lost: Counter[str] = Counter()
    for key, copy in planted.items():
        for source, truth in copy.spans.items():
            pair = (source, key) if source < key else (key, source)
            names = (f"rate {copy.rate}", copy.shape, "all")
            if pair not in found:
                lost.update(names)
                continue
            passages = found[pair].passages
            sides = [[(p.left.start, p.left.end) for p in passages], [(p.right.start, p.right.end) for p in passages]]
            if pair[0] == key:
                sides.reverse()
            values = [overlap(sides[side], [pieces[side] for pieces in truth]) for side in (0, 1)]
            for name in names:
                groups[name].append(sum(values) / 2)
    for name in sorted(groups):
        values = groups[name]
        recall = len(values) / (len(values) + lost[name])
        print(f"{name:10} recall {recall:.4f}  spans IoU {sum(values) / len(values):.4f}")
    costs = 1000 * by_keys / len(pool), 1000 * by_words / max(1, len(pairs))
    print(f"keys {costs[0]:.2f} ms a report, compare {costs[1]:.2f} ms a pair")
    return 0


if __name__ == "__main__":
    sys.exit(main())
