# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Rows in and out of Spark: plain dicts on our side, Arrow between the processes, Parquet by day on disk.

Whatever a piece of work raises becomes a row of the failures that names a report and the class of the error, never its
content: one broken report, pair or group does not fail a job. Tried again after its process died, a task does each
piece in a process of its own, so that only the piece that kills is lost (`tawatur.pipeline.isolation`).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, cast

from tawatur.model.errors import PipelineError
from tawatur.pipeline.isolation import alone, watched

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

Row = dict[str, Any]
Work = Callable[[Row], Iterable[Row]]
Group = Callable[[list[Row]], Iterable[Row]]
About = Callable[[Row], str]
CHUNK = 128  # rows of an Arrow batch
PATIENCE = 600.0  # seconds that one piece of work may take
MANY = 100_000  # rows of a group for each of which so much more time is granted
CHECKPOINTS = "_checkpoints"  # folder beside the tables while a job runs: keys of reports, and no content
FAILED = "error string, about string"  # of each result: the class of the error, and the report it happened to
FAILURE = "report string, stage string, error string"


def _rows(batches: "Iterable[pyarrow.RecordBatch]") -> Iterator[Row]:
    for batch in batches:
        yield from batch.to_pylist()


def attempt(work: Callable[[Any], Iterable[Row]], item: Any, about: str) -> Iterator[Row]:
    """Yield what a function makes of an item, and where it fails one row that says how.

    Args:
        work: The function.
        item: The item.
        about: The report to blame.
    """
    try:
        yield from work(item)
    except Exception as exc:  # the boundary of one piece: a defect must not stop the job
        yield {"error": type(exc).__name__, "about": about}


def _guarded(work: Callable[[Any], Iterable[Row]], item: Any, about: str, patience: float) -> Iterator[Row]:
    """The same, of what may kill or hang its process."""
    from pyspark import TaskContext

    context = TaskContext.get()
    if context is not None and context.attemptNumber():
        pieces = alone(partial(attempt, work, about=about), item, patience)
        yield from attempt(lambda rows: rows, pieces, about)
        return
    made = attempt(work, item, about)
    while True:
        with watched(patience):
            row = next(made, None)
        if row is None:
            return
        yield row


def stream(frame: "DataFrame", work: Callable[[Iterator[Row]], Iterator[Row]], schema: str) -> "DataFrame":
    """Return what a function makes of the rows of each partition.

    Args:
        frame: Rows.
        work: From the rows of a partition to rows of the schema; what they lack is null.
        schema: Columns of the result, as Spark writes them.
    """
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    arrow = to_arrow_schema(cast(StructType, StructType.fromDDL(schema)))

    def batches(parts: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        import pyarrow

        made = work(_rows(parts))
        while chunk := list(islice(made, CHUNK)):
            yield pyarrow.RecordBatch.from_pylist(chunk, schema=arrow)

    return frame.mapInArrow(batches, schema)


def column(name: str) -> About:
    """Return what takes the report to blame from a column.

    Args:
        name: The column.
    """
    return lambda row: str(row[name])


def each(frame: "DataFrame", work: Work, schema: str, *, about: About, patience: float = PATIENCE) -> "DataFrame":
    """Return what a function makes of each row, with the columns of `FAILED`.

    Args:
        frame: Rows.
        work: From a row to rows.
        schema: Their columns.
        about: Names the report to blame.
        patience: Seconds that one result may take.
    """

    def made(rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            yield from _guarded(work, row, about(row), patience)

    return stream(frame, made, f"{schema}, {FAILED}")


def grouped(
    frame: "DataFrame", key: str, work: Group, schema: str, *, parts: int, about: About, patience: float = PATIENCE
) -> "DataFrame":
    """Return what a function makes of the rows that have a key in common, with the columns of `FAILED`.

    Args:
        frame: Rows.
        key: Column.
        work: From the rows of one key, in any order, to rows.
        schema: Their columns.
        parts: Partitions to spread the keys over.
        about: Names the report to blame, of those of a group the lowest.
        patience: Seconds that one group may take; large ones as much again for every `MANY` rows.
    """

    def made(rows: Iterator[Row]) -> Iterator[Row]:
        for _, group in groupby(rows, key=lambda row: row[key]):
            held = list(group)
            yield from _guarded(work, held, min(map(about, held)), patience * (1 + len(held) / MANY))

    return stream(frame.repartition(parts, key).sortWithinPartitions(key), made, f"{schema}, {FAILED}")


class Run:
    """One job: keeps what is used twice, and gathers what failed.

    Args:
        spark: The session.
        parts: Partitions of the stages that work on texts and readings.
    """

    def __init__(self, spark: "SparkSession", parts: int) -> None:
        self.spark, self.parts = spark, parts
        self._kept: list[DataFrame] = []
        self._failed: list[DataFrame] = []

    def keep(self, frame: "DataFrame") -> "DataFrame":
        """Keep rows on the workers' disks until the end, so that they are worked out once."""
        from pyspark import StorageLevel

        kept = frame.persist(StorageLevel.DISK_ONLY)
        self._kept.append(kept)
        return kept

    def sifted(self, frame: "DataFrame", stage: str) -> "DataFrame":
        """Keep a stage's result and return what succeeded; what did not is gathered.

        Args:
            frame: With the columns of `FAILED`.
            stage: Its name.
        """
        from pyspark.sql import functions as F

        kept = self.keep(frame)
        failed = kept.where("error is not null")
        self._failed.append(failed.select(F.col("about").alias("report"), F.lit(stage).alias("stage"), "error"))
        return kept.where("error is null").drop("error", "about")

    def failures(self) -> "DataFrame":
        """All that failed so far."""
        found = self.spark.createDataFrame([], FAILURE)
        for failed in self._failed:
            found = found.union(without_past(failed))
        return found

    def release(self) -> None:
        """Give the disks back."""
        for frame in self._kept:
            frame.unpersist()


@contextmanager
def checkpoints(spark: "SparkSession", out: str) -> Iterator[None]:
    """Let `without_past` keep rows beside the tables, and remove them in the end.

    Args:
        spark: The session.
        out: Folder of all tables, which all workers reach.
    """
    from pyarrow import fs

    place, root = fs.FileSystem.from_uri(out)
    spark.sparkContext.setCheckpointDir(f"{out}/{CHECKPOINTS}")
    try:
        yield
    finally:
        place.delete_dir(f"{root}/{CHECKPOINTS}")


def without_past(frame: "DataFrame") -> "DataFrame":
    """Return rows, worked out now, without the plan that made them: plans of rounds upon rounds outgrow the driver.

    Args:
        frame: Rows.
    """
    return frame.checkpoint()


def write_by_day(frame: "DataFrame", out: str, name: str) -> None:
    """Write a table as Parquet, partitioned by its column `day`, in files of a size that Spark finds right.

    Args:
        frame: Rows with a day.
        out: Folder of all tables.
        name: Its name there.
    """
    frame.hint("rebalance", "day").write.partitionBy("day").parquet(f"{out}/{name}", mode="overwrite")


def write_whole(frame: "DataFrame", out: str, name: str) -> None:
    """Write a small table as Parquet, in one file.

    Args:
        frame: Rows.
        out: Folder of all tables.
        name: Its name there.
    """
    frame.coalesce(1).write.parquet(f"{out}/{name}", mode="overwrite")


def check_out(out: str, names: Iterable[str]) -> None:
    """Refuse to write where a table is already.

    Args:
        out: Folder of all tables.
        names: Tables to be written.
    Raises:
        PipelineError: There is one.
    """
    from pyarrow import fs

    place, root = fs.FileSystem.from_uri(out)
    for name in names:
        if place.get_file_info(f"{root}/{name}").type != fs.FileType.NotFound:
            raise PipelineError(f"{out}/{name} is there already; give another folder, or remove it")
