# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Incidents: tellings that share stems are compared and gathered, their records made, positions counted."""

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from tawatur.casefile.stories import row_of
from tawatur.joining import incidents, positions
from tawatur.joining.likeness import Profile, likeness, measures, profile, weights
from tawatur.model import Reading, codec
from tawatur.model.joined import CanonicalEntity, Copy, Family, Incident, Position, Telling
from tawatur.pipeline.local import Settings, reader_of
from tawatur.pipeline.slices import stored_of
from tawatur.pipeline.spark.echoes import order
from tawatur.pipeline.spark.entities import KNOWN
from tawatur.pipeline.spark.gathering import gather
from tawatur.pipeline.spark.pairing import pairs
from tawatur.pipeline.spark.tables import Row, Run, attempt, column, grouped
from tawatur.text.memory import Bounded

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINK = "left string, left_start int, right string, right_start int, value double"
PARTITIONED = "incident string, body string, reports array<string>, places array<struct<report:string,start:int>>"
CHAIN = (
    "question string, answer string, low int, high int, independent_low int, independent_high int, credibility int,"
    " rule string, chain string, reports array<string>, outlets array<string>, agency string, via array<string>,"
    " source string, source_text string, anonymous boolean, attributed boolean, denies boolean, family string,"
    " claim string, counted boolean, counted_high boolean, excluded_by string, shared string, detail string"
)
FIELDS = ",".join(f"{name}:{type}" for name, type in (column.split() for column in CHAIN.split(", ")))
INCIDENT = (
    "incident string, type string, mode string, title string, day string, when string, place string, country string,"
    " lat double, lon double, reports int, outlets int, low int, high int, credibility int, denied boolean,"
    f" report_keys array<string>, recalled_by array<string>, body binary, chains array<struct<{FIELDS}>>"
)
READ = ("reader", "version", "lexicon", "events", "claims", "body", "text")
_TELLING = ("report", "start", "telling")


@cache
def _profiles() -> Bounded[str, Profile]:
    return Bounded(most=12_000)


def _profile(row: Row, settings: Settings) -> Profile:
    """The telling of a row made ready for comparing; remembered, as in a case's workers."""
    known, id = _profiles(), f"{row['report']}:{row['start']}"
    found = known.get(id)
    if found is None:
        lexicon = reader_of(settings.lexicon).lexicon
        found = known[id] = profile(codec.loads(Telling, row["telling"]), lexicon)
    return found


def _linked(rows: list[Row], settings: Settings) -> list[Row]:
    """How alike a telling, whose row says so, is to the others."""
    known = weights(reader_of(settings.lexicon).lexicon)
    own = next(row for row in rows if row["own"])
    mine = _profile(own, settings)

    def compared(row: Row) -> list[Row]:
        value = likeness(measures(_profile(row, settings), mine), known)
        if value < incidents.FAINT:
            return []
        left = {"left": row["report"], "left_start": row["start"]}
        return [left | {"right": own["report"], "right_start": own["start"], "value": value}]

    return [made for row in rows if not row["own"] for made in attempt(compared, row, row["report"])]


def find_links(run: Run, tellings: "DataFrame", settings: Settings) -> "DataFrame":
    """Return how alike tellings of different reports are, with the columns of `LINK`.

    Args:
        run: The job.
        tellings: Columns `report`, `start`, `telling`, `blocks`, `published`, `substance`.
        settings: They name the lexicon.
    """
    from pyspark.sql import functions as F

    item = F.struct(order().alias("place"), "report", "start")
    met = pairs(tellings.select(F.explode("blocks").alias("key"), item.alias("item")))
    apart = met.where("left.report != right.report").withColumn("days", F.substring_index("key", "@", -1))
    close = apart.groupBy("left", "right", "days").count().where(F.col("count") >= incidents.SHARED)
    kept = run.keep(close.select("left.report", "left.start", F.col("right").alias("at")).distinct())
    bodies = tellings.select(*_TELLING)
    at = F.concat_ws(":", "at.report", "at.start").alias("at")
    theirs = kept.join(bodies, ["report", "start"]).select(at, F.lit(False).alias("own"), *_TELLING)
    later = kept.select("at.report", "at.start").distinct().join(bodies, ["report", "start"])
    mine = later.select(F.concat_ws(":", "report", "start").alias("at"), F.lit(True).alias("own"), *_TELLING)
    linked = partial(_linked, settings=settings)
    return run.sifted(grouped(theirs.union(mine), "at", linked, LINK, parts=run.parts, about=column("report")), "links")


def _made(rows: list[Row], settings: Settings) -> list[Row]:
    told = [codec.loads(Telling, row["telling"]) for row in rows if row["telling"] is not None]
    alike = {
        ((row["report"], row["start"]), (row["right"], row["right_start"])): row["value"]
        for row in rows
        if row["telling"] is None
    }
    found = incidents.incident_of(told, alike, reader_of(settings.lexicon).lexicon)
    places = [{"report": t.report, "start": t.start} for t in found.tellings]
    return [{"incident": found.id, "body": codec.dumps(found), "reports": found.reports, "places": places}]


def make(run: Run, tellings: "DataFrame", links: "DataFrame", settings: Settings) -> "DataFrame":
    """Return the incidents without positions, with the columns of `PARTITIONED`.

    Args:
        run: The job.
        tellings: See `find_links`.
        links: How alike they are.
        settings: They name the lexicon.
    """
    from pyspark.sql import functions as F

    homes = gather(run, tellings, links)
    none, number, share = (F.lit(None).cast(kind) for kind in ("string", "int", "double"))
    placed = tellings.join(homes, ["report", "start"]).select("home", *_TELLING, none, number, share)
    left, right = homes.alias("l"), homes.alias("r")
    inside = (
        links.join(left, (F.col("left") == F.col("l.report")) & (F.col("left_start") == F.col("l.start")))
        .join(right, (F.col("right") == F.col("r.report")) & (F.col("right_start") == F.col("r.start")))
        .where("l.home = r.home")
        .select("l.home", "left", "left_start", none.alias("telling"), "right", "right_start", "value")
    )
    rows = inside.withColumnsRenamed({"left": "report", "left_start": "start"}).union(placed)
    work = partial(_made, settings=settings)
    return run.sifted(grouped(rows, "home", work, PARTITIONED, parts=run.parts, about=column("report")), "incidents")


def _chains(position: Position) -> list[Row]:
    proof = position.independence
    excluded = {e.chain: e for e in proof.excluded}
    whole: Row = {n: getattr(position, n) for n in ("question", "answer", "low", "high", "credibility", "rule")}
    whole |= {"independent_low": proof.low, "independent_high": proof.high}
    names = ("reports", "outlets", "agency", "via", "source", "source_text", "anonymous", "attributed", "denies",
             "family", "claim")  # fmt: skip
    out = []
    for chain in position.chains:
        why = excluded.get(chain.id)
        out.append(
            whole
            | {name: getattr(chain, name) for name in names}
            | {
                "chain": chain.id,
                "counted": chain.id in proof.chosen,
                "counted_high": chain.id in proof.chosen_high,
                "excluded_by": None if why is None else why.by,
                "shared": None if why is None else why.link,
                "detail": None if why is None else why.detail,
            }
        )
    return out


def _material(rows: list[Row]) -> dict[str, Any]:
    """Readings, families, copies and entities of one incident's reports."""
    readings: dict[str, Reading] = {}
    origins: dict[str, str | None] = {}
    members: dict[str, list[str]] = {}
    known: dict[str, dict[str, Any]] = {}
    forms: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row["text"] is None:
            continue
        readings[row["report"]] = stored_of(row).reading(row["text"])
        if row["family"] is not None:
            origins[row["family"]] = row["origin"]
            members.setdefault(row["family"], []).append(row["report"])
        for form in row["meant"] or ():
            known[form["entity"]] = {name: form[name] for name in KNOWN}
            forms.setdefault(form["entity"], []).append((row["report"], form["local"]))
    entities = [CanonicalEntity(id, **known[id], forms=tuple(sorted(forms[id]))) for id in sorted(forms)]
    return {
        "readings": {key: readings[key] for key in sorted(readings)},
        "families": [Family(id, tuple(sorted(members[id])), origins[id]) for id in sorted(members)],
        "copies": sorted(
            (codec.loads(Copy, row["copy"]) for row in rows if row["copy"] is not None), key=lambda c: (c.left, c.right)
        ),
        "entities": entities,
    }


def _positioned(rows: list[Row], settings: Settings) -> list[Row]:
    found = next(codec.loads(Incident, row["told"]) for row in rows if row["told"] is not None)
    material = _material(rows)
    said = positions.of(found, material.pop("readings"), **material, lexicon=reader_of(settings.lexicon).lexicon)
    whole = positions.with_positions(found, said)
    told: Row = row_of(whole)
    told["incident"] = told.pop("id")
    named = {"mode": whole.mode, "when": whole.when, "report_keys": whole.reports, "recalled_by": whole.recalled_by}
    return [told | named | {"chains": [row for position in said for row in _chains(position)]}]


def count(
    run: Run, found: "DataFrame", readings: "DataFrame", meant: "DataFrame", wordings: "tuple[DataFrame, DataFrame]",
    settings: Settings,
) -> "DataFrame":  # fmt: skip
    """Return incidents with their positions, with the columns of `INCIDENT`.

    Args:
        run: The job.
        found: Incidents, see `make`.
        readings: The table.
        meant: Which entity is meant where.
        wordings: Copies and families.
        settings: They name the lexicon.
    """
    from pyspark.sql import functions as F

    copies, families = wordings
    columns = ("report", *READ, "family", "origin", "meant", "copy", "told")
    inside = run.keep(found.select("incident", F.explode("reports").alias("report")))
    home = families.select("family", "origin", F.explode("reports").alias("report"))
    parties = meant.groupBy("report").agg(F.collect_list(F.struct("local", "entity", *KNOWN)).alias("meant"))
    whole = readings.select("report", *READ).join(home, "report", "left").join(parties, "report", "left")
    none = F.lit(None).cast("string")
    material = inside.join(whole, "report").withColumn("copy", none).withColumn("told", none)
    left, right = inside.alias("l"), inside.alias("r")
    common = (F.col("r.report") == F.col("right")) & (F.col("r.incident") == F.col("l.incident"))
    both = copies.join(left, F.col("l.report") == F.col("left")).join(right, common)
    shared = both.select(F.col("l.incident"), F.col("left").alias("report"), F.col("body").alias("copy"))
    told = found.select("incident", F.element_at("reports", 1).alias("report"), F.col("body").alias("told"))
    rows = material.select("incident", *columns)
    rows = rows.unionByName(shared, allowMissingColumns=True).unionByName(told, allowMissingColumns=True)
    work = partial(_positioned, settings=settings)
    return run.sifted(grouped(rows, "incident", work, INCIDENT, parts=run.parts, about=column("report")), "positions")
