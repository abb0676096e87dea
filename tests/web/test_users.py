# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Users: coming in by name and password, what each role may do, and who is told what others decided."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from tawatur.casefile import CaseFile, audit, decisions, users
from tawatur.model.errors import LoginError, TooManyLoginsError
from tawatur.web import passwords, sessions
from tawatur.web.app import ROUTERS
from tawatur.web.security import Access
from tawatur.web.sessions import Sessions
from tests.web.conftest import BASE, PASSWORD, USERS, key_of, stranger_to


@pytest.fixture
def door(staffed: CaseFile) -> Iterator[TestClient]:
    """A client that is not in, of a case with users."""
    with stranger_to(staffed, Access.fresh(8710, has_users=True)) as client:
        yield client


def field(page: str, name: str) -> str:
    """Return the value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def login(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Any:
    """Log in by the form; what it answers."""
    given = field(client.get("/login").text, "given")
    form = {"name": name, "password": password, "given": given, **more}
    return client.post("/login", data=form, headers={"origin": BASE}, follow_redirects=False)


def within(door: TestClient, name: str) -> TestClient:
    """Return a client of the same server that somebody is in with."""
    client = TestClient(door.app, base_url=BASE, raise_server_exceptions=False)
    assert login(client, name).status_code == 303
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/decisions").text)
    client.headers["x-csrf-token"] = found[1] if found else ""
    return client


@pytest.fixture
def karim(door: TestClient) -> TestClient:
    return within(door, "Karim")


@pytest.fixture
def nour(door: TestClient) -> TestClient:
    return within(door, "Nour")


@pytest.fixture
def salma(door: TestClient) -> TestClient:
    return within(door, "سلمى")


def test_users_a_stranger_is_led_to_the_form_and_back(door: TestClient) -> None:
    answer = door.get("/incidents?type=ASSAULT", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fincidents%3Ftype%3DASSAULT")
    page = door.get(answer.headers["location"]).text
    assert "own.case" not in page
    assert field(page, "next") == "/incidents?type=ASSAULT"
    assert login(door, "Karim", next="/incidents?type=ASSAULT").headers["location"] == "/incidents?type=ASSAULT"
    assert door.get("/incidents").status_code == 200


@pytest.mark.parametrize("code", ["ar", "en"])
def test_users_the_form_speaks_both_languages(door: TestClient, code: str) -> None:
    page = door.get("/login", headers={"accept-language": code}).text
    assert f'<html lang="{code}"' in page
    assert ("تسجيل الدخول" if code == "ar" else "Log in") in page


def test_users_programs_are_told_by_a_problem(door: TestClient) -> None:
    answer = door.get("/api/case")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    made = door.post("/api/login", json={"name": "Karim", "password": PASSWORD})
    assert made.status_code == 201
    bearer = {"authorization": f"Bearer {made.json()['token']}"}
    assert door.get("/api/account", headers=bearer).json() == {"name": "Karim", "role": "analyst", "is_user": True}
    assert door.delete("/api/login", headers=bearer).status_code == 204
    assert door.get("/api/case", headers=bearer).status_code == 401


@pytest.mark.parametrize("is_secure", [False, True])
def test_users_the_cookie_is_for_the_browser_alone(staffed: CaseFile, is_secure: bool) -> None:
    access = Access.fresh(8710, names=["desk.example.org"], has_users=True, is_secure=is_secure)
    client = TestClient(
        stranger_to(staffed, access).app, base_url=f"http{'s' if is_secure else ''}://desk.example.org:8710"
    )
    given = field(client.get("/login").text, "given")
    answer = client.post("/login", data={"name": "Karim", "password": PASSWORD, "given": given}, follow_redirects=False)
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith(access.cookie))
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert ("Secure" in cookie) is is_secure
    assert client.get("/incidents").status_code == 200


def test_users_neither_the_launch_token_nor_a_made_up_cookie_lets_in(door: TestClient, staffed: CaseFile) -> None:
    access = Access.fresh(8710, has_users=True)
    client = stranger_to(staffed, access)
    assert client.get(f"/enter?token={access.token}", follow_redirects=False).headers["location"].startswith("/login")
    for value in ("", access.session, "x" * 5000):
        client.cookies.set(access.cookie, value)
        assert client.get("/api/case").status_code == 401
        assert client.get("/api/case", headers={"authorization": f"Bearer {access.token}"}).status_code == 401


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Karim\x00", PASSWORD),
        ("Karim", "a wrong word"),
        ("nobody", PASSWORD),
        ("", ""),
        ("karim", PASSWORD),
        ("Karim", PASSWORD + " " * 300),
    ],
)
def test_users_wrong_names_and_passwords_are_told_alike(door: TestClient, name: str, password: str) -> None:
    answer = login(door, name, password)
    assert answer.status_code == 401
    assert "Name or password are wrong." in answer.text
    assert door.get("/api/case").status_code == 401


def test_users_the_form_needs_its_own_token_and_our_origin(door: TestClient) -> None:
    form = {"name": "Karim", "password": PASSWORD, "given": "x"}
    assert door.post("/login", data=form).status_code == 403
    door.get("/login")
    assert door.post("/login", data=form).status_code == 403
    assert door.post("/login", data=form, headers={"origin": "http://evil.example"}).status_code == 403
    assert door.post("/login", data={**form, "name": "x" * 9000}).status_code == 413
    assert door.post("/login", content=iter([b"x" * 9000, b"y" * 9000])).status_code == 413
    long = {"name": "Karim", "password": "x" * 20_000}
    assert door.post("/api/login", json=long).status_code == 413
    assert door.get("/incidents?words=" + "x" * 5000, follow_redirects=False).headers["location"] == "/login"
    assert door.get("/login?next=/" + "x" * 5000).status_code == 422
    surrogate = b'{"name": "\\ud800", "password": "\\ud800 and so on"}'
    assert door.post("/api/login", content=surrogate, headers={"content-type": "application/json"}).status_code in (
        401,
        422,
    )
    assert door.post("/login", content=b"\xff\x00=%zz&&==").status_code == 403


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_users_the_form_leads_nowhere_else(door: TestClient, next: str) -> None:
    assert field(door.get("/login", params={"next": next}).text, "next") == "/"
    assert login(door, "Karim", next=next).headers["location"] == "/"


def test_users_guessing_is_slowed_down(door: TestClient) -> None:
    for _ in range(sessions.LIMITS["pair"]):
        assert login(door, "Karim", "a wrong password").status_code == 401
    answer = login(door, "Karim")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= sessions.WINDOW + 1
    problem = door.post("/api/login", json={"name": "Karim", "password": PASSWORD})
    assert (problem.status_code, problem.headers["content-type"]) == (429, "application/problem+json")
    assert login(door, "Nour").status_code == 303  # others are not kept out


def test_users_guesses_from_many_addresses_count_for_the_name(staffed: CaseFile) -> None:
    now = [0.0]
    held = Sessions(staffed, lambda: now[0])
    for n in range(sessions.LIMITS["name"]):
        with pytest.raises(LoginError):
            held.enter("Karim", "wrong", f"10.0.0.{n}")
    with pytest.raises(TooManyLoginsError) as caught:
        held.enter("Karim", PASSWORD, "10.0.1.1")
    now[0] += caught.value.seconds
    assert held.find(held.enter("Karim", PASSWORD, "10.0.1.1")) is not None
    for _ in range(3 * sessions.LIMITS["name"]):  # right ones never count
        held.enter("Nour", PASSWORD, "10.0.1.1")


def test_users_sessions_end_by_themselves(staffed: CaseFile) -> None:
    now = [0.0]
    held = Sessions(staffed, lambda: now[0])
    resting, busy = (held.enter("Karim", PASSWORD, "") for _ in range(2))
    while now[0] < sessions.LASTS:
        assert held.find(busy) is not None
        now[0] += sessions.IDLE - 1
    assert held.find(resting) is None
    assert held.find(busy) is None


def test_users_going_out_ends_the_session(karim: TestClient) -> None:
    csrf, cookie = field(karim.get("/account").text, "csrf"), karim.cookies.get("tawatur-8710")
    assert karim.post("/logout", data={"csrf": "x"}).status_code == 403
    assert karim.post("/logout", data={"csrf": csrf}, follow_redirects=False).headers["location"] == "/login"
    karim.cookies.set("tawatur-8710", cookie or "")
    assert karim.get("/api/case").status_code == 401


def test_users_each_session_has_a_token_of_its_own_for_changes(karim: TestClient, nour: TestClient) -> None:
    wanted = {"kind": "grade", "source": "الميدان", "value": "B"}
    theirs = {"x-csrf-token": nour.headers["x-csrf-token"]}
    assert karim.post("/api/decisions", json=wanted, headers=theirs).status_code == 403
    assert karim.post("/api/decisions", json=wanted).status_code == 201


ADMINS = {
    ("GET", "/users"), ("GET", "/api/users"), ("POST", "/api/users"), ("PATCH", "/api/users/{name}"),
    ("DELETE", "/api/users/{name}"), ("DELETE", "/api/reports/{key}"),
}  # fmt: skip
ANALYSTS = {
    ("GET", "/review"), ("GET", "/import"), ("POST", "/api/decisions"), ("POST", "/api/decisions/{number}/undo"),
    ("POST", "/api/imports"),
}  # fmt: skip
ANYBODY = {("POST", "/login"), ("POST", "/logout"), ("POST", "/api/login"), ("DELETE", "/api/login")}


def asked() -> Iterator[tuple[str, str]]:
    """Yield method and path of every route."""
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute):
                yield from ((method, route.path) for method in route.methods)


@pytest.mark.parametrize(("name", "role"), [("guest", "reader"), ("Karim", "analyst"), ("سلمى", "admin")])
def test_users_every_route_asks_for_its_role(door: TestClient, name: str, role: str) -> None:
    client = within(door, name)
    routes = set(asked())
    assert routes >= ADMINS | ANALYSTS | ANYBODY
    assert len(routes) > 40
    for method, path in sorted(routes - ANYBODY):
        real = path.replace("{number}", "7").replace("{id:path}", "x").replace("{name}", "x")
        for part in ("{id}", "{key}", "{other}"):
            real = real.replace(part, "x")
        needed = "admin" if (method, path) in ADMINS else "analyst" if (method, path) in ANALYSTS else "reader"
        allowed = ("reader", "analyst", "admin").index(role) >= ("reader", "analyst", "admin").index(needed)
        status = client.request(method, real, follow_redirects=False).status_code
        assert (status != 403) is allowed, (method, path, status)
        if method != "GET" and needed == "reader":  # a new route that sends must say that readers may
            assert path in ("/api/account/password", "/api/export"), path


def test_users_a_reader_sees_nothing_to_decide_with(door: TestClient) -> None:
    page = within(door, "guest").get("/incidents?lang=en").text
    assert 'class="only-reads"' in page
    assert 'href="/review"' not in page
    assert 'href="/import"' not in page
    assert "none" not in re.findall(r'<select name="redact">.*?</select>', page, re.S)[0]


def test_users_what_changes_is_felt_at_once(door: TestClient, karim: TestClient, salma: TestClient) -> None:
    wanted = {"kind": "grade", "source": "الميدان", "value": "B"}
    assert salma.patch("/api/users/Karim", json={"role": "reader"}).json()["role"] == "reader"
    assert karim.post("/api/decisions", json=wanted).status_code == 403
    assert salma.patch("/api/users/Karim", json={"password": "another password"}).status_code == 200
    assert karim.get("/api/case").status_code == 401
    again = TestClient(door.app, base_url=BASE)
    assert login(again, "Karim", "another password").status_code == 303
    assert salma.delete("/api/users/Karim").status_code == 204
    assert again.get("/api/case").status_code == 401
    assert login(again, "Karim", "another password").status_code == 401


def test_users_one_changes_ones_own_password(door: TestClient, karim: TestClient) -> None:
    wrong = karim.post("/api/account/password", json={"old": "x", "new": "words of my own"})
    assert wrong.status_code == 401
    short = karim.post("/api/account/password", json={"old": PASSWORD, "new": "short"})
    assert (short.status_code, "10 to 200" in short.json()["detail"]) == (422, True)
    assert karim.post("/api/account/password", json={"old": PASSWORD, "new": "words of my own"}).status_code == 204
    assert karim.get("/api/case").status_code == 401
    assert login(door, "Karim", "words of my own").status_code == 303


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"name": "Hala", "role": "reader", "password": "a good password"}, 201),
        ({"name": "KARIM", "role": "reader", "password": "a good password"}, 422),
        ({"name": "\u202eevil", "role": "reader", "password": "a good password"}, 422),
        ({"name": " ", "role": "reader", "password": "a good password"}, 422),
        ({"name": "Hala", "role": "king", "password": "a good password"}, 422),
        ({"name": "Hala", "role": "reader", "password": "short"}, 422),
        ({"name": "x" * 100, "role": "reader", "password": "a good password"}, 422),
        ({"name": "Hala", "role": "reader"}, 422),
    ],
)
def test_users_adding_one(salma: TestClient, given: dict[str, str], status: int) -> None:
    answer = salma.post("/api/users", json=given)
    assert answer.status_code == status
    names = [user["name"] for user in salma.get("/api/users").json()]
    assert ("Hala" in names) is (status == 201)
    assert "argon2" not in salma.get("/users").text + salma.get("/api/users").text


def test_users_one_admin_stays(salma: TestClient) -> None:
    for answer in (
        salma.delete("/api/users/سلمى"),
        salma.patch("/api/users/سلمى", json={"role": "analyst"}),
    ):
        assert answer.status_code == 422
        assert "nobody else is an admin" in answer.json()["detail"]
    assert salma.patch("/api/users/nobody", json={"role": "admin"}).status_code == 404
    assert salma.patch("/api/users/Nour", json={"role": "admin"}).status_code == 200
    assert salma.delete("/api/users/سلمى").status_code == 204


def test_users_decisions_and_log_carry_their_names(karim: TestClient, nour: TestClient, staffed: CaseFile) -> None:
    karim.post("/api/decisions", json={"kind": "grade", "source": "الميدان", "value": "B"})
    nour.post("/api/decisions/1/undo")
    with staffed.read() as tx:
        assert [r.author for r in decisions.every(tx)] == ["Karim", "Nour"]
        assert [(r.author, r.action) for r in audit.log(tx)[-2:]] == [("Karim", "grade"), ("Nour", "undo")]
    assert "Nour" in karim.get("/decisions").text


def test_users_the_second_of_two_who_decide_on_one_thing_is_told(karim: TestClient, nour: TestClient) -> None:
    key = key_of(karim, "madar-0514")
    elsewhere = key_of(karim, "hostile")
    event, other = (karim.get(f"/api/reports/{k}").json()["events"][0]["id"] for k in (key, elsewhere))
    seen = re.search(r'name="seen" content="(\d+)"', nour.get(f"/reports/{key}").text)
    assert seen is not None
    correct = {"kind": "correct", "report": key, "item": event}
    assert (
        karim.post(f"/api/decisions?seen={seen[1]}", json={**correct, "fields": {"status": "denied"}}).status_code
        == 201
    )
    late = nour.post(
        f"/api/decisions?seen={seen[1]}", json={**correct, "fields": {"status": "planned"}},
        headers={"accept-language": "ar"},
    )  # fmt: skip
    assert late.status_code == 409
    assert "Karim" in late.json()["detail"]
    assert "قرّر شخص آخر" in late.json()["title"]
    statuses = {e["id"]: e["status"] for e in nour.get(f"/api/reports/{key}").json()["events"]}
    assert statuses[event] == "denied"  # the first one's is kept
    accept = {"kind": "accept", "report": elsewhere, "item": other}
    assert nour.post(f"/api/decisions?seen={seen[1]}", json=accept).status_code == 201  # another thing
    assert nour.post("/api/decisions?seen=2", json={**correct, "fields": {"status": "planned"}}).status_code == 201


def test_users_undoing_what_another_has_undone_is_told(karim: TestClient, nour: TestClient) -> None:
    karim.post("/api/decisions", json={"kind": "grade", "source": "الميدان", "value": "B"})
    assert karim.post("/api/decisions/1/undo?seen=1").status_code == 201
    assert nour.post("/api/decisions/1/undo?seen=1").status_code == 409
    assert nour.post("/api/decisions/1/undo").status_code == 422  # it is undone already


def test_users_an_admin_erases_a_report(salma: TestClient, karim: TestClient) -> None:
    key = key_of(salma, "hostile")
    assert karim.delete(f"/api/reports/{key}").status_code == 403
    assert salma.delete("/api/reports/nothing").status_code == 404
    assert salma.delete(f"/api/reports/{key}").status_code == 204
    assert salma.get(f"/reports/{key}").status_code == 404


def test_users_passwords_are_argon2_and_hold_in_any_form() -> None:
    secret = passwords.make("كلمة سر طويلة \u0041\u030a")
    assert secret.startswith("$argon2id$")
    assert passwords.fits("كلمة سر طويلة \u00c5", secret)
    assert not passwords.fits("كلمة سر طويلة A", secret)
    assert not passwords.fits("x", "no hash")
    assert not passwords.fits("nobody has this password", None)


def test_users_of_a_case_are_those_of_the_fixture(staffed: CaseFile) -> None:
    with staffed.read() as tx:
        assert {u.name: u.role for u in users.every(tx)} == USERS
