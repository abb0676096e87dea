# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The documentation says what the program does."""

import re
import runpy
from pathlib import Path

import pytest

from tawatur import __version__

ROOT = Path(__file__).parents[2]
PAGES = runpy.run_path(str(ROOT / "genscripts" / "reference.py"))["PAGES"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_docs_generated_pages_are_up_to_date(name: str) -> None:
    written = (ROOT / name).read_text("utf-8")
    assert written == PAGES[name](), "run: make docs"


def test_docs_version_is_the_same_everywhere() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f'version = "{__version__}"' in project
    assert "## [Unreleased]" in changelog or f"## [{__version__}]" in changelog


def test_docs_links_lead_somewhere() -> None:
    pages = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")), *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for target in re.findall(r"(?:\]\(|src=\")([^)#:\"]+)(?:#[^)]*)?[)\"]", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_docs_every_model_has_a_card() -> None:
    for folder in (ROOT / "src/tawatur/reading/models", ROOT / "src/tawatur/text/models"):
        cards = " ".join(card.read_text("utf-8") for card in folder.glob("*.md"))
        models = [p for p in folder.iterdir() if p.suffix in (".gz", ".crfsuite")]
        assert models
        for model in models:
            family = model.name.split("_")[0] + "_"
            assert model.name in cards or f"`{family}<name>" in cards, f"no model card names {model.name}"


def test_docs_every_table_of_a_case_is_described() -> None:
    from tawatur.casefile.schema import metadata

    page = (ROOT / "docs" / "casefile.md").read_text("utf-8")
    assert [name for name in metadata.tables if f"`{name}`" not in page] == []


def test_docs_every_export_format_condition_and_field_is_described() -> None:
    from tawatur.export import FORMATS, rows, selection

    page = (ROOT / "docs" / "export.md").read_text("utf-8")
    names = [*FORMATS, *selection.FIELDS, *rows.INCIDENT, *rows.EVENT, *rows.POSITION]
    assert [name for name in names if f"`{name}`" not in page] == []
