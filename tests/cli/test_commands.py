# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The other commands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur import __version__
from tawatur.casefile import reports
from tawatur.cli import COMMANDS, main
from tawatur.cli.demo import sample_case


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


def test_commands_every_command_has_help() -> None:
    for name in COMMANDS:
        code, out = run(name, "--help")
        assert code == 0
        assert "Usage" in out


def test_commands_help_imports_no_reader() -> None:
    code = "import sys, tawatur.cli as c; c.main(['--help'], standalone_mode=False); print('pycrfsuite' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip().endswith("False")


def test_commands_version_is_the_changelog_s() -> None:
    assert run("--version") == (0, f"tawatur, version {__version__}\n")


def test_commands_schema_is_json() -> None:
    code, out = run("schema")
    assert code == 0
    assert json.loads(out)["properties"]["schema"] == {"const": 1}


def test_commands_lexicon_check_finds_no_problem() -> None:
    code, out = run("lexicon", "check")
    assert code == 0
    assert "0 problems" in out


def test_commands_lexicon_check_names_the_line_of_an_overlay_error(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "frames.tsv").write_text("# purpose: mine\nlemma\n", "utf-8")
    code, out = run("lexicon", "check", "--lexicon", str(tmp_path))
    assert code == 1
    assert "frames.tsv:2" in out


def test_commands_lexicon_show_finds_a_word_under_its_clitics() -> None:
    code, out = run("lexicon", "show", "وهاجموا")
    assert code == 0
    assert "events/frames" in out
    assert "ASSAULT" in out


def test_commands_lexicon_show_says_when_nothing_is_known() -> None:
    assert "no table holds it" in run("lexicon", "show", "خخخخخخ")[1]


@pytest.fixture(scope="module")
def demo() -> str:
    return run("demo")[1]


def test_commands_demo_tells_the_story(demo: str) -> None:
    assert "12 reports of 7 outlets" in demo
    assert "reports, one incident" in demo
    assert "the same wording" in demo
    for heading in ("Dates", "Events: who → what → whom", "Who says so", "Relations", "Would not comment"):
        assert heading in demo


def test_commands_demo_keeps_its_case(tmp_path: Path) -> None:
    assert run("demo", "--keep", str(tmp_path / "kept.case"))[0] == 0
    assert "madar-0514" in run("groups", str(tmp_path / "kept.case"))[1]


def test_commands_demo_samples_hold_disagreement_denial_and_silence() -> None:
    with sample_case() as case, case.read() as tx:
        readings = [reading for _, reading in reports.readings(tx, reports.own_ids(tx))]
    tolls = {e.deaths.low for r in readings for e in r.events if e.deaths is not None}
    assert {7, 12} <= tolls
    assert any(c.stance == "denies" for r in readings for c in r.claims)
    assert any(c.anonymous and c.count == 2 for r in readings for c in r.claims)
    assert any(n.channel == "phone" for r in readings for n in r.non_responses)
