# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A model's endpoint on loopback that does what a test tells it to: answer well, badly, slowly, not at all."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tawatur.reading.llm import endpoint
from tawatur.reading.llm.settings import KEY_VARIABLE


@dataclass
class Said:
    """One response.

    Args:
        body: What is sent: text, or an object as JSON.
        status: HTTP status.
        headers: Further headers.
        trickle: Seconds between the first bytes and the others; the test ends the wait.
        hang_up: Close the connection without a word.
    """

    body: Any = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    trickle: float = 0.0
    hang_up: bool = False


def completion(content: Any, finish: str = "stop", usage: Any = None) -> Said:
    """A chat completion with this message; an object is sent as JSON."""
    message = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    counted = {"prompt_tokens": 1000, "completion_tokens": 200} if usage is None else usage
    choice = {"message": {"role": "assistant", "content": message}, "finish_reason": finish}
    return Said({"choices": [choice], "usage": counted})


def refusal(status: int, message: str = "", code: str | None = None, **headers: str) -> Said:
    """An error response in the usual form."""
    return Said({"error": {"message": message, "code": code}}, status, headers)


class Model:
    """What the endpoint was sent, and what it says to it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.says: Callable[[dict[str, Any]], Said] = lambda request: completion({"entities": []})
        self.over = threading.Event()

    def will_say(self, *responses: Said) -> None:
        """Give these responses in turn, the last for ever."""
        left = list(responses)
        self.says = lambda request: left.pop(0) if len(left) > 1 else left[0]


def _handler(model: Model, lock: threading.Lock) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                model.paths.append(self.path)
                model.requests.append(request)
                model.headers.append(dict(self.headers))
                said = model.says(request)
            self.close_connection = True
            if said.hang_up:
                return
            data = (said.body if isinstance(said.body, str) else json.dumps(said.body)).encode()
            self.send_response(said.status)
            for name, value in {**said.headers, "Content-Length": str(len(data)), "Connection": "close"}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            if said.trickle:
                self.wfile.write(data[:1])
                self.wfile.flush()
                model.over.wait(said.trickle)
                data = data[1:]
            try:
                self.wfile.write(data)
            except OSError:  # the reader has gone, as it should
                return

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    """A model on loopback; waits before new tries are a thousand times shorter."""
    pytest.importorskip("httpx")
    monkeypatch.setattr(endpoint, "FIRST_WAIT", 0.001)
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    found = Model("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(found, threading.Lock()))
    found.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.over.set()
    server.shutdown()
    thread.join()
    server.server_close()
