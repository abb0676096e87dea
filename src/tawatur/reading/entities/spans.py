# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Parties by a sequence model: which stretches of text name or describe one.

The model learnt from coded reports how far a party's phrase reaches. It marks outermost phrases only; what stands
inside them («مكتب رئيس الوزراء») is found by `phrases`.
"""

from collections.abc import Sequence

from tawatur.model.quick import quick
from tawatur.reading.entities.lexical import Lexical, WordType
from tawatur.reading.entities.names import Features, Tagger, TypeFeatures
from tawatur.text.document import Document
from tawatur.text.records import Token

MODEL = "entities_spans"
START, END = (b"-1=BOS",), (b"+1=EOS",)
PRIOR = "prior"
STRAIGHT, OPENING_QUOTES = "\"'", "«“‘„"
QUOTES = STRAIGHT + OPENING_QUOTES + "»”’"


@quick(frozen=True, slots=True)
class Span:
    """Tokens `[first, last)` and what kind of phrase they are: NAM, DES, ORG, STA or GRP."""

    first: int
    last: int
    label: str


class SpanFeatures(TypeFeatures):
    """Features of words for the span model."""

    def __init__(self, lexical: Lexical) -> None:
        super().__init__(lexical, _features)
        self._around: dict[tuple[str, ...], Features] = {}  # few: labels and parts of speech of three words

    def _named(self, before: str, name: str, after: str) -> Features:
        """The features of the name labels of a word and those beside it."""
        found = self._around.get((before, name, after))
        if found is None:
            made = (f"n={name}", f"n={name}>{after}", f"n={before}<{name}")
            found = self._around[before, name, after] = tuple(map(str.encode, made))
        return found

    def _read(self, before: str, sense: str, after: str, inside: str) -> Features:
        """The features of the parts of speech of a word and those beside it, and of whether it is quoted."""
        found = self._around.get((before, sense, after, inside))
        if found is None:
            made = (f"x={sense}{inside}", f"x={before}<{sense}", f"x={sense}>{after}")
            found = self._around[before, sense, after, inside] = tuple(map(str.encode, made))
        return found

    def sentence(self, tokens: Sequence[Token], names: Sequence[str]) -> list[Features]:
        """Return the features of each token of a sentence.

        Args:
            tokens: The sentence.
            names: Name labels of its tokens.
        """
        get, of = self._kept.get, self.of
        kept = [get(token.text) or of(token) for token in tokens]
        last = len(kept) - 1
        labels = ["", *names, ""]
        senses = ["", *(token.analysis.pos for token in tokens), ""]
        inside = list(map(str, quoted(tokens)))
        return [
            own
            + self._named(labels[i], labels[i + 1], labels[i + 2])
            + self._read(senses[i], senses[i + 1], senses[i + 2], inside[i])
            + (kept[i - 1][1] if i else START)
            + (kept[i + 1][2] if i < last else END)
            + (kept[i - 2][3] if i > 1 else ())
            + (kept[i + 2][4] if i < last - 1 else ())
            for i, (own, _, _, _, _) in enumerate(kept)
        ]


def quoted(tokens: Sequence[Token]) -> list[bool]:
    """Return for each token whether it stands in quotation marks, they themselves included."""
    found: list[bool] = []
    open_ = False
    for token in tokens:
        mark = token.kind in ("punct", "symbol") and token.text in QUOTES
        found.append(open_ or mark)
        if mark:
            open_ = not open_ if token.text in STRAIGHT else token.text in OPENING_QUOTES
    return found


def _features(word: WordType, kind: str) -> tuple[tuple[str, ...], ...]:
    if kind != "word":
        shape = word.norm if kind == "punct" else kind
        return ("w=" + shape, PRIOR), ("-1=" + shape,), ("+1=" + shape,), ("-2=" + shape,), ("+2=" + shape,)
    bare, classes = word.bare, "+".join(word.classes)
    own = [PRIOR, f"w={word.base}", f"s2={bare[-2:]}", f"p2={bare[:2]}", f"cs={classes}"]
    own += [f"c={name}" for name in word.classes]
    own += [f"b={bare}", f"pos={word.pos}{word.article}"] if word.article else [f"pos={word.pos}{word.article}"]
    if word.lead:
        own.append(f"lead={word.norm[: word.lead]}")
    before = (f"-1={word.base}", f"-1c={classes}", f"-1p={word.pos}{word.article}")
    after = (f"+1={word.base}", f"+1c={classes}", f"+1p={word.pos}{word.article}")
    return tuple(own), before, after, (f"-2={word.base}",), (f"+2={word.base}",)


def decode(labels: Sequence[str]) -> list[Span]:
    """Return the spans of an IOB sequence."""
    found: list[Span] = []
    start: int | None = None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and not (label[0] == "I" and label[2:] == labels[start][2:]):
            found.append(Span(start, i, labels[start][2:]))
            start = None
        if label != "O" and start is None:
            start = i
    return found


def find(document: Document, names: Sequence[str], features: SpanFeatures, tagger: Tagger) -> list[Span]:
    """Return the outermost party phrases of a document, in order."""
    labels: list[str] = []
    for sentence in document.sentences:
        tokens = document.tokens[sentence.first : sentence.last]
        if tokens:
            labels += tagger.tag(features.sentence(tokens, names[sentence.first : sentence.last]))
    return decode(labels)
