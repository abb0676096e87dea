# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What is said where Spark cannot start."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur.cli import main
from tawatur.model.errors import MissingExtraError, PipelineError
from tawatur.pipeline.spark.session import session


@pytest.mark.parametrize("package", ["pyspark.sql", "pandas", "pyarrow"])
def test_session_without_what_it_needs_names_the_extra(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"tawatur\[spark\]"), session():
        pass


def test_session_without_java_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed; run: make test")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(PipelineError, match="Java 17"), session():
        pass


@pytest.mark.parametrize("setting", ["executor.memory=1g", "spark.executor.memory"])
def test_session_settings_are_checked_by_the_command(setting: str) -> None:
    result = CliRunner().invoke(main, ["spark", "join", "--in", "a", "--out", "b", "--conf", setting])
    assert result.exit_code == 2
    assert "NAME=VALUE" in result.output
