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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported, in the words of `tawatur export`.

    Args:
        format: One of the exporter's formats.
        ids: Of the incidents.
        conditions: How they were chosen, for the reader of a dossier.
        text: How much of the reports' wording: none, quotes, full.
        redact: Whom to redact: private, persons, none.
        reviewed_only: Only what a person decided on.
        named: Name reviewers instead of numbering them.
        hide: Further names, accounts and numbers to take out.
        columns: The user's own columns, TOML, of the format `mapping`.
        language: Of a dossier: ar, en.
        is_pdf: Whether a dossier is PDF instead of HTML.
        bom: Begin tables with a byte order mark.
    """

    format: str
    ids: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    text: str = "quotes"
    redact: str = "private"
    reviewed_only: bool = False
    named: bool = False
    hide: tuple[str, ...] = ()
    columns: str = ""
    language: str = "ar"
    is_pdf: bool = False
    bom: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """An export: how its file is called, what is in it, and how many incidents."""

    name: str
    content: bytes
    incidents: int


class Exporter(Protocol):
    """Writes chosen incidents of a case for others; it is handed to a process of its own."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that it knows."""
        ...

    def write(self, where: str, wanted: Wanted, lexicon: Path | None = None) -> Written:
        """Return one file.

        Raises:
            ExportError: It cannot be exported so.
        """
        ...
