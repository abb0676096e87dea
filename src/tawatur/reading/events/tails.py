# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What a page puts under a report tells no events of it: «رابط الخبر بصحيفة …: غارات على …» repeats the title."""

from tawatur.lexicon import Lexicon
from tawatur.text.document import Document
from tawatur.text.normalize import fold

LAST = 3  # sentences at the end among which one may begin what is under a report


def compile_tails(lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Return the folded words of each phrase that begins what is under a report."""
    return tuple(tuple(fold(phrase).split()) for (phrase,) in lexicon.table("events/tails").columns("phrase"))


def ending(document: Document, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Return the first token of what is under a report, the number of all tokens where nothing is.

    Args:
        document: Analysed text.
        phrases: Folded words that begin it.
    """
    tokens, sentences = document.tokens, document.sentences
    for sentence in sentences[max(1, len(sentences) - LAST) :]:
        for words in phrases:
            opening = tokens[sentence.first : min(sentence.first + len(words), sentence.last)]
            if tuple(token.word.norm for token in opening if token.kind == "word") == words:
                return sentence.first
    return len(tokens)
