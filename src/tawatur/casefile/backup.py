# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Copy a case that is in use, and bring a copy back.

A copy is one state of the case: SQLite writes it in one transaction that readers and writers do not wait for. What was
deleted before is not in it.
"""

import contextlib
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from tawatur.casefile.engine import check_header, target
from tawatur.casefile.files import whole
from tawatur.model.errors import CaseExistsError, CaseFileError, FullDiskError, NotACaseFileError

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_SCHEMA")


def back_up(where: str | Path, to: Path) -> int:
    """Copy a case to a file that does not exist yet, made with mode 0600; return its size in bytes.

    The copy is a case file like any other. Nothing is left at `to` unless it is whole.

    Args:
        where: The case's file.
        to: The copy.
    Raises:
        CaseExistsError: There is something at `to`; it stays as it is.
        CaseFileError: The case is a database: its own tools copy it; or the copy cannot be made.
        FullDiskError: No room is left for the copy.
        NotACaseFileError: `where` is no case, or a damaged one.
    """
    return _copy(_file(where, "back it up with: pg_dump --format=custom --file=FILE"), to)


def restore(copy: Path, where: str | Path) -> int:
    """Make a case out of a copy, where there is none yet; return its size in bytes.

    Raises:
        CaseExistsError: There is a case already: move it away first, so that nothing is lost.
        CaseFileError: The case would be a database: its own tools bring its copies back; or it cannot be made.
        FullDiskError: No room is left for the case.
        NotACaseFileError: The copy is no case, or a damaged one.
    """
    return _copy(copy, _file(where, "bring it back with: pg_restore --dbname=NAME FILE"))


def _file(where: str | Path, remedy: str) -> Path:
    place = target(where)
    if place.path is None:
        raise CaseFileError(f"{place.name}: is a PostgreSQL database; {remedy}")
    return place.path


def _copy(source: Path, to: Path) -> int:
    check_header(source)
    if to.exists():
        raise CaseExistsError(f"{to}: there is a file already; move it away, or give another name")
    try:
        with whole(to) as part:
            with contextlib.closing(sqlite3.connect(f"file:{quote(str(source.absolute()))}?mode=ro", uri=True)) as case:
                case.execute("VACUUM INTO ?", (str(part),))
            with contextlib.closing(sqlite3.connect(part)) as made:
                if made.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise NotACaseFileError(f"{source}: the file is damaged; restore an older copy")
                made.execute("PRAGMA journal_mode=WAL")
            with part.open("rb") as stream:
                os.fsync(stream.fileno())
        return to.stat().st_size
    except FileExistsError as error:
        raise CaseExistsError(f"{to}: there is a file already; give another name") from error
    except OSError as error:
        raise CaseFileError(f"{to}: cannot be made: {error.strerror}") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "")
        if code == "SQLITE_FULL":
            raise FullDiskError(f"{to}: no room left for the copy; make room, or name another disk") from error
        if code.startswith(_DAMAGED):
            raise NotACaseFileError(f"{source}: the file is damaged ({error}); restore an older copy") from error
        raise CaseFileError(f"{source}: cannot be copied to {to} ({error}); see to both disks, then again") from error
