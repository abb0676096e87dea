# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Reports with one text, letter for letter: the first speak for the others.

An agency's text in five thousand newspapers would be compared with itself twelve million times, to learn each time what
the first two already show. So of reports with one text the first `SPEAKERS` in canonical order are compared with all
others, and the rest, their echoes, follow the first into its family. Of those that also bear one headline on one day
the same holds of the incidents that they tell. Copies never raise a count of independent chains, so nothing that is
counted is lost. With fewer copies than that everything is as in a case file.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

SPEAKERS = 50


def order(published: str = "published") -> "Column":
    """Return the place of a report in canonical order, before its key: its day, those without one last.

    Args:
        published: Column of the publication date.
    """
    from pyspark.sql import functions as F

    return F.substring(F.coalesce(published, F.lit("9999")), 1, 10)


def ranked(readings: "DataFrame", speakers: int = SPEAKERS) -> "DataFrame":
    """Return for each report whether it is an echo, and of which.

    Args:
        readings: The table.
        speakers: Reports with one text that are compared.
    Returns:
        Columns `report`; `echo`, and `first` and `second`, two reports with its text, of two outlets where there are
        any; `told_echo` and `told_first`, the same of text, headline and day.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    hashed = readings.select(
        "report", "outlet", F.sha2("text", 256).alias("wording"), F.sha2("title", 256).alias("title"),
        order().alias("place"),
    )  # fmt: skip
    same, told = Window.partitionBy("wording"), Window.partitionBy("wording", "title", "place")
    ordered = same.orderBy("place", "report")
    known = hashed.select(
        "*",
        F.row_number().over(ordered).alias("rank"),
        F.row_number().over(told.orderBy("report")).alias("told_rank"),
        F.first("report").over(ordered).alias("first"),
        F.first("outlet").over(ordered).alias("printed_by"),
        F.min("report").over(told).alias("told_first"),
    )
    is_same = F.coalesce(F.col("outlet") == F.col("printed_by"), F.lit(False))
    other = F.when(F.col("rank") > 1, F.struct(is_same.alias("same"), "place", "report"))
    paired = known.withColumn("second", F.min(other).over(same)["report"])
    is_echo = (F.col("rank") > speakers) & (F.col("report") != F.col("second"))
    return paired.select(
        "report", is_echo.alias("echo"), "first", "second", (F.col("told_rank") > speakers).alias("told_echo"),
        "told_first",
    )  # fmt: skip
