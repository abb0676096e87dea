# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the texts of all open corpora share."""

import re
from collections.abc import Iterable


def once(texts: Iterable[str]) -> dict[int, str]:
    """Return texts by their place, each once: what differs by marks and spaces alone is the same."""
    found: dict[str, tuple[int, str]] = {}
    for number, text in enumerate(texts):
        found.setdefault(re.sub(r"\W", "", text), (number, text))
    found.pop("", None)
    return dict(found.values())
