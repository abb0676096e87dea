# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What the program knows: the authored tables, with an optional overlay of the user's own.

Tables are read when first asked for. What readers compile from them (indices, automata) is kept with
the lexicon, so that it is built once in a process.
"""

import hashlib
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from tawatur.lexicon.specs import all_specs
from tawatur.lexicon.tables import Table, TableSpec, check_table, overlay, read_table
from tawatur.model.errors import LexiconError, TableError, UnknownTableError

TABLES = Path(__file__).parent / "tables"
SUFFIX = ".tsv"
T = TypeVar("T")


class Lexicon:
    """The tables of one installation, read lazily; safe to share between threads.

    Args:
        over: Folder of the user's own tables, laid out as the built-in ones; its rows win.
        base: Folder of the built-in tables.
    Raises:
        LexiconError: `over` is not a folder, or holds a table that does not exist.
    """

    def __init__(self, over: Path | None = None, *, base: Path = TABLES) -> None:
        self.base, self.over = base, over
        self._tables: dict[str, Table] = {}
        self._compiled: dict[str, object] = {}
        self._lock = threading.RLock()
        if over is not None:
            self._check_overlay(over)

    def _check_overlay(self, over: Path) -> None:
        if not over.is_dir():
            raise LexiconError(f"{over}: no such folder; --lexicon wants a folder of tables")
        for path in sorted(over.rglob(f"*{SUFFIX}")):
            name = path.relative_to(over).with_suffix("").as_posix()
            if name not in all_specs():
                raise LexiconError(f"{path}: there is no table {name!r}; see `tawatur lexicon check --list`")

    def names(self) -> list[str]:
        """Return the names of all tables."""
        return list(all_specs())

    def table(self, name: str) -> Table:
        """Return a table, with the overlay's rows on top.

        Raises:
            UnknownTableError: There is no such table.
            TableError: The table breaks its format.
        """
        spec = all_specs().get(name)
        if spec is None:
            raise UnknownTableError(f"there is no table {name!r}; see `tawatur lexicon check --list`")
        with self._lock:
            if name not in self._tables:
                self._tables[name] = self._load(spec)
            return self._tables[name]

    def _load(self, spec: TableSpec) -> Table:
        table = read_table(self.base / f"{spec.name}{SUFFIX}", spec)
        if self.over is None:
            return table
        path = self.over / f"{spec.name}{SUFFIX}"
        return overlay(table, read_table(path, spec)) if path.exists() else table

    def forget_tables(self) -> None:
        """Let go of the tables as read, which fill some 40 MiB; what was compiled from them stays.

        A table that is asked for again is read again.
        """
        with self._lock:
            self._tables.clear()

    def compiled(self, key: str, builder: Callable[["Lexicon"], T]) -> T:
        """Return what `builder` makes of this lexicon, built once per lexicon and key."""
        with self._lock:
            if key not in self._compiled:
                self._compiled[key] = builder(self)
            return cast(T, self._compiled[key])

    def check(self) -> list[TableError]:
        """Return everything wrong with every table, overlay included."""
        problems: list[TableError] = []
        for name, spec in all_specs().items():
            paths = [self.base / f"{name}{SUFFIX}"]
            if self.over is not None and (self.over / f"{name}{SUFFIX}").exists():
                paths.append(self.over / f"{name}{SUFFIX}")
            for path in paths:
                try:
                    problems += check_table(read_table(path, spec))
                except TableError as exc:
                    problems.append(exc)
        return problems

    def version(self) -> str:
        """Return a short hash of all table files, so that a reading says what it was made with."""
        return self.compiled("lexicon.version", _hash)


def _hash(lexicon: Lexicon) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for root in (lexicon.base, lexicon.over):
        if root is None:
            continue
        for name in all_specs():
            path = root / f"{name}{SUFFIX}"
            if path.exists():
                digest.update(name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def default_lexicon() -> Lexicon:
    """Return the built-in lexicon, one per process."""
    return Lexicon()
