# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Fixed expressions that mean an event as a whole («ألقى القبض على») or none («إضراب دعا إليه»), by their anchor."""

from collections.abc import Iterable
from dataclasses import dataclass

from tawatur.lexicon.tables import values
from tawatur.reading.events.candidates import Frame
from tawatur.text.document import Document
from tawatur.text.normalize import fold, folded
from tawatur.text.words import Token

GAP = 4  # tokens that may stand between two words of an idiom
FAR, REACH = "…", 20  # where the table writes this between two words, that many may
CLITICS = frozenset({"ب", "ل", "ك"})


@dataclass(frozen=True, slots=True)
class Idiom:
    """An expression: folded lemmas in order, which of them is the anchor, and its frame."""

    words: tuple[str, ...]
    anchor: int
    frame: Frame


@dataclass(frozen=True, slots=True)
class Barred:
    """An expression in which a word is no event of a type: folded lemmas or forms side by side."""

    words: tuple[str, ...]
    anchor: int
    type: str


def _split(phrase: str) -> tuple[tuple[str, ...], int]:
    parts = phrase.split()
    anchor = next(i for i, part in enumerate(parts) if part.startswith("["))
    return tuple(fold(part.strip("[]")) for part in parts), anchor


def compile_idioms(rows: Iterable[dict[str, str]]) -> dict[str, tuple[Idiom, ...]]:
    """Return the idioms of a table by the folded lemma of their anchor, longest first."""
    found: dict[str, list[Idiom]] = {}
    for row in rows:
        words, anchor = _split(row["phrase"])
        frame = Frame(
            row["phrase"].replace("[", "").replace("]", ""), "idiom", row["type"], row["mode"], values(row["contexts"]),
            values(row["actor"]), values(row["recipient"]), strength=row["strength"], source="idioms",
        )  # fmt: skip
        found.setdefault(words[anchor], []).append(Idiom(words, anchor, frame))
    return {lemma: tuple(sorted(rows, key=lambda i: -len(i.words))) for lemma, rows in found.items()}


def compile_barred(rows: Iterable[dict[str, str]]) -> dict[str, tuple[Barred, ...]]:
    """Return the expressions of a table that are no event by the folded lemma of their anchor."""
    found: dict[str, tuple[Barred, ...]] = {}
    for row in rows:
        words, anchor = _split(row["phrase"])
        found[words[anchor]] = (*found.get(words[anchor], ()), Barred(words, anchor, row["type"]))
    return found


def _is(token: Token, word: str) -> bool:
    if word in CLITICS:
        return word in token.analysis.proclitics
    if token.kind != "word":
        return False
    if token.word.norm == word:
        return True
    return any(analysis.stem == word or folded(analysis.lemma) == word for analysis in token.word.analyses[:4])


def _forward(document: Document, words: tuple[str, ...], at: int, last: int) -> bool:
    inside = False  # whether the next word may stand in the same token, after its clitic
    gap = GAP
    for word in words:
        if word == FAR:
            gap = REACH
            continue
        low = at if inside else at + 1
        for token in range(low, min(last, at + 2 + gap)):
            if _is(document.tokens[token], word):
                at, inside, gap = token, word in CLITICS, GAP
                break
        else:
            return False
    return True


def _backward(document: Document, words: tuple[str, ...], at: int, first: int) -> bool:
    for word in reversed(words):
        own = word in CLITICS and _is(document.tokens[at], word)
        if own:
            continue
        for token in range(at - 1, max(first - 1, at - 2 - GAP), -1):
            if _is(document.tokens[token], word):
                at = token
                break
        else:
            return False
    return True


def match(document: Document, idioms: tuple[Idiom, ...], at: int) -> list[Frame]:
    """Return the frames of the idioms whose anchor stands at a token, longest idiom first, one per type."""
    sentence = document.sentences[document.tokens[at].sentence]
    found: dict[str, Frame] = {}
    for idiom in idioms:
        if idiom.frame.type in found:
            continue
        if _forward(document, idiom.words[idiom.anchor + 1 :], at, sentence.last) and _backward(
            document, idiom.words[: idiom.anchor], at, sentence.first
        ):
            found[idiom.frame.type] = idiom.frame
    return list(found.values())


def _stands(document: Document, row: Barred, at: int) -> bool:
    """Whether the words of an expression stand side by side around its anchor, which is known to be its word."""
    sentence = document.sentences[document.tokens[at].sentence]
    first = at - sum(word not in CLITICS for word in row.words[: row.anchor])
    token = first - 1
    inside = False
    for number, word in enumerate(row.words):
        token += not inside
        if not sentence.first <= token < sentence.last:
            return False
        if number != row.anchor and not _is(document.tokens[token], word):
            return False
        inside = word in CLITICS
    return True


def barred(document: Document, rows: Iterable[Barred], at: int) -> frozenset[str]:
    """Return the types of which a word is no event where it stands: «إضراب دعا إليه الاتحاد»."""
    return frozenset(row.type for row in rows if _stands(document, row, at))
