# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Files that stand whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from tawatur.casefile.files import whole


@pytest.mark.parametrize("over", [False, True])
def test_files_whole_is_made_private_and_leaves_nothing_beside_it(tmp_path: Path, *, over: bool) -> None:
    with whole(tmp_path / "a", over=over) as part:
        part.write_bytes(b"new")
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["a"]


def test_files_whole_takes_the_place_of_another_only_where_told(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError), whole(path) as part:
        part.write_bytes(b"new")
    assert path.read_bytes() == b"old"
    with whole(path, over=True) as part:
        part.write_bytes(b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.parametrize("over", [False, True])
def test_files_whole_that_fails_leaves_what_was(tmp_path: Path, *, over: bool) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail() -> None:
        with whole(path, over=over) as part:
            part.write_bytes(b"half")
            raise OSError("disk is full")

    with pytest.raises(OSError, match="disk"):
        fail()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]
