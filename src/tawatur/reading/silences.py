# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Refusals and failures to comment: who was asked, by whom, through which channel.

A cue («رفض», «لم يرد», «دون») counts only with an object of the right kind behind it («التعليق», «تفاصيل»).
A source that would not be named is no refusal: that is told with the claim.
"""

from dataclasses import dataclass
from typing import Literal

from tawatur.lexicon import Lexicon, values
from tawatur.model import Mention, NonResponse
from tawatur.reading.parties import Entities
from tawatur.text.document import Document
from tawatur.text.normalize import dediac, fold
from tawatur.text.words import Token

_OBJECT_REACH = {"refuse": 14, "not": 9, "without": 4}
_REQUEST_REACH = 24  # tokens that may part «لم ترد …» from «على طلبات»
_NEXT = 3  # tokens after a cue within which its subject begins
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Cue:
    rule: str
    kind: str
    needs: frozenset[str]


class Refusals:
    """The compiled tables."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.cues: dict[tuple[str, str], _Cue] = {}
        for row in lexicon.table("claims/refusals").records():
            cue = _Cue(row["form"], row["kind"], frozenset(values(row["needs"])))
            for form in _forms(dediac(row["form"]), dediac(row["present"]), row["kind"]):
                self.cues.setdefault((row["kind"], fold(form)), cue)
        classes: dict[str, set[str]] = {}
        for row in lexicon.table("claims/refusal_objects").records():
            classes.setdefault(fold(row["word"]), set()).add(row["class"])
        self._classes = {word: frozenset(found) for word, found in classes.items()}

    def classes(self, norm: str) -> frozenset[str]:
        """Return the classes of a folded word."""
        return self._classes.get(norm, _NOTHING)


def _forms(form: str, present: str, kind: str) -> list[str]:
    if kind == "refuse":
        past = [form, form + "ت", form + "وا"] if form[-1] != "ى" else [form, form[:-1] + "ت", form[:-1] + "وا"]
        body = present[1:]
        return [*past, "ي" + body, "ت" + body, "ي" + body.rstrip("ىي") + "ون", "م" + body + "ا", form + "ا"]
    if kind == "not":
        body = form[1:]
        return ["ي" + body, "ت" + body, "ي" + body + "وا", "ن" + body]
    return [form]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A refusal in tokens: `[first, last)` is its cue, `object_` the token of what was refused."""

    first: int
    last: int
    word: int
    cue: _Cue
    object_: int


class _Finder:
    def __init__(self, document: Document, entities: Entities, tables: Refusals) -> None:
        self.document, self.entities, self.tables = document, entities, tables
        self.tokens = document.tokens
        self.norms = [token.word.norm for token in document.tokens]

    def hits(self) -> list[_Hit]:
        """Return the refusals in order."""
        found: list[_Hit] = []
        done = -1
        for index, norm in enumerate(self.norms):
            if index < done or self.tokens[index].kind != "word":
                continue
            hit = self._at(index, norm)
            if hit is not None:
                found.append(hit)
                done = hit.object_
        return found

    def _at(self, index: int, norm: str) -> _Hit | None:
        classes = self.tables.classes(norm)
        if "not" in classes:
            return self._with(index, index + 1, "not")
        if "without" in classes:
            word = index + 1
            if word < len(self.norms) and "that" in self.tables.classes(self.norms[word]):
                return self._with(index, word + 1, "not", "without")
            return self._with(index, word, "without")
        for lead in ("", "و", "ف"):
            if norm.startswith(lead) and ("refuse", norm[len(lead) :]) in self.tables.cues:
                return self._with(index, index, "refuse")
        return None

    def _with(self, first: int, word: int, kind: str, how: str = "") -> _Hit | None:
        if word >= len(self.norms):
            return None
        norm = self.norms[word]
        cue = self.tables.cues.get((kind, norm))
        for lead in ("و", "ف"):
            if cue is None and norm.startswith(lead):
                cue = self.tables.cues.get((kind, norm[1:]))
        if cue is None:
            return None
        object_ = self._object(word, cue)
        if object_ < 0:
            return None
        return _Hit(first, word + 1, word, cue, object_)

    def _object(self, word: int, cue: _Cue) -> int:
        reach = _REQUEST_REACH if "request" in cue.needs else _OBJECT_REACH[cue.kind]
        end = min(self._sentence_last(word), word + 1 + reach)
        found = -1
        for i in range(word + 1, end):
            classes = self.tables.classes(self.norms[i])
            if "self" in classes and i <= word + 6:
                return -1
            if found < 0 and classes & cue.needs:
                found = i
        return found if cue.needs else word

    def _sentence_last(self, index: int) -> int:
        return self.document.sentences[self.tokens[index].sentence].last

    def entity(self, hit: _Hit) -> str | None:
        """The party that would not comment: its subject after the cue, before it, or the running subject."""
        after = self._after(hit)
        if after is not None:
            return after.entity
        sentence = self.document.sentences[self.tokens[hit.first].sentence]
        start, cue = sentence.start, self.tokens[hit.first].start
        before = self.entities.mentions_in(start, cue)
        close = [m for m in before if self._gap(m.end, cue) <= 1]
        if close:
            return close[-1].entity
        if before:
            return self._outer(before).entity
        earlier = self.tokens[hit.first].sentence - 1
        if earlier >= 0:
            previous = self.document.sentences[earlier]
            before = self.entities.mentions_in(previous.start, previous.end)
            if before:
                return before[0].entity
        return None

    def _outer(self, mentions: tuple[Mention, ...]) -> Mention:
        """The likeliest subject of a sentence: its first party that does not follow a preposition."""
        for mention in mentions:
            index = self._index(mention.start)
            if index and self.tokens[index - 1].analysis.pos == "prep":
                continue
            return mention
        return mentions[0]

    def _after(self, hit: _Hit) -> Mention | None:
        tokens = self.tokens
        start = tokens[hit.word].end
        limit = min(len(tokens) - 1, self._sentence_last(hit.word) - 1)
        if hit.cue.kind == "without":
            return None
        source = "reach" in hit.cue.needs or "reply" in hit.cue.needs
        end = tokens[min(limit, hit.word + (20 if source else 6))].end
        mentions = self.entities.mentions_in(start, end)
        for mention in mentions:
            index = self._index(mention.start)
            if source and index and "party" in self.tables.classes(self.norms[index - 1]):
                return mention
            near = index <= hit.word + _NEXT and (hit.cue.needs == _NOTHING or index <= hit.object_)
            if not source and near and (tokens[index - 1].analysis.pos != "prep" or index - 1 == hit.word):
                return mention
        return None

    def _index(self, start: int) -> int:
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        return low

    def _gap(self, end: int, start: int) -> int:
        return max(0, self._index(start) - self._index(end - 1) - 1)

    def asked_by(self, hit: _Hit) -> str | None:
        """Who asked, as written: the party behind «طلبات», «أسئلة», or behind «لـ» and «مع»."""
        tokens = self.tokens
        limit = self._sentence_last(hit.word) - 1
        for i in range(hit.word + 1, min(limit, hit.word + 14)):
            if "request" not in self.tables.classes(self.norms[i]):
                continue
            for mention in self.entities.mentions_in(tokens[i].end, tokens[min(limit, i + 5)].end):
                if self.entities.entity(mention.entity).kind == "organisation":
                    return mention.text
        return None

    def channel(self, hit: _Hit) -> Literal["written", "phone", "unstated"]:
        """How it was asked, where the sentence says so."""
        end = min(self._sentence_last(hit.word), hit.object_ + 9)
        for i in range(hit.word, end):
            classes = self.tables.classes(self.norms[i])
            if "phone" in classes:
                return "phone"
            if "written" in classes:
                return "written"
        return "unstated"

    def record(self, hit: _Hit) -> NonResponse:
        """The contract's record of a refusal."""
        tokens = self.tokens
        lead = 1 if self.norms[hit.first][:1] in ("و", "ف") and len(self.norms[hit.first]) > 2 else 0
        start, end = tokens[hit.first].start + lead, tokens[hit.last - 1].end
        return NonResponse(
            start,
            end,
            self.document.text[start:end],
            self.entity(hit),
            asked_by=self.asked_by(hit),
            channel=self.channel(hit),
            rule=hit.cue.rule,
        )


def annotate(document: Document, entities: Entities, lexicon: Lexicon) -> tuple[NonResponse, ...]:
    """Return the refusals to comment of a document, in order.

    Args:
        document: The analysed text.
        entities: Its parties.
        lexicon: Tables to read with.
    """
    finder = _Finder(document, entities, lexicon.compiled("reading.silences", Refusals))
    return tuple(finder.record(hit) for hit in finder.hits())


__all__ = ["Refusals", "Token", "annotate"]
