# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A site on loopback that answers as a test lays down: well, slowly, without end, in circles, not at all."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What the site answers by path, and what it was asked."""

    base: str = ""
    answers: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def lay(self, path: str, body: bytes | str, *, status: int = 200, **headers: str) -> None:
        """Answer so; a conditional request that fits gets 304."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        named.setdefault("Content-Type", "text/html; charset=utf-8")

        def answer(peer: BaseHTTPRequestHandler) -> None:
            tag = named.get("Etag")
            unchanged = tag is not None and peer.headers.get("If-None-Match") == tag
            peer.send_response(304 if unchanged else status)
            for name, value in named.items():
                peer.send_header(name, value)
            sent = b"" if unchanged else data
            peer.send_header("Content-Length", str(len(sent)))
            peer.end_headers()
            peer.wfile.write(sent)

        self.answers[path] = answer

    def circle(self, path: str, other: str) -> None:
        """Two paths that redirect to each other."""
        self.lay(path, b"", status=302, location=other)
        self.lay(other, b"", status=302, location=path)

    def slow(self, path: str, seconds: float) -> None:
        """Answer as laid down before, but late."""
        at_once = self.answers[path]

        def answer(peer: BaseHTTPRequestHandler) -> None:
            self.ended.wait(seconds)
            at_once(peer)

        self.answers[path] = answer

    def endless(self, path: str, *, pause: float = 0.02, part: bytes = b"<item>x</item>") -> None:
        """Begin a feed and never end it."""

        def answer(peer: BaseHTTPRequestHandler) -> None:
            peer.send_response(200)
            peer.end_headers()
            peer.wfile.write(b"<rss><channel>")
            while not self.ended.is_set():
                peer.wfile.write(part)
                time.sleep(pause)

        self.answers[path] = answer

    def broken(self, path: str) -> None:
        """Promise more than is sent."""

        def answer(peer: BaseHTTPRequestHandler) -> None:
            peer.send_response(200)
            peer.send_header("Content-Length", "100000")
            peer.end_headers()
            peer.wfile.write(b"<rss>")

        self.answers[path] = answer


@contextmanager
def served(address: str = "127.0.0.1") -> Iterator[Site]:
    """Yield a site that listens on a port of its own."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            with contextlib.suppress(OSError):
                answer = site.answers.get(self.path)
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)

        def log_message(self, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Server((address, 0), Handler)
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def feed(title: str, home: str, pages: list[str], *, updated: str | None = None) -> str:
    """An RSS feed that names these pages."""
    stamp = f"<pubDate>{updated}</pubDate>" if updated else ""
    items = "".join(f"<item><title>خبر</title><link>{page}</link>{stamp}</item>" for page in pages)
    return f'<rss version="2.0"><channel><title>{title}</title><link>{home}</link>{items}</channel></rss>'


def page(text: str, *, title: str = "خبر", noise: str = "") -> str:
    """A page with an article; `noise` changes its bytes and nothing that it says."""
    return (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title><!-- {noise} --></head>'
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )
