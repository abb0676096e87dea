# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The annotated reports, and the folds that every training script shares."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated report in the contract's plain form (dicts and lists)."""

    id: str
    text: str
    published: str | None
    data: dict[str, Any]


def load(folder: Path) -> list[Gold]:
    """Return the annotated reports of a folder, in file-name order."""
    found = []
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        report = data["report"]
        found.append(Gold(report["id"], report["text"], report.get("published"), data))
    return found


def ids(folder: Path) -> frozenset[str]:
    """Return the ids of the annotated reports of a folder, which figures count."""
    return frozenset(report.id for report in load(folder))


def fold(report_id: str) -> int:
    """Return the fold of a report, 0 … FOLDS-1, from its id alone."""
    digest = hashlib.blake2b(report_id.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % FOLDS
