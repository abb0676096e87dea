# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Every error the program raises on purpose.

TawaturError
├── ModelError
│   └── ReadingFormatError     a reading's JSON does not follow the contract
├── LexiconError
│   ├── TableError             a table breaks its format: file, line and column are named
│   └── UnknownTableError      no such table
├── TextError
├── IntakeError                skip this report, go on with the others
│   ├── UnreadableFileError
│   └── UnknownFormatError
├── ReaderError
│   ├── ModelFileError         a model file is missing or damaged: reinstall
│   └── PublishedDateError     the publication date given is not a date
├── PipelineError
└── InternalError              a defect of ours: please report it
"""

from pathlib import Path


class TawaturError(Exception):
    """Root of all errors raised on purpose; its message says what to do."""


class ModelError(TawaturError):
    """A record or its JSON form is wrong."""


class ReadingFormatError(ModelError):
    """A reading's JSON does not follow the contract. Skip this reading."""


class LexiconError(TawaturError):
    """The lexicon cannot be used. Stop: every reading would be wrong."""


class TableError(LexiconError):
    """A table breaks its format.

    Args:
        path: The table's file.
        line: Line, from 1; 0 where the whole file is meant.
        column: Column name, empty where the whole line is meant.
        problem: What is wrong and what would be right.
    """

    def __init__(self, path: Path, line: int, column: str, problem: str) -> None:
        self.path, self.line, self.column, self.problem = path, line, column, problem
        where = f"{path}:{line}" + (f" [{column}]" if column else "")
        super().__init__(f"{where}: {problem}")


class UnknownTableError(LexiconError):
    """A table was asked for that the lexicon does not hold."""


class TextError(TawaturError):
    """Text cannot be worked on."""


class IntakeError(TawaturError):
    """One input cannot become a report. Skip it and go on."""


class UnreadableFileError(IntakeError):
    """A file is missing, may not be read, or is damaged."""


class UnknownFormatError(IntakeError):
    """The content of a file is of no kind the program reads."""


class ReaderError(TawaturError):
    """A report cannot be read."""


class ModelFileError(ReaderError):
    """A model file of the installation is missing or damaged. Stop and reinstall."""


class PublishedDateError(ReaderError):
    """The publication date given is not an ISO 8601 date."""


class PipelineError(TawaturError):
    """A run over many reports cannot go on."""


class InternalError(TawaturError):
    """A defect of ours."""
