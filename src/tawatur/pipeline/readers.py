# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Open a reader by its name: one of ours, or one that another package brings.

Another package brings a reader by an entry point of the group `tawatur.readers` that names a
`tawatur.model.protocols.ReaderFactory`. Nothing of such a package is imported before its reader is asked for.
"""

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from tawatur.lexicon import Lexicon
from tawatur.model.errors import ReaderSettingsError, TawaturError
from tawatur.model.protocols import Reader, ReaderFactory, ReaderOptions
from tawatur.reading.reader import SparseReader

GROUP = "tawatur.readers"
DEFAULT = "sparse"


def _sparse(options: ReaderOptions) -> Reader:
    if options.settings:
        raise ReaderSettingsError(f"reader {DEFAULT!r} has no setting {', '.join(sorted(options.settings))}")
    return SparseReader(None if options.lexicon is None else Lexicon(options.lexicon), options.threshold)


def _llm(options: ReaderOptions) -> Reader:
    from tawatur.reading.llm import open_reader

    return open_reader(options)


BUILT_IN: dict[str, Callable[[ReaderOptions], Reader]] = {DEFAULT: _sparse, "llm": _llm}


def _brought() -> dict[str, EntryPoint]:
    """Return the readers of other packages; ours keep their names."""
    return {point.name: point for point in entry_points(group=GROUP) if point.name not in BUILT_IN}


def reader_names() -> list[str]:
    """Return the names of all readers, ours first."""
    return [*BUILT_IN, *sorted(_brought())]


def open_reader(name: str, options: ReaderOptions) -> Reader:
    """Return the reader of that name.

    Args:
        name: Name of a built-in reader or of an entry point.
        options: What to open it with.
    Raises:
        ReaderSettingsError: There is no such reader, or it cannot be opened with these options.
    """
    own = BUILT_IN.get(name)
    if own is not None:
        return own(options)
    point = _brought().get(name)
    if point is None:
        raise ReaderSettingsError(f"no reader {name!r}; there are: {', '.join(reader_names())}")
    try:
        factory: ReaderFactory = point.load()
        return factory(options)
    except TawaturError:
        raise
    except Exception as exc:  # another package's code
        raise ReaderSettingsError(f"reader {name!r} ({point.value}) cannot be opened: {type(exc).__name__}") from exc
