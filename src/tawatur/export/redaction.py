# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Take the names of private persons, telephone numbers, mail addresses and accounts out of everything exported.

Every string of the material passes through `Redactor.text`, whatever field it stands in: titles, quotations, names,
addresses of pages. A name is found in any spelling that folds to the same letters, under clitics, whole or by its
telling parts (a family name alone). Pseudonyms count through one export and mean nothing in another. What the reader
did not find as a person is caught where a given name stands before another word of names; this takes out more than
it must rather than less.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, get_args, get_origin
from urllib.parse import unquote, urlsplit

from tawatur.export.material import Material, Quote, Told
from tawatur.export.people import Person, Redact, is_private, known, persons
from tawatur.joining.wording import bits_of, stem
from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.lexicon.tables import values
from tawatur.model import Report
from tawatur.model.codec import shape
from tawatur.model.joined import CanonicalEntity
from tawatur.text.memory import Bounded
from tawatur.text.normalize import fold

PERSON, PHONE, MAIL, ACCOUNT = "[شخص]", "[هاتف]", "[بريد]", "[حساب]"
_MARKS = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'»«]+|(?<![\w.@/-])(?:[\w-]+\.)+[a-z]{2,}/[^\s<>\"'»«]+")
_ACCOUNT = re.compile(r"(?<![\w@/.])@\w{2,}(?:\.\w+)*")
_DAY = r"(?!\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d)|\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d))"
_SIGN = r"[\s().\-\u200e\u200f]"
_PHONE = re.compile(
    rf"(?<![\w.]){_DAY}(?:\+{_SIGN}?\d|[0٠]{{2}}\d)(?:{_SIGN}{{0,2}}\d){{6,14}}(?!\w)"
    rf"|(?<![\w.]){_DAY}[0٠](?:{_SIGN}?\d){{7,11}}(?!\w)|(?<![\w.])\d{{8,15}}(?!\w)|\d{{9,15}}\s?\+"
)
_DIGIT = re.compile(r"\d")
_ARTICLE = "ال"
_LINKERS = frozenset(("بن", "ابن", "بنت", "ابو", "ابي", "ام", "ال", "عبد", "الله", "الدين", "ذو"))
_SHORTEST = 3  # letters of a part of a name that is looked for alone, without the article
# Bits that a lone word must tell to be looked for everywhere: «أو», «التونسي», «محمد» tell fewer and are taken out only
# where the reader found the person; on 400 reports this took 1,370 replacements to 1,006, without «أو» for a person.
_TELLING = 5.0
_EVERYWHERE = 1.0  # bits below which a word stands in almost every report
_LONG = 400  # characters; a longer string is hardly ever met again
_STRINGS = 50_000  # that are remembered of each kind of field
_ADDRESSES = frozenset(("url",))
_STRUCTURE = frozenset(
    ("id", "key", "sha256", "report", "reports", "published", "day", "days", "when", "value", "start")
)


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    said: str | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Opening:
    """A reading of a word that a name may begin with: the length of its clitics, the rest, and which names may."""

    size: int
    first: str
    node: _Node | None
    is_given: bool


_Found = tuple[int, int, str | None]  # the word after a name, the length of its clitics, what to say


@dataclass(frozen=True, slots=True)
class _Names:
    given: frozenset[str]
    tokens: frozenset[str]
    hosts: frozenset[str]


def _compile(lexicon: Lexicon) -> _Names:
    given = {
        fold(n)
        for name, more in lexicon.table("names/given").columns("name", "variants")
        for n in (name, *values(more))
    }
    words = lexicon.table("entities/name_tokens").columns("token", "common_word")
    tokens = {fold(token) for token, common in words if common == "no"}
    hosts = frozenset(host for (host,) in lexicon.table("export/hosts").columns("host"))
    return _Names(frozenset(given), frozenset(tokens | given), hosts)


def _words(text: str) -> list[str]:
    return [fold(match[0]).casefold() for match in _WORD.finditer(text)]


def _tells(word: str) -> bool:
    return bits_of(stem(word)) >= _TELLING


def _bare(word: str) -> list[tuple[int, str]]:
    """The readings of a folded word as clitics and the rest, with the length of the clitics."""
    found = [(0, word)]
    for size in (1, 2):
        head, rest = word[:size], word[size:]
        if len(rest) >= 2 and (head in "وفبلك" if size == 1 else head[0] in "وف" and head[1] in "بلك"):
            found.append((size, rest))
            if head.endswith("ل") and rest.startswith("ل"):
                found.append((size, "ا" + rest))
    return found


@dataclass(slots=True)
class Redactor:
    """Takes out what is not to be named.

    Args:
        names: Of the lexicon.
        ids: Pseudonymous ids by id of what is not to be named.
        root: Names to be found, word by word.
        whole: Names that are not to stand within another name either.
        alone: What to say where a name is all that a string says.
    """

    names: _Names
    ids: dict[str, str] = field(default_factory=dict)
    root: _Node = field(default_factory=_Node)
    whole: set[tuple[str, ...]] = field(default_factory=set)
    alone: dict[tuple[str, ...], str] = field(default_factory=dict)  # names that are the whole of a string
    _folded: Bounded[str, str] = field(default_factory=Bounded)  # words as they are compared
    _opens: Bounded[str, tuple[_Opening, ...]] = field(default_factory=Bounded)  # by folded word

    def add(self, name: str, said: str | None) -> None:
        """Look for a name; `said` stands in its place, None keeps it, unless a name to be taken out is within it."""
        words = _words(name)
        if said is None and self._holds_hidden(words):
            return
        self._opens.clear()
        node = self.root
        for word in words:
            node = node.next.setdefault(word, _Node())
        if words:
            if said is None:
                node.kept = True
            elif node.said is None:
                node.said = said

    def take_out(self, name: str, said: str) -> None:
        """Look for a name whole, wherever it stands: within another name as well."""
        self.add(name, said)
        self.whole.add(tuple(_words(name)))

    def _holds_hidden(self, words: list[str]) -> bool:
        spans = ((n, end) for n in range(len(words)) for end in range(n + 1, len(words) + 1))
        return any((first, *words[n + 1 : end]) in self.whole for n, end in spans for _, first in _bare(words[n]))

    def hide(self, name: str, said: str) -> None:
        """Look for a name whole and for those of its parts that tell who is meant."""
        words = _words(name)
        self.alone.setdefault(tuple(words), said)
        if len(words) == 1 and not _tells(words[0]):
            return
        self.take_out(name, said)
        joined = [n for n, word in enumerate(words) if word in _LINKERS]
        for n, word in enumerate(words):
            is_first = n == 0 and len(words) > 1
            if word in _LINKERS or is_first or len(word.removeprefix(_ARTICLE)) < _SHORTEST:
                continue
            if n - 1 in joined:
                self.add(f"{words[n - 1]} {word}", said)
            if word not in self.names.given and _tells(word):
                self.add(word, said)

    def _compared(self, written: str) -> str:
        found = self._folded.get(written)
        if found is None:
            found = self._folded[written] = fold(written).casefold()
        return found

    def _opening(self, word: str) -> tuple[_Opening, ...]:
        """The readings of a folded word under which a name that is looked for, or a given name, may begin with it."""
        found = self._opens.get(word)
        if found is None:
            readings = [_Opening(size, first, self.root.next.get(first), first in self.names.given)
                        for size, first in _bare(word)]  # fmt: skip
            found = self._opens[word] = tuple(o for o in readings if o.node is not None or o.is_given)
        return found

    def _longest(self, openings: Sequence[_Opening], words: list[str], start: int) -> _Found | None:
        """The longest name from a word on."""
        best: tuple[int, bool, int, str | None] | None = None
        for opening in openings:
            node, at = opening.node, start + 1
            while node is not None:
                if node.said is not None or node.kept:
                    found = (at, node.said is not None, -opening.size, node.said)
                    if best is None or found[:3] > best[:3]:
                        best = found
                node, at = (node.next.get(words[at]), at + 1) if at < len(words) else (None, at)
        return None if best is None else (best[0], -best[2], best[3])

    def _unread(self, openings: Sequence[_Opening], words: list[str], start: int, written: str) -> _Found | None:
        """A given name before other words of names, which no entity of the readings covers."""
        if start + 1 >= len(words):
            return None
        for opening in openings:
            # «على» (on) folds to «علي» (Ali), of which there are hundreds of times more.
            if opening.is_given and not (written.endswith("ى") and bits_of(opening.first) < _EVERYWHERE):
                at = start + 1
                while at < len(words) and (words[at] in self.names.tokens or words[at] in _LINKERS):
                    at += 1
                if at > start + 1 and words[at - 1] not in _LINKERS - {"الله", "الدين"}:
                    return at, opening.size, PERSON
        return None

    def named(self, text: str) -> str:
        written = _WORD.findall(text)
        words = [self._compared(word) for word in written]
        if words and (said := self.alone.get(tuple(words))) is not None:
            return said
        taken: list[tuple[int, int, int, str]] = []  # first and last word, length of the clitics, what to say
        n = 0
        while n < len(words):
            openings = self._opening(words[n])
            found = self._longest(openings, words, n) if openings else None
            if openings and (found is None or found[2] is None):
                unread = self._unread(openings, words, n, written[n])
                if unread is not None and (found is None or unread[0] > found[0]):
                    found = unread
            if found is None:
                n += 1
                continue
            after, size, instead = found
            if instead is not None:
                taken.append((n, after - 1, size, instead))
            n = after
        return self._without(text, words, taken) if taken else text

    def _without(self, text: str, words: list[str], taken: list[tuple[int, int, int, str]]) -> str:
        """A text with something else in the places of some words."""
        spots = list(_WORD.finditer(text))
        out, last = [], 0
        for first, final, size, said in taken:
            out += [text[last : spots[first].start()], words[first][:size], said]
            last = spots[final].end()
        return "".join((*out, text[last:]))

    def address(self, url: str) -> str:
        """An address that names somebody or an account is cut to its host."""
        plain = re.sub(r"[-_+/.=&?%]+", " ", unquote(url))
        try:
            parts = urlsplit(url if "://" in url else f"//{url}")
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:  # as of "http://[": nothing that leads anywhere
            return ACCOUNT
        if host not in self.names.hosts and self.named(plain) == plain and not _MAIL.search(unquote(url)):
            return url
        return (
            ACCOUNT if host in self.names.hosts else f"{parts.scheme or 'https'}://{parts.netloc.rpartition('@')[2]}/"
        )

    def text(self, text: str) -> str:
        """Return a text without what is not to be named."""
        found = _MAIL.sub(MAIL, text) if "@" in text else text
        if "/" in found or "www." in found:
            found = _LINK.sub(lambda m: self.address(m[0]), found)
        if "@" in found:
            found = _ACCOUNT.sub(ACCOUNT, found)
        return self.named(_PHONE.sub(PHONE, found) if _DIGIT.search(found) else found)


Masks = dict[str, list[tuple[int, int, str]]]  # by report key: where somebody is named who is not to be


def _masked(text: str, at: int, masks: Iterable[tuple[int, int, str]]) -> str:
    """Put pseudonyms in the places of a text that begins at `at` of its report."""
    for start, end, said in masks:  # the last first, so that the places before stay right
        if at <= start and end <= at + len(text):
            text = text[: start - at] + said + text[end - at :]
    return text


def _holds_text(hint: Any) -> bool:
    """Whether a value of this type may hold a string."""
    if hint in (int, float, bool, type(None), Ellipsis):
        return False
    if is_dataclass(hint) and isinstance(hint, type):
        return any(_holds_text(inner) for _, _, inner in shape(hint))
    return get_origin(hint) is Literal or not get_args(hint) or any(map(_holds_text, get_args(hint)))


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that may hold strings: how they are redacted, and what became of those that were met before."""

    name: str
    become: Callable[[str], str]
    known: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the records of a class are gone through; `is_placed` where they may hold text of a report with its place."""

    fields: tuple[_Field, ...]
    is_placed: bool


@dataclass(slots=True)
class _Walk:
    redactor: Redactor
    masks: Masks
    here: list[tuple[int, int, str]] = field(default_factory=list)  # those of the report we are in
    plans: dict[type, _Plan] = field(default_factory=dict)
    # By kind of field: the same types, names and ids stand in records by the thousand.
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def string(self, value: str, of: _Field) -> str:
        if not value:
            return value
        found = of.known.get(value)
        if found is None:
            found = self.redactor.ids.get(value) or of.become(value)
            if len(value) <= _LONG:
                of.known[value] = found
        return found

    def value(self, value: Any, of: _Field) -> Any:
        if isinstance(value, str):
            return self.string(value, of)
        if isinstance(value, tuple):
            made = tuple([self.value(v, of) for v in value])
            return value if all(map(_is_same, made, value)) else made
        return self.record(value) if is_dataclass(value) and not isinstance(value, type) else value

    def _field(self, name: str) -> _Field:
        redactor = self.redactor
        kind, become = (
            ("address", redactor.address)
            if name in _ADDRESSES
            else ("structure", redactor.named)
            if name in _STRUCTURE
            else ("text", redactor.text)
        )
        return _Field(name, become, self.known.setdefault(kind, Bounded(most=_STRINGS)))

    def _plan(self, cls: type) -> _Plan:
        found = self.plans.get(cls)
        if found is None:
            held = tuple(self._field(f.name) for f, _, hint in shape(cls) if _holds_text(hint))
            is_placed = {"start", "end", "text"}.issubset(f.name for f in fields(cls))
            found = self.plans[cls] = _Plan(held, is_placed or issubclass(cls, (Quote, Report)))
        return found

    def _placed(self, record: Any) -> Any:
        """A record that holds text of a report, with the places masked where the reader found somebody."""
        if isinstance(record, Quote):
            masks = self.masks.get(record.report)
            return replace(record, text=_masked(record.text, record.at, masks)) if masks else record
        if isinstance(record, Report):
            return replace(record, text=_masked(record.text, 0, self.here))
        start, end, text = record.start, record.end, record.text
        if self.here and isinstance(start, int) and isinstance(end, int) and isinstance(text, str):
            masked = _masked(text, start, self.here) if end - start == len(text) else text
            return record if masked == text else replace(record, text=masked)
        return record

    def record(self, record: Any) -> Any:
        plan = self._plan(type(record))
        if isinstance(record, Told):
            self.here = self.masks.get(record.key, [])
        if plan.is_placed:
            record = self._placed(record)
        elif isinstance(record, CanonicalEntity) and record.id in self.redactor.ids:
            record = replace(record, reasons=())  # they compare the names
        changed = {}
        for of in plan.fields:
            old = getattr(record, of.name)
            if old:
                new = self.string(old, of) if type(old) is str else self.value(old, of)
                if new is not old and new != old:
                    changed[of.name] = new
        if isinstance(record, Told):
            self.here = []
        return replace(record, **changed) if changed else record


def _is_same(new: Any, old: Any) -> bool:
    return new is old or new == old


def _masks(material: Material, private: Iterable[Person], said: dict[str, str]) -> Masks:
    """Where the reader found private persons by name, last place first."""
    forms = {form: e.id for e in material.entities for form in e.forms}
    names = {p.id: {tuple(_words(name)) for name in p.names} for p in private}
    found: Masks = {}
    for told in material.told:
        for m in told.reading.mentions:
            id = forms.get((told.key, m.entity), f"{told.key}:{m.entity}")
            if id in names and tuple(_words(m.text)) in names[id]:
                found.setdefault(told.key, []).append((m.start, m.end, said[id]))
    return {key: sorted(set(spots), reverse=True) for key, spots in found.items()}


def _kept(material: Material, hidden: set[str]) -> Iterable[str]:
    for entity in material.entities:
        if entity.id not in hidden:
            yield from (entity.name, *entity.names)
    for told in material.told:
        hides = {m.entity for m in told.reading.mentions if f"{told.key}:{m.entity}" in hidden}
        yield from (e.name for e in told.reading.entities if e.kind != "person" and e.id not in hides)
        yield from (place.text for place in told.reading.places)
        if told.reading.report.outlet:
            yield told.reading.report.outlet


def hidden(material: Material, redact: Redact, lexicon: Lexicon) -> list[Person]:
    """Return the persons who are not to be named, in the order of their ids."""
    rule = known(lexicon)
    return [p for p in persons(material) if redact == "persons" or is_private(p, rule)]


def redact(
    whole: Material, out: Material, redact: Redact, *, also: Iterable[str] = (), lexicon: Lexicon | None = None
) -> Material:
    """Return what goes out without the names that are not to be named.

    Args:
        whole: The material with all its text, to learn from who is who.
        out: The material with the text that goes out.
        redact: Whom to redact.
        also: Further names, accounts or numbers to take out.
        lexicon: Tables to use; the built-in ones if None.
    """
    if redact == "none":
        return replace(out, redacted=redact)
    lexicon = lexicon or default_lexicon()
    private = hidden(whole, redact, lexicon)
    redactor = Redactor(lexicon.compiled("export.names", _compile))
    said = {person.id: f"[شخص {number}]" for number, person in enumerate(private, 1)}
    for number, person in enumerate(private, 1):
        redactor.ids[person.id] = f"person-{number}"
        for name in person.names:
            redactor.hide(name, said[person.id])
    for name in also:
        look = redactor.hide if name.replace(" ", "").isalpha() else redactor.take_out
        look(name, PERSON)
    for name in sorted(set(_kept(whole, {p.id for p in private}))):
        redactor.add(name, None)
    made: Material = _Walk(redactor, _masks(whole, private, said)).record(out)
    return replace(made, redacted=redact)
