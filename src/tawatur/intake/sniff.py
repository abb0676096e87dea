# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tell what a file holds by its first bytes."""

import codecs
import re
import zlib
from typing import Literal

Kind = Literal[
    "gzip", "jsonl", "json", "telegram", "html", "text", "pdf", "zip", "parquet", "warc", "warc.gz", "binary"
]

HEAD = 1 << 16  # bytes looked at
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|meta|title|p)\b", re.IGNORECASE)
_READ: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # one without members
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "Windows program"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97 (.doc) or other old Office"),
    (b"{\\rtf", "RTF"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"OggS", "sound or film"),
    (b"ID3", "MP3 sound"),
    (b"\x00\x00\x00\x18ftyp", "film"),
    (b"\x00\x00\x00\x20ftyp", "film"),
)
_REMEDY = {
    "Word 97 (.doc) or other old Office": "save it as DOCX",
    "RTF": "save it as DOCX",
    "RAR archive": "unpack it and give the folder",
    "7-Zip archive": "unpack it and give the folder",
    "TAR archive": "unpack it and give the folder",
    "XZ": "unpack it",
    "bzip2": "unpack it",
    "Zstandard": "unpack it",
}
_INSTEAD = "give text, HTML, PDF, DOCX, JSON, CSV, Parquet, WARC, or a ZIP or folder of these"
_TAR_MAGIC, _TAR_AT = b"ustar", 257
_TELEGRAM_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:(?:public|private)_(?:channel|supergroup|group)|personal_chat|bot_chat|saved_messages)"'
)
_TELEGRAM_ACCOUNT = re.compile(rb'\A\s*\{\s*"about"\s*:.{0,4000}"(?:personal_information|chats)"\s*:', re.DOTALL)
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_PDF_WITHIN = 1024  # bytes that may stand before a PDF's mark


def foreign(head: bytes) -> str | None:
    """Return the name of a known format that is not read, None for anything else."""
    if head[_TAR_AT : _TAR_AT + len(_TAR_MAGIC)] == _TAR_MAGIC:
        return "TAR archive"
    return next((name for magic, name in _FOREIGN if head.startswith(magic)), None)


def refusal(name: str) -> str:
    """Return the message for a format that is not read.

    Args:
        name: What `foreign` says.
    """
    return f"a {name} file is not read; {_REMEDY.get(name, _INSTEAD)}"


def no_text(why: str) -> str:
    """Return the message for bytes of no known format that are no text either.

    Args:
        why: As `decode` objects.
    """
    return f"this is no text: {why}; {_INSTEAD}"


def opening(head: bytes) -> bytes:
    """Return the first characters of a text in UTF-8, without byte order mark and white space, to be looked at.

    Args:
        head: First bytes of a text in any encoding that leaves ASCII as it is, or in marked UTF-16.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(codecs.BOM_UTF8).lstrip()


def _gzip_kind(head: bytes) -> Kind:
    try:
        inner = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 16)
    except zlib.error:
        return "gzip"
    return "warc.gz" if inner.startswith(b"WARC/") else "gzip"


def _json_kind(start: bytes, *, is_cut: bool) -> Kind:
    if _TELEGRAM_ACCOUNT.search(start) or (_MESSAGES.search(start) and _TELEGRAM_TYPE.search(start)):
        return "telegram"
    line, ended, _ = start.partition(b"\n")
    line = line.rstrip()
    if line.startswith(b"{") and not ended and is_cut:
        return "jsonl"  # an object laid out over lines has a short first one
    return "jsonl" if line.startswith(b"{") and line.endswith(b"}") else "json"


def sniff(head: bytes) -> Kind:
    """Return the kind of content that these first bytes open.

    Args:
        head: The first `HEAD` bytes, or all of a shorter content.
    """
    if head.startswith(b"\x1f\x8b"):
        return _gzip_kind(head)
    for magic, kind in _READ:
        if head.startswith(magic):
            return kind
    if foreign(head) is not None:
        return "binary"
    start = opening(head)
    if start.startswith((b"{", b"[")):
        return _json_kind(start, is_cut=len(head) >= HEAD)
    if start.startswith(b"<") and _HTML.search(start):
        return "html"
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    return "text"
