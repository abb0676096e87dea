# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Users in Chromium: coming in, roles, two on one case, and the whole way from import to export, in both languages."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.web.conftest import PASSWORD
from tests.web.test_browser import Visit

Enter = Callable[..., Visit]
# The police said that gunmen attacked an army checkpoint in a town yesterday and killed six soldiers.
NEW = "قالت الشرطة إن مسلحين هاجموا أمس حاجزا للجيش في مدينة السدرة وقتلوا ستة جنود."
FILTER = "/incidents?type=ASSAULT&place=السدرة&since=2024-05-19&until=2024-05-19"


@pytest.fixture
def enter(browser: Any, served_to_users: str) -> Iterator[Enter]:
    """Return a function that opens a browser of somebody's own, in which they log in."""
    contexts, visits = [], []
    base = served_to_users.rstrip("/")

    def come(name: str | None, code: str = "en", *, allowed: tuple[str, ...] = ()) -> Visit:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=code, accept_downloads=True)
        contexts.append(context)
        found = Visit(context.new_page(), base)
        visits.append((found, allowed))
        found.go(f"/login?lang={code}")
        if name is not None:
            found.page.locator("input[name=name]").fill(name)
            found.page.locator("input[name=password]").fill(PASSWORD)
            found.page.keyboard.press("Enter")
            found.page.wait_for_url("**/incidents")
        return found

    yield come
    for visit, allowed in visits:
        assert [w for w in visit.wrong if not any(part in w for part in allowed)] == []
        assert visit.hosts == {urlsplit(base).netloc}
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("code", "theme"), [("ar", "light"), ("ar", "dark"), ("en", "light"), ("en", "dark")])
def test_browser_users_pages_have_no_barrier_and_fit(enter: Enter, code: str, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed; run: make test")
    found = {}
    for name, paths in ((None, ("/login",)), ("سلمى", ("/users", "/account", "/incidents", "/reports/hostile"))):
        visit = enter(name, code)
        for path in paths:
            for width in (1280, 360):
                visit.page.set_viewport_size({"width": width, "height": 800})
                visit.go(f"{path}?lang={code}&theme={theme}")
                for summary in visit.page.locator("main > details > summary").all():
                    summary.click()
                over = visit.page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert over <= 0, (path, width)
            for violation in axe.Axe().run(visit.page).response["violations"]:
                found[path, violation["id"]] = violation["nodes"][0]["html"]
    assert found == {}


def test_browser_users_a_wrong_password_stays_at_the_form(enter: Enter) -> None:
    visit = enter(None, "ar", allowed=("401",))
    visit.page.locator("input[name=name]").fill("Karim")
    visit.page.locator("input[name=password]").fill("كلمة مرور خاطئة")
    visit.page.keyboard.press("Enter")
    assert "غير صحيحين" in (visit.page.locator("[role=alert]").text_content() or "")
    assert visit.page.locator("input[name=name]").input_value() == "Karim"
    assert visit.page.locator("input[name=password]").input_value() == ""


def test_browser_users_go_out_by_the_form(enter: Enter) -> None:
    visit = enter("Karim")
    visit.go("/account")
    visit.page.get_by_role("button", name="Log out").click()
    visit.page.wait_for_url("**/login")
    visit.go("/incidents")
    assert "/login?next=" in visit.page.url


def test_browser_users_a_reader_finds_nothing_to_decide_with(enter: Enter) -> None:
    visit = enter("guest", allowed=("403",))
    visit.report("madar-0514")
    visit.page.locator(".item.layer-event").first.click()
    assert visit.page.locator("[data-decide]:visible").count() == 0
    assert visit.page.locator('a[href="/review"], a[href="/import"], a[href="/users"]').count() == 0
    assert visit.go("/review").status == 403
    assert "Your role does not allow this." in (visit.page.locator("h1").text_content() or "")


@contextmanager
def _decided(visit: Visit) -> Iterator[None]:
    """Wait until the page has been loaded anew, as it is when a decision was recorded."""
    with visit.page.expect_event("load"):
        yield


def _decisions(visit: Visit, number: int) -> Any:
    """The decisions of the case, once there are so many."""
    until = time.monotonic() + 30
    while True:
        found = visit.page.request.get(f"{visit.base}/api/decisions").json()["items"]
        if len(found) == number or time.monotonic() > until:
            return found
        time.sleep(0.1)


def _correct(visit: Visit, status: str) -> None:
    visit.page.locator(".item.layer-event").first.click()
    chosen = visit.page.locator("#explained .explain:not([hidden])")
    chosen.locator("summary", has_text="Correct it").click()
    chosen.locator("select[name=status]").select_option(status)
    chosen.locator("form.correct button[type=submit]").click()


def test_browser_users_the_second_of_two_editors_is_told_and_loses_nothing(enter: Enter) -> None:
    karim, nour = enter("Karim"), enter("Nour", allowed=("409",))
    for visit in (karim, nour):
        visit.report("madar-0514")
    with _decided(karim):
        _correct(karim, "denied")
    _correct(nour, "planned")
    nour.page.locator("#notice", has_text="Karim").wait_for()
    form = nour.page.locator("#explained .explain:not([hidden]) form.correct")
    assert form.locator("select[name=status]").input_value() == "planned"  # what she chose stands there still
    nour.report("madar-0514")
    nour.page.locator(".item.layer-event").first.click()
    assert nour.page.locator("#explained .explain:not([hidden]) select[name=status]").input_value() == "denied"
    with _decided(nour):  # now that she has seen it, she may decide otherwise
        _correct(nour, "planned")
    assert [d["author"] for d in _decisions(nour, 2)] == ["Karim", "Nour"]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_browser_users_from_import_to_export_and_back(enter: Enter, code: str, tmp_path: Path) -> None:
    visit = enter("Karim", code)
    visit.go("/import")
    visit.page.locator("textarea[name=pasted]").fill(NEW)
    visit.page.locator("input[name=outlet]").fill("الميدان")
    visit.page.locator("input[name=published]").fill("2024-05-20")
    visit.page.locator("#import button").click()
    visit.page.wait_for_selector("#import-list .state.done", timeout=90_000)
    visit.go(FILTER)
    visit.page.locator(".card h2 a").first.click()
    visit.page.locator('a[href^="/reports/"]:visible').first.click()
    visit.page.wait_for_selector("#text[data-ready]")
    visit.page.locator(".item.layer-event", has_text="هاجموا").first.click()
    chosen = visit.page.locator("#explained .explain:not([hidden])")
    chosen.locator(".judge summary").click()
    chosen.locator("input[name=deaths]").fill("7")
    with _decided(visit):
        chosen.locator("form.correct button[type=submit]").click()
    visit.go(FILTER)
    visit.page.locator("details", has=visit.page.locator("#export")).locator("summary").click()
    visit.page.locator("#export select[name=format]").select_option("plover")
    with visit.page.expect_download(timeout=90_000) as caught:
        visit.page.locator("#export button[type=submit]").click()
    caught.value.save_as(tmp_path / "made")
    assert caught.value.suggested_filename == "plover.jsonl"
    made = (tmp_path / "made").read_text("utf-8")
    assert "السدرة" in made
    assert '"ASSAULT"' in made
    assert "PROTEST" not in made
    visit.go("/decisions")
    with _decided(visit):
        visit.page.locator('[data-decide="undo"]').first.click()
    assert [d["state"] for d in _decisions(visit, 2)] == ["undone", "holds"]


def test_browser_users_an_admin_adds_changes_and_removes_one(enter: Enter) -> None:
    visit = enter("سلمى")
    visit.go("/users")
    form = visit.page.locator('form[data-users="add"]')
    form.locator("input[name=name]").fill("هالة")
    form.locator("input[name=password]").fill("a good long password")
    with visit.page.expect_navigation():
        form.locator("button").click()
    row = visit.page.locator("tr[data-name='هالة']")
    with visit.page.expect_navigation():
        row.locator("select").select_option("reader")
    assert row.locator("select").input_value() == "reader"
    visit.page.on("dialog", lambda dialog: dialog.accept())
    with visit.page.expect_navigation():
        row.locator('[data-users="remove"]').click()
    assert row.count() == 0


def test_browser_users_an_admin_erases_a_report_by_writing_its_id(enter: Enter) -> None:
    visit = enter("سلمى", allowed=("404",))
    visit.report("hostile")
    visit.page.locator("summary", has_text="Erase this report").click()
    visit.page.locator("form[data-erase] input").fill("something else")
    visit.page.locator("form[data-erase] button").click()
    visit.page.locator("form[data-erase] input").fill("hostile")
    visit.page.locator("form[data-erase] button").click()
    visit.page.wait_for_url("**/reports")
    assert visit.go("/reports/hostile").status == 404
