# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Measure the word level: clitics, parts of speech, lemmas, and speed.

Quality is measured on the last 200 sentences of UD Arabic PUD, with weights and tagger trained anew on the
first 800: what ships is trained on all of them, and would only be asked what it has seen. The floor is a
character CRF that cuts 98.2 % of the words rightly.

Run: python benchmarks/segmentation.py SHARED
"""

import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

import pos
import ranking
from pud import PUD, Gold, sentences
from tawatur.lexicon import Lexicon
from tawatur.lexicon.lexicon import TABLES
from tawatur.text import sentences as splitter
from tawatur.text import tagger
from tawatur.text.records import Analysis
from tawatur.text.words import TOKEN, Analyser

SEEN = 800  # sentences that train; the others are measured
EVERY = 5  # of the verbs that show their voice, one in so many is measured


def held_out(parsed: list[list[Gold]], shared: Path, tables: Path) -> tuple[Analyser, Counter[str]]:
    """Return an analyser that has not seen the sentences to be measured, and how it judges hidden voices.

    Args:
        parsed: All sentences of PUD.
        shared: Folder of the reference material.
        tables: Empty folder for a copy of the tables with other weights.
    """
    shutil.copytree(TABLES, tables, dirs_exist_ok=True)
    golds = ranking.gold_words(parsed[:SEEN])
    weights = ranking.learn(golds, ranking.unannotated(shared), Lexicon())
    ranking.write(weights, tables / "morphology/weights.tsv")
    lexicon = Lexicon(base=tables)
    analyser = pos.untrained(lexicon)
    voices = pos.voice_data(analyser, shared)
    unseen = voices[::EVERY]
    seen = [voice for i, voice in enumerate(voices) if i % EVERY]
    model = tables / "pos.tsv.gz"
    pos.write(pos.build(parsed[:SEEN], seen, analyser), model)
    trained = tagger.load(model)
    return Analyser(lexicon, trained), pos.voice_accuracy(trained, unseen)


def _count(counts: Counter[str], name: str, gold: Gold, analysis: Analysis) -> None:
    part_of_name = gold.upos == "PROPN" and analysis.known and analysis.pos in ("noun", "adj")
    counts[f"{name} clitics"] += gold.agrees_cut(analysis)
    counts[f"{name} part of speech"] += gold.agrees_pos(analysis)
    counts[f"{name} part of speech, common words in names either way"] += gold.agrees_pos(analysis) or part_of_name
    counts[f"{name} lemma"] += gold.agrees_lemma(analysis)
    counts[f"{name} lemma, feminine nouns apart"] += gold.agrees_lemma(analysis, gender=True)


def evaluate(parsed: list[list[Gold]], analyser: Analyser) -> tuple[Counter[str], int]:
    """Count the words read rightly, without and with context; and verbs and voices."""
    counts: Counter[str] = Counter()
    total = 0
    for sentence in parsed:
        words = [analyser.choices(gold.surface, pos.kind_of(gold.surface)) for gold in sentence]
        for gold, word, i in zip(sentence, words, analyser.tagger.best(words), strict=True):
            if gold.upos in ("PUNCT", "SYM") or pos.kind_of(gold.surface) != "word":
                continue
            total += 1
            chosen = word.items[i].analysis
            _count(counts, "alone:", gold, word.items[0].analysis)
            _count(counts, "in context:", gold, chosen)
            counts[f"verbs: gold {gold.upos in ('VERB', 'AUX')}, read {chosen.pos == 'verb'}"] += 1
            if gold.voice and chosen.pos == "verb":
                counts[f"voice: gold {gold.voice}, read {chosen.voice}"] += 1
    return counts, total


def speed(texts: list[str], lexicon: Lexicon) -> dict[str, float]:
    """Return seconds to load, word types and tokens per second of processor time, cold and warm."""
    start = time.process_time()
    analyser = Analyser(lexicon)
    loaded = time.process_time() - start
    types = sorted({m[0] for text in texts for m in TOKEN.finditer(text) if m.lastgroup == "word"})
    start = time.process_time()
    for word in types:
        analyser.word(word)
    cold = len(types) / (time.process_time() - start)
    spans = [splitter.split(text, lexicon) for text in texts]
    rates = []
    for _ in range(3):
        start = time.process_time()
        count = sum(len(analyser.tokens(text, span)) for text, span in zip(texts, spans, strict=True))
        rates.append(count / (time.process_time() - start))
    return {"load, s": loaded, "cold, types/s": cold, "warm with context, tokens/s": max(rates)}


def main(shared: Path) -> None:
    """Print all figures."""
    paths = sorted((shared / "gold/train").glob("*.json"))
    texts = [json.loads(path.read_text(encoding="utf-8"))["report"]["text"] for path in paths]
    for name, value in speed(texts, Lexicon()).items():
        print(f"{name}: {value:.2f}")
    parsed = list(sentences(shared / PUD))
    with tempfile.TemporaryDirectory() as folder:
        analyser, voices = held_out(parsed, shared, Path(folder))
        counts, total = evaluate(parsed[SEEN:], analyser)
    print(f"words measured: {total}")
    for name, count in sorted((counts + voices).items()):
        print(f"{name}: {count}" if "read" in name else f"{name}: {100 * count / total:.2f} %")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
