# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What pages show of a whole case, worked out once for each state of what it is made of, whoever asks.

A decision that bears on it changes that state, so that what an analyst did is seen at once. Reports that are being
added change it many times a second: then what is shown may be some seconds old. What decisions touch is joined after
the adding anyhow, so they make nothing new meanwhile, except where `prompt` says so.
"""

import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from tawatur.casefile import Transaction, decisions, revision
from tawatur.text.memory import Bounded

T = TypeVar("T")
MOST = 64  # things that are kept
LATE = 20.0  # seconds that what is shown may be old while reports are being added


@dataclass(frozen=True, slots=True)
class _Held:
    revision: tuple[int, ...]
    newest: int | None
    made: float
    value: Any


class Remembered:
    """What was worked out, by what it is.

    Args:
        clock: Tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: Bounded[Hashable, _Held] = Bounded(most=MOST, keep=0.5)
        self._locks: Bounded[Hashable, Lock] = Bounded(most=4 * MOST, keep=0.5)
        self._lock = Lock()

    def _holds(self, tx: Transaction, held: _Held, now: tuple[int, ...], *, prompt: bool, late: float) -> bool:
        if held.revision == now:
            return True
        if self._clock() - held.made >= late or (prompt and held.newest != decisions.newest(tx)):
            return False
        return revision.is_growing(tx)

    def get(
        self,
        tx: Transaction,
        what: Hashable,
        make: Callable[[], T],
        *,
        areas: Sequence[str] = (revision.ALL,),
        prompt: bool = False,
    ) -> T:
        """Return what was worked out before, or work it out; who asks for the same meanwhile gets the last, or waits.

        Args:
            tx: An open transaction.
            what: Names it, with all that it depends on beside the case.
            make: Works it out, in this transaction.
            areas: Of the case, from which it is worked out; see `casefile.revision`.
            prompt: Whether it is what was decided that it shows, so that a decision makes it new at once in any case.
        """
        with self._lock:
            if what not in self._locks:
                self._locks[what] = Lock()
            lock = self._locks[what]
        now = revision.of(tx, areas)
        held = self._held.get(what)
        if held is not None and lock.locked() and self._holds(tx, held, now, prompt=prompt, late=2 * LATE):
            return held.value  # type: ignore[no-any-return]
        with lock:
            held = self._held.get(what)
            if held is not None and self._holds(tx, held, now, prompt=prompt, late=LATE):
                return held.value  # type: ignore[no-any-return]
            made = make()
            with self._lock:
                self._held[what] = _Held(now, decisions.newest(tx), self._clock(), made)
            return made
