# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Ask an OpenAI-compatible endpoint, and only that one: no redirect is followed, nothing else is ever called.

Endpoints differ in what they take: a parameter that one refuses is left out from then on, the JSON schema first
exchanged for plain JSON. Busy and failing ones are tried again, later each time. No message repeats what was sent, what
came back or the key.

Source:
    OpenAI API reference, "Create chat completion"; Retry-After: RFC 9110, 10.2.3.
"""

import json
import math
import re
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from tawatur.model.errors import AnswerError, EndpointError, ReaderSettingsError
from tawatur.reading.llm.account import Account
from tawatur.reading.llm.settings import Settings

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds; each wait is twice the one before, up to the second
MOST_BYTES = 8_000_000  # of one answer
GONE_AFTER = 3  # reports in a row for which the endpoint could not be had, and we stop
_BUSY = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
_CLOSED = frozenset((401, 402, 403, 404, 405))
_REFUSED = frozenset((400, 422))
_HINTS = {401: "check the key", 402: "check the account", 403: "check the key", 404: "check the address and the model"}
_TOO_LONG = ("context_length", "context length", "context window", "context size")
_CODE = re.compile(r"[a-z][a-z0-9_.-]{0,50}")  # an error code, as against a sentence that may repeat the report
_INSTEAD: dict[str, str | None] = {"max_tokens": "max_completion_tokens", "temperature": None, "seed": None}
_UNCONNECTED = "no connection"
_FORMATS = ("json_schema", "json_object", None)


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's message, and why it ended."""

    content: str
    finish: str | None


@dataclass(frozen=True, slots=True)
class _Response:
    """What came back over the wire."""

    status: int
    body: bytes
    retry_after: str | None


class _Unreachable(Exception):
    """No whole response came: refused, broken off or too slow. Its message holds nothing that was sent."""


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _code(body: bytes) -> str:
    """Return the error's code, if it is one and not a sentence."""
    data = _json(body)
    error = data.get("error") if isinstance(data, dict) else None
    for name in ("code", "type"):
        found = error.get(name) if isinstance(error, dict) else None
        if isinstance(found, str) and _CODE.fullmatch(found):
            return f" ({found})"
    return ""


def _seconds(header: str | None) -> float:
    """Return how long a Retry-After header asks to wait; 0 where it does not say."""
    if header is None:
        return 0.0
    try:
        wait = float(header)
    except ValueError:
        try:
            wait = parsedate_to_datetime(header).timestamp() - time.time()
        except (ValueError, OverflowError):
            return 0.0
    return min(max(wait, 0.0), LONGEST_WAIT) if math.isfinite(wait) else 0.0


class _Dialect:
    """What the endpoint takes, learnt from what it refuses."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.format = 0
        self.renamed: dict[str, str | None] = {}
        self.has_answered = False

    def body(self, request: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return a request in the endpoint's dialect."""
        with self._lock:
            renamed, form = dict(self.renamed), _FORMATS[self.format]
        named = {renamed.get(name, name): value for name, value in request.items()}
        body = {name: value for name, value in named.items() if name is not None}
        if form == "json_schema":
            wanted = {"name": "reading", "strict": True, "schema": schema}
            body["response_format"] = {"type": form, "json_schema": wanted}
        elif form is not None:
            body["response_format"] = {"type": form}
        return body

    def lacking(self) -> list[str]:
        """Return what the endpoint does not take and went without."""
        with self._lock:
            return [name for name, other in self.renamed.items() if other is None]

    def learn(self, sent: Mapping[str, Any], said: str) -> bool:
        """Leave out or rename what a refusal speaks of; return whether asking again makes sense."""
        with self._lock:
            for name, other in _INSTEAD.items():
                if name in sent and name in said:
                    self.renamed[name] = other
                    return True
            form = sent.get("response_format", {}).get("type")
            at = _FORMATS.index(form)
            if form is None or (self.has_answered and "response_format" not in said and "schema" not in said):
                return False
            self.format = max(self.format, at + 1)
            return True


class _Pace:
    """Spaces requests out, and holds all of them back while the endpoint is busy."""

    def __init__(self, per_minute: int | None, stopped: threading.Event) -> None:
        self._gap = 0.0 if per_minute is None else 60.0 / per_minute
        self._next = 0.0
        self._lock = threading.Lock()
        self._stopped = stopped

    def hold(self, seconds: float) -> None:
        """Let no request out before so many seconds from now."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def wait(self) -> None:
        """Wait for one's turn, or until the run is stopped."""
        with self._lock:
            turn = max(self._next, time.monotonic())
            self._next = turn + self._gap
        self._stopped.wait(max(0.0, turn - time.monotonic()))


class Endpoint:
    """An endpoint and the connections to it; safe to share between threads.

    Args:
        settings: Where it is and how to ask.
        schema: JSON schema of the answers.
        account: Counts what is asked.
    Raises:
        ReaderSettingsError: The extra is not installed.
    """

    def __init__(self, settings: Settings, schema: Mapping[str, Any], account: Account) -> None:
        try:
            import httpx
        except ImportError as exc:
            raise ReaderSettingsError("the reader llm needs httpx: pip install 'tawatur[llm]'") from exc
        self.settings, self.schema, self.account = settings, schema, account
        self._stopped = threading.Event()
        self._pace = _Pace(settings.per_minute, self._stopped)
        self._dialect = _Dialect()
        self._gone = 0
        self._why = "stopped"
        self._httpx = httpx
        self._client = httpx.Client(
            follow_redirects=False,
            timeout=httpx.Timeout(settings.timeout, connect=min(settings.timeout, 20.0)),
            limits=httpx.Limits(max_connections=None),
            trust_env=not settings.is_local,  # a proxy where one is set, but never to this machine
        )

    def close(self) -> None:
        """Stop waiting requests and let go of the connections."""
        self._stopped.set()
        self._client.close()

    def _stop(self, why: str) -> EndpointError:
        """Return the error that ends the run, and let no other request out; the first reason is told to all."""
        if not self._stopped.is_set():
            self._why = why
            self._stopped.set()
        return EndpointError(self._why)

    def lacking(self) -> list[str]:
        """Return the names of parameters that the endpoint does not take, so that requests went without."""
        return self._dialect.lacking()

    def _headers(self) -> dict[str, str]:
        key = self.settings.key()
        return {"Accept": "application/json"} | ({} if key is None else {"Authorization": f"Bearer {key}"})

    def _received(self, chunks: Iterator[bytes], deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        for chunk in chunks:
            parts.append(chunk)
            size += len(chunk)
            if size > MOST_BYTES:
                raise AnswerError(f"the endpoint sent more than {MOST_BYTES:,} bytes")
            if time.monotonic() > deadline:
                raise _Unreachable(f"no whole answer within {self.settings.timeout:g} s")
            if self._stopped.is_set():
                raise EndpointError(self._why)
        return b"".join(parts)

    def _send(self, body: Mapping[str, Any]) -> _Response:
        deadline = time.monotonic() + self.settings.timeout
        self.account.add(requests=1)
        try:
            with self._client.stream("POST", self.settings.url, json=body, headers=self._headers()) as response:
                found = self._received(response.iter_bytes(), deadline)
                return _Response(response.status_code, found, response.headers.get("retry-after"))
        except self._httpx.TimeoutException:
            raise _Unreachable(f"no answer within {self.settings.timeout:g} s") from None
        except self._httpx.HTTPError as exc:
            raise _Unreachable(f"{_UNCONNECTED}: {type(exc).__name__}") from None
        except RuntimeError as exc:  # httpx's word for a client that was closed meanwhile
            raise self._stop(self._why) from exc

    def _give_up(self, problem: str) -> Exception:
        """Return the error for a report whose every try failed; after some in a row the endpoint counts as gone."""
        self._gone += 1
        if self._gone >= GONE_AFTER or (problem.startswith(_UNCONNECTED) and not self._dialect.has_answered):
            return self._stop(f"{self.settings.endpoint}: {problem}; stopped, kept answers will not be asked again")
        return AnswerError(problem)

    def _judge(self, response: _Response, sent: Mapping[str, Any]) -> str | None:
        """Return why a request should be tried again later, None where it should be so at once.

        Raises:
            EndpointError: No request will do.
            AnswerError: This one will not.
        """
        status, told = response.status, f"the endpoint answered {response.status}{_code(response.body)}"
        if status in _BUSY:
            return told
        if status in _CLOSED:
            raise self._stop(f"{self.settings.endpoint}: {told}; {_HINTS.get(status, 'check the address')}")
        if 300 <= status < 400:
            raise self._stop(f"{self.settings.endpoint}: it sends requests elsewhere, which are not followed")
        said = response.body.decode("utf-8", "replace").lower()
        if status in _REFUSED and any(words in said for words in _TOO_LONG):
            raise AnswerError("report and answer are longer than the model's context; lower most_tokens")
        if status in _REFUSED and self._dialect.learn(sent, said):
            return None
        raise AnswerError(told)

    def _reply(self, body: bytes) -> Reply:
        data = _json(body)
        if isinstance(data, dict):
            self.account.add_usage(data.get("usage"))
        try:
            choice = data["choices"][0]
            content, finish = choice["message"]["content"], choice.get("finish_reason")
        except (KeyError, IndexError, TypeError, AttributeError):
            raise AnswerError("the endpoint's answer is not of the form of a chat completion") from None
        if not isinstance(content, str):
            raise AnswerError("the model declined to answer")
        return Reply(content, finish if isinstance(finish, str) else None)

    def ask(self, messages: list[dict[str, str]]) -> Reply:
        """Return the model's reply to some messages.

        Raises:
            AnswerError: There is none for these; others may have one.
            EndpointError: There will be none for any.
        """
        settings = self.settings
        request = {
            "model": settings.model,
            "messages": messages,
            "temperature": 0,
            "seed": settings.seed,
            "max_tokens": settings.most_tokens,
        }
        problem, tries = "", 0
        while tries <= settings.retries:
            self._pace.wait()
            if self._stopped.is_set():
                raise EndpointError(self._why)
            sent = self._dialect.body(request, self.schema)
            try:
                response = self._send(sent)
                if response.status == 200:
                    self._gone, self._dialect.has_answered = 0, True
                    return self._reply(response.body)
                verdict = self._judge(response, sent)
                asked = _seconds(response.retry_after)
            except _Unreachable as exc:
                verdict, asked = str(exc), 0.0
            if verdict is None:
                continue
            problem, tries = verdict, tries + 1
            if tries <= settings.retries:
                self._pace.hold(max(asked, min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)))
        raise self._give_up(problem)
