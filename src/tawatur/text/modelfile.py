# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Open the model files of the installation, which are gzip TSVs."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

from tawatur.model.errors import ModelFileError


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Yield the lines of a model file; what goes wrong while they are read means that the file is damaged.

    Args:
        path: A gzip TSV in UTF-8.
    Raises:
        ModelFileError: The file is missing or damaged.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            yield cast(TextIO, file)
    except (OSError, EOFError, ValueError, KeyError, IndexError) as exc:
        raise ModelFileError(f"{path}: {exc}; reinstall tawatur") from exc
