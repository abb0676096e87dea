# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What intake yields, and how it is told to go about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tawatur.model import Report
from tawatur.model.errors import ColumnsError
from tawatur.model.evidence import Fetch

MIB = 2**20
FIELDS = ("id", "text", "outlet", "url", "title", "published", "language", "author")  # that `--map` can name


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report and where it came from, with what was noticed on the way.

    `original` are the bytes as received: a line, a file, or, of a document that holds several reports, the report's
    part written anew; `fetch` says how they came over the net.
    """

    name: str
    report: Report
    warnings: tuple[str, ...] = ()
    original: bytes = b""
    fetch: Fetch | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not become a report, or a report that could not be read."""

    name: str
    error: Exception


Item = Loaded | Failure


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an input may hold before it counts as broken or hostile.

    Args:
        document: Bytes of one text, page, JSON object or document; of one line of JSON lines, of one row of a table.
        unpacked: Bytes that one archive may unpack to, all members together.
        members: Members of one archive.
        ratio: How many bytes one packed byte may unpack to, once a member is larger than `ratio_from`.
        ratio_from: See `ratio`.
        depth: Archives inside archives.
        spooled: Bytes of a stream that has to be laid on disk because its kind is read from the end.
        pages: Pages of one PDF.
    """

    document: int = 64 * MIB
    unpacked: int = 64 * 1024 * MIB
    members: int = 200_000
    ratio: int = 200
    ratio_from: int = 8 * MIB
    depth: int = 3
    spooled: int = 4 * 1024 * MIB
    pages: int = 5_000


@dataclass(frozen=True, slots=True)
class Options:
    """How to take inputs in.

    Args:
        mapping: Column or key of each field of a report, where it is not called by one of its usual names; `""` says
            that there is none. Dots lead into nested JSON.
        limits: How much is too much.
        resume: Byte offset of the first record to read, by the name of the WARC file, as `Loaded.name` gives it behind
            the `@`.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    resume: Mapping[str, int] = field(default_factory=dict)


DEFAULT = Options()


def parse_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Return the mapping that `field=column` pairs state, several of them joined by commas or not.

    Raises:
        ColumnsError: Not of that form, or no such field.
    """
    mapping: dict[str, str] = {}
    for pair in (part for joined in pairs for part in joined.split(",")):
        name, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or name not in FIELDS:
            raise ColumnsError(
                f"--map {pair!r} is not FIELD=COLUMN, as in --map text=body,published=date; fields: {', '.join(FIELDS)}"
            )
        mapping[name] = column
    return mapping


def parse_resume(places: Iterable[str]) -> dict[str, int]:
    """Return the offset for each file that `FILE@OFFSET` places state.

    Raises:
        ColumnsError: Not of that form.
    """
    found: dict[str, int] = {}
    for place in places:
        name, at, offset = place.rpartition("@")
        if not at or not offset.isdecimal():
            raise ColumnsError(f"--resume {place!r} is not FILE@OFFSET, the name of a WARC record as messages give it")
        found[name] = int(offset)
    return found
