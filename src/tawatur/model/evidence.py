# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How a report came over the net: what proves it beside its bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetch:
    """One answer of a host.

    Args:
        asked: Address asked for.
        url: Address that answered, redirections followed.
        status: 200, or 304 where nothing had changed.
        at: When, UTC, ISO 8601.
        sha256: Of the answer's bytes, unpacked, in hex; with 304, of those that had not changed.
        headers: Names in lower case, and values, as they came; cookies are left out.
    """

    asked: str
    url: str
    status: int
    at: str
    sha256: str
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str | None:
        """Return the value of a header, None where the answer has none of that name."""
        return next((value for key, value in self.headers if key == name), None)
