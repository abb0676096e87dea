# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Do a piece of work that may kill or hang its process, without dying or hanging with it.

`watched` ends this process when a piece takes too long, even in a library that hears no signal, so that whoever
supervises it may try again. `alone` does a piece in a process of its own and says what became of it.
"""

import faulthandler
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

from tawatur.model.errors import PipelineError

T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """End this process if the block takes longer; where it stood is written to standard error, no content.

    Args:
        seconds: Wall-clock time.
    """
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _send(out: Connection, work: Callable[[T], Iterable[R]], item: T) -> None:
    for found in work(item):
        out.send((found,))
    out.send(None)
    out.close()


def alone(work: Callable[[T], Iterable[R]], item: T, seconds: float) -> Iterator[R]:
    """Yield what a function makes of an item, worked out in a process of its own.

    Args:
        work: The function; what it yields is handed over between the processes, one by one.
        item: The item.
        seconds: Wall-clock time that each result may take.
    Raises:
        PipelineError: One took longer, or the process died, most often for want of memory.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(sender, work, item), daemon=True)
    child.start()
    sender.close()
    try:
        while receiver.poll(seconds):
            message = receiver.recv()
            if message is None:
                return
            yield message[0]
        raise PipelineError(f"took longer than {seconds:g} seconds")
    except EOFError as exc:
        raise PipelineError("killed its process, most likely for want of memory") from exc
    finally:
        receiver.close()
        child.kill()
        child.join()
