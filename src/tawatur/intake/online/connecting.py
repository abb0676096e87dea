# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Connections that lead nowhere inside: the address that was checked is the one that is connected to.

Source:
    IANA special-purpose address registries, as `ipaddress` has them; RFC 6761, RFC 7686 (names that no DNS may see).
"""

import base64
import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, quote, urlsplit

from tawatur.intake.extras import need
from tawatur.intake.online.proxies import Proxies, Proxy
from tawatur.model.errors import FetchError, ForbiddenAddressError

_PORTS = {"http": 80, "https": 443}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 addresses as IPv6 ones (NAT64)
_NAMES_INSIDE = ("localhost", "local", "internal", "lan", "home.arpa", "intranet")
_AS_IT_IS = ";/?:@&=+$,!~*'()%[]"  # signs of an address beside letters and digits, escapes among them
_DIRECT = Proxies()
_LEADS_INSIDE = "{!r} leads to this machine or its network, which pages may not do"


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
    """An address split up, and the network addresses to connect to; none where a proxy finds them."""

    parts: SplitResult
    host: str
    port: int
    ips: tuple[str, ...]
    proxy: Proxy | None = None

    @property
    def is_secure(self) -> bool:
        """Whether the connection is encrypted."""
        return self.parts.scheme == "https"

    @property
    def path(self) -> str:
        """What is asked of the host; of a proxy that speaks HTTP, the whole address."""
        query = f"?{self.parts.query}" if self.parts.query else ""
        path = quote((self.parts.path or "/") + query, safe=_AS_IT_IS)  # feeds print Arabic letters as they are
        if self.proxy is None or self.proxy.is_socks or self.is_secure:
            return path
        port = "" if self.parts.port is None else f":{self.port}"
        return f"http://{self.host}{port}{path}"

    @property
    def headers(self) -> dict[str, str]:
        """What a proxy that speaks HTTP has to be told beside."""
        if self.proxy is None or self.proxy.is_socks or self.is_secure or self.proxy.user is None:
            return {}
        known = f"{self.proxy.user}:{self.proxy.password or ''}".encode()
        return {"Proxy-Authorization": f"Basic {base64.b64encode(known).decode('ascii')}"}


def _numeric(host: str, port: int) -> list[str]:
    """The addresses of a host that is given as a number, in any of the ways that systems take."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


def _resolved(name: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:
        raise ForbiddenAddressError(f"the host {name!r} is not known; check the address and the connection") from exc
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _is_named_inside(name: str) -> bool:
    bare = name.rstrip(".").lower()
    return "." not in bare or any(bare == inside or bare.endswith(f".{inside}") for inside in _NAMES_INSIDE)


def _split(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as exc:
        raise ForbiddenAddressError("it is no address") from exc
    if parts.scheme not in _PORTS or host is None:
        raise ForbiddenAddressError(f"only http and https addresses are fetched, not {parts.scheme[:20]!r}")
    if parts.username is not None:
        raise ForbiddenAddressError("an address with a user's name in it is not fetched")
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as exc:
        raise ForbiddenAddressError(f"not the name of a host: {host[:200]!r}") from exc
    return parts, name, port or _PORTS[parts.scheme]


def resolve(url: str, *, inside: bool = False, proxies: Proxies = _DIRECT) -> Target:
    """Return where an address leads.

    Args:
        url: An `http` or `https` address.
        inside: Allow this machine and its network.
        proxies: What the request goes through; behind a proxy the name is left for it to resolve.
    Raises:
        ForbiddenAddressError: Another scheme, a name and password in it, no such host, or a host inside.
        FetchError: The proxy is none.
    """
    parts, name, port = _split(url)
    proxy = proxies.of(parts.scheme, name)
    if name.rstrip(".").endswith(".onion") and (proxy is None or not proxy.is_socks):
        raise ForbiddenAddressError(f"{name!r} is reached over Tor only: name its proxy, as socks5h://127.0.0.1:9050")
    numeric = _numeric(name, port)
    if proxy is None:
        addresses = numeric or _resolved(name, port)
        if not inside and not all(map(_is_public, addresses)):
            raise ForbiddenAddressError(_LEADS_INSIDE.format(name))
        return Target(parts, name, port, tuple(addresses))
    if not inside and (not all(map(_is_public, numeric)) if numeric else _is_named_inside(name)):
        raise ForbiddenAddressError(_LEADS_INSIDE.format(name))
    return Target(parts, name, port, (), proxy)


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _through(target: Target, proxy: Proxy, timeout: float) -> socket.socket:
    if not proxy.is_socks and not target.is_secure:
        return socket.create_connection((proxy.host, proxy.port), timeout)
    socks, sync = need("python_socks", "online", "proxies"), need("python_socks.sync", "online", "proxies")
    kinds = {"http": socks.ProxyType.HTTP, "socks4": socks.ProxyType.SOCKS4, "socks5": socks.ProxyType.SOCKS5}
    kind = kinds[proxy.scheme.rstrip("ah") if proxy.is_socks else "http"]
    made = sync.Proxy(kind, proxy.host, proxy.port, proxy.user, proxy.password, rdns=True)
    try:
        found: socket.socket = made.connect(target.host, target.port, timeout=timeout)
    except (socks.ProxyError, socks.ProxyConnectionError, socks.ProxyTimeoutError) as exc:
        raise OSError(f"{type(exc).__name__}") from exc
    return found


class Connection(http.client.HTTPConnection):
    """A connection to the network address that was checked, whatever the name resolves to by now."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self._target, self._seconds = target, timeout
        self._wire: socket.socket | None = None  # `sock` goes to the answer, which outlives it

    def _direct(self) -> socket.socket:
        problem: OSError | None = None
        for ip in self._target.ips:
            try:
                return socket.create_connection((ip, self._target.port), self._seconds)
            except OSError as exc:
                problem = exc
        raise problem or OSError("no address")

    def connect(self) -> None:
        """Open the connection, not encrypted yet.

        Raises:
            FetchError: A proxy does not let through.
            OSError: The host cannot be reached.
        """
        proxy = self._target.proxy
        if proxy is None:
            self.sock = self._wire = self._direct()
            return
        try:
            self.sock = self._wire = _through(self._target, proxy, self._seconds)
        except OSError as exc:
            raise FetchError(
                f"the proxy {proxy.name} does not let through to {self._target.host}; see whether it runs"
            ) from exc

    def cut(self) -> None:
        """End a connection that drips on past its deadline, from another thread: no limit on single reads would."""
        if self._wire is not None:
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)

    def secure(self) -> None:
        """Encrypt the connection, if its address wants that.

        Raises:
            FetchError: The host does not prove who it is.
        """
        if not self._target.is_secure:
            return
        self.sock = self._wire = _trust().wrap_socket(
            self.sock, server_hostname=self._target.host, do_handshake_on_connect=False
        )
        try:
            self.sock.do_handshake()
        except ssl.SSLCertVerificationError as exc:
            raise FetchError(
                f"the certificate of {self._target.host} is not to be trusted ({exc.verify_message}); nothing was "
                "fetched: check the address and the clock of this machine, or wait until the site renews it"
            ) from exc
        except ssl.SSLError as exc:
            raise FetchError(f"{self._target.host} offers no connection that is safe ({exc.reason})") from exc
