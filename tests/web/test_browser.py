# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The workbench in Chromium: pages load clean, highlights are right, everything goes by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.web.conftest import HOSTILE

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
PAGES = ("/incidents", "/reports", "/entities", "/outlets", "/review", "/decisions", "/import", "/search?q=الجيش")
# What a highlight covers, as the browser has it, beside what the API says it covers, counted in code points.
COVERED = """async () => {
  const data = await (await fetch(document.getElementById("text").dataset.from)).json();
  const points = [...data.text];
  const wanted = new Set(data.marks.map((m) => `${m.start} ${points.slice(m.start, m.end).join("")}`));
  const found = [];
  for (const [name, highlight] of CSS.highlights) {
    for (const range of highlight) {
      const before = document.createRange();
      before.setStart(range.startContainer, 0);
      before.setEnd(range.startContainer, range.startOffset);
      found.push([name, `${[...before.toString()].length} ${range.toString()}`]);
    }
  }
  return { found, wanted: [...wanted], whole: document.getElementById("text").textContent === data.text,
           nodes: document.getElementById("text").childNodes.length };
}"""


class Visit:
    """A page of the workbench with what went wrong in it."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.wrong: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def go(self, path: str) -> Any:
        """Open a page and wait until it is still."""
        answer = self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")
        return answer

    def has(self, selector: str, number: int) -> None:
        """Wait until so many elements are there; by a locator, for the page's policy forbids evaluating strings."""
        expect = pytest.importorskip("playwright.sync_api").expect
        expect(self.page.locator(selector)).to_have_count(number, timeout=30_000)

    def report(self, id: str, code: str = "en") -> None:
        """Open a report by its own id and wait for its text."""
        self.go(f"/reports/{id}?lang={code}")
        self.page.wait_for_selector("#text[data-ready]")


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    where = urlsplit(served)
    found = Visit(page, f"{where.scheme}://{where.netloc}")
    page.goto(served)
    yield found
    assert found.wrong == []
    assert found.hosts == {where.netloc}
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(("code", "theme"), [("ar", "light"), ("en", "dark")])
def test_browser_pages_load_clean_and_fit(visit: Visit, code: str, theme: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    incident = visit.page.evaluate("async () => (await (await fetch('/api/incidents')).json()).items[0].id")
    for path in (*PAGES, f"/incidents/{incident}", "/reports/madar-0514"):
        answer = visit.go(f"{path}{'&' if '?' in path else '?'}lang={code}&theme={theme}")
        assert answer.status == 200
        over = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, path
        unnamed = "[...document.querySelectorAll('button, a, input:not([type=hidden]), select')].filter("
        unnamed += "(e) => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).length"
        assert visit.page.evaluate(unnamed) == 0, path


@pytest.mark.parametrize(("code", "theme"), [("ar", "light"), ("ar", "dark"), ("en", "light"), ("en", "dark")])
def test_browser_pages_have_no_barrier_that_axe_finds(visit: Visit, code: str, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed; run: make test")
    incident = visit.page.evaluate("async () => (await (await fetch('/api/incidents')).json()).items[0].id")
    party = visit.page.evaluate("async () => (await (await fetch('/api/entities')).json()).items[0].id")
    found = {}
    for path in (*PAGES, f"/incidents/{incident}", f"/entities/{party}", "/reports/madar-0514"):
        visit.go(f"{path}{'&' if '?' in path else '?'}lang={code}&theme={theme}")
        if path.startswith("/reports/"):
            visit.page.wait_for_selector("#text[data-ready]")
            visit.page.keyboard.press("n")
        for violation in axe.Axe().run(visit.page).response["violations"]:
            found[path, violation["id"]] = violation["nodes"][0]["html"]
    assert found == {}


@pytest.mark.parametrize("id", ["hostile", "madar-0514", "manara-0522"])
def test_browser_highlights_cover_what_the_reading_marks(visit: Visit, id: str) -> None:
    visit.report(id)
    covered = visit.page.evaluate(COVERED)
    assert covered["whole"]
    assert covered["nodes"] == 1
    assert len(covered["found"]) > 3
    assert {text for _, text in covered["found"]} <= set(covered["wanted"])


@pytest.mark.parametrize("id", ["hostile", "madar-0514", "raya-0514", "barid-0515", "madar-0516"])
def test_browser_nested_highlights_select_their_text_and_move_no_letter(
    visit: Visit, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    from spans import look, nested, opened, styled

    data = opened(visit.page, visit.base, id)
    assert nested(styled(data["marks"])) > 1
    seen = look(visit.page, data["text"], data["marks"])
    assert seen.marks > 3
    assert seen.units >= len(data["text"])
    assert (seen.wrong, seen.missing, seen.moved) == (0, 0, 0)


def test_browser_hostile_text_neither_runs_nor_turns_the_page(visit: Visit) -> None:
    visit.report("hostile")
    assert visit.page.title() != "x"
    assert visit.page.locator("#text").text_content() == HOSTILE
    assert visit.page.locator("#text b, #text script, h1 i").count() == 0


def test_browser_letters_keep_their_places_under_highlights(visit: Visit) -> None:
    visit.report("hostile", "ar")
    boxes = """() => {
      const node = document.getElementById("text").firstChild;
      return [...node.data].map((_, i) => {
        const letter = document.createRange();
        letter.setStart(node, i);
        letter.setEnd(node, i + 1);
        const box = letter.getBoundingClientRect();
        return [box.left, box.top, box.width].map((v) => Math.round(v * 100));
      });
    }"""
    marked = visit.page.evaluate(boxes)
    visit.page.evaluate("CSS.highlights.clear()")
    assert visit.page.evaluate(boxes) == marked


def test_browser_a_click_on_a_marked_word_explains_it(visit: Visit) -> None:
    visit.report("hostile")
    spot = """(word) => { const node = document.getElementById("text").firstChild; const at = node.data.indexOf(word);
      const r = document.createRange(); r.setStart(node, at + 1); r.setEnd(node, at + 2);
      const b = r.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; }"""
    x, y = visit.page.evaluate(spot, "هاجموا")
    visit.page.mouse.click(x, y)
    chosen = visit.page.locator("#explained .explain:not([hidden])")
    assert "هاجموا" in (chosen.locator("h2").text_content() or "")
    assert "Assault" in (chosen.text_content() or "")
    assert visit.page.locator('.item[aria-pressed="true"]').count() == 1


def test_browser_report_goes_by_keyboard(visit: Visit) -> None:
    visit.report("madar-0514")
    visit.page.locator(".item").first.focus()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    shown = visit.page.locator("#explained .explain:not([hidden])")
    assert shown.count() == 1
    first = shown.get_attribute("id")
    visit.page.keyboard.press("n")
    assert visit.page.locator("#explained .explain:not([hidden])").get_attribute("id") != first
    assert visit.page.evaluate("CSS.highlights.get('chosen').size") >= 1


def test_browser_offsets_go_there_and_back(visit: Visit) -> None:
    visit.go("/incidents")
    wrong = visit.page.evaluate(
        """async () => { const { Offsets } = await import("/static/offsets.js"); const wrong = [];
      for (const text of ["", "a", "😀", "ab😀", "😀😀", "🇮🇶ا\u0301𞸀ب😀", "😀".repeat(50) + "ب"]) {
        const points = [...text]; const astral = points.flatMap((c, i) => (c.length > 1 ? [i] : []));
        const offsets = new Offsets(astral); let units = 0;
        for (let p = 0; p <= points.length; p++) {
          if (offsets.toUnits(p) !== units || offsets.toPoints(units) !== p) wrong.push([text, p]);
          if (points[p]?.length > 1 && offsets.toPoints(units + 1) !== p) wrong.push([text, p, "inside"]);
          units += points[p]?.length ?? 0;
        } } return wrong; }"""
    )
    assert wrong == []


def test_browser_adds_what_was_missed_by_marking_it(visit: Visit) -> None:
    visit.report("hostile")
    visit.page.evaluate(
        """() => { const node = document.getElementById("text").firstChild; const at = node.data.indexOf("التعليق");
      const r = document.createRange(); r.setStart(node, at); r.setEnd(node, at + 7);
      const s = getSelection(); s.removeAllRanges(); s.addRange(r); }"""
    )
    visit.page.wait_for_selector("#missed:not([hidden])")
    assert visit.page.locator("#missed-words").text_content() == "التعليق"
    visit.page.locator("#missed select[name=type]").select_option("CONSULT")
    with visit.page.expect_navigation():
        visit.page.locator("#missed button[type=submit]").click()
    visit.page.wait_for_selector("#text[data-ready]")
    assert visit.page.locator(".item.layer-event", has_text="التعليق").count() == 1


def test_browser_review_goes_by_keyboard(visit: Visit) -> None:
    visit.go("/review?lang=en")
    many = visit.page.locator(".due").count()
    assert many > 3
    visit.page.keyboard.press("n")
    visit.page.keyboard.press("a")
    visit.has(".due", many - 1)
    visit.page.keyboard.press("d")
    visit.has(".due", many - 2)
    visit.page.keyboard.press("u")
    visit.has(".due", many - 1)
    visit.page.keyboard.press("c")
    assert visit.page.evaluate("document.activeElement.name") == "type"
    rows = visit.page.evaluate("async () => (await (await fetch('/api/decisions')).json()).items")
    assert [(r["kind"], r["state"]) for r in rows] == [("accept", "holds"), ("correct", "undone"), ("undo", "holds")]


def test_browser_keys_go_by_their_place_on_an_arabic_keyboard(visit: Visit) -> None:
    visit.go("/review?lang=ar")
    many = visit.page.locator(".due").count()
    typed = """([key, code]) => (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))"""
    for key, code in (("ى", "KeyN"), ("ش", "KeyA")):
        visit.page.evaluate(typed, [key, code])
    visit.has(".due", many - 1)
    visit.page.evaluate(typed, ["ع", "KeyU"])
    visit.has(".due", many)
    visit.go("/reports?lang=ar")
    visit.page.locator("a[href^='/reports/']").first.click()
    visit.page.wait_for_selector("#text[data-ready]")
    visit.page.evaluate(typed, ["ى", "KeyN"])
    visit.page.wait_for_selector(".item[aria-pressed=true]")


def test_browser_pasted_text_becomes_a_report(visit: Visit) -> None:
    visit.go("/import?lang=ar")
    visit.page.locator("textarea").fill("التقى الوزير سامي النجار السفير كريم العطار أمس في مدينة المرسى.")
    visit.page.locator("input[name=outlet]").fill("الميدان")
    visit.page.locator("#import button").click()
    visit.page.wait_for_selector("#import-list .state.done", timeout=60_000)
    assert "١ أُضيفت" in (visit.page.locator("#import-list").text_content() or "")


def test_browser_a_filter_and_a_bar_narrow_the_incidents(visit: Visit) -> None:
    visit.go("/incidents?lang=en")
    many = visit.page.locator(".card").count()
    visit.page.locator(".filters > summary").first.click()
    visit.page.locator("select[name=type]").select_option("PROTEST")
    with visit.page.expect_navigation():
        visit.page.locator(".filter button[type=submit]").first.click()
    assert 0 < visit.page.locator(".card").count() < many
    visit.go("/incidents?lang=en")
    with visit.page.expect_navigation():
        visit.page.locator(".timeline a").last.focus()
        visit.page.keyboard.press("Enter")
    assert 0 < visit.page.locator(".card").count() < many
