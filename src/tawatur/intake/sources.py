# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Walk paths and streams and yield what each holds: a report, or the reason why not."""

import gzip
import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from tawatur.intake.fields import report_from
from tawatur.intake.html import read_html
from tawatur.intake.sniff import HEAD, foreign, sniff
from tawatur.model import Report
from tawatur.model.errors import IntakeError, UnknownFormatError, UnreadableFileError
from tawatur.text.decode import decode

MAX_BYTES = 64 * 1024 * 1024  # of one text, page or JSON document; JSON lines have no such limit
_DAMAGED = (EOFError, OSError, zlib.error)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report and where it came from, with what was noticed on the way."""

    name: str
    report: Report
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not become a report, or a report that could not be read."""

    name: str
    error: Exception


Item = Loaded | Failure


def _lines(stream: IO[bytes], name: str) -> Iterator[Item]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            decoded = decode(line.rstrip(b"\r\n"))
            yield Loaded(where, report_from(json.loads(decoded.text)), tuple(decoded.warnings))
        except (ValueError, RecursionError) as exc:
            yield Failure(where, IntakeError(f"not a JSON object on one line: {exc}"))
        except IntakeError as exc:
            yield Failure(where, exc)


def _documents(data: bytes, name: str) -> Iterator[Item]:
    decoded = decode(data)
    try:
        parsed = json.loads(decoded.text)
    except (ValueError, RecursionError) as exc:
        yield Failure(name, IntakeError(f"not JSON: {exc}"))
        return
    several = isinstance(parsed, list)
    for number, item in enumerate(parsed if several else [parsed]):
        where = f"{name}[{number}]" if several else name
        try:
            yield Loaded(where, report_from(item), tuple(decoded.warnings))
        except IntakeError as exc:
            yield Failure(where, exc)


def _whole(stream: IO[bytes]) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise IntakeError(f"larger than {MAX_BYTES // 2**20} MiB; split it, or give reports as JSON lines")
    return data


def _content(stream: "io.BufferedReader[Any]", name: str, id: str) -> Iterator[Item]:
    head = stream.peek(HEAD)[:HEAD]
    kind = sniff(head)
    if kind == "gzip":
        inner = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=stream)))
        yield from _content(inner, name, id.removesuffix(".gz"))
    elif kind == "jsonl":
        yield from _lines(stream, name)
    elif kind == "json":
        yield from _documents(_whole(stream), name)
    elif kind == "binary":
        raise UnknownFormatError(f"a {foreign(head)} file is not read; give text, HTML, JSON or JSON lines")
    else:
        decoded = decode(_whole(stream))
        report = read_html(decoded.text, name=id) if kind == "html" else Report(id, decoded.text)
        yield Loaded(name, report, tuple(decoded.warnings))


def load_stream(stream: IO[bytes], *, name: str = "-", id: str = "stdin") -> Iterator[Item]:
    """Yield the reports of an open binary stream.

    Args:
        stream: Bytes of text, HTML, JSON or JSON lines, gzipped or not.
        name: How messages call the stream.
        id: Id of a report that states none.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield from _content(buffered, name, id)
    except IntakeError as exc:
        yield Failure(name, exc)
    except _DAMAGED as exc:
        yield Failure(name, UnreadableFileError(f"damaged or unreadable: {exc}"))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, subfolders, names in os.walk(path):
        subfolders.sort()
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").rsplit(".", 1)[0] or path.name


def load(paths: Iterable[Path]) -> Iterator[Item]:
    """Yield the reports of files and folders, in the order given, folders in name order.

    Args:
        paths: Files of text, HTML, JSON or JSON lines (gzipped or not), or folders of such;
            hidden files are passed over.
    """
    for path in paths:
        empty = True
        for file in _files(path):
            empty = False
            try:
                with file.open("rb") as stream:
                    yield from load_stream(stream, name=str(file), id=_stem(file))
            except OSError as exc:
                problem = exc.strerror or str(exc)
                yield Failure(
                    str(file),
                    UnreadableFileError(f"cannot be opened: {problem}; check the path and its rights"),
                )
        if empty:
            yield Failure(str(path), UnreadableFileError("the folder holds no files"))
