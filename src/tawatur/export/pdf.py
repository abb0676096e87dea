# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Print an HTML page to PDF with the Chromium on this machine, which shapes Arabic as the page shows it.

It runs without a network and in a folder of its own. So that the same page gives the same bytes from the same Chromium,
its times of making are taken out of the file, and the cells of tables are numbered as they come, not as its layout
happened to meet them.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tawatur.model.errors import ExportError

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 180
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--print-to-pdf-no-header",
)
_DAY = b"20000101"
_MADE = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")
_CELL = re.compile(rb"/ID \(node(\d{8})\)")
_MENTION = re.compile(rb"\(node(\d{8})\)")
_TREE = re.compile(rb"(/Limits \[)\(node\d{8}\) \(node\d{8}\)(\]\s*/Names \[)((?:\(node\d{8}\) \d+ \d+ R\s*)+)\]")
_BRANCH = re.compile(rb"(\(node\d{8}\)) (\d+ \d+ R)")


def program() -> str | None:
    """Return the Chromium of this machine, None where there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def _timeless(match: re.Match[bytes]) -> bytes:
    digits = iter(_DAY.ljust(len(match[0]), b"0"))
    # As long as before: the file's table of places stays right.
    return re.sub(rb"\d", lambda _: bytes((next(digits),)), match[0])


def _sorted(match: re.Match[bytes]) -> bytes:
    """A leaf of the tree of cells in the order of their names, as readers of PDF search in it."""
    branches = sorted(_BRANCH.findall(match[3]))
    named = b" ".join(b" ".join(branch) for branch in branches)
    gap = b" " * (len(match[3].rstrip()) - len(named))
    return b"".join((match[1], branches[0][0], b" ", branches[-1][0], match[2], named, gap, b"]"))


def numbered(pdf: bytes) -> bytes:
    """The file with its cells numbered in the order they come in."""
    names = {name: b"(node%08d)" % place for place, name in enumerate(_CELL.findall(pdf), 1)}
    return _TREE.sub(_sorted, _MENTION.sub(lambda m: names.get(m[1], m[0]), pdf))


def printed(html: bytes) -> bytes:
    """Return a page as PDF.

    Raises:
        ExportError: There is no Chromium, or it failed.
    """
    chromium = program()
    if chromium is None:
        raise ExportError(
            "PDF needs Chromium or Chrome, which is not on this machine; write HTML and print it from a browser"
        )
    with tempfile.TemporaryDirectory(prefix="tawatur-") as folder:
        source, target = Path(folder, "dossier.html"), Path(folder, "dossier.pdf")
        source.write_bytes(html)
        as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        own = [f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={target}"]
        try:
            subprocess.run(
                [chromium, *_OPTIONS, *as_root, *own, source.as_uri()], check=True, capture_output=True, timeout=SECONDS
            )
            return numbered(_MADE.sub(_timeless, target.read_bytes()))
        except (OSError, subprocess.SubprocessError) as exc:
            raise ExportError("Chromium could not print the page; write HTML and print it from a browser") from exc
