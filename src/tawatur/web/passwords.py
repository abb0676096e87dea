# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Hashes of passwords: Argon2id with the parameters of RFC 9106 that argon2-cffi keeps up with."""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tawatur.model.errors import UserError

SHORTEST, LONGEST = 10, 200  # characters of a password
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)  # each takes 64 MiB while it is worked out


def _form(password: str) -> bytes:
    """The same password from any keyboard."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def make(password: str) -> str:
    """Return the hash of a new password.

    Raises:
        UserError: It is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise UserError(f"a password has {SHORTEST} to {LONGEST} characters; several words make a good one")
    with _AT_ONCE:
        return _HASHER.hash(_form(password))


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")


def fits(password: str, secret: str | None) -> bool:
    """Return whether a password is the one of a hash; takes as long where there is none.

    Args:
        password: As given.
        secret: The hash, None where there is no such user.
    """
    with _AT_ONCE:
        try:
            right = _HASHER.verify(secret or _nobody(), _form(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return right and secret is not None
