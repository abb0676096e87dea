# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""ACLED-like, UCDP-like, report-level and the user's own tables."""

import csv
import io
from collections.abc import Callable

import pytest

from tawatur.casefile import CaseFile, stories
from tawatur.export import mapping, rows, tables
from tawatur.export.selection import parse
from tawatur.export.ucdp import date_precision
from tawatur.model.errors import ExportError

ACLED = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, "
    "assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, "
    "country, admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, "
    "notes, fatalities, tags, timestamp"
)
UCDP = (
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, conflict_new_id, "
    "conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, side_a_new_id, side_a, "
    "side_b_dset_id, side_b_new_id, side_b, number_of_sources, source_article, source_office, source_date, "
    "source_headline, source_original, where_prec, where_coordinates, where_description, adm_1, adm_2, "
    "latitude, longitude, geom_wkt, priogrid_gid, country, country_id, region, event_clarity, date_prec, "
    "date_start, date_end, deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob"
)


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


@pytest.mark.parametrize(("format", "header"), [("acled", ACLED), ("ucdp", UCDP)])
def test_tables_have_the_columns_of_the_field(made: Callable[..., bytes], format: str, header: str) -> None:
    assert made(format).decode("utf-8").split("\n")[0] == header.replace(", ", ",")


def attack(content: bytes, column: str) -> dict[str, str]:
    return max(read(content), key=lambda row: len(row[column]))


def test_tables_acled_counts_conservatively_and_notes_the_disagreement(made: Callable[..., bytes]) -> None:
    row = attack(made("acled"), "notes")
    assert (row["fatalities"], row["event_date"], row["time_precision"]) == ("7", "2024-05-13", "1")
    assert "Disagreement on deaths: 9" in row["notes"]
    assert " / 7" in row["notes"]
    assert "Denied: " in row["notes"]
    assert "independent chains=" in row["tags"]


def test_tables_ucdp_numbers_hold_together(made: Callable[..., bytes]) -> None:
    found = read(made("ucdp"))
    assert found
    for row in found:
        low, best, high = (int(row[name]) for name in ("low", "best", "high"))
        parts = sum(int(row[f"deaths_{name}"]) for name in ("a", "b", "civilians", "unknown"))
        assert low <= best <= high
        assert best == parts


def test_tables_ucdp_names_the_original_sources(made: Callable[..., bytes]) -> None:
    row = attack(made("ucdp"), "source_article")
    assert "مسؤولان أمنيان" in row["source_original"].split(";")
    assert row["number_of_sources"] == str(len(row["source_article"].split(";")))


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (30, 4), (31, 5), (None, None)])
def test_tables_ucdp_date_precision(days: int | None, code: int | None) -> None:
    assert date_precision(days) == code


def test_tables_positions_are_those_of_the_case(case: CaseFile, made: Callable[..., bytes]) -> None:
    found = read(made("positions", redact="none"))
    assert tuple(found[0]) == rows.POSITION
    with case.read() as tx:
        incidents = list(stories.every(tx))
    wanted = {
        (i.id, p.question, p.answer, c.id, r)
        for i in incidents
        for p in i.positions
        for c in p.chains
        for r in c.reports
    }
    assert {(r["incident"], r["question"], r["answer"], r["chain"], r["report"]) for r in found} == wanted


def test_tables_positions_name_what_excludes_a_chain(made: Callable[..., bytes]) -> None:
    found = [row for row in read(made("positions")) if row["counts"] == "no"]
    assert found
    assert all(row["excluded_link"] and row["excluded_by"] for row in found)


def test_tables_positions_bear_the_grade_of_the_source(made: Callable[..., bytes]) -> None:
    assert {row["source_reliability"] for row in read(made("positions"))} <= set("ABCDEF")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("+2 قتيلان", "'+2 قتيلان"),
        ("\u200f=1+1", "'\u200f=1+1"),
        ("\t=1", "' =1"),
        ("-5.5", "-5.5"),
        ("سطر\nثان", "سطر ثان"),
        (None, ""),
        (True, "true"),
        (1.5, "1.5"),
    ],
)
def test_tables_cells_are_one_line_and_no_formula(value: tables.Cell, wanted: str) -> None:
    assert tables.cell(value) == wanted


def test_tables_tabs_cannot_break_a_row() -> None:
    assert tables.write(("a", "b"), [{"a": 'x\ty"', "b": "=z"}], tabs=True) == b"a\tb\nx y\"\t'=z\n"


MAP = """
rows = "incidents"
[columns]
"التاريخ" = "date_start"
"Dead" = { field = "deaths_best", empty = "unknown" }
"Kind" = { field = "type", values = { ASSAULT = "attack" } }
"Project" = { fixed = "Border" }
"""


def test_tables_own_columns_follow_the_mapping(made: Callable[..., bytes]) -> None:
    found = read(made("mapping", columns=mapping.parse(MAP)))
    assert tuple(found[0]) == ("التاريخ", "Dead", "Kind", "Project")
    assert {"attack", "PROTEST"} <= {row["Kind"] for row in found}
    assert {row["Project"] for row in found} == {"Border"}
    assert "unknown" in {row["Dead"] for row in found}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rows = ", "not TOML"),
        ("rows = 'reports'\n[columns]\nA = 'x'", "write one of"),
        ("rows = 'events'", "[columns]"),
        ("[columns]\nA = 'nothing'\nB = 'nowhere'", "'nowhere'"),
        ("[columns]\nA = { field = 'type', fixed = 'x' }", "'A'"),
    ],
)
def test_tables_a_wrong_mapping_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ExportError, match=r"map\.toml") as found:
        mapping.parse(text, "map.toml")
    assert said in str(found.value)


def test_tables_where_chooses(made: Callable[..., bytes]) -> None:
    protests = read(made("acled", selection=parse(["type=PROTEST"])))
    assert {row["event_type"] for row in protests} == {"Protests"}
    assert read(made("acled", selection=parse(["type=PROTEST", "since=2030-01-01"]))) == []
    several = read(made("positions", selection=parse(["type=PROTEST|SANCTION"])))
    assert len({row["incident"] for row in several}) == 2


@pytest.mark.parametrize("condition", ["least=3", "low=2", "credibility=3", "outlet=وكالة المدار", "party=كتائب الفجر"])
def test_tables_where_finds_the_attack(made: Callable[..., bytes], condition: str) -> None:
    assert "العوينية" in made("acled", selection=parse([condition])).decode("utf-8")


@pytest.mark.parametrize("condition", ["kind=x", "type", "since=gestern", "least=many", "type="])
def test_tables_where_refuses_what_is_no_condition(condition: str) -> None:
    with pytest.raises(ExportError):
        parse([condition])
