# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""What Spark does for the joining: find the pairs that share keys, and what edges connect.

A key that very many hold would make a block whose pairs grow with its square. In such a block each member meets only
the next ones in canonical order, so that what they have in common still hangs together; the same rows always give the
same pairs. Below the cap every pair of a block meets, as in a case file.
"""

from typing import TYPE_CHECKING

from tawatur.pipeline.spark.tables import without_past

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

MOST_IN_BLOCK = 2000  # members of a block that all meet
WINDOW = 40  # in a larger one: next ones that each meets
FEW_EDGES = 500_000  # up to which components are found in the driver: rounds over the shuffle cost more


def pairs(keyed: "DataFrame", *, most: int = MOST_IN_BLOCK, window: int = WINDOW) -> "DataFrame":
    """Return the pairs of items that share a key, one row for each key they share.

    Args:
        keyed: Columns `key` and `item`; items are structs, their first fields what they are put in order by.
        most: Members of a block that all meet.
        window: In a larger block, next ones that each meets.
    Returns:
        Columns `key`, `left` and `right`, the left item before the right one in order.
    """
    from pyspark.sql import functions as F

    blocks = keyed.groupBy("key").agg(F.sort_array(F.collect_list("item")).alias("held")).where(F.size("held") > 1)
    size = F.size("held")
    width = F.when(size > most, F.lit(window)).otherwise(size)
    placed = blocks.select("key", "held", width.alias("width"), F.posexplode("held").alias("at", "left"))
    others = F.slice("held", F.col("at") + 2, F.col("width"))
    return placed.select("key", "left", F.explode(others).alias("right"))


def _root(parent: dict[str, str], node: str) -> str:
    while parent.setdefault(node, node) != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _in_driver(spark: "SparkSession", rows: "list[tuple[str, str]]") -> "DataFrame":
    parent: dict[str, str] = {}
    for left, right in rows:
        a, b = sorted((_root(parent, left), _root(parent, right)))
        parent[b] = a
    found = [(node, _root(parent, node)) for node in sorted(parent)]
    return spark.createDataFrame(found, "node string, component string")


def _starred(edges: "DataFrame") -> "DataFrame":
    """One round of large star and small star: each edge moves towards the lowest node around it."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    around = Window.partitionBy("u")
    both = edges.union(edges.select(F.col("v").alias("u"), F.col("u").alias("v")))
    lowest: Column = F.least("u", F.min("v").over(around))
    large = both.select("u", "v", lowest.alias("m")).where("v > u").select(F.col("v").alias("u"), F.col("m").alias("v"))
    large = large.distinct().where("u != v").select(F.greatest("u", "v").alias("u"), F.least("u", "v").alias("v"))
    placed = large.select("u", "v", F.min("v").over(around).alias("m"))
    small = placed.select(F.col("v").alias("u"), F.col("m").alias("v")).where("u != v")
    return small.union(placed.select("u", F.col("m").alias("v"))).distinct()


def _print(edges: "DataFrame") -> tuple[int, int]:
    from pyspark.sql import functions as F

    row = edges.agg(F.count("*").alias("n"), F.sum(F.xxhash64("u", "v") % (1 << 40)).alias("h")).collect()[0]
    return int(row["n"]), int(row["h"] or 0)


def components(spark: "SparkSession", edges: "DataFrame", *, few: int = FEW_EDGES) -> "DataFrame":
    """Return for each node with an edge the lowest node that edges connect it to.

    Many edges are contracted over the shuffle, in rounds whose number grows with the logarithm of the longest way.

    Args:
        spark: The session.
        edges: Two columns of strings.
        few: Number of edges up to which the driver does it alone.
    Returns:
        Columns `node` and `component`.
    Source:
        Kiveris et al. 2014, Connected Components in MapReduce and Beyond.
    """
    from pyspark.sql import functions as F

    left, right = edges.columns
    edges = without_past(edges)
    if edges.count() <= few:
        return _in_driver(spark, [(str(a), str(b)) for a, b in edges.collect()])
    now = edges.select(F.greatest(left, right).alias("u"), F.least(left, right).alias("v")).where("u != v").distinct()
    seen = (-1, -1)
    while True:
        following = without_past(_starred(now))
        mark = _print(following)
        if mark == seen:
            break
        now, seen = following, mark
    roots = now.select(F.col("v").alias("node")).distinct()
    members = now.select(F.col("u").alias("node"), F.col("v").alias("component"))
    return members.union(roots.select("node", F.col("node").alias("component")))
