# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tell what a file holds by its first bytes."""

import re
from typing import Literal

Kind = Literal["gzip", "jsonl", "json", "html", "text", "binary"]

HEAD = 4096  # bytes looked at
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|meta|title|p)\b", re.IGNORECASE)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or DOCX"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"WARC/", "WARC"),
)


def foreign(head: bytes) -> str | None:
    """Return the name of a known format that is not read (yet), None for anything else."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


def sniff(head: bytes) -> Kind:
    """Return the kind of content that these first bytes open.

    Args:
        head: The first `HEAD` bytes, or all of a shorter content.
    """
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if foreign(head) is not None:
        return "binary"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        line = start.split(b"\n", 1)[0].rstrip()
        return "jsonl" if line.startswith(b"{") and line.endswith(b"}") else "json"
    if start.startswith(b"<") and _HTML.search(start):
        return "html"
    return "text"
