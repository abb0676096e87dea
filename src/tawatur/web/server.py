# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Serve the workbench from this process until it is stopped."""

import socket
import ssl
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from tawatur.casefile import CaseFile, users
from tawatur.model.errors import WorkbenchError
from tawatur.model.protocols import Exporter
from tawatur.pipeline.local import Settings
from tawatur.web.app import create_app
from tawatur.web.security import LOOPBACK, Access, address

WILDCARDS = frozenset(("0.0.0.0", "::", ""))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the workbench is served, and how browsers reach it.

    Args:
        host: Where to listen.
        port: The port; 0 takes a free one.
        names: How browsers call the server besides the names of loopback, with a port where it is another.
        certificate: File of the certificate for TLS, its chain and all.
        key: File of its private key.
    """

    host: str = "127.0.0.1"
    port: int = 8710
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it, by no other name."""
        return self.host in LOOPBACK and not self.names

    @property
    def called(self) -> tuple[str, ...]:
        """Every name by which browsers call it, besides those of loopback."""
        own = () if self.host in LOOPBACK | WILDCARDS else (self.host,)
        return (*own, *self.names)

    def check(self, case: CaseFile) -> bool:
        """Return whether name and password are asked for.

        Raises:
            WorkbenchError: Others could reach the case, and it has no users, or passwords would go by plain HTTP.
        """
        with case.read() as tx:
            has_users = bool(users.every(tx))
        if (self.certificate is None) is not (self.key is None):
            raise WorkbenchError("--certificate and --key go together")
        if self.is_local:
            return has_users
        if not has_users:
            raise WorkbenchError(
                f"{(self.called or (self.host,))[0]!r} can be reached from other machines, and the case has no users; "
                "add one first: tawatur user add CASE NAME --role admin; or leave --host out, and reach a remote "
                "machine with: ssh -L 8710:127.0.0.1:8710 MACHINE"
            )
        if self.certificate is None and not self.names:
            raise WorkbenchError(
                "passwords would cross the network unencrypted; give --certificate FILE --key FILE, or put a proxy "
                "that does TLS before the server and give the name by which browsers call that: --name NAME"
            )
        if not self.called:
            raise WorkbenchError(
                f"{self.host!r} stands for every address; give the name that browsers use: --name NAME"
            )
        return has_users


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket.

    Args:
        host: A name or address of this machine.
        port: The port; 0 takes a free one.
    Raises:
        WorkbenchError: The port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends small answers at once only where it is: 40 ms saved on each.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(("127.0.0.1" if host == "localhost" else host, port))
    except socket.gaierror as error:
        found.close()
        raise WorkbenchError(f"{host!r} is no name or address of this machine") from error
    except OSError as error:
        found.close()
        raise WorkbenchError(f"port {port} cannot be used ({error.strerror}); take another with --port") from error
    return found


def serve(
    case: CaseFile,
    settings: Settings,
    place: Place,
    *,
    tell: Callable[[str], None],
    exporter: Exporter | None = None,
    open_browser: bool = False,
) -> None:
    """Serve a case until Ctrl-C.

    Args:
        case: An open case.
        settings: How new reports are read.
        place: Where.
        tell: Is given the address that opens the workbench; without users it holds the token of this launch.
        exporter: Writes what is chosen for others.
        open_browser: Open that address.
    Raises:
        WorkbenchError: It cannot be served so.
    """
    has_users = place.check(case)
    with listen(place.host, place.port) as listening:
        port = listening.getsockname()[1]
        is_secure = place.certificate is not None or not place.is_local
        access = Access.fresh(port, names=place.called, has_users=has_users, is_secure=is_secure)
        host = "127.0.0.1" if place.host == "localhost" else (*place.called, place.host)[0]
        is_behind = place.certificate is None and not place.is_local
        where = f"https://{host}/" if is_behind else address(access, host)
        # No access log: addresses hold what was searched for, and names.
        config = uvicorn.Config(
            create_app(case, access, settings, exporter=exporter), log_level="error", access_log=False,
            server_header=False, date_header=False, timeout_graceful_shutdown=3, proxy_headers=False,
            ssl_certfile=place.certificate, ssl_keyfile=place.key,
        )  # fmt: skip
        try:
            config.load()
        except (OSError, ssl.SSLError) as error:
            raise WorkbenchError(f"certificate and key cannot be used: {error.strerror or 'no such pair'}") from error
        tell(where)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [where]).start()
        uvicorn.Server(config).run(sockets=[listening])
