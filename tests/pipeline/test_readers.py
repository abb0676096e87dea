# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Readers by name."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.cli import main
from tawatur.model.errors import ReaderSettingsError
from tawatur.model.protocols import ReaderOptions
from tawatur.pipeline.readers import open_reader, reader_names

MODULE = """
from tawatur.model import ReaderInfo, Reading

class Brief:
    name, version = "brief", "7"

    def __init__(self, options):
        self.word = options.settings["word"]

    def read(self, report):
        return Reading(reader=ReaderInfo(self.name, self.version, ""), report=report, warnings=(self.word,))
"""


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that brings a reader, as if it were installed."""
    (tmp_path / "brief_reader.py").write_text(MODULE, "utf-8")
    info = tmp_path / "brief_reader-7.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: brief-reader\nVersion: 7\n", "utf-8")
    points = "[tawatur.readers]\nbrief = brief_reader:Brief\nbroken = brief_reader:Gone\nsparse = brief_reader:Brief\n"
    (info / "entry_points.txt").write_text(points, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("brought")
def test_readers_another_package_brings_one(tmp_path: Path) -> None:
    report = tmp_path / "r.txt"
    report.write_text("قال.", "utf-8")
    arguments = ["read", str(report), "--reader", "brief", "--set", "word=سلام", "--format", "json"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["reader"] == {"name": "brief", "version": "7", "lexicon": ""}
    assert "سلام" in result.stderr


@pytest.mark.usefixtures("brought")
def test_readers_ours_keep_their_names() -> None:
    assert reader_names() == ["sparse", "llm", "brief", "broken"]
    assert open_reader("sparse", ReaderOptions()).name == "sparse"


@pytest.mark.usefixtures("brought")
@pytest.mark.parametrize(("name", "told"), [("broken", "AttributeError"), ("brief", "KeyError")])
def test_readers_that_cannot_be_opened_are_named(name: str, told: str) -> None:
    with pytest.raises(ReaderSettingsError, match=f"{name!r}.*{told}"):
        open_reader(name, ReaderOptions())
