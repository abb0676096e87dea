# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who gets in, and what the browser may do with what it gets.

Other users and other web pages on the same machine are not trusted. Every request must name a host of ours (against
DNS rebinding) and, where the browser says who sent it, an origin of ours. The address that is printed at the launch
holds a token; it is changed for a cookie that scripts cannot read and that no foreign page can send. What changes
anything needs besides a second token in a header, which a foreign page can neither read nor set. Programs may send the
launch token as `Authorization: Bearer`.

The policy sent with every page allows scripts, styles and connections from this server alone, none of them inline.
"""

import hmac
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("tawatur.web")
MAX_BODY = 64 * 1024 * 1024  # bytes of one request, the same as of one file in intake
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
ENTER = "/enter"
STATIC = "/static/"
CSRF_HEADER = "x-csrf-token"
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "frame-src 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
Refuse = Callable[[Request, int, str], Response]


@dataclass(frozen=True, slots=True)
class Access:
    """The secrets of one launch, and by which names the server may be called.

    Args:
        token: Stands in the address that is printed.
        session: Value of the cookie.
        csrf: Stands in the pages.
        port: Where the server listens; cookies are shared by all ports of a host, so it is part of their name.
        hosts: Names of the server, as `Host` gives them.
    """

    token: str
    session: str
    csrf: str
    port: int
    hosts: frozenset[str]

    @classmethod
    def fresh(cls, port: int) -> "Access":
        """Return new secrets for a launch on a port of this machine."""
        hosts = frozenset(f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in LOOPBACK)
        bare = frozenset(("127.0.0.1", "localhost", "[::1]")) if port == 80 else frozenset[str]()
        token, session, csrf = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(token, session, csrf, port, hosts | bare)

    @property
    def cookie(self) -> str:
        """Name of the session's cookie."""
        return f"tawatur-{self.port}"

    def knows_origin(self, origin: str) -> bool:
        """Return whether an `Origin` header names this server."""
        scheme, _, host = origin.partition("://")
        return scheme == "http" and host in self.hosts


def _same(given: str, held: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), held.encode())


def local_path(value: str) -> str:
    """Return where to go on within this server; anything that could lead elsewhere becomes the first page."""
    is_local = value.startswith("/") and not value.startswith("//") and "\\" not in value and value.isprintable()
    return value if is_local else "/"


class Guard:
    """The outermost layer: lets in, refuses, limits, adds headers, and keeps what goes wrong out of sight.

    Args:
        app: The application.
        access: Secrets and names of this launch.
        refuse: Makes the response for a status and a short reason.
    """

    def __init__(self, app: ASGIApp, access: Access, refuse: Refuse) -> None:
        self.app, self.access, self.refuse = app, access, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith(STATIC):
                    headers["cache-control"] = "no-store"
            await send(message)

        answer = self._answer(request)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        try:
            await self.app(scope, _limited(receive), guarded)
        except Exception as error:  # the boundary of one request: no trace, text or name may reach page or log
            LOG.error("%s at %s while answering %s", type(error).__name__, _place(error), request.method)
            if not started:
                await self.refuse(request, 500, "defect")(scope, receive, guarded)

    def _answer(self, request: Request) -> Response | None:
        """Return the response that ends the request here, None where it may go on."""
        headers, path = request.headers, request.scope["path"]
        if headers.get("host", "").lower() not in self.access.hosts:
            return self.refuse(request, 421, "host")
        origin = headers.get("origin")
        if origin is not None and not self.access.knows_origin(origin):
            return self.refuse(request, 403, "origin")
        if path.startswith(STATIC):
            return None
        if path == ENTER:
            return self._enter(request)
        if not self._is_known(headers):
            return self.refuse(request, 401, "token")
        if request.method not in SAFE and not self._may_change(headers):
            return self.refuse(request, 403, "csrf")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return self.refuse(request, 413, "too_large")
        return None

    def _enter(self, request: Request) -> Response:
        given = parse_qs(request.scope["query_string"].decode("latin-1"))
        if request.method != "GET" or not _same(given.get("token", [""])[0], self.access.token):
            return self.refuse(request, 401, "token")
        response = RedirectResponse(local_path(given.get("next", ["/"])[0]), status_code=303)
        response.set_cookie(self.access.cookie, self.access.session, httponly=True, samesite="strict", path="/")
        return response

    def _bearer(self, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and _same(given.strip(), self.access.token)

    def _is_known(self, headers: Headers) -> bool:
        given = cookie_parser(headers.get("cookie", "")).get(self.access.cookie, "")
        return _same(given, self.access.session) or self._bearer(headers)

    def _may_change(self, headers: Headers) -> bool:
        return _same(headers.get(CSRF_HEADER, ""), self.access.csrf) or self._bearer(headers)


def _limited(receive: Receive) -> Receive:
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MAX_BODY:
            raise HTTPException(413)
        return message

    return counted


def _place(error: BaseException) -> str:
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    return "?" if where is None else f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}"


def address(access: Access, host: str) -> str:
    """Return the address that opens the workbench once: with the token of this launch."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{access.port}{ENTER}?{urlencode({'token': access.token})}"
