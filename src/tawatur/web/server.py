# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Serve the workbench from this process until it is stopped."""

import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from tawatur.casefile import CaseFile
from tawatur.model.errors import WorkbenchError
from tawatur.pipeline.local import Settings
from tawatur.web.app import create_app
from tawatur.web.security import LOOPBACK, Access, address


def check_host(host: str) -> None:
    """Refuse to listen where others could reach the case.

    Raises:
        WorkbenchError: The host is not this machine's loopback.
    """
    if host not in LOOPBACK:
        raise WorkbenchError(
            f"{host!r} can be reached from other machines, and this version has no users and passwords yet; "
            "leave --host out, and reach a remote machine with: ssh -L 8710:127.0.0.1:8710 MACHINE"
        )


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket.

    Args:
        host: A name in `LOOPBACK`.
        port: The port; 0 takes a free one.
    Raises:
        WorkbenchError: The port is taken.
    """
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    # The protocol is named because asyncio sends small answers at once only where it is: 40 ms saved on each.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(("127.0.0.1" if host == "localhost" else host, port))
    except OSError as error:
        found.close()
        raise WorkbenchError(f"port {port} cannot be used ({error.strerror}); take another with --port") from error
    return found


def serve(
    case: CaseFile,
    settings: Settings,
    *,
    host: str,
    port: int,
    tell: Callable[[str], None],
    open_browser: bool = False,
) -> None:
    """Serve a case until Ctrl-C.

    Args:
        case: An open case.
        settings: How new reports are read.
        host: Where to listen; loopback only.
        port: The port; 0 takes a free one.
        tell: Is given the address with the token of this launch.
        open_browser: Open that address.
    """
    check_host(host)
    with listen(host, port) as listening:
        access = Access.fresh(listening.getsockname()[1])
        where = address(access, "127.0.0.1" if host == "localhost" else host)
        # No access log: addresses hold what was searched for, and names.
        config = uvicorn.Config(
            create_app(case, access, settings), log_level="error", access_log=False, server_header=False,
            date_header=False, timeout_graceful_shutdown=3, proxy_headers=False,
        )  # fmt: skip
        tell(where)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [where]).start()
        uvicorn.Server(config).run(sockets=[listening])
