# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What packages that never import each other ask of one another."""

from typing import Protocol

from tawatur.model.records import Reading, Report


class Reader(Protocol):
    """Anything that turns a report into a reading: the built-in reader, a language model, a person's coding."""

    @property
    def name(self) -> str:
        """Name recorded in every reading."""
        ...

    @property
    def version(self) -> str:
        """Version recorded in every reading."""
        ...

    def read(self, report: Report) -> Reading:
        """Return what the reader finds in one report."""
        ...
