# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Connections that lead nowhere inside: the address that was checked is the one that is connected to.

Source:
    IANA special-purpose address registries, as `ipaddress` has them.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from tawatur.model.errors import ForbiddenAddressError

_PORTS = {"http": 80, "https": 443}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 addresses as IPv6 ones (NAT64)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not _is_public(str(inner)):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


@dataclass(frozen=True, slots=True)
class Target:
    """An address split up, and the network address to connect to."""

    parts: SplitResult
    host: str
    port: int
    ip: str

    @property
    def path(self) -> str:
        """What is asked of the host."""
        query = f"?{self.parts.query}" if self.parts.query else ""
        return (self.parts.path or "/") + query


def resolve(url: str, *, inside: bool = False) -> Target:
    """Return where an address leads.

    Args:
        url: An `http` or `https` address.
        inside: Allow this machine and its network; for tests against a server of their own.
    Raises:
        ForbiddenAddressError: Another scheme, a name and password in it, no such host, or a host inside.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as exc:
        raise ForbiddenAddressError(f"not an address: {url[:200]!r}") from exc
    if parts.scheme not in _PORTS or host is None:
        raise ForbiddenAddressError(f"only http and https addresses are fetched, not {url[:200]!r}")
    if parts.username is not None:
        raise ForbiddenAddressError("an address with a user's name in it is not fetched")
    try:
        name = host.encode("idna").decode("ascii") if not host.isascii() else host
        found = socket.getaddrinfo(name, port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise ForbiddenAddressError(f"the host {host!r} is not known; check the address and the connection") from exc
    addresses = [str(entry[4][0]) for entry in found]
    if not inside and not all(map(_is_public, addresses)):
        raise ForbiddenAddressError(f"{host!r} leads to this machine or its network, which pages may not do")
    return Target(parts, name, port or _PORTS[parts.scheme], addresses[0])


class _Pinned(http.client.HTTPConnection):
    """A connection to the network address that was checked, whatever the name resolves to by now."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self._target = target

    def connect(self) -> None:
        self.sock = socket.create_connection((self._target.ip, self._target.port), self.timeout)
        if self._target.parts.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._target.host)


def connect(target: Target, timeout: float) -> http.client.HTTPConnection:
    """Return a connection to a target, not yet open.

    Args:
        target: Where it leads.
        timeout: Seconds that each step may take.
    """
    return _Pinned(target, timeout)
