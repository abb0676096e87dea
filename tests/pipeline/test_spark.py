# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Spark gives the rows that a case file gives, on one machine and on a cluster, whatever breaks on the way."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tawatur.casefile import CaseFile, copying, create, listing, parties, stories
from tawatur.casefile.records import StoredForm
from tawatur.cli.demo import SAMPLES
from tawatur.intake import load
from tawatur.joining import parties as parties_of
from tawatur.joining.incidents import Partition
from tawatur.joining.likeness import grained
from tawatur.model.errors import PipelineError
from tawatur.model.joined import Mark, PartyForm
from tawatur.pipeline.adding import Counts, add
from tawatur.pipeline.local import Settings
from tawatur.pipeline.slices import load_slice
from tests.casefile.samples import TEXTS

if find_spec("pyspark") is None or shutil.which("java") is None:
    pytest.skip("pyspark or Java is not installed; run: make system, make test", allow_module_level=True)

from pyspark.sql import SparkSession

from tawatur.pipeline.spark import echoes, wordings
from tawatur.pipeline.spark.entities import KNOWN, find_entities
from tawatur.pipeline.spark.gathering import gather
from tawatur.pipeline.spark.joining import join, load_readings
from tawatur.pipeline.spark.pairing import components, pairs
from tawatur.pipeline.spark.reading import find_files, read
from tawatur.pipeline.spark.session import session
from tawatur.pipeline.spark.stories import LINK
from tawatur.pipeline.spark.tables import Row, Run, column, each

PARTS = 2
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # little data: compiling costs more than it saves
SMALL = {
    "spark.driver.memory": "1g",
    "spark.executor.memory": "1g",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": str(PARTS),
}
SOURCE = Path(__file__).parents[2] / "src"
BESIDE = ("incident", "mode", "when", "recalled_by", "echoes")  # columns that a case holds in an incident's body
COPIED = 6  # outlets that print one text letter for letter

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),  # one process, so that one session serves them all
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark leaves its sockets to the collector
]


def written(path: Path) -> Path:
    """Reports of the demo, one of them again in other newspapers, some more, one twice, and two that are none."""
    with files("tawatur.cli").joinpath(SAMPLES).open("rb") as stream:
        lines = [json.loads(line) for line in stream]
    copied = max(lines, key=lambda line: len(line["text"]))
    lines += [{**copied, "id": f"copy{n}", "outlet": f"صحيفة {n}"} for n in range(COPIED)]
    days = ("2024-05-13", "2024-05-14", None)
    lines += [{"id": f"t{n}", "outlet": "الميدان", "published": days[n], "text": t} for n, t in enumerate(TEXTS)]
    lines += [lines[0], {"id": "none", "text": 3}]
    path.write_text("\n".join([*(json.dumps(line, ensure_ascii=False) for line in lines), "{broken"]), "utf-8")
    return path


@dataclass(frozen=True)
class Tables:
    """What Spark wrote."""

    folder: Path

    def rows(self, name: str) -> list[Row]:
        import pyarrow
        from pyarrow import dataset

        days = dataset.partitioning(pyarrow.schema([("day", pyarrow.string())]), flavor="hive")
        found = dataset.dataset(self.folder / name, partitioning=days).to_table().to_pylist()
        return sorted(found, key=repr)


def run_all(spark: SparkSession, inputs: Path, out: Path) -> Tables:
    read(spark, [str(inputs)], str(out), Settings(), parts=PARTS)
    join(spark, str(out), str(out), Settings(), parts=PARTS)
    return Tables(out)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("inputs") / "reports.jsonl")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    with session("local[2]", SMALL) as opened:
        opened.sparkContext.setCheckpointDir(str(tmp_path_factory.mktemp("checkpoints")))
        yield opened


@pytest.fixture(scope="module")
def tables(spark: SparkSession, inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return run_all(spark, inputs, tmp_path_factory.mktemp("spark") / "out")


@pytest.fixture(scope="module")
def case(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    with create(tmp_path_factory.mktemp("local") / "a.case") as made:
        add(made, load([inputs]), Settings())
        yield made


def picture(case: CaseFile) -> dict[str, Any]:
    """What a case holds, as Spark writes it."""
    with case.read() as tx:
        found = stories.incidents(tx, stories.incident_ids(tx))
        keys = [row.key for row in listing.reports(tx)]
        return {
            "reports": sorted(keys),
            "copies": sorted((c.left, c.right, c.kind) for c in copying.copies_among(tx, keys)),
            "families": sorted((f.id, f.origin, f.reports) for f in copying.families_of(tx)),
            "forms": sorted(
                (*form, e.id, *(getattr(e, name) or "" for name in KNOWN))
                for e in parties.canonical_of(tx, keys)
                for form in e.forms
            ),
            "incidents": sorted(
                (stories.row_of(f.incident) | {"reports": f.incident.reports} for f in found), key=lambda r: r["id"]
            ),
            "chains": sorted(
                (f.incident.id, p.question, p.answer, c.id, p.independence.low, p.independence.high, c.family or "")
                for f in found
                for p in f.incident.positions
                for c in p.chains
            ),
        }


def shown(tables: Tables) -> dict[str, Any]:
    """The same of Spark's tables."""
    incidents = [
        {
            name: value
            for name, value in row.items()
            if name not in ("incident", "mode", "when", "recalled_by", "echoes")
        }
        | {"id": row["incident"], "day": None if row["day"] == "undated" else row["day"]}
        for row in tables.rows("incidents")
    ]
    for row in incidents:
        row["reports"] = tuple(row.pop("report_keys"))
    return {
        "reports": sorted(row["report"] for row in tables.rows("readings")),
        "copies": sorted((r["left"], r["right"], r["kind"]) for r in tables.rows("copies")),
        "families": sorted((r["family"], r["origin"], tuple(r["reports"])) for r in tables.rows("families")),
        "forms": sorted(
            (r["report"], r["local"], r["entity"], *(r[name] or "" for name in KNOWN)) for r in tables.rows("forms")
        ),
        "incidents": sorted(incidents, key=lambda r: r["id"]),
        "chains": sorted(
            (r["incident"], r["question"], r["answer"], r["chain"], r["independent_low"], r["independent_high"],
             r["family"] or "")
            for r in tables.rows("chains")
        ),
    }  # fmt: skip


@pytest.mark.parametrize("what", ["reports", "copies", "families", "forms", "incidents", "chains"])
def test_spark_gives_the_rows_of_a_case(tables: Tables, case: CaseFile, what: str) -> None:
    local, spark = picture(case)[what], shown(tables)[what]
    assert local
    assert spark == local


def test_spark_names_what_failed_by_place_and_class_alone(tables: Tables) -> None:
    failed = tables.rows("read_failures")
    assert [(r["report"], r["stage"], r["error"]) for r in failed] == [
        ("reports.jsonl:23", "intake", "IntakeError"),
        ("reports.jsonl:24", "intake", "IntakeError"),
    ]
    assert tables.rows("join_failures") == []


def test_spark_readings_go_into_a_case_by_day(tables: Tables, tmp_path: Path) -> None:
    day = [row for row in tables.rows("readings") if row["day"] == "2024-05-14"]
    with create(tmp_path / "a.case") as case:
        assert add(case, load_slice(tables.folder, ["2024-05-14"]), Settings()) == Counts(added=len(day))


def test_spark_tables_are_never_written_over(spark: SparkSession, inputs: Path, tables: Tables) -> None:
    with pytest.raises(PipelineError, match="there already"):
        read(spark, [str(inputs)], str(tables.folder), Settings(), parts=PARTS)


def test_spark_takes_folders_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", ".hidden", "_SUCCESS"):
        (tmp_path / name).touch()
    assert [path.rsplit("/", 1)[-1] for path in find_files([str(tmp_path)])] == ["a.jsonl", "b.jsonl"]


def test_spark_a_damaged_part_is_named_and_the_rest_is_joined(
    spark: SparkSession, tables: Tables, tmp_path: Path
) -> None:
    shutil.copytree(tables.folder / "readings", tmp_path / "readings")
    part = next((tmp_path / "readings" / "day=2024-05-15").glob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-40])
    run = Run(spark, PARTS)
    found = {row.report for row in load_readings(run, str(tmp_path)).select("report").collect()}
    assert found == {row["report"] for row in tables.rows("readings") if row["day"] != "2024-05-15"}
    (failed,) = run.failures().collect()
    assert (failed.report, failed.stage) == (f"day=2024-05-15/{part.name}", "loading")


def test_spark_a_report_that_kills_or_hangs_its_process_is_lost_alone(spark: SparkSession) -> None:
    def work(row: Row) -> list[Row]:
        if row["id"] == 2:
            os._exit(9)
        if row["id"] == 5:
            time.sleep(600)
        if row["id"] == 6:
            raise ValueError
        return [{"told": row["id"]}]

    made = each(spark.range(0, 8, 1, 2), work, "told bigint", about=column("id"), patience=8).collect()
    assert sorted(row.told for row in made if row.error is None) == [0, 1, 3, 4, 7]
    failed = sorted((row.about, row.error) for row in made if row.error is not None)
    assert failed == [("2", "PipelineError"), ("5", "PipelineError"), ("6", "ValueError")]


def test_spark_echoes_make_the_families_of_all_copies(spark: SparkSession, tables: Tables) -> None:
    run = Run(spark, PARTS)
    readings = load_readings(run, str(tables.folder))
    ranks = run.keep(echoes.ranked(readings, 2))
    speaking = readings.join(ranks.where("not echo").select("report"), "report")
    copies = wordings.find_copies(run, speaking)
    found = wordings.find_families(run, readings, copies, ranks.where("echo").select("report", "first", "second"))
    assert ranks.where("echo").count() == COPIED - 1
    assert ranks.where("told_echo").count() == COPIED - 1
    assert copies.count() < len(tables.rows("copies"))
    whole = sorted((r["family"], r["origin"], tuple(r["reports"])) for r in tables.rows("families"))
    assert sorted((r.family, r.origin, tuple(r.reports)) for r in found.collect()) == whole


def test_spark_components_over_the_shuffle_are_those_of_the_driver(spark: SparkSession) -> None:
    ring = [(f"r{n:02}", f"r{(n + 1) % 40:02}") for n in range(40)]
    star = [("a", f"s{n}") for n in range(5)]
    edges = spark.createDataFrame([*ring, *star, ("b", "a"), ("s3", "a")], "x string, y string")
    found = {tuple(row) for row in components(spark, edges, few=0).collect()}
    assert found == {tuple(row) for row in components(spark, edges).collect()}
    assert {component for _, component in found} == {"r00", "a"}


def drawn_forms(drawn: Random, reports: int) -> list[PartyForm]:
    """Persons by their names, by the last alone and by an office, and offices, of some weeks and countries."""
    out = []
    for number in range(reports):
        day = drawn.choice([None, *(f"2024-05-{n:02}" for n in range(1, 30, 4)), "2024-09-01"])
        country, office = drawn.choice([None, "IRQ", "LBN"]), drawn.choice(["وزير موانئ جزيره", "قائد حرس واحه"])
        family = drawn.choice(["القنيطري", "الخضيري", "الضاحوي", "المناهلي", "القنيطرى"])
        name = f"{drawn.choice(['نضال', 'رامز', 'حسن', 'حسين'])} {drawn.choice(['غسان', 'بن رامز', ''])} {family}"
        offices = (office,) if drawn.random() < 0.3 else ()
        whole = PartyForm(f"r{number:02}", "n1", (" ".join(name.split()),), "person", country, published=day)
        role = replace(whole, names=(office,), kind="role", offices=(office,))
        body = replace(whole, names=(drawn.choice(["هيئة الموانئ", "لجنة المنارات"]),), kind="organisation")
        lone = replace(whole, names=(family,))
        said = [replace(whole, offices=offices), drawn.choice([role, lone]), drawn.choice([body, lone, role])]
        out += [replace(form, entity=f"n{n}") for n, form in enumerate(said)]
    return out


@pytest.mark.parametrize("reports", [8, 20, 60])
def test_spark_resolves_what_a_case_resolves(spark: SparkSession, reports: int) -> None:
    forms = drawn_forms(Random(reports), reports)
    whole = parties_of.resolve(forms)
    told: dict[str, Row] = {}
    for form in forms:
        stored = StoredForm.of(form, (), None)
        row = told.setdefault(
            form.report, {"report": form.report, "day": "d", "published": form.published, "forms": []}
        )
        row["forms"].append({name: getattr(stored, name) for name in ("entity", "hash", "body")})
    names = "report string, day string, published string, forms array<struct<entity:string,hash:string,body:string>>"
    run = Run(spark, PARTS)
    entities, meant = find_entities(run, spark.createDataFrame(list(told.values()), names), Settings())
    assert run.failures().collect() == []
    assert {(r.report, r.local, r.entity) for r in meant.collect()} == {(*f, e.id) for e in whole for f in e.forms}
    found = {row.entity: row.asDict() for row in entities.collect()}
    assert found.keys() == {entity.id for entity in whole}
    for entity in whole:
        row = found[entity.id]
        assert (row["kind"], row["country"], tuple(row["offices"])) == (entity.kind, entity.country, entity.offices)
        assert set(row["names"]) == set(entity.names)
    reasons = " ".join(reason for entity in whole for reason in entity.reasons)
    assert "holds the office" in reasons
    assert "the only one of the name" in reasons


def test_spark_gathers_over_the_shuffle_what_a_case_gathers(spark: SparkSession) -> None:
    drawn = Random(5)
    marks = {
        n: Mark(
            f"r{drawn.randrange(24):02}", drawn.random() < 0.85, drawn.choice(["2024-05-01", "2024-05-02", None]), n
        )
        for n in range(48)
    }
    met = [(a, b) for a, b in combinations(marks, 2) if marks[a].report != marks[b].report and drawn.random() < 0.2]
    alike = {pair: grained(drawn.choice([0.05, 0.15, 0.3, 0.5, drawn.random()])) for pair in met}
    part = Partition(marks, (), alike)
    case = {frozenset(group) for group in part.recalling(part.told())}

    tellings = spark.createDataFrame(
        [(m.report, m.start, m.published, m.substance) for m in marks.values()],
        "report string, start int, published string, substance boolean",
    )
    links = spark.createDataFrame(
        [(marks[a].report, a, marks[b].report, b, value) for (a, b), value in alike.items()], LINK
    )
    for few in (0, 20, 10_000):
        groups: dict[str, set[int]] = {}
        for row in gather(Run(spark, PARTS), tellings, links, few=few).collect():
            groups.setdefault(row.home, set()).add(row.start)
        assert set(map(frozenset, groups.values())) == case
    assert max(map(len, case)) > 3  # some merged in many steps
    assert any(not marks[n].substance for group in case for n in group)


def test_spark_pairs_of_a_large_block_are_those_of_neighbours(spark: SparkSession) -> None:
    held = spark.createDataFrame([("k", (f"{n}", n)) for n in range(6)], "key string, item struct<place:string,n:int>")
    every = pairs(held).collect()
    near = pairs(held, most=5, window=2).collect()
    assert {(row.left.n, row.right.n) for row in every} == {(a, b) for a in range(6) for b in range(a + 1, 6)}
    assert {(row.left.n, row.right.n) for row in near} == {(a, b) for a in range(6) for b in (a + 1, a + 2) if b < 6}


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("the master did not start")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A standalone master and two workers of one core and one gigabyte each."""
    import pyspark

    folder = tmp_path_factory.mktemp("cluster")
    launch = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
    classes = "org.apache.spark.deploy"
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_IP": "127.0.0.1"}
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> None:
        with (folder / f"log{len(started)}").open("wb") as log:
            command = [launch, *arguments, "--host", "127.0.0.1", "--webui-port", "0"]
            started.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))

    port = _port()
    master = f"spark://127.0.0.1:{port}"
    try:
        start(f"{classes}.master.Master", "--port", str(port))
        _await(port)
        for n in range(2):
            sizes = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work{n}"))
            start(f"{classes}.worker.Worker", *sizes, master)
        yield master
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait()


def command(*arguments: str) -> tuple[int, str]:
    conf = [part for name, value in SMALL.items() for part in ("--conf", f"{name}={value}")]
    whole = [sys.executable, "-m", "tawatur", "spark", *arguments, "--partitions", str(PARTS), *conf]
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(whole, capture_output=True, text=True, env=environment)
    return done.returncode, done.stdout


def test_spark_gives_the_same_rows_on_a_cluster(cluster: str, inputs: Path, tables: Tables, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert command("read", "--in", str(inputs), "--out", out, "--master", cluster) == (1, "21 read, 2 failed\n")
    assert command("join", "--in", out, "--out", out, "--master", cluster) == (0, "21 joined, 0 failed\n")
    there = Tables(tmp_path / "out")
    for name in ("readings", "read_failures", "copies", "families", "entities", "forms", "incidents", "chains"):
        assert there.rows(name) == tables.rows(name), name
