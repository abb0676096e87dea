# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""An input on its way in: its first bytes looked at, nothing of it lost, and only as much of it read as is wanted."""

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, cast

from tawatur.intake.items import DEFAULT, MIB, Item, Options
from tawatur.intake.sniff import HEAD
from tawatur.model.errors import TooLargeError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_SPOOL_IN_MEMORY = 8 * MIB
_CHUNK = 1 << 18


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were taken from it already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        part: Any = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(part) :]
        view[: len(part)] = part
        return len(part)


def _first_bytes(stream: IO[bytes]) -> bytes:
    parts, missing = [], HEAD
    while missing and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Content:
    """One input.

    Args:
        stream: Its bytes, at their start.
        head: The first of them, which `stream` gives again.
        name: How messages call it.
        id: Id of a report that states none.
        options: How to take it in.
        depth: In how many archives it lies.
        declared: Encoding that its sender declared.
        url: Address under which it was found.
    """

    stream: IO[bytes]
    head: bytes
    name: str
    id: str
    options: Options = DEFAULT
    depth: int = 0
    declared: str | None = None
    url: str | None = None

    def whole(self) -> bytes:
        """Return all bytes.

        Raises:
            TooLargeError: There are more than one document may have.
        """
        limit = self.options.limits.document
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise TooLargeError(f"larger than {limit // MIB} MiB; split it, or give reports as JSON lines")
        return data

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """Give a stream that can be read from any place: this one, or a copy that goes when it is done with.

        Raises:
            TooLargeError: The copy would be larger than the limit.
        """
        if self.stream.seekable():
            yield self.stream
            return
        limit, size = self.options.limits.spooled, 0
        with tempfile.SpooledTemporaryFile(_SPOOL_IN_MEMORY) as copy:
            while part := self.stream.read(_CHUNK):
                size += len(part)
                if size > limit:
                    raise TooLargeError(f"more than {limit // MIB} MiB packed or piped; unpack it and give the file")
                copy.write(part)
            copy.seek(0)
            yield cast(IO[bytes], copy)


Read = Callable[[Content], Iterator[Item]]  # how what lies inside an archive is taken in


def begin(stream: IO[bytes], name: str, id: str, options: Options = DEFAULT, *, depth: int = 0) -> Content:
    """Return an input whose first bytes have been looked at.

    Args:
        stream: Its bytes.
        name: How messages call it.
        id: Id of a report that states none.
        options: How to take it in.
        depth: In how many archives it lies.
    """
    head = _first_bytes(stream)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return Content(stream, head, name, id, options, depth)
    return Content(io.BufferedReader(_Rejoined(head, stream), HEAD), head, name, id, options, depth)
