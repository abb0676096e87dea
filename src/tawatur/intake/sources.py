# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Walk paths and streams and yield what each holds: a report, or the reason why not."""

import gzip
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from tawatur.intake.archives import read_zip
from tawatur.intake.content import Content, begin
from tawatur.intake.html import declared_charset, read_html
from tawatur.intake.items import DEFAULT, Failure, Item, Loaded, Options
from tawatur.intake.jsons import read_document, read_lines
from tawatur.intake.page import complete
from tawatur.intake.pdf import read_pdf
from tawatur.intake.sniff import foreign, no_text, refusal, sniff
from tawatur.intake.tables import read_parquet, read_table, sniff_table
from tawatur.intake.telegram import read_telegram
from tawatur.intake.warc import read_warc
from tawatur.model import Report
from tawatur.model.errors import IntakeError, TooLargeError, UnknownFormatError, UnreadableFileError
from tawatur.text.decode import decode

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_DAMAGED = (EOFError, OSError, zlib.error)


class _Gunzipped(io.RawIOBase):
    """Unpacked bytes, forward only: the library's own stream says that it can seek, and unpacks anew each time."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._packed = gzip.GzipFile(fileobj=stream)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        return self._packed.readinto(memoryview(buffer).cast("B"))


def _gunzipped(content: Content) -> Iterator[Item]:
    if content.depth >= content.options.limits.depth:
        raise TooLargeError("packed again and again; unpack it")
    inner = cast(IO[bytes], _Gunzipped(content.stream))
    id = content.id.removesuffix(".gz")
    yield from _read(begin(inner, content.name, id, content.options, depth=content.depth + 1))


def _page(content: Content) -> Iterator[Item]:
    data = content.whole()
    decoded = decode(data, declared=content.declared or declared_charset(data))
    report, guessed = read_html(decoded.text, name=content.id, url=content.url)
    yield Loaded(content.name, report, (*decoded.warnings, *guessed), data)


def _text(content: Content) -> Iterator[Item]:
    table = sniff_table(content.head, content.options.mapping)
    if table is not None:
        yield from read_table(content, *table)
        return
    data = content.whole()
    decoded = decode(data, declared=content.declared)
    if decoded.objection:
        raise UnknownFormatError(no_text(decoded.objection))
    report, guessed = complete(Report(content.id, decoded.text, url=content.url))
    yield Loaded(content.name, report, (*decoded.warnings, *guessed), data)


def _read(content: Content) -> Iterator[Item]:
    """Yield what a content holds, by its kind."""
    match sniff(content.head):
        case "gzip":
            yield from _gunzipped(content)
        case "zip":
            yield from read_zip(content, _read)
        case "warc" | "warc.gz":
            yield from read_warc(content, _read)
        case "jsonl":
            yield from read_lines(content)
        case "json":
            yield from read_document(content)
        case "telegram":
            yield from read_telegram(content)
        case "pdf":
            yield from read_pdf(content)
        case "parquet":
            yield from read_parquet(content)
        case "html":
            yield from _page(content)
        case "text":
            yield from _text(content)
        case "binary":
            raise UnknownFormatError(refusal(foreign(content.head) or "binary"))


def read_content(content: Content) -> Iterator[Item]:
    """Yield what a content holds, or the reason why it holds no report.

    Args:
        content: Bytes of any kind.
    """
    try:
        yield from _read(content)
    except IntakeError as exc:
        yield Failure(content.name, exc)
    except _DAMAGED as exc:
        yield Failure(content.name, UnreadableFileError(f"damaged or unreadable: {exc}"))


def load_stream(stream: IO[bytes], *, name: str = "-", id: str = "stdin", options: Options = DEFAULT) -> Iterator[Item]:
    """Yield the reports of an open binary stream.

    Args:
        stream: Bytes of any kind that is read, gzipped or not.
        name: How messages call the stream.
        id: Id of a report that states none.
        options: How to take it in.
    """
    try:
        content = begin(stream, name, id, options)
    except _DAMAGED as exc:
        yield Failure(name, UnreadableFileError(f"damaged or unreadable: {exc}"))
        return
    yield from read_content(content)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, subfolders, names in os.walk(path):
        subfolders.sort()
        for name in sorted(names):
            if not name.startswith(".") and (path := Path(folder, name)).is_file():  # a pipe would wait for ever
                yield path


def stem(path: Path) -> str:
    """Return the id of a report that states none: its file's name without endings.

    Args:
        path: The file.
    """
    return path.name.removesuffix(".gz").rsplit(".", 1)[0] or path.name


def load(paths: Iterable[Path], *, options: Options = DEFAULT) -> Iterator[Item]:
    """Yield the reports of files and folders, in the order given, folders in name order.

    Args:
        paths: Files of any kind that is read, or folders of such; hidden files are passed over.
        options: How to take them in.
    """
    for path in paths:
        empty = True
        for file in _files(path):
            empty = False
            try:
                with file.open("rb") as stream:
                    yield from load_stream(stream, name=str(file), id=stem(file), options=options)
            except OSError as exc:
                problem = exc.strerror or str(exc)
                yield Failure(
                    str(file),
                    UnreadableFileError(f"cannot be opened: {problem}; check the path and its rights"),
                )
        if empty:
            yield Failure(str(path), UnreadableFileError("the folder holds no files"))
