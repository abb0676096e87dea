# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Refusals and failures to comment: who was asked, by whom, through which channel.

A cue («رفض», «لم يرد», «دون») counts only with an object of the right kind behind it («التعليق», «تفاصيل»).
A source that would not be named is no refusal: that is told with the claim.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tawatur.lexicon import Lexicon, values
from tawatur.model import Claim, Mention, NonResponse, Span
from tawatur.reading.parties import Entities
from tawatur.text.document import Document
from tawatur.text.memory import Remembered
from tawatur.text.normalize import dediac, fold
from tawatur.text.words import Token

_OBJECT_REACH = {"refuse": 14, "not": 14, "without": 4}
_REQUEST_REACH = 24  # tokens that may part «لم ترد …» from «على طلبات»
_ASKING = frozenset(("request", "asks"))
_ASKED = frozenset(("request", "question", "comment"))
_WE = "ن"  # what a verb of ours begins with: «لم نتلق ردا»
_ASKER_REACH = 6  # tokens after a word of asking within which the asker is named
_NEXT = 3  # tokens after a cue within which its subject begins
_NOTHING: frozenset[str] = frozenset()
_NEGATIONS = frozenset(("not", "without"))
_LEADS = ("", "و", "ف")


@dataclass(frozen=True, slots=True)
class _Cue:
    rule: str
    kind: str
    needs: frozenset[str]
    asker: bool  # whether its subject is who asked («لم تتلق الوكالة ردا»)


class Refusals:
    """The compiled tables."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.cues: dict[tuple[str, str], _Cue] = {}
        for row in lexicon.table("claims/refusals").records():
            cue = _Cue(row["form"], row["kind"], frozenset(values(row["needs"])), row["asker"] == "yes")
            for form in _forms(dediac(row["form"]), dediac(row["present"]), row["kind"]):
                self.cues.setdefault((row["kind"], fold(form)), cue)
        classes: dict[str, set[str]] = {}
        for row in lexicon.table("claims/refusal_objects").records():
            classes.setdefault(fold(row["word"]), set()).add(row["class"])
        self._classes = {word: frozenset(found) for word, found in classes.items()}
        self._beginning: Remembered[str, bool] = Remembered()

    def cue(self, kind: str, norm: str) -> _Cue | None:
        """Return the cue of a kind that a folded word is, «و» or «ف» before it or not."""
        for lead in _LEADS:
            found = self.cues.get((kind, norm[len(lead) :])) if norm.startswith(lead) else None
            if found is not None:
                return found
        return None

    def begins(self, norm: str) -> bool:
        """Whether a folded word may begin a refusal."""
        found = self._beginning.get(norm)
        if found is None:
            refuses = self.cue("refuse", norm) is not None
            found = self._beginning[norm] = refuses or not self.classes(norm).isdisjoint(_NEGATIONS)
        return found

    def classes(self, norm: str) -> frozenset[str]:
        """Return the classes of a folded word, those of the word behind و، ف، ل or ب where it has none itself."""
        found = self._classes.get(norm, _NOTHING)
        if not found and len(norm) > 3 and norm[0] in "وفلب":
            found = self._classes.get(norm[1:], _NOTHING)
            if not found and norm.startswith("لل"):
                found = self._classes.get("ا" + norm[1:], _NOTHING)
        return found


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
    def __init__(self, document: Document, entities: Entities, tables: Refusals, said: Sequence[Claim] = ()) -> None:
        self.document, self.entities, self.tables = document, entities, tables
        self.said = [(claim.cue.start, claim.source.entity) for claim in said if claim.source.entity is not None]
        self.tokens = document.tokens
        self.norms = [token.word.norm for token in document.tokens]

    def hits(self) -> list[_Hit]:
        """Return the refusals in order."""
        found: list[_Hit] = []
        done = -1
        for index, norm in enumerate(self.norms):
            if index < done or not self.tables.begins(norm) or self.tokens[index].kind != "word":
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
        return self._with(index, index, "refuse")

    def _with(self, first: int, word: int, kind: str, how: str = "") -> _Hit | None:
        if word >= len(self.norms):
            return None
        cue = self.tables.cue(kind, self.norms[word])
        if cue is None:
            return None
        object_ = self._object(word, cue)
        if object_ < 0 or (cue.asker and "reply" in cue.needs and not self._asks(word)):
            return None
        return _Hit(first, word + 1, word, cue, object_)

    def _object(self, word: int, cue: _Cue) -> int:
        reach = _REQUEST_REACH if "request" in cue.needs else _OBJECT_REACH[cue.kind]
        end = min(self._sentence_last(word), word + 1 + reach)
        found = -1
        for i in range(word + 1, end):
            if self.tables.cue("refuse", self.norms[i]) is not None:  # what follows is what another would not do
                break
            classes = self.tables.classes(self.norms[i])
            if "self" in classes and i <= word + 6:
                return -1
            if found < 0 and classes & cue.needs:
                found = i
        return found if cue.needs else word

    def _asks(self, word: int) -> bool:
        """Whether an answer that never came was one to a question: not «لم تتلق البلدية ردا» to a call for help."""
        ahead = range(word + 1, min(self._sentence_last(word), word + 1 + _REQUEST_REACH))
        return self.norms[word].startswith(_WE) or any(self.tables.classes(self.norms[i]) & _ASKED for i in ahead)

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
        speaker = self._speaker(start, cue)
        if speaker is not None:
            return speaker
        if before:
            return self._outer(before).entity
        earlier = self.tokens[hit.first].sentence - 1
        if earlier >= 0:
            previous = self.document.sentences[earlier]
            before = self.entities.mentions_in(previous.start, previous.end)
            return self._speaker(previous.start, previous.end) or (before[0].entity if before else None)
        return None

    def _speaker(self, start: int, end: int) -> str | None:
        """Who speaks last between two places of the text: he tells no more («وقال … ولم يعط تفاصيل»)."""
        low, high = bisect_left(self.said, (start, "")), bisect_left(self.said, (end, ""))
        return self.said[high - 1][1] if low < high else None

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
        """Who asked, as written: the body behind «طلبات», «أسئلة», «سألته»; the subject of a verb of receiving."""
        tokens = self.tokens
        limit = self._sentence_last(hit.word) - 1
        if hit.cue.asker:
            start = self.document.sentences[tokens[hit.first].sentence].start
            body = self._body(tokens[hit.word].end, tokens[hit.object_].start)
            return body or self._body(start, tokens[hit.first].start, latest=True)
        for i in range(hit.word + 1, min(limit, hit.word + _REQUEST_REACH)):
            if not self.tables.classes(self.norms[i]) & _ASKING:
                continue
            body = self._body(tokens[i].end, tokens[min(limit, i + _ASKER_REACH)].end)
            if body is not None:
                return body
        return None

    def _body(self, start: int, end: int, *, latest: bool = False) -> str | None:
        """The first body, or the last one, named between two places of the text."""
        bodies = [
            mention.text
            for mention in self.entities.mentions_in(start, end)
            if self.entities.entity(mention.entity).kind == "organisation"
        ]
        return bodies[-1 if latest else 0] if bodies else None

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

    def words(self, hit: _Hit) -> list[Span]:
        """Where the words of a refusal stand: its cue and what was refused."""
        tokens = self.tokens
        return [Span(tokens[i].start, tokens[i].end) for i in (hit.word, hit.object_)]

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


@dataclass(frozen=True, slots=True)
class Silences:
    """The refusals to comment of a report, in order, and where their words stand."""

    records: tuple[NonResponse, ...]
    words: tuple[Span, ...]


def annotate(document: Document, entities: Entities, lexicon: Lexicon, said: Sequence[Claim] = ()) -> Silences:
    """Return the refusals to comment of a document.

    Args:
        document: The analysed text.
        entities: Its parties.
        lexicon: Tables to read with.
        said: Its claims, in order of their cues: who spoke is who tells no more where nobody else is named.
    """
    finder = _Finder(document, entities, lexicon.compiled("reading.silences", Refusals), said)
    hits = finder.hits()
    words = tuple(span for hit in hits for span in finder.words(hit))
    return Silences(tuple(finder.record(hit) for hit in hits), words)


__all__ = ["Refusals", "Silences", "Token", "annotate"]
