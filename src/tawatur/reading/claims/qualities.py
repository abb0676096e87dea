# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How it was said and by whom: direct or indirect, stance, anonymity, number of speakers, and how they know."""

import re

from tawatur.lexicon import Lexicon
from tawatur.model import Entity
from tawatur.reading.claims.page import Candidate, Page
from tawatur.text.normalize import fold

_QUESTION_MARKS = frozenset("؟?")
_DIGITS = re.compile(r"\d{1,3}$")


class Words:
    """The compiled tables of number words and of phrases that say how a source knows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.numbers = {fold(r["word"]): int(r["value"]) for r in lexicon.table("claims/numbers").records()}
        rows = lexicon.table("claims/basis").records()
        self.basis = sorted((tuple(fold(r["phrase"]).split(" ")) for r in rows), key=lambda p: (-len(p), p))
        self.basis_starts = frozenset(p[0] for p in self.basis)


def quoted_share(page: Page, start: int, end: int) -> float:
    """The share of content tokens `[start, end)` that stands inside quotation marks."""
    if end <= start:
        return 0.0
    inside = sum(page.depth[i] > 0 for i in range(start, end) if not page.marks[i])
    words = sum(not page.marks[i] for i in range(start, end))
    return inside / words if words else 0.0


def mode_features(page: Page, candidate: Candidate, way: str, start: int, end: int) -> list[str]:
    """Return the features by which the judge tells direct from indirect speech."""
    share = quoted_share(page, start, end)
    level = int(share * 10)
    outer = page.depth[candidate.first]
    opening = any(page.marks[i] == "open" for i in range(max(0, start - 2), min(start + 1, len(page.marks))))
    closing = any(page.marks[i] == "close" for i in range(max(start, end - 1), min(end + 2, len(page.marks))))
    long = "long" if end - start > 8 else "short"
    return [
        f"share={level}",
        f"share={level}/{outer > 0}",
        f"open={opening}/{closing}",
        f"open={opening}/{level}",
        f"way={way}/{level >= 5}",
        f"family={candidate.form.family}/{level >= 5}",
        f"long={long}/{level}/{opening}",
        f"colon={way == 'colon'}",
    ]


def stance(page: Page, candidate: Candidate, start: int, end: int) -> str:
    """The stance of a claim: the cue's own; `asks` where the content is a question; turned by a negation.

    Args:
        page: The document.
        candidate: The cue.
        start: First token of the content.
        end: Token after its last.
    """
    own = candidate.form.stance
    before = {c for i in range(max(0, candidate.first - 1), candidate.first) for c in page.classes[i]}
    negated = "negation" in before
    if own == "denies" and negated:
        return "asserts"
    if own != "asserts" or start >= end:
        return own
    asks = "question" in page.classes[start] or (
        start + 1 < end and page.marks[start] != "" and "question" in page.classes[start + 1]
    )
    last = page.document.tokens[min(end, len(page.norms)) - 1].text[0]
    after = page.document.tokens[end].text[0] if end < len(page.norms) else ""
    stops = sum(page.marks[i] == "stop" for i in range(start, end))
    questioned = last in _QUESTION_MARKS or after in _QUESTION_MARKS
    nested = any(page.marks[i] == "colon" for i in range(start, end))
    if questioned and (asks or (stops <= 1 and not nested)):
        return "asks"
    return "asserts"


def source_features(page: Page, first: int, last: int, entity: Entity | None) -> list[str]:
    """Return the features of a source phrase by which its anonymity and number are judged."""
    head = page.norms[first]
    size = min(last - first, 6)
    words = range(first, min(last, first + 8))
    out = [
        f"head={head}",
        f"head p={page.parts[first]}",
        f"head p={page.parts[first]}/{page.part(first + 1) if last > first + 1 else 'end'}",
        f"second={page.around(first + 1) if last > first + 1 else 'end'}",
        f"head={head}/second={page.around(first + 1) if last > first + 1 else 'end'}",
        f"size={size}",
        f"definite={head.startswith(('ال', 'لل', 'بال'))}",
        f"suffix={head[-2:]}",
        f"suffix={head[-2:]}/{head.startswith('ال')}",
        f"names={any(page.parts[i] == 'noun_prop' for i in words)}",
        f"latin={any(page.document.tokens[i].kind == 'latin' for i in words)}",
        f"quotes={any(page.marks[i] == 'open' for i in words)}",
        f"number={page.document.tokens[first].kind == 'number'}",
        f"last p={page.parts[last - 1]}",
        f"and={any(page.norms[i].startswith('و') and not page.marks[i] for i in words if i > first)}",
        f"suffixes={any(page.norms[i][-2:] in ('ون', 'ين') for i in words)}",
    ]
    classes = page.classes[first]
    out += [f"class={c}" for c in sorted(classes)]
    out += [f"class={c}/definite={head.startswith('ال')}" for c in sorted(classes)]
    out += [
        f"has={c}"
        for c in sorted({c for i in words for c in page.classes[i]} & {"unnamed", "title", "outlet", "document"})
    ]
    analysis = page.document.tokens[first].analysis
    out += [
        f"gn={analysis.gender}{analysis.number}",
        f"gn={analysis.number}/{'unnamed' in classes}",
        f"pos={analysis.pos}",
    ]
    out += entity_features(entity)
    return out


def entity_features(entity: Entity | None) -> list[str]:
    """Return the features of a source that is known only as an entity."""
    if entity is None:
        return ["entity=none"]
    head = fold((entity.name.split() or [""])[0])
    return [f"kind={entity.kind}", f"kind={entity.kind}/head={head}", f"entity head={head}"]


def stated_number(page: Page, words: Words, first: int, last: int) -> int | None:
    """The number that a source phrase begins with («خمسة مسؤولين», «3 دول», «مصدران»), None where it has none."""
    for i in range(first, min(last, first + 2)):
        token = page.document.tokens[i]
        if token.kind == "number" and _DIGITS.match(token.word.norm):
            return int(token.word.norm)
        if page.norms[i] in words.numbers:
            return words.numbers[page.norms[i]]
    analysis = page.document.tokens[first].analysis
    if analysis.number == "d" and analysis.pos in ("noun", "adj") and not analysis.enclitic:
        return 2
    return None


def basis(page: Page, words: Words, spans: list[tuple[int, int]]) -> str | None:
    """The words that say how a source knows or why it is not named, as written; None where there are none.

    Args:
        page: The document.
        words: Compiled tables.
        spans: Token ranges to look through, in order.
    """
    text, tokens = page.document.text, page.document.tokens
    for low, high in spans:
        for i in range(low, min(high, len(tokens))):
            norm = page.norms[i]
            head = norm if norm in words.basis_starts else norm[1:]
            if head not in words.basis_starts:
                continue
            for phrase in words.basis:
                if phrase[0] == head and page.norms[i + 1 : i + len(phrase)] == phrase[1:]:
                    end = i + len(phrase)
                    while end < min(len(tokens), i + 12) and not page.marks[end] and "that" not in page.classes[end]:
                        end += 1
                    lead = tokens[i].start + (len(norm) - len(head))
                    return text[lead : tokens[end - 1].end]
    return None
