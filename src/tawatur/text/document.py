# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The analysed text that all annotators read: sentences and tokens over the report's code points."""

from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.text import memory
from tawatur.text.sentences import split
from tawatur.text.words import Analyser, Token


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: code points `[start, end)`, tokens `[first, last)`."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its sentences and tokens, in order."""

    text: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]


def analyse(text: str, lexicon: Lexicon) -> Document:
    """Return the sentences and analysed tokens of `text`.

    Args:
        text: Decoded text, see `tawatur.text.decode`.
        lexicon: Tables to analyse with.
    """
    memory.bound()
    analyser = lexicon.compiled("text.analyser", Analyser)
    spans = split(text, lexicon)
    tokens = analyser.tokens(text, spans)
    sentences, at = [], 0
    for number, (start, end) in enumerate(spans):
        first = at
        while at < len(tokens) and tokens[at].sentence == number:
            at += 1
        sentences.append(Sentence(start, end, first, at))
    return Document(text, tuple(sentences), tuple(tokens))
