# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Make a file beside its place and give it its name once it is whole, so that a crash leaves no half of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _name(part: Path, path: Path) -> None:
    """Give a file another name, never over another file."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # sticks and network disks know no second name of a file
        if path.exists():
            raise FileExistsError from None
        part.rename(path)


@contextmanager
def whole(path: Path, *, over: bool = False) -> Iterator[Path]:
    """Yield an empty file of mode 0600 beside a path, which it becomes at the end.

    Args:
        path: Where it is to stand.
        over: Whether it takes the place of a file that is there.
    Raises:
        FileExistsError: There is something at the path that must not be replaced; it stays as it is.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield part
        if over:
            part.replace(path)
        else:
            _name(part, path)
    finally:
        part.unlink(missing_ok=True)
