# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""JSON lines, JSON documents, and JSON arrays of any length, an element at a time."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from tawatur.intake.content import Content
from tawatur.intake.fields import report_from
from tawatur.intake.items import MIB, Failure, Item, Loaded, Options
from tawatur.intake.sniff import opening
from tawatur.model.errors import IntakeError, TooLargeError
from tawatur.text.decode import decode

_CHUNK = 1 << 18
_SPACE_OR_COMMA = re.compile(r"[\s,]*")
_NEAR_END = 32  # code points before the end of what is read in which an error may only mean that more is to come


def _loaded(data: Any, name: str, warnings: tuple[str, ...], original: bytes, options: Options) -> Item:
    try:
        report, noticed = report_from(data, options.mapping)
    except IntakeError as exc:
        return Failure(name, exc)
    return Loaded(name, report, (*warnings, *noticed), original)


def read_lines(content: Content) -> Iterator[Item]:
    """Yield the report of each line.

    Args:
        content: JSON lines.
    """
    limit = content.options.limits.document
    number = 0
    while line := content.stream.readline(limit + 1):
        number += 1
        where = f"{content.name}:{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = content.stream.readline(_CHUNK)
            yield Failure(where, TooLargeError(f"the line is longer than {limit // MIB} MiB; split it"))
            continue
        bare = line.rstrip(b"\r\n")
        if not bare.strip():
            continue
        decoded = decode(bare)
        try:
            data = json.loads(decoded.text)
        except (ValueError, RecursionError) as exc:
            yield Failure(where, IntakeError(f"not a JSON object on one line: {_said(exc)}"))
            continue
        yield _loaded(data, where, tuple(decoded.warnings), bare, content.options)


def _said(exc: Exception) -> str:
    """What is wrong with JSON, without the text that it stands in."""
    if isinstance(exc, json.JSONDecodeError):
        return f"{exc.msg} at line {exc.lineno} column {exc.colno}"
    return "nested too deeply" if isinstance(exc, RecursionError) else type(exc).__name__


class Scanner:
    """Reads JSON out of a stream a value at a time.

    Args:
        stream: Bytes of JSON.
        head: Its first bytes, by which its encoding is told.
        limit: Code points of one value at most.
    """

    def __init__(self, stream: IO[bytes], head: bytes, limit: int) -> None:
        decoded = decode(head)
        self.warnings: tuple[str, ...] = tuple(w for w in decoded.warnings if "not stated" in w)
        self._stream, self._limit = stream, limit
        self._decoder = codecs.getincrementaldecoder(decoded.encoding)("replace")
        self._json = json.JSONDecoder()
        self.text, self.at, self.ended = "", 0, False
        self.more()
        self.text = self.text.removeprefix("\ufeff")

    def more(self) -> bool:
        """Read on; return whether there was more."""
        if self.ended:
            return False
        if len(self.text) - self.at > self._limit:
            raise TooLargeError(f"one value is longer than {self._limit // MIB} MiB; split the file")
        part = self._stream.read(max(_CHUNK, len(self.text) - self.at))
        self.ended = not part
        self.text, self.at = self.text[self.at :] + self._decoder.decode(part, final=self.ended), 0
        return True

    def skip(self) -> str:
        """Pass over white space and commas; return the character that follows, empty at the end."""
        while True:
            match = _SPACE_OR_COMMA.match(self.text, self.at)
            self.at = self.at if match is None else match.end()
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def value(self) -> Any:
        """Return the value that begins here.

        Raises:
            IntakeError: It is not JSON, too long, or nested too deeply.
        """
        while True:
            try:
                data, end = self._json.raw_decode(self.text, self.at)
            except json.JSONDecodeError as exc:
                is_cut = exc.msg.startswith("Unterminated string") or exc.pos >= len(self.text) - _NEAR_END
                if is_cut and self.more():
                    continue
                raise IntakeError(f"not JSON: {exc.msg}") from exc
            except RecursionError as exc:
                raise IntakeError("not JSON: nested too deeply") from exc
            if end == len(self.text) and not isinstance(data, (dict, list, str)) and self.more():
                continue  # a number may go on
            self.at = end
            return data

    def find(self, pattern: re.Pattern[str], keep: int) -> re.Match[str] | None:
        """Go on to behind the next match and return it, None if there is none; `text` still holds what came before it.

        Args:
            pattern: What to find.
            keep: Code points before the end of what is read in which a match may begin that is not all read.
        """
        searched = self.at
        while True:
            match = pattern.search(self.text, searched)
            if match is not None:
                self.at = match.end()
                return match
            if self.ended:
                return None
            self.at = max(self.at, len(self.text) - keep)
            self.more()
            searched = 0


def read_document(content: Content) -> Iterator[Item]:
    """Yield the report of a JSON object, or of each object of an array.

    Args:
        content: A JSON document.
    Raises:
        TooLargeError: It is one object that is too large.
    """
    if opening(content.head).startswith(b"["):
        yield from _elements(content)
        return
    data = content.whole()
    decoded = decode(data)
    try:
        parsed = json.loads(decoded.text)
    except (ValueError, RecursionError) as exc:
        yield Failure(content.name, IntakeError(f"not JSON: {_said(exc)}"))
        return
    yield _loaded(parsed, content.name, tuple(decoded.warnings), data, content.options)


def _elements(content: Content) -> Iterator[Item]:
    scanner = Scanner(content.stream, content.head, content.options.limits.document)
    scanner.skip()
    scanner.at += 1
    number = 0
    while True:
        where = f"{content.name}[{number}]"
        following = scanner.skip()
        if following == "]":
            return
        try:
            if not following:
                raise IntakeError("not JSON: the array does not end; the file is cut off")
            data = scanner.value()
        except IntakeError as exc:
            yield Failure(where, exc)
            return
        original = json.dumps(data, sort_keys=True, ensure_ascii=True).encode()
        yield _loaded(data, where, scanner.warnings, original, content.options)
        number += 1
