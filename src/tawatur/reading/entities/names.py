# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of persons, organisations, places and peoples, by a sequence model.

Features are made once per word type, for the word itself and for its neighbours, so that tagging a report is mostly
the model's own work. They are kept in UTF-8, which spares the model a quarter of its time. The model and its licence
are described in `models/entities_names.md`.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from tawatur.model.errors import ModelFileError
from tawatur.reading.entities.lexical import Lexical, WordType
from tawatur.text.document import Document
from tawatur.text.memory import Remembered
from tawatur.text.records import Token

MODELS = Path(__file__).parents[1] / "models"
MODEL = "entities_names"
START, END = (b"-1=BOS",), (b"+1=EOS",)


class Tagger:
    """A CRF file, safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._lock = threading.Lock()
        try:
            self._tagger.open(str(path))
        except (OSError, ValueError) as exc:
            raise ModelFileError(f"{path}: {exc}; reinstall tawatur") from exc

    def tag(self, items: Sequence[Sequence[bytes]]) -> list[str]:
        """Return the likeliest label of each item."""
        with self._lock:
            labels: list[str] = self._tagger.tag(items)
        return labels


@cache
def tagger(name: str) -> Tagger:
    """Return the tagger of that name, loaded once in a process."""
    return Tagger(MODELS / f"{name}.crfsuite")


Features = tuple[bytes, ...]
Own = tuple[Features, ...]  # features of a word for its own place and for those around it


class TypeFeatures:
    """Features of words, worked out once per word type.

    Args:
        lexical: What the lexicon says of words.
        work_out: Makes the features of a word and its token kind.
    """

    def __init__(self, lexical: Lexical, work_out: Callable[[WordType, str], Iterable[Iterable[str]]]) -> None:
        self.lexical, self._work_out = lexical, work_out
        self._kept: Remembered[str, Own] = Remembered()

    def of(self, token: Token) -> Own:
        """Return the features of a token's type."""
        found = self._kept.get(token.text)
        if found is None:
            made = self._work_out(self.lexical.word(token), token.kind)
            found = self._kept[token.text] = tuple(tuple(map(str.encode, features)) for features in made)
        return found


class NameFeatures(TypeFeatures):
    """Features of words for the name model."""

    def __init__(self, lexical: Lexical) -> None:
        super().__init__(lexical, _features)

    def sentence(self, tokens: Sequence[Token]) -> list[Features]:
        """Return the features of each token of a sentence."""
        get, of = self._kept.get, self.of
        kept = [get(token.text) or of(token) for token in tokens]
        last = len(kept) - 1
        return [
            own
            + (kept[i - 1][1] if i else START)
            + (kept[i + 1][2] if i < last else END)
            + (kept[i - 2][3] if i > 1 else ())
            + (kept[i + 2][4] if i < last - 1 else ())
            for i, (own, _, _, _, _) in enumerate(kept)
        ]


def _features(word: WordType, kind: str) -> tuple[tuple[str, ...], ...]:
    if kind != "word":
        shape = word.norm if kind == "punct" else kind
        return ("w=" + shape,), ("-1=" + shape,), ("+1=" + shape,), ("-2=" + shape,), ("+2=" + shape,)
    bare, classes = word.bare, "+".join(word.classes)
    own = [f"w={word.base}", f"p2={bare[:2]}", f"p3={bare[:3]}", f"s2={bare[-2:]}", f"s3={bare[-3:]}"]
    own += [f"c={name}" for name in word.classes]
    if word.article:
        own += ["al", f"b={bare}"]
    if word.lead:
        own.append(f"lead={word.norm[: word.lead]}")
    if word.pos:
        own.append(f"pos={word.pos}")
    before = [f"-1={word.base}", f"-1c={classes}", f"-1s={bare[-2:]}"]
    after = [f"+1={word.base}", f"+1c={classes}", f"+1a={word.article}{word.pos}"]
    return tuple(own), tuple(before), tuple(after), (f"-2={word.base}",), (f"+2={word.base}",)


def labels(document: Document, features: NameFeatures, model: Tagger | None = None) -> list[str]:
    """Return the name label (IOB) of each token of a document, by the model that ships or another."""
    found: list[str] = []
    model = tagger(MODEL) if model is None else model
    for sentence in document.sentences:
        tokens = document.tokens[sentence.first : sentence.last]
        if tokens:
            found += model.tag(features.sentence(tokens))
    return found
