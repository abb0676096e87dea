# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur serve` itself."""

import builtins
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tawatur.casefile import CaseFile
from tawatur.cli import main
from tawatur.model.errors import WorkbenchError
from tawatur.pipeline.local import Settings
from tawatur.web import server
from tawatur.web.server import Place


def test_serve_without_the_extra_names_the_command_that_installs_it(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.startswith("tawatur.web")]:
        monkeypatch.delitem(sys.modules, name)
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "uvicorn":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    result = CliRunner().invoke(main, ["serve", str(filled)])
    assert result.exit_code == 2
    assert "pip install 'tawatur[web]'" in result.output


def test_serve_a_port_that_is_taken_is_named() -> None:
    with server.listen("127.0.0.1", 0) as first:
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(WorkbenchError, match=f"port {port} .*--port"):
            server.listen("127.0.0.1", port)


def test_serve_tells_an_address_with_a_token(case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: None)
    server.serve(case, Settings(), Place(port=0), tell=told.append)
    assert len(told) == 1
    assert told[0].startswith("http://127.0.0.1:")
    assert "/enter?token=" in told[0]


def test_serve_a_file_that_is_no_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.case").write_text("no")
    result = CliRunner().invoke(main, ["serve", str(tmp_path / "no.case")])
    assert result.exit_code == 2
    assert "not a case file" in result.output
