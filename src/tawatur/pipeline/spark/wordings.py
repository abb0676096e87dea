# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Who copied whom, and families: pairs that share keys of `joining.signature`, judged by `joining.copies`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tawatur.casefile.copying import Sheet
from tawatur.joining import families
from tawatur.joining.copies import compare
from tawatur.joining.printed import Printed
from tawatur.joining.signature import meet
from tawatur.model import codec
from tawatur.model.joined import Copy
from tawatur.pipeline.comparing import printed_of
from tawatur.pipeline.slices import day_of
from tawatur.pipeline.spark.echoes import order
from tawatur.pipeline.spark.pairing import components, pairs
from tawatur.pipeline.spark.tables import Row, Run, attempt, column, grouped, stream

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

SHEET = ("report", "outlet", "published", "title", "text", "printed")
COPY = "left string, right string, kind string, body string"
FAMILY = "family string, origin string, reports array<string>, day string"


def _printed(row: Row) -> Printed:
    texts = (row["text"] or "", row["outlet"], row["published"], row["title"])
    return printed_of(Sheet(row["report"], *texts, row["printed"]))


def _met(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        if meet(row["shared"], same_outlet=row["same_outlet"], fewer=row["fewer"]):
            yield row


def _judged(rows: list[Row]) -> list[Row]:
    """What a report, whose row says so, shares with the others."""
    mine = next(_printed(row) for row in rows if row["own"])

    def compared(other: Printed) -> list[Row]:
        found = compare(other, mine)
        if found is None:
            return []
        return [{"left": found.left, "right": found.right, "kind": found.kind, "body": codec.dumps(found)}]

    others = sorted((_printed(row) for row in rows if not row["own"]), key=lambda p: p.key)
    return [made for other in others for made in attempt(compared, other, other.key)]


def find_copies(run: Run, speakers: "DataFrame") -> "DataFrame":
    """Return what reports share, two by two, with the columns of `COPY`.

    Args:
        run: The job.
        speakers: Readings, none of them an echo.
    """
    from pyspark.sql import functions as F

    item = F.struct(order().alias("place"), "report", "outlet", F.size("shingles").alias("keys"))
    met = pairs(speakers.select(F.explode("shingles").alias("key"), item.alias("item")))
    same = F.coalesce(F.col("left.outlet") == F.col("right.outlet"), F.lit(False))
    counted = met.groupBy("left", "right").agg(F.count("*").alias("shared"))
    close = counted.select(
        F.col("left.report").alias("left"),
        F.col("right.report").alias("right"),
        "shared",
        same.alias("same_outlet"),
        F.least("left.keys", "right.keys").alias("fewer"),
    )
    columns = "left string, right string, shared bigint, same_outlet boolean, fewer int"
    kept = run.keep(stream(close, _met, columns).select("left", "right"))
    sheets = speakers.select(*SHEET)
    theirs = kept.withColumnRenamed("left", "report").join(sheets, "report").withColumnRenamed("right", "at")
    mine = kept.select(F.col("right").alias("report")).distinct().join(sheets, "report")
    rows = theirs.select("at", F.lit(False).alias("own"), *SHEET).union(
        mine.select(F.col("report").alias("at"), F.lit(True).alias("own"), *SHEET)
    )
    return run.sifted(grouped(rows, "at", _judged, COPY, parts=run.parts, about=column("at")), "copies")


def _echoed(rows: list[Row]) -> Iterator[Copy]:
    """What echoes share with the first report of their text: what the second shares with it."""
    known: dict[str, Copy] = {}
    for row in rows:
        if row["first"] is not None:
            body = row["copy"]
            found = known.get(body)
            if found is None:
                found = known[body] = codec.loads(Copy, body)
            left, right = sorted((row["report"], row["first"]))
            yield replace(found, left=left, right=right, origin=None, reason="")


def _partitioned(rows: list[Row]) -> list[Row]:
    papers = {row["report"]: _printed(row | {"text": "", "title": None}) for row in rows if row["printed"] is not None}
    found = [codec.loads(Copy, row["copy"]) for row in rows if row["copy"] is not None and row["first"] is None]
    out: list[Row] = []
    for family in families.partition(papers, [*found, *_echoed(rows)]):
        days = [day_of(papers[key].published) for key in family.reports if key in papers]
        out.append({"family": family.id, "origin": family.origin, "reports": family.reports, "day": min(days)})
    return out


def find_families(run: Run, readings: "DataFrame", copies: "DataFrame", echoes: "DataFrame") -> "DataFrame":
    """Return families of copies, with the columns of `FAMILY`.

    Args:
        run: The job.
        readings: The table.
        copies: What reports share.
        echoes: Columns `report`, `first` and `second` of reports that others speak for.
    """
    from pyspark.sql import functions as F

    counted = copies.where(F.col("kind").isin(*families.COUNTED))
    said = echoes.select(
        "report", "first", F.least("first", "second").alias("left"), F.greatest("first", "second").alias("right")
    ).join(counted, ["left", "right"])
    edges = counted.select("left", "right").union(said.select("first", "report"))
    made = run.keep(components(run.spark, edges))
    none = F.lit(None).cast("string")
    papers = made.join(readings, made.node == F.col("report")).select(
        "component", "report", "outlet", "published", "printed", none.alias("first"), none.alias("copy")
    )
    shared = made.join(counted, made.node == F.col("left")).select(
        "component", F.col("left"), none, none, none, none, F.col("body")
    )
    follow = made.join(said, made.node == F.col("first")).select(
        "component", "report", none, none, none, "first", F.col("body")
    )
    rows = papers.union(shared).union(follow)
    return run.sifted(
        grouped(rows, "component", _partitioned, FAMILY, parts=run.parts, about=column("report")), "families"
    )
