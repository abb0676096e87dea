# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether highlights in Chromium cover exactly what the reading says, and leave every letter where it was.

spans.py REPORTS [--reports 200]

Adds the first reports of a file (JSON lines, gzipped or not) to a case of its own, opens those with nested spans in the
workbench, and checks that every mark is highlighted, that the text selected through its highlight equals
`text[start:end]`, and that every letter has the box that it has without any highlight. Needs Chromium. Prints figures
only, never text.
"""

import argparse
import itertools
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# For the page of a report: what each highlight selects, with its place in code points; then the box of every unit of
# the text with and without highlights. The page's policy allows no evaluation of strings, so it stays one function.
LOOK = """() => {
  const box = document.getElementById("text"), node = box.firstChild, selection = getSelection();
  const points = (units) => [...node.data.slice(0, units)].length;
  const found = [];
  for (const [name, highlight] of CSS.highlights) {
    for (const range of highlight) {
      selection.removeAllRanges();
      const picked = document.createRange();
      picked.setStart(range.startContainer, range.startOffset);
      picked.setEnd(range.endContainer, range.endOffset);
      selection.addRange(picked);
      found.push([name, points(range.startOffset), points(range.endOffset), selection.toString()]);
    }
  }
  selection.removeAllRanges();
  document.getElementById("missed").hidden = true;
  const boxes = () => [...Array(node.length).keys()].map((at) => {
    const letter = document.createRange();
    letter.setStart(node, at);
    letter.setEnd(node, at + 1);
    const { left, top, width } = letter.getBoundingClientRect();
    return [left + scrollX, top + scrollY, width].map((value) => Math.round(value * 100)).join();
  });
  const marked = boxes();
  CSS.highlights.clear();
  const bare = boxes();
  return { found, nodes: box.childNodes.length, units: node.length,
           moved: marked.filter((value, at) => value !== bare[at]).length };
}"""
STYLED = {"claim": ("cue", "content"), "event": ("word",)}  # parts that are highlighted; of other layers all


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at, and what of it was wrong."""

    reports: int = 0
    marks: int = 0
    units: int = 0
    wrong: int = 0
    missing: int = 0
    moved: int = 0

    def __add__(self, other: "Seen") -> "Seen":
        names = self.__slots__
        return Seen(**{name: getattr(self, name) + getattr(other, name) for name in names})


def styled(marks: Iterable[Any]) -> set[tuple[int, int]]:
    """Return the places of those marks that the page highlights."""
    return {(m["start"], m["end"]) for m in marks if m["part"] in STYLED.get(m["layer"], (m["part"],))}


def nested(places: Iterable[tuple[int, int]]) -> int:
    """Return how many places lie within another one, or reach across its edge."""
    ordered = sorted(places, key=lambda place: (place[0], -place[1]))
    return sum(any(b < end for _, end in ordered[:n]) for n, (b, _) in enumerate(ordered) if n)


def look(page: Any, text: str, marks: Iterable[Any]) -> Seen:
    """Look at the report that a page shows.

    Args:
        page: Of Playwright; the report's text is there.
        text: The report's, as the reading holds it.
        marks: As the API gives them.
    """
    found = page.evaluate(LOOK)
    wanted = styled(marks)
    places = {(start, end) for _, start, end, _ in found["found"]}
    wrong = [1 for _, start, end, said in found["found"] if said != text[start:end] or (start, end) not in wanted]
    lost = len(wanted - places) + (found["nodes"] != 1)
    return Seen(1, len(found["found"]), found["units"], len(wrong), lost, found["moved"])


def opened(page: Any, base: str, key: str) -> dict[str, Any]:
    """Open a report's page and return its text and marks, as the API gives them."""
    page.goto(f"{base}/reports/{key}")
    page.wait_for_selector("#text[data-ready]")
    found: dict[str, Any] = page.request.get(f"{base}/api/reports/{key}/marks").json()
    return found


def run(browser: Any, address: str, keys: Iterable[str], *, most: int) -> Seen:
    """Look at the first reports that have nested spans.

    Args:
        browser: Of Playwright.
        address: Of the workbench, with its token.
        keys: Reports.
        most: At most so many.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ar")
    page, whole = context.new_page(), Seen()
    where = urlsplit(address)
    page.goto(address)
    for key in keys:
        data = opened(page, f"{where.scheme}://{where.netloc}", key)
        if nested(styled(data["marks"])):
            whole += look(page, data["text"], data["marks"])
        if whole.reports == most:
            break
    context.close()
    return whole


def made(reports: Path, folder: str, number: int) -> tuple[str, list[str]]:
    """Make a case of the first reports of a file; return its path and their keys."""
    from tawatur.casefile import browsing, create
    from tawatur.intake import load
    from tawatur.pipeline.adding import add
    from tawatur.pipeline.local import Settings

    where = Path(folder) / "spans.case"
    with create(where) as case:
        add(case, itertools.islice(load([reports]), number), Settings())
        with case.read() as tx:
            rows, _ = browsing.reports(tx, limit=number)
    return str(where), [row.key for row in rows]


def main() -> None:
    """Look and print."""
    from playwright.sync_api import sync_playwright

    from workbench import start

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--reports", type=int, default=200)
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as played:
        browser = played.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        case, keys = made(options.corpus, folder, options.reports * 3 // 2)
        process, client = start(case)
        token = client.headers["authorization"].removeprefix("Bearer ")
        try:
            seen = run(browser, f"{client.base_url}/enter?token={token}", keys, most=options.reports)
        finally:
            process.terminate()
            process.wait(60)
        browser.close()
    print(seen)
    if seen.wrong or seen.missing or seen.moved or seen.reports < options.reports:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
