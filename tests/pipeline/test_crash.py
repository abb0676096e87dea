# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""A process that is killed without warning; `benchmarks/crash.py` does it fifty times."""

import json
import os
import runpy
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tawatur.casefile import create
from tests.casefile.samples import loaded

CRASH = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "crash.py"))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crash") / "reports.jsonl"
    path.write_bytes(b"\n".join(loaded(n).original for n in range(24)))
    return path


@pytest.fixture(scope="module")
def undisturbed(reports: Path) -> dict[str, Any]:
    case = reports.with_name("whole.case")
    create(case).close()
    CRASH["finish"](case, reports, 1)
    found: dict[str, Any] = CRASH["state"](case)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("acknowledged", [1, 9, 23, 24])
def test_crash_a_kill_at_any_report_loses_nothing(
    tmp_path: Path, reports: Path, undisturbed: dict[str, Any], acknowledged: int
) -> None:
    case = tmp_path / "a.case"
    create(case).close()
    process = CRASH["start"](case, reports, 1)
    for line in process.stdout:
        if line.strip() == str(acknowledged):
            break
    if acknowledged == 24:
        time.sleep(0.05)  # somewhere in the joining
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert CRASH["held"](case) >= acknowledged
    CRASH["finish"](case, reports, 1)
    assert CRASH["state"](case) == undisturbed


@pytest.mark.slow
def test_crash_workers_end_with_their_main_process(tmp_path: Path, reports: Path) -> None:
    case = tmp_path / "a.case"
    create(case).close()
    process = CRASH["start"](case, reports, 2)
    process.stdout.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        process.communicate()
        pytest.skip("no /proc here")
    workers = [int(pid) for pid in children.read_text().split()]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}/stat").exists() for pid in workers):
        time.sleep(0.05)
    left = [pid for pid in workers if Path(f"/proc/{pid}/stat").exists()]
    assert left == []


@pytest.mark.slow
def test_crash_ctrl_c_stops_cleanly_and_the_same_command_goes_on(tmp_path: Path) -> None:
    case, reports = tmp_path / "a.case", tmp_path / "reports.jsonl"
    reports.write_bytes(b"\n".join(loaded(n).original for n in range(200)))
    create(case).close()
    command = [sys.executable, "-m", "tawatur", "add", str(case), str(reports), "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and CRASH["held"](case) == 0:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    errors = process.communicate()[1]
    assert process.returncode == 130
    assert "goes on from here" in errors
    assert "Traceback" not in errors
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "there already" in again.stdout
    groups = subprocess.run(
        [sys.executable, "-m", "tawatur", "groups", str(case)], capture_output=True, text=True, check=True
    )
    assert json.loads(groups.stdout)["incidents"]
