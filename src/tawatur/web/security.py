# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who gets in, and what the browser may do with what it gets.

Other users and other web pages on the same machine are not trusted. Every request must name a host of ours (against
DNS rebinding) and, where the browser says who sent it, an origin of ours. A case without users is served to this
machine only: the address that is printed at the launch holds a token; it is changed for a cookie that scripts cannot
read and that no foreign page can send. A case with users asks for name and password, see `sessions`. What changes
anything needs besides a second token in a header, which a foreign page can neither read nor set, and a role that may
change things. Programs send the token of the launch, or of a login, as `Authorization: Bearer`.

The policy sent with every page allows scripts, styles and connections from this server alone, none of them inline.
"""

import hmac
import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tawatur.web.sessions import Sessions, Visitor

LOG = logging.getLogger("tawatur.web")
MAX_BODY = 64 * 1024 * 1024  # bytes of one request, the same as of one file in intake
MAX_LOGIN = 16 * 1024  # bytes of one request of who is not in yet
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
ENTER, LOGIN, API_LOGIN, LOGOUT = "/enter", "/login", "/api/login", "/logout"
LONGEST_WAY = 2000  # characters of the address to which a login leads back
OPEN = frozenset((LOGIN, API_LOGIN))  # for who is not in yet
# What a reader may send, though it is no reading: it changes nothing of the case.
READERS_SEND = frozenset((API_LOGIN, "/api/account/password", "/api/export"))
FORMS = frozenset((LOGIN, LOGOUT))  # they hold their token themselves, so that they need no script
STATIC = "/static/"
HEALTH = "/healthz"  # says to a supervisor whether the case can be read, and nothing of what is in it
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
    "referrer-policy": "same-origin",  # with `no-referrer` browsers send forms with `Origin: null`
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
Refuse = Callable[[Request, int, str], Response]


@dataclass(frozen=True, slots=True)
class Access:
    """The secrets of one launch, and by which names the server may be called.

    Args:
        token: Stands in the address that is printed; lets in where the case has no users.
        session: Value of the cookie that it is changed for.
        csrf: Stands in the pages of who came in by it.
        port: Where the server listens; cookies are shared by all ports of a host, so it is part of their name.
        hosts: Names of the server, as `Host` gives them.
        origins: The same as `Origin` gives them.
        has_users: Whether name and password are asked for.
        is_secure: Whether browsers come by https, so that cookies never go by http.
    """

    token: str
    session: str
    csrf: str
    port: int
    hosts: frozenset[str]
    origins: frozenset[str]
    has_users: bool = False
    is_secure: bool = False

    @classmethod
    def fresh(
        cls, port: int, *, names: Iterable[str] = (), has_users: bool = False, is_secure: bool = False
    ) -> "Access":
        """Return new secrets for a launch.

        Args:
            port: Where the server listens.
            names: How browsers call it besides the names of loopback, with a port where it is another than this
                and the scheme's own.
            has_users: Whether name and password are asked for.
            is_secure: Whether browsers come by https.
        """
        local = _with_ports(LOOPBACK, port, 80)
        usual = 443 if is_secure else 80
        far = _with_ports(names, port, usual) | (_with_ports(names, usual, usual) if is_secure else frozenset())
        origins = {f"http://{host}" for host in local} | {f"{'https' if is_secure else 'http'}://{h}" for h in far}
        if is_secure:
            origins |= {f"https://{host}" for host in local}
        token, session, csrf = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(token, session, csrf, port, local | far, frozenset(origins), has_users, is_secure)

    @property
    def cookie(self) -> str:
        """Name of the session's cookie; by TLS one that no other host of the domain can set."""
        return f"{'__Host-' if self.is_secure else ''}tawatur-{self.port}"

    def knows_origin(self, origin: str) -> bool:
        """Return whether an `Origin` header names this server."""
        return origin in self.origins

    def keep(self, response: Response, name: str, value: str, *, lasts: int | None = None) -> None:
        """Set a cookie that scripts cannot read and no other site can send."""
        response.set_cookie(
            name, value, max_age=lasts, httponly=True, samesite="strict", secure=self.is_secure, path="/"
        )


def _with_ports(names: Iterable[str], port: int, usual: int) -> frozenset[str]:
    """Return how `Host` gives names: with the port, and without it where it is the usual one of the scheme."""
    found = set()
    for name in names:
        bare = f"[{name}]" if name.count(":") > 1 and not name.startswith("[") else name
        has_port = ":" in bare.rpartition("]")[2]
        found.add(bare.lower() if has_port else f"{bare}:{port}".lower())
        if not has_port and port == usual:
            found.add(bare.lower())
    return frozenset(found)


def same(given: str, held: str) -> bool:
    """Compare a secret with what was given for it, in a time that tells nothing of either."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), held.encode("utf-8", "replace"))


def local_path(value: str) -> str:
    """Return where to go on within this server; anything that could lead elsewhere becomes the first page."""
    is_local = value.startswith("/") and not value.startswith("//") and "\\" not in value and value.isprintable()
    return value if is_local else "/"


class Guard:
    """The outermost layer: lets in, refuses, limits, adds headers, and keeps what goes wrong out of sight.

    Args:
        app: The application.
        access: Secrets and names of this launch.
        owner: Who the token of the launch stands for.
        sessions: Who came in by name and password.
        refuse: Makes the response for a status and a short reason.
    """

    def __init__(self, app: ASGIApp, access: Access, *, owner: str, sessions: Sessions, refuse: Refuse) -> None:
        self.app, self.access, self.sessions, self.refuse = app, access, sessions, refuse
        self.owner = Visitor(owner, "admin", access.csrf, is_user=False)

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

        answer = await self._answer(request)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        try:
            known = getattr(request.state, "visitor", None) is not None
            await self.app(scope, _limited(receive, MAX_BODY if known else MAX_LOGIN), guarded)
        except Exception as error:  # the boundary of one request: no trace, text or name may reach page or log
            LOG.error("%s at %s while answering %s", type(error).__name__, _place(error), request.method)
            if not started:
                await self.refuse(request, 500, "defect")(scope, receive, guarded)

    async def _answer(self, request: Request) -> Response | None:
        """Return the response that ends the request here, None where it may go on."""
        headers, path = request.headers, request.scope["path"]
        if headers.get("host", "").lower() not in self.access.hosts:
            return self.refuse(request, 421, "host")
        origin = headers.get("origin")
        if origin is not None and not self.access.knows_origin(origin):
            return self.refuse(request, 403, "origin")
        if path.startswith(STATIC) or path == HEALTH:
            return None
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return self.refuse(request, 413, "too_large")
        if path == ENTER and not self.access.has_users:
            return self._enter(request)
        visitor = await self._visitor(headers)
        request.state.visitor = visitor
        if visitor is None:
            return self._stranger(request)
        if request.method not in SAFE and path not in FORMS:
            if not self._may_change(headers, visitor):
                return self.refuse(request, 403, "csrf")
            if path not in READERS_SEND and not visitor.may("analyst"):
                return self.refuse(request, 403, "role")
        return None

    def _stranger(self, request: Request) -> Response | None:
        path = request.scope["path"]
        if not self.access.has_users:
            return self.refuse(request, 401, "token")
        if path in OPEN:
            return None
        if request.method == "GET" and not path.startswith("/api/"):
            query = request.scope["query_string"].decode("latin-1")
            next = path + (f"?{query}" if query else "")
            leads_back = next != "/" and len(next) <= LONGEST_WAY
            return RedirectResponse(LOGIN + ("?" + urlencode({"next": next}) if leads_back else ""), 303)
        return self.refuse(request, 401, "login")

    def _enter(self, request: Request) -> Response:
        given = parse_qs(request.scope["query_string"].decode("latin-1"))
        if request.method != "GET" or not same(given.get("token", [""])[0], self.access.token):
            return self.refuse(request, 401, "token")
        response = RedirectResponse(local_path(given.get("next", ["/"])[0]), status_code=303)
        self.access.keep(response, self.access.cookie, self.access.session)
        return response

    async def _visitor(self, headers: Headers) -> Visitor | None:
        """Return who asks, None where nobody is known by what the request carries."""
        program, given = bearer(headers), session_of(self.access, headers)
        if self.access.has_users:
            return await run_in_threadpool(self.sessions.find, program or given)
        is_owner = same(program, self.access.token) if program else same(given, self.access.session)
        return self.owner if is_owner else None

    def _may_change(self, headers: Headers, visitor: Visitor) -> bool:
        # A foreign page can set neither header; the token of a program is checked with the visitor.
        return same(headers.get(CSRF_HEADER, ""), visitor.csrf) or bool(bearer(headers))


def bearer(headers: Headers) -> str:
    """Return the token that a program sends, empty where it sends none."""
    kind, _, given = headers.get("authorization", "").partition(" ")
    return given.strip() if kind.lower() == "bearer" else ""


def session_of(access: Access, headers: Headers) -> str:
    """Return the value of the session's cookie, empty where there is none."""
    return cookie_parser(headers.get("cookie", "")).get(access.cookie, "")


def _limited(receive: Receive, most: int) -> Receive:
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise HTTPException(413)
        return message

    return counted


def _place(error: BaseException) -> str:
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    return "?" if where is None else f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}"


def address(access: Access, host: str) -> str:
    """Return the address that opens the workbench: with the token of this launch, where that lets in."""
    name = f"[{host}]" if ":" in host else host
    where = f"{'https' if access.is_secure else 'http'}://{name}:{access.port}"
    return where + ("/" if access.has_users else f"{ENTER}?{urlencode({'token': access.token})}")
