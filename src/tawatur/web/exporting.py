# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Hand on what a filter chooses, written in a process of its own so that the pages stay quick, and sent as it comes."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import cast

from tawatur.model.errors import ExportError, InternalError, TawaturError, WorkbenchError
from tawatur.model.protocols import Exporter, Wanted
from tawatur.pipeline.local import Settings
from tawatur.web.importing import NICER

AT_ONCE = 2  # exports
WAITING = 8  # more that wait for their turn: each keeps a thread from the pages, of which there are forty
PATIENCE = 60.0  # seconds that they wait
PIECE = 256 * 1024  # bytes sent at once


class TooManyExportsError(WorkbenchError):
    """As many exports as are made at once are being made, and others wait, or none came to an end in time."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is told before the content."""

    name: str
    size: int
    incidents: int


def write(connection: Connection, exporter: Exporter, where: str, wanted: Wanted, lexicon: Path | None) -> None:
    """Write an export and send it by a connection, or send the error that it ended with.

    Args:
        connection: To the server.
        exporter: Writes it.
        where: The case.
        wanted: What of it, and how.
        lexicon: Folder of tables that overlay the built-in ones.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICER)
    try:
        made = exporter.write(where, wanted, lexicon)
    except TawaturError as error:
        connection.send(str(error))
    except Exception as error:  # the boundary of the process: the server is told the kind alone
        connection.send(InternalError(type(error).__name__))
    else:
        connection.send(_Begun(made.name, len(made.content), made.incidents))
        for at in range(0, len(made.content), PIECE):
            connection.send_bytes(made.content[at : at + PIECE])


@dataclass(frozen=True, slots=True)
class Making:
    """An export on its way.

    Args:
        name: Of the file.
        size: In bytes.
        incidents: In it.
        pieces: Its content; taken only as fast as it is sent.
    """

    name: str
    size: int
    incidents: int
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Exports:
    """The exports of this launch.

    Args:
        where: The case.
        settings: They name the lexicon.
        exporter: Writes them; without one nothing is exported.
    """

    where: str
    settings: Settings
    exporter: Exporter | None = None
    places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))
    queue: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(WAITING))

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that can be asked for."""
        return () if self.exporter is None else self.exporter.formats

    def make(self, wanted: Wanted) -> Making:
        """Write an export and return it, once its content begins to come.

        Raises:
            ExportError: It cannot be exported so.
            TooManyExportsError: Others are being made, and took too long to wait for.
        """
        if wanted.format not in self.formats or self.exporter is None:
            raise ExportError(f"there is no format {wanted.format!r}; take one of {', '.join(self.formats)}")
        self._take_turn()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        given = (theirs, self.exporter, self.where, wanted, self.settings.lexicon)
        process = context.Process(target=write, args=given, name="export", daemon=True)
        rest = self._sent(ours, theirs, process)
        begun = cast(_Begun, next(rest))
        return Making(begun.name, begun.size, begun.incidents, cast("Iterator[bytes]", rest))

    def _take_turn(self) -> None:
        if self.places.acquire(blocking=False):
            return
        if not self.queue.acquire(blocking=False):
            raise TooManyExportsError(f"{AT_ONCE} exports are being made and {WAITING} wait already")
        try:
            has_turn = self.places.acquire(timeout=PATIENCE)
        finally:
            self.queue.release()
        if not has_turn:
            raise TooManyExportsError(f"{AT_ONCE} exports are being made, and none was done within {PATIENCE:.0f} s")

    def _sent(self, ours: Connection, theirs: Connection, process: SpawnProcess) -> Iterator[_Begun | bytes]:
        """Yield what the process sends: the beginning, then the content; left early, the process is ended."""
        try:
            process.start()
            theirs.close()
            begun = ours.recv()
            if isinstance(begun, InternalError):
                raise begun
            if not isinstance(begun, _Begun):
                raise ExportError(begun)
            yield begun
            left = begun.size
            while left > 0:
                piece = ours.recv_bytes()
                left -= len(piece)
                yield piece
        except EOFError as error:
            raise ExportError("the export was ended, most likely for want of memory; choose less") from error
        finally:
            self.places.release()
            ours.close()
            if process.pid is not None:  # it was started
                process.kill()
                process.join()
