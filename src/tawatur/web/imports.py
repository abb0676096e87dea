# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Add reports from the workbench: one import after the other, in a process of its own, with progress to ask for."""

import contextlib
import logging
import multiprocessing
import threading
from collections import deque
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Literal

from tawatur.casefile import CaseFile
from tawatur.model.errors import TooLargeError
from tawatur.pipeline.adding import Counts
from tawatur.pipeline.local import Settings
from tawatur.web.importing import STOP, Adding, Ended, Failed, Joining, Left, News, Task, work

LOG = logging.getLogger("tawatur.web")
State = Literal["waiting", "reading", "joining", "done", "failed", "stopped"]
KEPT = 50  # imports remembered
MOST_FAILURES = 100  # of one import that are listed
MOST_WAITING = 1024 * 1024 * 1024  # bytes of imports that wait
STOPPING = 30.0  # seconds that the report in hand has to end
KILLED = "the process that added the reports was ended, most likely for want of memory; what was added stays"
STOPPED = "the server stopped; what was added stays, add the file again to go on"
DEFECT = "a defect of the program: %s; what was added stays, please report it"


@dataclass(slots=True)
class Import:
    """One import and how it goes."""

    id: int
    name: str
    author: str
    state: State = "waiting"
    counts: Counts = field(default_factory=Counts)
    stage: str = ""
    left: int = 0
    error: str = ""
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in ("done", "failed", "stopped")

    def told(self) -> dict[str, object]:
        """Return it as the API gives it."""
        numbers = {n: getattr(self.counts, n) for n in ("added", "same", "erased", "failed")}
        shown = ("id", "name", "author", "state", "stage", "left", "error")
        listed = [{"input": name, "message": message} for name, message in self.failures]
        return {name: getattr(self, name) for name in shown} | {"counts": numbers, "failures": listed}

    def hear(self, news: News) -> None:
        """Take in what the process tells."""
        match news:
            case Counts():
                self.state, self.counts = "reading", news
            case Left():
                self.state, self.stage, self.left = "joining", news.kind, news.number
            case Failed():
                if len(self.failures) < MOST_FAILURES:
                    self.failures.append((news.name, news.message))
            case Ended():
                self.stage, self.left = "", 0
                self.error = STOPPED if news.is_stopped else DEFECT % news.error if news.is_defect else news.error
                self.state = "stopped" if news.is_stopped else "failed" if news.error else "done"

    def end(self, state: State, error: str) -> None:
        """Note that it ended early."""
        self.state, self.error, self.stage, self.left = state, error, "", 0


@dataclass(slots=True)
class _Waiting:
    task: Task
    told: Import | None = None


class Imports:
    """The imports of this launch; a thread hands them to a process one after the other.

    Args:
        case: Where reports go.
        settings: How to read.
    """

    def __init__(self, case: CaseFile, settings: Settings) -> None:
        self._where, self._settings = case.where, settings
        self._found: dict[int, Import] = {}
        self._queue: deque[_Waiting] = deque()
        self._lock, self._sending = threading.Condition(), threading.Lock()
        self._is_closed = self._is_working = False
        self._thread: threading.Thread | None = None
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    @property
    def is_busy(self) -> bool:
        """Whether reports are being added, or wait for it."""
        return self._is_working or bool(self._queue)

    def start(self, name: str, data: bytes, *, outlet: str | None, published: str | None, author: str) -> Import:
        """Take an import on and return it; it waits for those before it.

        Args:
            name: How the file is called; no path.
            data: A file of any kind that intake reads.
            outlet: For reports that state none.
            published: For reports that state none.
            author: Who adds.
        Raises:
            TooLargeError: Too much waits already.
        """
        settings = replace(self._settings, outlet=outlet, published=published)
        with self._lock:
            held = sum(len(w.task.data) for w in self._queue if isinstance(w.task, Adding))
            if held + len(data) > MOST_WAITING:
                raise TooLargeError("too many imports wait already; add this when they are done")
            made = Import(max(self._found, default=0) + 1, name, author)
            self._found[made.id] = made
            for old in [i for i in self._found.values() if i.is_over][: -KEPT or None]:
                del self._found[old.id]
            self._put(_Waiting(Adding(name, data, settings, author), made))
        return made

    def join_later(self) -> None:
        """Have joined, after the imports before it, what a decision left pending."""
        with self._lock:
            if not any(isinstance(waiting.task, Joining) for waiting in self._queue):
                self._put(_Waiting(Joining(self._settings)))

    def _put(self, waiting: _Waiting) -> None:
        self._queue.append(waiting)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
            self._thread.start()
        self._lock.notify()

    def get(self, id: int) -> Import | None:
        """Return an import of this launch."""
        return self._found.get(id)

    def all(self) -> list[Import]:
        """Return the imports of this launch, the latest first."""
        return sorted(self._found.values(), key=lambda i: -i.id)

    def close(self) -> None:
        """Stop after the report in hand; what was stored stays."""
        with self._lock:
            self._is_closed = True
            self._lock.notify()
        with self._sending, contextlib.suppress(OSError):
            if self._connection is not None:
                self._connection.send(STOP)
        if self._thread is not None:
            self._thread.join(timeout=STOPPING)
        if self._process is not None:
            self._process.join(timeout=STOPPING)
            self._process.kill()

    def _work(self) -> None:
        while True:
            with self._lock:
                self._is_working = False
                while not self._queue and not self._is_closed:
                    self._lock.wait()
                if self._is_closed:
                    for waiting in self._queue:
                        if waiting.told is not None:
                            waiting.told.end("stopped", STOPPED)
                    return
                waiting = self._queue.popleft()
                self._is_working = True
            self._run(waiting)

    def _send(self, task: Task) -> Connection | None:
        """Hand a task to the process, which is started where there is none; None where we are closed."""
        with self._sending:
            if self._is_closed:
                return None
            if self._connection is None:
                context = multiprocessing.get_context("spawn")
                self._connection, theirs = context.Pipe()
                self._process = context.Process(target=work, args=(theirs, self._where), name="imports", daemon=True)
                self._process.start()
                theirs.close()
            self._connection.send(task)
            return self._connection

    def _run(self, waiting: _Waiting) -> None:
        told = waiting.told or Import(0, "", "")
        told.state = "reading"
        try:
            connection = self._send(waiting.task)
            while connection is not None and not told.is_over:
                told.hear(connection.recv())
        except (EOFError, OSError):
            told.end("failed", KILLED)
            self._connection = None
        if not told.is_over:
            told.end("stopped", STOPPED)
        if told.error and not self._is_closed:
            LOG.error("an import failed")
