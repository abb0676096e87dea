# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Web archives (WARC, extra `warc`), record by record, from any record on.

Each item is named `FILE@OFFSET`; with `Options.resume` a reading that was stopped goes on at such a place. Only answers
with the status 200 whose content can be a report are taken; scripts, pictures and redirections are passed over.

Source:
    ISO 28500:2017 (WARC 1.1).
"""

import io
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import IO, Any, cast

from tawatur.intake.content import Content, Read, begin
from tawatur.intake.extras import need
from tawatur.intake.items import MIB, Failure, Item
from tawatur.model.errors import IntakeError, TooLargeError, UnreadableFileError

_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_FOR_MACHINES = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt", "/llms.txt")
_OK = 200


def _kind(record: Any) -> str:
    headers = record.http_headers if record.is_http else record.headers
    return str((headers or {}).get("Content-Type") or "").split(";", 1)[0].strip().lower()


def _is_encoded(record: Any) -> bool:
    headers = record.http_headers or {}
    return any(headers.get(name) is not None for name in ("Content-Encoding", "Transfer-Encoding"))


def _is_wanted(record: Any) -> bool:
    if record.is_http and (record.http_headers is None or record.http_headers.status_code != _OK):
        return False
    url = str(record.headers.get("WARC-Target-URI") or "").split("?", 1)[0]
    return _kind(record) in _KINDS and not url.endswith(_FOR_MACHINES)


def _of_record(record: Any, where: str, content: Content, read: Read) -> Iterator[Item]:
    limit = content.options.limits.document
    url = record.headers.get("WARC-Target-URI") or where
    length = record.content_length
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        yield Failure(where, TooLargeError(f"larger than {limit // MIB} MiB"))
        return
    if len(data) < length and not _is_encoded(record):
        yield Failure(where, UnreadableFileError("the file is cut off in this record; get it again"))
        return
    inner = begin(cast(IO[bytes], io.BytesIO(data)), where, url, content.options, depth=content.depth + 1)
    yield from read(replace(inner, declared=record.http_charset if record.is_http else None, url=url))


def read_warc(content: Content, read: Read) -> Iterator[Item]:
    """Yield the reports of a web archive's records.

    Args:
        content: A WARC file, gzipped by record or not.
        read: Takes a record's content in.
    Raises:
        UnreadableKindError: FastWARC is not installed.
        UnreadableFileError: The file is damaged from some record on.
    """
    warc = need("fastwarc.warc", "warc", "WARC files")
    start = content.options.resume.get(content.name, 0)
    with content.seekable() if start else nullcontext(content.stream) as stream:
        if start:
            stream.seek(start)
        yield from _records(warc, stream, start, content, read)


def _records(warc: Any, stream: IO[bytes], start: int, content: Content, read: Read) -> Iterator[Item]:
    types = warc.WarcRecordType.response | warc.WarcRecordType.resource | warc.WarcRecordType.conversion
    offset = start
    try:
        for record in warc.ArchiveIterator(stream, record_types=types, parse_http=True, auto_decode="all"):
            offset = record.stream_pos
            if not _is_wanted(record):
                continue
            where = f"{content.name}@{offset}"
            try:
                yield from _of_record(record, where, content, read)
            except IntakeError as exc:
                yield Failure(where, exc)
    except (OSError, EOFError, ValueError) as exc:
        raise UnreadableFileError(f"damaged or cut off behind the record at {offset}; get the file again") from exc
