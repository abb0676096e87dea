# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Canonical entities: what `joining.parties.resolve` finds, in steps over the shuffle.

Ways of naming that share a key are compared; what likeness joins, step by step, is clustered together; whom lone names
and offices stand for follows from the clusters that bear the name or hold the office, name by name and office by
office. As in a case file, each way of naming counts once; one that means the holder of an office counts day by day.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tawatur.casefile.records import naming_hash
from tawatur.joining import parties
from tawatur.joining.offices import Holders
from tawatur.joining.resolution import Core, Naming, gather
from tawatur.joining.standins import ALONE, FAMILY, OFFICE, Standing, entities
from tawatur.lexicon import Lexicon
from tawatur.model import codec
from tawatur.model.joined import CanonicalEntity, PartyForm
from tawatur.pipeline.local import Settings, reader_of
from tawatur.pipeline.spark.pairing import components, pairs
from tawatur.pipeline.spark.tables import Row, Run, column, each, grouped, without_past

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

KNOWN = ("name", "kind", "country", "sector")  # what counting looks at of an entity
WAY = "report string, hash string, body string, naming string, met array<string>, dated boolean, offices array<string>"
NEAR = "left string, right string, report string"
CORE = (
    "entity string, country string, alone array<string>, family array<string>, reasons array<string>,"
    " said array<struct<office:string,day:string>>,"
    " forms array<struct<hash:string,held:string,body:string,report:string>>"
)
HELD = "hash string, held string, who string"
ENTITY = (
    "entity string, name string, kind string, names array<string>, country string, sector string,"
    " offices array<string>, reasons array<string>, forms array<struct<hash:string,held:string>>"
)
_FORM = ("hash", "held", "body", "report")


def _way(row: Row, settings: Settings) -> list[Row]:
    """A way of naming with the keys on which it meets others; one that is an office alone has no naming."""
    form, lexicon = codec.loads(PartyForm, row["body"]), reader_of(settings.lexicon).lexicon
    keys, is_role = parties.keys(form, lexicon), form.kind == "role"
    way = {
        "naming": None if is_role else naming_hash(parties.naming_of(form, lexicon)),
        "met": [key for key in keys if key.startswith(parties.COMPARED)],
        "dated": any(key.startswith(OFFICE) for key in keys),
        "offices": form.offices if is_role else (),
    }
    return [row | way]


def _near(row: Row, settings: Settings) -> list[Row]:
    a, b = (codec.loads(PartyForm, row[side]["body"]) for side in ("left", "right"))
    if not parties.alike_enough(a, b, reader_of(settings.lexicon).lexicon):
        return []
    return [{"left": row["left"]["naming"], "right": row["right"]["naming"], "report": row["left"]["report"]}]


def _form(row: Row) -> PartyForm:
    """A way of naming on a day, as a form in whose place a hash stands for the report and the day for the party."""
    body = codec.loads(PartyForm, row["body"])
    return replace(body, report=row["hash"], entity=row["held"], published=row["held"] or None)


def _gathered(forms: Iterable[PartyForm], lexicon: Lexicon) -> tuple[Naming, ...]:
    return gather(forms, (), lambda form: parties.naming_of(form, lexicon))


def _clustered(rows: list[Row], settings: Settings) -> list[Row]:
    """Clusters of the namings of a component, with the names they bear and the offices they are said to hold."""
    lexicon = reader_of(settings.lexicon).lexicon
    ways = {(row["hash"], row["held"]): row for row in rows if row["body"] is not None}
    namings = _gathered(map(_form, ways.values()), lexicon)
    keys = {naming_hash(naming.key): naming.key for naming in namings}
    near = [(keys[row["left"]], keys[row["right"]]) for row in rows if row["body"] is None]
    out: list[Row] = []
    for core in parties.cluster(namings, near, (), lexicon):
        borne = sorted({key for naming in core.named for key in parties.keys(naming.form, lexicon)})
        forms = [form for naming in core.namings for form in naming.forms]
        said = {(o, f.published) for f in forms if f.kind == "person" and f.published for o in f.offices}
        found = {
            "entity": core.id,
            "country": core.country,
            "alone": [key.removeprefix(ALONE) for key in borne if key.startswith(ALONE)],
            "family": [key.removeprefix(FAMILY) for key in borne if key.startswith(FAMILY)],
            "reasons": core.reasons,
            "said": [{"office": office, "day": day} for office, day in sorted(said)],
            "forms": [{name: ways[f.report, f.entity][name] for name in _FORM} for f in forms],
        }
        out.append(found)
    return out


def _cores(run: Run, ways: "DataFrame", days: "DataFrame", settings: Settings) -> "DataFrame":
    """Clusters of namings, with the columns of `CORE`."""
    from pyspark.sql import functions as F

    namings = ways.groupBy("naming").agg(F.min_by(F.struct("body", "met", "report"), "hash").alias("shown"))
    item = F.struct("naming", "shown.body", "shown.report").alias("item")
    met = pairs(namings.select(F.explode("shown.met").alias("key"), item)).select("left", "right").distinct()
    near = run.sifted(
        each(met.repartition(run.parts), partial(_near, settings=settings), NEAR, about=_left), "entities"
    )
    made = run.keep(components(run.spark, near.select("left", "right")))
    none = F.lit(None).cast("string")
    placed = ways.join(made, ways.naming == made.node, "left").join(days, "hash")
    told = placed.select(F.coalesce("component", "naming").alias("component"), *_FORM, none, none)
    edges = near.join(made, near.left == made.node).select("component", none, none, none, "report", "left", "right")
    rows = told.toDF("component", *_FORM, "left", "right").union(edges)
    work = partial(_clustered, settings=settings)
    return run.sifted(grouped(rows, "component", work, CORE, parts=run.parts, about=column("report")), "entities")


def _homes(cores: "DataFrame") -> "DataFrame":
    """Whom the clusters of lone names stand for, columns `entity` and `home`; see `standins.stand`."""
    from pyspark.sql import functions as F

    bearing = cores.select(F.explode("family").alias("text"), "country", "entity").groupBy("text", "country")
    only = bearing.agg(F.min("entity").alias("home"), F.max("entity").alias("other")).where("home = other")
    lone = cores.select(F.explode("alone").alias("text"), "country", "entity")
    found = lone.join(only, ["text", "country"]).where("home != entity")
    return found.groupBy("entity").agg(F.min_by("home", "text").alias("home"))


def _holding(rows: list[Row]) -> list[Row]:
    """Who holds an office on the days that some ask for."""
    holders = Holders((row["office"], row["who"], row["day"]) for row in rows if row["hash"] is None)
    asked = [row for row in rows if row["hash"] is not None]
    found = ((row, holders.holder(row["office"], row["held"] or None)) for row in asked)
    return [{"hash": row["hash"], "held": row["held"], "who": who} for row, who in found if who is not None]


def _standing(run: Run, cores: "DataFrame", roles: "DataFrame", homes: "DataFrame") -> "DataFrame":
    """Whom offices mean on their days, the columns of `FORM` and `home`."""
    from pyspark.sql import functions as F

    none = F.lit(None).cast("string")
    whole = cores.join(homes, "entity", "left").withColumn("who", F.coalesce("home", "entity"))
    told = whole.select("who", F.explode("said").alias("told"), F.col("forms")[0]["report"].alias("report"))
    said = told.select("told.office", "who", "told.day", none.alias("hash"), none.alias("held"), "report")
    asked = roles.select(F.explode("offices").alias("office"), none, none, "hash", "held", "report")
    rows = said.union(asked)
    holding = grouped(rows, "office", _holding, HELD, parts=run.parts, about=column("report"))
    meant = run.sifted(holding, "entities").groupBy("hash", "held")
    only = meant.agg(F.min("who").alias("home"), F.max("who").alias("other")).where("home = other").drop("other")
    return roles.join(only, ["hash", "held"]).select("home", *_FORM)


def _entities(rows: list[Row], settings: Settings) -> list[Row]:
    """The entity of a cluster and of what stands for it."""
    lexicon = reader_of(settings.lexicon).lexicon
    home = rows[0]["home"]
    cores = [
        Core(_gathered(map(_form, row["forms"]), lexicon), row["reasons"])
        for row in sorted((row for row in rows if row["entity"] is not None), key=lambda row: str(row["entity"]))
    ]
    offices = {_form(form): home for row in rows if row["entity"] is None for form in row["forms"]}
    standing = Standing({core.id: home for core in cores if core.id != home}, offices)
    return [_entity(found) for found in entities(cores, standing)]


def _entity(found: CanonicalEntity) -> Row:
    told = {name: getattr(found, name) for name in ("name", "kind", "names", "country", "sector", "offices", "reasons")}
    return told | {"entity": found.id, "forms": [{"hash": hash, "held": day} for hash, day in found.forms]}


def _first(row: Row) -> str:
    return str(row["forms"][0]["report"])


def _left(row: Row) -> str:
    return str(row["left"]["report"])


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
    once = told.groupBy("hash").agg(F.min("body").alias("body"), F.min("report").alias("report"))
    work = partial(_way, settings=settings)
    ways = run.sifted(each(once.repartition(run.parts, "hash"), work, WAY, about=column("report")), "entities")
    held = F.when(F.col("dated"), F.coalesce(F.substring("published", 1, 10), F.lit(""))).otherwise(F.lit(""))
    forms = told.drop("body").join(ways.select("hash", "dated"), "hash").withColumn("held", held)
    days = forms.select("hash", "held").distinct()

    cores = without_past(_cores(run, ways.where("naming is not null"), days, settings))
    homes = without_past(_homes(cores))
    offices = _standing(run, cores, ways.where("naming is null").join(days, "hash"), homes)
    named = cores.join(homes, "entity", "left")
    rows = named.select(F.coalesce("home", "entity").alias("home"), "entity", "reasons", "forms").union(
        offices.select("home", F.lit(None), F.array().cast("array<string>"), F.array(F.struct(*_FORM)))
    )
    found = run.sifted(
        grouped(rows, "home", partial(_entities, settings=settings), ENTITY, parts=run.parts, about=_first), "entities"
    )
    spread = found.select("entity", *KNOWN, F.explode("forms").alias("form"))
    meant = spread.select("entity", *KNOWN, "form.hash", "form.held")
    placed = forms.join(meant, ["hash", "held"]).select("report", "local", "entity", *KNOWN, "day")
    return found.drop("forms"), run.keep(placed)
