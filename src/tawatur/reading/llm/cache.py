# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers kept by content, so that a run goes on where it was cut off and nothing is asked twice.

Kept is what the model said, not what was made of it: a better reading of the same answers costs nothing. The files
quote the reports; only their owner may read them.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tawatur.model.errors import ReaderSettingsError

FORM = 1  # of the files


def cache_key(*parts: str) -> str:
    """Return the SHA-256 of what an answer hangs on, in hex; no two lists of parts have the same."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """A folder of answers.

    Args:
        folder: Where they lie; made if it is not there.
    Raises:
        ReaderSettingsError: The folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as exc:
            raise ReaderSettingsError(f"cache {folder}: cannot be written: {exc.strerror}") from exc

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def get(self, key: str) -> dict[str, Any] | None:
        """Return what was kept under a key; None where nothing was, or what was is damaged."""
        try:
            kept = json.loads(self._path(key).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) and kept.get("form") == FORM else None

    def put(self, key: str, kept: Mapping[str, Any]) -> None:
        """Keep an answer; its file appears whole or not at all.

        Raises:
            ReaderSettingsError: The disk is full or the folder is gone.
        """
        path = self._path(key)
        data = json.dumps({"form": FORM, **kept}, ensure_ascii=True, indent=1)
        part: str | None = None
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")  # readable by its owner alone
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(data)
            os.replace(part, path)
        except OSError as exc:
            if part is not None:
                Path(part).unlink(missing_ok=True)
            raise ReaderSettingsError(f"cache {self.folder}: cannot be written: {exc.strerror}") from exc
