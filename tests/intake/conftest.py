# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The programs that make the files of these tests."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name)) is not None), None)
    if found is None:
        pytest.skip(f"{names[0]} is not on this machine; run: make system")
    return found


@pytest.fixture
def soffice(tmp_path: Path) -> Callable[[str, str], Path]:
    """Has LibreOffice convert a page to another format and returns the file."""
    program = _program("soffice", "libreoffice")

    def convert(page: str, form: str) -> Path:
        source = tmp_path / "made.html"
        source.write_text(page, "utf-8")
        if form.startswith("pdf"):  # printed straight from HTML, the first paragraph is lost
            source = convert(page, "odt")
        profile = (tmp_path / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=180)
        return source.with_suffix("." + form.split(":", 1)[0])

    return convert


@pytest.fixture
def chromium(tmp_path: Path) -> Callable[[str], Path]:
    """Has Chromium print a page to PDF and returns the file."""
    program = _program("chromium", "chromium-browser", "google-chrome")

    def print_page(page: str) -> Path:
        source, target = tmp_path / "printed.html", tmp_path / "printed.pdf"
        source.write_text(page, "utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={tmp_path / 'browser'}", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return target

    return print_page
