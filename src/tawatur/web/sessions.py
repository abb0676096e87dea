# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is in: one person by the token of the launch, or the users of the case by name and password.

Sessions live in memory and end with the server. What a user may do is looked up in the case at every request, so that
removing a user, or changing their role or password, takes effect at once. Guessing is slowed down by name and address.
"""

import hashlib
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tawatur.casefile import CaseFile, users
from tawatur.casefile.records import Role
from tawatur.casefile.users import ROLES, User
from tawatur.model.errors import LoginError, TooManyLoginsError
from tawatur.web import passwords

LASTS = 12 * 3600.0  # seconds that a session lasts at most
IDLE = 2 * 3600.0  # seconds without a request after which it ends
MOST_SESSIONS = 1000
WINDOW = 300.0  # seconds for which a failed login counts
# Failed logins within the window after which no more are tried: of a name from one address, of a name, from an address.
LIMITS = {"pair": 5, "name": 20, "address": 40}
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is in.

    Args:
        name: As decisions are signed.
        role: What they may do.
        csrf: What their changes have to carry.
        is_user: Whether they came in by name and password; otherwise by the token of the launch.
    """

    name: str
    role: Role
    csrf: str
    is_user: bool = True

    def may(self, role: Role) -> bool:
        """Return whether they may do what needs a role."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(slots=True)
class _Session:
    name: str
    secret: str
    csrf: str
    began: float
    seen: float


@dataclass(slots=True)
class _Failures:
    """Times of failed logins, by what they have in common."""

    clock: Callable[[], float]
    held: dict[tuple[str, ...], deque[float]] = field(default_factory=dict)

    def _recent(self, key: tuple[str, ...]) -> deque[float]:
        times = self.held.get(key, deque())
        while times and times[0] <= self.clock() - WINDOW:
            times.popleft()
        return times

    @staticmethod
    def _keys(name: str, address: str) -> tuple[tuple[str, ...], ...]:
        return ("pair", name, address), ("name", name), ("address", address)

    def wait(self, name: str, address: str) -> int:
        """Return for how many seconds no login is tried."""
        until = 0.0
        for key in self._keys(name, address):
            times = self._recent(key)
            if len(times) >= LIMITS[key[0]]:
                until = max(until, times[-LIMITS[key[0]]] + WINDOW)
        return max(0, round(until - self.clock() + 0.5)) if until else 0

    def count(self, name: str, address: str) -> None:
        """Note a failed login."""
        if len(self.held) >= MOST_COUNTED:
            self.held = {key: times for key in self.held if (times := self._recent(key))}
        for key in self._keys(name, address):
            self.held.setdefault(key, deque(maxlen=max(LIMITS.values()))).append(self.clock())

    def forgive(self, name: str, address: str) -> None:
        """Take back what was counted before a password proved right, and all failures of the name from the address."""
        for key in self._keys(name, address):
            if key[0] == "pair":
                self.held.pop(key, None)
            elif self.held.get(key):
                self.held[key].pop()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


class Sessions:
    """Logins of one launch.

    Args:
        case: Holds the users.
        clock: Seconds that only ever grow.
    """

    def __init__(self, case: CaseFile, clock: Callable[[], float] = time.monotonic) -> None:
        self._case, self._clock = case, clock
        self._held: dict[bytes, _Session] = {}
        self._failures = _Failures(clock)
        self._lock = threading.Lock()

    def check(self, name: str, password: str, address: str) -> User:
        """Return the user that name and password belong to.

        Args:
            name: As given.
            password: As given.
            address: Where the request comes from.
        Raises:
            LoginError: Name or password are wrong.
            TooManyLoginsError: Too many were wrong before.
        """
        name = users.plain_name(name)[: users.LONGEST_NAME + 1]
        name = name if name.isprintable() else ""  # nobody's
        with self._lock:  # counted before it is tried, so that many at once are not let through
            seconds = self._failures.wait(name, address)
            if seconds:
                raise TooManyLoginsError(seconds)
            self._failures.count(name, address)
        with self._case.read() as tx:
            user = users.find(tx, name)
        if not passwords.fits(password, None if user is None else user.secret) or user is None:
            raise LoginError("name or password are wrong")
        with self._lock:
            self._failures.forgive(name, address)
        return user

    def enter(self, name: str, password: str, address: str) -> str:
        """Return the token of a new session.

        Args:
            name: As given.
            password: As given.
            address: Where the request comes from.
        Raises:
            LoginError: Name or password are wrong.
            TooManyLoginsError: Too many were wrong before.
        """
        user = self.check(name, password, address)
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._sweep()
            self._held[_digest(token)] = _Session(user.name, user.secret, secrets.token_urlsafe(32), now, now)
        return token

    def _is_over(self, session: _Session) -> bool:
        now = self._clock()
        return now - session.began > LASTS or now - session.seen > IDLE

    def _sweep(self) -> None:
        for key in [key for key, session in self._held.items() if self._is_over(session)]:
            del self._held[key]
        while len(self._held) >= MOST_SESSIONS:
            del self._held[min(self._held, key=lambda key: self._held[key].seen)]

    def find(self, token: str) -> Visitor | None:
        """Return who a token stands for, None where it stands for nobody any more."""
        session = self._held.get(_digest(token)) if token else None
        if session is None or self._is_over(session):
            return None
        with self._case.read() as tx:
            user = users.find(tx, session.name)
        if user is None or user.secret != session.secret:
            return None
        session.seen = self._clock()
        return Visitor(user.name, user.role, session.csrf)

    def leave(self, token: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(_digest(token), None)
