# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Train the tagger that chooses among a word's analyses in context (`text/models/pos.tsv.gz`).

A conditional random field over the analyses of UD Arabic PUD's words. Where several analyses agree with the
gold, the sum over them is made likely.

Run: python training/pos.py SHARED
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pud import PUD, Gold, sentences
from tawatur.lexicon import Lexicon
from tawatur.text import tagger
from tawatur.text.records import Analysis
from tawatur.text.tagger import Choice, Choices
from tawatur.text.words import TOKEN, Analyser

RIDGE = 0.3
ITERATIONS = 80
SCALE = 1.0  # of the context-free log weights
BEFORE, AFTER = 3, 6  # tokens around a verb that tell its voice
MOST_PASSIVES = 600
ACTIVE_SHARE = 3  # active verbs for each passive one
LEAST = 0.08  # smaller weights are left out of the file
FREQUENT = 3  # a word or lemma seen this often may have weights of its own
Key = tuple[str, str, str]  # template, context, tag
Sentence = tuple[list[Choices], list[list[bool]]]


def kind_of(surface: str) -> str:
    """The kind of token a PUD word would be."""
    match = TOKEN.fullmatch(surface)
    return (match.lastgroup or "symbol") if match else "word"


def allowed(gold: Gold, choices: Choices) -> list[bool]:
    """Which choices agree with the gold, or come nearest to it."""
    tests = (gold.agrees_cut, gold.agrees_pos, gold.agrees_lemma, gold.agrees_form)
    points = [[test(c.analysis) for test in tests] for c in choices.items]
    weights = (8, 4, 2, 1)
    totals = [sum(w for w, ok in zip(weights, p, strict=True) if ok) for p in points]
    return [t == max(totals) for t in totals]


def features(words: list[Choices], choice: Choice, at: int, frequent: set[str]) -> list[Key]:
    """The features of a choice that do not depend on the other words' choices."""
    last = len(words) - 1
    coarse = choice.coarse
    found: list[Key] = [("W", "", coarse), ("W", "", choice.fine)]
    near = {
        "p": words[at - 1].tag if at else "#",
        "q": words[at - 2].tag if at > 1 else "#",
        "n": words[at + 1].tag if at < last else "#",
        "m": words[at + 2].tag if at + 1 < last else "#",
    }
    found += [(template, context, coarse) for template, context in near.items()]
    beside = (("P", words[at - 1].norm if at else "#"), ("N", words[at + 1].norm if at < last else "#"))
    found += [(template, norm, coarse) for template, norm in beside if norm in frequent]
    if choice.analysis.lemma in frequent:
        found.append(("L", choice.analysis.lemma, coarse.partition(":")[0]))
    return found


def with_opposite(word: Choices) -> tuple[Choices, list[bool]] | None:
    """A verb whose spelling shows its voice, with the other voice as a wrong choice; None for all else."""
    first = word.items[0].analysis
    if first.pos != "verb" or not first.known or first.function or first.aspect not in ("p", "i"):
        return None
    if any(c.analysis.lemma == first.lemma and c.analysis.voice != first.voice for c in word.items):
        return None
    values = {name: getattr(first, name) for name in Analysis.__slots__}
    opposite = Analysis(**{**values, "voice": "a" if first.voice == "p" else "p"})
    coarse, fine = tagger.tags(opposite)
    shown, other = word.items[0], Choice(opposite, coarse, fine, word.items[0].weight)
    return word._replace(items=(shown, other)), [True, False]


def _open_sentences(shared: Path) -> Iterator[list[tuple[str, str]]]:
    """Sentences of open corpora as surfaces with their kinds."""
    for path in sorted((shared / "gold/train").glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))["report"]["text"]
        for piece in re.split(r"[.!?؟\n]+", text):
            yield [(m[0], m.lastgroup or "symbol") for m in TOKEN.finditer(piece)]
    for name in ("anercorp", "wikifane"):
        for block in (shared / f"data/ner/{name}.conll").read_text(encoding="utf-8").split("\n\n"):
            words = [line.split("\t")[0] for line in block.splitlines()]
            yield [(word, kind_of(word)) for word in words if word]


def voice_data(analyser: Analyser, shared: Path) -> list[Sentence]:
    """Pieces of sentences around verbs whose spelling shows their voice; nothing else in them is given."""
    passive: list[Sentence] = []
    active: list[Sentence] = []
    cache: dict[tuple[str, str], Choices] = {}
    for sentence in _open_sentences(shared):
        words = []
        for item in sentence:
            if item not in cache:
                cache[item] = analyser.raw_choices(*item)
            words.append(cache[item])
        for i, word in enumerate(words):
            found = with_opposite(word)
            if found is None:
                continue
            first, last = max(0, i - BEFORE), i + AFTER
            piece, marks = words[first:last], [[True] * len(w.items) for w in words[first:last]]
            piece[i - first], marks[i - first] = found
            (passive if found[0].items[0].analysis.voice == "p" else active).append((piece, marks))
    print(f"{len(passive)} passives that show, {len(active)} actives", flush=True)
    return _spread(passive, MOST_PASSIVES) + _spread(active, ACTIVE_SHARE * MOST_PASSIVES)


def _spread(items: list[Sentence], most: int) -> list[Sentence]:
    """At most so many of the items, from all over the list."""
    return items[:: max(1, len(items) // most)][:most]


def prepare(analyser: Analyser, parsed: list[list[Gold]]) -> list[Sentence]:
    """The sentences as choices, each with which of them the gold allows."""
    found = []
    for sentence in parsed:
        words = [analyser.raw_choices(gold.surface, kind_of(gold.surface)) for gold in sentence]
        found.append((words, [allowed(g, w) for g, w in zip(sentence, words, strict=True)]))
    return found


@dataclass(slots=True)
class Lattice:
    """All sentences as one set of choices and links, in numbers.

    Args:
        sizes: Per sentence, the number of choices of each word.
        good: (choices,) whether the gold allows it.
        nodes: (choices, features).
        links: (links, features); all pairs of choices of neighbouring words, earlier choice first.
        base: (choices,) context-free score.
    """

    sizes: list[list[int]]
    good: np.ndarray
    nodes: csr_matrix
    links: csr_matrix
    base: np.ndarray
    keys: list[Key]


def _sparse(rows: list[list[int]], width: int) -> csr_matrix:
    indptr = np.concatenate([[0], np.cumsum([len(r) for r in rows])])
    columns = np.fromiter((i for r in rows for i in r), dtype=np.int64, count=int(indptr[-1]))
    return csr_matrix((np.ones(len(columns)), columns, indptr), shape=(len(rows), width))


def lattice(data: list[Sentence], frequent: set[str]) -> Lattice:
    """Number the features of all choices and links."""
    index: dict[Key, int] = {}
    nodes: list[list[int]] = []
    links: list[list[int]] = []
    good: list[bool] = []
    base: list[float] = []
    for words, marks in data:
        for at, (word, mark) in enumerate(zip(words, marks, strict=True)):
            for choice, ok in zip(word.items, mark, strict=True):
                keys = features(words, choice, at, frequent)
                nodes.append([index.setdefault(key, len(index)) for key in keys])
                good.append(ok)
                base.append(choice.weight)
                if not at:
                    continue
                for before in words[at - 1].items:
                    pair = ("T", before.coarse, choice.coarse), ("F", before.fine, choice.fine)
                    links.append([index.setdefault(key, len(index)) for key in pair])
    sizes = [[len(w.items) for w in words] for words, _ in data]
    width = len(index)
    return Lattice(sizes, np.array(good), _sparse(nodes, width), _sparse(links, width), np.array(base), list(index))


def _chain(
    sizes: list[int], local: list[float], pairs: list[float], node_at: int, link_at: int
) -> tuple[float, list[float], list[float]]:
    """Log of the sum over chains, and how likely each choice and each link is."""
    forward: list[list[float]] = []
    at, link = node_at, link_at
    scales: list[float] = []
    for k, size in enumerate(sizes):
        if k == 0:
            row = [exp(x) for x in local[at : at + size]]
        else:
            before = forward[-1]
            width = len(before)
            row = []
            for j in range(size):
                total = 0.0
                for i in range(width):
                    total += before[i] * exp(pairs[link + j * width + i])
                row.append(total * exp(local[at + j]))
            link += size * width
        scale = sum(row) or 1e-300
        scales.append(scale)
        forward.append([x / scale for x in row])
        at += size
    probabilities = [0.0] * (at - node_at)
    linked = [0.0] * (link - link_at)
    backward = [1.0] * sizes[-1]
    for k in range(len(sizes) - 1, -1, -1):
        size = sizes[k]
        at -= size
        for j in range(size):
            probabilities[at - node_at + j] = forward[k][j] * backward[j]
        if k == 0:
            break
        width = sizes[k - 1]
        link -= size * width
        earlier = [0.0] * width
        for j in range(size):
            reached = backward[j] * exp(local[at + j]) / scales[k]
            for i in range(width):
                step = exp(pairs[link + j * width + i]) * reached
                earlier[i] += step
                linked[link - link_at + j * width + i] = forward[k - 1][i] * step
        backward = earlier
    return sum(map(log, scales)), probabilities, linked


def _narrow(sizes: list[int], good: np.ndarray, node_at: int) -> tuple[list[int], list[int], list[int]]:
    """Sizes, choices and links of the part of a sentence that the gold allows."""
    kept_sizes, nodes, links = [], [], []
    at, link = node_at, 0
    before: list[int] = []
    for k, size in enumerate(sizes):
        mine = [j for j in range(size) if good[at + j]]
        kept_sizes.append(len(mine))
        nodes += [at + j for j in mine]
        if k:
            width = sizes[k - 1]
            links += [link + j * width + i for j in mine for i in before]
            link += size * width
        before = mine
        at += size
    return kept_sizes, nodes, links


def train(data: list[Sentence], frequent: set[str]) -> dict[Key, float]:
    """Fit a conditional random field: the allowed chains of each sentence against all its chains."""
    grid = lattice(data, frequent)
    starts: list[tuple[int, int]] = []
    node_at = link_at = 0
    narrows = []
    for sizes in grid.sizes:
        starts.append((node_at, link_at))
        narrows.append(_narrow(sizes, grid.good, node_at))
        link_at += sum(a * b for a, b in pairwise(sizes))
        node_at += sum(sizes)
    print(f"{node_at} choices, {link_at} links, {len(grid.keys)} features", flush=True)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        local = (grid.nodes @ weights + SCALE * grid.base).tolist()
        pairs = (grid.links @ weights).tolist()
        nodes, links = np.zeros(len(local)), np.zeros(len(pairs))
        value = 0.0
        for sizes, (first, first_link), (kept, mine, mine_links) in zip(grid.sizes, starts, narrows, strict=True):
            every, p, q = _chain(sizes, local, pairs, first, first_link)
            nodes[first : first + len(p)] += p
            links[first_link : first_link + len(q)] += q
            good, p, q = _chain(kept, [local[i] for i in mine], [pairs[first_link + i] for i in mine_links], 0, 0)
            nodes[mine] -= p
            if q:
                links[[first_link + i for i in mine_links]] -= q
            value += every - good
        gradient = grid.nodes.T @ nodes + grid.links.T @ links + RIDGE * weights
        return value + RIDGE * float(weights @ weights) / 2, gradient

    found = minimize(loss, np.zeros(len(grid.keys)), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    print(f"loss {found.fun:.1f} after {found.nit} steps", flush=True)
    return dict(zip(grid.keys, found.x.tolist(), strict=True))


def write(weights: dict[Key, float], path: Path = tagger.MODEL) -> None:
    """Write the model file, with a fixed time stamp so that the same weights give the same bytes."""
    weights = {**weights, ("S", "", ""): SCALE}
    lines = [
        f"{t}\t{context}\t{tag}\t{value:.3f}\n"
        for (t, context, tag), value in sorted(weights.items())
        if abs(value) >= LEAST
    ]
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write("".join(lines).encode())


def _weighed(model: tagger.Tagger, word: Choices) -> Choices:
    """The choices with the model's weights of tag and lemma."""
    alone, lemmas = model.weights["W"][""], model.weights["L"]

    def total(choice: Choice) -> float:
        lemma = lemmas.get(choice.analysis.lemma, {}).get(choice.coarse.partition(":")[0], 0.0)
        return SCALE * choice.weight + alone.get(choice.coarse, 0.0) + alone.get(choice.fine, 0.0) + lemma

    return word._replace(items=tuple(c._replace(weight=total(c)) for c in word.items))


def voice_accuracy(model: tagger.Tagger, data: list[Sentence]) -> Counter[str]:
    """How the voice of verbs whose spelling shows it is judged by context alone."""
    counts: Counter[str] = Counter()
    for words, marks in data:
        path = model.best([_weighed(model, word) for word in words])
        for word, mark, i in zip(words, marks, path, strict=True):
            if not all(mark):
                true, read = word.items[0].analysis.voice, word.items[i].analysis.voice
                counts[f"hidden voice: true {true}, read {read}"] += 1
    return counts


def _frequent(data: list[Sentence]) -> set[str]:
    """Words and lemmas seen often enough for weights of their own, and the edge of a sentence."""
    counts = Counter(w.norm for words, _ in data for w in words)
    counts.update(w.items[0].analysis.lemma for words, _ in data for w in words)
    return {word for word, n in counts.items() if n >= FREQUENT} | {"#"}


def build(parsed: list[list[Gold]], voices: list[Sentence], analyser: Analyser) -> dict[Key, float]:
    """Return the weights learned from annotated sentences and from verbs that show their voice."""
    data = prepare(analyser, parsed)
    return train(data + voices, _frequent(data))


def untrained(lexicon: Lexicon) -> Analyser:
    """An analyser that knows nothing of context."""
    return Analyser(lexicon, tagger.Tagger(tagger.empty()))


def main(shared: Path) -> None:
    """Train on all of PUD."""
    analyser = untrained(Lexicon())
    write(build(list(sentences(shared / PUD)), voice_data(analyser, shared), analyser))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
