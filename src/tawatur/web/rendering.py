# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Templates, and responses made of them in the reader's language and theme.

Language and theme are the browser's, unless chosen; `?lang=` and `?theme=` choose and are remembered in cookies.
"""

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from tawatur.web.language import LANGUAGES, Language, isolate, language, preferred
from tawatur.web.problems import MEDIA_TYPE
from tawatur.web.security import Access
from tawatur.web.sessions import Visitor

THEMES = ("auto", "light", "dark")
REMEMBERED = 365 * 24 * 3600  # seconds
API = "/api/"
# What a refusal says; also the `type` of the problem that the API gives.
REASONS = {
    "host": "This server was called by a name that it does not have.",
    "origin": "Another page asked for this. It was refused.",
    "token": "Open the address that tawatur serve printed: it holds the token of this launch.",
    "csrf": "The page is older than the server. Load it again and repeat what you did.",
    "too_large": "What was sent is too large: at most 64 megabytes at once.",
    "defect": "This is a defect of the program. Nothing that was stored is lost; please report it.",
    "login": "Log in first.",
    "wrong_login": "Name or password are wrong.",
    "too_many_logins": "Too many wrong passwords.",
    "role": "Your role does not allow this.",
    "conflict": "Somebody else decided on this meanwhile; theirs is kept, yours was not recorded.",
    "exports": "Two exports are being made already. Wait until one ends, then do it again.",
    "not_found": "There is no such page.",
    "unknown": "The case holds nothing under this id.",
    "refused": "This cannot be done as asked.",
    "invalid": "A value in the address or in what was sent cannot be used.",
    "busy": "Another writer is at work on the case. Wait until it ends, then do it again.",
    "case": "The case cannot be used now.",
}


@cache
def environment() -> Environment:
    """Return the templates; every value is escaped, an unknown one is an error."""
    made = Environment(
        loader=PackageLoader("tawatur.web"),
        autoescape=select_autoescape(("html", "svg"), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": True}
    return made


@dataclass(frozen=True, slots=True)
class View:
    """How one request wants to see things."""

    language: Language
    theme: str


def view_of(request: Request) -> View:
    """Return the language and theme of a request: asked for, remembered, or the browser's."""
    asked, kept = request.query_params, request.cookies
    code = next((c for c in (asked.get("lang"), kept.get("tawatur-lang")) if c in LANGUAGES), None)
    theme = next((t for t in (asked.get("theme"), kept.get("tawatur-theme")) if t in THEMES), "auto")
    return View(language(code or preferred(request.headers.get("accept-language", ""))), theme)


def visitor_of(request: Request) -> Visitor | None:
    """Return who asks, None where nobody is in."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    return found


def address_with(request: Request, **changed: object) -> str:
    """Return the address of this page with some values of its query changed, or taken away by None or nothing."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changed]
    new = [(k, str(v)) for k, v in changed.items() if v not in (None, "")]
    query = urlencode([*kept, *new])
    return request.url.path + (f"?{query}" if query else "")


class Pages:
    """Makes pages for one launch.

    Args:
        access: Its secrets.
        case_name: How the case is called.
    """

    def __init__(self, access: Access, case_name: str) -> None:
        self.access, self.case_name = access, case_name

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        """Return a page.

        Args:
            request: What asked for it.
            template: Its name.
            status: HTTP status.
            values: What the template shows.
        """
        view = view_of(request)
        shared = {
            "L": view.language,
            "_": view.language.say,
            "isolate": isolate,
            "languages": LANGUAGES,
            "theme": view.theme,
            "request": request,
            "path": request.url.path,
            "with_query": lambda **changed: address_with(request, **changed),
            "visitor": visitor_of(request),
            "seen": getattr(request.state, "seen", None),
            "case_name": self.case_name,
        }
        made = HTMLResponse(environment().get_template(template).render(shared | values), status)
        for name, value in (("lang", view.language.code), ("theme", view.theme)):
            if request.query_params.get(name) == value:
                self.access.keep(made, f"tawatur-{name}", value, lasts=REMEMBERED)
        return made

    def refusal(self, request: Request, status: int, reason: str, detail: str = "") -> Response:
        """Return what a refused or failed request gets: a problem (RFC 9457) under the API, a page elsewhere.

        Args:
            request: What asked.
            status: HTTP status.
            reason: A key of `REASONS`.
            detail: What exactly is wrong and what to do; never text of a report.
        """
        title = REASONS[reason]
        if request.url.path.startswith(API):
            said = view_of(request).language.say(title)
            problem = {"type": f"about:blank#{reason}", "title": said, "status": status}
            return JSONResponse(problem | ({"detail": detail} if detail else {}), status, media_type=MEDIA_TYPE)
        if visitor_of(request) is None:  # nobody is in yet: the page shows nothing of the case
            return self.page(request, "refused.html", status=status, title=title, detail=detail)
        phrase = HTTPStatus(status).phrase
        return self.page(request, "error.html", status=status, title=title, detail=detail, phrase=phrase)
