# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is told of so that nobody names him: «مصدر مقرب من الرئيس هادي» is not the president, whose name stands there."""

from tawatur.lexicon import Lexicon
from tawatur.text.normalize import fold, folded
from tawatur.text.words import Token


def nameless_heads(lexicon: Lexicon) -> frozenset[str]:
    """Return the lemmas, folded, of the nouns for those whom nobody names (`entities/nameless`)."""
    return lexicon.compiled("reading.nameless", _heads)


def _heads(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(head) for (head,) in lexicon.table("entities/nameless").columns("head"))


def is_nameless(token: Token, heads: frozenset[str]) -> bool:
    """Whether a description that begins with a token is of somebody whom nobody names."""
    return folded(token.analysis.lemma) in heads
