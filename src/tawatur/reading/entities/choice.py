# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which spans become mentions, of those that the span model and the lexicon propose."""

from collections.abc import Sequence

from tawatur.reading.entities.parsed import BODY, GROUP, NAME, OFFICE, STATE, Parsed
from tawatur.reading.entities.spans import Span

MOST_OF = 0.5
# Labels of parts that are parties of their own however much of a phrase of a label they make up.
OWN_PARTS = {
    OFFICE: frozenset({BODY, NAME, STATE}),
    GROUP: frozenset({BODY, NAME, STATE}),
    BODY: frozenset({NAME}),
    STATE: frozenset({NAME}),
    NAME: frozenset[str](),
}
NAME_CLASSES = frozenset({"nam", "nam?", "1.persons", "m.persons"})  # classes of words that need not mean anything else
LEAST_REPEATED = 3  # letters of a name that is looked for again


def lengthened(sure: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the model's spans, each as long as the lexicon makes a phrase of its label that begins with it.

    What the lexicon calls a state is no body. Where the two differ in length, the lexicon was right half as often again
    as the model (136 to 98 in coded reports).
    """
    longest: dict[tuple[int, str], Span] = {}
    for span in others:
        before = longest.get((span.first, span.label))
        if before is None or span.last > before.last:
            longest[span.first, span.label] = span
    states = {(span.first, span.last) for span in others if span.label == STATE}
    found: list[Span] = []
    for i, span in enumerate(sure):
        if span.label == BODY and (span.first, span.last) in states:
            span = Span(span.first, span.last, STATE)
        other = longest.get((span.first, span.label))
        limit = sure[i + 1].first if i + 1 < len(sure) else None
        fits = other is not None and other.last > span.last and (limit is None or other.last <= limit)
        found.append(other if fits and other is not None and span.label != NAME else span)
    return found


def unite(sure: Sequence[Span], others: Sequence[Span], size: int) -> list[Span]:
    """Return `sure` and those of `others` that cross none of them: they may lie inside one, or hold some.

    Args:
        sure: Spans that stay; none overlaps another.
        others: Spans to be added, none that begins with a sure one inside it.
        size: Number of tokens.
    """
    cover: list[Span | None] = [None] * size
    for span in sure:
        cover[span.first : span.last] = [span] * (span.last - span.first)
    found = {(s.first, s.last): s for s in sure}
    for span in others:
        left, right = cover[span.first], cover[span.last - 1]
        if left is not None and left is right and left.first < span.first and span.last <= left.last:
            if left.label != NAME:
                found.setdefault((span.first, span.last), span)
        elif (left is None or left.first > span.first) and (right is None or right.last <= span.last):
            found.setdefault((span.first, span.last), span)
    return sorted(found.values(), key=lambda s: (s.first, -s.last))


def single(spans: Sequence[Span], parsed: Parsed) -> list[Span]:
    """Return the spans without those that only repeat the party of the phrase around them («حزب [كذا]»).

    A part that makes up most of a phrase is a party of its own only where the phrase describes somebody by it
    («رئيس [حزب كذا]»); of the parts that long in coded phrases, 19 in 20 of the others were not coded.
    """

    def length(span: Span) -> int:
        tokens = parsed.document.tokens
        return tokens[span.last - 1].end - tokens[span.first].start - parsed.words[span.first].lead

    def repeats(span: Span, outer: Span) -> bool:
        if span.label == outer.label == GROUP and span.last == outer.last:
            return True  # «ثلاثة [جنود]»
        own = span.label in OWN_PARTS[outer.label]
        office = span.label == OFFICE and span.first == outer.first + 1 and span.last - span.first > 1
        return not own and not office and length(span) >= MOST_OF * length(outer)

    kept: list[Span] = []
    around: list[Span] = []
    for span in spans:
        around = [outer for outer in around if outer.last > span.first]
        if not any(repeats(span, outer) for outer in around if span.last <= outer.last):
            kept.append(span)
        around.append(span)
    return kept


def repeated(spans: Sequence[Span], parsed: Parsed) -> list[Span]:
    """Return where names of persons that were found stand again unmarked, whole or by their last part."""
    wanted: set[str] = set()
    for span in spans:
        if span.label == NAME:
            for i in range(span.first, span.last):
                word = parsed.words[i]
                if len(word.base) >= LEAST_REPEATED and NAME_CLASSES.issuperset(word.classes):
                    wanted.add(word.base)
    taken = {i for s in spans for i in range(s.first, s.last)}
    found: list[Span] = []
    for i, word in enumerate(parsed.words):
        if i not in taken and word.base in wanted and parsed.document.tokens[i].kind == "word":
            if found and found[-1].last == i:
                found[-1] = Span(found[-1].first, i + 1, NAME)
            else:
                found.append(Span(i, i + 1, NAME))
    return found
