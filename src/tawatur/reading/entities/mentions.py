# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The mentions of parties: what the sequence models and the lexicon find, brought together.

The span model decides how far an outermost phrase reaches; the lexicon adds what stands inside it and what the model
passed over; a name found once is found wherever it is written again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.reading.entities import names as name_model
from tawatur.reading.entities.lexical import Entry, Lexical, WordType
from tawatur.reading.entities.phrases import CLOSING, OPENING, Phrases
from tawatur.reading.entities.spans import MODEL, Span, SpanFeatures, find
from tawatur.text.document import Document

NAME = "NAM"  # label of a person's name, which holds no other party
AND = "و"
STOPS = ",،;؛:.…!؟?/"  # signs that end a noun phrase
ENDING = frozenset({"relative", "subordinator", "condition"})  # functions of words that end one
MOST_OF = 0.5
# Labels of parts that are parties of their own however much of a phrase of a label they make up.
OWN_PARTS = {"DES": ("ORG", "NAM", "STA"), "GRP": ("ORG", "NAM", "STA"), "ORG": ("NAM",), "STA": ("NAM",)}
NAME_CLASSES = frozenset({"nam", "nam?", "1.persons", "m.persons"})  # classes of words that need not mean anything else
LEAST_REPEATED = 3  # letters of a name that is looked for again


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as mention finding sees it: one word type and one name label per token."""

    document: Document
    words: tuple[WordType, ...]
    names: tuple[str, ...]


class MentionFinder:
    """Finds mentions with the tables of one lexicon; its caches are its only state."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexical = lexicon.compiled("entities.lexical", Lexical)
        self.name_features = name_model.NameFeatures(self.lexical)
        self.span_features = SpanFeatures(self.lexical)
        self.phrases = Phrases(self.lexical)
        self.known = known_names(self.lexical)

    def parse(self, document: Document) -> Parsed:
        """Return the document's word types and name labels."""
        words = tuple(self.lexical.word(token) for token in document.tokens)
        return Parsed(document, words, tuple(name_model.labels(document, self.name_features)))

    def proposals(self, parsed: Parsed) -> list[Span]:
        """Return what the lexicon and the name model propose, nested phrases included."""
        found: list[Span] = []
        for s in parsed.document.sentences:
            found += self.phrases.find(parsed.document.tokens, parsed.words, parsed.names, s.first, s.last)
        return found

    def find(self, parsed: Parsed, tagger: name_model.Tagger | None = None) -> list[Span]:
        """Return the mentions of a document: longer ones first where they begin together.

        Args:
            parsed: The document.
            tagger: Span model; the one that ships by default.
        """
        tagger = name_model.tagger(MODEL) if tagger is None else tagger
        sure = find(parsed.document, parsed.names, self.span_features, tagger)
        parts = [part for span in sure for part in parted(cut(span, parsed), parsed)]
        sure = [span for span in (trim(part, parsed) for part in parts) if span is not None]
        proposed = self.proposals(parsed)
        sure = lengthened(sure, proposed)
        sure += repeated(sure, parsed)
        return single(unite(sure, proposed, len(parsed.words)), parsed)


def known_names(lexical: Lexical) -> dict[tuple[str, ...], Entry]:
    """Return the gazetteer entries by their folded words; names of several parties, or that need context, are left out."""
    found: dict[tuple[str, ...], Entry] = {}
    shared: set[tuple[str, ...]] = set()
    for options in lexical.entries.values():
        for words, entry in options:
            if entry.how == "context":
                continue
            if found.setdefault(words, entry).name != entry.name:
                shared.add(words)
    return {words: entry for words, entry in found.items() if words not in shared}


def cut(span: Span, parsed: Parsed) -> Span:
    """Return a span up to the first word or sign in it that no head noun phrase contains («التي», «أن», a quotation's end)."""
    tokens = parsed.document.tokens
    opened = False
    for i in range(span.first, span.last):
        token = tokens[i]
        if token.kind in ("punct", "symbol"):
            opens, closes = token.text in OPENING, token.text in CLOSING
            if (closes and not opens and not opened) or (not opens and not closes and token.text in STOPS):
                return Span(span.first, max(i, span.first + 1), span.label)
            opened = not opened if opens and closes else opens
        elif i > span.first and (token.analysis.function and not ENDING.isdisjoint(token.analysis.function.split("|"))):
            return Span(span.first, i, span.label)
    return span


def parted(span: Span, parsed: Parsed) -> list[Span]:
    """Return the persons of a span that joins two by «و»; any other span as it is."""
    if span.label != NAME:
        return [span]
    found, first = [], span.first
    for i in range(span.first + 1, span.last):
        word = parsed.words[i]
        if word.lead and word.norm[0] == AND and word.classes:
            found.append(Span(first, i, NAME))
            first = i
    return [*found, Span(first, span.last, NAME)]


def trim(span: Span, parsed: Parsed) -> Span | None:
    """Return a span without quotation marks that are not its own; None if nothing remains."""
    tokens, first, last = parsed.document.tokens, span.first, span.last
    while first < last and tokens[first].kind in ("punct", "symbol"):
        first += 1
    while first < last and tokens[last - 1].kind in ("punct", "symbol"):
        texts = [t.text for t in tokens[first : last - 1]]
        if tokens[last - 1].text in CLOSING and any(t in OPENING for t in texts):
            break
        last -= 1
    return Span(first, last, span.label) if first < last else None


def lengthened(sure: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the model's spans, each as long as the lexicon makes a phrase that begins with it.

    Where the two differ so, the lexicon was right half as often again as the model (136 to 98 in coded reports).
    """
    longest: dict[tuple[int, str], Span] = {}
    for span in others:
        before = longest.get((span.first, span.label))
        if before is None or span.last > before.last:
            longest[span.first, span.label] = span
    found: list[Span] = []
    for i, span in enumerate(sure):
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
    tokens = parsed.document.tokens
    kept: list[Span] = []
    around: list[Span] = []
    for span in spans:
        around = [outer for outer in around if outer.last > span.first]
        size = tokens[span.last - 1].end - tokens[span.first].start
        if not any(
            span.label not in OWN_PARTS.get(outer.label, ())
            and size >= MOST_OF * (tokens[outer.last - 1].end - tokens[outer.first].start)
            for outer in around
            if span.last <= outer.last
        ):
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
