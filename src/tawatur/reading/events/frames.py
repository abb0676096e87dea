# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The frame tables compiled: from a word to what it may express, from a document to its candidates."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.lexicon.tables import values
from tawatur.reading.clauses import NONE
from tawatur.reading.events.candidates import Candidate, Frame
from tawatur.reading.events.idioms import Barred, Idiom, barred, compile_barred, compile_idioms, match
from tawatur.text.document import Document
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold, folded
from tawatur.text.words import Analysis, Token, Word

ANALYSED_AS = {"verb": ("verb",), "noun": ("noun",), "participle": ("adj", "noun")}
WINDOW = 12  # tokens around an anchor in which a frame's context words are looked for
LIGHT_REACH = 6  # tokens between a light verb and its noun
OBJECT = "obj"  # slot of a light verb's noun without a preposition

Option = tuple[Analysis, tuple[Frame, ...]]
_Choice = tuple[Analysis, dict[str, Frame]]


@dataclass(frozen=True, slots=True)
class LightVerb:
    """One row of `events/light_verbs`: a verb that carries an event noun in a slot."""

    lemma: str
    slot: str
    subject: str
    recipient: tuple[str, ...]


def _words(cell: str) -> frozenset[str]:
    return frozenset(fold(word) for word in values(cell))


class FrameIndex:
    """Frames by folded lemma and part of speech; what a word type may express is worked out once."""

    def __init__(
        self,
        frames: Iterable[Frame],
        light: Iterable[LightVerb] = (),
        idioms: dict[str, tuple[Idiom, ...]] | None = None,
        barred: dict[str, tuple[Barred, ...]] | None = None,
    ) -> None:
        self.idioms = idioms or {}
        self.barred = barred or {}
        self._by_lemma: dict[tuple[str, str], list[Frame]] = {}
        for frame in frames:
            for lemma in (frame.lemma, *frame.plural):
                for pos in ANALYSED_AS[frame.pos]:
                    self._by_lemma.setdefault((fold(lemma), pos), []).append(frame)
        self.light: dict[str, list[LightVerb]] = {}
        for row in light:
            self.light.setdefault(fold(row.lemma), []).append(row)
        self._by_word: Remembered[str, tuple[Option, ...]] = Remembered()
        self._anchors: Remembered[str, tuple[tuple[Analysis, tuple[Idiom, ...]], ...]] = Remembered()

    def expressions(self, word: Word) -> tuple[tuple[Analysis, tuple[Idiom, ...]], ...]:
        """Return the readings of a word that are anchors of idioms."""
        found = self._anchors.get(word.form)
        if found is None:
            lemmas: dict[str, Analysis] = {}
            for analysis in word.analyses:
                for lemma in (folded(analysis.lemma), analysis.stem):
                    if analysis.known and lemma in self.idioms:
                        lemmas.setdefault(lemma, analysis)
            found = tuple((analysis, self.idioms[lemma]) for lemma, analysis in lemmas.items())
            self._anchors[word.form] = found
        return found

    def options(self, word: Word) -> tuple[Option, ...]:
        """Return the readings of a word that have frames, likeliest first."""
        found = self._by_word.get(word.form)
        if found is None:
            found = self._by_word[word.form] = tuple(self._look_up(word))
        return found

    def _look_up(self, word: Word) -> Iterator[Option]:
        seen: set[tuple[str, str]] = set()
        for analysis in word.analyses:
            if not analysis.known:
                continue
            for lemma in (folded(analysis.lemma), analysis.stem):
                key = lemma, analysis.pos
                frames = self._by_lemma.get(key)
                if frames is not None and key not in seen:
                    seen.add(key)
                    yield analysis, tuple(frames)


def _near(document: Document, lemmas: tuple[str, ...], token: Token) -> frozenset[str]:
    """Return lemmas and stems of the words around a token in its sentence."""
    sentence = document.sentences[token.sentence]
    at = token.index
    low, high = max(sentence.first, at - WINDOW), min(sentence.last, at + WINDOW + 1)
    stems = [t.analysis.stem for t in document.tokens[low:high] if t.index != at]
    return frozenset((*lemmas[low:at], *lemmas[at + 1 : high], *stems))


def _fits(frame: Frame, near: frozenset[str]) -> bool:
    return not (frame.excludes & near) and (not frame.needs or bool(frame.needs & near))


def _is_counted(document: Document, token: Token) -> bool:
    """Whether a noun stands right behind a number: «مئة طالب», never «طالَبَ»."""
    before = document.tokens[token.index - 1] if token.index else None
    number = before is not None and (before.kind == "number" or before.analysis.pos == "num")
    return number and token.analysis.pos != "verb"


def _bar(index: FrameIndex, document: Document, token: Token, chosen: list[Analysis], frames: dict[str, Frame]) -> None:
    """Take out the types of which the word is no event in the expression that it stands in."""
    lemmas = dict.fromkeys(lemma for a in chosen for lemma in (folded(a.lemma), a.stem))
    for lemma in lemmas:
        rows = index.barred.get(lemma)
        if rows is not None:
            for type_ in barred(document, rows, token.index):
                frames.pop(type_, None)


def _choose(index: FrameIndex, document: Document, token: Token, near: frozenset[str]) -> _Choice | None:
    """Choose the frames that fit, one per type: idioms first, then those of the reading chosen in context."""
    own = token.analysis
    chosen: list[Analysis] = []
    frames: dict[str, Frame] = {}
    for analysis, idioms in index.expressions(token.word):
        for frame in match(document, idioms, token.index):
            frames.setdefault(frame.type, frame)
            chosen.append(analysis)
    options = index.options(token.word)
    if _is_counted(document, token):
        options = tuple(option for option in options if option[0].pos != "verb")
    for analysis, rows in sorted(options, key=lambda o: (o[0].lemma, o[0].pos) != (own.lemma, own.pos)):
        for frame in rows:
            if _fits(frame, near):
                frames.setdefault(frame.type, frame)
                chosen.append(analysis)
    _bar(index, document, token, chosen, frames)
    if not frames:
        return None
    same = [a for a in chosen if (a.lemma, a.pos) == (own.lemma, own.pos)]
    return (own if same else chosen[0]), frames


def find(
    document: Document, lemmas: tuple[str, ...], index: FrameIndex, passed: Collection[int] = ()
) -> list[Candidate]:
    """Return the candidates of a document in text order.

    Args:
        document: Analysed text.
        lemmas: Folded lemma of each token.
        index: Compiled frames.
        passed: Tokens that cannot be anchors, such as those of time expressions.
    """
    out = []
    for token in document.tokens:
        if token.kind != "word" or token.index in passed:
            continue
        if not index.options(token.word) and not index.expressions(token.word):
            continue
        found = _choose(index, document, token, _near(document, lemmas, token))
        if found is None:
            continue
        analysis, frames = found
        first = document.sentences[token.sentence].first
        verbal = analysis.pos == "verb"
        light, carried = (NONE, "") if verbal else _light(document, lemmas, index, token, first)
        start = token.start + min(analysis.lead, len(token.text) - 1)
        own = (analysis.lemma, analysis.pos) == (token.analysis.lemma, token.analysis.pos)
        out.append(
            Candidate(
                token.index,
                start,
                token.end,
                folded(analysis.lemma),
                analysis,
                light,
                carried,
                own,
                tuple(frames.values()),
                tuple(frames),
            )
        )
    return out


def _light(document: Document, lemmas: tuple[str, ...], index: FrameIndex, token: Token, first: int) -> tuple[int, str]:
    """Return the light verb that carries a noun, the nearest before it, and its subject's role; -1 for none."""
    own = next((c for c in token.analysis.proclitics if c in "بلك"), "")
    governed = token.index > first and document.tokens[token.index - 1].analysis.pos == "prep"
    slots = {own} if own else {lemmas[token.index - 1], *(() if governed else (OBJECT,))}
    for at in range(token.index - 1, max(first, token.index - LIGHT_REACH) - 1, -1):
        rows = index.light.get(lemmas[at])
        if rows and document.tokens[at].analysis.pos == "verb":
            fitting = sorted((row for row in rows if fold(row.slot) in slots), key=lambda row: row.slot == OBJECT)
            return (at, fitting[0].subject) if fitting else (NONE, "")
    return NONE, ""


def compile_frames(lexicon: Lexicon) -> FrameIndex:
    """Build the index from the lexicon's tables."""
    frames = (
        Frame(
            row["lemma"], row["pos"], row["type"], row["mode"], values(row["contexts"]), values(row["actor"]),
            values(row["recipient"]), _words(row["needs"]), _words(row["excludes"]), row["strength"],
            values(row["plural"]),
        )
        for row in lexicon.table("events/frames").records()
    )  # fmt: skip
    light = (
        LightVerb(row["lemma"], row["noun_slot"], row["subj_role"], values(row["recipient"]))
        for row in lexicon.table("events/light_verbs").records()
    )
    idioms = compile_idioms(lexicon.table("events/idioms").records())
    return FrameIndex(frames, light, idioms, compile_barred(lexicon.table("events/barred").records()))
