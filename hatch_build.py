# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Compile the modules that reading and joining spend their time in, when a wheel is built and a C compiler is at hand.

The Python sources are the only sources and stay in the wheel; mypyc makes C of them. Where that cannot be done the
wheel is of pure Python, reads the same and is slower, and the build says so. An editable install is never compiled:
what is compiled would hide the sources that are being worked on. TAWATUR_COMPILE decides: `0` never compiles, `1` makes
a build that cannot compile fail.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SWITCH = "TAWATUR_COMPILE"
NEEDED = ["mypy>=2.4", "setuptools>=65"]
HOT = ("text/*.py", "lexicon/lexicon.py", "lexicon/lookup.py", "lexicon/tables.py", "reading/**/*.py",
       "joining/*.py", "model/codec.py", "export/redaction.py")  # fmt: skip
# Not worth it: encodings are guessed once a report (mypyc also knows no unpaired surrogates), language models answer in
# seconds, tension waits for a library, and a package's own module hardly does any work. Not to be done: records that go
# to JSON and back (`model/*.py`), as mypyc forgets the types of their fields, by which `codec` knows them.
COLD = ("text/decode.py", "reading/network.py", "reading/llm/*.py", "joining/tension.py", "**/__init__.py")
# Without the flag some processors round a product and a sum in one, and so read other bytes than Python does.
STEPS = """
import sys
from mypyc.build import mypycify
from setuptools import setup
options = ["--follow-imports=silent", "--ignore-missing-imports", "--cache-dir=build/mypy"]
modules = mypycify([*options, *sys.argv[1:]], opt_level="1", debug_level="0", multi_file=True, group_name="tawatur")
for module in modules if sys.platform != "win32" else ():
    module.extra_compile_args = [*module.extra_compile_args, "-ffp-contract=off"]
setup(name="tawatur", ext_modules=modules, script_args=["--quiet", "build_ext", "--inplace"])
"""


def modules(package: Path) -> list[str]:
    """Return the modules to compile, in order, as paths from the folder that holds the package."""
    cold = {path for pattern in COLD for path in package.glob(pattern)}
    hot = {path for pattern in HOT for path in package.glob(pattern)} - cold
    return sorted(path.relative_to(package.parent).as_posix() for path in hot)


def compiled(package: Path, at: Path) -> list[Path]:
    """Compile a copy of the package in the folder `at`; return the extension modules, as paths from it.

    Raises:
        OSError: A program is missing.
        subprocess.CalledProcessError: mypyc or the compiler gave up; what it said stands on standard error.
    """
    shutil.copytree(package, at / package.name, ignore=shutil.ignore_patterns("*.tsv", "*.gz", "*.so", "__pycache__"))
    command = [sys.executable, "-c", STEPS, *modules(at / package.name)]
    subprocess.run(command, cwd=at, check=True, stdout=sys.stderr)
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return sorted(p.relative_to(at) for p in at.rglob(f"*{suffix}") if p.relative_to(at).parts[0] != "build")


class CompiledHook(BuildHookInterface[Any]):
    """Puts the extension modules into the wheel, beside the sources they are made from."""

    def dependencies(self) -> list[str]:
        """Return what compiling needs."""
        return [] if os.environ.get(SWITCH) == "0" else NEEDED

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the install is editable or the environment says no."""
        wanted = os.environ.get(SWITCH, "")
        if self.target_name != "wheel" or version == "editable" or wanted == "0":
            return
        self._folder = tempfile.mkdtemp(prefix="tawatur-")
        try:
            found = compiled(Path(self.root, "src", "tawatur"), Path(self._folder))
        except (OSError, subprocess.CalledProcessError) as exc:
            if wanted == "1":
                raise
            why = exc if isinstance(exc, OSError) else "mypyc or the C compiler gave up, see above"
            self.app.display_warning(f"tawatur is not compiled ({why}); it reads the same, in a third more time")
            return
        build_data["force_include"].update({str(Path(self._folder, path)): path.as_posix() for path in found})
        build_data.update(pure_python=False, infer_tag=True)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder that was compiled in."""
        if folder := getattr(self, "_folder", ""):
            shutil.rmtree(folder, ignore_errors=True)
