# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The rough build of a sentence: clauses with their predicates, noun phrases with what governs them.

No tree is built. Arabic news sentences are long chains of clauses, and what a reader of events and claims asks is
local: in which clause does a word stand, what opened it, which verb rules it, which noun phrase comes first after the
verb, which preposition stands before a phrase. Boundaries come from particles, relative pronouns, quotation marks,
commas before a predicate, and verbs that begin a new clause by themselves. All passes are linear.
"""

from collections.abc import Collection

from tawatur.lexicon import Lexicon
from tawatur.model.quick import quick
from tawatur.text.document import Document
from tawatur.text.normalize import fold
from tawatur.text.words import Token

NOMINAL = frozenset({"noun", "adj", "noun_prop", "num", "unknown"})
JOINS = frozenset({"و", "ف"})
PREFIXED = {"ب": "by", "ل": "for", "ك": "as"}
OPENING, CLOSING, EITHER = frozenset("«“‘„"), frozenset("»”’"), frozenset("\"'")
STOPS = frozenset("،,؛;:.!؟?…")
NONE = -1


@quick(frozen=True, slots=True)
class Marker:
    """What a word or fixed sequence of words does for clauses; see the table's header for the kinds."""

    kind: str
    sense: str
    words: int = 1


@quick(frozen=True, slots=True)
class Clause:
    """Tokens `[first, last)` of one clause.

    Args:
        kind: `main`, `relative`, `complement`, `time`, `coordinate`, `asyndetic`, `resumed`, `participle`, …
        opener: Token that opened it, -1 for none.
        predicate: Its first verb (or opening participle), -1 for none.
        antecedent: Last nominal token before a relative clause, else -1.
        parent: Clause it hangs on, -1 for none.
    """

    index: int
    first: int
    last: int
    kind: str
    opener: int
    predicate: int
    antecedent: int
    parent: int


@quick(frozen=True, slots=True)
class Phrase:
    """Tokens `[first, last)` of a noun phrase: an idafa chain with its adjectives and names.

    Args:
        prep: Preposition that governs it, folded, without what is joined to it; empty for none.
        sense: Group of the preposition, such as `against`; empty for none.
        joined: Whether «و» joins it to what stands before.
    """

    index: int
    first: int
    last: int
    prep: str
    sense: str
    joined: bool
    clause: int


@quick(frozen=True, slots=True)
class Structure:
    """Clauses and phrases of a document; the tuples by token hold an index, or -1 outside any."""

    clauses: tuple[Clause, ...]
    phrases: tuple[Phrase, ...]
    clause_of: tuple[int, ...]
    phrase_of: tuple[int, ...]
    quoted: tuple[bool, ...]
    markers: tuple[Marker | None, ...]


class Markers:
    """The table of markers, compiled: single words (joined forms too) and sequences by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.single: dict[str, Marker] = {}
        self.sequences: dict[str, list[tuple[tuple[str, ...], Marker]]] = {}
        joined: dict[str, Marker] = {}
        for word, kind, sense in lexicon.table("clauses/markers").columns("word", "kind", "sense"):
            words = tuple(map(fold, word.split()))
            marker = Marker(kind, sense, len(words))
            for letter in ("", *sorted(JOINS)):
                first = letter + words[0]
                if len(words) > 1:
                    self.sequences.setdefault(first, []).append((words[1:], marker))
                else:
                    (joined if letter else self.single).setdefault(first, marker)
        for form, marker in joined.items():
            self.single.setdefault(form, marker)
        for options in self.sequences.values():
            options.sort(key=lambda option: -option[1].words)

    def at(self, tokens: tuple[Token, ...], index: int) -> Marker | None:
        """Return the marker that begins at a token, the longest one."""
        norm = tokens[index].word.norm
        for rest, marker in self.sequences.get(norm, ()):
            end = index + 1 + len(rest)
            if end > len(tokens) or tokens[index + 1].word.norm != rest[0]:  # most of the time
                continue
            if all(t.word.norm == w for t, w in zip(tokens[index + 1 : end], rest, strict=True)):
                return marker
        return self.single.get(norm)


def is_joined(token: Token) -> bool:
    """Whether «و» or «ف» stands before the word as a clitic."""
    proclitics = token.analysis.proclitics
    return bool(proclitics) and proclitics[0] in JOINS


def prefix(token: Token) -> str:
    """Return the preposition written onto the word, empty for none."""
    for clitic in token.analysis.proclitics:
        if clitic in PREFIXED:
            return clitic
    return ""


def _shapes(document: Document, names: Collection[int]) -> tuple[str, ...]:
    """Tell verbs and nominals among the tokens: `verb`, `nominal` or empty."""
    out = []
    for token in document.tokens:
        pos = token.analysis.pos
        if token.kind in ("number", "latin") or (token.kind == "word" and (pos in NOMINAL or token.index in names)):
            out.append("nominal")
        else:
            out.append("verb" if token.kind == "word" and pos == "verb" else "")
    return tuple(out)


def _opens_participle(token: Token) -> bool:
    """Whether a word looks like the accusative participle that goes on with the report («مضيفا»)."""
    word = token.word.norm
    return (
        token.kind == "word"
        and word.startswith("م")
        and word.endswith(("ا", "ه", "ين"))
        and token.analysis.pos in ("adj", "noun")
        and not token.analysis.definite
        and len(word) >= 5
    )


def _markers(document: Document, table: Markers) -> tuple[Marker | None, ...]:
    found: list[Marker | None] = [None] * len(document.tokens)
    at = 0
    while at < len(found):
        marker = table.at(document.tokens, at) if document.tokens[at].kind == "word" else None
        words = 1 if marker is None else marker.words
        for i in range(at, min(at + words, len(found))):
            found[i] = marker
        at += words
    return tuple(found)


def _quoted(document: Document) -> tuple[bool, ...]:
    """Tell for each token whether it stands inside quotation marks; open marks end with their line."""
    inside, out = False, []
    for index, token in enumerate(document.tokens):
        if index and "\n" in document.text[document.tokens[index - 1].end : token.start]:
            inside = False
        if token.text in OPENING:
            inside = True
        elif token.text in CLOSING:
            inside = False
        elif token.text in EITHER:
            inside = not inside
        out.append(inside and token.kind != "punct")
    return tuple(out)


class _Splitter:
    """Walks one sentence and opens clauses."""

    def __init__(self, document: Document, markers: tuple[Marker | None, ...], shapes: tuple[str, ...]) -> None:
        self.tokens, self.markers, self.shapes = document.tokens, markers, shapes
        self.clauses: list[Clause] = []
        self.first = self.opener = self.predicate = self.antecedent = self.parent = NONE
        self.kind = "main"

    def _close(self, at: int) -> None:
        if at > self.first:
            self.clauses.append(
                Clause(
                    len(self.clauses),
                    self.first,
                    at,
                    self.kind,
                    self.opener,
                    self.predicate,
                    self.antecedent,
                    self.parent,
                )
            )

    def _open(self, at: int, kind: str, opener: int = NONE) -> None:
        """Begin a clause at a token; what nothing was said in yet becomes the new one."""
        outer = len(self.clauses)
        self._close(at)
        closed = len(self.clauses) > outer
        if kind == "relative" or kind == "asyndetic":
            self.antecedent = self._last_nominal(at)
        else:
            self.antecedent = NONE
        if closed:
            self.parent = outer
        self.first, self.kind, self.opener, self.predicate = at, kind, opener, NONE

    def _last_nominal(self, at: int) -> int:
        for index in range(at - 1, max(at - 4, NONE), -1):
            if self.shapes[index] == "nominal" and self.markers[index] is None:
                return index
        return NONE

    def _outer_lacks_predicate(self) -> bool:
        return self.parent != NONE and self.clauses[self.parent].predicate == NONE

    def _verb(self, at: int, begin: int) -> None:
        token = self.tokens[at]
        if self.predicate == NONE:
            if is_joined(token) and at > self.first + 1 and self.kind != "main":
                self._open(at, "coordinate")
        elif is_joined(token):
            self._open(at, "coordinate")
        elif at > self.first + 1 and self._joined_mood(at - 1):
            self._open(at - 1, "coordinate")
        elif at > begin and (self.shapes[at - 1] == "verb" or self._after_mood(at)):
            return
        elif self.kind in ("relative", "asyndetic") and self._outer_lacks_predicate():
            self._open(at, "resumed")
        else:
            self._open(at, "asyndetic")
        self.predicate = at

    def _joined_mood(self, at: int) -> bool:
        """Whether «و» joins a verb by the particle before it: «ولم تتبن»."""
        marker = self.markers[at]
        return marker is not None and marker.kind.startswith("mood-") and is_joined(self.tokens[at])

    def _after_mood(self, at: int) -> bool:
        marker = self.markers[at - 1]
        return marker is not None and marker.kind.startswith("mood-") and self.shapes[max(at - 2, 0)] == "verb"

    def sentence(self, begin: int, end: int) -> None:
        """Split the tokens `[begin, end)`."""
        self.first, self.kind, self.opener, self.predicate = begin, "main", NONE, NONE
        self.antecedent = self.parent = NONE
        at = begin
        while at < end:
            token, marker = self.tokens[at], self.markers[at]
            if marker is not None and marker.kind.startswith("opens-"):
                self._open(at, marker.kind.removeprefix("opens-"), at)
                at += marker.words
                continue
            after_stop = at > begin and (self.tokens[at - 1].text in STOPS)
            if self.shapes[at] == "verb" and marker is None:
                if after_stop and self.predicate != NONE:
                    self._open(at, "coordinate")
                    self.predicate = at
                else:
                    self._verb(at, begin)
            elif after_stop and _opens_participle(token):
                self._open(at, "participle")
                self.predicate = at
            elif at > begin and self.tokens[at - 1].text == ":":
                self._open(at, "speech")
            at += 1
        self._close(end)


def _may_be_adjective(token: Token) -> bool:
    return any(analysis.pos == "adj" for analysis in token.word.analyses)


def _breaks(before: Token, token: Token) -> bool:
    """Whether a nominal cannot go on with the noun phrase of the nominal before it."""
    if token.kind != "word" or token.analysis.pos in ("adj", "noun_prop", "num", "unknown"):
        return False
    whole = before.analysis.definite or bool(before.analysis.enclitic)
    if not token.analysis.definite:
        return whole
    if before.analysis.pos == "noun_prop" or before.analysis.enclitic:
        return True
    return before.analysis.pos == "noun" and before.analysis.definite and not _may_be_adjective(token)


def _governor(tokens: tuple[Token, ...], markers: tuple[Marker | None, ...], at: int, begin: int) -> tuple[str, str]:
    clitic = prefix(tokens[at])
    if clitic:
        return clitic, PREFIXED[clitic]
    before = at - 1
    while before >= begin and tokens[before].kind == "punct" and tokens[before].text not in STOPS:
        before -= 1
    marker = markers[before] if before >= begin else None
    if marker is None or marker.kind != "prep":
        return "", ""
    words = tokens[before - marker.words + 1 : before + 1]
    return " ".join(w.word.norm for w in words), marker.sense


def _phrases(
    document: Document, markers: tuple[Marker | None, ...], shapes: tuple[str, ...], clauses: list[Clause]
) -> list[Phrase]:
    tokens: tuple[Token, ...] = document.tokens
    found: list[Phrase] = []
    for clause in clauses:
        first, previous = NONE, NONE
        for at in range(clause.first, clause.last + 1):
            inside = at < clause.last
            nominal = inside and shapes[at] == "nominal" and markers[at] is None
            if inside and not nominal and first != NONE and tokens[at].kind == "punct" and tokens[at].text not in STOPS:
                continue  # a quotation mark or bracket inside a name
            goes_on = (
                nominal
                and first != NONE
                and not is_joined(tokens[at])
                and not prefix(tokens[at])
                and not _breaks(tokens[previous], tokens[at])
            )
            if first != NONE and not goes_on:
                prep, sense = _governor(tokens, markers, first, clause.first)
                found.append(
                    Phrase(len(found), first, previous + 1, prep, sense, is_joined(tokens[first]), clause.index)
                )
                first = NONE
            if nominal:
                first, previous = (at if first == NONE else first), at
    return found


def parse(document: Document, lexicon: Lexicon, names: Collection[int] = frozenset()) -> Structure:
    """Return the clauses and phrases of a document.

    Args:
        document: Analysed text.
        lexicon: Tables; `clauses/markers` is used.
        names: Tokens known to be nominal whatever their analysis says, such as those of names.
    """
    markers = _markers(document, lexicon.compiled("clauses.markers", Markers))
    shapes = _shapes(document, names)
    splitter = _Splitter(document, markers, shapes)
    clauses = splitter.clauses
    for sentence in document.sentences:
        splitter.sentence(sentence.first, sentence.last)
    clause_of = [NONE] * len(document.tokens)
    for clause in clauses:
        clause_of[clause.first : clause.last] = [clause.index] * (clause.last - clause.first)
    phrases = _phrases(document, markers, shapes, clauses)
    phrase_of = [NONE] * len(document.tokens)
    for phrase in phrases:
        phrase_of[phrase.first : phrase.last] = [phrase.index] * (phrase.last - phrase.first)
    return Structure(tuple(clauses), tuple(phrases), tuple(clause_of), tuple(phrase_of), _quoted(document), markers)
