# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The mentions of parties: what the sequence models and the lexicon find, brought together.

The span model finds outermost phrases; the lexicon adds what stands inside them and what the model passed over; a judge
settles how far each reaches; a name found once is found wherever it is written again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tawatur.lexicon import Lexicon, values
from tawatur.reading.entities import names as name_model
from tawatur.reading.entities.boundaries import AND, HONORIFIC, bare, parted, pieces, trim
from tawatur.reading.entities.choice import lengthened, repeated, single, unite
from tawatur.reading.entities.closure import Closure
from tawatur.reading.entities.ends import MODEL as ENDS
from tawatur.reading.entities.ends import Marks, marks, settle
from tawatur.reading.entities.evidence import Evidence
from tawatur.reading.entities.lexical import ARTICLE, Entry, Lexical, WordType
from tawatur.reading.entities.parsed import BODY, NAME, Parsed
from tawatur.reading.entities.phrases import EACH, FROM, Phrases
from tawatur.reading.entities.spans import MODEL, Span, SpanFeatures, find
from tawatur.reading.judge import Judge, load
from tawatur.reading.nameless import nameless
from tawatur.text.document import Document
from tawatur.text.normalize import fold

COUNTRIES, OUTLETS = "countries", "outlets"  # tables of names
FULL, ORGANISATION = 2, "organisation"  # words of a full name; kind of what a table of names knows


@dataclass(frozen=True, slots=True)
class Proposed:
    """Phrases that may be mentions.

    Args:
        sure: Outermost ones by the span model; none overlaps another.
        others: Those of the lexicon and the name model.
        ends: Which ends are proposed for what begins at a token.
    """

    sure: tuple[Span, ...]
    others: tuple[Span, ...]
    ends: Marks


class MentionFinder:
    """Finds mentions with the tables of one lexicon; its caches are its only state."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexical = lexicon.compiled("entities.lexical", Lexical)
        self.name_features = name_model.NameFeatures(self.lexical)
        self.span_features = SpanFeatures(self.lexical)
        self.phrases = Phrases(self.lexical)
        self.closure = Closure(lexicon, self.lexical)
        self.evidence = Evidence(lexicon, self.lexical, self.closure)
        self.known = known_names(self.lexical)
        self.unsure = unsure_states(self.lexical)
        kindred = lexicon.table("entities/kindred").records()
        self.kindred = {fold(word): row["kin"] for row in kindred for word in values(row["words"])}
        self.nameless = nameless(lexicon)

    def parse(self, document: Document, tagger: name_model.Tagger | None = None) -> Parsed:
        """Return the document's word types and name labels.

        Args:
            document: The report.
            tagger: Name model; the one that ships by default.
        """
        words = [self.lexical.word(token) for token in document.tokens]
        names = tuple(name_model.labels(document, self.name_features, tagger))
        for i, word in enumerate(words):
            if names[i][0] == "B" and word.lead and _opens(document, words, i):
                words[i] = replace(word, lead=0, base=word.norm, bare=word.norm, key=word.norm)
        return Parsed(document, tuple(words), names)

    def proposals(self, parsed: Parsed) -> list[Span]:
        """Return what the lexicon and the name model propose, nested phrases included."""
        return self.evidence.kept(self._closed(self._phrases(parsed), parsed), parsed)

    def propose(self, parsed: Parsed, tagger: name_model.Tagger | None = None) -> Proposed:
        """Return the phrases that may be mentions, before their ends are settled.

        Args:
            parsed: The document.
            tagger: Span model; the one that ships by default.
        """
        tagger = name_model.tagger(MODEL) if tagger is None else tagger
        found = find(parsed.document, parsed.names, self.span_features, tagger)
        raw = [self._opened(span, parsed) for span in found]
        whole = [piece for span in raw for piece in pieces(span, parsed)]
        parts = [p for span in whole for p in parted(self.closure.cut(span, parsed), parsed)]
        sure = _trimmed(parts, parsed)
        phrases = self._phrases(parsed)
        closed = self._closed(phrases, parsed)
        ends = marks({"r": raw, "s": sure, "l": phrases, "c": closed}, parsed, self.lexical)
        others = _trimmed(self.evidence.kept(closed, parsed), parsed)
        return Proposed(tuple(lengthened(sure, others)), tuple(others), ends)

    def find(self, parsed: Parsed, tagger: name_model.Tagger | None = None, judge: Judge | None = None) -> list[Span]:
        """Return the mentions of a document: longer ones first where they begin together.

        Args:
            parsed: The document.
            tagger: Span model; the one that ships by default.
            judge: Says where a phrase ends; the one that ships by default.
        """
        return self.settle(self.propose(parsed, tagger), parsed, load(ENDS) if judge is None else judge)

    def settle(self, proposed: Proposed, parsed: Parsed, judge: Judge) -> list[Span]:
        """Return the mentions among what is proposed, each with the end that the judge gives it."""
        sure: list[Span] = []
        begun = {span.first for span in proposed.sure}  # what begins with a sure one inside it is never added
        asked = [span for span in proposed.others if span.first not in begun]
        others = _trimmed((self._settled(span, proposed, parsed, judge) for span in asked), parsed)
        for span in _trimmed((self._settled(span, proposed, parsed, judge) for span in proposed.sure), parsed):
            if not sure or span.first >= sure[-1].last:
                sure.append(span)
            elif not self.evidence.doubt(span, parsed):
                others.append(span)
        sure = self.evidence.kept([*sure, *repeated(sure, parsed)], parsed)
        others = sorted(set(others), key=lambda s: (s.first, -s.last, s.label))
        united = single(unite(sure, others, len(parsed.words)), parsed)
        return [part for span in united for part in self._parties(span, parsed)]

    def _parties(self, span: Span, parsed: Parsed) -> list[Span]:
        """Return the two parties of a span that is one and the known name of another.

        Two persons: «… أنطونيو غوتيريش ترامب»; a body and whom it does something to: «دعا المركز | الأمم المتحدة».
        """
        words = [word.base for word in parsed.words[span.first : span.last]]
        if span.label == BODY:
            return self._bodies(span, words, parsed)
        if span.label != NAME or len(words) <= FULL or tuple(words) in self.known:
            return [span]
        for size in range(FULL, len(words)):
            if tuple(words[:size]) in self.known and tuple(words[size:]) in self.known:
                at = span.first + size
                return [replace(span, last=at), replace(span, first=at)]
        return [span]

    def _bodies(self, span: Span, words: list[str], parsed: Parsed) -> list[Span]:
        for size in range(1, len(words) - 1):
            at = span.first + size
            entry = self.known.get(tuple(words[size:]))
            apart = parsed.words[at - 1].article and parsed.words[at].norm.startswith(ARTICLE)
            described = any(a.known and a.pos == "adj" for a in parsed.document.tokens[at].word.analyses)
            if entry is not None and entry.kind == ORGANISATION and apart and not described:
                return [replace(span, last=at), replace(span, first=at)]
        return [span]

    def _settled(self, span: Span, proposed: Proposed, parsed: Parsed, judge: Judge) -> Span:
        settled = settle(span, proposed.ends.get(span.first, {}), parsed, judge)
        if settled is span or (self.evidence.doubt(settled, parsed) and not self.evidence.doubt(span, parsed)):
            return span
        return settled

    def _opened(self, span: Span, parsed: Parsed) -> Span:
        """Return a span without the «كل من» or the «بقيادة» that opens it."""
        if self.evidence.is_led(span, parsed):
            return self.evidence.leader(span, parsed)
        words, after = parsed.words, span.first + 2
        each = after < span.last and self.lexical.quantifiers.get(words[span.first].base) == EACH
        return replace(span, first=after) if each and words[after - 1].norm == FROM else span

    def _phrases(self, parsed: Parsed) -> list[Span]:
        found: list[Span] = []
        for s in parsed.document.sentences:
            found += self.phrases.find(parsed.document.tokens, parsed.words, parsed.names, s.first, s.last)
        return list(dict.fromkeys(found))

    def _closed(self, spans: list[Span], parsed: Parsed) -> list[Span]:
        return list(dict.fromkeys(self.closure.cut(span, parsed) for span in spans))


def _opens(document: Document, words: Sequence[WordType], i: int) -> bool:
    """Whether «و» opens an unknown name, as nothing stands before it that it could join: «إن ويلبور روس»."""
    word, token = words[i], document.tokens[i]
    before = document.tokens[i - 1] if i else None
    if word.norm[0] != AND or word.classes or before is None or before.sentence != token.sentence:
        return False
    return before.analysis.pos in ("verb", "conj", "prep") or HONORIFIC in words[i - 1].classes


def _trimmed(spans: Iterable[Span], parsed: Parsed) -> list[Span]:
    """Return the spans without quotation marks that are not their own, bare names."""
    return [bare(span, parsed) for span in (trim(span, parsed) for span in spans) if span is not None]


def known_names(lexical: Lexical) -> dict[tuple[str, ...], Entry]:
    """Return the gazetteer entries by their folded words, without names of several parties or that need context.

    «الرياض» is the Saudi government: the newspaper has its head before the name.
    """
    found: dict[tuple[str, ...], Entry] = {}
    for words, entries in lexical.entries.items():
        sure = [entry for entry in entries if entry.how != "context"]
        if any(entry.table == COUNTRIES for entry in sure):
            sure = [entry for entry in sure if entry.table != OUTLETS]
        if sure and all(entry.name == sure[0].name for entry in sure):
            found[words] = sure[0]
    return found


def unsure_states(lexical: Lexical) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """Return what may name a state where the report makes plain which («المملكة»), by its folded words."""
    found = {words: tuple(e for e in entries if e.how == "context") for words, entries in lexical.entries.items()}
    return {words: entries for words, entries in found.items() if entries}
