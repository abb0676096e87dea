# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Count how common each stem is in news (`src/tawatur/joining/models/commonness.tsv.gz`).

Only shares of single words are kept, of stems that several texts hold; no text. A text is an annotated report, or a
stretch of what else may be learnt from, of about the length of a report.

Run: python training/commonness.py SHARED (about 10 s)
"""

import csv
import gzip
import io
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import authored
import gold
import ner_corpora
from pud import PUD
from tawatur.joining.wording import COMMONNESS, stems

LENGTH = 200  # stems of a text that is made of sentences
LEAST = 6  # texts that hold a stem; a rarer one is as good as unknown
WELL_KNOWN = 20  # texts that hold a stem of persons' names, so that no private name gets in
NAME = 0.8  # share of a stem's occurrences that name persons from which it is a stem of names
FURTHER = 0.25  # what a text of an encyclopaedia counts as, which writes of other things than news
ANSWERS = ("0", "1", "agree", "disagree", "other")  # cells of ANS that are no headlines
HEADER = """\
# bits of each stem: minus log2 of the share of texts that hold it
# source: counts over annotated reports (ANT, Apache-2.0), reports written for training, ANERcorp (CC BY-SA 4.0),
#   WikiFANE (CC BY-SA 3.0), UD Arabic PUD (CC BY-SA 3.0), Wojood sample (MIT), ANS (Apache-2.0); no text
# licence: CC-BY-SA-4.0
# generator: training/commonness.py
"""


@dataclass(slots=True)
class Counts:
    """What the texts hold.

    Args:
        texts: In how many each stem stands.
        weights: The same, each text with its weight.
        total: Weight of all texts.
        seen: How often each stem stands in text whose names are labelled.
        names: How often it is part of a person's name there.
    """

    texts: Counter[str] = field(default_factory=Counter)
    weights: dict[str, float] = field(default_factory=dict)
    total: float = 0.0
    seen: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)

    def add(self, texts: Iterable[Sequence[str]], weight: float = 1.0) -> None:
        """Take in texts, each as its stems."""
        for text in texts:
            self.total += weight
            for word in dict.fromkeys(text):
                self.texts[word] += 1
                self.weights[word] = self.weights.get(word, 0.0) + weight

    def labelled(self, words: Iterable[str], *, name: bool) -> None:
        """Take in stems of which it is known whether they name a person."""
        for word in words:
            self.seen[word] += 1
            self.names[word] += name

    def bits(self) -> dict[str, float]:
        """Return what each stem tells that enough texts hold."""
        found = {}
        for word, texts in sorted(self.texts.items()):
            named = self.names[word] > NAME * self.seen[word]
            if texts >= (WELL_KNOWN if named else LEAST):
                found[word] = -math.log2(self.weights[word] / self.total)
        return found


def stretches(sentences: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Yield stretches of consecutive sentences of `LENGTH` stems or little more; the last if it is half as long."""
    found: list[str] = []
    for sentence in sentences:
        found.extend(sentence)
        if len(found) >= LENGTH:
            yield found
            found = []
    if len(found) >= LENGTH / 2:
        yield found


def _reports(counts: Counts, reports: Sequence[gold.Gold]) -> list[tuple[str, ...]]:
    """The stems of annotated reports, whose names are noted."""
    for report in reports:
        names = {e["id"]: stems(e["name"]) for e in report.data["entities"] if e["kind"] == "person"}
        held = Counter(stems(report.text))
        named: Counter[str] = Counter()
        for mention in report.data["mentions"]:
            known = names.get(mention["entity"], ())
            named.update(word for word in stems(mention["text"]) if word in known)
        for word, n in held.items():
            among = min(n, named[word])
            counts.labelled([word] * among, name=True)
            counts.labelled([word] * (n - among), name=False)
    return [stems(report.text) for report in reports]


def _corpus(counts: Counts, path: Path) -> Iterator[list[str]]:
    """The stretches of a corpus whose names are labelled."""
    found = []
    for sentence in ner_corpora.read(path):
        found.append(stems(" ".join(sentence.words)))
        for word, label in zip(sentence.words, sentence.labels, strict=True):
            counts.labelled(stems(word), name=label.endswith("PER"))
    return stretches(found)


def _titles(folder: Path) -> list[str]:
    """Headlines of ANS, of the splits for training, each once."""
    titles: dict[str, None] = {}
    for path in sorted(folder.glob("*_train.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            titles |= dict.fromkeys(cell for row in list(csv.reader(file))[1:] for cell in row if cell not in ANSWERS)
    return list(titles)


def counted(shared: Path) -> Counts:
    """Return what all texts hold that may be learnt from."""
    data, counts = shared / "data", Counts()
    counts.add(_reports(counts, gold.load(shared / "gold/train")))
    counts.add(stretches(_reports(counts, authored.load())))
    counts.add(_corpus(counts, data / "ner/anercorp.conll"))
    counts.add(_corpus(counts, data / "ner/wikifane.conll"), FURTHER)
    for part in ("train", "val", "test"):
        counts.add(_corpus(counts, data / f"ner/wojood_sample/{part}.txt"))
    lines = (shared / PUD).read_text("utf-8").splitlines()
    counts.add(stretches(stems(line.partition("= ")[2]) for line in lines if line.startswith("# text =")))
    counts.add(stretches(map(stems, _titles(data / "ans_stance"))))
    return counts


def main(shared: Path) -> None:
    """Count and write."""
    counts = counted(shared)
    rows = [f"{word}\t{bits:.1f}\n" for word, bits in counts.bits().items()]
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as out:
        out.write((HEADER + "".join(rows)).encode())
    COMMONNESS.parent.mkdir(exist_ok=True)
    COMMONNESS.write_bytes(packed.getvalue())
    print(f"{len(rows)} stems of texts that weigh {counts.total:.1f}, {len(packed.getvalue())} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
