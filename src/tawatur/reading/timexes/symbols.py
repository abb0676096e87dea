# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Turn a document into a string of symbols, one for each word, number or mark that a date can be made of.

Each symbol carries the classes of the time tables that its word belongs to. All words with the same
classes share one character, so that the grammar is matched by plain regular expressions over a string
that is about as long as the report has words.
"""

import re
from collections.abc import Iterator

from tawatur.lexicon import Lexicon
from tawatur.model.quick import quick
from tawatur.text.document import Document
from tawatur.text.memory import Remembered
from tawatur.text.normalize import fold
from tawatur.text.words import Token

OTHER, BREAK = ".", "\n"
VOCABULARY = (
    "months", "weekdays", "dayparts", "deictics", "units", "relatives", "particles", "numbers", "decades",
)  # fmt: skip
ARTICLE = "al_"
_FIRST_PRIVATE = 0xE000
_MARKS = {
    **dict.fromkeys("،,", "comma"),
    **dict.fromkeys("/\\", "slash"),
    **dict.fromkeys("-–—−", "dash"),
    **dict.fromkeys("([{", "open"),
    **dict.fromkeys(")]}", "close"),
    **dict.fromkeys("\"'“”«»", "quote"),
}
_YMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![-/.]?\d)")
_DMY = re.compile(r"(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4})(?![-/.]?\d)")
_CLOCK = re.compile(r"(\d{1,2}) ?[:.,٫] ?(\d{2})(?!\d|[.,:]\d)")
_FIGURE = re.compile(r"\d+")
_PERCENT = re.compile(r"\s?[%٪]|[.,٫]\d")
_YEARS, _ISLAMIC_YEARS = range(1750, 2101), range(1300, 1501)
_DAYS, _HOURS, _DIGITS = range(1, 32), range(25), 9
_ISLAMIC_DAYS = 30  # of the longest month
# What a hurried writer joins to the next word, and what to: «شهرفيفري», «ديسمبرمن».
_GLUED = frozenset({"part", "month_word", "day_word", "month", "month_unsure"})
_GLUED_TO = frozenset({"deictic", "weekday", "month", "month_unsure", "of"})
_SHORTEST_GLUED = 5

Classes = dict[str, str]


@quick(frozen=True, slots=True)
class Symbol:
    """One piece of a time expression: its span, its tokens `[first, last)`, and its classes with values."""

    start: int
    end: int
    first: int
    last: int
    classes: Classes


@quick(frozen=True, slots=True)
class Stream:
    """The symbols of a document, and the string of their characters, index for index."""

    symbols: tuple[Symbol, ...]
    string: str


@quick(frozen=True, slots=True)
class _Entry:
    """What a word type may be: after `lead` clitics, alone or as the first word of a phrase."""

    lead: int
    joined: bool  # one of the clitics is «و»
    classes: Classes | None
    phrases: tuple[tuple[tuple[str, ...], Classes], ...]


class Vocabulary:
    """The time tables, compiled: words and phrases to classes, classes to characters."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words: dict[str, Classes] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Classes]]] = {}
        self._chars: dict[frozenset[str], str] = {}
        self._entries: Remembered[str, tuple[_Entry, ...]] = Remembered()
        self._glue: dict[str, int] = {}
        phrases: dict[tuple[str, ...], Classes] = {}
        for name in VOCABULARY:
            for record in lexicon.table(f"time/{name}").records():
                parts = tuple(fold(record["word"]).split())
                home = phrases if len(parts) > 1 else None
                classes = self._words.setdefault(parts[0], {}) if home is None else home.setdefault(parts, {})
                classes.setdefault(record["class"], record["value"])
        for parts, classes in phrases.items():
            self._phrases.setdefault(parts[0], []).append((parts[1:], classes))
        for options in self._phrases.values():
            options.sort(key=lambda option: (-len(option[0]), option[0]))
        self._assign_chars(phrases)

    def _assign_chars(self, phrases: dict[tuple[str, ...], Classes]) -> None:
        known = [*self._words.values(), *phrases.values()]
        known += [_with_article(classes) for classes in self._words.values()]
        known += [{name: ""} for name in (*sorted(set(_MARKS.values())), "and", "isodate", "hijridate")]
        figures = (*_DAYS, *_HOURS, _DIGITS * 100, _YEARS[0], _ISLAMIC_YEARS[0])
        known += [_figure_classes(n, short) for n in figures for short in (True, False)]
        known += [{"clocknum": "", **_figure_classes(n, True)} for n in _DAYS]
        known += [{"clocknum": ""}, {"num": ""}]
        for classes in known:
            key = frozenset(classes)
            if key not in self._chars:
                self._chars[key] = chr(_FIRST_PRIVATE + len(self._chars))

    def characters(self, name: str) -> str:
        """Return the characters of all symbols that have the class `name`."""
        return "".join(char for classes, char in self._chars.items() if name in classes)

    def read(self, document: Document) -> Stream:
        """Return the symbols of a document; sentences are kept apart by `BREAK`."""
        symbols: list[Symbol] = []
        chars: list[str] = []
        for symbol, char in self._read(document):
            symbols.append(symbol)
            chars.append(char)
        return Stream(tuple(symbols), "".join(chars))

    def _read(self, document: Document) -> Iterator[tuple[Symbol, str]]:
        tokens, i, sentence = document.tokens, 0, 0
        while i < len(tokens):
            token = tokens[i]
            if token.sentence != sentence:
                sentence = token.sentence
                yield Symbol(token.start, token.start, i, i, {}), BREAK
            entries = self._entries.get(token.word.norm)
            pieces = None if entries == () else self._number(document.text, tokens, i) or self._word(tokens, i)
            if not pieces:
                yield Symbol(token.start, token.end, i, i + 1, {}), OTHER
                i += 1
                continue
            for piece in pieces:
                yield piece, self._chars.get(frozenset(piece.classes), OTHER)
            i = pieces[-1].last

    def _number(self, text: str, tokens: tuple[Token, ...], i: int) -> list[Symbol]:
        token = tokens[i]
        if not token.text[:1].isdecimal():
            return []
        classes, end = _read_figures(text, token.start)
        last = i + 1
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        return [Symbol(token.start, end, i, last, classes)]

    def _word(self, tokens: tuple[Token, ...], i: int) -> list[Symbol]:
        token = tokens[i]
        norm = token.word.norm
        mark = _MARKS.get(norm)
        if mark is not None:
            return [Symbol(token.start, token.end, i, i + 1, {mark: ""})]
        entries = self._entries.get(norm)
        if entries is None:
            entries = tuple(self._entries_of(norm))
            if norm not in self._glue:
                self._entries[norm] = entries
        for entry in entries:
            for rest, classes in entry.phrases:
                last = i + 1 + len(rest)
                if last <= len(tokens) and tuple(t.word.norm for t in tokens[i + 1 : last]) == rest:
                    return _pieces(tokens, i, last, entry, classes)
            if entry.classes is not None:
                return _pieces(tokens, i, i + 1, entry, entry.classes)
        cut = self._glue.get(norm, 0)
        return self._unglue(token, i, cut) if cut and len(norm) == len(token.text) else []

    def _entries_of(self, norm: str) -> Iterator[_Entry]:
        found = False
        for lead, joined, form in _without_clitics(norm):
            classes, phrases = self._classes_of(form), tuple(self._phrases.get(form, ()))
            if classes is not None or phrases:
                found = True
                yield _Entry(lead, joined, classes, phrases)
        if not found and len(norm) > _SHORTEST_GLUED:
            cut = next(self._cuts(norm), 0)
            if cut:
                self._glue[norm] = cut

    def _classes_of(self, form: str) -> Classes | None:
        classes = self._words.get(form)
        if classes is None and form.startswith("ال"):
            bare = self._words.get(form[2:])
            classes = None if bare is None else _with_article(bare)
        return classes

    def _cuts(self, norm: str) -> Iterator[int]:
        for cut in range(3, len(norm) - 1):
            head, tail = self._words.get(norm[:cut]), self._words.get(norm[cut:])
            if head and tail and not _GLUED.isdisjoint(head) and not _GLUED_TO.isdisjoint(tail):
                yield cut

    def _unglue(self, token: Token, i: int, cut: int) -> list[Symbol]:
        norm, middle = token.word.norm, token.start + cut
        return [
            Symbol(token.start, middle, i, i + 1, self._words[norm[:cut]]),
            Symbol(middle, token.end, i, i + 1, self._words[norm[cut:]]),
        ]


def _with_article(classes: Classes) -> Classes:
    return {ARTICLE + name: value for name, value in classes.items()}


def _without_clitics(norm: str) -> Iterator[tuple[int, bool, str]]:
    """The word as it stands, then with «و ف» and «ب ل ك» taken off: length of the clitics, «و» or not, rest."""
    yield 0, False, norm
    lead, joined, rest = 0, False, norm
    if rest[:1] in ("و", "ف") and len(rest) > 2:
        lead, joined, rest = 1, rest[0] == "و", rest[1:]
        yield lead, joined, rest
    if rest.startswith("لل") and len(rest) > 4:
        yield lead, joined, "ال" + rest[2:]
    if rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
        yield lead + 1, joined, rest[1:]


def _pieces(tokens: tuple[Token, ...], i: int, last: int, entry: _Entry, classes: Classes) -> list[Symbol]:
    token = tokens[i]
    start = token.start + _original_length(token, entry.lead)
    whole = Symbol(start, tokens[last - 1].end, i, last, classes)
    return [Symbol(token.start, start, i, i, {"and": ""}), whole] if entry.joined else [whole]


def _original_length(token: Token, letters: int) -> int:
    """How many characters of the token its first `letters` folded letters take up."""
    if len(token.word.norm) == len(token.text) or not letters:
        return letters
    return next((n for n in range(letters, len(token.text)) if len(fold(token.text[:n])) >= letters), letters)


def _figure_classes(number: int, short: bool) -> Classes:
    classes = {"num": str(number)}
    if short and number in _DAYS:
        classes["dnum"] = str(number)
    if short and number in _HOURS:
        classes["hnum"] = str(number)
    if number in _YEARS:
        classes["ynum"] = str(number)
    if number in _ISLAMIC_YEARS:
        classes["hynum"] = str(number)
    return classes


def _read_figures(text: str, start: int) -> tuple[Classes, int]:
    """Classes and end of the figures at `start`: a date in figures, a clock time, or one number."""
    for pattern, order in ((_YMD, (1, 2, 3)), (_DMY, (3, 2, 1))):
        match = pattern.match(text, start)
        if match is not None:
            year, month, day = (int(match[n]) for n in order)
            if month <= 12 and day <= 31 and year in _YEARS:
                return {"isodate": f"{year:04}-{month:02}-{day:02}"}, match.end()
            if 1 <= month <= 12 and 1 <= day <= _ISLAMIC_DAYS and year in _ISLAMIC_YEARS:
                return {"hijridate": f"{year}-{month}-{day}"}, match.end()
    figure = _FIGURE.match(text, start)
    end = start + 1 if figure is None else figure.end()
    clock = _CLOCK.match(text, start)
    if clock is not None and int(clock[1]) in _HOURS and int(clock[2]) < 60:
        return {"clocknum": f"{int(clock[1]):02}:{int(clock[2]):02}"}, clock.end()
    if figure is None or end - start > _DIGITS or _PERCENT.match(text, end):
        return {}, end
    return _figure_classes(int(figure[0]), end - start <= 2), end
