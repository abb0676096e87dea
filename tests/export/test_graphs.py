# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""GeoJSON, GEXF, GraphML, FollowTheMoney and Parquet, read back by other readers than our own."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from tawatur.casefile import CaseFile, parties, reports, stories
from tawatur.export import Request, export, parquet
from tawatur.export.graph import GEXF, GRAPHML

PYARROW = "pyarrow is not installed; pip install 'tawatur[parquet]'"
FTM = "followthemoney is not installed; pip install followthemoney"


def incident_ids(case: CaseFile) -> set[str]:
    with case.read() as tx:
        return set(stories.incident_ids(tx))


def entity_ids(case: CaseFile) -> set[str]:
    with case.read() as tx:
        return {e.id for e in parties.canonical_of(tx, reports.own_ids(tx))}


def test_geojson_is_one_feature_for_each_incident(case: CaseFile, made: Callable[..., bytes]) -> None:
    found = json.loads(made("geojson"))
    assert found["type"] == "FeatureCollection"
    assert {f["id"] for f in found["features"]} == incident_ids(case)
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        if feature["geometry"] is not None:
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    assert any(f["geometry"] for f in found["features"])


def test_geojson_carries_positions_with_their_counts(made: Callable[..., bytes]) -> None:
    features = json.loads(made("geojson"))["features"]
    positions = [p for f in features for p in f["properties"]["positions"]]
    assert {"happened", "deaths"} <= {p["question"] for p in positions}
    assert all(p["independent"][0] <= p["independent"][1] <= len(p["chains"]) for p in positions)


def gexf(content: bytes, path: str) -> list[Any]:
    return list(etree.fromstring(content).iterfind(path, {"g": GEXF}))


def test_gexf_edges_join_nodes_that_are_there_and_live_on_days(made: Callable[..., bytes]) -> None:
    content = made("gexf")
    nodes = {n.get("id") for n in gexf(content, ".//g:node")}
    edges = gexf(content, ".//g:edge")
    assert gexf(content, "g:graph")[0].get("mode") == "dynamic"
    assert edges
    assert all({e.get("source"), e.get("target")} <= nodes and e.get("start") <= e.get("end") for e in edges)


def test_gexf_declares_every_value(made: Callable[..., bytes]) -> None:
    content = made("gexf")
    for kind in ("node", "edge"):
        declared = {a.get("id") for a in gexf(content, f".//g:attributes[@class='{kind}']/g:attribute")}
        assert {v.get("for") for v in gexf(content, f".//g:{kind}//g:attvalue")} <= declared


def test_graphml_is_the_same_network(case: CaseFile, made: Callable[..., bytes]) -> None:
    content = made("graphml", redact="none")
    root = etree.fromstring(content)
    names = {"g": GRAPHML}
    assert entity_ids(case) <= {n.get("id") for n in root.iterfind(".//g:node", names)}
    pairs = [(e.get("source"), e.get("target")) for e in root.iterfind(".//g:edge", names)]
    assert pairs == [(e.get("source"), e.get("target")) for e in gexf(made("gexf", redact="none"), ".//g:edge")]
    keys = {k.get("id") for k in root.iterfind("g:key", names)}
    assert {d.get("key") for d in root.iterfind(".//g:data", names)} <= keys


def ftm(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.decode("utf-8").splitlines()]


def test_ftm_references_lead_somewhere(case: CaseFile, made: Callable[..., bytes]) -> None:
    found = ftm(made("ftm", redact="none"))
    ids = [e["id"] for e in found]
    assert len(set(ids)) == len(ids)
    pointing = ("document", "entity", "involved", "organizer", "subject", "object", "member", "organization")
    for one in found:
        for name in pointing:
            assert set(one["properties"].get(name, ())) <= set(ids), one
    assert {e["id"].removeprefix("tw-") for e in found if e["schema"] == "Event"} == incident_ids(case)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_ftm_is_valid_to_its_own_library(made: Callable[..., bytes]) -> None:
    followthemoney = pytest.importorskip("followthemoney", reason=FTM)
    for one in ftm(made("ftm", text="full")):
        entity = followthemoney.model.get_proxy(one)
        followthemoney.model.get(one["schema"]).validate(one)
        kept = {name: sorted(entity.get(name)) for name in one["properties"]}
        assert kept == {name: sorted(values) for name, values in one["properties"].items()}


def test_ftm_notes_carry_what_it_has_no_place_for(made: Callable[..., bytes]) -> None:
    notes = [e for e in ftm(made("ftm")) if e["schema"] == "Note"]
    fields = [json.loads(n["properties"]["summary"][0]) for n in notes]
    assert all({"question", "independent", "credibility", "chains"} <= set(f) for f in fields)


def test_parquet_tables_have_typed_columns_and_join(case: CaseFile) -> None:
    pyarrow = pytest.importorskip("pyarrow.parquet", reason=PYARROW)
    files = export(case, Request("parquet")).files
    read = {name.removesuffix(".parquet"): pyarrow.read_table(io.BytesIO(data)) for name, data in files.items()}
    assert read["positions"].schema.field("independent_low").type == "int64"
    assert read["incidents"].schema.field("reviewed").type == "bool"
    rows = {name: table.to_pylist() for name, table in read.items()}
    assert {r["incident"] for r in rows["incidents"]} == incident_ids(case)
    keys = {r["report"] for r in rows["reports"]}
    for name in ("events", "positions", "forms", "mentions", "claims", "relations", "silences"):
        assert {r["report"] for r in rows[name]} <= keys, name
    assert {r["entity"] for r in rows["forms"]} - {None} <= {r["entity"] for r in rows["entities"]}


def test_parquet_without_its_package_names_the_install(case: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(parquet.MissingExtraError, match=r"tawatur\[parquet\]"):
        export(case, Request("parquet"))
