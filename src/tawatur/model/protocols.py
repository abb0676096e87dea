# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What packages that never import each other ask of one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

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
        """Return what the reader finds in one report; called from several threads at once."""
        ...


@runtime_checkable
class Accountable(Protocol):
    """A reader that costs something, and can say how much."""

    def notice(self) -> str:
        """Return what the user must know before reports are handed over, in one line."""
        ...

    def account(self) -> str:
        """Return what reading has cost so far, in one line for the end of a run."""
        ...

    def close(self) -> None:
        """Give up what is waited for, and let go of connections."""
        ...


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What a reader is opened with.

    Args:
        lexicon: Folder of the user's own tables.
        threshold: Least confidence of the records that are told.
        settings: What else the user gave, by the reader's own names.
    """

    lexicon: Path | None = None
    threshold: float | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


class ReaderFactory(Protocol):
    """What an entry point of the group `tawatur.readers` names."""

    def __call__(self, options: ReaderOptions) -> Reader:
        """Return a reader.

        Raises:
            ReaderSettingsError: It cannot be opened with these options.
        """
        ...
