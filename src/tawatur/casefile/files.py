# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Make a file beside its place and give it its name once it is whole, so that a crash leaves no half of a case."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Yield an empty file of mode 0600 beside a path, which it becomes at the end, never over another file.

    Raises:
        FileExistsError: There is something at the path; it stays as it is.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield part
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:  # sticks and network disks know no second name of a file
            if path.exists():
                raise FileExistsError from None
            part.rename(path)
    finally:
        part.unlink(missing_ok=True)
