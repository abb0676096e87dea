# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What `make fast` compiled reads as the sources do, to the byte; skipped where there is none of these sources."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "tawatur"
SAMPLES = SOURCES / "cli" / "samples" / "reports.jsonl"
FAST = ROOT / "build" / "fast" / ("Scripts" if os.name == "nt" else "bin") / "python"


def said(python: Path, *arguments: str) -> bytes:
    """Return what a Python prints that sees its own installation alone."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run([str(python), *arguments], env=environment, check=True, capture_output=True).stdout


def _contents(folder: Path) -> dict[str, bytes]:
    """Return the sources and tables of a package by their names."""
    found = (path for kind in ("*.py", "*.tsv") for path in folder.rglob(kind))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def compiled() -> Path:
    """The Python whose tawatur is compiled from the present sources."""
    if not FAST.exists():
        pytest.skip("nothing is compiled; `make fast` does")
    where = Path(said(FAST, "-c", "import tawatur.reading.judge as j; print(j.__file__)").decode().strip())
    if where.suffix == ".py":
        pytest.skip("could not be compiled on this machine")
    installed = where.parents[1]
    if _contents(SOURCES) != _contents(installed):
        pytest.skip("compiled from other sources; `make fast` renews it")
    return FAST


@pytest.mark.slow
def test_compiled_reads_as_the_sources_do(compiled: Path) -> None:
    script = f"import sys; sys.path.insert(0, {str(SOURCES.parent)!r}); from tawatur.cli import main; main()"
    arguments = ("read", str(SAMPLES), "--format", "jsonl")
    assert said(compiled, "-m", "tawatur", *arguments) == said(Path(sys.executable), "-c", script, *arguments)


@pytest.mark.slow
def test_compiled_memories_take_keys_of_several_parts(compiled: Path) -> None:
    script = (
        "from tawatur.text.memory import Bounded\n"
        "kept = Bounded(most=2, keep=0.5)\n"
        "for n in range(4): kept['key', n] = n\n"
        "print(list(kept))"
    )
    assert said(compiled, "-c", script).decode().strip() == "[('key', 2), ('key', 3)]"
