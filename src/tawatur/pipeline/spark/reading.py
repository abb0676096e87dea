# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read on a cluster: files of reports in, a table of readings by day and one of failures out.

A file is taken in by one task, by our own intake, so that a report has the identity that it has in a case; then the
reports are spread evenly, whatever the sizes of the files, and read. Of the same report twice one is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from tawatur.intake import DEFAULT, Failure, Loaded, Options, load_stream, stem
from tawatur.intake.items import Item
from tawatur.model import Report, codec
from tawatur.model.errors import PipelineError, UnreadableFileError
from tawatur.pipeline.local import Settings, reader_of, settle
from tawatur.pipeline.preparing import Incoming, identify, prepare
from tawatur.pipeline.slices import READINGS, row_of
from tawatur.pipeline.spark.tables import (
    PATIENCE,
    Row,
    Run,
    check_out,
    checkpoints,
    column,
    each,
    write_by_day,
    write_whole,
)

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FAILURES = "read_failures"
INTAKE = "key string, sha256 string, name string, warnings array<string>, body string"
READING = (
    "report string, id string, outlet string, url string, title string, published string, language string,"
    " credits string, text string, sha256 string, provenance string, reader string, version string, lexicon string,"
    " events int, claims int, body binary, day string, printed string, shingles array<bigint>,"
    " forms array<struct<entity:string,hash:string,body:string>>,"
    " tellings array<struct<body:string,blocks:array<string>>>"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How a job went.

    Args:
        done: Reports read, or joined.
        failed: What failed.
    """

    done: int
    failed: int


def resolved(path: str) -> str:
    """Return a path or address as every process can open it.

    Args:
        path: A path on this machine, or `SCHEME://…`.
    """
    return path if "://" in path else str(Path(path).resolve())


def _is_hidden(path: str) -> bool:
    return any(part.startswith((".", "_")) for part in path.split("/"))


def find_files(paths: list[str]) -> list[str]:
    """Return the files of paths and folders, folders in name order; hidden files are passed over.

    Args:
        paths: Paths that all workers see, or addresses that pyarrow opens (`s3://`, `hdfs://`, `gs://`).
    Raises:
        PipelineError: There are none.
    """
    from pyarrow import fs

    found: list[str] = []
    for path in map(resolved, paths):
        place, root = fs.FileSystem.from_uri(path)
        prefix = path.removesuffix(root)
        if place.get_file_info(root).type == fs.FileType.Directory:
            inside = place.get_file_info(fs.FileSelector(root, recursive=True))
            names = sorted(f.path for f in inside if f.type == fs.FileType.File)
            found += [prefix + name for name in names if not _is_hidden(name.removeprefix(root))]
        else:
            found.append(path)
    if not found:
        raise PipelineError(f"no files in {', '.join(paths)}")
    return found


def _items(path: str, options: Options) -> Iterator[Item]:
    from pyarrow import fs

    try:
        place, inside = fs.FileSystem.from_uri(path)
        with BufferedReader(place.open_input_file(inside)) as opened:
            yield from load_stream(opened, name=path, id=stem(Path(inside)), options=options)
    except OSError as exc:
        yield Failure(path, UnreadableFileError(f"cannot be opened: {type(exc).__name__}"))


def _base(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _taken_in(row: Row, files: list[str], settings: Settings, options: Options) -> Iterator[Row]:
    for item in _items(files[row["id"]], options):
        if isinstance(item, Failure):
            yield {"error": type(item.error).__name__, "about": _base(item.name)}
        else:
            known = identify(item, settings, keep_original=False)
            yield {
                "key": known.key,
                "sha256": known.sha256,
                "name": _base(item.name),
                "warnings": list(item.warnings),
                "body": codec.dumps(known.loaded.report),
            }


@cache
def _settled(settings: Settings) -> None:
    """Make this worker's process ready, once."""
    settle(settings)


def _read(row: Row, settings: Settings) -> list[Row]:
    _settled(settings)
    loaded = Loaded(row["name"], codec.loads(Report, row["body"]), tuple(row["warnings"]))
    made = prepare(Incoming(row["key"], row["sha256"], loaded), settings)
    if isinstance(made, Failure):
        return [{"error": type(made.error).__name__, "about": row["key"]}]
    ready = made.prepared
    derived = {
        "printed": ready.printed,
        "shingles": list(dict.fromkeys(ready.shingles)),
        "forms": [{n: getattr(f, n) for n in ("entity", "hash", "body")} for f in ready.forms],
        "tellings": [{"body": t.body, "blocks": t.blocks} for t in ready.tellings],
    }
    return [row_of(made) | derived]


def read(
    spark: "SparkSession",
    paths: list[str],
    out: str,
    settings: Settings,
    *,
    options: Options = DEFAULT,
    parts: int,
    patience: float = PATIENCE,
) -> Counts:
    """Read reports into `OUT/readings`, by day, and name what failed in `OUT/read_failures`.

    Args:
        spark: A session.
        paths: Files and folders of every kind that intake knows, at places that all workers see.
        out: Folder or address to write to.
        settings: How to read.
        options: How to take the files in.
        parts: Tasks that read.
        patience: Seconds that one report may take before it counts as failed.
    Raises:
        PipelineError: There are no files, or the tables are there already.
        LexiconError: The overlay cannot be used.
    """
    reader_of(settings.lexicon, settings.threshold)  # a faulty overlay stops the run before any report is taken
    files, out = find_files(paths), resolved(out)
    check_out(out, (READINGS, FAILURES))
    with checkpoints(spark, out):
        return _read_all(Run(spark, parts), files, out, settings, options, parts, patience)


def _read_all(
    run: Run, files: list[str], out: str, settings: Settings, options: Options, parts: int, patience: float
) -> Counts:
    from pyspark.sql import functions as F

    take = partial(_taken_in, files=files, settings=settings, options=options)
    numbers = run.spark.range(0, len(files), 1, len(files))
    taken = run.sifted(
        each(numbers, take, INTAKE, about=lambda row: _base(files[row["id"]]), patience=patience), "intake"
    )
    first = F.min(F.struct("name", "sha256", "warnings", "body")).alias("first")
    unlike = taken.repartition(parts, "key").groupBy("key").agg(first).select("key", "first.*")
    done = run.sifted(
        each(unlike, partial(_read, settings=settings), READING, about=column("key"), patience=patience), "reading"
    )
    write_by_day(done, out, READINGS)
    failed = run.keep(run.failures())
    write_whole(failed, out, FAILURES)
    counts = Counts(done.count(), failed.count())
    run.release()
    return counts
