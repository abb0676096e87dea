# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Write `docs/workbench/*.webp`: every page of the workbench in Arabic and English, on a case of invented reports.

Run: python genscripts/screenshots.py [FOLDER]
"""

import base64
import io
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import pictured
import uvicorn
from playwright.sync_api import Page, sync_playwright

from tawatur.casefile import CaseFile, acts, browsing, parties
from tawatur.cli.demo import sample_case
from tawatur.intake import load_stream
from tawatur.pipeline.adding import add
from tawatur.pipeline.local import Settings
from tawatur.web.app import create_app
from tawatur.web.security import Access, address
from tawatur.web.server import listen

ROOT = Path(__file__).resolve().parent.parent
TALLEST = 1700  # pixels of a page that a picture shows
QUALITY = 0.72
# A picture taken as PNG is made WebP by the browser itself.
TO_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


@contextmanager
def pictured_case() -> Iterator[CaseFile]:
    """Yield a case with the sample reports and those of `pictured`."""
    with TemporaryDirectory() as folder, sample_case(Path(folder) / "border.case") as case:
        add(case, load_stream(io.BytesIO(pictured.lines().encode()), name="pictured.jsonl"), Settings())
        yield case


@contextmanager
def served(case: CaseFile) -> Iterator[str]:
    """Yield the address, with its token, of a server on a case."""
    with listen("127.0.0.1", 0) as listening:
        access = Access.fresh(listening.getsockname()[1])
        config = uvicorn.Config(create_app(case, access), log_level="error", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield address(access, "127.0.0.1")
        server.should_exit = True
        thread.join(timeout=20)


def paths(case: CaseFile) -> dict[str, str]:
    """Return the pages by the name of their picture."""
    with case.read() as tx:
        told = browsing.incidents(tx, browsing.IncidentFilter(), order="outlets", limit=1)[0][0]
        party = parties.entities(tx, name="كتائب سنابل الزيتون", limit=1)[0].id
        other = acts.opposites(tx, party)[0].address
        keys = {r.id: r.key for r in browsing.reports(tx, limit=200)[0]}
    return {
        "incidents": "/incidents",
        "incident": f"/incidents/{told.id}",
        "reports": "/reports",
        "report": f"/reports/{keys['madar-0514']}",
        "beside": f"/reports/{keys['madar-0514']}/beside/{keys['diffa-0514']}",
        "entities": "/entities",
        "entity": f"/entities/{quote(party)}",
        "network": "/network",
        "tension": f"/tension?left={quote(party)}&right={quote(other)}",
        "outlets": "/outlets",
        "search": "/search?q=" + quote("كتائب الفجر"),
        "review": "/review",
        "decisions": "/decisions",
        "import": "/import",
    }


def shoot(page: Page, blank: Page, target: Path) -> None:
    """Write the picture of a page."""
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
    clip: Any = {"x": 0, "y": 0, "width": page.viewport_size["width"] if page.viewport_size else 0, "height": height}
    png = base64.b64encode(page.screenshot(full_page=True, clip=clip)).decode()
    target.write_bytes(base64.b64decode(blank.evaluate(TO_WEBP, [png, QUALITY])))


def main(folder: Path) -> int:
    """Write all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with pictured_case() as case, served(case) as entrance, sync_playwright() as played:
        browser = played.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        blank = browser.new_page()
        base = entrance.partition("/enter")[0]
        for code, theme, width in (("ar", "light", 1280), ("en", "dark", 1280), ("ar", "dark", 360)):
            page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
            page.goto(entrance)
            for name, path in paths(case).items():
                page.goto(f"{base}{path}{'&' if '?' in path else '?'}lang={code}&theme={theme}")
                page.wait_for_load_state("networkidle")
                if name == "report":
                    page.wait_for_selector("#text[data-ready]")
                    page.keyboard.press("n")
                if width == 1280 or name in ("incidents", "network", "tension"):
                    shoot(page, blank, folder / f"{name}-{code}{'' if width == 1280 else '-narrow'}.webp")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/workbench"))
