# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A small network over the words of a report: what words that the judges have never met are like, and what stands by.

The judges count words: of a word that no annotated report has they know nothing but its frame. The network knows words
by vectors that a large language model made of them, looks at the few words around each, and says how much a word looks
like an event of each type, a party like its actor or recipient, a time like its date. What it says is weighed against
what the judges say (`events.blends`); the trees over all candidates have the last word.

All products are of whole numbers small enough that 32-bit floats hold their sums exactly, in whatever order a processor
adds them; everything else is done number by number. So the same report reads the same everywhere.

`training/vectors.py` writes `network_words.npz`, the vectors of lemmas, `training/network.py` writes `network.npz`.
"""

import math
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

# The products are small: threads that wait for one another cost more than they bring, two of them twice the time.
for _threads in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")  # is read when numpy is first imported, and left alone where it is set

import numpy as np

from tawatur.model.errors import ModelFileError
from tawatur.reading.judge import MODELS
from tawatur.text.records import Analysis, Token

EVENTS = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
    "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
PARTS = ("actor", "recipient", "none")
NEITHER = PARTS.index("none")
CLASSES = ("pos", "kind", "proclitics", "enclitic", "verb", "noun", "length")  # of tokens; each has a table of vectors
HASHES = 4096  # rows of each table of word forms and lemmas; words that share one are told apart by the others
BLOCK = 2048  # tokens that are read together; longer reports are read in parts, so that memory stays bounded
MOST = 220  # largest whole number of an input; 384 products with weights of up to 127 stay below 2 ** 24
FARTHEST = 30  # number of the farthest distance
REMEMBERED = 8_000  # word analyses whose rows are kept

Array = Any  # a numpy array; its shape is said where it matters


def classes(token: Token) -> tuple[str, ...]:
    """Return what a token is, in the order of `CLASSES`."""
    a = token.analysis
    return (
        a.pos,
        token.kind,
        "+".join(a.proclitics),
        a.enclitic,
        f"{a.aspect}{a.person}{a.number}{a.voice}",
        f"{a.gender}{a.number}{int(a.definite)}{int(a.known)}",
        str(min(len(a.stem), 8)),
    )


def numbered(names: Array) -> dict[str, int]:
    """Return the rows, from 1, of names that a file holds as UTF-8 bytes with line feeds between."""
    return {name: number for number, name in enumerate(bytes(names).decode().split("\n"), start=1)}


def rows_of(token: Token, lemmas: Mapping[str, int], names: Sequence[Mapping[str, int]]) -> tuple[int, ...]:
    """Return the rows of a token in all tables: vector of the lemma, form, lemma again, classes.

    Args:
        token: The token.
        lemmas: Row of each lemma that has a vector.
        names: Row of each name of each of `CLASSES`; others have row 0.
    """
    analysis = token.analysis
    own = lemmas.get(analysis.lemma, 0) if token.kind == "word" and analysis.pos != "punct" else 0
    hashed = (zlib.crc32(text.encode()) % HASHES + 1 for text in (f"n{token.word.norm}", f"l{analysis.lemma}"))
    return (own, *hashed, *(table.get(name, 0) for table, name in zip(names, classes(token), strict=True)))


def distance(tokens: int) -> int:
    """Return the row of a distance in tokens, negative for what stands before."""
    far = abs(tokens)
    row = min(far if far < 8 else 8 + int(4 * math.log2(far / 8)), FARTHEST)
    return FARTHEST + 2 + (row if tokens >= 0 else -row)


@dataclass(frozen=True, slots=True)
class Linear:
    """A layer `x @ weight + bias` in whole numbers.

    Args:
        weight: Whole numbers from -127 to 127, (n_in, n_out).
        scale: Worth of one step of a sum, (n_out,).
        bias: Added to each output, (n_out,).
        step: Worth of one step of the inputs.
    """

    weight: Array
    scale: Array
    bias: Array
    step: float

    def whole(self, x: Array) -> Array:
        """Return inputs as whole numbers."""
        return np.clip(np.rint(x * np.float32(1 / self.step)), -MOST, MOST)

    def __call__(self, x: Array) -> Array:
        """Return the layer's output for inputs (n, n_in)."""
        return self.whole(x) @ self.weight * self.scale + self.bias


def _positive(x: Array) -> Array:
    return np.maximum(x, np.float32(0))


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as the network sees it.

    Args:
        network: The network that read it.
        tokens: What it makes of each token, (n_tokens, width).
    """

    network: "Network"
    tokens: Array

    def events(self, anchors: Sequence[int]) -> list[list[float]]:
        """Return how much each anchor looks like an event of each of `EVENTS`, as log-odds."""
        if not anchors:
            return []
        layers = self.network.layers
        inner = _positive(layers["event_in"](self.tokens[np.asarray(anchors)]))
        return _rounded(layers["event_out"](inner))

    def parts(self, asked: Sequence[tuple[int, str, int, int]]) -> list[list[float]]:
        """Return how much each party looks like an event's actor, and like its recipient, as log-odds against neither.

        Args:
            asked: Anchor and type of the event, first token of the party and the one after its last.
        """
        if not asked:
            return []
        firsts, lasts = (np.asarray([row[at] for row in asked]) for at in (2, 3))
        party = np.concatenate([self.tokens[firsts], self.tokens[lasts - 1]], 1)
        out = self._tied("part", [row[:3] for row in asked], self.network.layers["part_party"](party))
        return _rounded(out[:, :NEITHER] - out[:, NEITHER:])

    def dates(self, asked: Sequence[tuple[int, str, int]]) -> list[float]:
        """Return how much time expressions look like dating events, as log-odds.

        Args:
            asked: Anchor and type of the event, first token of the expression.
        """
        if not asked:
            return []
        times = self.network.layers["date_time"](self.tokens[np.asarray([row[2] for row in asked])])
        return [row[0] for row in _rounded(self._tied("date", asked, times))]

    def _tied(self, kind: str, asked: Sequence[tuple[int, str, int]], other: Array) -> Array:
        """Return what the layers of a kind make of events and what may belong to them.

        Args:
            kind: First word of the names of its layers and tables.
            asked: Anchor and type of the event, first token of the other.
            other: What its own layer makes of each other.
        """
        layers, tables = self.network.layers, self.network.tables
        whole = layers[f"{kind}_event"](self.tokens[np.asarray([row[0] for row in asked])]) + other
        whole = whole + tables[f"{kind}_type"][[EVENTS.index(row[1]) for row in asked]]
        whole = whole + tables[f"{kind}_distance"][[distance(row[2] - row[0]) for row in asked]]
        return layers[f"{kind}_out"](_positive(layers[f"{kind}_inner"](_positive(whole))))


def _rounded(odds: Array) -> list[list[float]]:
    return [[round(float(value), 3) for value in row] for row in odds]


@dataclass(slots=True)
class Network:
    """The network's tables and layers, in whole numbers.

    Args:
        lemmas: Row of each lemma in `vectors`.
        vectors: Vectors of lemmas in whole numbers, row 0 for all others, (1 + n_lemmas, size).
        step: Worth of one of these numbers.
        rows: Row of each name of each of `CLASSES`; others have row 0.
        tables: Vectors of classes, word forms, lemmas, types and distances.
        layers: The layers by name.
        dilations: How far apart the words are that each of the inner layers looks at.
    """

    lemmas: dict[str, int]
    vectors: Array
    step: float
    rows: tuple[dict[str, int], ...]
    tables: dict[str, Array]
    layers: dict[str, Linear]
    dilations: tuple[int, ...]
    _known: dict[int, tuple[Analysis, tuple[int, ...]]] = field(default_factory=dict)

    def _row(self, token: Token) -> tuple[int, ...]:
        """Return the rows of a token, see `rows_of`."""
        analysis = token.analysis
        found = self._known.get(id(analysis))
        if found is not None and found[0] is analysis:
            return found[1]
        row = rows_of(token, self.lemmas, self.rows)
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[id(analysis)] = analysis, row
        return row

    def read(self, tokens: Sequence[Token]) -> Seen:
        """Return what the network makes of a report's tokens."""
        blocks = [self._block(tokens[at : at + BLOCK]) for at in range(0, len(tokens), BLOCK)]
        width = self.layers["input"].weight.shape[1]
        return Seen(self, np.concatenate(blocks) if blocks else np.zeros((0, width), np.float32))

    def _block(self, tokens: Sequence[Token]) -> Array:
        at = np.asarray([self._row(token) for token in tokens])
        own = self.vectors[at[:, 0]].astype(np.float32) * np.float32(self.step)
        words = [own, self.tables["forms"][at[:, 1]], self.tables["lemmas"][at[:, 2]]]
        named = [self.tables[name][at[:, 3 + number]] for number, name in enumerate(CLASSES)]
        x = _positive(self.layers["input"](np.concatenate([*words, *named], 1)))
        for number, apart in enumerate(self.dilations):
            blank = np.zeros((apart, x.shape[1]), np.float32)
            wide = np.concatenate([blank, x, blank])
            size = len(x)
            seen = np.concatenate([wide[:size], x, wide[2 * apart : 2 * apart + size]], 1)
            x = x + _positive(self.layers[f"around_{number}"](seen))
            if f"report_{number}" in self.layers:
                layer = self.layers[f"report_{number}"]
                whole = layer.whole(x).sum(0, keepdims=True) * np.float32(layer.step / size)
                x = x + _positive(layer(whole))
        return x


def parse(words: Any, arrays: Any) -> Network:
    """Return a network from what its two files hold.

    Args:
        words: Lemmas joined by line feeds as UTF-8 bytes, and their vectors, `lemmas` and `vectors`.
        arrays: The rest, named as `training/network.py` names it.
    """
    tables = {
        name.removeprefix("table:"): arrays[name].astype(np.float32) * np.float32(arrays[f"step:{name[6:]}"])
        for name in arrays
        if name.startswith("table:")
    }
    layers = {
        name[7:]: Linear(
            arrays[name].astype(np.float32),
            arrays[f"scale:{name[7:]}"],
            arrays[f"bias:{name[7:]}"],
            float(arrays[f"step:{name[7:]}"]),
        )
        for name in arrays
        if name.startswith("weight:")
    }
    rows = tuple(numbered(arrays[f"names:{name}"]) for name in CLASSES)
    dilations = tuple(int(n) for n in arrays["dilations"])
    return Network(numbered(words["lemmas"]), words["vectors"], float(words["step"]), rows, tables, layers, dilations)


def read_files(words: Path, network: Path) -> Network:
    """Return the network of two files.

    Raises:
        ModelFileError: A file is missing or damaged.
    """
    try:
        with np.load(words) as one, np.load(network) as other:
            return parse(dict(one), dict(other))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as exc:
        raise ModelFileError(f"{network} or {words}: {exc}; reinstall tawatur") from exc


@cache
def load() -> Network:
    """Return the network of the installation, read once in a process."""
    return read_files(MODELS / "network_words.npz", MODELS / "network.npz")
