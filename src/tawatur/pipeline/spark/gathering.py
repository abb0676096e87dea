# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Gather tellings into incidents over the shuffle: average linking that looks at no more than a cluster's neighbours.

Links join the news of weeks into one net, too large for one task. Average linking merges the two clusters that are most
alike of all; but two that are most alike to each other merge sooner or later whatever happens elsewhere, as no merge
brings a third nearer to either than its nearer half was. So all such pairs merge in one round, and the result is that
of `tawatur.joining.incidents.cluster`. A cluster that nothing is alike enough to any more stays as it is and leaves the
rounds; what is left in the end fits into the driver. Likenesses add up to the same in any order (`likeness.GRAIN`).

Source:
    Murtagh 1983, A Survey of Recent Advances in Hierarchical Clustering Algorithms (reciprocal nearest neighbours).
"""

from typing import TYPE_CHECKING

from tawatur.joining import incidents
from tawatur.joining.likeness import grained
from tawatur.pipeline.spark.pairing import FEW_EDGES
from tawatur.pipeline.spark.tables import Run, without_past

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

NODE = "struct<published:string,report:string,start:int>"  # in canonical order of tellings
MOVE = f"node {NODE}, home {NODE}, size int"


def _mean() -> "Column":
    from pyspark.sql import functions as F

    return F.col("total") / (F.col("size_a") * F.col("size_b"))


def _strong(edges: "DataFrame") -> "DataFrame":
    """What may still merge, each end of an edge with its place among all edges."""
    from pyspark.sql import functions as F

    ranked = edges.where(_mean() > incidents.LEAST).select("a", "b", F.struct(-_mean(), "a", "b").alias("rank"))
    return ranked.select(F.explode(F.array("a", "b")).alias("node"), "rank")


def _live(edges: "DataFrame") -> "DataFrame":
    """The edges both of whose ends may still merge with something."""
    ends = _strong(edges).select("node").distinct()
    for end in ("a", "b"):
        edges = edges.join(ends.withColumnRenamed("node", end), end, "left_semi")
    return edges.select("a", "b", "total", "size_a", "size_b")


def _mutual(edges: "DataFrame") -> "DataFrame":
    """Where the clusters go that are each other's most alike, with the columns of `MOVE`: both to the first."""
    from pyspark.sql import functions as F

    best = _strong(edges).groupBy("node").agg(F.min("rank").alias("rank"))
    both = best.groupBy("rank").count().where("count = 2").select("rank.a", "rank.b")
    grown = both.join(edges, ["a", "b"]).withColumn("size", F.col("size_a") + F.col("size_b"))
    return grown.select(F.explode(F.array("a", "b")).alias("node"), F.col("a").alias("home"), "size")


def _contracted(edges: "DataFrame", moves: "DataFrame") -> "DataFrame":
    """The edges between the clusters that moves make."""
    from pyspark.sql import functions as F

    for end in ("a", "b"):
        to = moves.select(
            F.col("node").alias(end), F.col("home").alias(f"home_{end}"), F.col("size").alias(f"new_{end}")
        )
        edges = edges.join(to, end, "left")
    moved = edges.select(
        *(F.coalesce(f"home_{end}", end).alias(end) for end in ("a", "b")),
        *(F.coalesce(f"new_{end}", f"size_{end}").alias(f"size_{end}") for end in ("a", "b")),
        "total",
    ).where("a != b")
    turned = F.col("a") > F.col("b")
    placed = moved.select(
        F.least("a", "b").alias("a"),
        F.greatest("a", "b").alias("b"),
        F.when(turned, F.col("size_b")).otherwise(F.col("size_a")).alias("size_a"),
        F.when(turned, F.col("size_a")).otherwise(F.col("size_b")).alias("size_b"),
        "total",
    )
    return placed.groupBy("a", "b", "size_a", "size_b").agg(F.sum("total").alias("total"))


def _in_driver(spark: "SparkSession", edges: "DataFrame") -> "DataFrame":
    """All moves that are left."""
    rows = edges.collect()
    size = {row.a: row.size_a for row in rows} | {row.b: row.size_b for row in rows}
    nodes = sorted(size)
    place = {node: at for at, node in enumerate(nodes)}
    sums = {(place[row.a], place[row.b]): row.total for row in rows}
    groups = incidents.agglomerate([size[node] for node in nodes], sums)
    moves = [(nodes[at], nodes[group[0]], None) for group in groups for at in group[1:]]
    return spark.createDataFrame(moves, MOVE)


def _homes(spark: "SparkSession", nodes: "DataFrame", edges: "DataFrame", few: int) -> "DataFrame":
    """The first telling of the cluster of each telling in substance, in the columns `node` and `home`."""
    from pyspark.sql import functions as F

    homes = nodes.select("node", F.col("node").alias("home"))
    left = without_past(_live(edges))
    while True:
        last = left.count() <= few
        moves = _in_driver(spark, left) if last else without_past(_mutual(left))
        to = moves.select(F.col("node").alias("home"), F.col("home").alias("further"))
        moved = homes.join(to, "home", "left").select("node", F.coalesce("further", "home").alias("home"))
        homes = without_past(moved)
        if last:
            return homes
        left = without_past(_live(_contracted(left, moves)))


def _recalling(met: "DataFrame", homes: "DataFrame") -> "DataFrame":
    """Which incident, if any, a telling goes to that only recalls: the most alike by its tellings in substance."""
    from pyspark.sql import functions as F

    recalls = [met.where(f"told_{b} and not told_{a}").select(F.col(a).alias("node"), F.col(b).alias("other"), "value")
               for a, b in ("ab", "ba")]  # fmt: skip
    sizes = homes.groupBy("home").agg(F.count("*").alias("size"))
    near = recalls[0].union(recalls[1]).join(homes.withColumnRenamed("node", "other"), "other")
    sums = near.groupBy("node", "home").agg(F.sum("value").alias("total")).join(sizes, "home")
    means = sums.select("node", F.struct((-F.col("total") / F.col("size")).alias("mean"), "home").alias("rank"))
    best = means.groupBy("node").agg(F.min("rank").alias("rank")).where(-F.col("rank.mean") > incidents.LEAST)
    return best.select("node", "rank.home")


def gather(run: Run, tellings: "DataFrame", links: "DataFrame", *, few: int = FEW_EDGES) -> "DataFrame":
    """Return which incident each telling is in; what only recalls and is like nothing is in none.

    Args:
        run: The job.
        tellings: Columns `report`, `start`, `published`, `substance`.
        links: How alike they are, see `stories.find_links`.
        few: Edges between clusters that may still merge, up to which the driver goes on alone.
    Returns:
        Columns `report`, `start`, and `home`, one string for each incident.
    """
    from pyspark.sql import functions as F

    place = F.struct(F.coalesce("published", F.lit("9999")).alias("published"), "report", "start")
    nodes = run.keep(tellings.select("report", "start", place.alias("node"), "substance"))
    told = nodes.where("substance")
    met = links.select("left", "left_start", "right", "right_start", "value")
    for end, key, start in (("a", "left", "left_start"), ("b", "right", "right_start")):
        known = nodes.select(F.col("report").alias(key), F.col("start").alias(start), F.col("node").alias(end),
                             F.col("substance").alias(f"told_{end}"))  # fmt: skip
        met = met.join(known, [key, start])
    met = run.keep(met.select("a", "b", "told_a", "told_b", "value"))
    one = F.lit(1)
    between = met.where("told_a and told_b").select(
        F.least("a", "b").alias("a"), F.greatest("a", "b").alias("b"), "value"
    )
    others = told.select("report", F.col("node").alias("b"))
    within = told.select("report", F.col("node").alias("a")).join(others, "report").where("a < b")
    own = within.select("a", "b", F.lit(grained(incidents.LEAST + incidents.OWN)).alias("value"))
    edges = between.union(own).select("a", "b", F.col("value").alias("total"), one.alias("size_a"), one.alias("size_b"))
    homes = _homes(run.spark, told, edges, few)
    every = homes.union(_recalling(met, homes))
    home = F.concat_ws(":", "home.report", "home.start").alias("home")
    return without_past(every.select("node.report", "node.start", home))
