# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The grammar of time expressions: the patterns of `time/grammar`, compiled to regular expressions.

A pattern is a sequence of class names, with `( ) | ? *` as in regular expressions, `name=(…)` to name a
part and `$name` for a pattern defined above it in the same table; `$name:2` puts the suffix 2 on the names
inside, so that one definition can stand twice in a pattern.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tawatur.lexicon import Lexicon
from tawatur.model.errors import LexiconError
from tawatur.reading.timexes.symbols import Classes, Stream, Symbol, Vocabulary

TABLE = "time/grammar"
_PIECE = re.compile(r"\$\w+(?::\d)?|\w+=\(|\w+|[()|?*]|\S")


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern; `value` names the function that works out what it means."""

    name: str
    value: str
    pattern: re.Pattern[str]


class Found:
    """A rule's match in a stream: its symbols, and those of its named parts."""

    __slots__ = ("_match", "rule", "stream")

    def __init__(self, rule: Rule, match: re.Match[str], stream: Stream) -> None:
        self.rule, self._match, self.stream = rule, match, stream

    @property
    def first(self) -> int:
        """Index of the first symbol."""
        return self._match.start()

    @property
    def last(self) -> int:
        """Index behind the last symbol."""
        return self._match.end()

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """All symbols of the match."""
        return self.stream.symbols[self.first : self.last]

    def part(self, name: str) -> tuple[Symbol, ...]:
        """The symbols of a named part; none where it is absent."""
        if name not in self._match.re.groupindex or self._match.start(name) < 0:
            return ()
        return self.stream.symbols[self._match.start(name) : self._match.end(name)]

    def has(self, name: str) -> bool:
        """Whether a named part is there."""
        return bool(self.part(name))

    def value(self, name: str, *classes: str) -> str | None:
        """The first value that the symbols of a part have under one of `classes`; of the part's own name if none."""
        wanted = classes or (name,)
        return next((s.classes[c] for s in self.part(name) for c in wanted if c in s.classes), None)

    def number(self, name: str, *classes: str) -> int | None:
        """The same as a number."""
        found = self.value(name, *classes)
        return None if found is None else int(found)

    def beside(self, step: int) -> Classes:
        """The classes of the symbol before (-1) or behind (+1) the match; none at an end."""
        at = self.first - 1 if step < 0 else self.last
        return self.stream.symbols[at].classes if 0 <= at < len(self.stream.symbols) else {}


@dataclass(frozen=True, slots=True)
class _Part:
    """A compiled piece of a pattern, the characters it may begin with, and whether it may be empty."""

    regex: str
    starts: frozenset[str]
    empty: bool


class _Parser:
    """Recursive descent over one pattern."""

    def __init__(self, grammar: "Grammar", rule: str, pattern: str, suffix: str = "") -> None:
        self.grammar, self.rule, self.suffix = grammar, rule, suffix
        self.pieces = _PIECE.findall(pattern)
        self.at = 0

    def parse(self) -> _Part:
        """Compile the whole pattern."""
        part = self._alternatives()
        if self.at < len(self.pieces):
            raise self._error(f"unexpected {self.pieces[self.at]!r}")
        return part

    def _error(self, problem: str) -> LexiconError:
        return LexiconError(f"{TABLE}, {self.rule}: {problem}")

    def _peek(self) -> str:
        return self.pieces[self.at] if self.at < len(self.pieces) else ""

    def _next(self) -> str:
        self.at += 1
        return self.pieces[self.at - 1] if self.at <= len(self.pieces) else ""

    def _alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self._peek() == "|":
            self._next()
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        regex = "|".join(p.regex for p in parts)
        return _Part(f"(?:{regex})", frozenset().union(*(p.starts for p in parts)), any(p.empty for p in parts))

    def _sequence(self) -> _Part:
        regex, starts, empty = "", frozenset[str](), True
        while self._peek() not in ("", "|", ")"):
            part = self._repeated(self._item())
            regex += part.regex
            starts = starts | part.starts if empty else starts
            empty = empty and part.empty
        return _Part(regex, starts, empty)

    def _repeated(self, part: _Part) -> _Part:
        if self._peek() in ("?", "*"):
            return _Part(f"(?:{part.regex}){self._next()}", part.starts, True)
        return part

    def _item(self) -> _Part:
        piece = self._next()
        if piece.startswith("$"):
            name, _, suffix = piece[1:].partition(":")
            pattern = self.grammar.macros.get(name)
            if pattern is None:
                raise self._error(f"${name} is not defined above it")
            return _Parser(self.grammar, self.rule, pattern, suffix or self.suffix).parse()
        if piece[-1] == "(":
            inner = self._alternatives()
            if self._next() != ")":
                raise self._error("a bracket is not closed")
            head = f"?P<{piece[:-2]}{self.suffix}>" if len(piece) > 1 else "?:"
            return _Part(f"({head}{inner.regex})", inner.starts, inner.empty)
        chars = self.grammar.vocabulary.characters(piece) if piece[0].isalnum() else ""
        if not chars:
            raise self._error(f"no time table has the class {piece!r}")
        return _Part(f"[{chars}]", frozenset(chars), False)


class Grammar:
    """All rules, in table order."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.vocabulary = lexicon.compiled("timexes.vocabulary", Vocabulary)
        self.macros: dict[str, str] = {}
        self.rules: list[Rule] = []
        self._by_start: dict[str, list[Rule]] = {}
        for record in lexicon.table(TABLE).records():
            if record["name"].startswith("$"):
                self.macros[record["name"][1:]] = record["pattern"]
            else:
                self._add(record["name"], record["value"], record["pattern"])

    def _add(self, name: str, value: str, pattern: str) -> None:
        part = _Parser(self, name, pattern).parse()
        if part.empty:
            raise LexiconError(f"{TABLE}, {name}: the pattern matches nothing at all")
        rule = Rule(name, value, re.compile(part.regex))
        self.rules.append(rule)
        for char in sorted(part.starts):
            self._by_start.setdefault(char, []).append(rule)

    def matches(self, stream: Stream, at: int) -> list[Found]:
        """Return the rules that match at a symbol, longest first, then in table order."""
        found = [
            Found(rule, match, stream)
            for rule in self._by_start.get(stream.string[at], ())
            if (match := rule.pattern.match(stream.string, at)) is not None
        ]
        return sorted(found, key=lambda f: -f.last) if len(found) > 1 else found

    def starts(self, stream: Stream) -> Iterator[int]:
        """Yield the symbols where some rule may begin."""
        by_start = self._by_start
        return (i for i, char in enumerate(stream.string) if char in by_start)
