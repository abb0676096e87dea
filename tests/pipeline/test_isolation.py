# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Work that kills or hangs its process does not take the caller along."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tawatur.model.errors import PipelineError
from tawatur.pipeline.isolation import alone, watched

DIES, HANGS = -1, -2


def numbers(last: int) -> Iterator[int]:
    """One number after the other; below nothing, the end of the process, or a long time."""
    yield from range(abs(last))
    if last == DIES:
        os._exit(9)
    if last == HANGS:
        time.sleep(60)


def test_isolation_hands_over_what_the_work_yields() -> None:
    assert list(alone(numbers, 3, 30)) == [0, 1, 2]


@pytest.mark.parametrize(
    ("last", "said"), [(DIES, "killed its process"), (HANGS, r"longer than 4 seconds")], ids=["dies", "hangs"]
)
def test_isolation_keeps_what_came_before_the_end(last: int, said: str) -> None:
    found = []
    with pytest.raises(PipelineError, match=said):
        found.extend(number for number in alone(numbers, last, 4))
    assert found == list(range(abs(last)))


def test_isolation_watched_work_that_is_quick_goes_on() -> None:
    with watched(30):
        found = 1 + 1
    assert found == 2


def test_isolation_watched_work_that_hangs_ends_its_process_without_content() -> None:
    hangs = (
        "import time; from tawatur.pipeline.isolation import watched\nsecret = 'نص'\nwith watched(0.2): time.sleep(60)"
    )
    done = subprocess.run([sys.executable, "-c", hangs], capture_output=True, text=True, timeout=50)
    assert done.returncode == 1
    assert "نص" not in done.stderr
