# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The mentions of parties: what the sequence models and the lexicon find, brought together.

The span model decides how far an outermost phrase reaches; the lexicon adds what stands inside it and what the model
passed over; a name found once is found wherever it is written again.
"""

from tawatur.lexicon import Lexicon
from tawatur.reading.entities import names as name_model
from tawatur.reading.entities.boundaries import cut, parted, trim
from tawatur.reading.entities.choice import lengthened, repeated, single, unite
from tawatur.reading.entities.closure import Closure
from tawatur.reading.entities.evidence import Evidence
from tawatur.reading.entities.lexical import Entry, Lexical
from tawatur.reading.entities.parsed import Parsed
from tawatur.reading.entities.phrases import Phrases
from tawatur.reading.entities.spans import MODEL, Span, SpanFeatures, find
from tawatur.text.document import Document


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

    def parse(self, document: Document) -> Parsed:
        """Return the document's word types and name labels."""
        words = tuple(self.lexical.word(token) for token in document.tokens)
        return Parsed(document, words, tuple(name_model.labels(document, self.name_features)))

    def proposals(self, parsed: Parsed) -> list[Span]:
        """Return what the lexicon and the name model propose, nested phrases included."""
        found: list[Span] = []
        for s in parsed.document.sentences:
            found += self.phrases.find(parsed.document.tokens, parsed.words, parsed.names, s.first, s.last)
        found = list(dict.fromkeys(self.closure.cut(span, parsed) for span in found))
        return self.evidence.kept(found, parsed)

    def find(self, parsed: Parsed, tagger: name_model.Tagger | None = None) -> list[Span]:
        """Return the mentions of a document: longer ones first where they begin together.

        Args:
            parsed: The document.
            tagger: Span model; the one that ships by default.
        """
        tagger = name_model.tagger(MODEL) if tagger is None else tagger
        sure = find(parsed.document, parsed.names, self.span_features, tagger)
        parts = [p for span in sure for p in parted(self.closure.cut(cut(span, parsed), parsed), parsed)]
        sure = [span for span in (trim(part, parsed) for part in parts) if span is not None]
        proposed = [span for span in (trim(span, parsed) for span in self.proposals(parsed)) if span is not None]
        sure = lengthened(sure, proposed)
        sure = self.evidence.kept([*sure, *repeated(sure, parsed)], parsed)
        return single(unite(sure, proposed, len(parsed.words)), parsed)


def known_names(lexical: Lexical) -> dict[tuple[str, ...], Entry]:
    """Return the gazetteer entries by their folded words, without names of several parties or that need context."""
    found: dict[tuple[str, ...], Entry] = {}
    for words, entries in lexical.entries.items():
        sure = [entry for entry in entries if entry.how != "context"]
        if sure and all(entry.name == sure[0].name for entry in sure):
            found[words] = sure[0]
    return found


def unsure_states(lexical: Lexical) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """Return what may name a state where the report makes plain which («المملكة»), by its folded words."""
    found = {words: tuple(e for e in entries if e.how == "context") for words, entries in lexical.entries.items()}
    return {words: entries for words, entries in found.items() if entries}
