# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Map, bar of time, network and tension in Chromium: they filter, they move with the day, they bar nobody."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tawatur.casefile import acts, open_case, parties
from tests.web.conftest import serving
from tests.web.test_browser import Visit

PARTY = "كتائب سنابل الزيتون"
# How far the ink of names in boxes reaches below their lines, where it is cut off; the dots of a final ya are lowest.
CUT = """selector => [...document.querySelectorAll(selector)].map(name => {
  const paint = document.createElement("canvas").getContext("2d");
  paint.font = getComputedStyle(name).font;
  const ink = paint.measureText(name.textContent);
  const line = name.querySelector("bdi").getBoundingClientRect();
  return line.bottom - ink.fontBoundingBoxDescent + ink.actualBoundingBoxDescent - name.getBoundingClientRect().bottom;
})"""
BOTH = pytest.mark.parametrize("code", ["ar", "en"])


@pytest.fixture(scope="module")
def pages(pictured_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """A served case, and its pages with drawings."""
    where = tmp_path_factory.mktemp("served") / "pictured.case"
    shutil.copy(pictured_filled, where)
    with open_case(where, author="tester") as case:
        with case.read() as tx:
            party = parties.entities(tx, name=PARTY, limit=1)[0].id
            other = acts.opposites(tx, party)[0].address
        found = {
            "incidents": "/incidents",
            "entity": f"/entities/{party}",
            "network": "/network",
            "tension": f"/tension?left={party}&right={quote(other)}",
            "outlets": "/outlets",
        }
        with serving(case) as entrance:
            yield entrance, found


@pytest.fixture
def visit(browser: Any, pages: tuple[str, dict[str, str]]) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    where = urlsplit(pages[0])
    found = Visit(page, f"{where.scheme}://{where.netloc}")
    page.goto(pages[0])
    yield found
    assert found.wrong == []
    assert found.hosts == {where.netloc}
    context.close()


def shown(visit: Visit) -> int:
    """How many incidents the page counts, from its cards; they fit on one page."""
    return int(visit.page.locator(".card").count())


def query(visit: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visit.page.url).query)


@pytest.mark.parametrize("theme", ["light", "dark"])
@BOTH
def test_browser_drawings_have_no_barrier_and_fit(
    visit: Visit, pages: tuple[str, dict[str, str]], code: str, theme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed; run: make test")
    found = {}
    for name, path in pages[1].items():
        visit.go(f"{path}{'&' if '?' in path else '?'}lang={code}&theme={theme}")
        for details in visit.page.locator("main details:not([open]) > summary").all():
            if details.is_visible():
                details.click()
        for violation in axe.Axe().run(visit.page).response["violations"]:
            found[name, violation["id"]] = violation["nodes"][0]["html"]
        for width in (360, 1280):
            visit.page.set_viewport_size({"width": width, "height": 900})
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert visit.page.evaluate(over) <= 0, (name, width)
    assert found == {}


@BOTH
def test_browser_map_filters_by_place_and_country(visit: Visit, code: str) -> None:
    visit.go(f"/incidents?lang={code}")
    whole = shown(visit)
    place = visit.page.locator("#map a.place").first
    number = visit.page.locator(".place-list section").first.locator("li").count()
    assert number == visit.page.locator("#map a.place").count()
    place.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**spot=**")
    visit.page.wait_for_load_state("networkidle")
    assert 0 < shown(visit) < whole
    assert visit.page.locator("#map a.place.chosen").count() == 1
    assert visit.page.locator("#map a.place").count() == number
    visit.page.locator("#map a.place.chosen").focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("() => !location.search.includes('spot')")
    country = visit.page.locator('#map a.country[aria-label^="Iraq"], #map a.country[aria-label^="العراق"]')
    country.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**country=IRQ**")
    assert 0 < shown(visit) < whole


def test_browser_map_lists_what_it_cannot_show(visit: Visit) -> None:
    visit.go("/incidents?lang=en")
    whole = shown(visit)
    visit.page.locator(".place-list > summary").click()
    beyond = visit.page.locator(".place-list section").nth(1)
    link = beyond.locator("a", has_text="العوينية")
    link.click()
    visit.page.wait_for_url("**site=**")
    assert 0 < shown(visit) < whole


def test_browser_map_comes_nearer_and_circles_keep_their_size(visit: Visit) -> None:
    visit.go("/incidents?lang=en")
    measure = """() => { const c = document.querySelector("#map circle").getBoundingClientRect();
      return [document.getElementById("map").viewBox.baseVal.width, c.width]; }"""
    before = visit.page.evaluate(measure)
    visit.page.locator('[data-zoom="in"]').click()
    after = visit.page.evaluate(measure)
    assert after[0] < before[0]
    assert after[1] == pytest.approx(before[1], abs=1.5)
    visit.page.locator('[data-zoom="all"]').click()
    assert visit.page.evaluate(measure) == pytest.approx(before)


@BOTH
def test_browser_brush_over_the_bar_of_time_chooses_days(visit: Visit, code: str) -> None:
    visit.go(f"/incidents?lang={code}")
    whole = shown(visit)
    bars = visit.page.locator(".timeline [data-since]")
    boxes = [bars.nth(n).bounding_box() for n in (1, 3)]
    first, last = (box["x"] + box["width"] / 2 for box in boxes)
    y = boxes[0]["y"] + 30
    visit.page.mouse.move(first, y)
    visit.page.mouse.down()
    visit.page.mouse.move((first + last) / 2, y, steps=4)
    visit.page.mouse.move(last, y, steps=4)
    assert float(visit.page.locator(".brush").get_attribute("width") or 0) > 0
    visit.page.mouse.up()
    visit.page.wait_for_url("**since=**")
    visit.page.wait_for_load_state("networkidle")
    asked = query(visit)
    days = [bars.nth(n).get_attribute(name) for n, name in ((1, "data-since"), (3, "data-until"))]
    assert [asked["since"][0], asked["until"][0]] == days
    assert 0 < shown(visit) < whole
    assert visit.page.locator(".timeline a.chosen").count() >= 1


def test_browser_bar_of_time_goes_by_keyboard(visit: Visit) -> None:
    visit.go("/incidents?lang=en")
    bars = visit.page.locator(".timeline a[data-since]")
    wanted = [bars.nth(0).get_attribute("data-since"), bars.nth(2).get_attribute("data-until")]
    bars.nth(0).focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**since=**")
    visit.page.wait_for_load_state("networkidle")
    visit.page.locator(".timeline a[data-since]").nth(2).focus()
    visit.page.keyboard.press("Shift+Enter")
    visit.page.wait_for_function("(day) => location.search.includes('until=' + day)", arg=wanted[1])
    asked = query(visit)
    assert [asked["since"][0], asked["until"][0]] == wanted


@BOTH
def test_browser_slider_changes_the_network(visit: Visit, code: str) -> None:
    visit.go(f"/network?lang={code}")
    many = visit.page.locator(".net a.tie").count()
    places = """() => Object.fromEntries([...document.querySelectorAll(".net .party")].map((p) =>
      [p.textContent.trim(), p.querySelector("rect").getAttribute("x")]))"""
    before = visit.page.evaluate(places)
    slider = visit.page.locator(".as-of input[type=range]")
    slider.focus()
    visit.page.keyboard.press("Home")
    visit.page.wait_for_function(
        "(n) => document.querySelectorAll('.net a.tie').length < n && location.search.includes('as_of')", arg=many
    )
    few = visit.page.locator(".net a.tie").count()
    assert 0 < few < many
    after = visit.page.evaluate(places)
    assert after.items() <= before.items()
    assert visit.page.locator(".tie-list tbody tr").count() == few
    first = visit.page.locator(".as-of output").text_content()
    assert slider.get_attribute("aria-valuetext") == first
    visit.page.reload()
    assert visit.page.locator(".net a.tie").count() == few
    visit.page.locator(".as-of input[type=range]").focus()
    visit.page.keyboard.press("End")
    visit.has(".net a.tie", many)


def test_browser_a_line_tells_who_says_so(visit: Visit) -> None:
    visit.go("/network?lang=en")
    visit.page.locator(".net a.tie").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".said li a")
    assert visit.page.locator(".net a.tie.chosen").count() == 1
    visit.page.locator(".tie-list > summary").click()
    visit.page.locator(".tie-list tbody tr a").last.click()
    visit.has(".net a.tie.chosen", 0)
    assert visit.page.evaluate("document.activeElement.classList.contains('said')")
    with visit.page.expect_navigation():
        visit.page.locator(".said li a").first.click()
    assert "/reports/" in visit.page.url


def test_browser_network_of_some_relations(visit: Visit) -> None:
    visit.go("/network?lang=en")
    visit.page.locator('.kinds input[value="leads"]').check()
    visit.page.locator(".as-of button").click()
    visit.page.wait_for_url("**type=leads**")
    assert visit.page.locator(".net a.tie").count() == visit.page.locator(".net a.tie.leads").count() > 0


@BOTH
def test_browser_party_leads_to_its_tension(visit: Visit, pages: tuple[str, dict[str, str]], code: str) -> None:
    visit.go(f"{pages[1]['entity']}?lang={code}")
    assert visit.page.locator(".net .centre").count() == 1
    visit.page.locator('a.chip[href^="/tension"]').first.click()
    visit.page.wait_for_url("**/tension**")
    up, down = (visit.page.locator(f".plot rect.{name}").count() for name in ("up", "down"))
    assert up > 3
    assert down > 3
    visit.page.locator("details > summary").first.click()
    rows = visit.page.locator("table tbody tr").count()
    assert rows >= max(up, down)
    visit.page.locator("select[name=unit]").select_option("day")
    visit.page.locator(".filter button").click()
    visit.page.wait_for_url("**unit=day**")
    assert visit.page.locator(".plot rect.up").count() > 3
    first, last = (visit.page.locator(".plot rect").nth(n).bounding_box()["x"] for n in (0, -1))
    assert (first > last) is (code == "ar")


def test_browser_drawings_cut_no_letters_off(visit: Visit) -> None:
    visit.go("/network?lang=ar")
    names = visit.page.locator(".net .name").all_inner_texts()
    assert any(name.endswith("ي") for name in names)
    assert max(visit.page.evaluate(CUT, ".net .name")) <= 0.5
    visit.go("/incidents?lang=ar")
    visit.page.locator(".card a").first.click()
    assert max(visit.page.evaluate(CUT, ".tree .node.outlet .name")) <= 0.5
