# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train the name model on open corpora.

    ner.py DATA_DIR [--report | --unseen]

`--report` holds out every tenth sentence of the news corpus and prints strict F1 per kind; `--unseen` writes the two
models that have not seen one half of ANERcorp each, for the training of what builds on names with its reports; without
either the model that ships is written.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

import anercorp
from ner_corpora import Sentence, read
from tawatur.lexicon import default_lexicon
from tawatur.reading.entities.lexical import Lexical
from tawatur.reading.entities.names import MODEL, MODELS, Features, NameFeatures
from tawatur.text.document import analyse

SETTINGS = {
    "c1": 0.3,
    "c2": 0.005,
    "max_iterations": 70,
    "feature.minfreq": 4,
    "feature.possible_transitions": True,
}
FILES = ("newsfane.conll", "wikifane.conll", "wojood_sample/train.txt")


def items(sentence: Sentence, features: NameFeatures) -> tuple[list[Features], list[str]]:
    """Return features and labels of a sentence as the reader's own tokeniser cuts it."""
    document = analyse(" ".join(sentence.words), default_lexicon())
    starts, at = [], 0
    for word in sentence.words:
        starts.append(at)
        at += len(word) + 1
    by_start = dict(zip(starts, sentence.labels, strict=True))
    labels, word = [], "O"
    for token in document.tokens:
        if token.start in by_start:
            word = by_start[token.start]
            labels.append(word)
        else:
            labels.append(word if word == "O" else "I-" + word[2:])
    return features.sentence(document.tokens), labels


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return the spans of an IOB sequence."""
    found, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and not (label[0] == "I" and label[2:] == labels[start][2:]):
            found.add((start, i, labels[start][2:]))
            start = None
        if label != "O" and start is None:
            start = i
    return found


def train(examples: Sequence[tuple[list[tuple[bytes, ...]], list[str]]], path: Path) -> None:
    """Write a model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in examples:
        trainer.append(features, labels)
    trainer.set_params(SETTINGS)
    trainer.train(str(path))


def report(examples: Sequence[tuple[list[tuple[bytes, ...]], list[str]]], path: Path) -> None:
    """Print strict precision, recall and F1 per kind."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    read_: Counter[str] = Counter()
    for features, labels in examples:
        wanted, found = spans(labels), spans(tagger.tag(features))
        for kind in ("all", "PER", "ORG", "GPE", "LOC", "GRP"):
            w, f = ({s for s in group if kind in ("all", s[2])} for group in (wanted, found))
            right[kind] += len(w & f)
            gold[kind] += len(w)
            read_[kind] += len(f)
    for kind in gold:
        p, r = right[kind] / max(1, read_[kind]), right[kind] / max(1, gold[kind])
        print(f"{kind:4} precision {p:.3f} recall {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} ({gold[kind]})")


def _stretches(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the runs of five words, all words of what is shorter."""
    return {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def unseen(data: Path, features: NameFeatures) -> None:
    """Write a model for each half of ANERcorp, without the sentences that share five words in a row with that half."""
    halves: list[set[tuple[str, ...]]] = [set(), set()]
    for number, sentence in enumerate(read(data / anercorp.FILE.name)):
        halves[anercorp.half(number)] |= _stretches(sentence.words)
    for half, path in enumerate(anercorp.NAMES):
        kept = [
            items(sentence, features)
            for name in FILES
            for sentence in read(data / name)
            if name != FILES[0] or not _stretches(sentence.words) & halves[half]
        ]
        path.parent.mkdir(exist_ok=True)
        train(kept, path)
        print(f"{path}: {len(kept)} sentences")


def main(data: str, *flags: str) -> None:
    """Train, and report where asked."""
    began = time.time()
    features = NameFeatures(default_lexicon().compiled("entities.lexical", Lexical))
    if "--unseen" in flags:
        unseen(Path(data), features)
        return
    kept, held = [], []
    for name in FILES:
        for number, sentence in enumerate(read(Path(data) / name)):
            out = "--report" in flags and name == FILES[0] and number % 10 == 0
            (held if out else kept).append(items(sentence, features))
    print(f"{len(kept)} sentences, {time.time() - began:.0f} s")
    path = Path("build/names.crfsuite") if held else MODELS / f"{MODEL}.crfsuite"
    path.parent.mkdir(exist_ok=True)
    train(kept, path)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, {time.time() - began:.0f} s")
    if held:
        report(held, path)


if __name__ == "__main__":
    main(*sys.argv[1:])
