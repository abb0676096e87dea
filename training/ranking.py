# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Learn the weights by which the analyses of a word are ranked (`lexicon/tables/morphology/weights.tsv`).

A log-linear model over the parts of an analysis, fitted to UD Arabic PUD. How frequent each lemma is
comes from unannotated words: expectation-maximisation spreads each word type's count over its analyses.

Run: python training/ranking.py SHARED
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from pud import PUD, Gold, sentences
from tawatur.lexicon import Lexicon
from tawatur.text import stems
from tawatur.text.morphology import LONG, RIVAL, Candidate, ranked
from tawatur.text.normalize import dediac
from tawatur.text.words import TOKEN

OUT = Path(__file__).parents[1] / "src/tawatur/lexicon/tables/morphology/weights.tsv"
ROUNDS = 4
SMOOTHING = 0.2
RIDGE = 0.05
CARELESS = 0.2  # how often a careless spelling stands for each careful one; about 1 in 6 outlets
# What PUD, carefully written and not of the news, cannot teach: a man's name that differs from the commonest
# preposition by two dots, the governor, and how often ه at the end really is a pronoun.
AUTHORED = {"L:علي:noun_prop": 7.0, "L:والي:noun": 3.0, "Z:ta": -2.0}
Lemma = tuple[str, str]

HEADER = """\
# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: CC-BY-SA-4.0
# purpose: how likely each part of an analysis is, as log weights
# reader: tawatur.text.stems
# source: UD Arabic PUD (CC BY-SA 3.0)
# source of lemma counts: ANERcorp (CC BY-SA 4.0), WikiFANE (CC BY-SA 3.0), ANT (Apache-2.0)
# generator: training/ranking.py
# feature: L lemma and part of speech, O part of speech, V voice, S class and slot, E pronoun
# feature: P proclitics and what follows, Z misspelling, G guess
feature\tweight
"""


def features(candidate: Candidate) -> list[str]:
    """The names of the weights that a candidate's score is the sum of, its lemma's apart."""
    _, front, stem, ending, bit, misspelt = candidate
    host = "verb" if ending.aspect else "nominal"
    names = [
        f"P:{'+'.join(front.proclitics)}:{stems.kind_name(bit)}",
        f"S:{ending.name}",
        f"E:{host}:{ending.enclitic}",
        *(f"Z:{kind}" for kind in misspelt),
    ]
    if stem.asks == 0:
        size = min(len(stem.letters), 7)
        what = f"G:{stem.pos}"
        if stem.groups == RIVAL:
            return [*names, f"{what}:!{min(len(stem.letters), LONG)}", f"{what}:+!{'+'.join(front.proclitics)}"]
        front_name = "".join(front.proclitics)
        return [*names, what, f"{what}:{size}", f"{what}:{ending.name}", f"{what}:+{front_name}"]
    if stems.is_closed(stem):
        return [*names, f"O:{stem.pos}", "O:closed"]
    return [*names, f"O:{stem.pos}", *([f"V:{stem.voice}"] if stem.voice else [])]


@dataclass(slots=True)
class Space:
    """Word types with their candidates as rows of one matrix."""

    index: dict[str, int]
    starts: list[int]
    forms: dict[str, int]
    rows: list[list[int]]
    lemmas: list[Lemma | None]
    candidates: list[Candidate]

    def add(self, morphology: stems.Morphology, form: str, *, grow: bool) -> None:
        """Add a type with its candidates."""
        if form in self.forms:
            return
        self.forms[form] = len(self.starts) - 1
        for candidate in ranked(morphology, form):
            names = features(candidate)
            if grow:
                ids = [self.index.setdefault(name, len(self.index)) for name in names]
            else:
                ids = [self.index[name] for name in names if name in self.index]
            self.rows.append(ids)
            stem = candidate.stem
            self.lemmas.append((stem.lemma, stem.pos) if stem.asks else None)
            self.candidates.append(candidate)
        self.starts.append(len(self.rows))

    def matrix(self) -> csr_matrix:
        """Candidates by features."""
        lengths = [len(r) for r in self.rows]
        indptr = np.concatenate([[0], np.cumsum(lengths)])
        columns = np.concatenate([np.asarray(r, dtype=np.int64) for r in self.rows])
        shape = (len(self.rows), len(self.index) + 1)
        return csr_matrix((np.ones(len(columns)), columns, indptr), shape=shape)


def _spellings(form: str) -> Iterator[tuple[str, float]]:
    """A form as written by careful writers, and as by those who leave the hamza or the dots of ة off."""
    yield form, 1.0
    bare = form.translate(str.maketrans("أإ", "اا"))
    if bare != form:
        yield bare, CARELESS
    if form[-1] == "ة":
        yield form[:-1] + "ه", CARELESS / 8


def targets(gold: Gold, candidates: list[Candidate]) -> list[bool]:
    """Which candidates a gold word allows: all that agree, else those that agree in less."""
    mine = [_Shape(c) for c in candidates]
    for tests in (
        (gold.agrees_cut, gold.agrees_pos, gold.agrees_lemma, gold.agrees_form),
        (gold.agrees_cut, gold.agrees_pos, gold.agrees_lemma),
        (gold.agrees_cut, gold.agrees_pos),
        (gold.agrees_cut, gold.agrees_lemma),
        (gold.agrees_cut,),
    ):
        allowed = [all(test(m) for test in tests) for m in mine]  # type: ignore[arg-type]
        if any(allowed):
            return allowed
    return [True] * len(candidates)


class _Shape:
    """What `Gold` compares, without building an analysis."""

    def __init__(self, candidate: Candidate) -> None:
        self.pos, self.lemma = candidate.stem.pos, candidate.stem.lemma
        self.proclitics, self.enclitic = candidate.front.proclitics, candidate.ending.enclitic
        self.person, self.number = candidate.ending.person, candidate.stem.number or candidate.ending.number
        self.gender = candidate.stem.gender or candidate.ending.gender
        self.aspect, self.voice = candidate.ending.aspect, candidate.stem.voice


def _is_word(gold: Gold) -> bool:
    return gold.upos not in ("PUNCT", "SYM") and "ء" <= dediac(gold.surface)[:1] <= "ي"


def unannotated(shared: Path) -> Counter[str]:
    """Word types of the open corpora, with counts."""
    counts: Counter[str] = Counter()
    for name in ("anercorp", "wikifane"):
        for line in (shared / f"data/ner/{name}.conll").read_text(encoding="utf-8").splitlines():
            word = line.split("\t")[0].split(" ")[0]
            counts[dediac(word)] += 1
    for path in sorted((shared / "gold/train").glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))["report"]["text"]
        counts.update(dediac(m[0]) for m in TOKEN.finditer(text) if m.lastgroup == "word")
    return Counter({form: n for form, n in counts.items() if form and "ء" <= form[0] <= "ي"})


def _softmax(scores: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    sizes = np.diff(starts)
    tops = np.repeat(np.maximum.reduceat(scores, starts[:-1]), sizes)
    powers = np.exp(scores - tops)
    sums = np.add.reduceat(powers, starts[:-1])
    logs = np.log(np.maximum(sums, 1e-300)) + np.maximum.reduceat(scores, starts[:-1])
    return powers / np.repeat(sums, sizes), logs


def fit(matrix: csr_matrix, starts: np.ndarray, allowed: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Fit the weights so that the allowed candidates of each row group are likely.

    Args:
        matrix: (candidates, features); the last column is the lemma's log frequency.
        starts: First candidate of each group, then the number of candidates.
        allowed: (candidates,) 1.0 where the gold allows it.
        counts: (groups,) how often each group stands in the text.
    """
    sizes = np.diff(starts)
    each = np.repeat(counts, sizes)
    masked = np.where(allowed > 0, 0.0, -1e9)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        every, log_every = _softmax(scores, starts)
        good, log_good = _softmax(scores + masked, starts)
        value = float(np.sum(counts * (log_every - log_good)) + RIDGE * weights @ weights / 2)
        return value, matrix.T @ (each * (every - good)) + RIDGE * weights

    start = np.zeros(matrix.shape[1])
    start[-1] = 1.0
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def _log_frequencies(counts: dict[Lemma, float], lemmas: Iterable[Lemma | None]) -> np.ndarray:
    total = sum(counts.values())
    return np.array([0.0 if k is None else math.log((counts.get(k, 0.0) + SMOOTHING) / total) + 10 for k in lemmas])


def learn(golds: list[Gold], corpus: Counter[str], lexicon: Lexicon) -> dict[str, float]:
    """Return the weights learned from gold words and from a corpus without annotation."""
    morphology = stems.build(lexicon)
    space = Space({}, [0], {}, [], [], [])
    pairs: dict[tuple[Gold, str], float] = defaultdict(float)
    for gold in golds:
        form = dediac(gold.surface)
        for spelled, share in _spellings(form):
            pairs[gold, spelled] += share
    for _, form in pairs:
        space.add(morphology, form, grow=True)
    gold_types = len(space.starts) - 1
    for form in sorted(corpus):
        space.add(morphology, form, grow=False)
    matrix = space.matrix()
    starts = np.array(space.starts)
    groups: list[tuple[int, int]] = []
    allowed: list[bool] = []
    picked: list[int] = []
    for gold, form in pairs:
        at = space.forms[form]
        first, last = space.starts[at], space.starts[at + 1]
        groups.append((first, last))
        allowed += targets(gold, space.candidates[first:last])
        picked += range(first, last)
    gold_starts = np.concatenate([[0], np.cumsum([b - a for a, b in groups])])
    gold_counts = np.array(list(pairs.values()), dtype=float)
    good = np.array(allowed, dtype=float)
    type_counts = np.zeros(len(space.starts) - 1)
    for form, n in corpus.items():
        type_counts[space.forms[form]] = n
    counts: dict[Lemma, float] = {}
    for lemma, yes in zip((space.lemmas[i] for i in picked), allowed, strict=True):
        if lemma and yes:
            counts[lemma] = 1.0
    weights = np.zeros(matrix.shape[1])
    for turn in range(ROUNDS):
        column = _log_frequencies(counts, space.lemmas)
        whole = _with_column(matrix, column)
        weights = fit(whole[picked], gold_starts, good, gold_counts)
        scores = whole @ weights
        every, _ = _softmax(scores, starts)
        mass = every * np.repeat(type_counts, np.diff(starts))
        counts = Counter()
        for lemma, m in zip(space.lemmas, mass, strict=True):
            if lemma:
                counts[lemma] += m
        gold_scores = scores[picked]
        likely, _ = _softmax(gold_scores + np.where(good > 0, 0.0, -1e9), gold_starts)
        for i, m in zip(picked, likely * np.repeat(gold_counts, np.diff(gold_starts)), strict=True):
            if space.lemmas[i]:
                counts[space.lemmas[i]] += m
        print(f"round {turn}: {gold_types} gold types, lemma weight {weights[-1]:.3f}", flush=True)
    found = {name: float(weights[i]) for name, i in space.index.items()}
    keys = sorted(counts)
    logs = _log_frequencies(counts, keys) * weights[-1]
    found.update(
        (f"L:{lemma}:{pos}", float(value))
        for (lemma, pos), value in zip(keys, logs, strict=True)
        if counts[lemma, pos] >= 0.3
    )
    found["L:"] = float(_log_frequencies({**counts, ("", ""): 0.0}, [("", "")])[0] * weights[-1])
    return found | AUTHORED


def _with_column(matrix: csr_matrix, column: np.ndarray) -> csr_matrix:
    return csr_matrix(hstack([matrix[:, :-1], csr_matrix(column[:, None])]))


def _lines(weights: dict[str, float]) -> Iterator[str]:
    for name, weight in sorted(weights.items()):
        if round(weight, 2):
            yield f"{name}\t{weight:.2f}"


def write(weights: dict[str, float], path: Path = OUT) -> None:
    """Write the table."""
    path.write_text(HEADER + "\n".join(_lines(weights)) + "\n", encoding="utf-8", newline="\n")


def gold_words(parsed: list[list[Gold]]) -> list[Gold]:
    """The Arabic words of annotated sentences."""
    return [gold for sentence in parsed for gold in sentence if _is_word(gold)]


def main(shared: Path) -> None:
    """Learn from all of PUD."""
    golds = gold_words(list(sentences(shared / PUD)))
    write(learn(golds, unannotated(shared), Lexicon()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
