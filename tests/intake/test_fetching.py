# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What hosts do to those who fetch from them: certificates, names that change, proxies, answers without end."""

import datetime as dt
import ipaddress
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from tests.loopback import Site, served

from tawatur.intake.online import Fetcher, Rules, connecting
from tawatur.intake.online.fetching import retry_after
from tawatur.intake.online.proxies import Proxies, environment, parse_proxy
from tawatur.model.errors import FetchError, ForbiddenAddressError, TooLargeError


def inside(**more: Any) -> Fetcher:
    return Fetcher(Rules(**{"inside": True, "pause": 0.0, "proxies": Proxies(), "robots": False, **more}))


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


# certificates


def certificate(folder: Path, *, days: int, issued_by: Any = None, name: str = "127.0.0.1") -> tuple[Path, Any]:
    """A certificate for loopback as a PEM file with its key, and what can issue others."""
    x509 = pytest.importorskip("cryptography.x509", reason="cryptography is not installed; run: make test")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    issuer, issuer_key = (subject, key) if issued_by is None else issued_by
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=30))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=issued_by is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    path = folder / f"{name}-{days}.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path, (subject, key)


@contextmanager
def encrypted(path: Path) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)

    class Quiet(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *args: Any) -> None:
            pass

    class Server(HTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Quiet)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Whoever this machine trusts to issue certificates."""
    path, authority = certificate(tmp_path, days=30, name="authority")
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    connecting._trust.cache_clear()
    yield authority
    connecting._trust.cache_clear()


def test_fetching_over_an_encrypted_connection(trusted: Any, tmp_path: Path) -> None:
    path, _ = certificate(tmp_path, days=30, issued_by=trusted)
    with encrypted(path) as url:
        assert inside().fetch(url).body == b"ok"


@pytest.mark.parametrize("case", ["self-signed", "expired"])
def test_fetching_from_a_host_that_does_not_prove_itself_is_refused(trusted: Any, tmp_path: Path, case: str) -> None:
    days, issuer, said = (30, None, "self-signed") if case == "self-signed" else (-1, trusted, "expired")
    path, _ = certificate(tmp_path, days=days, issued_by=issuer)
    with encrypted(path) as url, pytest.raises(FetchError, match="not to be trusted") as found:
        inside().fetch(url)
    assert said in str(found.value)
    assert "nothing was fetched" in str(found.value)


def test_fetching_from_a_host_that_does_not_encrypt_is_named(site: Site) -> None:
    site.lay("/", "x")
    with pytest.raises(FetchError, match="offers no connection that is safe"):
        inside().fetch(site.base.replace("http:", "https:") + "/")


def test_fetching_a_handshake_without_end_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(FetchError):
        inside(deadline=0.5).fetch(f"https://127.0.0.1:{server.getsockname()[1]}/")


# names


@pytest.mark.parametrize("second", ["127.0.0.1", "169.254.169.254", "10.0.0.7", "::1", "fe80::1"])
def test_fetching_a_name_that_comes_to_lead_inside_is_refused(monkeypatch: pytest.MonkeyPatch, second: str) -> None:
    asked: list[str] = []

    def rebinding(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        if kwargs.get("flags"):
            raise socket.gaierror
        asked.append(host)
        return [(0, 0, 0, "", ("93.184.216.34" if len(asked) == 1 else second, 80))]

    connected: list[str] = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    fetcher = Fetcher(Rules(pause=0.0, robots=False, proxies=Proxies()))
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher.fetch("http://rebinding.example/")
    assert connected == ["93.184.216.34"]  # the address that was checked, without asking for the name again
    with pytest.raises(ForbiddenAddressError, match="this machine or its network"):
        fetcher.fetch("http://rebinding.example/")
    assert connected == ["93.184.216.34"]


def test_fetching_from_own_hosts_inside_only(site: Site) -> None:
    site.lay("/go", b"", status=302, location="http://10.0.0.1/")
    own = site.base.removeprefix("http://")
    fetcher = Fetcher(Rules(own=frozenset([own]), robots=False, proxies=Proxies()))
    with pytest.raises(ForbiddenAddressError):
        fetcher.fetch(f"{site.base}/go", own=True)
    with pytest.raises(ForbiddenAddressError):  # a page that somebody else's feed names
        fetcher.fetch(f"{site.base}/go")
    with pytest.raises(ForbiddenAddressError):
        Fetcher(Rules(robots=False, proxies=Proxies())).fetch(f"{site.base}/go")


# proxies


class Relay(threading.Thread):
    """A SOCKS5 proxy, and one that speaks HTTP, that lead everything to one place and note what they were asked."""

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(daemon=True)
        self.asked: list[str] = []
        self._target, self._server = target, socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.start()

    def run(self) -> None:
        with suppress(OSError):
            while True:
                peer, _ = self._server.accept()
                threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _serve(self, peer: socket.socket) -> None:
        with peer, suppress(OSError), socket.create_connection(self._target) as onward:
            first = peer.recv(1, socket.MSG_PEEK)
            if first == b"\x05":
                count = peer.recv(2)[1]
                peer.recv(count)
                peer.sendall(b"\x05\x00")
                kind = peer.recv(4)[3]
                name = peer.recv(peer.recv(1)[0]) if kind == 3 else socket.inet_ntoa(peer.recv(4)).encode()
                self.asked.append(f"{name.decode()}:{struct.unpack('>H', peer.recv(2))[0]}")
                peer.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
            else:
                head = peer.recv(65536)
                line = head.split(b"\r\n", 1)[0].decode()
                self.asked.append(line)
                if line.startswith("CONNECT"):
                    peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                else:
                    onward.sendall(head.replace(b"http://midan.example", b"", 1))
            threading.Thread(target=self._pass, args=(peer, onward), daemon=True).start()
            self._pass(onward, peer)

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while part := source.recv(65536):
                target.sendall(part)


@pytest.fixture
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """No host name may be looked up on this machine."""
    real = socket.getaddrinfo

    def numbers_only(host: Any, *args: Any, **kwargs: Any) -> Any:
        if str(host).endswith((".example", ".onion")) and not kwargs.get("flags"):
            raise AssertionError(f"{host} was looked up")
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", numbers_only)


@pytest.mark.usefixtures("no_names")
@pytest.mark.parametrize("scheme", ["http", "socks5", "socks5h"])
def test_fetching_through_a_proxy_looks_up_no_name(site: Site, scheme: str) -> None:
    if scheme != "http":
        pytest.importorskip("python_socks", reason="python-socks is not installed; run: pip install 'tawatur[online]'")
    site.lay("/a", "النص")
    relay = Relay(("127.0.0.1", int(site.base.rsplit(":", 1)[1])))
    proxies = Proxies({"all": f"{scheme}://127.0.0.1:{relay.port}"})
    fetcher = Fetcher(Rules(pause=0.0, robots=False, proxies=proxies))
    assert fetcher.fetch("http://midan.example/a").body == "النص".encode()
    assert relay.asked == ["GET http://midan.example/a HTTP/1.1" if scheme == "http" else "midan.example:80"]
    if scheme != "http":
        fetcher.fetch("http://midanmidan.onion/a")
        assert relay.asked[-1] == "midanmidan.onion:80"
    relay.close()


def test_fetching_encrypted_through_a_proxy(trusted: Any, tmp_path: Path) -> None:
    pytest.importorskip("python_socks", reason="python-socks is not installed; run: pip install 'tawatur[online]'")
    path, _ = certificate(tmp_path, days=30, issued_by=trusted)
    with encrypted(path) as url:
        relay = Relay(("127.0.0.1", int(url.rstrip("/").rsplit(":", 1)[1])))
        for scheme in ("http", "socks5h"):
            assert inside(proxies=Proxies({"all": f"{scheme}://127.0.0.1:{relay.port}"})).fetch(url).body == b"ok"
        assert relay.asked[0].startswith("CONNECT 127.0.0.1")
        relay.close()


@pytest.mark.usefixtures("no_names")
@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://10.1.2.3/",
        "http://printer/",
        "http://a.internal/",
        "http://0x7f.1/",
    ],
)
def test_fetching_through_a_proxy_leads_nowhere_inside(url: str) -> None:
    fetcher = Fetcher(Rules(robots=False, proxies=Proxies({"all": "socks5h://127.0.0.1:1"})))
    with pytest.raises(ForbiddenAddressError):
        fetcher.fetch(url)


@pytest.mark.usefixtures("no_names")
def test_fetching_with_a_proxy_that_is_gone_goes_no_other_way() -> None:
    pytest.importorskip("python_socks", reason="python-socks is not installed; run: pip install 'tawatur[online]'")
    fetcher = Fetcher(Rules(robots=False, proxies=Proxies({"all": "socks5h://user:secret@127.0.0.1:1"})))
    with pytest.raises(FetchError, match="see whether it runs") as found:
        fetcher.fetch("http://midan.example/")
    assert "secret" not in str(found.value)


@pytest.mark.usefixtures("no_names")
def test_fetching_an_onion_address_without_tor_asks_nobody() -> None:
    with pytest.raises(ForbiddenAddressError, match="over Tor only"):
        Fetcher(Rules(robots=False, proxies=Proxies())).fetch("http://midanmidan.onion/")


def test_fetching_takes_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "midan.example")
    found = environment()
    proxy = found.of("https", "dafa.example")
    assert proxy is not None
    assert proxy.name == "http://proxy.example:3128"
    assert found.of("https", "midan.example") is None
    assert found.of("http", "dafa.example") is None


@pytest.mark.parametrize("address", ["tor", "ftp://a:1", "socks5://", "http://[x", "socks5://a"])
def test_fetching_what_is_no_proxy_is_refused(address: str) -> None:
    with pytest.raises(FetchError, match="SCHEME://HOST:PORT"):
        parse_proxy(address)


# answers


def test_fetching_addresses_in_arabic_letters(site: Site) -> None:
    path = "/%D8%AE%D8%A8%D8%B1-%D8%B9%D8%A7%D8%AC%D9%84"
    site.lay(path, "النص")
    site.lay("/old", b"", status=301, location="/خبر-عاجل".encode().decode("latin-1"))
    for asked in ("/خبر-عاجل", path, "/old"):
        assert inside().fetch(site.base + asked).body == "النص".encode()


def test_fetching_two_gigabytes_is_not_begun(site: Site) -> None:
    sent: list[int] = []

    def answer(peer: Any) -> None:
        peer.send_response(200)
        peer.send_header("Content-Length", str(2 * 1024**3))
        peer.end_headers()
        with suppress(OSError):
            for _ in range(2 * 1024):
                peer.wfile.write(b"x" * 1024**2)
                sent.append(1)

    site.answers["/huge"] = answer
    with pytest.raises(TooLargeError, match="larger than 32 MiB"):
        inside().fetch(f"{site.base}/huge")
    assert len(sent) < 64


def test_fetching_without_a_stated_end_stops_at_the_limit(site: Site) -> None:
    site.endless("/endless", pause=0.0, part=b"x" * 65536)
    with pytest.raises(TooLargeError):
        inside(size=1024**2).fetch(f"{site.base}/endless")


def test_fetching_what_is_packed_otherwise_is_named(site: Site) -> None:
    site.lay("/br", b"xx", content_encoding="br")
    with pytest.raises(FetchError, match="packed as 'br'"):
        inside().fetch(f"{site.base}/br")


@pytest.mark.parametrize(
    ("status", "said"), [(403, "refuses"), (410, "take the address out"), (500, "try again later")]
)
def test_fetching_says_what_to_do(site: Site, status: int, said: str) -> None:
    site.lay("/x", "", status=status)
    with pytest.raises(FetchError, match=said) as found:
        inside().fetch(f"{site.base}/x")
    assert found.value.status == status


NOW = dt.datetime(2024, 3, 5, 10, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Tue, 05 Mar 2024 10:05:00 GMT", 300.0),
        ("Tue, 05 Mar 2024 09:00:00 GMT", 0.0),
        ("99999999999999", 86400.0),
        ("soon", None),
        (None, None),
    ],
)
def test_fetching_how_long_a_host_asks_to_wait(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_fetching_robots_that_moved_are_followed_and_their_pace_is_kept(site: Site) -> None:
    site.lay("/robots.txt", b"", status=301, location="/rules")
    site.lay("/rules", "User-agent: *\nCrawl-delay: 7\nDisallow: /private", content_type="text/plain")
    site.lay("/a", "x")
    waited: list[float] = []
    fetcher = Fetcher(Rules(inside=True, pause=1.0, proxies=Proxies()), sleep=waited.append, clock=lambda: 100.0)
    fetcher.fetch(f"{site.base}/a")
    fetcher.fetch(f"{site.base}/a")
    assert waited[-1] - waited[-2] == 7.0
    with pytest.raises(FetchError, match="forbids it"):
        fetcher.fetch(f"{site.base}/private")


def test_fetching_keeps_no_cookie_as_evidence(site: Site) -> None:
    site.lay("/a", "x", set_cookie="id=1", server="y")
    fetch = inside().fetch(f"{site.base}/a").evidence()
    assert fetch.header("set-cookie") is None
    assert fetch.header("server") is not None
