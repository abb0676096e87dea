# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Join on a cluster: a table of readings in; copies, families, entities, incidents and chains out."""

from functools import partial
from typing import TYPE_CHECKING

from tawatur.model.errors import PipelineError
from tawatur.pipeline.local import Settings, reader_of
from tawatur.pipeline.slices import READINGS, UNDATED
from tawatur.pipeline.spark import echoes, entities, stories, wordings
from tawatur.pipeline.spark.reading import READING, Counts, find_files, resolved
from tawatur.pipeline.spark.tables import Row, Run, check_out, checkpoints, each, write_by_day, write_whole

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FAILURES = "join_failures"
TABLES = ("copies", "families", "entities", "forms", "incidents", "chains", FAILURES)


def _checked(row: Row, files: list[str]) -> list[Row]:
    from pyarrow import fs, parquet

    path = files[row["id"]]
    place, inside = fs.FileSystem.from_uri(path)
    with place.open_input_file(inside) as opened, parquet.ParquetFile(opened) as table:
        for _ in table.iter_batches(batch_size=64):
            pass
    return [{"file": path}]


def load_readings(run: Run, folder: str) -> "DataFrame":
    """Return the table of readings without its damaged files, which count as failures.

    Args:
        run: The job.
        folder: Where `read` wrote.
    Raises:
        PipelineError: There is no such table, or nothing of it is sound.
    """
    table = f"{resolved(folder)}/{READINGS}"
    files = [path for path in find_files([table]) if path.endswith(".parquet")]

    def name(row: Row) -> str:
        return "/".join(files[row["id"]].rsplit("/", 2)[1:])

    numbers = run.spark.range(0, len(files), 1, min(len(files), 4 * run.parts))
    found = run.sifted(each(numbers, partial(_checked, files=files), "file string", about=name), "loading")
    sound = sorted(row["file"] for row in found.collect())
    if not sound:
        raise PipelineError(f"{folder}: no sound table of readings is there; make one with: tawatur spark read")
    reader = run.spark.read.schema(READING).option("basePath", table)
    return reader.parquet(*([table] if len(sound) == len(files) else sound))


def _tellings(readings: "DataFrame") -> "DataFrame":
    from pyspark.sql import functions as F

    told = readings.select("report", F.explode("tellings").alias("told"))
    return told.select(
        "report",
        F.get_json_object("told.body", "$.start").cast("int").alias("start"),
        F.get_json_object("told.body", "$.published").alias("published"),
        F.get_json_object("told.body", "$.substance").cast("boolean").alias("substance"),
        F.col("told.body").alias("telling"),
        "told.blocks",
    )


def _with_echoes(found: "DataFrame", spoken: "DataFrame") -> "DataFrame":
    """Incidents with the echoes of their reports, in the column `echoes`."""
    from pyspark.sql import functions as F

    placed = found.select("incident", F.explode("places.report").alias("first")).distinct()
    heard = placed.join(spoken, "first").groupBy("incident").agg(F.sort_array(F.collect_set("report")).alias("echoes"))
    return found.select("incident").join(heard, "incident", "left")


def join(spark: "SparkSession", folder: str, out: str, settings: Settings, *, parts: int,
         speakers: int = echoes.SPEAKERS) -> Counts:  # fmt: skip
    """Join a table of readings into `TABLES`.

    Args:
        spark: A session.
        folder: Where `read` wrote.
        out: Folder or address to write to.
        settings: They name the lexicon.
        parts: Tasks that compare.
        speakers: Reports with one text that are compared, see `echoes`.
    Raises:
        PipelineError: There are no readings, or the tables are there already.
        LexiconError: The overlay cannot be used.
    """
    reader_of(settings.lexicon)  # a faulty overlay stops the run before anything is joined
    out = resolved(out)
    check_out(out, TABLES)
    with checkpoints(spark, out):
        return _joined(Run(spark, parts), folder, out, settings, speakers)


def _joined(run: Run, folder: str, out: str, settings: Settings, speakers: int) -> Counts:
    from pyspark.sql import functions as F

    run.spark.conf.set("spark.sql.shuffle.partitions", str(run.parts))
    readings = load_readings(run, folder)
    ranks = run.keep(echoes.ranked(readings, speakers))
    speaking = readings.join(ranks.where("not echo").select("report"), "report")
    echoed = ranks.where("echo").select("report", "first", "second")
    retold = ranks.where("told_echo").select("report", F.col("told_first").alias("first"))

    copies = wordings.find_copies(run, speaking)
    families = wordings.find_families(run, readings, copies, echoed)
    found, meant = entities.find_entities(run, readings, settings)
    tellings = run.keep(_tellings(readings.join(ranks.where("not told_echo").select("report"), "report")))
    links = stories.find_links(run, tellings, settings)
    told = stories.make(run, tellings, links, settings)
    counted = stories.count(run, told, readings, meant, (copies, families), settings)
    incidents = counted.join(_with_echoes(told, retold), "incident").withColumn(
        "day", F.coalesce("day", F.lit(UNDATED))
    )
    chains = incidents.select("incident", "day", F.explode("chains").alias("chain")).select(
        "incident", "day", "chain.*"
    )

    days = readings.select(F.col("report").alias("left"), "day")
    write_by_day(copies.join(days, "left"), out, "copies")
    write_by_day(families, out, "families")
    write_whole(found, out, "entities")
    write_by_day(meant, out, "forms")
    write_by_day(incidents.drop("chains"), out, "incidents")
    write_by_day(chains, out, "chains")
    failed = run.keep(run.failures())
    write_whole(failed, out, FAILURES)
    counts = Counts(readings.count(), failed.count())
    run.release()
    return counts
