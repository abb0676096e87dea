# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Which proxy a request goes through: the one that was named, else the one that the environment names.

Behind a proxy no host name is resolved on this machine: whom one reads must not show in name requests (Tor).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

from tawatur.model.errors import FetchError

SCHEMES = ("http", "socks5", "socks5h", "socks4", "socks4a")


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy; `user` and `password` never stand in messages."""

    scheme: str
    host: str
    port: int
    user: str | None = None
    password: str | None = None

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def is_socks(self) -> bool:
        """Whether it speaks SOCKS."""
        return self.scheme.startswith("socks")


def parse_proxy(address: str) -> Proxy:
    """Return the proxy that an address such as `socks5h://127.0.0.1:9050` names.

    Raises:
        FetchError: It names none.
    """
    try:
        parts: SplitResult = urlsplit(address if "://" in address else f"http://{address}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, SplitResult("", "", "", "", "")
    if parts.scheme not in SCHEMES or not host or port is None:
        raise FetchError(f"the proxy is not named as SCHEME://HOST:PORT, with one of {', '.join(SCHEMES)}")
    user, password = (None if part is None else unquote(part) for part in (parts.username, parts.password))
    return Proxy(parts.scheme, host, port, user, password)


@dataclass(frozen=True, slots=True)
class Proxies:
    """Proxies by scheme of the address asked for, `all` for the others, `no` for hosts asked directly."""

    named: Mapping[str, str] = field(default_factory=dict)

    def of(self, scheme: str, host: str) -> Proxy | None:
        """Return the proxy for a host, None where it is asked directly.

        Raises:
            FetchError: The one named is no proxy.
        """
        address = self.named.get(scheme) or self.named.get("all")
        if not address or (self.named.get("no") and proxy_bypass_environment(host, dict(self.named))):
            return None
        return parse_proxy(address)


def environment() -> Proxies:
    """Return what `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say."""
    return Proxies(getproxies_environment())
