# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Canonical entities: ways of naming that keys connect, resolved together by `joining.parties`.

As in a case file, each way of naming counts once; one that means the holder of an office counts day by day.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tawatur.joining import parties
from tawatur.model import codec
from tawatur.model.joined import CanonicalEntity, PartyForm
from tawatur.pipeline.local import Settings, reader_of
from tawatur.pipeline.spark.pairing import components
from tawatur.pipeline.spark.tables import Row, Run, column, each, grouped

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

KNOWN = ("name", "kind", "country", "sector")  # what counting looks at of an entity
DATED = "office:"  # a key of `parties.keys` that means somebody by the day
WAY = "hash string, body string, met array<string>, dated boolean"
ENTITY = (
    "entity string, name string, kind string, names array<string>, country string, sector string,"
    " offices array<string>, reasons array<string>, forms array<struct<hash:string,held:string>>"
)


def _way(row: Row, settings: Settings) -> list[Row]:
    """A way of naming with what it has in common with others; a lone name meets last names, whatever either is for."""
    form, lexicon = codec.loads(PartyForm, row["body"]), reader_of(settings.lexicon).lexicon
    keys = parties.keys(form, lexicon)
    met = sorted({parties.naming_of(form, lexicon), *(key.partition(":")[2] for key in keys)})
    return [row | {"met": met, "dated": any(key.startswith(DATED) for key in keys)}]


def _entity(found: CanonicalEntity) -> Row:
    told = {name: getattr(found, name) for name in ("name", "kind", "names", "country", "sector", "offices", "reasons")}
    return told | {"entity": found.id, "forms": [{"hash": hash, "held": day} for hash, day in found.forms]}


def _resolved(rows: list[Row], settings: Settings) -> list[Row]:
    forms = [
        replace(codec.loads(PartyForm, r["body"]), report=r["hash"], entity=r["held"], published=r["held"] or None)
        for r in rows
    ]
    return [_entity(found) for found in parties.resolve(forms, (), reader_of(settings.lexicon).lexicon)]


def find_entities(run: Run, readings: "DataFrame", settings: Settings) -> "tuple[DataFrame, DataFrame]":
    """Return the canonical entities, and which is meant where.

    Args:
        run: The job.
        readings: The table.
        settings: They name the lexicon.
    Returns:
        The columns of `ENTITY` without `forms`; and `report`, `local`, `entity`, `day` and those of `KNOWN`.
    """
    from pyspark.sql import functions as F

    told = readings.select("report", "day", "published", F.explode("forms").alias("form")).select(
        "report", "day", "published", F.col("form.entity").alias("local"), "form.hash", "form.body"
    )
    once = told.groupBy("hash").agg(F.first("body").alias("body")).repartition(run.parts, "hash")
    ways = run.sifted(each(once, partial(_way, settings=settings), WAY, about=column("hash")), "entities")
    held = F.when(F.col("dated"), F.coalesce(F.substring("published", 1, 10), F.lit(""))).otherwise(F.lit(""))
    forms = told.drop("body").join(ways.select("hash", "dated"), "hash").withColumn("held", held)
    days = forms.select("hash", "held").distinct()
    made = components(run.spark, ways.select("hash", F.explode("met").alias("key"))).withColumnRenamed("node", "hash")
    placed = ways.join(made, "hash", "left").withColumn("component", F.coalesce("component", "hash")).join(days, "hash")
    rows = placed.select("component", "hash", "held", "body")
    resolve = partial(_resolved, settings=settings)
    found = run.sifted(grouped(rows, "component", resolve, ENTITY, parts=run.parts, about=column("hash")), "entities")
    spread = found.select("entity", *KNOWN, F.explode("forms").alias("form"))
    meant = spread.select("entity", *KNOWN, "form.hash", "form.held")
    placed_forms = forms.join(meant, ["hash", "held"]).select("report", "local", "entity", *KNOWN, "day")
    return found.drop("forms"), run.keep(placed_forms)
