# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""ZIP archives: their members are taken in as files are, one at a time and never by way of the disk.

Members' names are names in messages and nothing else. What an archive says of itself is not believed: bytes are counted
as they come.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from tawatur.intake import docx
from tawatur.intake.content import Content, Read, begin
from tawatur.intake.items import MIB, Failure, Item, Limits
from tawatur.model.errors import IntakeError, TooLargeError, UnknownFormatError, UnreadableFileError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_ENCRYPTED = 0x1
_OFFICE = {
    "xl/workbook.xml": "an Excel workbook is not read; save the sheet as CSV",
    "ppt/presentation.xml": "a PowerPoint file is not read; save its text as DOCX",
}
_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "an OpenDocument text is not read; save it as DOCX",
    b"application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet is not read; save the sheet as CSV",
    b"application/epub+zip": "an EPUB is not read; save its text as HTML or DOCX",
}
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(slots=True)
class _Spent:
    """Bytes that an archive has unpacked to so far."""

    bytes: int = 0


class _Counted(io.RawIOBase):
    """A member's bytes, counted as they come."""

    def __init__(self, member: IO[bytes], packed: int, spent: _Spent, limits: Limits) -> None:
        self._member, self._packed, self._spent, self._limits = member, max(packed, 1), spent, limits
        self._own = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        part = self._member.read(len(view))
        view[: len(part)] = part
        self._own += len(part)
        self._spent.bytes += len(part)
        limits = self._limits
        if self._own > limits.ratio_from and self._own > limits.ratio * self._packed:
            raise TooLargeError(f"unpacks to more than {limits.ratio} times its size: this looks like a zip bomb")
        if self._spent.bytes > limits.unpacked:
            raise TooLargeError(f"the archive unpacks to more than {limits.unpacked // MIB:,} MiB; give it in parts")
        return len(part)


def _shown(name: str) -> str:
    """A member's name for messages: of the printable characters only."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[:300]


def _id(name: str) -> str:
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return last.removesuffix(".gz").rsplit(".", 1)[0] or last or "unnamed"


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    is_folder = member.filename.endswith("/")  # `is_dir` fails on a damaged name that is empty
    return is_folder or parts[0] == "__MACOSX" or (parts[-1].startswith(".") and parts[-1] not in (".", ".."))


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, outer: Content, spent: _Spent, read: Read
) -> Iterator[Item]:
    name = f"{outer.name}/{_shown(member.filename)}"
    if member.flag_bits & _ENCRYPTED:
        yield Failure(name, UnreadableFileError("encrypted; unpack the archive with its password and give the folder"))
        return
    try:
        with archive.open(member) as opened:
            counted = _Counted(opened, member.compress_size, spent, outer.options.limits)
            stream = cast(IO[bytes], io.BufferedReader(counted))
            yield from read(begin(stream, name, _id(member.filename), outer.options, depth=outer.depth + 1))
    except IntakeError as exc:
        yield Failure(name, exc)
    except (*_DAMAGED, OSError) as exc:
        yield Failure(name, UnreadableFileError(f"damaged in the archive ({type(exc).__name__}); get it again"))


def _refuse_others(archive: zipfile.ZipFile, names: set[str]) -> None:
    for mark, message in _OFFICE.items():
        if mark in names:
            raise UnknownFormatError(message)
    if "mimetype" in names:
        with archive.open("mimetype") as stream:
            kind = stream.read(100).strip()
        if kind in _DOCUMENTS:
            raise UnknownFormatError(_DOCUMENTS[kind])


def _members(archive: zipfile.ZipFile, content: Content, read: Read) -> Iterator[Item]:
    limits = content.options.limits
    if content.depth >= limits.depth:
        raise TooLargeError(f"archives lie more than {limits.depth} deep in each other; unpack them")
    members = [member for member in archive.infolist() if not _is_passed_over(member)]
    if len(members) > limits.members:
        raise TooLargeError(f"the archive has more than {limits.members:,} members; give it in parts")
    if not members:
        raise UnreadableFileError("the archive holds no files")
    spent = _Spent()
    for member in members:
        if spent.bytes > limits.unpacked:
            raise TooLargeError(f"the archive unpacks to more than {limits.unpacked // MIB:,} MiB; the rest was left")
        yield from _member(archive, member, content, spent, read)


def read_zip(content: Content, read: Read) -> Iterator[Item]:
    """Yield the reports of an archive's members, or the one that the archive is, where it is a DOCX.

    Args:
        content: A ZIP file.
        read: Takes a member in.
    Raises:
        IntakeError: It is damaged, of a kind that is not read, or too much.
    """
    try:
        with content.seekable() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if docx.MAIN in names:
                if archive.getinfo(docx.MAIN).flag_bits & _ENCRYPTED:
                    raise UnreadableFileError("the DOCX is encrypted; save it without a password and give that")
                yield from docx.read_docx(content, archive, stream)
                return
            _refuse_others(archive, names)
            yield from _members(archive, content, read)
    except _DAMAGED as exc:
        raise UnreadableFileError(f"damaged or not a whole ZIP file ({type(exc).__name__}); get it again") from exc
