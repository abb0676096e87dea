# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Every error the program raises on purpose.

TawaturError
├── ModelError
│   └── ReadingFormatError     a reading's JSON does not follow the contract
├── LexiconError
│   ├── TableError             a table breaks its format: file, line and column are named
│   └── UnknownTableError      no such table
├── MissingExtraError          a package of an optional extra is not installed
├── IntakeError                skip this report, go on with the others
│   ├── UnreadableFileError
│   ├── UnknownFormatError
│   ├── ColumnsError           which column holds what is not clear: name it with --map
│   ├── TooLargeError          above a limit that keeps hostile input from filling the machine
│   ├── FetchError             a host does not answer as it should, or does not want to be asked
│   │   ├── NoAnswerError      a host is not reached, or does not answer to the end
│   │   └── ChangedFeedError   a feed calls itself otherwise and leads elsewhere: see whose it is now
│   ├── ForbiddenAddressError  an address leads inside, or is no web address
│   └── UnreadableKindError    its library is not installed (a MissingExtraError too)
├── ReaderError
│   ├── ModelFileError         a model file is missing or damaged: reinstall
│   ├── PublishedDateError     the publication date given is not a date
│   ├── ReaderSettingsError    a reader cannot be opened as asked: name and settings are told
│   ├── EndpointError          the model's endpoint refuses or is gone: stop
│   └── AnswerError            the model's answer is of no use: skip this report
├── PipelineError
│   └── WatchListError         the file of what is to be watched is wrong: every mistake is named
├── CaseFileError
│   ├── CaseExistsError        `new` was asked for where a case or another file is
│   ├── NotACaseFileError      the file or database is something else, or nothing
│   ├── NewerCaseFileError     made by a newer version: update the program
│   ├── LockedCaseFileError    another writer did not finish in time; who it is stands in the message
│   ├── ReadOnlyCaseFileError  it may be read but not written
│   ├── FullDiskError          no room left; nothing acknowledged is lost
│   ├── LostCaseFileError      the database went away in the middle; nothing acknowledged is lost
│   ├── UnknownIdError         no such report, incident, entity, decision or user; the nearest are named
│   ├── UserError              a user cannot be added or changed as asked
│   └── DecisionError          a decision cannot be made as stated
│       └── ConflictError      somebody else decided on the same meanwhile; who, what and when stand in it
├── ExportError                what is asked for cannot be exported so
├── WorkbenchError             the workbench cannot be served as asked
│   ├── LoginError             name or password are wrong
│   └── TooManyLoginsError     too many wrong passwords: wait
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


class MissingExtraError(TawaturError):
    """A package of an optional extra is not installed; the message says how to install it.

    Args:
        package: The package that is missing.
        extra: The extra that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        self.package, self.extra = package, extra
        super().__init__(f"{package} is not installed; install it with: pip install 'tawatur[{extra}]'")


class IntakeError(TawaturError):
    """One input cannot become a report. Skip it and go on."""


class UnreadableFileError(IntakeError):
    """A file is missing, may not be read, or is damaged."""


class UnknownFormatError(IntakeError):
    """The content of a file is of no kind the program reads."""


class ColumnsError(IntakeError):
    """It is not clear which column or key holds what; the columns found are named."""


class TooLargeError(IntakeError):
    """An input exceeds a limit that keeps hostile or broken input from filling memory or disk."""


class FetchError(IntakeError):
    """A host does not answer as it should, or does not want to be asked.

    Args:
        message: What is wrong and what to do.
        status: Its answer's, None where there was none.
        wait: Seconds that it asks to be left alone.
    """

    def __init__(self, message: str, *, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(message)
        self.status, self.wait = status, wait


class NoAnswerError(FetchError):
    """A host is not reached, or does not answer to the end."""


class ChangedFeedError(FetchError):
    """A feed calls itself otherwise than before and leads to another host: nothing is taken from it until told so."""


class ForbiddenAddressError(IntakeError):
    """An address leads to this machine or its network, or is no web address."""


class UnreadableKindError(MissingExtraError, IntakeError):
    """A kind of input needs a library that is not installed; the message names the command.

    Args:
        kind: What cannot be read without it, in the plural.
        extra: The extra that brings it.
    """

    def __init__(self, kind: str, extra: str) -> None:
        MissingExtraError.__init__(self, kind, extra)
        self.args = (f"{kind} need a library that is not installed: pip install 'tawatur[{extra}]'",)


class ReaderError(TawaturError):
    """A report cannot be read."""


class ModelFileError(ReaderError):
    """A model file of the installation is missing or damaged. Stop and reinstall."""


class PublishedDateError(ReaderError):
    """The publication date given is not an ISO 8601 date."""


class ReaderSettingsError(ReaderError):
    """A reader cannot be opened with these settings. Stop: none of the reports could be read as asked."""


class EndpointError(ReaderError):
    """The endpoint of a model refuses every request or has gone. Stop; what was answered so far can be kept."""


class AnswerError(ReaderError):
    """A model gave no usable answer for one report. Skip it and go on."""


class PipelineError(TawaturError):
    """A run over many reports cannot go on."""


class WatchListError(PipelineError):
    """The file of what is to be watched is wrong. Stop: all its mistakes stand in the message."""


class CaseFileError(TawaturError):
    """A case file cannot be used as asked. Stop; what was acknowledged before is safe."""


class CaseExistsError(CaseFileError):
    """A new case was asked for where something is already."""


class NotACaseFileError(CaseFileError):
    """The file or database is not a case file."""


class NewerCaseFileError(CaseFileError):
    """The case file was made by a newer version of the program."""


class LockedCaseFileError(CaseFileError):
    """Another writer held the case file for longer than the stated wait. Try again later."""


class ReadOnlyCaseFileError(CaseFileError):
    """The case file may be read but not written."""


class FullDiskError(CaseFileError):
    """There is no room left where the case file lies. Make room and do it again."""


class LostCaseFileError(CaseFileError):
    """The database went away in the middle. Do it again: it goes on where it stopped."""


class UnknownIdError(CaseFileError):
    """An id that the case file does not hold.

    Args:
        kind: What was looked for: report, incident, entity, decision, user.
        id: The id as given.
        nearest: Ids of that kind that look most like it.
    """

    def __init__(self, kind: str, id: str, nearest: tuple[str, ...] = ()) -> None:
        self.kind, self.id, self.nearest = kind, id, nearest
        hint = f"; the nearest are {', '.join(nearest)}" if nearest else f"; the case holds no {kind} like it"
        super().__init__(f"there is no {kind} {id!r}{hint}")


class DecisionError(CaseFileError):
    """A decision cannot be made as stated; nothing was recorded.

    Args:
        said: What is wrong, with `%(name)s` where a value stands, so that a page can say it in its language.
        values: The values.
    """

    def __init__(self, said: str, **values: str) -> None:
        self.said, self.values = said, values
        super().__init__(said % values if values else said)


class ConflictError(DecisionError):
    """Somebody else decided on the same thing after the analyst had seen it. Look again, then decide.

    Args:
        kind: Of the other decision.
        author: Who made it.
        made: When, ISO 8601.
    """

    def __init__(self, kind: str, author: str, made: str) -> None:
        self.kind, self.author, self.made = kind, author, made
        said = "%(author)s decided on this meanwhile (%(kind)s, %(made)s); look again, then decide"
        super().__init__(said, author=author, kind=kind, made=made)


class UserError(CaseFileError):
    """A user cannot be added or changed as asked; nothing was changed."""


class ExportError(TawaturError):
    """What was asked for cannot be exported so; the message says what would be right. Stop."""


class WorkbenchError(TawaturError):
    """The workbench cannot be served as asked; the message says what to do."""


class LoginError(WorkbenchError):
    """Name or password are wrong; which of them is not said."""


class TooManyLoginsError(WorkbenchError):
    """Too many wrong passwords. Wait, then try again.

    Args:
        seconds: How long to wait.
    """

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"too many wrong passwords; try again in {seconds} seconds")


class InternalError(TawaturError):
    """A defect of ours."""
