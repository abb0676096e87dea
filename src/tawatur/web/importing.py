# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the process does that adds reports for the workbench, so that the pages stay quick.

It gives way to the server: it runs at a lower priority where the system knows one. It stops after the report in hand
when the server asks for it or is gone.
"""

import contextlib
import io
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from tawatur.casefile import CaseFile, open_case
from tawatur.intake import Failure, Loaded, load_stream
from tawatur.model.errors import TawaturError
from tawatur.model.identity import report_id
from tawatur.pipeline import joins
from tawatur.pipeline.adding import Counts, add
from tawatur.pipeline.local import Settings, settle
from tawatur.pipeline.processes import Workers

PASTED = "pasted"
NICER = 5  # steps of priority below the server


@dataclass(frozen=True, slots=True)
class Adding:
    """Reports to add.

    Args:
        name: How the file is called; no path.
        data: Its bytes.
        settings: How to read.
        author: Who adds.
    """

    name: str
    data: bytes
    settings: Settings
    author: str


@dataclass(frozen=True, slots=True)
class Joining:
    """What is pending is to be joined."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class Left:
    """So much of a kind is still to be joined."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be added."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A task ended.

    Args:
        error: Why it failed, empty where it did not.
        is_defect: Whether we are to blame for that.
        is_stopped: Whether it was cut short.
    """

    error: str = ""
    is_defect: bool = False
    is_stopped: bool = False


Task = Adding | Joining
STOP = None  # sent to end the process
News = Counts | Left | Failed | Ended


def _identified(item: Loaded | Failure, settings: Settings) -> Loaded | Failure:
    """Give a pasted report an id made of its content."""
    if isinstance(item, Failure) or item.report.id != PASTED:
        return item
    report = item.report
    id = report_id(report.text, outlet=report.outlet or settings.outlet, url=report.url)
    return replace(item, report=replace(report, id=id))


def _items(task: Adding) -> Iterator[Loaded | Failure]:
    for item in load_stream(io.BytesIO(task.data), name=task.name, id=PASTED):
        yield _identified(item, task.settings)


def _do(case: CaseFile, task: Task, connection: Connection) -> None:
    def left(kind: str, number: int) -> None:
        connection.send(Left(kind, number))

    def is_over() -> bool:
        return connection.poll()  # while a task runs, nothing comes but the wish to stop, or the connection's end

    if isinstance(task, Joining):
        joins.work_off(case, task.settings, Workers(), tell=left, stop=is_over)
        return
    add(
        case, _items(task), task.settings, tell=connection.send, tell_joining=left, stop=is_over,
        tell_failure=lambda failure: connection.send(Failed(failure.name, str(failure.error))),
    )  # fmt: skip


def _done(where: str, task: Task, connection: Connection) -> Ended:
    try:
        with open_case(where, author=task.author if isinstance(task, Adding) else None) as case:
            _do(case, task, connection)
    except TawaturError as error:
        return Ended(str(error))
    except BrokenPipeError:
        raise  # the server is gone: nobody is there to be told
    except Exception as error:  # the boundary of one task: the process goes on with the next
        return Ended(type(error).__name__, is_defect=True)
    return Ended(is_stopped=connection.poll())


def work(connection: Connection, where: str) -> None:
    """Do the tasks that come by a connection and tell how they go, until it brings `STOP` or is closed.

    Args:
        connection: To the server.
        where: The case.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    if hasattr(os, "nice"):
        os.nice(NICER)
    settled = False
    with contextlib.suppress(EOFError, OSError):
        while (task := connection.recv()) is not STOP:
            if not settled:
                settle(task.settings)
                settled = True
            connection.send(_done(where, task, connection))
