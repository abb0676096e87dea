# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Add reports from the workbench: one import after the other, beside the pages, with progress to ask for."""

import io
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from typing import Literal

from tawatur.casefile import CaseFile
from tawatur.intake import Failure, Loaded, load_stream
from tawatur.model.errors import TawaturError
from tawatur.model.identity import report_id
from tawatur.pipeline.adding import Counts, add
from tawatur.pipeline.local import Settings

LOG = logging.getLogger("tawatur.web")
State = Literal["waiting", "reading", "joining", "done", "failed"]
KEPT = 50  # imports remembered
MOST_FAILURES = 100  # of one import that are listed
PASTED = "pasted"


@dataclass(slots=True)
class Import:
    """One import and how it goes."""

    id: int
    name: str
    settings: Settings
    data: bytes = b""
    state: State = "waiting"
    counts: Counts = field(default_factory=Counts)
    stage: str = ""
    left: int = 0
    error: str = ""
    failures: list[tuple[str, str]] = field(default_factory=list)

    def told(self) -> dict[str, object]:
        """Return it as the API gives it."""
        numbers = {n: getattr(self.counts, n) for n in ("added", "same", "erased", "failed")}
        shown = ("id", "name", "state", "stage", "left", "error")
        listed = [{"input": name, "message": message} for name, message in self.failures]
        return {name: getattr(self, name) for name in shown} | {"counts": numbers, "failures": listed}


def _identified(item: Loaded | Failure, settings: Settings) -> Loaded | Failure:
    """Give a pasted report an id made of its content."""
    if isinstance(item, Failure) or item.report.id != PASTED:
        return item
    report = item.report
    id = report_id(report.text, outlet=report.outlet or settings.outlet, url=report.url)
    return replace(item, report=replace(report, id=id))


class Imports:
    """The imports of this launch; a thread works them off.

    Args:
        case: Where reports go.
        settings: How to read.
    """

    def __init__(self, case: CaseFile, settings: Settings) -> None:
        self._case, self._settings = case, settings
        self._found: dict[int, Import] = {}
        self._queue: SimpleQueue[Import | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, name: str, data: bytes, *, outlet: str | None, published: str | None) -> Import:
        """Take an import on and return it; it waits for those before it.

        Args:
            name: How the file is called; no path.
            data: Text, HTML, JSON or JSON lines, gzipped or not.
            outlet: For reports that state none.
            published: For reports that state none.
        """
        settings = replace(self._settings, outlet=outlet, published=published)
        with self._lock:
            made = Import(max(self._found, default=0) + 1, name, settings, data)
            self._found[made.id] = made
            for old in [i for i in self._found.values() if i.state in ("done", "failed")][: -KEPT or None]:
                del self._found[old.id]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
                self._thread.start()
        self._queue.put(made)
        return made

    def get(self, id: int) -> Import | None:
        """Return an import of this launch."""
        return self._found.get(id)

    def all(self) -> list[Import]:
        """Return the imports of this launch, the latest first."""
        return sorted(self._found.values(), key=lambda i: -i.id)

    def close(self) -> None:
        """Stop after the report in hand; what was stored stays."""
        self._stopping.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _work(self) -> None:
        while (wanted := self._queue.get()) is not None and not self._stopping.is_set():
            try:
                self._run(wanted)
            except TawaturError as error:
                wanted.state, wanted.error = "failed", str(error)
            except Exception as error:  # the boundary of one import: the thread goes on with the next
                LOG.error("import failed: %s", type(error).__name__)
                wanted.state, wanted.error = "failed", type(error).__name__
            finally:
                wanted.data = b""

    def _items(self, wanted: Import) -> Iterator[Loaded | Failure]:
        for item in load_stream(io.BytesIO(wanted.data), name=wanted.name, id=PASTED):
            if isinstance(item, Failure) and len(wanted.failures) < MOST_FAILURES:
                wanted.failures.append((item.name, str(item.error)))
            yield _identified(item, wanted.settings)

    def _run(self, wanted: Import) -> None:
        def tell(counts: Counts) -> None:
            wanted.counts = counts

        def joining(kind: str, left: int) -> None:
            wanted.state, wanted.stage, wanted.left = "joining", kind, left

        wanted.state = "reading"
        items = self._items(wanted)
        wanted.counts = add(
            self._case, items, wanted.settings, tell=tell, tell_joining=joining, stop=self._stopping.is_set
        )
        wanted.state, wanted.stage, wanted.left = "done", "", 0
