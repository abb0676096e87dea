# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The net, as far as a server on loopback can play it."""

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest
from intake_samples import LONG, as_html

from tawatur.intake import Failure, Loaded
from tawatur.intake.online import Fetcher, Rules, load_addresses
from tawatur.intake.online.connecting import resolve
from tawatur.model.errors import FetchError, ForbiddenAddressError, TooLargeError

PAGE = as_html((LONG[0], LONG[1])).encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Server(BaseHTTPRequestHandler):
    """Answers with what a test laid down."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}
    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        status, headers, body = self.answers.get(self.path, (404, {}, b""))
        if headers.get("Etag") and self.headers.get("If-None-Match") == headers["Etag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Server.answers, Server.asked = {}, []  # type: ignore[misc]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def inside(**more: Any) -> Fetcher:
    """A fetcher that may ask this machine, which only tests may, and does not wait."""
    return Fetcher(Rules(inside=True, pause=0.0, **more))


def lay(path: str, body: bytes, *, status: int = 200, **headers: str) -> None:
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    Server.answers[path] = (status, {**HTML, **named}, body)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://2130706433/",  # 127.0.0.1 as one number
        "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "http://user:word@93.184.216.34/",
        "http:///x",
        "http://[bad",
    ],
)
def test_online_addresses_inside_are_refused(url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        resolve(url)


def test_online_names_that_lead_inside_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(*args: Any, **kwargs: Any) -> list[Any]:
        return [(0, 0, 0, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.7")]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(ForbiddenAddressError, match="this machine or its network"):
        resolve("http://rebinding.example/")


def test_online_redirection_inside_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tawatur.intake.online import fetching

    lay("/go", b"", status=302, location="http://169.254.169.254/x")

    def only_loopback(url: str, *, inside: bool = False, **more: Any) -> Any:
        return resolve(url, inside=inside and "127.0.0.1" in url)

    monkeypatch.setattr(fetching, "resolve", only_loopback)
    with pytest.raises(ForbiddenAddressError):
        inside().fetch(f"{site}/go")


def test_online_page_is_a_report_with_its_address(site: str) -> None:
    lay("/a", b"", status=301, location="/2024/03/05/b")
    lay("/2024/03/05/b", gzip.compress(PAGE), content_encoding="gzip")
    (item,) = load_addresses([f"{site}/a"], fetcher=inside())
    assert isinstance(item, Loaded)
    assert item.report.text == "\n".join(LONG[:2])
    assert item.report.url == f"{site}/2024/03/05/b"
    assert item.report.published == "2024-03-05"


def test_online_evidence_and_nothing_new(site: str) -> None:
    lay("/a", PAGE, etag='"x"', last_modified="Tue, 05 Mar 2024 10:00:00 GMT")
    fetcher = inside()
    fetched = fetcher.fetch(f"{site}/a")
    assert (fetched.status, fetched.body, len(fetched.sha256)) == (200, PAGE, 64)
    again = fetcher.fetch(f"{site}/a", etag=fetched.headers["etag"], modified=fetched.headers["last-modified"])
    assert (again.status, again.body) == (304, b"")
    assert Server.asked[-1][1]["if-modified-since"] == "Tue, 05 Mar 2024 10:00:00 GMT"


def test_online_robots_are_obeyed(site: str) -> None:
    lay("/robots.txt", b"User-agent: *\nDisallow: /private\n", content_type="text/plain")
    lay("/private/a", PAGE)
    lay("/open", PAGE)
    fetcher = inside()
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(f"{site}/private/a")
    assert fetcher.fetch(f"{site}/open").status == 200
    assert [path for path, _ in Server.asked] == ["/robots.txt", "/open"]


def test_online_redirections_in_circles_end(site: str) -> None:
    lay("/a", b"", status=302, location="/b")
    lay("/b", b"", status=302, location="/a")
    with pytest.raises(FetchError, match="redirects more than"):
        inside().fetch(f"{site}/a")


def test_online_too_large_cut_off_and_bombs_are_named(site: str) -> None:
    lay("/large", b"x" * 200_000)
    lay("/bomb", gzip.compress(b"\0" * 5_000_000), content_encoding="gzip")
    lay("/short", b"abc", content_length="100")
    fetcher = inside(size=100_000)
    for path in ("/large", "/bomb"):
        with pytest.raises(TooLargeError):
            fetcher.fetch(site + path)
    with pytest.raises(FetchError):
        fetcher.fetch(f"{site}/short")
    with pytest.raises(FetchError, match="404"):
        fetcher.fetch(f"{site}/none")


def test_online_a_host_that_never_ends_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def drip() -> None:
            peer, _ = server.accept()
            with peer:
                for _ in range(100):
                    if stop.wait(0.1):
                        return
                    try:
                        peer.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        with pytest.raises(FetchError):
            inside(deadline=0.5, robots=False).fetch(f"http://127.0.0.1:{server.getsockname()[1]}/")
        stop.set()
        thread.join()


def test_online_hosts_are_given_time(site: str) -> None:
    lay("/a", PAGE)
    waited: list[float] = []
    fetcher = Fetcher(Rules(inside=True, pause=5.0), sleep=waited.append, clock=lambda: 100.0)
    fetcher.fetch(f"{site}/a")
    assert waited == [5.0]  # between robots.txt and the page


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_online_feed_leads_to_its_pages(site: str, kind: str) -> None:
    pytest.importorskip("feedparser", reason="feedparser is not installed; run: pip install 'tawatur[online]'")
    lay("/1", PAGE)
    rss = (
        f'<rss version="2.0"><channel><title>x</title><item><title>خبر</title><link>{site}/1</link>'
        f"<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item><item><link>{site}/none</link></item></channel></rss>"
    )
    atom = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>خبر</title>'
        f'<link href="{site}/1"/><published>2024-03-05T10:00:00Z</published></entry>'
        f'<entry><link href="{site}/none"/></entry></feed>'
    )
    lay("/feed", (rss if kind == "rss" else atom).encode(), content_type="application/xml")
    good, bad = load_addresses([f"{site}/feed"], fetcher=inside())
    assert isinstance(good, Loaded)
    assert good.report.title == "خبر"
    assert (good.report.published or "").startswith("2024-03-05T10:00:00")
    assert isinstance(bad, Failure)


def test_online_sitemaps_lead_to_sitemaps_and_pages_once(site: str) -> None:
    lay("/map", f"<sitemapindex><sitemap><loc>{site}/map2</loc></sitemap></sitemapindex>".encode())
    urls = "".join(f"<url><loc>{site}{path}</loc></url>" for path in ("/1", "/1", "/map"))
    lay("/map2", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode())
    lay("/1", PAGE)
    items = list(load_addresses([f"{site}/map"], fetcher=inside()))
    assert [item.name for item in items] == [f"{site}/1"]


def test_online_feed_that_points_at_files_is_refused(site: str) -> None:
    pytest.importorskip("feedparser", reason="feedparser is not installed; run: pip install 'tawatur[online]'")
    lay("/feed", b'<rss version="2.0"><channel><item><link>file:///etc/passwd</link></item></channel></rss>')
    (item,) = load_addresses([f"{site}/feed"], fetcher=inside())
    assert isinstance(item, Failure)
    assert isinstance(item.error, ForbiddenAddressError)
